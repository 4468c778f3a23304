//! Quote cards: a key figure as a sentence that can be copied, with its base, what it counts, and how to cite it.

use crate::analysis::observation::{Observation, ShareOf, observe};
use crate::model::figure::FigureKey;
use crate::model::report::Report;

use super::Page;
use super::blocks::outcome;
use super::citation::Work;
use super::phrases::capitalised;
use super::route::Address;
use super::view::{Link, QuoteCard};

/// The anchor of a figure's card. A key of categories has signs that addresses would have to escape.
fn id(key: &FigureKey) -> String {
    format!("q-{}", key.to_string().replace(['.', '+'], "-"))
}

impl Page<'_> {
    /// The card of a report's figure.
    pub fn quote(&self, report: &Report, figure: &Observation<'_>) -> QuoteCard {
        let id = id(&figure.key);
        let sentence = self.quotation(report, figure);
        let measure = self.record().vocabulary().measure(&figure.key.measure);
        let (definition, glossary) = match &figure.key.cell {
            None => measure.map_or((None, None), |measure| {
                let anchor = Self::definition_anchor(measure, Some(report.period));
                (
                    self.definition(measure, Some(report.period)),
                    Some(self.glossary(&anchor)),
                )
            }),
            Some(cell) => (
                self.record()
                    .vocabulary()
                    .breakdown(&cell.breakdown)
                    .and_then(|breakdown| breakdown.category(cell.category.single()?))
                    .and_then(|category| {
                        self.language
                            .definition_of_category(&cell.breakdown, category)
                    }),
                self.glossary_link(&cell.category),
            ),
        };
        QuoteCard {
            label: capitalised(&self.quoted_label(&figure.key)),
            citation: self.citation(Work::Figure, &sentence, report.published, &id),
            id,
            sentence,
            definition: definition.unwrap_or_default(),
            glossary: Link {
                label: self.say("margin-definition-link"),
                href: glossary.unwrap_or_default(),
                ..Link::default()
            },
        }
    }

    /// The link from any page to the card of a report's figure.
    pub fn quote_link(&self, report: &Report, key: &FigureKey) -> Link {
        let page = match self.route.address.period == Some(report.period) {
            true => String::new(),
            false => self.link_to(&Address::report(report.period)),
        };
        Link {
            label: self.say("quote-link"),
            href: format!("{page}#{}", id(key)),
            ..Link::default()
        }
    }

    /// "mailbox.org, 2023: 45 of 133 requests (33.8%) – finally rejected", how the value came about behind it.
    fn quotation(&self, report: &Report, figure: &Observation<'_>) -> String {
        let organisation = &self.organisation.organisation().name;
        let period = self.language.period(report.period);
        let count = match &figure.share {
            None => self.cases(figure),
            Some(share) => self.share_in_words(report, figure, share),
        };
        let of_period = [
            ("organisation", organisation.as_str()),
            ("period", &period),
            ("count", &count),
        ];
        let subject = outcome::subject(self.record().vocabulary()).map(FigureKey::total);
        let told = if Some(&figure.key) == subject.as_ref() {
            self.tell("quote-total", &of_period)
        } else {
            let label = self.quoted_label(&figure.key);
            let [a, b, c] = of_period;
            self.tell("quote-part", &[a, b, c, ("label", &label)])
        };
        match self.status_note(figure).as_str() {
            "" => told,
            note => self.tell("quote-status", &[("sentence", &told), ("note", note)]),
        }
    }

    /// "channel: fax"; of another measure than the one that is counted everywhere with its name.
    fn quoted_label(&self, key: &FigureKey) -> String {
        let vocabulary = self.record().vocabulary();
        let Some(cell) = &key.cell else {
            return self.label(key);
        };
        if outcome::subject(vocabulary).as_ref() != Some(&key.measure) {
            return self.full_label(key);
        }
        let breakdown = vocabulary.breakdown(&cell.breakdown);
        let breakdown = breakdown.map(|known| self.language.breakdown(known));
        self.tell(
            "quote-category",
            &[
                ("breakdown", &breakdown.unwrap_or_default()),
                ("category", &self.label(key)),
            ],
        )
    }

    /// "45 of 133 requests (33.8%)"; of another base than the total with its name.
    fn share_in_words(&self, report: &Report, figure: &Observation<'_>, share: &ShareOf) -> String {
        let vocabulary = self.record().vocabulary();
        let base = observe(report, vocabulary, &share.base);
        let whole = self.units(share.base_count, base.unit);
        let total = outcome::subject(vocabulary).map(FigureKey::total);
        let whole = if Some(&share.base) == total.as_ref() {
            whole
        } else {
            let label = self.label(&share.base);
            self.tell("quote-base", &[("requests", &whole), ("label", &label)])
        };
        let of = self.tell(
            "quote-of",
            &[("part", &self.value(figure)), ("whole", &whole)],
        );
        match self.share(share) {
            Some(percent) => self.tell("quote-percent", &[("count", &of), ("percent", &percent)]),
            None => of,
        }
    }
}
