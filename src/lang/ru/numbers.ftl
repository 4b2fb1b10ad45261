# Слова sinosov по-русски. Значения стоят в { $скобках }; `$told` — число так, как его пишет язык, `$n` выбирает по нему форму.

## Числа, по CLDR.

decimal-mark = ,
group-mark = { "\u00A0" }
ungrouped-digits = 3

magnitude-12 =
    .brief = { $number }{ "\u00A0" }трлн
    .tight = { $number }{ "\u00A0" }трлн
magnitude-9 = { $number }{ "\u00A0" }млрд
    .brief = { $number }{ "\u00A0" }млрд
    .tight = { $number }{ "\u00A0" }млрд
magnitude-6 = { $number }{ "\u00A0" }млн
    .brief = { $number }{ "\u00A0" }млн
    .tight = { $number }{ "\u00A0" }млн
magnitude-3 =
    .brief = { $number }{ "\u00A0" }тыс.
    .tight = { $number }{ "\u00A0" }тыс.

about = ок.{ "\u00A0" }{ $number }
    .words = около{ "\u00A0" }{ $number }
# In words, at one end of a span: of two prepositions of its own a language may not have one behind the other.
about-within = примерно{ "\u00A0" }{ $number }
at-least = ≥{ "\u00A0" }{ $number }
    .words = не менее{ "\u00A0" }{ $number }
more-than = >{ "\u00A0" }{ $number }
    .words = более{ "\u00A0" }{ $number }
at-most = ≤{ "\u00A0" }{ $number }
    .words = не более{ "\u00A0" }{ $number }
less-than = <{ "\u00A0" }{ $number }
    .words = менее{ "\u00A0" }{ $number }
span = { $low }–{ $high }
    .words = от { $low } до { $high }
at-least-about = ≥{ "\u00A0" }ок.{ "\u00A0" }{ $number }
    .words = по меньшей мере около{ "\u00A0" }{ $number }
more-than-about = >{ "\u00A0" }ок.{ "\u00A0" }{ $number }
    .words = свыше примерно{ "\u00A0" }{ $number }
at-most-about = ≤{ "\u00A0" }ок.{ "\u00A0" }{ $number }
    .words = самое большее около{ "\u00A0" }{ $number }
less-than-about = <{ "\u00A0" }ок.{ "\u00A0" }{ $number }
    .words = менее примерно{ "\u00A0" }{ $number }
span-about = ок.{ "\u00A0" }{ $low }–{ $high }
    .words = примерно от { $low } до { $high }
number-unknown = неизвестно
# После «около», «не менее», «от … до …» стоит родительный падеж: «около 21 самолёта», «от 3 до 4 лет».
category-about = { $category ->
    [one] few
    [few] many
   *[other] { $category }
}
percent = { $number }{ "\u00A0" }%
with-unit = { $number }{ "\u00A0" }{ $unit }
with-sign = { $number }{ "\u00A0" }{ $sign }

kilometres = { $number }{ "\u00A0" }км

## Даты, по CLDR.

month-1 = январь
    .in-date = января
    .short = янв.
month-2 = февраль
    .in-date = февраля
    .short = февр.
month-3 = март
    .in-date = марта
    .short = март
month-4 = апрель
    .in-date = апреля
    .short = апр.
month-5 = май
    .in-date = мая
    .short = май
month-6 = июнь
    .in-date = июня
    .short = июнь
month-7 = июль
    .in-date = июля
    .short = июль
month-8 = август
    .in-date = августа
    .short = авг.
month-9 = сентябрь
    .in-date = сентября
    .short = сент.
month-10 = октябрь
    .in-date = октября
    .short = окт.
month-11 = ноябрь
    .in-date = ноября
    .short = нояб.
month-12 = декабрь
    .in-date = декабря
    .short = дек.
date-of-day = { $day }{ "\u00A0" }{ $month } { $year }{ "\u00A0" }г.
date-of-month = { $month } { $year }{ "\u00A0" }г.
date-of-year = { $year }
date-on-axis = { $month }{ "\u00A0" }{ $year }
years = { $start }–{ $end }
years-of-one-century = { $start }–{ $end }
period = { $start }{ "\u00A0" }— { $end }
period-from = { $start } и далее
period-to = по { $end }
undated = без даты

## Перечни.

list-between = { ", " }
list-and = { $first } и { $last }
list-or = { $first } или { $last }
list-parted = { "; " }
