//! Breaks: dates from which named figures are no longer comparable (SPEC section 1).

use crate::diagnostic::{Span, Spanned};

use super::figure::{Cell, FigureKey, Subject};
use super::identifier::BreakId;
use super::localized::Localized;
use super::period::{Day, PartialDate, Period};
use super::vocabulary::Vocabulary;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    Law,
    /// What is counted under the same name.
    Definition,
    /// By which ways a request may come.
    Channel,
    /// Whose requests are counted.
    Coverage,
}

impl BreakKind {
    pub const ALL: [BreakKind; 4] = [
        BreakKind::Law,
        BreakKind::Definition,
        BreakKind::Channel,
        BreakKind::Coverage,
    ];

    pub fn word(self) -> &'static str {
        match self {
            BreakKind::Law => "law",
            BreakKind::Definition => "definition",
            BreakKind::Channel => "channel",
            BreakKind::Coverage => "coverage",
        }
    }
}

/// Where it is written that something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    pub url: Option<String>,
}

/// Another source gives the change another date.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherDate {
    pub date: PartialDate,
    pub evidence: Evidence,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    /// An anchor, and the word in the column `break` of downloads.
    pub id: BreakId,
    /// The first day under the new rule.
    pub date: Day,
    pub kind: BreakKind,
    /// A measure stands for itself, its breakdowns and every rate that it is in; a breakdown for its cells.
    pub figures: Vec<Spanned<Subject>>,
    /// A few words, which also name the rule in charts and sentences.
    pub title: Localized,
    pub text: Localized,
    pub evidence: Evidence,
    pub other_dates: Vec<OtherDate>,
    pub at: Span,
}

impl Break {
    /// Whether it changes what a figure means. It binds only what it names: a category together with those
    /// that it lies in and those that lie in it, because part of them changes.
    pub fn binds(&self, key: &FigureKey, vocabulary: &Vocabulary) -> bool {
        self.figures
            .iter()
            .any(|subject| subject.value.covers(key, vocabulary))
    }

    /// Whether it separates two periods: the new rule begins after the first day of the earlier one, and not
    /// after the end of the later one.
    pub fn separates(&self, earlier: Period, later: Period) -> bool {
        earlier.first_day() < self.date && self.date <= later.last_day()
    }

    /// Whether a period lies partly under the old rule and partly under the new one.
    pub fn mixes(&self, period: Period) -> bool {
        period.first_day() < self.date && self.date <= period.last_day()
    }
}

impl Subject {
    /// Whether a figure is what is spoken of, or a part of it, or has a part in it.
    pub fn covers(&self, key: &FigureKey, vocabulary: &Vocabulary) -> bool {
        if *self.measure() != key.measure {
            return false;
        }
        match (self, &key.cell) {
            (Subject::Figure(FigureKey { cell: None, .. }), _) => true,
            (_, None) => false,
            (Subject::Breakdown(_, breakdown), Some(cell)) => *breakdown == cell.breakdown,
            (
                Subject::Figure(FigureKey {
                    cell: Some(named), ..
                }),
                Some(cell),
            ) => named.breakdown == cell.breakdown && overlap(named, cell, vocabulary),
        }
    }
}

fn overlap(named: &Cell, cell: &Cell, vocabulary: &Vocabulary) -> bool {
    let Some(breakdown) = vocabulary.breakdown(&cell.breakdown) else {
        return false;
    };
    named.category == cell.category
        || named.category.members().any(|one| {
            cell.category.members().any(|other| {
                one == other
                    || breakdown.ancestors(one).any(|above| above == other)
                    || breakdown.ancestors(other).any(|above| above == one)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Break, BreakKind, Evidence};
    use crate::diagnostic::{FileId, Span, Spanned};
    use crate::model::figure::{CategoryKey, FigureKey, Subject};
    use crate::model::identifier::{BreakId, BreakdownId, CategoryId, MeasureId};
    use crate::model::localized::Localized;
    use crate::model::period::{Day, Period};
    use crate::model::vocabulary::{Breakdown, Category, Sums, Vocabulary};

    const NOWHERE: Span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };

    fn since(year: u16, month: u8, day: u8, figures: Vec<Subject>) -> Break {
        Break {
            id: BreakId::from("rule"),
            date: Day { year, month, day },
            kind: BreakKind::Law,
            figures: figures
                .into_iter()
                .map(|value| Spanned { value, at: NOWHERE })
                .collect(),
            title: Localized::default(),
            text: Localized::default(),
            evidence: Evidence {
                title: String::new(),
                url: None,
            },
            other_dates: Vec::new(),
            at: NOWHERE,
        }
    }

    #[test]
    fn on_the_first_day_of_a_period_it_separates_it_from_the_one_before() {
        let rule = since(2023, 1, 1, Vec::new());
        let [y2021, y2022, y2023, y2024] = [2021, 2022, 2023, 2024].map(Period::Year);
        assert!(rule.separates(y2022, y2023));
        assert!(rule.separates(y2021, y2024));
        assert!(!rule.separates(y2021, y2022));
        assert!(!rule.separates(y2023, y2024));
        assert!(!rule.mixes(y2022) && !rule.mixes(y2023));
    }

    #[test]
    fn inside_a_period_it_cuts_on_both_sides() {
        let ruling = since(2019, 6, 13, Vec::new());
        let [y2018, y2019, y2020, y2021] = [2018, 2019, 2020, 2021].map(Period::Year);
        assert!(ruling.mixes(y2019));
        assert!(ruling.separates(y2018, y2019) && ruling.separates(y2019, y2020));
        assert!(ruling.separates(y2018, y2020));
        assert!(!ruling.separates(y2020, y2021));
    }

    #[test]
    fn binds_what_it_names_and_what_shares_a_part_with_it() {
        let category = |id: &str, parent: Option<&str>| Category {
            id: CategoryId::from(id),
            parent: parent.map(CategoryId::from),
            label: Localized::default(),
            definition: Localized::default(),
            colour: None,
        };
        let channel = BreakdownId::from("channel");
        let vocabulary = Vocabulary {
            breakdowns: vec![Breakdown {
                id: channel.clone(),
                sums: Sums::Partition,
                categories: vec![
                    category("email", None),
                    category("plain_email", Some("email")),
                    category("fax", None),
                ],
                label: Localized::default(),
            }],
            ..Vocabulary::default()
        };
        let received = MeasureId::from("received");
        let cell = |id: &str| {
            FigureKey::cell(
                received.clone(),
                channel.clone(),
                CategoryKey::one(CategoryId::from(id)),
            )
        };
        let total = FigureKey::total(received.clone());
        let plain = since(2023, 1, 1, vec![Subject::Figure(cell("plain_email"))]);
        assert!(plain.binds(&cell("plain_email"), &vocabulary));
        assert!(plain.binds(&cell("email"), &vocabulary));
        assert!(!plain.binds(&cell("fax"), &vocabulary));
        assert!(!plain.binds(&total, &vocabulary));
        let whole = since(
            2023,
            1,
            1,
            vec![Subject::Breakdown(received.clone(), channel.clone())],
        );
        assert!(whole.binds(&cell("fax"), &vocabulary) && !whole.binds(&total, &vocabulary));
        let measure = since(2023, 1, 1, vec![Subject::Figure(total.clone())]);
        assert!(measure.binds(&cell("fax"), &vocabulary) && measure.binds(&total, &vocabulary));
        let other = FigureKey::total(MeasureId::from("rejected"));
        assert!(!measure.binds(&other, &vocabulary));
    }
}
