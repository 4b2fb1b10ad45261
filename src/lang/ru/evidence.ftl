# Что говорится о цифрах, работах и выводах из них.

## Места в работах.

place-in-work = { $work }, { $place }
place-and-source = { $place }, { $source }
# `$stated` — как стоит в самой работе, если число показано в другой единице.
place-restated = { $place } (в источнике: { $stated })

## Как работа относится к другой, из которой у неё цифра.

relation-cites = со ссылкой на: { $work }
relation-same-count = тот же подсчёт: { $work }
relation-reprints = перепечатано из: { $work }
relation-translates = переведено из: { $work }

## Поправки.

# Что стоит в столбце таблиц; `$name` — имя любого другого столбца.
corrected-thing = { $column ->
    [value] число
    [min] нижняя граница
    [max] верхняя граница
    [start] начало периода
    [end] конец периода
    [signed] дата подписания
    [as_stated] фраза
    [locator] место
    [cited_work_id] работа, откуда взята цифра
    [cited_locator] место в работе, откуда взята цифра
    [part_of] целое, в которое это входит
    [agreement_id] соглашение
    [bound] степень точности
    [category_id] категория
    [from_unit_id] исходная единица
    [issued] дата издания
    [item] вид
    [label] название
    [latitude] широта
    [longitude] долгота
    [measure] мера
    [multiplier] множитель
    [note] примечание
    [place_id] место
    [provider_id] передающая сторона
    [quantity_id] показатель
    [rank] статус цифры
    [reading] прочтение фразы
    [recipient_id] получатель
    [relation] отношение к источнику
    [scope] охват
    [split] разбивка
    [stage_id] стадия
    [title] заглавие
    [to_unit_id] конечная единица
    [unit_id] единица измерения
    [work_id] работа
   *[other] столбец «{ $name }»
}
correction-with-reason = { $done }: { $reason }
correction-set = { $thing } — { $value }, а не { $printed }
correction-filled = { $thing } — { $value }
correction-excluded = не использовано
correction-flagged = { $thing } — под сомнением
# Под диаграммой, где читатель видит, что исправлено.
correction-likely = вероятна ошибка в источнике
correction-of-date = здесь дата — { $here }, в тексте — { $printed }
correction-of-number = здесь { $here }, в тексте { $printed }
correction-of-thing = { $thing }: здесь { $here }, в тексте { $printed }
correction-none-in-print = нет

## Почему цифра не использована.

unused-doubtful = признана сомнительной
unused-excluded = исключена как ошибочная
unused-not-preferred = принята другая цифра
unused-filtered = вне выбранных работ или разрядов
unused-open-together = вместе с остальными оставляет открытыми обе границы
unused-no-number = без числа в подходящей единице
# Показатель имеет: цифры, которые…; нет пригодной цифры.
without-number-open = цифры вместе оставляют открытыми обе границы: одна говорит «не менее», другая — «не более»
without-number-unused = пригодной цифры нет

## Что сложено, хотя сомнительно, можно ли складывать.

added-no-totals = { $rows } — не итоги за период
added-stages = { $rows } относятся к разным стадиям ({ $stages })
added-parts = { $whole } уже включает { $parts }
added-overlap = { $left } и { $right } могут учитывать одно и то же
named-and-more = { $named } и ещё { $told }
quoted = «{ $text }»

## Что принято о кредите, потому что ни одна работа этого не указывает. Каждое — член перечня.

assumed-drawn-in-parts = каждая часть использована в течение своего года, проценты — со следующего года
assumed-drawn-at-once = всё использовано сразу при заключении соглашения ({ $period })
assumed-one-payment = один платёж: основной долг с процентами
assumed-equal-principal = { $n ->
    [one] { $told } равный ежегодный взнос основного долга, проценты сверх него
    [few] { $told } равных ежегодных взноса основного долга, проценты сверх них
   *[many] { $told } равных ежегодных взносов основного долга, проценты сверх них
}
assumed-equal-payment = { $n ->
    [one] { $told } равный ежегодный платёж, основной долг вместе с процентами
    [few] { $told } равных ежегодных платежа, основной долг вместе с процентами
   *[many] { $told } равных ежегодных платежей, основной долг вместе с процентами
}
assumed-first-as-asked = первый — в { $year }{ "\u00A0" }г., как задано
assumed-not-as-stated = равные доли до года возврата, а не указанная сумма: { $stated }
assumed-first-after-drawing = первый — в { $year }{ "\u00A0" }г., на следующий год после использования последней части
assumed-first-after-agreement = первый — в { $year }{ "\u00A0" }г., на следующий год после соглашения
assumed-interest-on-drawn = платежи в конце каждого года, проценты — на долг, бывший в его начале
assumed-interest = платежи в конце каждого года, проценты — на остаток долга к этому времени, за остаток года соглашения не начислены

## Ссылки.

# После одной работы — `$other`, которая её цитирует.
as-cited-in = цит. по: { $other }
    .mla = цит. по: { $other }
    .iso = цит. по: { $other }
taken-from = взято из: { $other }
# `$entry` — полное описание работы, кончается точкой.
number-taken = { $work }: цифра взята из работы — { $entry }
number-taken-there = { $work }: цифра взята из работы — { $entry } Место: { $place }.
work-taken = { $work }: взято целиком из работы — { $entry }
held-doubtful = Признано сомнительным: { $reason }
not-used-in-dataset = В наборе данных не использовано: { $reason }
in-dataset = В наборе данных { $correction }
digest = SHA-256 данных: { $digest }
versioned = { $title }, версия { $version }
# Номер доклада в описании на этом языке.
numbered = №{ "\u00A0" }{ $number }
# Что за вещь — работа: в скобках после заглавия.
kind-dataset = набор данных
kind-forum-post = сообщение на форуме
kind-electronic = электронный ресурс
kind-thesis = диссертация
# В скобках, на месте заглавия.
untitled = { $kind ->
    [article] Статья без названия
    [book] Книга без названия
    [chapter] Глава без названия
    [dataset] Набор данных без названия
    [document] Документ без названия
    [document-collection] Сборник документов без названия
    [flashcards] Учебные карточки без названия
    [forum-thread] Ветка форума без названия
    [publication] Публикация без названия
    [report] Доклад без названия
    [review] Рецензия без названия
    [thesis] Диссертация без названия
    [unidentified] Неустановленная работа без названия
    [web-page] Веб-страница без названия
   *[other] Без названия
}
