# The words of pages and of Markdown.

# Parts of one text. `$aside` is what is said of it in brackets.
page-between-sentences = { " " }
page-clauses = { $first }, { $second }
page-aside = { $text } ({ $aside })
# The words of a work.
page-quoted = “{ $text }”
# Behind a list of links, between which stands what parts a list.
page-full-stop = .

## Whose data it is, and what made it.

page-version = version { $version }
# What the language calls itself, where a page leads to itself in it.
language-name = English
page-languages = Languages
data-line = Data: { $name } { $version }, SHA-256 { $digest }.
data-line-licensed = Data: { $name } { $version }, SHA-256 { $digest }. { $licence }.
made-with = Made with sinosov { $version }.

## The page of a report: its parts.

page-skip = To the text
page-contents = Contents
page-chapters = Chapters and what they find
page-chart-index = Index of charts
page-figures = All figures
page-method = Method
page-works = Works
page-how = Choose any mark in a chart for the words it rests on.
page-how-to-cite = How to cite: { $citation } And cite the works behind the figures that you use.

## A chart and what unfolds under it.

page-chart = Chart { $number }
# What is behind `$chart` or `$of` is heard and not seen: it tells one chart's from another's.
page-chart-works = { $chart }{ $works }
page-chart-works-chart = Chart { $number },{ " " }
page-work-count = { $n ->
    [one] { $told } work
   *[other] { $told } works
}
page-numbers = The numbers{ $of }
page-numbers-of = { " " }of chart { $number }
page-numbers-table = The numbers of chart { $number }, a table
page-take = Share, save, cite{ $of }
page-take-of = { " " }chart { $number }
# The values are names of files.
page-chart-files = This chart is { $drawing }, a page of its own { $page }, and its numbers are { $numbers }, beside this page.
# Many places of one work.
page-places = { $n ->
    [one] { $told } place
   *[other] { $told } places
}

table-what = What
    .in-text = what
table-number = Number
    .in-text = number
table-who = Who says so
    .in-text = who says so
table-series = { $row }, { $series }
table-whole = { $row }, all
table-rest = the whole less its parts
table-added = added up here
table-modelled = a model; no work states it
table-modelled-from = modelled here from { $places }
table-converted = converted by { $work }, { $place }
table-restated = restated from { $numbers }

## The table of all figures.

page-figures-are = Each row is a number that one work states at one place, in the words of the work. Above the rows for one quantity stands what they come to together; what most works tell of comes first. A dagger marks what is corrected, with the correction on its card. Rows must not be added without thought: promises and deliveries, wholes and parts, and rival figures for one thing stand side by side.
page-figures-table = All figures, a table
page-others-table = The other figures, a table
column-thing = Thing
column-number = Number
column-period = Period
column-provider = From
column-recipient = To
column-stage = Stage
column-source = Source
page-figure-unused = { $number } (not used)
page-note-unused = Not used: { $reason }.

# What is said of a quantity beside its number: "7 figures, 2 of them not used; added up here from its parts, 5 independent roots".
worth-figures = { $n ->
    [one] { $told } figure
   *[other] { $told } figures
}
worth-some-unused = { $figures ->
    [one] { $figures-told } figure
   *[other] { $figures-told } figures
}, { $unused-told } of them not used
worth-all-unused = { $n ->
    [one] { $told } figure, not used
   *[other] { $told } figures, not used
}
worth-roots = { $n ->
    [one] { $told } independent root
   *[other] { $told } independent roots
}
worth-added = added up here from its parts, { $roots }

## Method.

method-holds = The dataset holds { $figures ->
    [one] { $figures-told } figure
   *[other] { $figures-told } figures
}, { $context-told } of them context, for { $quantities ->
    [one] { $quantities-told } quantity
   *[other] { $quantities-told } quantities
}, between { $first } and { $last } (context aside).
# Where nothing is dated.
method-holds-undated = The dataset holds { $figures ->
    [one] { $figures-told } figure
   *[other] { $figures-told } figures
}, { $context-told } of them context, for { $quantities ->
    [one] { $quantities-told } quantity
   *[other] { $quantities-told } quantities
}.
method-read = They come from { $read ->
    [one] { $read-told } work that was read
   *[other] { $read-told } works that were read
}; { $others ->
    [one] { $others-told } more was read
   *[other] { $others-told } more were read
} for rates, prices and checks, and { $cited ->
    [one] { $cited-told } is cited by these and was not seen
   *[other] { $cited-told } are cited by these and were not seen
}.
method-tiers = Of the works with figures, by nearness to the event, { $tiers }.
method-tier = { $told } of tier { $tier }
method-tiers-are = Tier 1 is a primary document, 2 scholarly, 3 reference, press or official account, 4 popular, a forum or anonymous.
method-coded = A figure is coded with the words that state it and the place where they stand. Nothing is averaged.
method-rivals = { $rivals ->
    [one] { $rivals-told } quantity has
   *[other] { $rivals-told } quantities have
} more than one usable figure in one unit; on { $agree-told } of them all agree. Where they do not, a chart shows the span, unless one figure is preferred with a reason ({ $preferred ->
    [one] { $preferred-told } figure is
   *[other] { $preferred-told } figures are
}).
method-unused = { $doubtful ->
    [one] { $doubtful-told } figure is held doubtful
   *[other] { $doubtful-told } figures are held doubtful
} and { $excluded-told } excluded by a correction; these are not used.
method-added = { $n ->
    [one] { $told } quantity is stated by nobody and added here from its parts.
   *[other] { $told } quantities are stated by nobody and added here from their parts.
}
method-not-known = What is not known: { $single ->
    [one] { $single-told } quantity rests
   *[other] { $single-told } quantities rest
} on one root, however many works repeat it; { $without ->
    [one] { $without-told } has
   *[other] { $without-told } have
} no figure that can be used. An empty cell is not zero.
method-corrections = Errors in works, corrected beside the text and marked with a dagger:
# A figure of a quantity, by its work and its place there.
method-figure = { $quantity } ({ $work }, { $place })
method-correction = { $of }: { $done }. { $reason }

## Works.

# Links to the charts follow.
page-charts-of-work = { $n ->
    [one] Chart{ " " }
   *[other] Charts{ " " }
}
entry-edited = Edited by { $names }
entry-translated = Translated by { $names }
entry-in = In: { $container }
entry-volume = { $entry }, vol. { $volume }
entry-issue = { $entry }, no. { $issue }

## The page of one chart, and that over several reports.

embed-source = Source: { $sources }.
index-charts = { $n ->
    [one] { $told } chart
   *[other] { $told } charts
}
index-about = { $n ->
    [one] { $title }: { $told } report on one dataset.
   *[other] { $title }: { $told } reports on one dataset.
}

## Markdown.

markdown-note = Note: { $note }
markdown-data = Data of this chart
markdown-sources = Sources
markdown-rates = Rates of exchange and price indices:
markdown-cited = Cited by these, and not read:

## What the script of a page says: search, filters, the count of what is found.

script-quoted = “{ $text }”
script-aside = { $text } ({ $aside })
script-search = Search
script-filters = Filters
script-category = Category
script-provider = From
script-recipient = To
script-stage = Stage
script-work = Work
script-tier = Tier
script-language = Language
script-from-year = From year
script-to-year = To year
# Whatever it is: the first choice of a filter.
script-all = all
script-clear = Clear
script-save-csv = Save as CSV
script-columns = Columns
script-group = Group by quantity
script-count = { $n ->
    [one] { $found } of { $told } figure
   *[other] { $found } of { $told } figures
}
# What is asked for, parted by semicolons.
script-count-asked = { $count }: { $asked }
script-count-shown = { $count }, { $told } shown
script-count-sorted = { $count }; sorted by { $column }, not grouped by quantity
script-asked = { $name } { $value }
script-asked-words = search { $words }
script-asked-years = in the years { $from } to { $to }, undated ones left out
script-asked-mark = those behind the chosen mark
script-asked-work = of { $work }
script-show-more = Show more of { $told }
script-on-paper = The page has all { $told } figures in a table, which is printed for what is chosen in it.

## What it says of a figure, on a card.

script-number = Number
script-where = Where
script-together = All figures together
script-roots = Independent roots
script-roots-are = { $told }: { $roots }
script-rivals = Rivals
script-rival-count = { $n ->
    [one] { $told } rival figure
   *[other] { $told } rival figures
}
script-restated = Also stated as
script-note = Note
script-footnote = Footnote
script-id = Id
script-works-say = { $n ->
    [one] What { $told } work says: { $numbers }
   *[other] What { $told } works say: { $numbers }
}
script-work-says = { $work } { $number }
script-copy-footnote = Copy footnote
script-copy-bibtex = Copy BibTeX
script-copied = Copied
script-not-copied = Cannot copy here
script-close = Close

## What it says of a mark.

script-figure-at = { $number }: { $place }
script-details = Details
script-more-figures = { $n ->
    [one] And { $told } more figure, in the table.
   *[other] And { $told } more figures, in the table.
}
script-in-table = Show in the table
script-named-and-more = { $named }; and { $told } more
script-keys = Arrow keys, Home and End lead from mark to mark, Enter to the figures behind one.
script-figures = figures
script-seen = { $seen }: { $said }

## What it says of a chart.

script-source = Source: { $works }.
script-cited = “{ $title }”, { $citation } { $link }
script-copy-link = Copy link
script-save-svg = Save SVG
script-save-png = Save PNG
script-save-chart-csv = Save CSV
script-copy-embed = Copy embed code
script-copy-citation = Copy citation
script-copy-works = Copy works cited
script-back = ← Back to where you were
