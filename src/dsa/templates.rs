//! The templates of Annex I as data: columns, rows and categories, in their official spelling.
//!
//! Where the official file has a block that is to be repeated (a state's), only its columns are kept here: rows are
//! made from the categories of part 2, because the published block lacks one of them.

use std::sync::LazyLock;

/// One part: its number, the words of its file name, and what Annex I prints in it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub number: u8,
    pub name: &'static str,
    text: &'static str,
}

macro_rules! part {
    ($number:literal, $name:literal) => {
        Part {
            number: $number,
            name: $name,
            text: include_str!(concat!("templates/part-", $number, ".csv")),
        }
    };
}

pub const SUMMARY: Part = part!(1, "summary");
pub const CATEGORIES: Part = part!(2, "categories_names");
pub const ORDERS: Part = part!(3, "member_states_orders");
pub const NOTICES: Part = part!(4, "notices");
pub const OWN_INITIATIVE_ILLEGAL: Part = part!(5, "own_initiative_illegal");
pub const OWN_INITIATIVE_TERMS: Part = part!(6, "own_initiative_TC");
pub const APPEALS: Part = part!(7, "appeals_and_recidivism");
pub const AUTOMATED_MEANS: Part = part!(8, "automated_means");
pub const HUMAN_RESOURCES: Part = part!(9, "human_resources");
pub const RECIPIENTS: Part = part!(10, "AMAR");
pub const QUALITATIVE: Part = part!(11, "qualitative");

impl Part {
    /// As the Commission names its files.
    pub fn file_name(self) -> String {
        format!(
            "4_EN_Annex_I__Templates_for_Transparency_Reports_CSV_Part_{}_{}.csv",
            self.number, self.name
        )
    }

    /// The header and the rows that Annex I prints.
    pub fn records(self) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(self.text.as_bytes());
        // The data is part of the program, and a test reads all of it.
        let mut records = reader
            .records()
            .filter_map(Result::ok)
            .map(|record| record.iter().map(str::to_owned).collect());
        let header = records.next().unwrap_or_default();
        (header, records.collect())
    }
}

/// A category of part 2. `KEYWORD_OTHER` repeats under most of them: only its place tells one from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// 1 to 17; 0 for all the entries.
    pub number: u8,
    pub code: String,
}

/// All entries first, then the categories with their sub-categories in the official order.
pub fn categories() -> Vec<Category> {
    let (_, rows) = CATEGORIES.records();
    let category = |row: Vec<String>| {
        let label = row.first()?;
        let number = label
            .trim_start_matches("Category ")
            .trim_end_matches(|c: char| c.is_ascii_lowercase());
        Some(Category {
            number: number.parse().unwrap_or(0),
            code: row.get(2)?.clone(),
        })
    };
    rows.into_iter().filter_map(category).collect()
}

/// The last category that every part has; what follows is particular to one part.
const COMMON: u8 = 14;

/// The categories of a part: 1 to 14, and the one that only this part has.
pub fn categories_of(part: Part) -> Vec<Category> {
    let own = match part.number {
        3 => 16,
        4 => 17,
        6 => 15,
        _ => 0,
    };
    let mut all = categories();
    all.retain(|category| category.number <= COMMON || category.number == own);
    all
}

/// A member state by Eurostat's code, which is not ISO's for Greece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub code: &'static str,
    iso: &'static str,
    name: &'static str,
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    let rows = include_str!("states.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut fields = row.split(',');
        Some(State {
            code: fields.next()?,
            iso: fields.next()?,
            name: fields.next()?,
        })
    })
    .collect()
});

/// The 27 member states, by their English names.
pub fn states() -> &'static [State] {
    &STATES
}

impl State {
    /// The state that a category's id names: `de`, `el` or `gr`, `germany`.
    pub fn of_category(id: &str) -> Option<State> {
        let names = |state: &&State| {
            state.iso == id || state.name == id || state.code.eq_ignore_ascii_case(id)
        };
        states().iter().find(names).copied()
    }

    /// Its English name: `Germany`.
    pub fn name(self) -> String {
        let mut letters = self.name.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    pub fn of_code(code: &str) -> Option<State> {
        states().iter().find(|state| state.code == code).copied()
    }

    /// The ids under which a vocabulary may have it, the likeliest first.
    pub fn ids(self) -> Vec<String> {
        let mut ids = vec![
            self.iso.to_owned(),
            self.name.to_owned(),
            self.code.to_lowercase(),
        ];
        if ids[0] == ids[2] {
            ids.truncate(2);
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_have_the_rows_and_columns_of_the_regulation() {
        let width = |part: Part| part.records().0.len();
        let parts = [
            SUMMARY,
            CATEGORIES,
            ORDERS,
            NOTICES,
            OWN_INITIATIVE_ILLEGAL,
            OWN_INITIATIVE_TERMS,
            APPEALS,
            AUTOMATED_MEANS,
            HUMAN_RESOURCES,
            RECIPIENTS,
            QUALITATIVE,
        ];
        let widths: Vec<_> = parts.into_iter().map(width).collect();
        assert_eq!(widths, [4, 4, 20, 25, 37, 37, 8, 8, 8, 7, 5]);
        assert_eq!(categories().len(), 100);
        assert_eq!(categories_of(ORDERS).len(), 91);
        assert_eq!(categories_of(NOTICES).len(), 91);
        assert_eq!(categories_of(OWN_INITIATIVE_ILLEGAL).len(), 90);
        assert_eq!(categories_of(OWN_INITIATIVE_TERMS).len(), 98);
        let others = categories()
            .iter()
            .filter(|category| category.code == "KEYWORD_OTHER")
            .count();
        assert_eq!(others, 15);
    }

    #[test]
    fn greece_is_el() {
        assert_eq!(states().len(), 27);
        assert_eq!(State::of_category("gr").map(|state| state.code), Some("EL"));
        assert_eq!(
            State::of_category("germany").map(|state| state.code),
            Some("DE")
        );
        assert_eq!(State::of_category("non_eu"), None);
    }
}
