# Слова страниц и Markdown.

# Части одного текста. `$aside` — то, что сказано о нём в скобках.
page-between-sentences = { " " }
page-clauses = { $first }, { $second }
page-aside = { $text } ({ $aside })
# Слова работы.
page-quoted = «{ $text }»
# После перечня ссылок, разделённых так же, как любой перечень.
page-full-stop = .

## Чьи данные и чем сделано.

page-version = версия { $version }
# What the language calls itself, where a page leads to itself in it.
language-name = Русский
page-languages = Языки
data-line = Данные: { $name } { $version }, SHA-256 { $digest }.
data-line-licensed = Данные: { $name } { $version }, SHA-256 { $digest }. Лицензия: { $licence }.
made-with = Сделано программой sinosov { $version }.

## Страница обзора: её части.

page-skip = К тексту
page-contents = Содержание
page-chapters = Разделы и их выводы
page-chart-index = Указатель диаграмм
page-figures = Все цифры
page-method = Методика
page-works = Работы и документы
page-how = Выберите на диаграмме любую отметку, чтобы увидеть слова, на которые она опирается.
page-how-to-cite = Как ссылаться: { $citation } Ссылайтесь и на работы, из которых взяты использованные цифры.

## Диаграмма и то, что раскрывается под ней.

page-chart = Диаграмма { $number }
# Что стоит в `$chart` или `$of`, слышно, но не видно: по нему одну диаграмму отличают от другой.
page-chart-works = { $chart }{ $works }
page-chart-works-chart = Диаграмма { $number },{ " " }
page-work-count = { $n ->
    [one] { $told } работа
    [few] { $told } работы
   *[many] { $told } работ
}
page-numbers = Числа{ $of }
page-numbers-of = { " " }диаграммы { $number }
page-numbers-table = Числа диаграммы { $number }, таблица
page-take = Поделиться, сохранить, сослаться{ $of }
page-take-of = { " " }(диаграмма { $number })
# Значения — имена файлов.
page-chart-files = Рядом с этой страницей лежат: сама диаграмма — { $drawing }, отдельная страница с ней — { $page }, её числа — { $numbers }.
# Много мест одной работы.
page-places = { $n ->
    [one] { $told } место
    [few] { $told } места
   *[many] { $told } мест
}

table-what = Что
    .in-text = что
table-number = Число
    .in-text = число
table-who = Кто указывает
    .in-text = кто указывает
table-series = { $row }, { $series }
table-whole = { $row }, всего
table-rest = целое за вычетом частей
table-added = подсчитано здесь
table-modelled = модельный расчёт; ни одна работа этого числа не указывает
table-modelled-from = модельный расчёт по данным: { $places }
table-converted = пересчитано по данным: { $work }, { $place }
table-restated = переведено в другую единицу, в оригинале: { $numbers }

## Таблица всех цифр.

page-figures-are = В каждой строке — число, которое одна работа указывает в одном месте, её собственными словами. Над строками об одном показателе стоит то, что они дают вместе; первыми идут показатели, о которых говорит больше всего работ. Знаком † отмечено исправленное, само исправление — в карточке цифры. Складывать строки не раздумывая нельзя: рядом стоят обещания и поставки, целое и части, расходящиеся цифры об одном и том же.
page-figures-table = Все цифры, таблица
page-others-table = Остальные цифры, таблица
column-thing = Показатель
column-number = Число
column-period = Период
column-provider = От кого
column-recipient = Кому
column-stage = Стадия
column-source = Источник
page-figure-unused = { $number } (не использовано)
page-note-unused = Не использовано: { $reason }.

# Что сказано о показателе рядом с его числом: «7 цифр, из них 2 не использованы; подсчитано здесь по частям, 5 независимых первоисточников».
worth-figures = { $n ->
    [one] { $told }{ "\u00A0" }цифра
    [few] { $told }{ "\u00A0" }цифры
   *[many] { $told }{ "\u00A0" }цифр
}
worth-some-unused = { $figures ->
    [one] { $figures-told } цифра
    [few] { $figures-told } цифры
   *[many] { $figures-told } цифр
}, из них { $unused ->
    [one] { $unused-told } не использована
   *[other] { $unused-told } не использованы
}
worth-all-unused = { $n ->
    [one] { $told } цифра, не использована
    [few] { $told } цифры, не использованы
   *[many] { $told } цифр, не использованы
}
worth-roots = { $n ->
    [one] { $told } независимый первоисточник
    [few] { $told } независимых первоисточника
   *[many] { $told } независимых первоисточников
}
worth-added = подсчитано здесь по частям, { $roots }

## Методика.

method-holds = В наборе данных — { $figures ->
    [one] { $figures-told } цифра
    [few] { $figures-told } цифры
   *[many] { $figures-told } цифр
} (из них { $context ->
    [one] { $context-told } относится
   *[other] { $context-told } относятся
} к контексту) по { $quantities ->
    [one] { $quantities-told } показателю
   *[other] { $quantities-told } показателям
}; без контекста они охватывают { $first }–{ $last }{ "\u00A0" }гг.
# Где ничто не датировано.
method-holds-undated = В наборе данных — { $figures ->
    [one] { $figures-told } цифра
    [few] { $figures-told } цифры
   *[many] { $figures-told } цифр
} (из них { $context ->
    [one] { $context-told } относится
   *[other] { $context-told } относятся
} к контексту) по { $quantities ->
    [one] { $quantities-told } показателю
   *[other] { $quantities-told } показателям
}.
method-read = Они взяты из { $read ->
    [one] { $read-told }{ "\u00A0" }просмотренной работы
   *[other] { $read-told }{ "\u00A0" }просмотренных работ
}; ещё { $others ->
    [one] { $others-told }{ "\u00A0" }работа просмотрена
    [few] { $others-told }{ "\u00A0" }работы просмотрены
   *[many] { $others-told }{ "\u00A0" }работ просмотрено
} ради курсов, цен и проверки, а { $cited ->
    [one] { $cited-told }{ "\u00A0" }работа известна
    [few] { $cited-told }{ "\u00A0" }работы известны
   *[many] { $cited-told }{ "\u00A0" }работ известны
} лишь по ссылкам в них.
method-tiers = Работы с цифрами по близости к событиям: { $tiers }.
method-tier = разряд{ "\u00A0" }{ $tier }{ "\u00A0" }— { $told }
method-tiers-are = Разряд{ "\u00A0" }1{ "\u00A0" }— документы, 2{ "\u00A0" }— научные работы, 3{ "\u00A0" }— справочники, пресса и официальные сообщения, 4{ "\u00A0" }— популярные работы, форумы и тексты без автора.
method-coded = Каждая цифра внесена вместе со словами, которыми она указана, и с местом, где они стоят. Средние не выводятся.
method-rivals = По { $rivals ->
    [one] { $rivals-told }{ "\u00A0" }показателю
   *[other] { $rivals-told }{ "\u00A0" }показателям
} есть больше одной пригодной цифры в одной единице измерения; по { $agree-told } из них все цифры сходятся. Где они расходятся, диаграмма показывает разброс, если только одна из цифр не принята с обоснованием ({ $preferred ->
    [one] принята { $preferred-told }{ "\u00A0" }цифра
    [few] приняты { $preferred-told }{ "\u00A0" }цифры
   *[many] принято { $preferred-told }{ "\u00A0" }цифр
}).
method-unused = { $doubtful ->
    [one] { $doubtful-told }{ "\u00A0" }цифра признана сомнительной
    [few] { $doubtful-told }{ "\u00A0" }цифры признаны сомнительными
   *[many] { $doubtful-told }{ "\u00A0" }цифр признаны сомнительными
}, { $excluded ->
    [one] { $excluded-told } исключена как ошибочная
   *[other] { $excluded-told } исключены как ошибочные
}; они не используются.
method-added = { $n ->
    [one] { $told } показатель не указан ни в одной работе и подсчитан здесь по частям.
    [few] { $told } показателя не указаны ни в одной работе и подсчитаны здесь по частям.
   *[many] { $told } показателей не указаны ни в одной работе и подсчитаны здесь по частям.
}
method-not-known = Чего мы не знаем: { $single ->
    [one] { $single-told }{ "\u00A0" }показатель опирается
    [few] { $single-told }{ "\u00A0" }показателя опираются
   *[many] { $single-told }{ "\u00A0" }показателей опираются
} на единственный первоисточник, сколько бы работ его ни повторяло; по { $without ->
    [one] { $without-told }{ "\u00A0" }показателю
   *[other] { $without-told }{ "\u00A0" }показателям
} нет ни одной пригодной цифры. Пустая ячейка не означает нуля.
method-corrections = Ошибки в работах; слова работ оставлены, исправления внесены рядом и отмечены знаком †:
# Цифра о показателе, по работе и месту в ней.
method-figure = { $quantity } ({ $work }, { $place })
method-correction = { $of }: { $done }. { $reason }

## Работы.

# Далее следуют ссылки на диаграммы.
page-charts-of-work = { $n ->
    [one] Диаграмма{ " " }
   *[other] Диаграммы{ " " }
}
entry-edited = Ред.: { $names }
entry-translated = Пер.: { $names }
entry-in = В изд.: { $container }
entry-volume = { $entry }, т.{ "\u00A0" }{ $volume }
entry-issue = { $entry }, №{ "\u00A0" }{ $issue }

## Страница одной диаграммы и страница над несколькими обзорами.

embed-source = Источник: { $sources }.
index-charts = { $n ->
    [one] { $told } диаграмма
    [few] { $told } диаграммы
   *[many] { $told } диаграмм
}
index-about = { $n ->
    [one] { $title }: { $told } обзор по одному набору данных.
    [few] { $title }: { $told } обзора по одному набору данных.
   *[many] { $title }: { $told } обзоров по одному набору данных.
}

## Markdown.

markdown-note = Примечание: { $note }
markdown-data = Данные этой диаграммы
markdown-sources = Работы и документы
markdown-rates = Валютные курсы и индексы цен:
markdown-cited = На них ссылаются эти работы; сами они не просмотрены:

## Что говорит сценарий страницы: поиск, фильтры, сколько найдено.

script-quoted = «{ $text }»
script-aside = { $text } ({ $aside })
script-search = Поиск
script-filters = Фильтры
script-category = Категория
script-provider = От кого
script-recipient = Кому
script-stage = Стадия
script-work = Работа
script-tier = Разряд
script-language = Язык
script-from-year = С года
script-to-year = По год
# Любое значение: первое в списке фильтра.
script-all = все
script-clear = Сбросить
script-save-csv = Сохранить как CSV
script-columns = Столбцы
script-group = Сгруппировать по показателям
script-count = { $n ->
    [one] { $found } из { $told } цифры
   *[other] { $found } из { $told } цифр
}
# Чего ищут, через точку с запятой.
script-count-asked = { $count } ({ $asked })
script-count-shown = { $count }, показано { $told }
script-count-sorted = { $count }; упорядочено по столбцу «{ $column }», без группировки по показателям
script-asked = { $name }: { $value }
script-asked-words = поиск: { $words }
script-asked-years = годы { $from }–{ $to }, без недатированных
script-asked-mark = те, на которые опирается выбранная отметка
script-asked-work = работа: { $work }
script-show-more = Показать ещё (всего { $told })
script-on-paper = На странице есть таблица всех цифр ({ $told }); печатается то, что в ней выбрано.

## Что он говорит о цифре, на карточке.

script-number = Число
script-where = Где
script-together = Все цифры вместе
script-roots = Независимые первоисточники
script-roots-are = { $told }: { $roots }
script-rivals = Расходящиеся цифры
script-rival-count = { $n ->
    [one] { $told } расходящаяся цифра
    [few] { $told } расходящиеся цифры
   *[many] { $told } расходящихся цифр
}
script-restated = Указано также
script-note = Примечание
script-footnote = Сноска
script-id = Идентификатор
script-works-say = { $n ->
    [one] Что указывает { $told } работа: { $numbers }
    [few] Что указывают { $told } работы: { $numbers }
   *[many] Что указывают { $told } работ: { $numbers }
}
script-work-says = { $work } — { $number }
script-copy-footnote = Скопировать сноску
script-copy-bibtex = Скопировать BibTeX
script-copied = Скопировано
script-not-copied = Здесь скопировать нельзя
script-close = Закрыть

## Что он говорит об отметке.

script-figure-at = { $number }: { $place }
script-details = Подробнее
script-more-figures = { $n ->
    [one] И ещё { $told } цифра, в таблице.
    [few] И ещё { $told } цифры, в таблице.
   *[many] И ещё { $told } цифр, в таблице.
}
script-in-table = Показать в таблице
script-named-and-more = { $named }; и ещё { $told }
script-keys = Стрелки, Home и End ведут от отметки к отметке, Enter — к цифрам, на которые она опирается.
script-figures = цифры
script-seen = { $seen }: { $said }

## Что он говорит о диаграмме.

script-source = Источник: { $works }.
script-cited = «{ $title }», { $citation } { $link }
script-copy-link = Скопировать адрес
script-save-svg = Сохранить SVG
script-save-png = Сохранить PNG
script-save-chart-csv = Сохранить CSV
script-copy-embed = Скопировать код для вставки
script-copy-citation = Скопировать ссылку на диаграмму
script-copy-works = Скопировать список работ
script-back = ← Вернуться на прежнее место
