//! How requests went through review: from the total by way of a first review and corrections to the outcome.
//!
//! Only where a report states every stage exactly. The vocabulary's identities say how stages hang together: the
//! total is what passed and what did not (first review), what did not is what was mended and what was not, and the
//! total is also what came of both in the end.

use crate::analysis::observation::{Observation, observe};
use crate::charts::spec::{ChartSpec, Flow, FlowPart, Marks};
use crate::model::figure::FigureKey;
use crate::model::identifier::MeasureId;
use crate::model::report::Report;
use crate::model::vocabulary::Vocabulary;

use super::outcome::subject;
use super::tone;
use crate::pages::Page;
use crate::pages::phrases::is_short;
use crate::pages::view::FigureBlock;

pub const ID: &str = "f-stages";

/// A whole that goes through review. What comes of it in the end is `fulfilled` (passed, or mended) and `refused`.
struct Stages<'r> {
    whole: Counted<'r>,
    passed: Counted<'r>,
    faulty: Counted<'r>,
    mended: Counted<'r>,
    fulfilled: Counted<'r>,
    refused: Counted<'r>,
}

/// A measure with its exact count.
#[derive(Clone)]
struct Counted<'r> {
    observation: Observation<'r>,
    count: u64,
}

impl<'r> Stages<'r> {
    /// `None` unless every stage is known, adds up, and had some requests to treat.
    fn of(report: &'r Report, vocabulary: &Vocabulary) -> Option<Stages<'r>> {
        let counted = |measure: &MeasureId| {
            let observation = observe(report, vocabulary, &FigureKey::total(measure.clone()));
            let count = observation.count()?.exact()?;
            Some(Counted { observation, count })
        };
        let whole = subject(vocabulary)?;
        let identities = || vocabulary.identities.iter();
        let halves = |of: &MeasureId| {
            let of = of.clone();
            identities()
                .filter(move |identity| identity.whole == of)
                .filter_map(|identity| match identity.parts.as_slice() {
                    [a, b] => Some([a.clone(), b.clone()]),
                    _ => None,
                })
        };
        let turned = |[a, b]: [MeasureId; 2]| [[a.clone(), b.clone()], [b, a]];
        for [passed, faulty] in halves(&whole).flat_map(turned) {
            for [mended, refused] in halves(&faulty).flat_map(turned) {
                let end = halves(&whole)
                    .flat_map(turned)
                    .find(|[fulfilled, end]| *end == refused && *fulfilled != passed);
                let Some([fulfilled, _]) = end else { continue };
                let stages = Stages {
                    whole: counted(&whole)?,
                    passed: counted(&passed)?,
                    faulty: counted(&faulty)?,
                    mended: counted(&mended)?,
                    fulfilled: counted(&fulfilled)?,
                    refused: counted(&refused)?,
                };
                return stages.adds_up().then_some(stages);
            }
        }
        None
    }

    fn adds_up(&self) -> bool {
        let sum = |a: &Counted<'_>, b: &Counted<'_>| a.count.checked_add(b.count);
        sum(&self.passed, &self.faulty) == Some(self.whole.count)
            && sum(&self.mended, &self.refused) == Some(self.faulty.count)
            && sum(&self.passed, &self.mended) == Some(self.fulfilled.count)
            && sum(&self.fulfilled, &self.refused) == Some(self.whole.count)
            && self.faulty.count > 0
            && self.mended.count > 0
    }

    /// From left to right: what passed, what was mended, what was not; so nothing has to cross.
    fn flow(&self, page: &Page<'_>) -> Flow {
        let part = |counted: &Counted<'_>, from: u64, into: &[&Counted<'_>]| {
            let key = |counted: &Counted<'_>| counted.observation.key.measure.to_string();
            let measure = page
                .record()
                .vocabulary()
                .measure(&counted.observation.key.measure);
            FlowPart {
                id: key(counted),
                into: into.iter().map(|counted| key(counted)).collect(),
                label: page.label(&counted.observation.key),
                value: page.value(&counted.observation),
                remark: counted
                    .observation
                    .share
                    .as_ref()
                    .map(|share| page.of_whole(share))
                    .unwrap_or_default(),
                from,
                count: counted.count,
                tone: tone(measure.and_then(|measure| measure.colour)),
            }
        };
        let whole = FlowPart {
            // The colour of the total is that of a period in focus; here it is only where everything begins.
            tone: tone(None),
            ..part(&self.whole, 0, &[&self.passed, &self.faulty])
        };
        Flow {
            total: self.whole.count,
            stages: vec![
                vec![whole],
                vec![
                    part(&self.passed, 0, &[&self.fulfilled]),
                    part(
                        &self.faulty,
                        self.passed.count,
                        &[&self.mended, &self.refused],
                    ),
                ],
                vec![part(&self.mended, self.passed.count, &[&self.fulfilled])],
                vec![
                    part(&self.fulfilled, 0, &[]),
                    part(&self.refused, self.fulfilled.count, &[]),
                ],
            ],
        }
    }

    fn rows(&self) -> Vec<Observation<'r>> {
        [
            &self.whole,
            &self.passed,
            &self.faulty,
            &self.mended,
            &self.fulfilled,
            &self.refused,
        ]
        .map(|counted| counted.observation.clone())
        .to_vec()
    }
}

/// `None` where not all stages are known.
pub fn block(page: &Page<'_>, report: &Report) -> Option<FigureBlock> {
    let vocabulary = page.record().vocabulary();
    let stages = Stages::of(report, vocabulary)?;
    let period = page.language.period(report.period);
    let title = page.tell("title-stages", &[("period", &period)]);
    let headline = page.tell(
        "finding-stages",
        &[
            ("faulty", &page.value(&stages.faulty.observation)),
            ("requests", &page.cases(&stages.whole.observation)),
            ("faulty-label", &page.label(&stages.faulty.observation.key)),
            ("mended", &page.value(&stages.mended.observation)),
            ("mended-label", &page.label(&stages.mended.observation.key)),
        ],
    );
    let rows = stages.rows();
    let sources: Vec<_> = rows.iter().collect();
    let shares = rows.iter().any(|one| {
        let share = one.share.as_ref();
        share.is_some_and(|share| page.share(share).is_some())
    });
    let n = page.value(&stages.whole.observation);
    let block = FigureBlock {
        id: ID.to_owned(),
        headline: Some(headline)
            .filter(|headline| is_short(headline))
            .unwrap_or_else(|| title.clone()),
        subtitle: page.tell("subtitle-stages", &[("period", &period), ("n", &n)]),
        source: page.source_line(report, &sources, shares),
        table: page.outcome_table(
            report,
            &rows,
            page.tell("table-outcome", &[("period", &period)]),
        ),
        downloads: page.report_files(report),
        ..FigureBlock::default()
    };
    let spec = ChartSpec {
        id: ID.to_owned(),
        description: page.tell(
            "describe-stages",
            &[
                ("title", &title),
                ("values", &super::outcome::values(page, &rows)),
            ],
        ),
        marks: Marks::Flow(stages.flow(page)),
    };
    Some(page.with_chart(block, spec))
}
