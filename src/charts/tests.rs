//! `tests/charts/KIND/CASE/` holds a specification and its two drawings; what differs is to be looked at and
//! then accepted with `KLARTEXT_ACCEPT=1`. And whatever the specification, no text may meet another.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read their cases and write what is accepted"
)]

use super::kinds::{self, KINDS};
use super::looks::{Colour, Palette};
use super::scene::{Paint, Rendition, Scene, Shape};
use super::spec::{
    Amount, Bar, Bars, BreakMark, ChartSpec, Column, Columns, Dots, Dumbbell, DumbbellRow, Level,
    Marks, Matrix, MatrixCell, MatrixColumn, MatrixRow, Multiples, Panel, PanelValue, PartLabel,
    Period, Point, Ratio, Share, Signed, SignedBar, Slope, SlopeLine, Tick, Tone, UnitGroup,
    UnitPart, Units, Whisker,
};
use super::{Caption, draw, file};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

struct Case {
    name: String,
    folder: PathBuf,
    spec: ChartSpec,
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let mut cases = Vec::new();
    for kind in folders(&root) {
        for folder in folders(&kind) {
            let text = fs::read_to_string(folder.join("spec.json")).unwrap();
            cases.push(Case {
                name: folder.strip_prefix(&root).unwrap().display().to_string(),
                spec: serde_json::from_str(&text)
                    .unwrap_or_else(|error| panic!("{}: {error}", folder.display())),
                folder,
            });
        }
    }
    cases
}

fn scenes(spec: &ChartSpec) -> [Scene; 2] {
    [Rendition::Wide, Rendition::Narrow].map(|rendition| kinds::scene(spec, rendition))
}

#[test]
fn drawings_are_as_accepted() {
    let accept = std::env::var_os("KLARTEXT_ACCEPT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let drawn = draw(&case.spec);
        let mut drawings = vec![("wide.svg", drawn.wide), ("narrow.svg", drawn.narrow)];
        // One of each kind is enough to see that its colours are those of the page.
        let names = folders(case.folder.parent().unwrap());
        if names.first() == Some(&case.folder) {
            drawings.push((
                "file.svg",
                file(&case.spec, &caption(&case.name), &palette()),
            ));
        }
        let expected: Vec<&str> = drawings.iter().map(|(name, _)| *name).collect();
        for path in folders(&case.folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name != "spec.json" && !expected.contains(&name.as_str()) {
                wrong.push(format!("{}/{name}: not expected", case.name));
            }
        }
        for (name, new) in drawings {
            let path = case.folder.join(name);
            if accept {
                fs::write(&path, &new).unwrap();
            } else if fs::read_to_string(&path).ok() != Some(new) {
                wrong.push(format!("{}/{name}: differs or is missing", case.name));
            }
        }
    }
    let hint = "look at the drawings, then accept with KLARTEXT_ACCEPT=1";
    assert!(wrong.is_empty(), "{}\n{hint}", wrong.join("\n"));
}

#[test]
fn every_kind_has_pictures_in_its_folder() {
    let cases = cases();
    for kind in KINDS {
        let of_kind = |case: &&Case| case.name.starts_with(&format!("{}/", kind.name));
        assert!(cases.iter().any(|case| of_kind(&case)), "{}", kind.name);
        for case in cases.iter().filter(of_kind) {
            assert_eq!(kinds::kind(&case.spec.marks), *kind, "{}", case.name);
        }
    }
    let known = |case: &Case| KINDS.iter().any(|kind| case.name.starts_with(kind.name));
    assert!(cases.iter().all(known));
}

#[test]
fn no_text_of_a_case_meets_another_or_leaves_the_drawing() {
    for case in cases() {
        for scene in scenes(&case.spec) {
            assert_eq!(scene.overlaps(), [], "{} {}", case.name, scene.width);
        }
    }
}

fn column(label: &str, total: Level, total_text: &str) -> Column {
    Column {
        label: label.to_owned(),
        short: label.to_owned(),
        total,
        total_text: total_text.to_owned(),
        part: None,
        part_text: String::new(),
        focus: false,
        skipped_before: 0,
    }
}

fn columns(columns: Vec<Column>) -> ChartSpec {
    ChartSpec {
        id: "f".to_owned(),
        description: "d".to_owned(),
        marks: Marks::Columns(Columns {
            series: "Anfragen".to_owned(),
            columns,
            part: None,
            breaks: Vec::new(),
        }),
    }
}

#[test]
fn a_gap_is_a_box_and_a_zero_is_not() {
    let paints = |level| -> Vec<Paint> {
        let [wide, _] = scenes(&columns(vec![column("2023", level, "?")]));
        let paints: Vec<Paint> = wide.marks().map(|mark| mark.paint).collect();
        paints.into_iter().filter(|p| *p != Paint::Axis).collect()
    };
    assert_eq!(paints(Level::Unknown), [Paint::Gap]);
    assert_eq!(paints(Level::Exactly(0)), []);
}

/// 45 of 133 requests: heights as the counts, one scale, and two units of ground between the fills.
#[test]
fn a_part_and_the_rest_add_up_to_the_height_of_the_whole() {
    let mut whole = column("2023", Level::Exactly(133), "133");
    whole.part = Some(Level::Exactly(45));
    let mut spec = columns(vec![whole]);
    if let Marks::Columns(columns) = &mut spec.marks {
        columns.part = Some(PartLabel {
            label: "abgelehnt".to_owned(),
            short: "abgelehnt".to_owned(),
        });
    }
    let [wide, _] = scenes(&spec);
    let areas = wide
        .marks()
        .filter_map(|mark| match (&mark.shape, mark.paint) {
            (Shape::Rect(area), Paint::Fill(tone)) => Some((tone, *area)),
            _ => None,
        });
    let areas: Vec<_> = areas.collect();
    let [(Tone::Mute, rest), (Tone::C2, part)] = areas.as_slice() else {
        panic!("{areas:?}");
    };
    assert!((part.bottom - part.top - 45.0 / 133.0 * 190.0).abs() < 1e-9);
    assert!((part.bottom - rest.top - 190.0).abs() < 1e-9);
    assert!((part.top - rest.bottom - 2.0).abs() < 1e-9);
}

/// The specification of a golden case.
fn case(name: &str) -> ChartSpec {
    let found = cases().into_iter().find(|case| case.name == name);
    found.unwrap_or_else(|| panic!("no case {name}")).spec
}

#[test]
fn no_line_joins_what_a_break_a_gap_or_a_range_parts() {
    let lines = |name| -> usize {
        let [wide, _] = scenes(&case(name));
        let is_line = |paint| matches!(paint, Paint::Line(_) | Paint::Link);
        wide.marks().filter(|mark| is_line(mark.paint)).count()
    };
    // 2018 stands alone before a range; 2020 to 2022 and 2023 to 2025 are apart.
    assert_eq!(lines("dots/rejected-2017-2025"), 2);
    assert_eq!(lines("dots/a-mixed-year"), 1);
    assert_eq!(lines("slope/counts-2022-2023"), 3);
    assert_eq!(lines("slope/across-a-break"), 0);
    assert_eq!(lines("dumbbell/shares-2022-2023"), 4);
    assert_eq!(lines("dumbbell/across-a-break"), 0);
}

#[test]
fn every_kind_tells_a_gap_from_a_range() {
    for kind in ["units", "dots", "slope", "dumbbell", "multiples", "signed"] {
        for scene in scenes(&case(&format!("{kind}/gap-range-zero"))) {
            let has = |of: fn(Paint) -> bool| scene.marks().any(|mark| of(mark.paint));
            assert!(has(|paint| paint == Paint::Gap), "{kind}");
            let is_range = |paint| matches!(paint, Paint::Range(_) | Paint::Span(_));
            assert!(has(is_range), "{kind}");
        }
    }
}

#[test]
fn a_slope_says_when_a_table_is_better() {
    let fits = |name| match case(name).marks {
        Marks::Slope(slope) => kinds::slope::fits(&slope),
        _ => panic!("{name} is no slope"),
    };
    assert!(fits("slope/counts-2022-2023"));
    assert!(fits("slope/across-a-break"));
    assert!(!fits("slope/labels-would-touch"));
}

#[test]
fn hostile_text_stays_text() {
    let mut spec = columns(vec![column(
        "</text><script>",
        Level::Exactly(1),
        "\"&\u{0}\u{ad}",
    )]);
    spec.description = "a\"><b>\u{1b}".to_owned();
    let Marks::Columns(columns) = &mut spec.marks else {
        return;
    };
    columns.series = "\" onload=\"x".to_owned();
    let svg = draw(&spec).wide;
    assert!(svg.contains("&lt;/text&gt;&lt;script&gt;"));
    assert!(svg.contains(">&quot;&amp; </text>"));
    assert!(svg.contains("aria-label=\"a&quot;&gt;&lt;b&gt; \""));
    assert!(svg.contains("data-series=\"&quot; onload=&quot;x\""));
    assert!(!svg.contains('\u{ad}'));
}

#[test]
fn only_a_file_of_its_own_names_its_namespace() {
    let spec = columns(vec![column("2023", Level::Exactly(133), "133")]);
    assert!(!draw(&spec).wide.contains("xmlns"));
    let alone = file(&spec, &caption("Titel"), &palette());
    assert!(alone.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"de\""));
    assert!(!alone.contains("class="));
}

/// What only a stylesheet could colour would be black in a file.
#[test]
fn every_case_is_a_file_with_colours_and_room() {
    let long = "Ein Titel, der länger ist als jede Zeile ".repeat(6);
    for case in cases() {
        for title in ["Titel", &long] {
            let scene = file::scene(&case.spec, &caption(title));
            assert_eq!(scene.overlaps(), [], "{}", case.name);
        }
        let text = file(&case.spec, &caption("Titel"), &palette());
        assert!(!text.contains("class="), "{}", case.name);
        for shape in text.lines().flat_map(|line| line.split('<')) {
            let marks = ["rect ", "path ", "circle "];
            if marks.iter().any(|mark| shape.starts_with(mark)) {
                assert!(shape.contains("fill="), "{}: {shape}", case.name);
            }
        }
    }
}

fn caption(title: &str) -> Caption {
    Caption {
        language: "de".to_owned(),
        title: title.to_owned(),
        subtitle: "Anzahl der Anfragen".to_owned(),
        source: "Quelle: Beispiel".to_owned(),
        address: "https://example.org/2023.html#f-outcome".to_owned(),
    }
}

/// The light colours of the built-in theme, which `site` reads from its stylesheet.
fn palette() -> Palette {
    const TOKENS: [(&str, &str); 16] = [
        ("bg", "#FFFFFF"),
        ("ink", "#16191F"),
        ("ink-2", "#454B55"),
        ("ink-3", "#626975"),
        ("rule", "#DDDCD6"),
        ("control", "#7F8590"),
        ("mute", "#868C96"),
        ("c1", "#3461C8"),
        ("c2", "#9C4309"),
        ("c3", "#209C92"),
        ("c4", "#AE8707"),
        ("c5", "#4F0674"),
        ("c6", "#0C2900"),
        ("c7", "#EC3B7D"),
        ("c8", "#454143"),
        ("t2", "#9C4309"),
    ];
    let token = |name: &str| TOKENS.iter().find(|(known, _)| *known == name);
    Palette::of(|name| Colour::parse(token(name)?.1)).unwrap()
}

#[test]
fn a_colour_is_read_as_it_is_written() {
    let written = |text: &str| Colour::parse(text).map(|colour| colour.to_string());
    assert_eq!(written("#16191F").as_deref(), Some("#16191F"));
    assert_eq!(written(" #0af ").as_deref(), Some("#00AAFF"));
    for wrong in [
        "",
        "16191F",
        "#16191",
        "#16191G",
        "#+1+1+1",
        "rgb(0 0 0)",
        "#ééé",
    ] {
        assert_eq!(written(wrong), None, "{wrong}");
    }
}

fn level() -> impl Strategy<Value = Level> {
    let count = prop_oneof![
        Just(0),
        0..20_u64,
        0..1000_u64,
        0..10_000_000_u64,
        any::<u64>()
    ];
    prop_oneof![
        4 => count.clone().prop_map(Level::Exactly),
        1 => (count.clone(), proptest::option::of(count))
            .prop_map(|(lower, upper)| Level::Range { lower, upper }),
        1 => Just(Level::Unknown),
    ]
}

/// Words as they come, and as they should not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,4}",
        2 => "[A-Za-zäöüß]{1,12}",
        1 => "[A-Za-zäöüß\u{ad}/ -]{0,70}",
        1 => any::<String>(),
    ]
}

fn some_column() -> impl Strategy<Value = Column> {
    let texts = (text(), text(), text(), text());
    let skipped = prop_oneof![9 => Just(0), 1 => 0..5_u32, 1 => any::<u32>()];
    let levels = (level(), proptest::option::of(level()));
    (texts, levels, any::<bool>(), skipped).prop_map(
        |((label, short, total_text, part_text), (total, part), focus, skipped_before)| Column {
            label,
            short,
            total,
            total_text,
            part,
            part_text,
            focus,
            skipped_before,
        },
    )
}

fn tone() -> impl Strategy<Value = Tone> {
    prop_oneof![Just(Tone::C1), Just(Tone::C8), Just(Tone::Mute)]
}

/// Counts that are small enough to be counted, most of the time.
fn few() -> impl Strategy<Value = Level> {
    let count = 0..70_u64;
    prop_oneof![
        4 => count.clone().prop_map(Level::Exactly),
        1 => (count.clone(), proptest::option::of(count))
            .prop_map(|(lower, upper)| Level::Range { lower, upper }),
        1 => level(),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    let skipped = prop_oneof![9 => Just(0), 1 => 0..5_u32, 1 => any::<u32>()];
    (text(), text(), any::<bool>(), skipped).prop_map(|(label, short, focus, skipped_before)| {
        Period {
            label,
            short,
            focus,
            skipped_before,
        }
    })
}

fn share() -> impl Strategy<Value = Share> {
    let ratio = prop_oneof![
        4 => (0..100_u64, 0..100_u64),
        1 => any::<(u64, u64)>(),
    ]
    .prop_map(|(part, whole)| Ratio { part, whole });
    prop_oneof![
        4 => ratio.clone().prop_map(Share::Exactly),
        1 => (ratio.clone(), ratio).prop_map(|(lower, upper)| Share::Range { lower, upper }),
        1 => Just(Share::Unknown),
    ]
}

fn ticks() -> impl Strategy<Value = Vec<Tick>> {
    let tick = (0..=120_u8, text()).prop_map(|(percent, text)| Tick { percent, text });
    proptest::collection::vec(tick, 0..7)
}

fn breaks() -> impl Strategy<Value = Vec<BreakMark>> {
    let mark = (0..12_usize, text()).prop_map(|(before, label)| BreakMark { before, label });
    proptest::collection::vec(mark, 0..4)
}

fn dots() -> impl Strategy<Value = Marks> {
    let whisker =
        (0..20_000_u32, 0..20_000_u32).prop_map(|(lower, upper)| Whisker { lower, upper });
    let interval = proptest::option::of(whisker);
    let point = (period(), share(), interval, text(), text()).prop_map(
        |(period, share, interval, value, count)| Point {
            period,
            share,
            interval,
            value,
            count,
        },
    );
    let points = proptest::collection::vec(point, 0..25);
    (text(), points, tone(), any::<u8>(), ticks(), breaks()).prop_map(
        |(series, points, tone, top, ticks, breaks)| {
            Marks::Dots(Dots {
                series,
                points,
                tone,
                top,
                ticks,
                breaks,
            })
        },
    )
}

fn signed() -> impl Strategy<Value = Marks> {
    let amount = prop_oneof![-50..50_i64, any::<i64>()];
    let amount = prop_oneof![
        4 => amount.clone().prop_map(Amount::Exactly),
        1 => (amount.clone(), amount).prop_map(|(lower, upper)| Amount::Range { lower, upper }),
        1 => Just(Amount::Unknown),
    ];
    let bar = (text(), amount, text(), tone()).prop_map(|(label, amount, value, tone)| SignedBar {
        label,
        amount,
        value,
        tone,
    });
    proptest::collection::vec(bar, 1..9).prop_map(|mut parts| {
        let whole = parts.remove(0);
        Marks::Signed(Signed { parts, whole })
    })
}

fn dumbbell() -> impl Strategy<Value = Marks> {
    let texts = (text(), text(), text(), text(), text());
    let row = (texts, share(), share(), any::<bool>(), tone()).prop_map(
        |((label, remark, from_text, to_text, change), from, to, broken, tone)| DumbbellRow {
            label,
            remark,
            from,
            to,
            from_text,
            to_text,
            change,
            broken,
            tone,
        },
    );
    let rows = proptest::collection::vec(row, 0..8);
    let texts = (text(), text(), text());
    (texts, ticks(), rows, proptest::option::of(text())).prop_map(
        |((from, to, change), ticks, rows, broken)| {
            Marks::Dumbbell(Dumbbell {
                from,
                to,
                change,
                ticks,
                rows,
                broken,
            })
        },
    )
}

fn slope() -> impl Strategy<Value = Marks> {
    let texts = (text(), text(), text(), text());
    let line = (texts, few(), few(), any::<bool>(), tone()).prop_map(
        |((label, from_text, to_text, remark), from, to, broken, tone)| SlopeLine {
            label,
            from,
            to,
            from_text,
            to_text,
            remark,
            broken,
            tone,
        },
    );
    let lines = proptest::collection::vec(line, 0..7);
    (text(), text(), lines, proptest::option::of(text())).prop_map(|(from, to, lines, broken)| {
        Marks::Slope(Slope {
            from,
            to,
            lines,
            broken,
        })
    })
}

fn multiples() -> impl Strategy<Value = Marks> {
    let value = (few(), text()).prop_map(|(level, text)| PanelValue { level, text });
    let values = proptest::collection::vec(value, 0..14);
    let panel = (text(), tone(), values).prop_map(|(title, tone, values)| Panel {
        title,
        tone,
        values,
    });
    let periods = proptest::collection::vec(period(), 0..14);
    let panels = proptest::collection::vec(panel, 0..7);
    (periods, panels, breaks()).prop_map(|(periods, panels, breaks)| {
        Marks::Multiples(Multiples {
            periods,
            panels,
            breaks,
        })
    })
}

fn units() -> impl Strategy<Value = Marks> {
    let part =
        (text(), few(), text(), text(), tone()).prop_map(|(label, level, value, remark, tone)| {
            UnitPart {
                label,
                level,
                value,
                remark,
                tone,
            }
        });
    let group = (text(), proptest::collection::vec(part, 0..6))
        .prop_map(|(title, parts)| UnitGroup { title, parts });
    proptest::collection::vec(group, 0..4).prop_map(|groups| Marks::Units(Units { groups }))
}

fn matrix() -> impl Strategy<Value = Marks> {
    let column = (text(), tone()).prop_map(|(label, tone)| MatrixColumn { label, tone });
    let cell = (few(), text(), text()).prop_map(|(level, value, remark)| MatrixCell {
        level,
        value,
        remark,
    });
    let whole = prop_oneof![0..200_u64, any::<u64>()];
    let cells = proptest::collection::vec(cell, 0..5);
    let row = (text(), text(), whole, cells).prop_map(|(label, remark, whole, cells)| MatrixRow {
        label,
        remark,
        whole,
        cells,
    });
    let columns = proptest::collection::vec(column, 0..5);
    let rows = proptest::collection::vec(row, 0..10);
    (columns, rows).prop_map(|(columns, rows)| Marks::Matrix(Matrix { columns, rows }))
}

fn marks() -> impl Strategy<Value = Marks> {
    let part = (text(), text()).prop_map(|(label, short)| PartLabel { label, short });
    let columns = (
        proptest::collection::vec(some_column(), 0..45),
        proptest::option::of(part),
        breaks(),
    )
        .prop_map(|(columns, part, breaks)| {
            Marks::Columns(Columns {
                series: "s".to_owned(),
                columns,
                part,
                breaks,
            })
        });
    let bar = (text(), level(), text(), text(), tone(), any::<bool>()).prop_map(
        |(label, level, value, remark, tone, indent)| Bar {
            label,
            level,
            value,
            remark,
            tone,
            indent,
        },
    );
    let bars = (
        proptest::collection::vec(bar, 0..40),
        proptest::option::of(any::<u64>()),
    )
        .prop_map(|(bars, whole)| Marks::Bars(Bars { bars, whole }));
    prop_oneof![
        columns,
        bars,
        units(),
        dots(),
        signed(),
        dumbbell(),
        slope(),
        multiples(),
        matrix()
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn nothing_meets_or_leaves_whatever_is_drawn(marks in marks()) {
        let spec = ChartSpec { id: "f".to_owned(), description: "d".to_owned(), marks };
        for scene in scenes(&spec) {
            prop_assert_eq!(scene.overlaps(), []);
        }
        prop_assert_eq!(draw(&spec), draw(&spec));
    }
}
