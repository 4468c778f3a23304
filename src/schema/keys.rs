//! The keys of every mapping that a site can hold, in the order in which the reader asks for them.

/// One kind of mapping.
#[derive(Debug)]
pub struct Object {
    /// As messages call it: "the site", "a source".
    pub what: &'static str,
    pub keys: &'static [Key],
    /// What other keys hold, if their names are the author's.
    pub others: Option<Form>,
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub form: Form,
    /// Whole sentences.
    pub about: &'static str,
    /// YAML, if an example says more than the sentence.
    pub example: &'static str,
}

/// What a key may hold.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    Text,
    /// A text in each language of the site.
    Texts,
    Count,
    Hours,
    Date,
    Period,
    Address,
    /// An address, or one for each language.
    Addresses,
    /// `received`, `received.channel`, `received.channel.fax`
    Figure,
    Choice(&'static [&'static str]),
    Numbers(&'static [u64]),
    /// The only number that there is.
    Truth(u64),
    Sums,
    List(&'static Form),
    /// Names of the author's, each with this.
    Names(&'static Form),
    Object(&'static Object),
    ObjectOr(&'static Object, &'static Form),
    Measure,
    /// A figure in any of its forms.
    Value,
}

const fn need(name: &'static str, form: Form, about: &'static str, example: &'static str) -> Key {
    Key {
        name,
        required: true,
        form,
        about,
        example,
    }
}

const fn may(name: &'static str, form: Form, about: &'static str, example: &'static str) -> Key {
    Key {
        name,
        required: false,
        form,
        about,
        example,
    }
}

const fn object(what: &'static str, keys: &'static [Key]) -> Object {
    Object {
        what,
        keys,
        others: None,
    }
}

pub static SITE: Object = object(
    "the site",
    &[
        need(
            "klartext",
            Form::Truth(1),
            "The format of these files, not a version of the site.",
            "klartext: 1",
        ),
        need(
            "languages",
            Form::List(&Form::Text),
            "Languages of the site; the first is the default, whose pages have no prefix.",
            "languages: [de, en]",
        ),
        need(
            "title",
            Form::Texts,
            "What the site is called.",
            "title: {de: Transparenzbericht, en: Transparency report}",
        ),
        need(
            "base_url",
            Form::Address,
            "Where the site will be served. Pages link to each other relatively; feeds, the sitemap, citations and 404.html need the whole address.",
            "base_url: https://example.org/transparency/",
        ),
        may(
            "publisher",
            Form::Text,
            "The directory under content/ of the organisation that publishes the site. Needed if there are several.",
            "publisher: example-mail",
        ),
        may(
            "licence",
            Form::Object(&LICENCE),
            "For the texts and the data set. Figures as such need no licence.",
            "licence: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}",
        ),
        may(
            "contact",
            Form::Text,
            "An e-mail address for questions about the figures.",
            "contact: transparency@example.org",
        ),
        may(
            "links",
            Form::Object(&FOOTER),
            "Addresses for the footer.",
            "links: {imprint: https://example.org/imprint}",
        ),
        may(
            "theme",
            Form::Text,
            "A directory under themes/. Without it the built-in theme.",
            "theme: acme",
        ),
        may(
            "suppress_below",
            Form::Count,
            "Counts below this and above zero are too small to be published: a check finds them, and what would give them away.",
            "suppress_below: 5",
        ),
        may(
            "compiled_by",
            Form::Texts,
            "Who made the pages, if it is not the publisher: citations name it.",
            "",
        ),
        may(
            "notice",
            Form::Texts,
            "A sentence or two on every page.",
            "",
        ),
        may(
            "percent_decimals",
            Form::Numbers(&[0, 1]),
            "Decimals of percentages, instead of as many as the base allows.",
            "percent_decimals: 1",
        ),
        may(
            "aliases",
            Form::Names(&Form::Text),
            "Old addresses and the pages that they lead to.",
            "aliases: {report-2023.html: 2023.html}",
        ),
    ],
);

static LICENCE: Object = object(
    "the licence",
    &[
        need("name", Form::Text, "As readers know it.", "name: CC BY 4.0"),
        need("url", Form::Address, "Where its text is.", ""),
    ],
);

static FOOTER: Object = object(
    "the links",
    &[
        may(
            "imprint",
            Form::Addresses,
            "The page that says who is responsible; one address, or one per language.",
            "",
        ),
        may(
            "privacy",
            Form::Addresses,
            "The page about data protection.",
            "",
        ),
    ],
);

pub static ORGANISATION: Object = object(
    "the organisation",
    &[
        need(
            "name",
            Form::Text,
            "As readers know it.",
            "name: Example Mail",
        ),
        may(
            "former_names",
            Form::List(&Form::Text),
            "Names that it had before.",
            "",
        ),
        may(
            "country",
            Form::Text,
            "Where it is, by ISO 3166-1.",
            "country: DE",
        ),
        may(
            "kind",
            Form::Texts,
            "What it is, in a few words.",
            "kind: {de: E-Mail-Anbieter, en: e-mail provider}",
        ),
        may(
            "legal_context",
            Form::Texts,
            "Which laws the figures have to be read with.",
            "",
        ),
        may("links", Form::Object(&LINKS), "Its own pages.", ""),
        may(
            "breaks",
            Form::List(&Form::Object(&BREAK)),
            "Dates from which figures are no longer comparable with earlier ones: no difference across one is shown without it.",
            "breaks:\n  - id: new_rule\n    date: 2023-01-01\n    kind: law\n    figures: [rejected]\n    title: {en: New rule}\n    text: {en: Requests by fax are no longer permitted.}\n    source: {title: The law}",
        ),
    ],
);

static LINKS: Object = object(
    "the links",
    &[
        may("website", Form::Address, "Its own site.", ""),
        may(
            "reports",
            Form::Address,
            "Where its reports are published.",
            "",
        ),
    ],
);

pub static BREAK: Object = object(
    "a break",
    &[
        need(
            "id",
            Form::Text,
            "Lower case with _, for ever: downloads name it.",
            "id: new_rule",
        ),
        need(
            "date",
            Form::Date,
            "The first day under the new rule.",
            "date: 2023-01-01",
        ),
        need(
            "kind",
            Form::Choice(&["law", "definition", "channel", "coverage"]),
            "What changed.",
            "kind: law",
        ),
        need(
            "figures",
            Form::List(&Form::Figure),
            "The figures that it binds, and no others.",
            "figures: [rejected, received.channel]",
        ),
        need("title", Form::Texts, "A few words, for charts.", ""),
        need("text", Form::Texts, "What changed, for the pages.", ""),
        need("source", Form::Object(&EVIDENCE), "Who says so.", ""),
        may(
            "other_dates",
            Form::List(&Form::Object(&OTHER_DATE)),
            "Dates that other sources give.",
            "",
        ),
    ],
);

static EVIDENCE: Object = object(
    "a source of a break",
    &[
        need("title", Form::Text, "What it is called.", ""),
        may("url", Form::Address, "Where it is.", ""),
    ],
);

static OTHER_DATE: Object = object(
    "another date",
    &[
        need("date", Form::Date, "The date that this source gives.", ""),
        need("source", Form::Object(&EVIDENCE), "Who says so.", ""),
    ],
);

pub static DATASET: Object = Object {
    what: "the dataset",
    keys: &[
        need(
            "period",
            Form::Period,
            "The reporting period, as its directory is named.",
            "period: 2026",
        ),
        may(
            "published",
            Form::Date,
            "When the report was published, as exactly as it is known.",
            "published: 2026-02-07",
        ),
        may(
            "state",
            Form::Choice(&["final", "draft"]),
            "A draft is checked and previewed, and not built for the public.",
            "state: draft",
        ),
        need(
            "sources",
            Form::List(&Form::Object(&SOURCE)),
            "Where the figures are from. The first is the report's own, which every figure without another takes.",
            "sources:\n  - id: report\n    title: Transparency report 2026",
        ),
        may(
            "notes",
            Form::List(&Form::Object(&NOTE)),
            "Remarks that are published beside their figures.",
            "",
        ),
        may(
            "restatements",
            Form::List(&Form::Object(&RESTATEMENT)),
            "Figures that were published and changed later: the old one stays visible.",
            "restatements:\n  - {date: 2026-03-01, figure: rejected, was: 44, now: 45, reason: {en: One was counted late.}}",
        ),
        may(
            "accept",
            Form::List(&Form::Object(&ACCEPTANCE)),
            "Irregularities that are true; each is published with its note.",
            "accept:\n  - {check: outlier, figure: received, note: {en: A new law came into force.}}",
        ),
        may(
            "median_hours",
            Form::List(&Form::Object(&MEDIAN)),
            "How long requests took, in hours; medians cannot be computed.",
            "median_hours:\n  - {figure: received.country.de, confirmed: 0, effected: 31.5}",
        ),
    ],
    others: Some(Form::Measure),
};

static SOURCE: Object = object(
    "a source",
    &[
        need(
            "id",
            Form::Text,
            "A word that figures name it by.",
            "id: report",
        ),
        need("title", Form::Text, "What it is called.", ""),
        may("publisher", Form::Text, "Who published it.", ""),
        may("url", Form::Address, "Where it is.", ""),
        may("published", Form::Date, "When it was published.", ""),
        may("retrieved", Form::Date, "When it was read.", ""),
    ],
);

static NOTE: Object = object(
    "a note",
    &[
        need(
            "figure",
            Form::Figure,
            "The figure or breakdown that it is about.",
            "figure: received.channel",
        ),
        need("text", Form::Texts, "The remark.", ""),
    ],
);

static RESTATEMENT: Object = object(
    "a restatement",
    &[
        need("date", Form::Date, "When it was changed.", ""),
        need("figure", Form::Figure, "Which figure.", ""),
        need("was", Form::Value, "As it was published.", ""),
        need("now", Form::Value, "As it stands above.", ""),
        may(
            "source",
            Form::Text,
            "The id of the source that says so.",
            "",
        ),
        need(
            "reason",
            Form::Texts,
            "Why, for the public record of corrections.",
            "",
        ),
    ],
);

static MEDIAN: Object = object(
    "a median",
    &[
        need("figure", Form::Figure, "Which requests.", ""),
        may(
            "confirmed",
            Form::Hours,
            "Hours until receipt was confirmed.",
            "",
        ),
        may(
            "effected",
            Form::Hours,
            "Hours until it was carried out.",
            "",
        ),
    ],
);

static ACCEPTANCE: Object = object(
    "an acceptance",
    &[
        need(
            "check",
            Form::Text,
            "The id of the check, as its message names it.",
            "",
        ),
        need(
            "figure",
            Form::Figure,
            "The figure, breakdown or measure, as the message names it.",
            "",
        ),
        need(
            "note",
            Form::Texts,
            "Why it is true; published beside the figure.",
            "",
        ),
    ],
);

pub static VALUE: Object = object(
    "a value",
    &[
        may(
            "count",
            Form::Count,
            "A whole number.",
            "{count: 45, status: derived}",
        ),
        may(
            "percent",
            Form::Hours,
            "A percentage as printed: the whole numbers that fit it. Of the total of its measure, unless `of:` names another figure. Beside `count:` the two are checked against each other.",
            "{percent: 27.1}",
        ),
        may(
            "between",
            Form::List(&Form::Count),
            "A range, with both ends.",
            "{between: [0, 499]}",
        ),
        may("at_most", Form::Count, "So many or fewer.", "{at_most: 5}"),
        may(
            "at_least",
            Form::Count,
            "So many or more.",
            "{at_least: 33}",
        ),
        may(
            "either",
            Form::List(&Form::ObjectOr(&READING, &Form::Count)),
            "Sources disagree: shown as both, computed with as a range.",
            "{either: [{count: 18, source: a}, {count: 37, source: b}]}",
        ),
        may(
            "about",
            Form::Count,
            "Shown as stated; computed with only within its range.",
            "{about: 40, within: [35, 45]}",
        ),
        may(
            "gap",
            Form::Choice(&[
                "not_collected",
                "not_published",
                "withheld",
                "suppressed",
                "not_applicable",
                "pending",
            ]),
            "Why there is no figure.",
            "{gap: not_published, note: {en: …}}",
        ),
        may(
            "of",
            Form::Figure,
            "What the percentage is of.",
            "{percent: 66.2, of: received}",
        ),
        may(
            "within",
            Form::List(&Form::Count),
            "The range that `about:` stands for.",
            "",
        ),
        may(
            "status",
            Form::Choice(&["published", "derived", "rebuilt", "press"]),
            "How the figure is known, if not as the report's own word.",
            "status: derived",
        ),
        may(
            "source",
            Form::Text,
            "The id of its source, if it is not the report's own.",
            "",
        ),
        may(
            "note",
            Form::Texts,
            "A remark that is published beside it.",
            "",
        ),
    ],
);

static READING: Object = object(
    "a reading",
    &[
        need("count", Form::Count, "What this source says.", ""),
        may("source", Form::Text, "The id of the source.", ""),
    ],
);

pub static VOCABULARY: Object = object(
    "the vocabulary",
    &[
        may(
            "measures",
            Form::Names(&Form::Object(&MEASURE)),
            "What is counted.",
            "measures:\n  orders:\n    unit: orders\n    label: {en: orders}\n    definition: {en: What a court ordered.}",
        ),
        may(
            "rates",
            Form::Names(&Form::Object(&RATE)),
            "A part of a whole.",
            "rates:\n  rejection_rate: {part: rejected, whole: received}",
        ),
        may(
            "identities",
            Form::List(&Form::Object(&IDENTITY)),
            "Which measures add up to which; instead of the built-in ones.",
            "identities:\n  - {parts: [answered, rejected], whole: received}",
        ),
        may(
            "breakdowns",
            Form::Names(&Form::Object(&BREAKDOWN)),
            "By what is counted.",
            "breakdowns:\n  country:\n    categories: {de: {label: {en: Germany}}}",
        ),
        may(
            "key_figures",
            Form::List(&Form::Figure),
            "What pages lead with, the most important first: each page shows the first four that it knows.",
            "key_figures: [received, rejected]",
        ),
    ],
);

pub static MEASURE: Object = object(
    "a measure",
    &[
        may(
            "unit",
            Form::Choice(&["requests", "orders", "accounts", "devices", "users"]),
            "What is counted.",
            "",
        ),
        may(
            "counted",
            Form::Choice(&["over_the_period", "at_its_end"]),
            "Whether parts of a year add up to the year.",
            "",
        ),
        may(
            "part_of",
            Form::Text,
            "The measure that contains it.",
            "part_of: received",
        ),
        may("label", Form::Texts, "What readers call it.", ""),
        may(
            "definition",
            Form::Texts,
            "What it means, for the glossary.",
            "",
        ),
        may(
            "colour",
            Form::Count,
            "One of the theme's eight category colours.",
            "colour: 2",
        ),
        may(
            "versions",
            Form::List(&Form::Object(&VERSION)),
            "Later meanings of the same word; each is a break from its first day.",
            "",
        ),
    ],
);

static VERSION: Object = object(
    "a version of a definition",
    &[
        need(
            "version",
            Form::Count,
            "2 and so on: the first is the definition itself.",
            "",
        ),
        need("definition", Form::Texts, "What it means from then on.", ""),
        need("change", Form::Texts, "What changed.", ""),
        may(
            "from",
            Form::Date,
            "Its first day. It needs `title:` and `source:` beside it.",
            "",
        ),
        may("title", Form::Texts, "A few words, for charts.", ""),
        may("source", Form::Object(&EVIDENCE), "Who says so.", ""),
        may(
            "figures",
            Form::List(&Form::Figure),
            "Other figures that it binds.",
            "",
        ),
    ],
);

static RATE: Object = object(
    "a rate",
    &[
        may("part", Form::Text, "The measure above the line.", ""),
        may("whole", Form::Text, "The measure below it.", ""),
        may("label", Form::Texts, "What readers call it.", ""),
    ],
);

static IDENTITY: Object = object(
    "an identity",
    &[
        need("parts", Form::List(&Form::Text), "Measures.", ""),
        need(
            "whole",
            Form::Text,
            "What they add up to, wherever all are known.",
            "",
        ),
    ],
);

static BREAKDOWN: Object = object(
    "a breakdown",
    &[
        may(
            "sums",
            Form::Sums,
            "How its categories add up.",
            "sums: incomplete",
        ),
        may("label", Form::Texts, "What readers call it.", ""),
        may(
            "categories",
            Form::Names(&Form::Object(&CATEGORY)),
            "In the order in which they are shown.",
            "",
        ),
    ],
);

static CATEGORY: Object = object(
    "a category",
    &[
        may(
            "in",
            Form::Text,
            "The category that contains it.",
            "in: email",
        ),
        may("label", Form::Texts, "What readers call it.", ""),
        may(
            "definition",
            Form::Texts,
            "What it means, for the glossary.",
            "",
        ),
        may(
            "colour",
            Form::Count,
            "One of the theme's eight category colours.",
            "",
        ),
    ],
);

pub static FRONT_MATTER: Object = object(
    "the front matter",
    &[
        may(
            "title",
            Form::Text,
            "Of the text. Of a report it has to name the year, or no other.",
            "",
        ),
        may(
            "summary",
            Form::Text,
            "One sentence, for search engines and lists.",
            "",
        ),
        may("description", Form::Text, "The same as `summary:`.", ""),
        may(
            "headline",
            Form::Text,
            "Of a report: what its page is headed with, instead of a sentence that is made of its figures.",
            "",
        ),
        may(
            "lede",
            Form::Text,
            "Of a report: the sentences below the headline, instead of those that are made of its figures.",
            "",
        ),
        may("author", Form::Text, "Who wrote it.", ""),
        may("date", Form::Date, "When.", ""),
        may(
            "order",
            Form::Count,
            "The place of a page in the navigation.",
            "",
        ),
    ],
);

pub static MAPPING: Object = object(
    "a mapping",
    &[
        need(
            "sources",
            Form::List(&Form::Object(&SOURCE)),
            "As in a dataset.",
            "",
        ),
        may(
            "sheet",
            Form::Text,
            "The workbook's sheet, if not the first.",
            "",
        ),
        may(
            "delimiter",
            Form::Text,
            "What stands between columns, if it is not clear.",
            "delimiter: \";\"",
        ),
        may(
            "numbers",
            Form::Object(&NUMBERS),
            "How numbers are written, if not with digits alone.",
            "numbers: {thousands: \".\"}",
        ),
        may(
            "period",
            Form::Object(&PERIOD_COLUMN),
            "The column that says of which period a row is.",
            "",
        ),
        may(
            "rows",
            Form::Object(&ROWS),
            "If each row is a category: of which breakdown, and which.",
            "",
        ),
        need(
            "columns",
            Form::Names(&Form::ObjectOr(&COLUMN, &Form::Figure)),
            "What each column holds.",
            "columns: {Anzahl: received}",
        ),
        may(
            "words",
            Form::Names(&Form::Text),
            "What words in cells mean: gaps, or `absent`.",
            "words: {\"-\": not_published}",
        ),
        may(
            "sums",
            Form::Names(&Form::Sums),
            "How a breakdown adds up.",
            "",
        ),
        may(
            "ignore",
            Form::List(&Form::Text),
            "Columns that are left out.",
            "",
        ),
    ],
);

static NUMBERS: Object = object(
    "the form of numbers",
    &[
        may(
            "thousands",
            Form::Text,
            "What stands between groups of three digits.",
            "",
        ),
        may("decimal", Form::Text, "What stands before decimals.", ""),
    ],
);

static PERIOD_COLUMN: Object = object(
    "the period's column",
    &[
        need("column", Form::Text, "Its name in the table.", ""),
        may(
            "words",
            Form::Names(&Form::Period),
            "Which period each word is, where it is not one as it stands.",
            "",
        ),
    ],
);

static ROWS: Object = object(
    "the rows' column",
    &[
        need("column", Form::Text, "Its name in the table.", ""),
        need(
            "breakdown",
            Form::Text,
            "Whose categories the rows are.",
            "",
        ),
        may(
            "total",
            Form::Text,
            "The word of the row that is no category.",
            "",
        ),
        may(
            "words",
            Form::Names(&Form::Text),
            "Which category each word is.",
            "",
        ),
    ],
);

static COLUMN: Object = object(
    "a column",
    &[
        need("figure", Form::Figure, "What it holds.", ""),
        need(
            "percent_of",
            Form::Figure,
            "Its cells are percentages of this.",
            "",
        ),
    ],
);

pub static FACTS: Object = object(
    "the facts for the templates",
    &[
        may("service", Form::Text, "The name of the service.", ""),
        may(
            "published",
            Form::Date,
            "The day on which the report is published.",
            "",
        ),
        may(
            "previous",
            Form::Date,
            "The day on which the one before was.",
            "",
        ),
        may(
            "own_initiative_summary",
            Form::Text,
            "Part 11: a summary of own-initiative moderation.",
            "",
        ),
        may(
            "own_initiative_information",
            Form::Text,
            "Part 11: meaningful information about it.",
            "",
        ),
        may(
            "automated_means",
            Form::Text,
            "Part 11: which automated means are used.",
            "",
        ),
        may(
            "automated_means_accuracy",
            Form::Text,
            "Part 11: how accurate they are.",
            "",
        ),
        may(
            "automated_means_purposes",
            Form::Text,
            "Part 11: what for.",
            "",
        ),
        may(
            "automated_means_safeguards",
            Form::Text,
            "Part 11: with which safeguards.",
            "",
        ),
    ],
);
