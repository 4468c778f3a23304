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

## Gaps

gaps-title = What is missing
gaps-headline = What is not published
gaps-lede = { $count ->
    [one] One figure is missing or cannot be read as a count.
   *[other] { $count } figures are missing or cannot be read as counts, sorted here by the reason.
} A gap is not a zero: a zero stands in the tables as 0.
gaps-description = { $organisation }: which figures are missing from which report, by kind of gap.
gaps-no-fit = a share that fits no count
gaps-meaning-no-fit = The source prints a percentage that no whole number gives. It is shown as it stands there and is not used in any computation.
gaps-about = stated only roughly
gaps-meaning-about = The source gives an approximate number. It is shown as it stands there and is not used in any computation.
gaps-share-only = stated only as a share
gaps-meaning-share-only = The source gives a percentage, but not the number that it is a share of. No count follows from it.
gaps-partly = stated only in part
gaps-meaning-partly = The source gives some parts of a breakdown, but not all.
gaps-passed-over = not spoken of
gaps-meaning-passed-over = As far as the sources for this period were read, they do not speak of it; those for another one do. This does not say whether the provider collected the number or gave it elsewhere. Where a total is missing, so are its breakdowns; they are not listed separately.
gaps-stated = What is stated: { $stated }.

## About

about-title = Who is behind this
about-description = { $organisation }: who that is, who publishes this site and why.
about-organisation = About { $organisation }
about-name = Name
about-former-names = Former names
about-kind = Kind
about-country = Country
about-website = Website
about-own-reports = Its own reports
about-legal-context = Legal context
about-reports-here = Reports on this site
about-reports-range = { $first } to { $last }
about-contact = Contact
about-licence = Licence of texts and data
about-notice = Please note
# CLDR's names for the countries whose rules klartext was written with in mind; any other shows its ISO 3166 code.
country = { $code ->
    [AT] Austria
    [BE] Belgium
    [BG] Bulgaria
    [CA] Canada
    [CH] Switzerland
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DK] Denmark
    [EE] Estonia
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB] United Kingdom
    [GR] Greece
    [HR] Croatia
    [HU] Hungary
    [IE] Ireland
    [IS] Iceland
    [IT] Italy
    [LI] Liechtenstein
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MT] Malta
    [NL] Netherlands
    [NO] Norway
    [PL] Poland
    [PT] Portugal
    [RO] Romania
    [SE] Sweden
    [SI] Slovenia
    [SK] Slovakia
    [US] United States
   *[other] { $code }
}
