# sinosov 的中文（简体）用语。值写在 { $花括号 } 中；`$told` 是按本语言写法的数目，`$n` 按它选择形式。

## 数字，依 CLDR。

decimal-mark = .
group-mark = ,
ungrouped-digits = 3

magnitude-12 = { $number }万亿
    .brief = { $number }万亿
    .tight = { $number }万亿
magnitude-8 = { $number }亿
    .brief = { $number }亿
    .tight = { $number }亿
magnitude-4 = { $number }万
    .brief = { $number }万
    .tight = { $number }万

about = 约{ $number }
    .words = 约{ $number }
# In words, at one end of a span: of two prepositions of its own a language may not have one behind the other.
about-within = 约{ $number }
at-least = ≥{ "\u00A0" }{ $number }
    .words = 至少{ $number }
more-than = >{ "\u00A0" }{ $number }
    .words = 超过{ $number }
at-most = ≤{ "\u00A0" }{ $number }
    .words = 至多{ $number }
less-than = <{ "\u00A0" }{ $number }
    .words = 不足{ $number }
span = { $low }–{ $high }
    .words = { $low }至{ $high }
at-least-about = ≥{ "\u00A0" }约{ $number }
    .words = 至少约{ $number }
more-than-about = >{ "\u00A0" }约{ $number }
    .words = 超过约{ $number }
at-most-about = ≤{ "\u00A0" }约{ $number }
    .words = 至多约{ $number }
less-than-about = <{ "\u00A0" }约{ $number }
    .words = 不足约{ $number }
span-about = 约{ $low }–{ $high }
    .words = 约{ $low }至{ $high }
number-unknown = 不详
category-about = { $category }
percent = { $number }%
with-unit = { $number }{ $unit }
with-sign = { $number }{ $sign }

kilometres = { $number }公里

## 日期，依 CLDR。

month-1 = 1月
    .in-date = 1月
    .short = 1月
month-2 = 2月
    .in-date = 2月
    .short = 2月
month-3 = 3月
    .in-date = 3月
    .short = 3月
month-4 = 4月
    .in-date = 4月
    .short = 4月
month-5 = 5月
    .in-date = 5月
    .short = 5月
month-6 = 6月
    .in-date = 6月
    .short = 6月
month-7 = 7月
    .in-date = 7月
    .short = 7月
month-8 = 8月
    .in-date = 8月
    .short = 8月
month-9 = 9月
    .in-date = 9月
    .short = 9月
month-10 = 10月
    .in-date = 10月
    .short = 10月
month-11 = 11月
    .in-date = 11月
    .short = 11月
month-12 = 12月
    .in-date = 12月
    .short = 12月
date-of-day = { $year }年{ $month }{ $day }日
date-of-month = { $year }年{ $month }
date-of-year = { $year }年
date-on-axis = { $year }年{ $month }
years = { $start }–{ $end }年
years-of-one-century = { $start }–{ $end }年
period = { $start }至{ $end }
period-from = { $start }起
period-to = 至{ $end }
undated = 日期不详

## 列举。

list-between = 、
list-and = { $first }和{ $last }
list-or = { $first }或{ $last }
list-parted = ；
