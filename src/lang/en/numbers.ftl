# The words of sinosov in English. Values stand in { $braces }; `$told` is a count as the language writes it, by which `$n` chooses the form.

## Numbers, after CLDR.

decimal-mark = .
group-mark = ,
# So many digits of a whole number stand together.
ungrouped-digits = 3

# Words for powers of ten. A message is used where no digit is lost by it; `brief` where the number is rounded, `tight` where room is short.
magnitude-12 =
    .brief = { $number }{ "\u00A0" }trillion
    .tight = { $number }{ "\u00A0" }tn
magnitude-9 = { $number }{ "\u00A0" }billion
    .brief = { $number }{ "\u00A0" }billion
    .tight = { $number }{ "\u00A0" }bn
magnitude-6 = { $number }{ "\u00A0" }million
    .brief = { $number }{ "\u00A0" }million
    .tight = { $number }{ "\u00A0" }mn
magnitude-3 =
    .brief = { $number }{ "\u00A0" }thousand
    .tight = { $number }{ "\u00A0" }k

# How sure a number is: by a sign on a label, in words in a sentence.
about = c.{ "\u00A0" }{ $number }
    .words = about{ "\u00A0" }{ $number }
# In words, at one end of a span: of two prepositions of its own a language may not have one behind the other.
about-within = about{ "\u00A0" }{ $number }
at-least = ≥{ "\u00A0" }{ $number }
    .words = at least{ "\u00A0" }{ $number }
more-than = >{ "\u00A0" }{ $number }
    .words = more than{ "\u00A0" }{ $number }
at-most = ≤{ "\u00A0" }{ $number }
    .words = at most{ "\u00A0" }{ $number }
less-than = <{ "\u00A0" }{ $number }
    .words = less than{ "\u00A0" }{ $number }
# `words` also where an end is below zero: a dash beside a minus is read as another.
span = { $low }–{ $high }
    .words = { $low } to { $high }
at-least-about = ≥{ "\u00A0" }c.{ "\u00A0" }{ $number }
    .words = at least{ "\u00A0" }about{ "\u00A0" }{ $number }
more-than-about = >{ "\u00A0" }c.{ "\u00A0" }{ $number }
    .words = more than{ "\u00A0" }about{ "\u00A0" }{ $number }
at-most-about = ≤{ "\u00A0" }c.{ "\u00A0" }{ $number }
    .words = at most{ "\u00A0" }about{ "\u00A0" }{ $number }
less-than-about = <{ "\u00A0" }c.{ "\u00A0" }{ $number }
    .words = less than{ "\u00A0" }about{ "\u00A0" }{ $number }
span-about = c.{ "\u00A0" }{ $low }–c.{ "\u00A0" }{ $high }
    .words = about{ "\u00A0" }{ $low } to about{ "\u00A0" }{ $high }
number-unknown = unknown
category-about = { $category }
percent = { $number }%
with-unit = { $number }{ "\u00A0" }{ $unit }
# A sign of money that ends in $ stands before the number.
with-sign = { $sign }{ $number }

kilometres = { $number }{ "\u00A0" }km

## Dates, after CLDR.

month-1 = January
    .in-date = January
    .short = Jan
month-2 = February
    .in-date = February
    .short = Feb
month-3 = March
    .in-date = March
    .short = Mar
month-4 = April
    .in-date = April
    .short = Apr
month-5 = May
    .in-date = May
    .short = May
month-6 = June
    .in-date = June
    .short = Jun
month-7 = July
    .in-date = July
    .short = Jul
month-8 = August
    .in-date = August
    .short = Aug
month-9 = September
    .in-date = September
    .short = Sep
month-10 = October
    .in-date = October
    .short = Oct
month-11 = November
    .in-date = November
    .short = Nov
month-12 = December
    .in-date = December
    .short = Dec
# `$month` of a day is the month in a date, that of a month the month alone.
date-of-day = { $day } { $month } { $year }
date-of-month = { $month } { $year }
date-of-year = { $year }
# On an axis.
date-on-axis = { $month }{ "\u00A0" }{ $year }
# `$last` is the end without its century.
years = { $start }–{ $end }
years-of-one-century = { $start }–{ $last }
period = { $start } – { $end }
period-from = from { $start }
period-to = to { $end }
undated = undated

## Lists.

list-between = { ", " }
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-parted = { "; " }
