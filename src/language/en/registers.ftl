### The registers: all reports, all corrections, all gaps, and who publishes the site.

## Reports

reports-lede = { $count ->
    [one] So far there is one report on requests from authorities to { $organisation }: { $last }.
   *[other] { $count } reports on requests from authorities to { $organisation }, { $first } to { $last }, the latest first.
}
home-all-reports = All reports with title, summary and files
reports-fact = { $label }: { $value }
reports-fact-status = { $label }: { $value }, { $status }
