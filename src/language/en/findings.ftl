### Sentences that are made of figures: headlines, ledes, subtitles, sources, descriptions of charts.
### None of them claims a direction: a change is a matter of tests and breaks, not of two counts.

## Headlines

finding-report = { $period }: { $requests }, { $part }{ "\u00A0" }{ $label }
finding-report-none = { $period }: { $requests }, none { $label }
# The difference to the period before, and what came of it. Only where both totals are known exactly and no break lies
# between them.
finding-report-then = { $finding }, { $part }{ "\u00A0" }of{ "\u00A0" }{ $total } { $label }
finding-report-then-none = { $finding }, none of { $total } { $label }
finding-report-total = { $period }: { $requests }
finding-report-zero = { $period }: no { $units }
finding-report-unknown = Report { $period }
finding-part-of = { $part } of { $requests } { $label }
# A fraction that people say, within a percentage point; the counts stand behind it.
finding-part-fraction = { $how ->
    [exactly] { $fraction }
   *[about] About { $fraction }
} { $label }: { $part } of { $requests }
fraction-half = half
fraction-third = a third
fraction-two-thirds = two thirds
fraction-quarter = a quarter
fraction-three-quarters = three quarters
fraction-fifth = a fifth
fraction-tenth = a tenth
finding-stages = { $faulty } of { $requests } { $faulty-label }, { $mended } of them { $mended-label }
finding-part-none = None of { $requests } { $label }
finding-part-all = All { $requests } { $label }
finding-two-periods = { $period }: { $requests }; { $previous }: { $before }
finding-first-period = { $period }, the earliest report in the data: { $requests }
finding-record-most = { $period }: { $requests }, more than in any { $unit ->
    [year] year
   *[other] period
} since { $since }
finding-record-fewest = { $period }: { $requests }, fewer than in any { $unit ->
    [year] year
   *[other] period
} since { $since }
finding-reversal-more = { $period }: { $requests }, for the first time since { $since } more than the { $unit ->
    [year] year
   *[other] period
} before
finding-reversal-fewer = { $period }: { $requests }, for the first time since { $since } fewer than the { $unit ->
    [year] year
   *[other] period
} before
finding-largest = { $label }: { $part } of { $requests }
finding-tie = { $labels }: { $part } of { $requests } each
finding-nearly-all = { $labels }: at least { $least } of { $requests } each
finding-incomplete = { $breakdown }: given for { $known } of { $requests }
finding-all-in-one = { $label }: all { $requests }

## Neutral titles

title-report = Transparency report { $period }
title-outcome = Outcome of requests, { $period }
title-stages = The way through review, { $period }
title-series = { $measure } by reporting period
title-breakdown = { $measure } by { $breakdown }, { $period }
title-page = { $title } · { $site }

## Ledes

lede-received = { $organisation } received { $requests } from authorities.
lede-received-after = { $organisation } received { $requests } from authorities, after { $before } in { $unit ->
    [year] { $previous }
   *[other] the period before ({ $previous })
}.
lede-received-none = From { $days }, { $organisation } received no request from an authority.
key-before = { $period }: { $value }
key-before-ruled = { $period }: { $value }, another rule
# How many there were in the period before, and what may be said of the difference between the shares.
lede-part-before = { $verdict ->
    [ruled] In { $previous }, under another rule: { $part } { $label }.
    [rose] In { $previous }, { $part } were { $label }; the share has risen.
    [fell] In { $previous }, { $part } were { $label }; the share has fallen.
   *[unclear] In { $previous }, { $part } were { $label }; that is no clear difference.
}
# `kind` is the first measure of the list: the sentence fits the built-in ones only.
lede-outcome = { $kind ->
    [answered] Of the { $total }, { $parts }.
   *[other] Outcome: { $parts }.
}
lede-part-first = { $count } were { $label }
lede-part = { $count } { $label }
lede-part-share = { $words } ({ $share })
lede-unknown = The source gives no total.

## Subtitles

subtitle-outcome = Outcome of requests { $period }, number and share, N = { $n }
subtitle-stages = Requests { $period } from first review to outcome, number, N = { $n }
subtitle-outcome-small = Outcome of requests { $period }, number, N = { $n }
subtitle-series = { $measure } per reporting period, number
subtitle-series-part = { $measure } per reporting period, number; lower part of the column: { $part }
subtitle-breakdown = { $measure } { $period } by { $breakdown }, number and share, N = { $n }
subtitle-breakdown-small = { $measure } { $period } by { $breakdown }, number, N = { $n }
subtitle-breakdown-unknown = { $measure } { $period } by { $breakdown }, number

## Sources and status

source-line = Source: { $sources }.
source-title = “{ $title }”
source-reading = { $count } by { $source }
source-readings = Sources disagree: { $label }: { $readings }.
source-rebuilt = Rebuilt from percentages: { $labels }.
source-derived = Computed by us: { $labels }.
source-press = As reported by the press: { $labels }.
source-version = { $label }: counted by version { $version } of the definition.
source-shares = Shares are computed from the counts.
source-series-press = As reported by the press: { $periods }.
status-note-rebuilt = rebuilt from { $percent }
status-note-derived = computed
status-note-press = as reported by the press
status-note-added = sum, computed by us
status-note-summed = sum of { $parts }
resolution = With { $requests }, a single one is { $points }.

## Tables

of-whole = of { $whole }
of-whole-share = of { $whole } ({ $percent })
column-period = Period
column-part = Attribute
column-outcome = Outcome
column-count = Number
column-share = Share
column-share-of = Share
column-report = Report
column-value = Value
column-meaning = Meaning
row-total = Total
share-base = { $percent } of { $base }
table-outcome = Outcome of requests { $period }
table-series = { $measure } per reporting period
table-breakdown = { $measure } { $period } by { $breakdown }
table-reports-caption = Totals of all reports, the latest first
table-reports = All reports

## Charts

cross-title = Outcome by { $breakdown }, { $period }
cross-contents = Outcome by { $breakdown }
cross-subtitle = Requests by { $breakdown }, { $period }; each bar is a share of its row
cross-column-all = requests
cross-margin-title = How to read it
cross-margin = Each row is a category with the number of its requests; bars compare down a column. Small rows move by chance: the intervals stand in the table.
cross-finding = { $label }: { $most } { $most-value }, { $least } { $least-value }
describe-matrix = Matrix: { $title }. { $values }.
describe-spark = Line: { $name }, share from { $first } to { $last }.
describe-stages = Flow chart: { $title }. { $values }.
describe-bars = Bar chart: { $title }. { $values }.
describe-columns = Column chart: { $title }. { $values }.
describe-value = { $label }: { $value }
describe-with-part = { $label }: { $value }, of these { $part } { $part-label }
describe-with-part-unknown = { $label }: { $value }, { $part-label }: not given

## Parts of pages

kicker-report = Transparency report { $period } · { $days }
meta-published = Published: { $date }
meta-latest = Latest report: { $period }
meta-data-date = Data as of { $date }
meta-cite = Cite
meta-data = Download the data
block-outcome = Outcome
block-stages = Review
block-series = Over the years
margin-how-to-read = How to read this
units-how = Each square is a request.
trend-how = One column per period. Its lower part: { $part }; the number also stands under the axis.
trend-how-hollow = A column without filling: the total is known, the outcome is not.
margin-definition-link = In the glossary
margin-note = Note { $mark }
note-label = Note { $mark }
note-label-of = Note { $mark } of the { $period } report
note-restated = First published: { $was }; changed to { $now } in { $date }. { $reason }
press-mark-label = Figure from the press
narrative-byline = { $author }, { $date }
report-link = Report { $period }
report-link-count = Report { $period }: { $requests }
source-published = published: { $date }
source-retrieved = read: { $date }
attachment = attachment
cite-plain = { $publisher } ({ $year }): { $title }.{ $date } { $url }
cite-plain-compiled = { $author }: { $title }, from public statements of { $publisher }.{ $date } { $url }
cite-plain-undated = { $publisher }: { $title }. { $url }
cite-compiled-from = from public statements of { $publisher }
card-notice = { $compiler }, { $from }
cite-data-date = Data as of { $date }
embed-origin = From: { $publisher }
quote-link = Quote
quote-total = { $organisation }, { $period }: { $count }
quote-part = { $organisation }, { $period }: { $count } – { $label }
quote-category = { $breakdown }: { $category }
quote-status = { $sentence } ({ $note })
quote-of = { $part } of { $whole }
quote-base = { $requests } ({ $label })
quote-percent = { $count } ({ $percent })
nav-home = Overview
nav-reports = Reports
nav-data = Data
nav-methodology = Methodology
footer-about = About this site
footer-data = Data
footer-all = All figures ({ $format })
footer-feed = Subscribe to news (Atom)
footer-fields = What the columns mean
footer-accessibility = Accessibility
footer-imprint = Imprint
footer-privacy = Privacy
footer-licence = Licence: { $licence }
footer-contact = Contact
footer-made = Made with klartext.
gap-breakdown = { $breakdown }: { $gap }
home-title = Overview
home-description = { $organisation }: requests from authorities, { $first } to { $last }. Reports, tables and open data.
home-description-one = { $organisation }: requests from authorities, { $last }. Reports, tables and open data.
report-description = { $organisation }, transparency report. { $finding }. With tables, sources and open data.
size-bytes = { $n } bytes
size-kilobytes = { $n } kB

## Data page

data-cite-title = Requests from authorities, all reporting periods (data set)
data-title = Data
data-headline = All figures to download
data-lede = The same figures as on the pages: as CSV for statistics, as XLSX for spreadsheets, as JSON for programs.
data-description = All figures of the reports as CSV, XLSX and JSON, with a field guide and checksums.
data-file-all = All reports
data-file-topic = { $topic }, all reports
data-file-package = Description of all CSV files (Frictionless Data Package)
data-file-catalogue = Catalogue of all data sets (DCAT, JSON-LD)
data-file-schema = Form of the JSON files (JSON Schema)
export-about = About this file
export-notice = Note
export-definitions = Definitions
export-term = Term
export-meaning = Meaning
export-sources = Sources
export-source-title = Title
export-source-publisher = Publisher
export-source-address = Address
export-source-published = published
export-source-retrieved = read
archive-readme = { $title }: the figures in all formats and languages, the charts and the attachments of the report, as they stand on { $address }. What the files hold is said in datapackage.json.
feed-correction = Report { $period }, correction: { $figure }
feed-correction-text = First published: { $before }. Now: { $now }. { $reason }
data-file-report = Report { $period }
field-organisation = Short name of the organisation, as in the addresses.
field-period = Reporting period: 2023, 2023-H1, 2023-Q1, or two days.
field-measure = What is counted; the words are in the glossary.
field-breakdown = How it is split; empty for a total.
field-category = Which part; several joined by + where the source gives only their sum; rest for what has no category.
field-unit = What one is: requests, orders, accounts, devices, users. Units never add up.
field-value = The count; empty for a range and for a gap.
field-lower = At least so many.
field-upper = At most so many; empty where there is no upper bound.
field-status = Where the value comes from (published, derived, rebuilt, press), or which kind of gap it is.
field-stated = What the source wrote.
field-percent = Our share of base in per cent, one decimal.
field-base = The figure that it is a part of.
field-break = Breaks in the series that set this value apart from earlier ones, by their ids; the JSON file explains them.
field-restated_from = What was published first, if the value was changed later.
field-source = Address or title of the source.
field-note = Notes on this value.
field-definition = The measure and the version of its definition.

## Methodology

methodology-title = Methodology
methodology-lede = Where the values come from, why some are missing, and what the words mean.
glossary-measures = What is counted
glossary-rates = Rates
glossary-statuses = Where a value comes from
glossary-gaps = Why a value is missing
glossary-statuses-lede = Every value has a status. Anything but “{ $published }” is named in the source line or beside the value.
glossary-gaps-lede = A gap is not a zero. Each has a reason.
glossary-version-change = Changed: { $change }
glossary-version-until = in force before { $date }
glossary-version-replaced = replaced by the next version

## Not found

moved-title = This page has moved
not-found-title = This page does not exist
not-found-lede = The address is misspelt, or the page has got another name. Go on here:

## Around an author's text

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
footnotes = Footnotes
footnote-back = Back to footnote { $number }, mention { $mention }
wide-table = Table { $number }
