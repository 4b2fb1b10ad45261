# The words of charts: keys, notes, descriptions, what is said of a mark.

## How texts are put together.

# Between two sentences, and between what is said of a mark.
chart-sentences = { " " }
chart-clauses = { ", " }
chart-told-of = { $name }: { $text }
chart-aside = { $text } ({ $aside })
# One frame of several.
chart-frame = { $title } ({ $number }{ "\u00A0" }of{ "\u00A0" }{ $all })
# Of things in a list, in a chart.
more-in-table = { $told } more, in the table
named-and-more-in-table = { $named }; and { $told } more, in the table
no-figure-found = no figure found
no-figure-of-two = no figure for either
no-figure-of-several = no figure for any
not-itemised = not itemised

## At the foot of a chart.

foot-note = Note: { $notes }
foot-sources = Source: { $sources }.
foot-data = Data: { $data }.
foot-more = More in the table.
# Begins with the sign that it explains.
foot-dagger = †: an error in a source, see the table.
source-citing = { $work }, citing { $cited }
source-citing-in-part = { $work }, in part citing { $cited }
source-more = and { $told } more works, each named in the data of the chart

## A chart in words.

description = { $chart }.
description-log = { $chart } on a logarithmic axis.
description-modelled = Modelled; no work states the numbers.
description-row = { $row }: { $numbers }.
description-row-in-all = { $row }: { $numbers }, { $whole } in all.
description-series = { $series } { $number }
description-open = { $told } of { $all } numbers have no upper limit.
description-rows = { $n ->
    [one] { $told } row
   *[other] { $told } rows
}
description-columns = { $n ->
    [one] { $told } column
   *[other] { $told } columns
}
description-stages = { $n ->
    [one] { $told } stage
   *[other] { $told } stages
}
description-panels = { $n ->
    [one] { $told } panel
   *[other] { $told } panels
}
description-links = { $n ->
    [one] { $told } line
   *[other] { $told } lines
}

kind-bars = Bar chart with { $rows }
kind-bars-grouped = Grouped bar chart with { $rows }
kind-bars-stacked = Stacked bar chart with { $rows }
kind-bars-diverging = Diverging bar chart with { $rows }
kind-bridge = Bridge chart with { $rows }
kind-claims = Chart of rival figures with { $rows }
kind-dots = Dot plot with { $rows }
kind-dumbbell = Dumbbell chart with { $rows }
kind-flow = Flow chart of stages with { $rows } and { $stages }
kind-line = Line chart with { $rows }
kind-map = Map with { $rows }
kind-matrix = Table of counts with { $rows } and { $columns }; a row without a number has no figure
kind-panels = Small multiples with { $rows } in { $panels }
kind-stemma = Stemma with { $rows } and { $links } to the works that numbers are taken from
kind-timeline = Timeline with { $rows }

## What is said of a mark.

mark-modelled = modelled
mark-added = added up here
mark-converted = converted here
mark-in-prices = in prices of { $year }
mark-from = from { $places }
# How far a thing had got, and when.
mark-stage-and-time = { $stage } { $time }
mark-figures = { $n ->
    [one] { $number } figure: { $what }
   *[other] { $number } figures: { $what }
}
mark-not-compared = not compared here
mark-quoted = quoted by others; no figure of its own

## From whom a work has a number, and what it states itself.


## Keys.

key-stages-added = { $first } with { $second }
key-quoted = quoted from another work
key-stage-quoted = { $stages }, quoted from another work
key-modelled = modelled, stated by no work
key-interval = from the lowest to the highest
key-no-upper-limit = no upper limit given
key-no-lower-limit = no lower limit given
key-preferred = preferred
key-added = added up here
key-doubtful = doubtful, not used
key-more-series = { $told } more series, in the table
key-fell-away = fell away before the next stage
key-came-in = came in addition
key-fell-away-or-came-in = fell away, or came in addition
key-unknown-stage = no figure found of the stage between
key-area = area: { $axis }
key-area-of-number = area: the number
key-not-read = hollow: quoted by others, no figure of its own
key-taken-from = takes the number from
key-one-count = one count, neither names the other

## Axes, events, credits.

axis-log = { $axis } (log scale: equal distances are equal ratios)
axis-undated = undated
axis-when-issued = when the work was written or published
event-named = { $name }, { $when }
events-more = { $n ->
    [one] { $told } more event, in the table
   *[other] { $told } more events, in the table
}
heading-agreements = Agreements
map-outlines = Coasts, lakes and rivers of today: Natural Earth.
map-points = Points: { $works }.
# The whole of a stacked bar.
whole-in-all = { $number } in all

## Notes: what makes numbers other than a reader would take them for.

note-allowed = Added here all the same: { $allowed }.
note-assumed = Assumed: { $assumed }.
# Begins with the sign that it explains.
note-corrected = † { $corrections }.
    .without-sign = { $corrections }.
note-entry-corrected = its entry is corrected
# The kind of the work is a word of the column `kind`.
note-one-work = { $kind ->
    [document-collection] All numbers are from one document collection, which names no source for them.
    [forum-thread] All numbers are from one forum thread, which names no source for them.
    [web-page] All numbers are from one web page, which names no source for them.
   *[other] All numbers are from one { $kind }, which names no source for them.
}
note-added-one = { $number } is added up here.
note-added = { $numbers } are added up here.
note-added-many = { $told } of the numbers are added up here.
# How many of the numbers that were added have no lower or no upper end.
note-open-ends = { $number } ({ $open } of { $all } open at one end)
note-converted = Converted here by official rates of { $dates }: { $rates }.
note-rate-stated = “{ $stated }” ({ $place })
note-in-prices = Computed here in prices of { $into }, from prices of { $from }, by { $indices }.
note-restated = Restated here by exact factors: { $numbers }.
note-restated-many = Restated here from other units by exact factors: { $told } numbers.
note-without-value = Left out, for no figure of theirs can be used: { $names }.
note-about-source = “c.” is the source’s own “about”.
note-about-rounded = “c.”: rounded to the digits that the source bears.
note-about-either = “c.”: the source’s own “about”, or rounded to the digits that it bears.
note-events-lasted = A bar on an event’s line: so long it lasted.
note-events-within = A bar on an event’s line: its date lies within.
note-events-either = A bar on an event’s line: its date lies within, or it lasted so long.

## Notes of one kind of chart.

note-measures-mixed = Sums over a period and levels at a date stand side by side.
note-not-accounted-for = Not accounted for: what no figure found explains, be it one thing or several.
note-pale-bars = Pale: a bar may begin, or end, anywhere within it.
note-joined-by-work = Only numbers of one work are joined.
note-broken-line = Where a line is broken, no figure was found for the years between.
note-empty-field = An empty field: no figure was found, which is not to say that there was nothing.
note-several-years = A figure of several years is counted in each.
note-one-scale = All panels have one scale.
note-own-scales = Each panel has a scale of its own.
note-no-sources-named = No work names another as its source.
note-colours-are-sources = Each colour is one source; grey: none is known.
note-faint-ends = Faint ends: only month or year known.
note-dashed-ends = Dashed ends: none given.
note-headings-of-parties = Headings say who gives to whom.

## What is said of a table.

remark-no-panel = Without a panel, for no number of theirs can be shown: { $names }.
remark-no-point = Not on the map, for no point is known: { $names }.
remark-no-place = Not on the map, for no place is told: { $names }.
remark-no-stage = Left out, for its stage is not known: a number of { $names }.
remark-no-date = Left out, for they have no date: { $names }.
remark-not-of-one-year = Left out, for they are not of one year: { $names }.
remark-without-number = Without such a number: { $names }.
remark-undated = { $n ->
    [one] { $told } figure has no date and no place here.
   *[other] { $told } figures have no date and no place here.
}
remark-context = Left out, for it is context: { $names }.
remark-context-many = Left out, for they are context: { $told } quantities.
remark-counted = Left out, for another number here counts it: { $names }.
remark-counted-many = Left out, for other numbers here count them: { $told } quantities.
remark-left-out = Left out: { $figure }, { $reason }.
remark-other-unit = Not compared, for the unit: { $figures }.
remark-other-unit-many = Not compared, for the unit: { $told } more figures.
remark-works-beyond = { $n ->
    [one] One more work has no such figure, but tells of what it contains.
   *[other] { $told } more works have no such figure, but tell of what it contains.
}
remark-preferred = Ring: the preferred figure.
remark-shaded = Shaded: what the works’ figures span.
remark-one-root-of-two = Both figures have one root: { $root }.
remark-one-root = All { $told } figures have one root: { $root }.
remark-few-roots = { $told } roots, as far as works name their sources: { $roots }.
remark-many-roots = { $told } figures from { $roots } roots, as far as works name their sources.

## Names of rows and series that no table has.

row-added-up = Added up here
row-added-by = Added up here, by { $split }
row-added-of-parts = Added up here, of parts
row-in-all = In all
row-left = Left
row-not-accounted-for = Not accounted for
row-works = { $n ->
    [one] { $told } work
   *[other] { $told } works
}
# One work that states a number at several places.
row-times = { $work }, { $told } times
series-adds = adds
series-takes-away = takes away
series-sum = sum
series-not-accounted-for = not accounted for
series-principal = principal
series-interest = interest
detail-item = { $item } { $number }
detail-more = { $told } more
group-no-parties = Not between two parties
group-tier-1 = Primary documents
    .in-key = primary documents
group-tier-2 = Scholarship
    .in-key = scholarship
group-tier-3 = Reference works, press and official accounts
    .in-key = reference works, press and official accounts
group-tier-4 = Popular and anonymous works
    .in-key = popular and anonymous works
group-unranked = Of unknown standing
    .in-key = of unknown standing
name-not-stated = not stated
name-no-place = no place
