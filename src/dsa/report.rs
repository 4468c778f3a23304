//! What the templates cannot say, and how their totals follow from the report's: for whoever files them.

use crate::check::record::{OrganisationRecord, ReportRecord};
use crate::model::figure::FigureKey;
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::vocabulary::Vocabulary;

use super::bridge::{Bridge, Heap, bridge};
use super::facts::TEXTS;
use super::write::{Wanted, published, service};

/// The name of the report beside the parts.
pub const FILE_NAME: &str = "REPORT.md";

/// Markdown that reads as plain text too.
pub fn report(
    organisation: &OrganisationRecord,
    record: &ReportRecord,
    vocabulary: &Vocabulary,
    wanted: &Wanted<'_>,
) -> String {
    let report = record.report();
    let bridge = bridge(report, vocabulary, &wanted.provide);
    let mut text = format!(
        "# Templates of Implementing Regulation (EU) 2024/2835: {}, {}\n\n\
         Made by `klartext dsa export` from the published figures. Whether a service must file is the provider's\n\
         legal call; what follows is what to know before filing.\n",
        service(organisation, wanted),
        report.period
    );
    if !matches!(report.period, Period::Year(_)) {
        text += "\nThe templates are for calendar years, and this report covers another period.\n";
    }
    text += &section("How the totals follow", &totals(&bridge));
    text += &section(
        "What no template has a place for",
        &not_said(record, wanted),
    );
    text += &section(
        "What is left blank, and why",
        &blanks(record, &bridge, wanted),
    );
    text += &section("After filing", &[
        "All versions stay public for five years. A changed one is marked as such, with what changed, why and when.".to_owned(),
        "The site is the further breakdown that the Regulation welcomes: the contextual columns point to it.".to_owned(),
    ]);
    text
}

fn section(title: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("\n## {title}\n\n{lines}")
    }
}

fn number(count: Option<Interval>) -> String {
    count.map_or_else(|| "unknown".to_owned(), |count| count.to_string())
}

fn heap(heap: &Heap) -> String {
    format!("`{}`: {}", heap.key, number(heap.count))
}

fn totals(bridge: &Bridge) -> Vec<String> {
    let mut lines = vec![format!(
        "`{}` in the report: {}.",
        bridge.measure,
        number(bridge.whole)
    )];
    for (state, part) in &bridge.states {
        lines.push(format!(
            "{} from {}, scope {}.",
            heap(part),
            state.name(),
            state.code
        ));
    }
    for part in &bridge.unnamed {
        lines.push(format!(
            "{} from member states that are not named: in the scope TOTAL, in no state's.",
            heap(part)
        ));
    }
    for part in &bridge.outside {
        lines.push(format!(
            "{} from outside the European Union: in no scope.",
            heap(part)
        ));
    }
    for part in &bridge.unclear {
        lines.push(format!("{}, of which nothing says whether it lies in the European Union: in no state's scope, and TOTAL is open by as much.", heap(part)));
    }
    let scope = bridge.in_scope();
    let at_most = if scope.and_then(Interval::exact).is_some() {
        "at most "
    } else {
        ""
    };
    lines.push(format!(
        "In scope: {at_most}{} of {}. The templates count orders under Article 10 and such as are like them; a report that counts every request gives an upper bound.",
        number(scope),
        number(bridge.whole),
    ));
    if bridge.breakdown.is_none() {
        lines.push("The dataset has neither `country` nor `origin`: no order can be given a state, and none is guessed.".to_owned());
    }
    lines
}

fn not_said(record: &ReportRecord, wanted: &Wanted<'_>) -> Vec<String> {
    let report = record.report();
    let mut lines = Vec::new();
    let mut measures: Vec<String> = Vec::new();
    let mut breakdowns: Vec<String> = Vec::new();
    for key in report.figures.keys() {
        match &key.cell {
            None if key.measure != wanted.provide && Some(&key.measure) != wanted.act.as_ref() => {
                measures.push(format!("`{key}`"));
            }
            Some(cell) if !["country", "origin"].contains(&cell.breakdown.as_str()) => {
                breakdowns.push(format!("`{}.{}`", key.measure, cell.breakdown));
            }
            _ => {}
        }
    }
    breakdowns.dedup();
    if !measures.is_empty() {
        lines.push(format!(
            "What became of the requests (rejections among it), accounts, and other measures: {}.",
            measures.join(", ")
        ));
    }
    if !breakdowns.is_empty() {
        lines.push(format!(
            "By channel, kind of authority, type of data, reason: {}.",
            breakdowns.join(", ")
        ));
    }
    lines.push("Requests from outside the European Union.".to_owned());
    lines
}

fn blanks(record: &ReportRecord, bridge: &Bridge, wanted: &Wanted<'_>) -> Vec<String> {
    let report = record.report();
    let mut lines = Vec::new();
    if wanted.act.is_none() {
        lines.push("Part 3, orders to act against illegal content: the dataset does not count them. A blank says that they do not apply; if they could have come and did not, a 0 is due: count them in a measure of `content/vocabulary.yaml` and name it with --orders-to-act.".to_owned());
    }
    lines.push("Part 3, number of specific items of information: no dataset holds it.".to_owned());
    lines.push("Part 3, categories of illegal content: orders to provide information are not counted by them; 0 only where the scope has none at all.".to_owned());
    if bridge.in_scope().and_then(Interval::exact).is_none() {
        lines.push(format!(
            "Part 3, scope TOTAL: the report leaves it open ({}).",
            number(bridge.in_scope())
        ));
    }
    let unread = bridge
        .states
        .iter()
        .filter(|(_, heap)| heap.count.and_then(Interval::exact).is_none());
    for (state, _) in unread {
        lines.push(format!(
            "Part 3, scope {}: the report gives no single number.",
            state.code
        ));
    }
    let has_median = |key: &FigureKey| report.medians.iter().any(|median| median.figure == *key);
    let mut scopes: Vec<&str> = bridge
        .states
        .iter()
        .filter(|(_, heap)| !has_median(&heap.key))
        .map(|(state, _)| state.code)
        .collect();
    let total = FigureKey::total(bridge.measure.clone());
    if !has_median(&total) || !bridge.is_all_in_scope() {
        scopes.insert(0, "TOTAL");
    }
    if !scopes.is_empty() {
        lines.push(format!("Part 3, medians in hours of {}: they cannot be computed from totals or from other states' medians. Write them as `median_hours:` into the dataset.", scopes.join(", ")));
    }
    if has_median(&total) && !bridge.is_all_in_scope() {
        lines.push(format!("Part 3, median of TOTAL: the dataset's median of `{total}` covers requests from outside the scope, too."));
    }
    if wanted.all_states && bridge.leaves_states_open() {
        lines.push("Part 3, states that are not named: some orders of member states are of no named state, so that a 0 would be a guess.".to_owned());
    }
    if published(report, wanted).is_none() {
        lines.push(
            "Part 1, date of publication: a day is asked for (`published:` of --facts).".to_owned(),
        );
    }
    if wanted.facts.previous.is_none() {
        lines.push("Part 1, date of the previous report: blank says that there is none (`previous:` of --facts).".to_owned());
    }
    let missing: Vec<&str> = TEXTS
        .iter()
        .zip(&wanted.facts.texts)
        .filter(|(_, text)| text.is_none())
        .map(|(key, _)| *key)
        .collect();
    if !missing.is_empty() {
        lines.push(format!(
            "Part 11: texts by the provider (--facts: {}).",
            missing.join(", ")
        ));
    }
    lines.push("Parts 4 to 10: notices, own initiative, complaints, automated means; and what only very large services file. The dataset says nothing of them.".to_owned());
    lines
}
