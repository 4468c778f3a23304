//! What a page shows, as a template sees it: words and addresses, ready to be laid out.
//!
//! In: nothing; every page kind fills one of the `…View`s from the record. Out: plain serialisable structs, one
//! noun each. Every text is finished: in the page's language, numbers written as that language writes them, no-break
//! spaces set. A template may leave a text away; it has nothing to compute.
//!
//! A text is plain and will be escaped, whatever it contains. The only exception is told by the name: a field that
//! ends in `_html` or begins with `svg_` is markup that klartext itself wrote, and goes into the page as it stands.
//! `theme` recognises exactly these two names, and templates cannot mark anything else as safe.
//!
//! **Must not enter:** figures as numbers (but for what a chart was drawn from), types of the model, names of CSS
//! classes, and words that are the same on every page ("Table", "Skip to content"): those are messages of the
//! language files, which templates look up.

use serde::Serialize;

use crate::charts::spec::ChartSpec;

/// An address with its words. An empty `href` shows the words alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    pub label: String,
    /// Relative to the page, or absolute for what lies outside the site.
    pub href: String,
    /// Whether the browser should save it instead of showing it.
    pub download: bool,
    /// A few words after the link, such as a size: "1 kB".
    pub remark: String,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NavigationItem {
    pub label: String,
    pub href: String,
    pub current: Current,
}

/// Where the reader stands, as `aria-current` says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Current {
    #[default]
    No,
    /// The entry leads to this very page.
    Page,
    /// The entry leads to the part of the site in which this page lies.
    True,
}

/// The same page in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// BCP 47.
    pub tag: String,
    /// The language's own name for itself: "English".
    pub label: String,
    pub href: String,
    /// Absolute, as search engines ask for it.
    pub url: String,
}

/// Links under one heading, as the footer has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LinkGroup {
    pub title: String,
    pub links: Vec<Link>,
}

/// A feed, as the head of a page names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// "Atom"
    pub format: String,
    pub media_type: String,
    pub title: String,
    pub href: String,
}

/// What surrounds the content of every page. The Content-Security-Policy is not here: `theme` puts it into
/// whatever a template writes, so that no template can leave it out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// For the browser's tab and for search results.
    pub title: String,
    pub description: String,
    /// From the page to the root of the site: empty, or `../` once per level.
    pub root: String,
    /// The address of this language's first page.
    pub home: String,
    /// Who publishes.
    pub brand: String,
    /// What the site is: "Transparency report".
    pub site_title: String,
    pub navigation: Vec<NavigationItem>,
    pub alternates: Vec<Alternate>,
    /// A sentence or two that stands on every page; may be empty.
    pub notice: String,
    /// Absolute; empty where the page has no address of its own.
    pub canonical: String,
    /// Whether the page shows a report that is not published yet.
    pub draft: bool,
    /// The picture that stands for the page where it is shared; absolute, may be empty.
    pub image: String,
    /// What is to be read on it.
    pub image_words: String,
    /// The site's feeds in this language, from the page.
    pub feeds: Vec<FeedLink>,
    /// What the page is about, for programs; may be empty.
    pub linked_html: String,
    /// The first lines of the footer: publisher, licence, data date.
    pub colophon: Vec<Link>,
    pub footer: Vec<LinkGroup>,
}

/// The head of a page's content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// From the first page down to the one above; may be empty.
    pub breadcrumbs: Vec<Link>,
    /// The page itself, as the last of the breadcrumbs.
    pub here: String,
    /// Report and days of the period; may be empty.
    pub kicker: String,
    pub headline: String,
    /// Two or three sentences; may be empty.
    pub lede: String,
    /// Short facts in one line: data date, corrections, "cite".
    pub meta: Vec<Link>,
}

/// A number that must be seen first, with what it is a part of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct KeyFigure {
    pub label: String,
    pub value: String,
    /// "of 133"; empty for a total.
    pub of: String,
    /// Its share: "33.8%".
    pub remark: String,
    /// The same of the period before, where it may stand beside it: "2022: 7 of 55"; may be empty.
    pub before: String,
    /// How the value came about, unless it was published so: "rebuilt from 27.1%".
    pub status_note: String,
    /// Where the figure is explained; may be empty.
    pub href: String,
    /// To its quote card; an empty `href`: none.
    pub quote: Link,
}

/// The reference to a numbered note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NoteMark {
    /// "1", or "P" for press.
    pub mark: String,
    pub href: String,
    /// What a screen reader says: "Note 1".
    pub label: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    pub label: String,
    /// A second line in the head, such as the base: "N = 133"; may be empty.
    pub remark: String,
    /// Set to the right, figures under figures.
    pub numeric: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    pub text: String,
    /// May be empty.
    pub href: String,
    pub notes: Vec<NoteMark>,
    /// "derived", "rebuilt", "press"; empty for a published value.
    pub status: String,
    /// What may be said of a difference, below it; may be empty.
    pub said: String,
    /// A gap, which must not look like a zero.
    pub gap: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    pub label: String,
    /// May be empty.
    pub href: String,
    pub notes: Vec<NoteMark>,
    /// The row of the page's own period.
    pub current: bool,
    /// A sum over the rows around it.
    pub total: bool,
    /// 0, or how deep the category nests.
    pub indent: u8,
    /// One per column after the first.
    pub cells: Vec<Cell>,
}

/// Rows under a common heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowGroup {
    /// Empty for a table that has no parts.
    pub label: String,
    pub rows: Vec<Row>,
}

/// The first column names the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableView {
    pub caption: String,
    pub columns: Vec<Column>,
    pub groups: Vec<RowGroup>,
    /// Too wide for a phone: the table scrolls in a region of its own, named by the caption.
    pub scroll: bool,
}

/// An explanation beside or under a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MarginNote {
    /// An anchor, if anything links to the note; may be empty.
    pub id: String,
    pub title: String,
    pub text: String,
    /// "In the glossary"; empty `href`: none.
    pub link: Link,
}

/// One finding: a chart with its table, or, where a chart would say nothing, a sentence with its table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FigureBlock {
    /// The anchor, the same in every language: `f-outcome`. The prefix keeps a publisher's breakdown apart from the
    /// page's own anchors, such as `notes` and `sources`.
    pub id: String,
    pub headline: String,
    /// Measure, unit, period, and N.
    pub subtitle: String,
    /// Drawn for at least 42 rem; none: `sentence` and `table` stand alone.
    pub svg_wide: Option<String>,
    /// Drawn for phones.
    pub svg_narrow: Option<String>,
    /// May be empty.
    pub sentence: String,
    /// Publisher, report, and what was computed or derived.
    pub source: String,
    pub table: TableView,
    /// The anchor of the table where it stands on the page in full; then there is none below the chart.
    pub table_href: String,
    pub downloads: Vec<Link>,
    /// The code of an iframe; empty where there is no page to embed.
    pub embed: String,
    /// May be empty.
    pub cite: String,
    /// What the drawings were made from; no template sees it.
    #[serde(skip)]
    pub spec: Option<ChartSpec>,
    pub margin: Vec<MarginNote>,
}

/// A note on method, a published irregularity, or a remark of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NumberedNote {
    /// The anchor that marks link to.
    pub id: String,
    pub mark: String,
    /// The figure in the reader's words; may be empty.
    pub subject: String,
    pub text: String,
}

/// A published figure that was changed afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The anchor that a corrected value links to.
    pub id: String,
    pub figure: String,
    pub published: String,
    pub now: String,
    /// How the present value came about, unless it was given so; may be empty.
    pub how: String,
    pub date: String,
    pub reason: String,
    pub source: Link,
}

/// A correction in the register of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CorrectionEntry {
    /// The place in the report that was changed.
    pub page: Link,
    pub correction: Correction,
}

/// An irregularity of a source that nobody has explained away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OpenQuestion {
    pub page: Link,
    pub note: NumberedNote,
}

/// What was changed, when and why; and what does not add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CorrectionsView {
    pub frame: Frame,
    pub head: Head,
    /// The newest first.
    pub corrections: Vec<CorrectionEntry>,
    /// Those of the newest report first.
    pub open: Vec<OpenQuestion>,
}

/// Periods of which the same is to be said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GapPlace {
    /// To their reports.
    pub periods: Vec<Link>,
    pub notes: Vec<String>,
}

/// A figure or breakdown that is missing somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GapRow {
    pub label: String,
    pub places: Vec<GapPlace>,
}

/// What is missing for the same reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GapGroup {
    pub id: String,
    pub label: String,
    pub meaning: String,
    /// Whether any place has a note.
    pub explained: bool,
    pub rows: Vec<GapRow>,
}

/// What is not published, and why not?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GapsView {
    pub frame: Frame,
    pub head: Head,
    pub groups: Vec<GapGroup>,
}

/// Where figures come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SourceEntry {
    pub id: String,
    /// Empty `href`: not on the web.
    pub link: Link,
    pub publisher: String,
    /// "published 2024; read 23 November 2026"; may be empty.
    pub dates: String,
}

/// A `meta` element.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    pub name: String,
    pub content: String,
}

/// One number in words that can be quoted, with what belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QuoteCard {
    /// The anchor: `q-rejected`.
    pub id: String,
    /// The figure's name.
    pub label: String,
    /// Count, base, share, publisher and period.
    pub sentence: String,
    /// What the figure counts; may be empty.
    pub definition: String,
    /// "In the glossary"; empty `href`: none.
    pub glossary: Link,
    pub citation: Citation,
}

/// What someone writes under a quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Citation {
    pub plain: String,
    /// May be empty.
    pub bibtex: String,
    /// May be empty.
    pub csl_json: String,
    /// What reference managers read from the head of a page.
    pub meta: Vec<MetaTag>,
    /// The ledger entry that proves what was published, or that there is none yet; may be empty.
    pub record: String,
}

/// The first page: what happened last, and is it more or less than before?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HomeView {
    pub frame: Frame,
    pub head: Head,
    pub keys: Vec<KeyFigure>,
    /// "With 74 requests, one request is 1.4 points"; may be empty.
    pub resolution: String,
    /// In reading order: outcome, totals by year, and whatever charts follow.
    pub figures: Vec<FigureBlock>,
    /// A few topics, each with what may be said of it.
    pub topics: Vec<TopicEntry>,
    pub all_topics: Link,
    /// Every report.
    pub reports: TableView,
    /// Where they stand with their titles and downloads.
    pub all_reports: Link,
}

/// One report in the list of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportEntry {
    pub link: Link,
    /// Whether the report is not published yet.
    pub draft: bool,
    /// May be empty.
    pub published: String,
    /// The narrative's own title and summary; may be empty.
    pub title: String,
    pub summary: String,
    /// The totals to be seen first.
    pub facts: Vec<String>,
    pub downloads: Vec<Link>,
}

/// All reports: which are there, and what does each say?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportsView {
    pub frame: Frame,
    pub head: Head,
    /// The newest first.
    pub entries: Vec<ReportEntry>,
}

/// A stretch of a publisher's text: markup, or a figure or table that the text asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProsePart {
    /// An anchor for a table, unique on the page.
    pub id: String,
    /// Empty where a figure or table stands.
    pub prose_html: String,
    pub figure: Option<FigureBlock>,
    pub table: Option<TableView>,
}

/// One report: what exactly was reported for this period?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportView {
    pub frame: Frame,
    pub head: Head,
    pub keys: Vec<KeyFigure>,
    /// May be empty.
    pub resolution: String,
    /// Links to the sections of the page.
    pub contents: Vec<Link>,
    /// In reading order: outcome, trend, one per breakdown.
    pub figures: Vec<FigureBlock>,
    /// The publisher's own words; empty: the page says that there are none.
    pub narrative: Vec<ProsePart>,
    /// The narrative's own title and summary; may be empty.
    pub narrative_title: String,
    pub narrative_summary: String,
    /// Author and date of the narrative; may be empty.
    pub byline: String,
    pub definitions: Vec<MarginNote>,
    pub notes: Vec<NumberedNote>,
    /// Irregularities of the source, accepted with a published note.
    pub accepted: Vec<NumberedNote>,
    pub corrections: Vec<Correction>,
    /// The register of all corrections.
    pub all_corrections: Link,
    pub sources: Vec<SourceEntry>,
    pub citation: Citation,
    /// One per key figure.
    pub quotes: Vec<QuoteCard>,
    pub files: Vec<Link>,
    /// Empty `href`: there is none.
    pub previous: Link,
    pub next: Link,
}

/// Two periods side by side: what differs, and may it be compared?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CompareView {
    pub frame: Frame,
    pub head: Head,
    /// Whether the two may be compared: first of all.
    pub comparable: String,
    /// What can be compared, what was counted under other rules, what is given for only one of them, what was merged.
    pub comparability: Vec<MarginNote>,
    /// The breaks between the two, in full.
    pub breaks: Vec<MarginNote>,
    /// In reading order: counts, shares, breakdowns, why it moved.
    pub figures: Vec<FigureBlock>,
    pub table: TableSection,
    /// How verdicts are found.
    pub how: Vec<MarginNote>,
    /// The row and the column of this pair in the grid.
    pub pairs: Vec<LinkGroup>,
    pub grid: Link,
    pub citation: Citation,
}

/// One measure, breakdown or rate over time: how has this changed over all years?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicView {
    pub frame: Frame,
    pub head: Head,
    /// In reading order: shares over time, counts as small multiples.
    pub figures: Vec<FigureBlock>,
    /// What the topic means.
    pub definitions: Vec<MarginNote>,
    /// Everything that is known, one table per measure.
    pub tables: Vec<TableSection>,
    pub breaks: Vec<MarginNote>,
    /// Shown instead of breaks.
    pub no_breaks: String,
    pub reports: Vec<Link>,
    pub citation: Citation,
}

/// A topic with its finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicEntry {
    pub link: Link,
    pub finding: String,
    /// The way it went, without words; none where too few reports know it.
    pub svg_spark: Option<String>,
    /// What is counted in the next drawing; may be empty.
    pub counted: String,
    /// Its count over the latest periods, on the scale of the topics beside it; only on the first page.
    pub svg_mini: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicGroup {
    pub id: String,
    pub label: String,
    pub topics: Vec<TopicEntry>,
}

/// All topics.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TopicsView {
    pub frame: Frame,
    pub head: Head,
    pub groups: Vec<TopicGroup>,
}

/// An earlier period with the later ones that it can be compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PairRow {
    pub label: String,
    /// One per column of the grid; an empty `href`: no such pair.
    pub pairs: Vec<Pair>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// "’22–’23"
    pub label: String,
    /// For a screen reader: "Compare 2022 and 2023".
    pub name: String,
    pub href: String,
}

/// All pairs of periods that have a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CompareIndexView {
    pub frame: Frame,
    pub head: Head,
    pub caption: String,
    pub corner: String,
    pub columns: Vec<String>,
    pub rows: Vec<PairRow>,
    /// Shown instead of a grid without a pair.
    pub none: String,
    pub breaks: Vec<MarginNote>,
}

/// A single figure for the pages of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EmbedView {
    pub frame: Frame,
    pub figure: FigureBlock,
    /// Who publishes, with a link to the figure where it belongs.
    pub origin: Link,
}

/// An old address: where the page is now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AliasView {
    pub language: String,
    pub title: String,
    /// Relative.
    pub target: String,
    pub canonical: String,
}

/// A file to download, with what is needed to check it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DataFile {
    pub name: String,
    pub href: String,
    /// "All figures of all reports".
    pub contents: String,
    pub format: String,
    pub size: String,
    /// Sixty-four hexadecimal digits; empty where the file cannot know its own.
    pub sha256: String,
}

/// Figures, in each of the formats that they are in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DataContents {
    /// "Report 2023"
    pub label: String,
    /// Of the data; may be empty.
    pub date: String,
    /// One per format; an empty `href`: not in this one.
    pub files: Vec<DataFile>,
}

/// One column of the CSV.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FieldGuide {
    pub name: String,
    pub meaning: String,
    /// May be empty.
    pub example: String,
}

/// Lines that load the figures in a program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Recipe {
    /// The program: "pandas".
    pub name: String,
    pub code: String,
}

/// The data page: where is the raw data, and what does each field mean?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DataView {
    pub frame: Frame,
    pub head: Head,
    /// The formats that figures are in: the columns of the first table.
    pub formats: Vec<String>,
    /// What there is to download: the same in each format.
    pub contents: Vec<DataContents>,
    /// What describes the files to programs.
    pub descriptions: Vec<DataFile>,
    /// All of them, with their checksums.
    pub files: Vec<DataFile>,
    pub fields: Vec<FieldGuide>,
    /// How to load all figures, in the languages of statistics.
    pub recipes: Vec<Recipe>,
    pub licence: Link,
    pub citation: Citation,
}

/// A word with its meaning and a stable anchor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The vocabulary's id: `subscriber_data`.
    pub id: String,
    pub term: String,
    /// As the downloads cite the wording in force: `received@1`; empty where they cite none.
    pub cited: String,
    pub definition: String,
    /// What differs from the version before; empty where there is none.
    pub change: String,
    /// The versions that are no longer in force, the newest first.
    pub earlier: Vec<EarlierVersion>,
}

/// A definition that was in force before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EarlierVersion {
    /// `received-1`
    pub id: String,
    /// `received@1`
    pub cited: String,
    /// "until 31 December 2022"
    pub validity: String,
    pub definition: String,
    /// What differed from the version before it; may be empty.
    pub change: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TermGroup {
    pub id: String,
    pub label: String,
    pub terms: Vec<Term>,
}

/// Words under their own heading, such as how differences are tested.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MethodSection {
    pub id: String,
    pub headline: String,
    pub paragraphs: Vec<String>,
}

/// A table with its own heading, such as the statuses of a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableSection {
    pub id: String,
    pub headline: String,
    /// May be empty.
    pub lede: String,
    pub table: TableView,
}

/// One thing to know, in one value or several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub label: String,
    pub values: Vec<Link>,
}

/// Who publishes this, and why?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AboutView {
    pub frame: Frame,
    pub head: Head,
    pub facts_title: String,
    pub facts: Vec<Fact>,
    /// The publisher's own words; may be empty.
    pub prose: Vec<ProsePart>,
}

/// A page that is mostly words: methodology, about, "not found".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TextPageView {
    pub frame: Frame,
    pub head: Head,
    pub contents: Vec<Link>,
    pub prose: Vec<ProsePart>,
    /// How klartext computes; only on the methodology.
    pub methods: Vec<MethodSection>,
    pub tables: Vec<TableSection>,
    /// May be empty.
    pub glossary: Vec<TermGroup>,
}
