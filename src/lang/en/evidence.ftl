# What is said of figures, of works and of what they come to.

## Places in works.

place-in-work = { $work }, { $place }
place-and-source = { $place }, { $source }
# `$stated` is what the work has itself, where the number is shown in another unit.
place-restated = { $place }, as { $stated }

## How a work stands to another that it has a number from.

relation-cites = citing { $work }
relation-same-count = one count with { $work }
relation-reprints = reprinting { $work }
relation-translates = translating { $work }

## Corrections.

# What stands in a column of the tables; `$name` is the name of any other column.
corrected-thing = { $column ->
    [value] the number
    [min] the lower end
    [max] the upper end
    [start] the start of the period
    [end] the end of the period
    [signed] the day of signing
    [as_stated] the phrase
    [locator] the place
    [cited_work_id] the work it is taken from
    [cited_locator] the place in the work it is taken from
    [part_of] the whole it is part of
   *[other] the { $name }
}
correction-with-reason = { $done }: { $reason }
correction-set = { $thing } is taken as { $value }, not { $printed }
correction-filled = { $thing } is taken as { $value }
correction-excluded = not used
correction-flagged = { $thing } is doubted
# For the foot of a chart, where the reader sees what is corrected.
correction-likely = an error in the source is likely
correction-of-date = dated { $here } here, { $printed } in print
correction-of-number = { $here } here, { $printed } in print
correction-of-thing = { $thing } { $here } here, { $printed } in print
correction-none-in-print = none

## Why a figure is not used.

unused-doubtful = doubtful
unused-excluded = excluded by a correction
unused-not-preferred = another is preferred
unused-filtered = outside the chosen works or tiers
unused-open-together = leaves both ends open with the others
unused-no-number = without a number that fits the unit
# A quantity has: figures that …, no usable figure.
without-number-open = figures that together leave both ends open, for one says at least and another at most
without-number-unused = no usable figure

## What was added although it is doubtful whether it may be.

added-no-totals = { $rows } are no totals
added-stages = { $rows } are of different stages ({ $stages })
added-parts = { $whole } already counts { $parts }
added-overlap = { $left } and { $right } may count the same thing
named-and-more = { $named } and { $told } more
quoted = “{ $text }”

## What is assumed of a loan because no work states it. Each is one of a list.

assumed-drawn-in-parts = each part drawn in the course of its year, with interest from the next
assumed-drawn-at-once = all drawn at once when agreed ({ $period })
assumed-one-payment = one payment, of the principal with interest
assumed-equal-principal = { $told } equal yearly instalments of the principal, with interest on top
assumed-equal-payment = { $told } equal yearly payments of principal and interest together
assumed-first-as-asked = the first in { $year }, as asked
assumed-not-as-stated = equal parts to the due year, which are not the { $stated } that is stated
assumed-first-after-drawing = the first in { $year }, the year after the last part was drawn
assumed-first-after-agreement = the first in { $year }, the year after the agreement
assumed-interest-on-drawn = paid at the end of each year, interest on what was owed at its beginning
assumed-interest = paid at the end of each year, interest on what is then still owed, none for the rest of the year of the agreement

## Citations.

# Behind one work, `$other` that it is cited by.
as-cited-in = as cited in { $other }
    .mla = qtd. in { $other }
    .iso = cited in { $other }
taken-from = taken from { $other }
# `$entry` is a work in full and ends in a point.
number-taken = { $work } takes the number from: { $entry }
number-taken-there = { $work } takes the number from: { $entry } There { $place }.
work-taken = { $work } is taken from: { $entry }
held-doubtful = Held doubtful: { $reason }
not-used-in-dataset = Not used in the dataset: { $reason }
in-dataset = In the dataset { $correction }
digest = SHA-256 of the data: { $digest }
versioned = { $title }, version { $version }
# The number of a report, in an entry in this language.
numbered = No. { $number }
# What kind of thing a work is, in brackets behind its title.
kind-dataset = data set
kind-forum-post = online forum post
kind-electronic = electronic resource
kind-thesis = thesis
# In brackets, in the place of a title.
untitled = { $kind ->
    [article] Untitled article
    [book] Untitled book
    [chapter] Untitled chapter
    [dataset] Untitled dataset
    [document] Untitled document
    [document-collection] Untitled document collection
    [flashcards] Untitled flashcards
    [forum-thread] Untitled forum thread
    [publication] Untitled publication
    [report] Untitled report
    [review] Untitled review
    [thesis] Untitled thesis
    [unidentified] Untitled unidentified
    [web-page] Untitled web page
   *[other] Untitled { $kind }
}
