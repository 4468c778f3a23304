//! How a measure splits in one period: horizontal bars, or a sentence and a table.

use crate::analysis::table::{BreakdownTable, Part};
use crate::charts::spec::{Bar, ChartSpec};
use crate::model::figure::{CategoryKey, Subject};
use crate::model::identifier::{BreakdownId, MeasureId};
use crate::model::interval::Interval;
use crate::model::report::Report;
use crate::model::value::{Statement, Value};
use crate::model::vocabulary::Colour;

use super::{MOST_CATEGORIES, is_one_sided, level, tone};
use crate::pages::Page;
use crate::pages::notes::notes;
use crate::pages::phrases::{capitalised, is_short};
use crate::pages::view::{FigureBlock, Link, MarginNote, RowGroup};

/// A breakdown with its chart.
pub fn block(page: &Page<'_>, report: &Report, table: &BreakdownTable<'_>) -> FigureBlock {
    let words = Words::new(page, report, table);
    let title = page.tell(
        "title-breakdown",
        &[
            ("measure", &capitalised(&words.measure)),
            ("breakdown", &words.breakdown),
            ("period", &words.period),
        ],
    );
    let shown: Vec<_> = table.parts.iter().map(|part| &part.observation).collect();
    let shares = shown.iter().any(|one| {
        one.share
            .as_ref()
            .is_some_and(|share| page.share(share).is_some())
    });
    let id = format!("f-{}-{}", table.measure, table.breakdown);
    let block = FigureBlock {
        headline: headline(page, table)
            .filter(|headline| is_short(headline))
            .unwrap_or_else(|| title.clone()),
        subtitle: words.subtitle(page),
        source: page.source_line(report, &shown, shares),
        table: page.breakdown_table(report, table, words.caption(page)),
        downloads: page.report_files(report),
        margin: margin(page, report, table),
        id: id.clone(),
        ..FigureBlock::default()
    };
    page.with_chart(block, spec(page, table, &id, &title))
}

/// One block for all breakdowns in which a chart would say nothing: a sentence for each, and one table.
pub fn together(
    page: &Page<'_>,
    report: &Report,
    tables: &[BreakdownTable<'_>],
) -> Option<FigureBlock> {
    let (first, others) = tables.split_first()?;
    let words: Vec<Words> = tables
        .iter()
        .map(|table| Words::new(page, report, table))
        .collect();
    let names: Vec<String> = words.iter().map(|words| words.breakdown.clone()).collect();
    let measure = words
        .first()
        .map(|words| capitalised(&words.measure))
        .unwrap_or_default();
    let period = page.language.period(report.period);
    let list = page.language.list(&names);
    let title = page.tell(
        "title-breakdown",
        &[
            ("measure", &measure),
            ("breakdown", &list),
            ("period", &period),
        ],
    );
    let findings: Vec<String> = tables
        .iter()
        .filter_map(|table| headline(page, table))
        .collect();
    let headline = if others.is_empty() {
        findings
            .first()
            .filter(|finding| is_short(finding))
            .cloned()
    } else {
        nearly_all(page, tables).filter(|finding| is_short(finding))
    };
    let sentence = match &headline {
        Some(_) if others.is_empty() => String::new(),
        _ => findings
            .iter()
            .map(|finding| format!("{finding}."))
            .collect::<Vec<_>>()
            .join(" "),
    };
    let shown: Vec<_> = tables
        .iter()
        .flat_map(|table| &table.parts)
        .map(|part| &part.observation)
        .collect();
    let shares = shown.iter().any(|one| {
        one.share
            .as_ref()
            .is_some_and(|share| page.share(share).is_some())
    });
    let mut view = page.breakdown_table(report, first, title.clone());
    if !others.is_empty() {
        view.columns.first_mut()?.label = page.say("column-part");
        view.groups.clear();
        for (table, words) in tables.iter().zip(&words) {
            let own = page.breakdown_table(report, table, String::new());
            let rows = own.groups.into_iter().flat_map(|group| group.rows);
            view.groups.push(RowGroup {
                label: capitalised(&words.breakdown),
                rows: rows.collect(),
            });
        }
    }
    Some(FigureBlock {
        id: format!("f-{}-{}", first.measure, first.breakdown),
        headline: headline.unwrap_or(title),
        subtitle: words
            .first()
            .map(|words| words.subtitle_for(page, &list))
            .unwrap_or_default(),
        sentence,
        source: page.source_line(report, &shown, shares),
        table: view,
        downloads: page.report_files(report),
        margin: tables
            .iter()
            .flat_map(|table| margin(page, report, table))
            .collect(),
        ..FigureBlock::default()
    })
}

/// DESIGN-pages section 2: rule 1 (one-sided, or all but two are zero), and not more than eight categories.
pub fn deserves_chart(table: &BreakdownTable<'_>) -> bool {
    let top: Vec<&Part<'_>> = table.top().collect();
    let whole = table.total.count();
    let one_sided = top.iter().any(|part| {
        part.observation
            .count()
            .zip(whole)
            .is_some_and(|(part, whole)| is_one_sided(part, whole))
    });
    let not_zero = top
        .iter()
        .filter(|part| part.observation.value != Some(Value::Count(Interval::ZERO)))
        .count();
    let mostly_zero = not_zero < top.len() && not_zero <= 2;
    let enough = not_zero >= 2 && top.len() <= MOST_CATEGORIES;
    enough && !one_sided && !mostly_zero && !table.is_silent()
}

struct Words {
    measure: String,
    breakdown: String,
    period: String,
    /// The base, if it is one number.
    n: Option<(String, Interval)>,
}

impl Words {
    fn new(page: &Page<'_>, report: &Report, table: &BreakdownTable<'_>) -> Self {
        let known = page.record().vocabulary().breakdown(&table.breakdown);
        Words {
            measure: page.label(&table.total.key),
            breakdown: known
                .map(|known| page.language.breakdown(known))
                .unwrap_or_default(),
            period: page.language.period(report.period),
            n: table
                .total
                .count()
                .map(|count| (page.value(&table.total), count)),
        }
    }

    fn subtitle(&self, page: &Page<'_>) -> String {
        self.subtitle_for(page, &self.breakdown)
    }

    fn subtitle_for(&self, page: &Page<'_>, breakdown: &str) -> String {
        let measure = capitalised(&self.measure);
        let decimals = page.record().settings().percent_decimals;
        let (message, n) = match &self.n {
            None => ("subtitle-breakdown-unknown", ""),
            Some((n, base)) if crate::pages::phrases::decimals(*base, decimals).is_none() => {
                ("subtitle-breakdown-small", n.as_str())
            }
            Some((n, _)) => ("subtitle-breakdown", n.as_str()),
        };
        page.tell(
            message,
            &[
                ("measure", &measure),
                ("breakdown", breakdown),
                ("period", &self.period),
                ("n", n),
            ],
        )
    }

    fn caption(&self, page: &Page<'_>) -> String {
        let measure = capitalised(&self.measure);
        page.tell(
            "table-breakdown",
            &[
                ("measure", &measure),
                ("breakdown", &self.breakdown),
                ("period", &self.period),
            ],
        )
    }
}

/// The largest part, or those that share the first place; where some are not given, how many cases have one that is;
/// the neutral title where ranges leave that open.
fn headline(page: &Page<'_>, table: &BreakdownTable<'_>) -> Option<String> {
    let whole = table.total.count()?;
    let requests = page.cases(&table.total);
    let top: Vec<&Part<'_>> = table.top().collect();
    let exact = |part: &Part<'_>| part.observation.count().and_then(Interval::exact);
    let counts: Option<Vec<(u64, &Part<'_>)>> =
        top.iter().map(|part| Some((exact(part)?, *part))).collect();
    let Some(mut counts) = counts else {
        return incomplete(page, table, &top, &requests);
    };
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (largest, part) = counts.first().filter(|(largest, _)| *largest > 0)?;
    let leading: Vec<&Part<'_>> = counts
        .iter()
        .take_while(|(count, _)| count == largest)
        .map(|(_, part)| *part)
        .collect();
    if leading
        .iter()
        .any(|part| part.category == CategoryKey::Rest)
    {
        return None;
    }
    let number = page.language.count(*largest);
    if let [_, _, ..] = leading.as_slice() {
        let labels = leading.iter().map(|part| page.label(&part.observation.key));
        let labels: Vec<String> = labels.collect();
        let labels = capitalised(&page.language.list(&labels));
        let words = [
            ("labels", labels.as_str()),
            ("part", number.as_str()),
            ("requests", requests.as_str()),
        ];
        // Of many that are alike, none leads.
        return (leading.len() == 2).then(|| page.tell("finding-tie", &words));
    }
    let label = capitalised(&page.label(&part.observation.key));
    Some(if whole.exact() == Some(*largest) {
        page.tell(
            "finding-all-in-one",
            &[("label", &label), ("requests", &requests)],
        )
    } else {
        page.tell(
            "finding-largest",
            &[
                ("label", &label),
                ("part", &number),
                ("requests", &requests),
            ],
        )
    })
}

/// "Bestandsdaten, Deutschland und Strafverfolgung: je mindestens 130 von 133 Anfragen": where one part of each of several breakdowns
/// is at least nine tenths of it.
fn nearly_all(page: &Page<'_>, tables: &[BreakdownTable<'_>]) -> Option<String> {
    let whole = tables.first()?.total.count()?.exact()?;
    let leading: Option<Vec<(u64, String)>> = tables
        .iter()
        .map(|table| {
            let same = table.total.count().and_then(Interval::exact) == Some(whole);
            let leads = |part: &&Part<'_>| {
                let count = part.observation.count().and_then(Interval::exact);
                let tenfold = count.map(|count| u128::from(count) * 10);
                tenfold.is_some_and(|tenfold| tenfold >= u128::from(whole) * 9)
            };
            let part = table.top().find(leads).filter(|_| same && whole > 0)?;
            let count = part.observation.count().and_then(Interval::exact)?;
            Some((count, page.label(&part.observation.key)))
        })
        .collect();
    let leading = leading?;
    let least = leading.iter().map(|(count, _)| *count).min()?;
    let labels: Vec<String> = leading.into_iter().map(|(_, label)| label).collect();
    let labels = capitalised(&page.language.list(&labels));
    let requests = page.cases(&tables.first()?.total);
    Some(page.tell(
        "finding-nearly-all",
        &[
            ("labels", &labels),
            ("least", &page.language.count(least)),
            ("requests", &requests),
        ],
    ))
}

/// "Channel given for 40 of 85 requests": where parts are gaps, the largest of the others may be none.
fn incomplete(
    page: &Page<'_>,
    table: &BreakdownTable<'_>,
    top: &[&Part<'_>],
    requests: &str,
) -> Option<String> {
    let mut known: u64 = 0;
    let mut any_gap = false;
    for part in top {
        let figure = part.observation.figure;
        // What is bounded only by what remains of the total is not given either.
        let is_gap = figure.is_some_and(|figure| matches!(figure.stated, Statement::Gap(_)));
        match part.observation.count().filter(|_| !is_gap) {
            Some(count) => known = known.checked_add(count.exact()?)?,
            None => any_gap = true,
        }
    }
    let sound = any_gap && known > 0 && table.total.count()?.lower() > known;
    let name = page.record().vocabulary().breakdown(&table.breakdown)?;
    let name = capitalised(&page.language.breakdown(name));
    let known = page.language.count(known);
    let words = [
        ("breakdown", name.as_str()),
        ("known", known.as_str()),
        ("requests", requests),
    ];
    sound.then(|| page.tell("finding-incomplete", &words))
}

fn values(page: &Page<'_>, table: &BreakdownTable<'_>) -> String {
    let values: Vec<String> = table
        .parts
        .iter()
        .map(|part| {
            let label = page.label(&part.observation.key);
            let value = match (part.observation.count(), &part.observation.share) {
                (Some(count), Some(share)) => page.part_of(count, share.base_count, share.rate),
                _ => page.value(&part.observation),
            };
            page.tell("describe-value", &[("label", &label), ("value", &value)])
        })
        .collect();
    values.join("; ")
}

fn spec(page: &Page<'_>, table: &BreakdownTable<'_>, id: &str, title: &str) -> ChartSpec {
    let bars = sorted(table)
        .into_iter()
        .map(|part| bar(page, table, part))
        .collect();
    let marks = super::parts(bars);
    let description = page.tell(
        super::description_of_parts(&marks),
        &[("title", title), ("values", &values(page, table))],
    );
    ChartSpec {
        id: id.to_owned(),
        description,
        marks,
    }
}

/// By size, children below their parent, what is unknown and what has no category last.
fn sorted<'t>(table: &'t BreakdownTable<'_>) -> Vec<&'t Part<'t>> {
    let mut families: Vec<Vec<&Part<'_>>> = Vec::new();
    for part in &table.parts {
        match families.last_mut().filter(|_| part.depth > 0) {
            Some(family) => family.push(part),
            None => families.push(vec![part]),
        }
    }
    let size = |part: &Part<'_>| {
        let rest = part.category == CategoryKey::Rest;
        (
            rest,
            part.observation.count().is_none(),
            std::cmp::Reverse(part.observation.count().map(Interval::lower)),
        )
    };
    families.sort_by_key(|family| family.first().map(|part| size(part)));
    for family in &mut families {
        if let Some((_, children)) = family.split_first_mut() {
            children.sort_by_key(|part| size(part));
        }
    }
    families.into_iter().flatten().collect()
}

fn bar(page: &Page<'_>, table: &BreakdownTable<'_>, part: &Part<'_>) -> Bar {
    let observation = &part.observation;
    let remark = match (observation.count(), &observation.share) {
        (Some(_), Some(share)) => format!(" {}", page.of_whole(share)),
        _ => String::new(),
    };
    Bar {
        label: capitalised(&page.label(&observation.key)),
        level: level(observation.value),
        value: page.value(observation),
        remark,
        tone: tone(colour_of(
            page,
            &table.measure,
            &table.breakdown,
            &part.category,
        )),
        indent: part.depth > 0,
    }
}

/// The colour of the first category that has one; the measure's own where none has.
pub fn colour_of(
    page: &Page<'_>,
    measure: &MeasureId,
    breakdown: &BreakdownId,
    category: &CategoryKey,
) -> Option<Colour> {
    if *category == CategoryKey::Rest {
        return Colour::new(8);
    }
    let vocabulary = page.record().vocabulary();
    let breakdown = vocabulary.breakdown(breakdown)?;
    let wanted: Vec<_> = category.members().collect();
    let own = breakdown
        .categories
        .iter()
        .filter(|known| wanted.contains(&&known.id))
        .find_map(|known| known.colour);
    own.or_else(|| vocabulary.measure(measure)?.colour)
}

/// Definitions of the categories that lead the table, and where the rest is explained.
fn margin(page: &Page<'_>, report: &Report, table: &BreakdownTable<'_>) -> Vec<MarginNote> {
    let vocabulary = page.record().vocabulary();
    let mut margin = Vec::new();
    if let Some(breakdown) = vocabulary.breakdown(&table.breakdown) {
        let largest = sorted(table)
            .into_iter()
            .find_map(|part| breakdown.category(part.category.single()?));
        if let Some(category) = largest
            && let Some(text) = page
                .language
                .definition_of_category(&breakdown.id, category)
        {
            let key = CategoryKey::one(category.id.clone());
            margin.push(MarginNote {
                title: capitalised(&page.language.category(breakdown, &key)),
                text,
                link: Link {
                    label: page.say("margin-definition-link"),
                    href: page.glossary_link(&key).unwrap_or_default(),
                    ..Link::default()
                },
                ..MarginNote::default()
            });
        }
    }
    for note in notes(report, page.record().vocabulary()) {
        let here = match &note.subject {
            Subject::Figure(key) => {
                key.measure == table.measure
                    && key
                        .cell
                        .as_ref()
                        .is_some_and(|cell| cell.breakdown == table.breakdown)
            }
            Subject::Breakdown(measure, breakdown) => {
                *measure == table.measure && *breakdown == table.breakdown
            }
        };
        if here && !note.accepted {
            margin.push(page.margin_note(&note));
        }
    }
    margin
}
