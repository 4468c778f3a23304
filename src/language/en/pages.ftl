# Words that stand on every page, whatever the figures are. Templates look them up with text(id="…").

## Frame
frame-skip = Skip to content
frame-navigation = Main navigation
frame-notice = Note on this site
frame-draft = Draft
frame-draft-meaning = This report is not published yet; figures and text may change.
frame-privacy = No cookies, no tracking, nothing loaded from elsewhere.

## Script
script-theme = Colours
script-system = auto
script-light = light
script-dark = dark
script-copy = Copy
script-copied = Copied

## Parts of a page
page-breadcrumbs = You are here
page-contents = On this page

## Figures
figure-table = Table
figure-download = Download:
figure-embed = Embed
figure-embed-how = Paste this code into your own page. It loads a chart with its table, and no script.
figure-cite = Cite
figure-link = Link
figure-link-what = to this chart

## Citation
cite-title = Cite this page
cite-bibtex = BibTeX
cite-csl = CSL-JSON

## Quote cards
quotes-title = Sentences to quote
quotes-lede = Each number with what it is a part of, and an address that leads to it.

## Home
home-topics-sub = Number of requests per period in the category in question; all charts have the same scale.
home-topics = Topics
home-reports = All reports

## Report
report-narrative = The report in words
report-no-narrative = There is no commentary on this report in this language.
report-files = Files of this report
report-notes = Notes and corrections
report-irregularities = Irregularities of the source
report-irregularities-meaning = Here the source itself does not add up. We show what it states and say what does not fit.
report-corrections = Corrections
report-corrections-caption = Figures of this report that were changed after publication
report-no-corrections = There are no corrections to this report.
correction-figure = Figure
correction-published = first published
correction-now = now
correction-date = changed
correction-reason = Reason and source
report-sources = Sources
report-pager = Other reports
report-previous = Earlier report
report-next = Later report

## All reports
reports-none = No report has been published so far.

## Corrections
correction-source = Source:
corrections-none = No figure has been changed after publication so far.
corrections-open = Open questions
corrections-open-meaning = Here the source itself does not add up. We show what it states, say what does not fit, and do not set it right by calculation.
corrections-open-none = Nothing is known in any report that does not add up.

## Gaps
gaps-figure = Figure
gaps-period = Period
gaps-note = Note
gaps-none = No report lacks anything that another one gives.

## Compare
compare-index-breaks = Where the rules changed
compare-pairs-title = Compare other periods

## Topics
topic-breaks-title = Breaks in the series
topic-reports-title = Reports

## Data
data-files = Files
data-files-how = All files hold the same figures as the pages. The checksum shows whether a file is unchanged: “sha256sum -c SHA256SUMS”.
data-files-caption = Each row has the same figures in several formats
data-contents = Contents
data-date = As of
data-feed = New reports and corrections
data-programs = For programs
data-checksums = Checksums (SHA-256)
data-fields = What the columns mean
data-fields-how = { $count ->
    [one] The CSV files have one column. Each row is one figure.
   *[other] The CSV files have { $count } columns, always in this order. Each row is one figure.
}
data-example = Example:
data-recipes = Load it in two lines
data-recipes-how = The CSV file needs no settings. These lines print the totals of all reports; for a range or a gap “value” is empty.
data-licence = Licence
data-licence-meaning = You may use, share and adapt the data if you name the source. What counts is the licence:

## Text pages
text-glossary = Glossary
