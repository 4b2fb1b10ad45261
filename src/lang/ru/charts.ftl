# Слова диаграмм: условные знаки, примечания, описания, подписи.

## Как складываются тексты.

chart-sentences = { " " }
chart-clauses = { ", " }
chart-told-of = { $name }: { $text }
chart-aside = { $text } ({ $aside })
chart-frame = { $title } ({ $number }{ "\u00A0" }из{ "\u00A0" }{ $all })
more-in-table = ещё { $told } — в таблице
named-and-more-in-table = { $named }; ещё { $told } — в таблице
no-figure-found = цифр не найдено
no-figure-of-two = цифр не найдено ни по одному ряду
no-figure-of-several = цифр не найдено ни по одному ряду
not-itemised = без разбивки

## Под диаграммой.

foot-note = Примечание: { $notes }
foot-sources = Источник: { $sources }.
foot-data = Данные: { $data }.
foot-more = Остальное — в таблице.
foot-dagger = † — ошибка в источнике, см. таблицу.
source-citing = { $work }, по: { $cited }
source-citing-in-part = { $work }, отчасти по: { $cited }
source-more = { $n ->
    [one] ещё { $told } работа, названная в данных диаграммы
    [few] ещё { $told } работы, названные в данных диаграммы
    [many] ещё { $told } работ, названных в данных диаграммы
   *[other] ещё { $told } работы, названные в данных диаграммы
}

## Диаграмма словами.

description = { $chart }.
description-log = { $chart }, ось логарифмическая.
description-modelled = Модельный расчёт: ни одна работа этих чисел не приводит.
description-row = { $row }: { $numbers }.
description-row-in-all = { $row }: { $numbers }, всего { $whole }.
description-series = { $series } — { $number }
description-open = Чисел без верхнего предела: { $told } из { $all }.
description-rows = { $n ->
    [one] { $told } строка
    [few] { $told } строки
    [many] { $told } строк
   *[other] { $told } строки
}
description-columns = { $n ->
    [one] { $told } столбец
    [few] { $told } столбца
    [many] { $told } столбцов
   *[other] { $told } столбца
}
description-stages = { $n ->
    [one] { $told } стадия
    [few] { $told } стадии
    [many] { $told } стадий
   *[other] { $told } стадии
}
description-panels = { $n ->
    [one] { $told } панель
    [few] { $told } панели
    [many] { $told } панелей
   *[other] { $told } панели
}
description-links = { $n ->
    [one] { $told } линия
    [few] { $told } линии
    [many] { $told } линий
   *[other] { $told } линии
}
kind-bars = Столбчатая диаграмма: { $rows }
kind-bars-grouped = Столбчатая диаграмма с группами: { $rows }
kind-bars-stacked = Столбчатая диаграмма с накоплением: { $rows }
kind-bars-diverging = Двусторонняя столбчатая диаграмма: { $rows }
kind-bridge = Каскадная диаграмма: { $rows }
kind-claims = Диаграмма расходящихся цифр: { $rows }
kind-dots = Точечная диаграмма: { $rows }
kind-dumbbell = Гантельная диаграмма: { $rows }
kind-flow = Диаграмма стадий: { $rows }, { $stages }
kind-line = Линейный график: { $rows }
kind-map = Карта: { $rows }
kind-matrix = Таблица подсчётов: { $rows }, { $columns }; строка без числа — цифр не найдено
kind-panels = Набор малых диаграмм: { $rows }, { $panels }
kind-stemma = Стемма: { $rows }, { $links } к работам, из которых взяты числа
kind-timeline = Хронологическая диаграмма: { $rows }

## Что говорится об отметке.

mark-modelled = модельный расчёт
mark-added = подсчитано здесь
mark-converted = пересчитано здесь
mark-in-prices = в ценах { $year }{ "\u00A0" }г.
mark-from = по: { $places }
mark-stage-and-time = { $stage }, { $time }
mark-figures = { $n ->
    [one] { $number } цифра: { $what }
    [few] { $number } цифры: { $what }
    [many] { $number } цифр: { $what }
   *[other] { $number } цифры: { $what }
}
mark-not-compared = здесь не сравнивается
mark-quoted = приводится другими; собственной цифры нет

## Откуда у работы число и что сказано в ней самой.


## Условные знаки.

key-stages-added = { $first } + { $second }
key-quoted = взято из другой работы
key-stage-quoted = { $stages }, взято из другой работы
key-modelled = модельный расчёт, в работах не приводится
key-interval = от наименьшего до наибольшего
key-no-upper-limit = верхний предел не указан
key-no-lower-limit = нижний предел не указан
key-preferred = принятая цифра
key-added = подсчитано здесь
key-doubtful = сомнительно, не использовано
key-more-series = { $n ->
    [one] ещё { $told } ряд — в таблице
    [few] ещё { $told } ряда — в таблице
    [many] ещё { $told } рядов — в таблице
   *[other] ещё { $told } ряда — в таблице
}
key-fell-away = отпало до следующей стадии
key-came-in = добавилось
key-fell-away-or-came-in = отпало или добавилось
key-unknown-stage = по промежуточной стадии цифр не найдено
key-area = площадь: { $axis }
key-area-of-number = площадь: число
key-not-read = полый знак: приводится другими, собственной цифры нет
key-taken-from = откуда взято число
key-one-count = один подсчёт, ссылок друг на друга нет

## Оси, события, откуда контуры карты.

axis-log = { $axis } (логарифмическая шкала: равные расстояния — равные отношения)
axis-undated = без даты
axis-when-issued = когда работа написана или издана
event-named = { $name }, { $when }
events-more = { $n ->
    [one] ещё { $told } событие — в таблице
    [few] ещё { $told } события — в таблице
    [many] ещё { $told } событий — в таблице
   *[other] ещё { $told } события — в таблице
}
heading-agreements = Соглашения
map-outlines = Современные берега, озёра и реки: Natural Earth.
map-points = Точки: { $works }.
whole-in-all = всего { $number }

## Примечания: чем числа отличаются от того, за что их принял бы читатель.

note-allowed = Всё же сложено здесь: { $allowed }.
note-assumed = Допущения: { $assumed }.
note-corrected = † { $corrections }.
    .without-sign = { $corrections }.
note-entry-corrected = запись исправлена
note-one-work = { $kind ->
    [article] Все числа взяты из одной работы (статья); откуда они, в ней не сказано.
    [book] Все числа взяты из одной работы (книга); откуда они, в ней не сказано.
    [chapter] Все числа взяты из одной работы (глава); откуда они, в ней не сказано.
    [dataset] Все числа взяты из одной работы (набор данных); откуда они, в ней не сказано.
    [document] Все числа взяты из одной работы (документ); откуда они, в ней не сказано.
    [document-collection] Все числа взяты из одной работы (сборник документов); откуда они, в ней не сказано.
    [flashcards] Все числа взяты из одной работы (учебные карточки); откуда они, в ней не сказано.
    [forum-thread] Все числа взяты из одной работы (ветка форума); откуда они, в ней не сказано.
    [publication] Все числа взяты из одной работы (публикация); откуда они, в ней не сказано.
    [report] Все числа взяты из одной работы (доклад); откуда они, в ней не сказано.
    [review] Все числа взяты из одной работы (рецензия); откуда они, в ней не сказано.
    [thesis] Все числа взяты из одной работы (диссертация); откуда они, в ней не сказано.
    [web-page] Все числа взяты из одной работы (веб-страница); откуда они, в ней не сказано.
   *[other] Все числа взяты из одной работы; откуда они, в ней не сказано.
}
note-added-one = { $number } — подсчитано здесь.
note-added = { $numbers } — подсчитано здесь.
note-added-many = { $n ->
    [one] { $told } число подсчитано здесь.
    [few] { $told } числа подсчитаны здесь.
    [many] { $told } чисел подсчитано здесь.
   *[other] { $told } числа подсчитаны здесь.
}
note-open-ends = { $number } (у { $open } из { $all } нет одного из пределов)
note-converted = Пересчитано здесь по официальным курсам ({ $dates }): { $rates }.
note-rate-stated = «{ $stated }» ({ $place })
note-in-prices = Пересчитано здесь в цены { $into }{ "\u00A0" }г. (исходные цены: { $from }) по индексу: { $indices }.
note-restated = Пересчитано здесь по точным коэффициентам: { $numbers }.
note-restated-many = { $n ->
    [one] Пересчитано здесь из других единиц по точным коэффициентам: { $told } число.
    [few] Пересчитано здесь из других единиц по точным коэффициентам: { $told } числа.
    [many] Пересчитано здесь из других единиц по точным коэффициентам: { $told } чисел.
   *[other] Пересчитано здесь из других единиц по точным коэффициентам: { $told } числа.
}
note-without-value = Не учтено, так как пригодных цифр нет: { $names }.
note-about-source = Знак «ок.» — «около» самого источника.
note-about-rounded = Знак «ок.»: округлено до точности источника.
note-about-either = Знак «ок.»: «около» самого источника или округление до его точности.
note-events-lasted = Полоса на линии события: сколько оно длилось.
note-events-within = Полоса на линии события: его дата лежит в её пределах.
note-events-either = Полоса на линии события: его дата лежит в её пределах или столько оно длилось.

## Примечания к отдельным видам диаграмм.

note-measures-mixed = Итоги за период и уровни на дату стоят рядом.
note-not-accounted-for = Не объяснено: то, чего не объясняет ни одна найденная цифра, — одно или несколько обстоятельств.
note-pale-bars = Бледное: столбец может начинаться или кончаться где угодно в этих пределах.
note-joined-by-work = Соединены только числа одной работы.
note-broken-line = Где линия прервана, за годы между точками цифр не найдено.
note-empty-field = Пустое поле: цифр не найдено, но это не значит, что ничего не было.
note-several-years = Цифра за несколько лет учтена в каждом из них.
note-one-scale = Масштаб на всех панелях один.
note-own-scales = На каждой панели свой масштаб.
note-no-sources-named = Ни одна работа не называет другую своим источником.
note-colours-are-sources = Каждый цвет — один источник; серый: источник неизвестен.
note-faint-ends = Бледные концы: известен лишь месяц или год.
note-dashed-ends = Штриховые концы: дата не указана.
note-headings-of-parties = В заголовках: кто кому передаёт.

## Что говорится о таблице.

remark-no-panel = Без панели, так как ни одного их числа показать нельзя: { $names }.
remark-no-point = Нет на карте, так как точка неизвестна: { $names }.
remark-no-place = Нет на карте, так как место не указано: { $names }.
remark-no-stage = Не показаны числа, стадия которых не указана: { $names }.
remark-no-date = Не показано, так как нет даты: { $names }.
remark-not-of-one-year = Не показано, так как охватывает не один год: { $names }.
remark-without-number = Такого числа нет: { $names }.
remark-undated = { $n ->
    [one] { $told } цифра не имеет даты и здесь не показана.
    [few] { $told } цифры не имеют даты и здесь не показаны.
    [many] { $told } цифр не имеют даты и здесь не показаны.
   *[other] { $told } цифры не имеют даты и здесь не показаны.
}
remark-context = Не учтено, так как относится к контексту: { $names }.
remark-context-many = { $n ->
    [one] Не учтено, так как относится к контексту: { $told } показатель.
    [few] Не учтено, так как относится к контексту: { $told } показателя.
    [many] Не учтено, так как относится к контексту: { $told } показателей.
   *[other] Не учтено, так как относится к контексту: { $told } показателя.
}
remark-counted = Не учтено, так как входит в другое число: { $names }.
remark-counted-many = { $n ->
    [one] Не учтено, так как входит в другие числа: { $told } показатель.
    [few] Не учтено, так как входит в другие числа: { $told } показателя.
    [many] Не учтено, так как входит в другие числа: { $told } показателей.
   *[other] Не учтено, так как входит в другие числа: { $told } показателя.
}
remark-left-out = Не учтена цифра: { $figure }, { $reason }.
remark-other-unit = Не сравнивается из-за единицы измерения: { $figures }.
remark-other-unit-many = { $n ->
    [one] Не сравнивается из-за единицы измерения: ещё { $told } цифра.
    [few] Не сравнивается из-за единицы измерения: ещё { $told } цифры.
    [many] Не сравнивается из-за единицы измерения: ещё { $told } цифр.
   *[other] Не сравнивается из-за единицы измерения: ещё { $told } цифры.
}
remark-works-beyond = { $n ->
    [one] Ещё { $told } работа такой цифры не приводит, но сообщает о том, что сюда входит.
    [few] Ещё { $told } работы такой цифры не приводят, но сообщают о том, что сюда входит.
    [many] Ещё { $told } работ такой цифры не приводят, но сообщают о том, что сюда входит.
   *[other] Ещё { $told } работы такой цифры не приводят, но сообщают о том, что сюда входит.
}
remark-preferred = Кольцо: принятая цифра.
remark-shaded = Затенено: разброс цифр в работах.
remark-one-root-of-two = У обеих цифр один первоисточник: { $root }.
remark-one-root = Один первоисточник у всех цифр ({ $told }): { $root }.
remark-few-roots = { $n ->
    [one] { $told } первоисточник, насколько работы называют свои источники: { $roots }.
    [few] { $told } первоисточника, насколько работы называют свои источники: { $roots }.
    [many] { $told } первоисточников, насколько работы называют свои источники: { $roots }.
   *[other] { $told } первоисточника, насколько работы называют свои источники: { $roots }.
}
remark-many-roots = Цифр: { $told }, первоисточников: { $roots }, насколько работы называют свои источники.

## Названия строк и рядов, которых нет в таблицах данных.

row-added-up = Подсчитано здесь
row-added-by = Подсчитано здесь, разбивка «{ $split }»
row-added-of-parts = Подсчитано здесь по частям
row-in-all = Всего
row-left = Осталось
row-not-accounted-for = Не объяснено
row-works = { $n ->
    [one] { $told } работа
    [few] { $told } работы
    [many] { $told } работ
   *[other] { $told } работы
}
row-times = { $n ->
    [one] { $work }, { $told } раз
    [few] { $work }, { $told } раза
    [many] { $work }, { $told } раз
   *[other] { $work }, { $told } раза
}
series-adds = прибавляется
series-takes-away = вычитается
series-sum = сумма
series-not-accounted-for = не объяснено
series-principal = основной долг
series-interest = проценты
detail-item = { $item } — { $number }
detail-more = ещё { $told }
group-no-parties = Не между двумя сторонами
group-tier-1 = Документы
    .in-key = документы
group-tier-2 = Научные работы
    .in-key = научные работы
group-tier-3 = Справочники, пресса, официальные сообщения
    .in-key = справочники, пресса, официальные сообщения
group-tier-4 = Популярные и анонимные работы
    .in-key = популярные и анонимные работы
group-unranked = Разряд неизвестен
    .in-key = разряд неизвестен
name-not-stated = не указано
name-no-place = место не указано
