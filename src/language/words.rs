//! Labels and definitions: the publisher's own, else the language file's.

use crate::model::figure::CategoryKey;
use crate::model::identifier::{BreakdownId, CategoryId};
use crate::model::localized::Localized;
use crate::model::value::{Gap, Status};
use crate::model::vocabulary::{Breakdown, Category, Measure, RateDefinition, Sums, Unit};

use super::{Arg, Language};

impl Language {
    pub fn measure(&self, measure: &Measure) -> String {
        let id = measure.id.as_str();
        self.label(&measure.label, &format!("measure-{id}"), id)
    }

    pub fn rate(&self, rate: &RateDefinition) -> String {
        let id = rate.id.as_str();
        self.label(&rate.label, &format!("rate-{id}"), id)
    }

    pub fn breakdown(&self, breakdown: &Breakdown) -> String {
        let id = breakdown.id.as_str();
        self.label(&breakdown.label, &format!("breakdown-{id}"), id)
    }

    /// Merged categories in the breakdown's order: "Klartext-E-Mail und Fax".
    pub fn category(&self, breakdown: &Breakdown, key: &CategoryKey) -> String {
        let CategoryKey::Categories(members) = key else {
            return self.message("category-rest", &[]);
        };
        let position = |id: &CategoryId| breakdown.categories.iter().position(|c| c.id == *id);
        let mut members: Vec<&CategoryId> = members.iter().collect();
        // Categories that the breakdown does not know come last, by their ids.
        members.sort_by_key(|id| position(id).unwrap_or(usize::MAX));
        let labels: Vec<String> = members
            .into_iter()
            .map(|id| self.one_category(breakdown, id))
            .collect();
        self.list(&labels)
    }

    fn one_category(&self, breakdown: &Breakdown, id: &CategoryId) -> String {
        let none = Localized::default();
        let own = breakdown.category(id).map_or(&none, |found| &found.label);
        let message = format!("category-{}-{id}", breakdown.id);
        self.label(own, &message, id.as_str())
    }

    /// The wording of one version of what a measure counts.
    pub fn definition_of_measure(&self, measure: &Measure, version: u32) -> Option<String> {
        if let Some(version) = measure.definition.version(version) {
            return version.text.get(self.id()).map(str::to_owned);
        }
        let message = format!("definition-measure-{}", measure.id);
        self.definition(&measure.definition.first, &message)
    }

    pub fn definition_of_rate(&self, rate: &RateDefinition) -> Option<String> {
        self.definition(
            &Localized::default(),
            &format!("definition-rate-{}", rate.id),
        )
    }

    pub fn definition_of_breakdown(&self, breakdown: &BreakdownId) -> Option<String> {
        let message = format!("definition-breakdown-{breakdown}");
        self.definition(&Localized::default(), &message)
    }

    pub fn definition_of_category(
        &self,
        breakdown: &BreakdownId,
        category: &Category,
    ) -> Option<String> {
        let message = format!("definition-category-{breakdown}-{}", category.id);
        self.definition(&category.definition, &message)
    }

    pub fn gap(&self, gap: Gap) -> String {
        self.message(&format!("gap-{}", gap.word()), &[])
    }

    pub fn gap_meaning(&self, gap: Gap) -> String {
        self.message(&format!("gap-meaning-{}", gap.word()), &[])
    }

    pub fn status(&self, status: Status) -> String {
        self.message(&format!("status-{}", status.word()), &[])
    }

    pub fn status_meaning(&self, status: Status) -> String {
        self.message(&format!("status-meaning-{}", status.word()), &[])
    }

    /// How the parts of a breakdown add up, as a sentence.
    pub fn sums(&self, sums: Sums) -> String {
        self.message(&format!("sums-{}", sums.word()), &[])
    }

    /// "1 Anfrage", "133 Anfragen".
    pub fn unit(&self, unit: Unit, count: u64) -> String {
        let message = format!("unit-{}", unit.word());
        self.message(&message, &[("count", Arg::Count(count))])
    }

    /// Without a number, for axes and subtitles: "Anfragen".
    pub fn unit_name(&self, unit: Unit) -> String {
        self.message(&format!("unit-name-{}", unit.word()), &[])
    }

    fn label(&self, own: &Localized, message: &str, id: &str) -> String {
        self.definition(own, message)
            .unwrap_or_else(|| id.replace('_', " "))
    }

    fn definition(&self, own: &Localized, message: &str) -> Option<String> {
        let built_in = || self.has(message).then(|| self.message(message, &[]));
        own.get(self.id()).map(str::to_owned).or_else(built_in)
    }
}

/// A label at the start of a sentence or title.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::language;
    use super::*;
    use crate::model::definition::Definition;
    use crate::model::identifier::{LanguageId, MeasureId};
    use crate::model::vocabulary::Counted;

    /// SPEC section 1.
    const MEASURES: [&str; 12] = [
        "received",
        "accepted",
        "objected",
        "corrected",
        "rejected",
        "answered",
        "partially_answered",
        "no_data",
        "withdrawn",
        "pending",
        "accounts",
        "notified",
    ];

    const OTHERS: [(&str, &[&str]); 8] = [
        (
            "rate-",
            &[
                "objection_rate",
                "rejection_rate",
                "correction_rate",
                "answer_rate",
            ],
        ),
        (
            "breakdown-",
            &[
                "origin",
                "authority",
                "type",
                "channel",
                "reason",
                "country",
                "legal_basis",
            ],
        ),
        ("category-origin-", &["germany", "foreign", "eu", "non_eu"]),
        (
            "category-authority-",
            &[
                "law_enforcement",
                "customs",
                "domestic_intelligence",
                "intelligence",
            ],
        ),
        (
            "category-type-",
            &[
                "subscriber_data",
                "mailbox_seizure",
                "traffic_data",
                "interception",
            ],
        ),
        (
            "category-channel-",
            &["email", "pgp_email", "plain_email", "fax", "post"],
        ),
        (
            "category-reason-",
            &[
                "insecure_channel",
                "legal_basis",
                "formal_fault",
                "mutual_legal_assistance",
                "other",
            ],
        ),
        ("category-", &["rest"]),
    ];

    fn measure(id: &str) -> Measure {
        Measure {
            id: MeasureId::from(id),
            unit: Unit::Requests,
            counted: Counted::OverThePeriod,
            part_of: None,
            label: Localized::default(),
            definition: Definition::default(),
            colour: None,
            declared: None,
            redefined: None,
        }
    }

    fn breakdown(id: &str, categories: &[&str]) -> Breakdown {
        let category = |id: &&str| Category {
            id: CategoryId::from(*id),
            parent: None,
            label: Localized::default(),
            definition: Localized::default(),
            colour: None,
        };
        Breakdown {
            id: BreakdownId::from(id),
            sums: Sums::Partition,
            categories: categories.iter().map(category).collect(),
            label: Localized::default(),
        }
    }

    #[test]
    fn every_word_is_spoken() {
        for tag in ["de", "en"] {
            let l = language(tag);
            let mut said = vec![l.name(), l.unknown()];
            said.extend(MEASURES.map(|id| {
                assert!(l.has(&format!("measure-{id}")), "{tag}: {id}");
                let definition = l.definition_of_measure(&measure(id), 1);
                definition.unwrap_or_else(|| panic!("{tag}: no definition of {id}"))
            }));
            for (kind, ids) in OTHERS {
                said.extend(ids.iter().map(|id| l.message(&format!("{kind}{id}"), &[])));
            }
            said.extend(Gap::ALL.map(|gap| l.gap(gap) + &l.gap_meaning(gap)));
            said.extend(Status::ALL.map(|s| l.status(s) + &l.status_meaning(s)));
            said.extend(Sums::ALL.map(|sums| l.sums(sums)));
            said.extend(Unit::ALL.map(|unit| l.unit(unit, 2) + &l.unit_name(unit)));
            let faulty = said
                .iter()
                .find(|text| text.contains(['⟦', '{', '\u{2068}']));
            assert_eq!(faulty, None, "{tag}");
        }
    }

    /// Each label of a rate, breakdown or category has a definition and the other way round.
    #[test]
    fn labels_and_definitions_come_in_pairs() {
        for (tag, text) in super::super::BUILT_IN {
            let ids = super::super::Catalogue::read(text).messages;
            for kind in ["measure-", "rate-", "breakdown-", "category-"] {
                let labels = ids
                    .keys()
                    .filter(|id| id.starts_with(kind) && *id != "category-rest");
                let defined = ids.keys().filter_map(|id| id.strip_prefix("definition-"));
                let defined = defined.filter(|id| id.starts_with(kind));
                assert_eq!(Vec::from_iter(labels), Vec::from_iter(defined), "{tag}");
            }
        }
    }

    #[test]
    fn plural_forms() {
        let (de, en) = (language("de"), language("en"));
        let counts = [0, 1, 2, 1_330];
        let german = counts.map(|n| de.unit(Unit::Requests, n));
        assert_eq!(
            german,
            ["0 Anfragen", "1 Anfrage", "2 Anfragen", "1.330 Anfragen"]
        );
        let english = counts.map(|n| en.unit(Unit::Requests, n));
        assert_eq!(
            english,
            ["0 requests", "1 request", "2 requests", "1,330 requests"]
        );
    }

    #[test]
    fn categories() {
        let channel = breakdown(
            "channel",
            &["email", "pgp_email", "plain_email", "fax", "post"],
        );
        let ids = ["fax", "plain_email"].map(CategoryId::from);
        let merged = CategoryKey::Categories(ids.into_iter().collect());
        let (de, en) = (language("de"), language("en"));
        assert_eq!(de.category(&channel, &merged), "Klartext-E-Mail und Fax");
        assert_eq!(en.category(&channel, &merged), "plain-text e-mail and fax");
        assert_eq!(
            de.category(&channel, &CategoryKey::Rest),
            "ohne Angabe der Kategorie"
        );
        let tku = CategoryKey::one(CategoryId::from("interception"));
        let of_type = breakdown("type", &["interception"]);
        assert_eq!(
            de.category(&of_type, &tku),
            "Telekommunikations\u{ad}überwachung"
        );
        let unknown = CategoryKey::one(CategoryId::from("carrier_pigeon"));
        assert_eq!(de.category(&channel, &unknown), "carrier pigeon");
    }

    #[test]
    fn own_labels_come_first() {
        let mut own = measure("received");
        own.label
            .0
            .insert(LanguageId::from("de"), "Ersuchen".to_owned());
        assert_eq!(language("de").measure(&own), "Ersuchen");
        assert_eq!(language("en").measure(&own), "requests received");
        assert_eq!(language("en").measure(&measure("own_kind")), "own kind");
        assert_eq!(
            language("en").definition_of_measure(&measure("own_kind"), 1),
            None
        );
    }
}
