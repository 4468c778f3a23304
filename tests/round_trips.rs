//! What goes out comes in again: random datasets through every table that klartext writes and reads.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use klartext::check::{self, record::Record};
use klartext::diagnostic::{FileId, Sources};
use klartext::dsa::facts::Facts;
use klartext::dsa::read::Asked;
use klartext::dsa::write::{Wanted, parts};
use klartext::export::row::{Row, rows};
use klartext::export::{About, Extract, FORMATS, Format};
use klartext::import::own::Told;
use klartext::import::{self, File, Request};
use klartext::model::identifier::{LanguageId, MeasureId, OrganisationId};
use klartext::model::period::{PartialDate, Period};
use klartext::source::{
    self,
    tree::{Tree, TreeFile},
};
use proptest::prelude::*;

const VOCABULARY: &str = "measures:
  removals: {unit: orders, label: {en: Orders to act}, definition: {en: Article 9.}}
breakdowns:
  country:
    categories:
      de: {label: {en: Germany}}
      gr: {label: {en: Greece}}
      no: {label: {en: Norway}}
      eu: {label: {en: 'EU, state not named'}}
      non_eu: {label: {en: Elsewhere}}
";

/// A site with one report, in the order of its paths.
fn tree(languages: &str, data: &str) -> Tree {
    let site = format!(
        "klartext: 1\ntitle: {{en: Requests, de: Anfragen}}\nbase_url: https://example.org/\nlanguages: [{languages}]\npublisher: example\n"
    );
    let site = if languages.contains("de") {
        site
    } else {
        site.replace(", de: Anfragen", "")
    };
    let vocabulary = match languages.contains("de") {
        true => VOCABULARY.replace("{en: ", "{de: Wort, en: "),
        false => VOCABULARY.to_owned(),
    };
    let files = [
        ("content/example/2023/data.yaml", data.to_owned()),
        (
            "content/example/organisation.yaml",
            "name: Example\n".to_owned(),
        ),
        ("content/site.yaml", site),
        ("content/vocabulary.yaml", vocabulary),
    ];
    let file = |(path, text): (&str, String)| TreeFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    };
    Tree {
        files: files.into_iter().map(file).collect(),
    }
}

/// The record, or what is wrong with the site.
fn record(tree: &Tree) -> Result<Record, String> {
    let parsed = source::parse(tree, &mut Sources::default());
    let mut said: Vec<String> = parsed.diagnostics.into_iter().map(|d| d.message).collect();
    let checked = parsed
        .value
        .map(|site| check::check(site, check::Options::default()));
    let record = checked.and_then(|checked| {
        said.extend(checked.diagnostics.into_iter().map(|d| d.message));
        checked.value
    });
    record.ok_or_else(|| said.join("\n"))
}

fn exported(record: &Record) -> Vec<Row> {
    let organisation = record
        .organisation(&OrganisationId::from("example"))
        .expect("it is in the site");
    let report = organisation
        .report(Period::Year(2023))
        .expect("it is in the site");
    rows(organisation, report, record.vocabulary())
}

/// A report's rows as a file of ours.
fn written(format: &Format, record: &Record, rows: Vec<Row>) -> Vec<u8> {
    let english = LanguageId::from("en");
    let words = klartext::language::built_in(&english).expect("it is built in");
    let language = klartext::language::Language::load(&english, &[words]).expect("it is sound");
    let extract = Extract {
        record,
        organisation: OrganisationId::from("example"),
        about: About::Report(Period::Year(2023)),
        stem: "data/2023".to_owned(),
        rows,
    };
    (format.write)(&extract, &language).expect("every format holds a few rows")
}

/// Imports a table of ours over the dataset it came from, and gives the site with the new one.
fn imported(tree: &Tree, table: &[u8]) -> Result<Tree, String> {
    let request = Request {
        table: File {
            name: "table",
            bytes: table,
        },
        mapping: None,
        organisation: "example",
        period: Some(Period::Year(2023)),
        told: Told {
            restated_on: PartialDate::parse("2024-05"),
            without_notes: false,
        },
    };
    let done = import::run(tree.clone(), &request, &mut Sources::default());
    let said: Vec<String> = done.diagnostics.into_iter().map(|d| d.message).collect();
    let planned = done.value.ok_or_else(|| said.join("\n"))?;
    let mut tree = tree.clone();
    import::prove::lay(&mut tree, &planned);
    Ok(tree)
}

/// A note with everything that a table, a spreadsheet or YAML could take for something else.
fn note() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        Just("=1+1".to_owned()),
        Just("'quoted' and \"quoted\"".to_owned()),
        Just("@home, - or + : {a}".to_owned()),
        Just("two\nlines, one; with # and %".to_owned()),
        Just("Süße Grüße \u{2013} 33,8\u{a0}%".to_owned()),
        "[a-z'\"=+@#:,;{}\\-]{1,20}".prop_map(|text| format!("x{text}")),
    ])
}

/// A figure's statement around a true count of a whole, so that no check has anything to say.
fn statement(count: u64, whole: u64, form: u8) -> (String, bool) {
    let tenths = if whole > 0 {
        (2_000 * count + whole) / (2 * whole)
    } else {
        0
    };
    let percent = format!("{}.{}", tenths / 10, tenths % 10);
    // Half a tenth to either side: 66.65 % may be printed either way, and the printed one has to fit.
    let exact = whole > 0 && (tenths * whole).abs_diff(1_000 * count) * 2 <= whole;
    match form {
        1 if exact => (format!("percent: {percent}, of: received"), true),
        2 if exact => (
            format!("count: {count}, percent: {percent}, of: received"),
            true,
        ),
        3 => (
            format!("between: [{}, {}]", count.saturating_sub(2), count + 3),
            false,
        ),
        4 => (format!("at_most: {}", count + 5), false),
        5 => (format!("either: [{count}, {}]", count + 1), false),
        6 => (
            format!(
                "about: {count}, within: [{}, {}]",
                count.saturating_sub(1),
                count + 1
            ),
            false,
        ),
        7 => (format!("count: {count}, status: press"), true),
        8 => (
            format!("count: {count}, status: derived, source: other"),
            true,
        ),
        9 => ("gap: not_published".to_owned(), false),
        10 => (format!("at_least: {count}"), false),
        11 => (format!("about: {count}"), false),
        _ => (format!("count: {count}, source: other"), true),
    }
}

/// `languages` times the same note.
fn noted(statement: &str, note: Option<&String>, languages: &[&str]) -> String {
    let note = note.map(|note| {
        let text = serde_json::Value::from(note.as_str()).to_string();
        let texts: Vec<String> = languages
            .iter()
            .map(|language| format!("{language}: {text}"))
            .collect();
        format!(", note: {{{}}}", texts.join(", "))
    });
    format!("{{{statement}{}}}", note.unwrap_or_default())
}

type Drawn = (
    Vec<(u64, u8, Option<String>)>,
    (u8, Option<String>),
    (u64, u8),
    bool,
);

fn drawn() -> impl Strategy<Value = Drawn> {
    let cell = (0u64..200, 0u8..13, note());
    (
        prop::collection::vec(cell, 4),
        (0u8..13, note()),
        (0u64..300, 0u8..13),
        any::<bool>(),
    )
}

fn dataset(
    (cells, (form, text), (other, other_form), restated): &Drawn,
    languages: &[&str],
) -> String {
    let whole: u64 = cells.iter().map(|(count, ..)| count).sum();
    // The names include a merged key, the rest, and Norway, which YAML 1.1 takes for a truth value.
    let names = ["plain_email+fax", "post", "pgp_email", "rest"];
    let channel = names.iter().zip(cells).map(|(name, (count, form, text))| {
        let (statement, _) = statement(*count, whole, *form);
        format!(
            "    {name}: {}\n",
            noted(&statement, text.as_ref(), languages)
        )
    });
    let channel: String = channel.collect();
    let (rejected, known) = statement(whole / 3, whole, *form);
    let rejected_line = noted(&rejected, text.as_ref(), languages);
    let (accounts, _) = statement(*other, 0, *other_form);
    let reasons: Vec<String> = languages
        .iter()
        .map(|language| format!("{language}: a slip"))
        .collect();
    let restatement = match *restated && known && text.is_none() {
        true => format!(
            "restatements: [{{date: 2024-05, figure: rejected, was: 999, now: {{{}}}, reason: {{{}}}}}]\n",
            rejected
                .replace(", source: other", "")
                .replace(", status: derived", "")
                .replace(", status: press", ""),
            reasons.join(", ")
        ),
        false => String::new(),
    };
    format!(
        "period: 2023\nsources: [{{id: report, title: Report, url: https://example.org/r}}, {{id: other, title: '=a paper'}}]\n\
         received:\n  total: {whole}\n  channel:\n{channel}  type: not_collected\n  country: {{no: {whole}}}\n\
         rejected: {rejected_line}\naccounts: {{{accounts}}}\n{restatement}"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Export, import, export: the same rows, by way of every format, and the same bytes of CSV and JSON.
    #[test]
    fn a_table_of_ours_comes_back(drawn in drawn()) {
        for (languages, names) in [("en", &["en"][..]), ("en, de", &["en", "de"])] {
            let before = tree(languages, &dataset(&drawn, names));
            // The figures are drawn around true counts, so that they never contradict each other.
            let record = record(&before);
            prop_assert!(record.is_ok(), "{}", record.err().unwrap_or_default());
            let Ok(record) = record else { continue };
            let rows = exported(&record);
            // A file in one language has the notes of one.
            let whole = |format: &&Format| !format.localized || names.len() == 1;
            for format in FORMATS.iter().filter(whole) {
                let table = written(format, &record, rows.clone());
                let after = imported(&before, &table);
                prop_assert!(after.is_ok(), "{}: {}", format.name, after.err().unwrap_or_default());
                let after = self::record(&after.unwrap_or_default());
                prop_assert!(after.is_ok(), "{}", after.err().unwrap_or_default());
                if let Ok(after) = after {
                    let again = exported(&after);
                    prop_assert_eq!(&again, &rows, "{}", format.name);
                    // The sheet of sources has titles, which its rows have not where there is an address.
                    if format.name != "XLSX" {
                        prop_assert_eq!(written(format, &after, again), table, "{}", format.name);
                    }
                }
            }
        }
    }

    /// Emit, read, emit: the same part 3.
    #[test]
    fn the_templates_come_back(
        states in (0u64..40, 0u64..40, 0u64..9, 0u64..9),
        removals in prop::option::of(0u64..5),
        hours in prop::option::of((0u32..5_000, 0u32..100)),
        form in 0u8..3,
        all_states in any::<bool>(),
        note in note(),
    ) {
        let (de, gr, eu, outside) = states;
        let total = de + gr + eu + outside;
        let greek = match form {
            0 => gr.to_string(),
            1 => format!("{{between: [{gr}, {}]}}", gr + 2),
            _ => "withheld".to_owned(),
        };
        let total = match form {
            0 => format!("{{count: {total}}}"),
            1 => format!("{{between: [{total}, {}]}}", total + 2),
            _ => format!("{{at_least: {total}}}"),
        };
        let mut data = format!(
            "period: 2023\nsources: [{{id: report, title: Report}}]\nreceived:\n  total: {total}\n  country: {{de: {}, gr: {greek}, eu: {eu}, non_eu: {outside}}}\n",
            noted(&format!("count: {de}"), note.as_ref(), &["en"]),
        );
        if let Some(removals) = removals {
            data += &format!("removals: {{total: {removals}, country: {{de: {removals}}}}}\n");
        }
        if let Some((confirmed, effected)) = hours {
            data += &format!("median_hours: [{{figure: received.country.de, confirmed: {confirmed}.5, effected: {effected}}}]\n");
        }
        let emitted = |tree: &Tree| {
            let record = record(tree)?;
            let organisation = record.organisation(&OrganisationId::from("example")).expect("it is in the site");
            let report = organisation.report(Period::Year(2023)).expect("it is in the site");
            let wanted = Wanted {
                facts: &Facts::default(),
                provide: MeasureId::from("received"),
                act: Some(MeasureId::from("removals")),
                all_states,
                language: LanguageId::from("en"),
                page: "https://example.org/2023.html".to_owned(),
            };
            let parts = parts(organisation, report, record.vocabulary(), &wanted);
            Ok::<_, String>(String::from_utf8_lossy(&parts[2].1).into_owned())
        };
        let before = tree("en", &data);
        let first = emitted(&before);
        prop_assert!(first.is_ok(), "{}", first.err().unwrap_or_default());
        let first = first.unwrap_or_default();
        prop_assert!(first.ends_with("\r\n") && first.is_char_boundary(0));

        let mut found = Vec::new();
        let site = import::site(&before, &mut Sources::default(), &mut found).expect("the site is sound");
        let table = import::csv::read(FileId(0), &first, b',', &mut found).expect("a table");
        let asked = Asked {
            title: "part 3",
            provide: MeasureId::from("received"),
            act: Some(MeasureId::from("removals")),
            language: Some(LanguageId::from("en")),
        };
        // The 27 states that are written for all need 27 categories to be read.
        if !all_states {
            let drafts = klartext::dsa::read::drafts(&table, &asked, &site.vocabulary, &mut found);
            prop_assert!(found.is_empty(), "{:?}", found.iter().map(|d| &d.message).collect::<Vec<_>>());
            let planned: Vec<_> = drafts.iter().map(|draft| import::planned(draft, "example", &before, &site)).collect();
            prop_assert_eq!(planned.len(), 1);
            let mut after = before.clone();
            import::prove::lay(&mut after, &planned);
            let again = emitted(&after);
            prop_assert_eq!(again.as_deref(), Ok(&*first), "{}", &planned[0].text);
        }
    }
}
