//! Counts and shares in words, by the rules for small numbers (DESIGN-pages section 3).

pub use crate::language::capitalised;

use crate::analysis::observation::{Observation, ShareOf, base_of};
use crate::analysis::rate::{Rate, Ratio};
use crate::language::Arg;
use crate::model::figure::{CategoryKey, Figure, FigureKey};
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::report::{Report, Source};
use crate::model::value::{Statement, Status};
use crate::model::vocabulary::{Measure, Unit};

use super::Page;

/// Below 20 no percentage, below 100 whole per cent, from 100 one decimal.
pub fn decimals(base: Interval, fixed: Option<u8>) -> Option<u8> {
    match base.lower() {
        0..20 => None,
        20..100 => Some(fixed.unwrap_or(0)),
        _ => Some(fixed.unwrap_or(1)),
    }
}

impl Page<'_> {
    pub(super) fn decimals(&self, base: Interval) -> Option<u8> {
        decimals(base, self.record().settings().percent_decimals)
    }

    /// "33,8 %", "5,1–12,7 %"; `None` where the base is too small for percentages.
    pub fn percent(&self, rate: Rate, base: Interval) -> Option<String> {
        let decimals = self.decimals(base)?;
        let (lower, upper) = (rate.lower.percent(decimals), rate.upper.percent(decimals));
        Some(if lower == upper {
            self.language.percent(lower, decimals)
        } else {
            self.language
                .percent_range((lower, decimals), (upper, decimals))
        })
    }

    /// The share of an observation as a table shows it: ours, or as printed by the source, or nothing.
    pub fn share(&self, share: &ShareOf) -> Option<String> {
        match (share.rate, share.printed) {
            (Some(rate), _) => self.percent(rate, share.base_count),
            (None, Some(printed)) => {
                Some(self.language.percent(printed.scaled(), printed.decimals()))
            }
            (None, None) => None,
        }
    }

    /// "45", "4–10", "k. A.".
    pub fn value(&self, observation: &Observation<'_>) -> String {
        match observation.value {
            Some(value) => self
                .language
                .value(value, observation.figure.map(|figure| &figure.stated)),
            None => self.language.unknown(),
        }
    }

    /// "45 von 133 (33,8 %)": a count with what it is a part of.
    pub fn part_of(&self, part: Interval, whole: Interval, rate: Option<Rate>) -> String {
        let of = self.language.count_of(
            &self.language.interval(part),
            &self.language.interval(whole),
        );
        match rate.and_then(|rate| self.percent(rate, whole)) {
            Some(percent) => format!("{of} ({percent})"),
            None => of,
        }
    }

    /// "von 133 (33,8 %)": what follows a count that stands by itself.
    pub fn of_whole(&self, share: &ShareOf) -> String {
        let whole = self.language.interval(share.base_count);
        match self.share(share) {
            Some(percent) => self.tell(
                "of-whole-share",
                &[("whole", &whole), ("percent", &percent)],
            ),
            None => self.tell("of-whole", &[("whole", &whole)]),
        }
    }

    /// "133 Anfragen", "4–10 Anfragen".
    pub fn units(&self, count: Interval, unit: Unit) -> String {
        match count.exact() {
            Some(exact) => self.language.unit(unit, exact),
            None => format!(
                "{} {}",
                self.language.interval(count),
                self.language.unit_name(unit)
            ),
        }
    }

    /// "133 Anfragen", "18 oder 37 Anfragen": with the words that the sources disagree or say less than a count.
    pub fn cases(&self, observation: &Observation<'_>) -> String {
        match observation.count().and_then(Interval::exact) {
            Some(exact) => self.language.unit(observation.unit, exact),
            None => format!(
                "{} {}",
                self.value(observation),
                self.language.unit_name(observation.unit)
            ),
        }
    }

    /// A figure's name: its measure for a total, its category for a part.
    pub fn label(&self, key: &FigureKey) -> String {
        let vocabulary = self.record().vocabulary();
        match &key.cell {
            None => vocabulary
                .measure(&key.measure)
                .map(|measure| self.language.measure(measure)),
            Some(cell) => vocabulary
                .breakdown(&cell.breakdown)
                .map(|breakdown| self.language.category(breakdown, &cell.category)),
        }
        .unwrap_or_default()
    }

    /// A figure's name where its measure is not clear from what stands around it: "Ausgang: …".
    pub fn full_label(&self, key: &FigureKey) -> String {
        let measure = self.label(&key.to_total());
        match &key.cell {
            None => measure,
            Some(cell) => {
                let breakdown = self.record().vocabulary().breakdown(&cell.breakdown);
                let breakdown = breakdown
                    .map(|known| self.language.breakdown(known))
                    .unwrap_or_default();
                format!("{measure}, {breakdown}: {}", self.label(key))
            }
        }
    }

    /// How a value came about, unless it was published as such; empty then.
    pub fn status_note(&self, observation: &Observation<'_>) -> String {
        let printed = observation.figure.and_then(|figure| figure.stated.share());
        match (observation.status, printed) {
            (Some(Status::Rebuilt), Some(share)) => {
                let percent = self
                    .language
                    .percent(share.percent.scaled(), share.percent.decimals());
                self.tell("status-note-rebuilt", &[("percent", &percent)])
            }
            (Some(Status::Derived), _) if !observation.parts.is_empty() => {
                let parts: Vec<String> = observation
                    .parts
                    .iter()
                    .map(|part| self.label(&part.key))
                    .collect();
                self.tell(
                    "status-note-summed",
                    &[("parts", &self.language.list(&parts))],
                )
            }
            (Some(Status::Derived), _) => self.say("status-note-derived"),
            (Some(Status::Press), _) => self.say("status-note-press"),
            _ => String::new(),
        }
    }

    /// "With 74 requests, one request is 1.4 points": for totals that use percentages and are below 200.
    pub fn resolution(&self, total: &Observation<'_>) -> String {
        let Some(count) = total
            .count()
            .and_then(Interval::exact)
            .filter(|count| (20..200).contains(count))
        else {
            return String::new();
        };
        let tenths = Ratio::new(1, count).map_or(0, |one| one.percent(1));
        let decimal = Arg::Decimal(tenths, 1);
        let points = self
            .language
            .message("points", &[("number", decimal), ("amount", decimal)]);
        let requests = self.language.unit(total.unit, count);
        self.tell(
            "resolution",
            &[("requests", &requests), ("points", &points)],
        )
    }

    /// A source as a source line names it: its title in quotes, since it may read like a claim of ours.
    fn source_title(&self, source: &Source) -> String {
        let title = self.tell("source-title", &[("title", &source.title)]);
        match &source.publisher {
            Some(publisher) if !source.title.starts_with(publisher.as_str()) => {
                format!("{publisher}, {title}")
            }
            _ => title,
        }
    }

    /// Where the observations come from, and which are not simply published.
    pub fn source_line(
        &self,
        report: &Report,
        observations: &[&Observation<'_>],
        shares: bool,
    ) -> String {
        let mut titles: Vec<String> = Vec::new();
        for figure in observations
            .iter()
            .flat_map(|one| one.figure.into_iter().chain(one.parts.iter().copied()))
        {
            let readings = match &figure.stated {
                Statement::Either(readings) => readings.as_slice(),
                _ => &[],
            };
            let sources = readings.iter().filter_map(|one| one.source.as_ref());
            for id in std::iter::once(&figure.source).chain(sources) {
                let title = report.source(id).map(|source| self.source_title(source));
                titles.extend(title.filter(|title| !titles.contains(title)));
            }
        }
        let mut sentences = Vec::new();
        if !titles.is_empty() {
            sentences.push(self.tell("source-line", &[("sources", &titles.join("; "))]));
        }
        let figures = observations.iter().filter_map(|one| one.figure);
        sentences.extend(figures.filter_map(|figure| self.readings(report, figure)));
        for (status, message) in [
            (Status::Rebuilt, "source-rebuilt"),
            (Status::Derived, "source-derived"),
            (Status::Press, "source-press"),
        ] {
            let labels: Vec<String> = observations
                .iter()
                .filter(|one| one.status == Some(status))
                .map(|one| {
                    let printed = one
                        .figure
                        .and_then(|figure| figure.stated.share())
                        .filter(|_| status == Status::Rebuilt);
                    match printed {
                        Some(share) => {
                            let percent = self
                                .language
                                .percent(share.percent.scaled(), share.percent.decimals());
                            // Of what the table does not say it is a share of, the base is named.
                            let percent = match base_of(self.record().vocabulary(), &one.key) {
                                Some(base) if base == share.of => percent,
                                _ => {
                                    let base = self.label(&share.of);
                                    let parts = [("percent", &*percent), ("base", &*base)];
                                    self.tell("share-base", &parts)
                                }
                            };
                            format!("{} ({percent})", self.label(&one.key))
                        }
                        None => self.label(&one.key),
                    }
                })
                .collect();
            if !labels.is_empty() {
                sentences.push(self.tell(message, &[("labels", &self.language.list(&labels))]));
            }
        }
        sentences.extend(self.versions(report, observations));
        if shares {
            sentences.push(self.say("source-shares"));
        }
        sentences.join(" ")
    }

    /// "Endgültig abgelehnt: 18 nach teltarif.de, 37 nach mailbox.org": what each source says where they disagree.
    fn readings(&self, report: &Report, figure: &Figure) -> Option<String> {
        let Statement::Either(readings) = &figure.stated else {
            return None;
        };
        let told: Vec<String> = readings
            .iter()
            .map(|reading| {
                let source = report.source(reading.source.as_ref().unwrap_or(&figure.source));
                let count = self.language.count(reading.count);
                let source = source
                    .map(|source| self.source_title(source))
                    .unwrap_or_default();
                self.tell("source-reading", &[("count", &count), ("source", &source)])
            })
            .collect();
        let label = capitalised(&self.label(&figure.key));
        let told = self.language.list(&told);
        Some(self.tell("source-readings", &[("label", &label), ("readings", &told)]))
    }

    /// What a measure counts in a period, or by the newest version of its definition.
    pub fn definition(&self, measure: &Measure, period: Option<Period>) -> Option<String> {
        let version = version(measure, period);
        self.language.definition_of_measure(measure, version)
    }

    /// The anchor of that wording in the glossary: the newest version has the measure's own.
    pub fn definition_anchor(measure: &Measure, period: Option<Period>) -> String {
        match version(measure, period) {
            earlier if earlier < measure.definition.latest() => format!("{}-{earlier}", measure.id),
            _ => measure.id.to_string(),
        }
    }

    /// "Requests received are counted by version 1 of the definition": where there is more than one.
    fn versions(&self, report: &Report, observations: &[&Observation<'_>]) -> Vec<String> {
        let vocabulary = self.record().vocabulary();
        let mut measures: Vec<&Measure> = Vec::new();
        for observation in observations {
            let measure = vocabulary.measure(&observation.key.measure);
            let revised = measure.filter(|one| one.definition.latest() > 1);
            measures.extend(revised.filter(|one| !measures.contains(one)));
        }
        let sentences = measures.into_iter().map(|measure| {
            let label = capitalised(&self.language.measure(measure));
            let version = measure.definition.in_force(report.period).to_string();
            self.tell(
                "source-version",
                &[("label", &label), ("version", &version)],
            )
        });
        sentences.collect()
    }

    /// A word's own anchor in the glossary.
    pub fn glossary(&self, id: &str) -> String {
        let address = super::route::Address::page(super::text::METHODOLOGY);
        format!("{}#{id}", self.link_to(&address))
    }

    /// A category's own anchor in the glossary, if it is exactly one category.
    pub fn glossary_link(&self, key: &CategoryKey) -> Option<String> {
        key.single().map(|category| {
            format!(
                "{}#{category}",
                self.link_to(&super::route::Address::page("methodology"))
            )
        })
    }
}

fn version(measure: &Measure, period: Option<Period>) -> u32 {
    match period {
        Some(period) => measure.definition.in_force(period),
        None => measure.definition.latest(),
    }
}

/// Whether a sentence can be a headline (DESIGN-pages section 3). What a no-break space joins is read as one word.
pub fn is_short(sentence: &str) -> bool {
    const MOST_WORDS: usize = 15;
    sentence.split(' ').count() <= MOST_WORDS
}
