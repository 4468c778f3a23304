### The registers: all reports, all corrections, all gaps, and who publishes the site.

## Reports

reports-lede = { $count ->
    [one] So far there is one report on requests from authorities to { $organisation }: { $last }.
   *[other] { $count } reports on requests from authorities to { $organisation }, { $first } to { $last }, the latest first.
}
home-all-reports = All reports with title, summary and files
reports-fact = { $label }: { $value }
reports-fact-status = { $label }: { $value }, { $status }

## Corrections

corrections-title = Corrections
corrections-headline = What was changed afterwards
corrections-lede = Every figure that was changed after publication, with its old and its new value, the reason and the source. Below stands what does not add up in the sources.
corrections-description = { $organisation }: all figures of the reports that were changed after publication, and all open questions.
corrections-count = { $count ->
    [0] No corrections
    [one] { $count } correction
   *[other] { $count } corrections
}
corrections-all = Corrections to all reports
