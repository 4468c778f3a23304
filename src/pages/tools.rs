//! What a reader can take away of a figure: the chart as a file, as a picture, as a page to embed, as a citation.
//!
//! Runs over a finished view, so that every figure gets the same tools, whatever page it stands on. A link is set
//! only here, where the file that it leads to is handed over as well.

use std::collections::BTreeMap;

use crate::charts::spec::ChartSpec;
use crate::charts::{Caption, Card};
use crate::check::record::ReportRecord;
use crate::model::period::PartialDate;

use super::citation::Work;
use super::route::{self, Address, directory};
use super::view::{EmbedView, FigureBlock, Frame, KeyFigure, Link, ProsePart, TableView};
use super::{Page, View};

/// A chart that leaves its page.
#[derive(Debug, Clone)]
pub struct ChartFile {
    /// From the root of the output, without ending: `en/charts/2023-outcome`.
    pub stem: String,
    pub spec: ChartSpec,
    pub caption: Caption,
    pub embed: EmbedView,
}

impl View {
    /// The tables that stand on the page in full, by their anchors.
    fn tables(&self) -> BTreeMap<String, TableView> {
        let View::Topic(view) = self else {
            return BTreeMap::new();
        };
        let sections = view.tables.iter();
        sections
            .map(|section| (section.id.clone(), section.table.clone()))
            .collect()
    }

    /// Every figure of the page.
    fn figures(&mut self) -> Vec<&mut FigureBlock> {
        fn of<'v>(
            figures: &'v mut [FigureBlock],
            prose: &'v mut [ProsePart],
        ) -> Vec<&'v mut FigureBlock> {
            let woven = prose.iter_mut().filter_map(|part| part.figure.as_mut());
            figures.iter_mut().chain(woven).collect()
        }
        match self {
            View::Home(view) => of(&mut view.figures, &mut []),
            View::Report(view) => of(&mut view.figures, &mut view.narrative),
            View::Compare(view) => of(&mut view.figures, &mut []),
            View::Topic(view) => of(&mut view.figures, &mut []),
            View::About(view) => of(&mut [], &mut view.prose),
            View::Text(view) => of(&mut [], &mut view.prose),
            View::Reports(_)
            | View::CompareIndex(_)
            | View::Topics(_)
            | View::Data(_)
            | View::Corrections(_)
            | View::Gaps(_) => Vec::new(),
        }
    }
}

impl Page<'_> {
    /// Gives every figure its tools, and hands over the files that they lead to.
    pub fn furnish(&self, view: &mut View) -> Vec<ChartFile> {
        self.show_card(view);
        let tables = view.tables();
        let mut figures = view.figures();
        for figure in &mut figures {
            figure.table.scroll |= has_long_word(&figure.table);
        }
        figures
            .into_iter()
            .filter_map(|figure| self.chart_file(figure, &tables))
            .collect()
    }

    fn chart_file(
        &self,
        figure: &mut FigureBlock,
        tables: &BTreeMap<String, TableView>,
    ) -> Option<ChartFile> {
        let spec = figure.spec.take()?;
        let stem = self.chart_stem(&figure.id);
        figure.cite = self
            .citation(Work::Figure, &figure.headline, self.data_date(), &figure.id)
            .plain;
        let address = format!("{}{}#{}", self.context.base_url, self.path(), figure.id);
        let caption = Caption {
            language: self.language.id().to_string(),
            title: figure.headline.clone(),
            subtitle: figure.subtitle.clone(),
            source: figure.source.clone(),
            address: address.clone(),
        };
        let formats = [("SVG", "svg"), ("PNG", "png")];
        let shown = if self.context.pictures { 2 } else { 1 };
        for (label, ending) in formats.into_iter().take(shown) {
            figure.downloads.push(Link {
                label: label.to_owned(),
                href: self.link_to_file(&format!("{stem}.{ending}")),
                download: true,
                remark: String::new(),
            });
        }
        let mut alone = figure.clone();
        // A table that stands on the page in full goes with the figure all the same.
        if let Some(anchor) = alone.table_href.strip_prefix('#')
            && let Some(table) = tables.get(anchor)
        {
            alone.table = table.clone();
        }
        let embed = self.embed(alone, &format!("{stem}.html"), address);
        figure.embed = snippet(&format!("{}{stem}.html", self.context.base_url), figure);
        Some(ChartFile {
            stem,
            spec,
            caption,
            embed,
        })
    }

    /// Names the picture that stands for the page: a report's own, and the latest report's for the first page.
    fn show_card(&self, view: &mut View) {
        if !self.context.pictures {
            return;
        }
        let (frame, keys, of) = match view {
            View::Report(view) => (&mut view.frame, &view.keys, Some(self.card_path())),
            View::Home(view) => {
                let latest = self.organisation.reports().last().map(ReportRecord::report);
                let path = latest.map(|latest| self.card_of(&Address::report(latest.period)));
                (&mut view.frame, &view.keys, path)
            }
            View::Reports(_)
            | View::Compare(_)
            | View::CompareIndex(_)
            | View::Topic(_)
            | View::Topics(_)
            | View::Data(_)
            | View::Corrections(_)
            | View::Gaps(_)
            | View::About(_)
            | View::Text(_) => return,
        };
        let Some(path) = of else { return };
        frame.image = format!("{}{path}", self.context.base_url);
        let said = keys.iter().map(|key| {
            let value = match key.of.as_str() {
                "" => key.value.clone(),
                of => format!("{} {of}", key.value),
            };
            self.tell(
                "describe-value",
                &[("label", &key.label), ("value", &value)],
            )
        });
        let said: Vec<String> = said.collect();
        frame.image_words = format!("{}. {}", frame.title, said.join("; "));
    }

    /// The picture of a report that is shown where its address is shared.
    pub fn card(&self, view: &View) -> Option<Card> {
        let View::Report(view) = view else {
            return None;
        };
        if !self.context.pictures {
            return None;
        }
        let settings = self.record().settings();
        let text = |key: &KeyFigure| [key.value.clone(), key.of.clone(), key.label.clone()];
        Some(Card {
            language: self.language.id().to_string(),
            kicker: self.site_name(),
            headline: view.head.headline.clone(),
            figures: view.keys.iter().map(text).collect(),
            notice: settings
                .compiled_by
                .get(self.language.id())
                .map(|compiler| {
                    let publisher = &self.organisation.organisation().name;
                    let from = self.tell("cite-compiled-from", &[("publisher", publisher)]);
                    self.tell("card-notice", &[("compiler", compiler), ("from", &from)])
                })
                .unwrap_or_default(),
        })
    }

    /// Where that picture is.
    pub fn card_path(&self) -> String {
        self.card_of(&self.route.address)
    }

    fn card_of(&self, report: &Address) -> String {
        format!("{}charts/{}.png", self.directory(), report.stem)
    }

    /// "mailbox.org Transparency report"
    fn site_name(&self) -> String {
        let settings = self.record().settings();
        let title = settings.title.get(self.language.id()).unwrap_or_default();
        format!("{} {title}", self.organisation.organisation().name)
    }

    /// Where the files of one of this page's charts are, but for their ending. The prefix of figures' anchors is
    /// left out: `2023.html#f-outcome` is `charts/2023-outcome`.
    fn chart_stem(&self, id: &str) -> String {
        let page = self.route.address.stem.replace('/', "-");
        let id = id.strip_prefix("f-").unwrap_or(id);
        format!("{}charts/{page}-{id}", self.directory())
    }

    /// The directory of this page's language and organisation.
    pub fn directory(&self) -> String {
        directory(self.record(), self.language.id(), &self.route.organisation)
    }

    /// The figure on a page of its own, with nothing around it.
    fn embed(&self, figure: FigureBlock, path: &str, canonical: String) -> EmbedView {
        let publisher = self.site_name();
        let origin = Link {
            label: self.tell("embed-origin", &[("publisher", &publisher)]),
            href: route::rebased(&format!("#{}", figure.id), &self.path(), path),
            ..Link::default()
        };
        EmbedView {
            frame: Frame {
                language: self.language.id().to_string(),
                direction: "ltr".to_owned(),
                title: self.tell(
                    "title-page",
                    &[("title", &figure.headline), ("site", &publisher)],
                ),
                root: "../".repeat(path.matches('/').count()),
                canonical,
                ..Frame::default()
            },
            figure: moved(figure, &self.path(), path),
            origin,
        }
    }

    /// When the figures of the page were published: those of its period, or the newest that it shows.
    fn data_date(&self) -> Option<PartialDate> {
        let address = &self.route.address;
        let period = address.period.or(address.pair.map(|(_, later)| later));
        let record = match period {
            Some(period) => self.organisation.report(period),
            None => self.organisation.reports().last(),
        };
        record.map(ReportRecord::report)?.published
    }
}

/// Whether a phone is too narrow for a word that names a row, beside its numbers. Such a table has to scroll, and what
/// scrolls has to be reached by keys.
fn has_long_word(table: &TableView) -> bool {
    const LETTERS: usize = 20;
    let rows = table.groups.iter().flat_map(|group| &group.rows);
    let mut words = rows.flat_map(|row| row.label.split([' ', '-', '/', '\u{ad}']));
    words.any(|word| word.chars().count() > LETTERS)
}

/// The same figure with links that hold from another file of the site; what leads back into the page does so from
/// there.
fn moved(mut figure: FigureBlock, from: &str, to: &str) -> FigureBlock {
    let at = |href: &mut String| {
        if !href.is_empty() {
            *href = route::rebased(href, from, to);
        }
    };
    figure
        .downloads
        .iter_mut()
        .for_each(|link| at(&mut link.href));
    let TableView { groups, .. } = &mut figure.table;
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        at(&mut row.href);
        row.notes.iter_mut().for_each(|note| at(&mut note.href));
        for cell in &mut row.cells {
            at(&mut cell.href);
            cell.notes.iter_mut().for_each(|note| at(&mut note.href));
        }
    }
    figure.margin.clear();
    figure
}

/// The code that shows the figure on a page of others: one frame, no script. As high as the drawing and the words
/// around it on a phone, where they take the most room.
fn snippet(address: &str, figure: &FigureBlock) -> String {
    const WORDS: u32 = 300;
    let height = figure
        .svg_narrow
        .iter()
        .chain(&figure.svg_wide)
        .filter_map(|svg| height(svg))
        .max()
        .unwrap_or(0);
    let title: String = figure
        .headline
        .chars()
        .flat_map(|c| match c {
            '&' => "&amp;".chars().collect::<Vec<char>>(),
            '"' => "&quot;".chars().collect(),
            '<' => "&lt;".chars().collect(),
            c => vec![c],
        })
        .collect();
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" height=\"{}\" style=\"width:100%;border:0\" \
         loading=\"lazy\"></iframe>",
        height + WORDS
    )
}

/// From a drawing's own `viewBox`.
fn height(svg: &str) -> Option<u32> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    let (view, _) = rest.split_once('"')?;
    let height = view.rsplit(' ').next()?;
    height.split('.').next()?.parse().ok()
}
