//! Gaps: what is not published, and why not?

use crate::analysis::missing::{Missing, Reason, Told, missing};
use crate::check::record::{OrganisationRecord, Record, ReportRecord};
use crate::language::Arg;
use crate::model::figure::Subject;
use crate::model::value::AsStated;

use super::notes::notes;
use super::phrases::capitalised;
use super::route::Address;
use super::view::{GapGroup, GapPlace, GapRow, GapsView, Head, Link};
use super::{Kind, Page, View};

pub static KIND: Kind = Kind {
    template: "pages/gaps.html",
    addresses,
    view,
    navigation: Some(|_| None),
};

pub const STEM: &str = "gaps";

fn addresses(_: &Record, _: &OrganisationRecord) -> Vec<Address> {
    vec![Address::page(STEM)]
}

fn view(page: &Page<'_>) -> View {
    let told: Vec<Told<'_>> = page.organisation.reports().iter().map(told).collect();
    let all = missing(&told, page.record().vocabulary());
    let groups = all
        .chunk_by(|one, next| one.reason == next.reason)
        .filter_map(|gaps| group(page, gaps));
    let title = page.say("gaps-title");
    let description = page.tell(
        "gaps-description",
        &[("organisation", &page.organisation.organisation().name)],
    );
    let number = |count: usize| Arg::Count(u64::try_from(count).unwrap_or(u64::MAX));
    let lede = if all.is_empty() {
        String::new()
    } else {
        page.language
            .message("gaps-lede", &[("count", number(all.len()))])
    };
    View::Gaps(Box::new(GapsView {
        frame: page.frame(&title, &description),
        head: Head {
            breadcrumbs: vec![page.home_link()],
            here: title,
            headline: page.say("gaps-headline"),
            lede,
            ..Head::default()
        },
        groups: groups.collect(),
    }))
}

fn told(record: &ReportRecord) -> Told<'_> {
    let silent = record.breakdown_gaps().iter();
    Told {
        report: record.report(),
        breakdowns: silent
            .map(|gap| ((gap.measure.clone(), gap.breakdown.clone()), gap.gap))
            .collect(),
    }
}

/// Everything that is missing for one reason; `None` for nothing.
fn group(page: &Page<'_>, gaps: &[Missing]) -> Option<GapGroup> {
    let (id, label, meaning) = words(page, gaps.first()?.reason);
    let rows: Vec<GapRow> = gaps
        .chunk_by(|one, next| one.subject == next.subject)
        .filter_map(|gaps| row(page, gaps))
        .collect();
    Some(GapGroup {
        id,
        label: capitalised(&label),
        meaning,
        explained: rows
            .iter()
            .flat_map(|row| &row.places)
            .any(|place| !place.notes.is_empty()),
        rows,
    })
}

/// The anchor, the name and the meaning of a reason; gaps have those of the glossary.
fn words(page: &Page<'_>, reason: Reason) -> (String, String, String) {
    let id = match reason {
        Reason::Gap(gap) => {
            return (
                gap.word().to_owned(),
                page.language.gap(gap),
                page.language.gap_meaning(gap),
            );
        }
        Reason::AsStated(AsStated::NoFit) => "no-fit",
        Reason::AsStated(AsStated::About) => "about",
        Reason::AsStated(AsStated::ShareOnly) => "share-only",
        Reason::Partly => "partly",
        Reason::PassedOver => "passed-over",
    };
    (
        id.to_owned(),
        page.say(&format!("gaps-{id}")),
        page.say(&format!("gaps-meaning-{id}")),
    )
}

/// One figure or breakdown; periods of which the same is to be said stand together.
fn row(page: &Page<'_>, gaps: &[Missing]) -> Option<GapRow> {
    let mut places: Vec<GapPlace> = Vec::new();
    for gap in gaps {
        let notes = explanations(page, gap);
        let link = Link {
            label: page.language.period(gap.period),
            href: page.link_to(&Address::report(gap.period)),
            ..Link::default()
        };
        match places.last_mut().filter(|place| place.notes == notes) {
            Some(place) => place.periods.push(link),
            None => places.push(GapPlace {
                periods: vec![link],
                notes,
            }),
        }
    }
    Some(GapRow {
        label: capitalised(&page.subject_label(&gaps.first()?.subject)),
        places,
    })
}

/// What the source states instead of a count, and what the publisher says of it.
fn explanations(page: &Page<'_>, gap: &Missing) -> Vec<String> {
    let Some(record) = page.organisation.report(gap.period) else {
        return Vec::new();
    };
    let report = record.report();
    let mut said = Vec::new();
    if let (Reason::AsStated(_), Subject::Figure(key)) = (gap.reason, &gap.subject)
        && let Some(figure) = report.figure(key)
    {
        let stated = page.language.value(figure.value, Some(&figure.stated));
        said.push(page.tell("gaps-stated", &[("stated", &stated)]));
    }
    let silent = record.breakdown_gaps().iter().filter(|own| {
        gap.subject == Subject::Breakdown(own.measure.clone(), own.breakdown.clone())
    });
    let own = notes(report, page.record().vocabulary())
        .into_iter()
        .filter(|note| note.subject == gap.subject)
        .map(|note| note.text);
    let texts = silent.filter_map(|own| own.note.as_ref()).chain(own);
    said.extend(texts.filter_map(|text| Some(text.get(page.language.id())?.to_owned())));
    said
}
