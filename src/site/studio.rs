//! From a page's view to its files: the page, its charts, its picture for sharing.
//!
//! **Must not enter:** which pages and files there are (`super`).

use rayon::prelude::*;

use crate::charts;
use crate::charts::looks::{Colour, Palette};
use crate::diagnostic::Diagnostic;
use crate::model::identifier::LanguageId;
use crate::pages::route::Route;
use crate::pages::tools::ChartFile;
use crate::pages::{Context, Page};
use crate::picture::{Paint, Scale};
use crate::theme::Theme;

use super::artifact;
use super::artifact::Artifact;

/// One page with the files that its figures offer.
pub struct Made {
    pub artifacts: Vec<Artifact>,
    pub charts: usize,
}

/// What pages and their files are made with.
pub struct Studio<'s> {
    theme: &'s Theme,
    palette: Palette,
    painter: &'s dyn Paint,
    pictures: bool,
}

impl<'s> Studio<'s> {
    pub fn new(theme: &'s Theme, painter: &'s dyn Paint, pictures: bool) -> Self {
        Studio {
            theme,
            palette: palette(theme),
            painter,
            pictures,
        }
    }

    /// `None` for a route of another record.
    pub fn page(
        &self,
        context: &Context<'_>,
        route: &Route,
    ) -> Option<Result<Made, Box<Diagnostic>>> {
        let page = Page::of(context, route)?;
        Some(self.made(&page))
    }

    fn made(&self, page: &Page<'_>) -> Result<Made, Box<Diagnostic>> {
        let language = &page.route.language;
        let (view, files) = page.make();
        let html = self
            .theme
            .render(page.route.kind.template, language, &view)?;
        let mut artifacts = vec![artifact(page.path(), html.into_bytes())];
        if let Some(card) = page.card(&view) {
            let drawing = charts::card(&card, &self.palette);
            artifacts.push(self.picture(page.card_path(), &drawing, Scale::Thrice));
        }
        let charts = files.len();
        let files: Vec<Result<Vec<Artifact>, Box<Diagnostic>>> = files
            .into_par_iter()
            .map(|file| self.chart(&file, language))
            .collect();
        for file in files {
            artifacts.extend(file?);
        }
        Ok(Made { artifacts, charts })
    }

    /// A chart as SVG, as PNG and as a page to embed.
    fn chart(
        &self,
        file: &ChartFile,
        language: &LanguageId,
    ) -> Result<Vec<Artifact>, Box<Diagnostic>> {
        let drawing = charts::file(&file.spec, &file.caption, &self.palette);
        let path = format!("{}.png", file.stem);
        let picture = self
            .pictures
            .then(|| self.picture(path, &drawing, Scale::Twice));
        let embed = self
            .theme
            .render("pages/embed.html", language, &file.embed)?;
        let mut artifacts = vec![
            artifact(format!("{}.svg", file.stem), drawing.into_bytes()),
            artifact(format!("{}.html", file.stem), embed.into_bytes()),
        ];
        artifacts.extend(picture);
        Ok(artifacts)
    }

    #[expect(
        clippy::expect_used,
        reason = "`charts` writes well-formed drawings, whatever the words, and none as tall as a painter refuses: \
                  more than a few categories become a table"
    )]
    fn picture(&self, path: String, drawing: &str, scale: Scale) -> Artifact {
        let png = self.painter.png(drawing, scale);
        artifact(path, png.expect("a drawing of a bounded size"))
    }
}

/// The colours that leave the site with a chart: the theme's own, and the built-in theme's in place of what is no
/// colour that can be written into a drawing.
#[expect(
    clippy::expect_used,
    reason = "the built-in theme gives every token a colour, as a test below holds"
)]
fn palette(theme: &Theme) -> Palette {
    let colour = |name: &str| {
        let values = theme.token(name);
        values.iter().find_map(|value| Colour::parse(value))
    };
    Palette::of(colour).expect("every token has a colour")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    #[test]
    fn the_built_in_theme_has_every_colour_that_leaves_the_site() {
        let languages = [LanguageId::from("en")];
        let assembled = Theme::assemble(vec![theme::built_in::layer()], &languages, |_, _, _| {
            Some(String::new())
        });
        let palette = palette(&assembled.value.unwrap());
        assert_eq!(palette.bg.to_string(), "#FFFFFF");
        assert_eq!(palette.part, palette.categories[1]);
    }
}
