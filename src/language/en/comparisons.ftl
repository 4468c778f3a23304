### Sentences about two periods. "Rose" and "fell" are said only beyond noise, and a difference across a break
### never without the break's name; both are decided by `analysis::change`, not here.

## Verdicts

verdict-rose = rose
verdict-fell = fell
verdict-no-clear-change = no clear change
verdict-none = –
change-in-words = { $difference }, from { $before } to { $after }
points-in-words = from { $before } to { $after }
with-rule = { $words } ({ $rule })
under-rule = Under the new rule: { $finding }
range-of-differences = { $lower } to { $upper }

## Compare page

nav-compare = Compare
compare-kicker = Compare { $from } and { $to } · { $comparable }
compare-comparable = comparable
compare-partly = only partly comparable
compare-title = { $from } and { $to }
compare-description = { $organisation }: { $from } and { $to } compared. { $finding }.
compare-lede-part = In { $period }, { $part } were { $label }.
# For headlines: the multiple where there is one, else the difference. Both counts stand in the lede.
finding-total-multiple = { $to }: { $times ->
    [double] twice as many
    [two] more than twice as many
    [three] more than three times as many
    [four] more than four times as many
    [half] half as many
   *[less] less than half as many
} { $units } as in { $from }
finding-total-more = { $to }: { $difference } more than in { $from }
finding-total-fewer = { $to }: { $difference } fewer than in { $from }
finding-total-same = { $to }: as many { $units } as in { $from }
compare-headline = { $finding }, { $rate } { $verdict ->
    [rose] up
    [fell] down
    [ruled] under a new rule
   *[unclear] without clear change
}
compare-lede = { $requests } ({ $to }) after { $before } ({ $from }). { $finding }.
finding-count-more = { $to }: { $requests }, { $difference } more than in { $from } ({ $before })
finding-count-fewer = { $to }: { $requests }, { $difference } fewer than in { $from } ({ $before })
finding-count-same = { $to }: { $requests }, as many as in { $from }
finding-part-more = { $label }: { $after }, { $difference } more than in { $from } ({ $before })
finding-part-fewer = { $label }: { $after }, { $difference } fewer than in { $from } ({ $before })
finding-part-same = { $label }: { $after }, as many as in { $from }
finding-part-range = { $label }: { $after } in { $to }, { $before } in { $from }
finding-rate-rose = { $rate } rose: { $after } after { $before }
finding-rate-fell = { $rate } fell: { $after } after { $before }
finding-rate-shares = That is { $after } ({ $to }) after { $before } ({ $from }).
finding-rate-unclear = { $rate }, no clear change: { $after } after { $before }
finding-rate-ruled = Under the new rule: { $after } { $label } ({ $to }); before, { $before } ({ $from })
compare-answer-all = { $from } and { $to } are comparable
compare-answer-partly = { $from } and { $to } are comparable only in part
compare-answer-gaps = { $from } and { $to } are comparable as far as both reports give figures
compare-answer-none = { $from } and { $to } are not comparable
compare-no-break = No break of law, method or scope is known between { $from } and { $to }.
compare-comparable-figures = Comparable
compare-ruled-figures = Counted under different rules
compare-one-sided-figures = Given for only one of the two
compare-divided-figures = Divided differently
compare-ruled = { $figures }: { $rules }.
compare-listed = { $figures }.
compare-break-title = { $title }, since { $date }
compare-break-mixed = { $period } lies partly under the old rule and partly under the new one.
compare-break-figures = This concerns: { $figures }.
compare-other-date = { $source } gives another date: { $date }.
compare-merged = { $breakdown }, here in the finest division that both have: { $parts }.
compare-counts-title = Counts, { $from } and { $to }
compare-counts-sub = Number per period, axis from zero
compare-counts-sub-table = Number per period; the numbers are too close together for a chart
compare-counts-multiple = { $difference }, { $multiple } times as many
compare-counts-how = Each line joins the same count in both periods; on a narrow screen two bars stand for it. The steeper the line, the more requests the difference is.
compare-counts-ruled = Where there is no line, the rule by which requests are counted changed in between.
compare-points-how = Points, not per cent
compare-points-how-text = From { $before } to { $after } is { $points }.
compare-small-base = Few cases
compare-counts-caption = Counts in { $from } and { $to }
compare-shares-title = Shares, { $from } and { $to }
compare-shares-sub = Share in per cent; ring: { $from } (N = { $n-from }), dot: { $to } (N = { $n-to })
compare-shares-caption = Shares in { $from } and { $to }
compare-parts-title = { $breakdown }, { $from } and { $to }
compare-parts-sub = { $breakdown }, one square per request
compare-parts-period = { $period } (N = { $n })
compare-parts-how = Each square is a request. They have the same size in both periods, so the areas can be compared as well.
describe-units = Unit chart: { $title }. { $values }.
compare-why-title = Why the number { $label } moved
compare-why-finding = { $total }, of which { $volume } from volume and { $rate } from the rate
compare-why-sub = Change in the number { $label }, { $from } to { $to }, in requests
why-count = At the rate of { $from }, { $requests } would have meant { $expected } { $label }; it was { $actual }
compare-why-volume = from the number of requests
compare-why-rate = from the rate
compare-why-rate-ruled = from the rate, under the new rule
compare-why-total = together
compare-why-caption = Parts of the change from { $from } to { $to }
compare-why-how = How this is computed
compare-why-formula = The part from the number of requests is the change of the total times the earlier rate; the rest is the change of the rate. It says how much, not why: the rate may have changed for several reasons at once.
compare-why-symmetric = If what both bring about together is halved, they are { $volume } and { $rate }.
compare-why-ruled = Across a change of rules the part of the rate is no cause: the same request may be judged differently before and after.
compare-mix-title = { $rate } by { $breakdown }: mix and rates within
compare-mix-finding = { $total }: { $mix } from the mix, { $within } within the categories
compare-mix-sub = Change in the { $rate }, { $from } to { $to }, in percentage points
why-mix = At the rates of { $from }, the requests of { $to } by { $breakdown } would have meant { $expected }; it was { $actual }
compare-mix-mix = from the mix by { $breakdown }
compare-mix-within = from the rates within
compare-mix-within-ruled = from the rates within, under the new rule
compare-mix-parts = Parts of the change
compare-mix-formula = The part from the mix is what the rate would have changed by if only the shares of the categories had moved and each had kept its earlier rate; the rest happened within the categories. It says how much, not why.
compare-table-title = Every figure, side by side
compare-table-caption = All figures of { $from } and { $to } with their differences
column-figure = Figure
compare-column-change = Difference
compare-group-outcome = Requests and outcome
compare-group-rates = Rates, with their 95% interval
compare-how-verdict = What may be said
compare-how-verdict-text = What is marked with the name of a rule counts under different rules before and after. More and fewer are facts. “Rose” and “fell” stand only where a difference is larger than chance alone would make it in one case of twenty.
compare-interval = { $percent } ({ $interval })
compare-pairs-with = { $period } with
compare-pairs-grid = All pairs in a table
describe-slope = Slope chart: { $title }. { $values }.
describe-dumbbell = Dumbbell chart: { $title }. { $values }.
describe-signed = Bar chart from zero: { $title }. { $values }.
describe-two = { $label }: { $from-period } { $from }, { $to-period } { $to }
describe-two-ruled = { $label }: { $from-period } { $from }, { $to-period } { $to }, under another rule

## All comparisons

compare-index-title = Compare two periods
compare-index-lede = Choose an earlier period at the left and a later one above. Each page says first whether the two may be compared.
compare-index-description = { $organisation }: all comparisons of two reporting periods.
compare-index-caption = Earlier period in rows, later period in columns
compare-index-corner = from \ to
compare-index-none = There is only one report so far, so there is nothing to compare.
compare-pair = Compare { $from } and { $to }

## Topics

nav-topics = Topics
topics-title = Topics
topics-headline = All topics over the years
topics-lede = One page for each breakdown and each rate: how the figures developed, with all years in one table.
topics-description = { $organisation }: channel, type, origin, rejection rate and other topics over all reporting periods.
topics-breakdowns = Breakdowns
topics-rates = Rates
topic-title = { $topic }
topic-kicker = Topic · { $first } to { $last }
topic-description = { $organisation }: { $topic }, { $first } to { $last }. { $finding }.
topic-breakdown-neutral = { $measure } by { $breakdown }, { $first } to { $last }
topic-rate-neutral = { $rate }, { $first } to { $last }
topic-rate-latest = { $period }: { $value } { $label }
topic-share-sub = Share of all { $units } per period, in per cent, with the 95% interval; below each period the count
topic-share-title = { $label }: share per period
topic-counts-title = { $measure } by { $breakdown }: number per period
topic-counts-sub = Number per period, on the same scale in every panel
home-rate-sub = “{ $part }” as a share of “{ $whole }” in per cent; below each period the count
home-rate-how = How precise are the shares?
home-rate-how-text = With few requests a share varies by chance alone. “Rose” or “fell” therefore stands only where the difference is larger than that; the table gives the 95% interval of every share.
home-rate-how-link = The rate over all years
break-more = More on this
topic-rate-sub = “{ $part }” as a share of “{ $whole }” in per cent, with the 95% interval; below each period the count
topic-table-title = All periods
topic-table-caption = { $topic }, all periods, the latest first
topic-breaks = Breaks in the series
topic-no-breaks = No break is known in this series.
topic-reports = Reports
topic-rates-apart = Objected at first review and finally rejected are two measures: what was objected to at first may have been corrected and resubmitted. They therefore have pages of their own.
topic-column-interval = 95% interval
describe-dots = Dot chart with line: { $title }. { $values }.
describe-multiples = Column charts side by side: { $title }. { $values }.
describe-panel = { $label }: { $values }
describe-break = from { $period } new rule: { $title }
topic-finding-years = { $finding } ({ $to } against { $from })
by-breakdown = { $measure } by { $breakdown }
meta-compare = Compare with { $period }
