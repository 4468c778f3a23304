//! The pen: plotters draws the elements of a scene onto a backend of ours, which writes SVG.
//!
//! plotters knows a style as a colour and a width, and no groups. So a scene's series and the looks of its parts
//! are elements too ([`Series`], [`Dip`], [`Words`]): they have no points and can be drawn on this backend only,
//! and tell it what the shapes that follow mean.

use super::layout;
use super::looks::Looks;
use super::scene::{Anchor, Item, Label, Mark, Scene, Shape, Size};
use super::svg::{self, Frame};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{BLACK, Color, IntoFont, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

/// A scene as an SVG document.
pub fn svg(scene: &Scene, frame: Frame<'_>, looks: Looks<'_>) -> String {
    let mut out = String::with_capacity(8192);
    let size = (svg::tenths(scene.width), svg::tenths(scene.height));
    svg::open(
        &mut out,
        frame,
        size,
        &layout::plain(&scene.description),
        looks,
    );
    let pen = Pen {
        out: &mut out,
        size: (size.0.unsigned_abs(), size.1.unsigned_abs()),
        looks: String::new(),
    };
    let area = pen.into_drawing_area();
    for group in &scene.groups {
        if let Some(series) = &group.series {
            put(&area, &Series::Open(layout::plain(series)));
        }
        for item in &group.items {
            match item {
                Item::Mark(mark) => draw_mark(&area, mark, looks),
                Item::Label(label) => draw_label(&area, label, looks),
            }
        }
        if group.series.is_some() {
            put(&area, &Series::Close);
        }
    }
    drop(area);
    svg::close(&mut out);
    out
}

type Sheet<'a> = DrawingArea<Pen<'a>, Shift>;

/// Draws one element. plotters fails when its backend fails, which this one cannot (its error is
/// [`Infallible`]), or when another drawing holds it, and there is only one: so there is nothing to report.
fn put<'e, E>(area: &Sheet<'_>, element: &'e E)
where
    &'e E: PointCollection<'e, (i32, i32)>,
    E: for<'a> Drawable<Pen<'a>>,
{
    let drawn = area.draw(element);
    debug_assert!(drawn.is_ok());
}

fn draw_mark(area: &Sheet<'_>, mark: &Mark, looks: Looks<'_>) {
    put(area, &Dip(looks.mark(mark.paint)));
    let point = |(x, y): (f64, f64)| (svg::tenths(x), svg::tenths(y));
    match &mark.shape {
        Shape::Rect(rect) => put(
            area,
            &Rectangle::new(
                [
                    point((rect.left, rect.top)),
                    point((rect.right, rect.bottom)),
                ],
                BLACK.filled(),
            ),
        ),
        Shape::Path(points) => {
            let points: Vec<_> = points.iter().copied().map(point).collect();
            put(area, &PathElement::new(points, BLACK));
        }
        Shape::Circle { x, y, radius } => {
            let circle = Circle::new(point((*x, *y)), svg::tenths(*radius), BLACK.filled());
            put(area, &circle);
        }
        Shape::Squares { corners, side } => put(
            area,
            &Squares {
                corners: corners.iter().copied().map(point).collect(),
                side: svg::tenths(*side),
            },
        ),
    }
}

fn draw_label(area: &Sheet<'_>, label: &Label, looks: Looks<'_>) {
    let at = (svg::tenths(label.x), svg::tenths(label.baseline));
    let position = match label.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let style = || {
        let font = ("sans-serif", label.size.units() * svg::TENTHS).into_font();
        // The scene speaks of baselines; the backend ignores the vertical position.
        TextStyle::from(font).pos(Pos::new(position, VPos::Bottom))
    };
    put(area, &Dip(looks.label(label)));
    match label.runs.as_slice() {
        [run] => put(area, &Text::new(run.text.as_str(), at, style())),
        runs => put(
            area,
            &Words {
                runs: runs
                    .iter()
                    .map(|run| (run.text.as_str(), looks.run(run.ink)))
                    .collect(),
                at,
                style: style(),
            },
        ),
    }
}

/// Where the drawing is written. It keeps what the next shape means, because plotters cannot say it.
struct Pen<'a> {
    out: &'a mut String,
    size: (u32, u32),
    looks: String,
}

impl Pen<'_> {
    fn looks(&mut self) {
        self.out.push_str(&self.looks);
    }

    fn attribute(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        value(self);
        self.out.push('"');
    }

    fn length(&mut self, name: &str, tenths: i32) {
        self.attribute(name, |pen| svg::number(pen.out, tenths));
    }

    fn point(&mut self, (x, y): BackendCoord) {
        svg::number(self.out, x);
        self.out.push(' ');
        svg::number(self.out, y);
    }

    /// The start tag of a text. `text-anchor` repeats what the class says, for a reader without stylesheet.
    fn text(&mut self, (x, y): BackendCoord, position: HPos) {
        self.out.push_str("<text");
        self.length("x", x);
        self.length("y", y);
        match position {
            HPos::Left => {}
            HPos::Center => self.attribute("text-anchor", |pen| pen.out.push_str("middle")),
            HPos::Right => self.attribute("text-anchor", |pen| pen.out.push_str("end")),
        }
        self.looks();
        self.out.push('>');
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    /// A scene has no pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Outcome {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Outcome {
        self.out.push_str("<path d=\"");
        let mut before: Option<BackendCoord> = None;
        for (x, y) in path {
            match before {
                None => {
                    self.out.push('M');
                    self.point((x, y));
                }
                Some((_, same)) if same == y => {
                    self.out.push('H');
                    svg::number(self.out, x);
                }
                Some((same, _)) if same == x => {
                    self.out.push('V');
                    svg::number(self.out, y);
                }
                Some(_) => {
                    self.out.push('L');
                    self.point((x, y));
                }
            }
            before = Some((x, y));
        }
        self.out.push('"');
        self.looks();
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        _: &S,
        _: bool,
    ) -> Outcome {
        self.out.push_str("<rect");
        self.length("x", a.0.min(b.0));
        self.length("y", a.1.min(b.1));
        self.length("width", (a.0 - b.0).abs());
        self.length("height", (a.1 - b.1).abs());
        self.looks();
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        _: &S,
        _: bool,
    ) -> Outcome {
        self.out.push_str("<circle");
        self.length("cx", center.0);
        self.length("cy", center.1);
        self.length("r", radius.cast_signed());
        self.looks();
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Outcome {
        self.text(at, style.anchor().h_pos);
        svg::escape(self.out, text);
        self.out.push_str("</text>");
        Ok(())
    }

    /// From the table, not from the fonts of this machine.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let em = style.size();
        let width = layout::width(text, Size::Normal, false) / Size::Normal.units() * em;
        Ok((width as u32 + 1, em as u32 + 1))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Outcome {
        Ok(())
    }
}

/// Begins or ends the group of a series.
enum Series {
    Open(String),
    Close,
}

/// Dips the pen: the attributes of the next shape that say what it looks like.
struct Dip(String);

/// Squares as one element, which is a tenth of as many rectangles.
struct Squares {
    corners: Vec<BackendCoord>,
    side: i32,
}

/// A text in more than one ink, which plotters' own text element cannot say.
struct Words<'s> {
    /// Each with the attributes in which it differs from the text.
    runs: Vec<(&'s str, String)>,
    at: BackendCoord,
    style: TextStyle<'s>,
}

impl Drawable<Pen<'_>> for Series {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        pen: &mut Pen<'_>,
        _: (u32, u32),
    ) -> Outcome {
        match self {
            // Not `aria-label`: the parts of an image are presentational, and a name on an element without
            // a role is an error to validators. Not <title>: it would show as a tooltip.
            Series::Open(name) => {
                pen.out.push_str("<g");
                pen.attribute("data-series", |pen| svg::escape(pen.out, name));
                pen.out.push('>');
            }
            Series::Close => pen.out.push_str("</g>"),
        }
        Ok(())
    }
}

impl Drawable<Pen<'_>> for Dip {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        pen: &mut Pen<'_>,
        _: (u32, u32),
    ) -> Outcome {
        pen.looks.clone_from(&self.0);
        Ok(())
    }
}

impl Drawable<Pen<'_>> for Squares {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        corners: I,
        pen: &mut Pen<'_>,
        _: (u32, u32),
    ) -> Outcome {
        pen.out.push_str("<path d=\"");
        for corner in corners {
            pen.out.push('M');
            pen.point(corner);
            for (step, length) in [('h', self.side), ('v', self.side), ('h', -self.side)] {
                pen.out.push(step);
                svg::number(pen.out, length);
            }
            pen.out.push('z');
        }
        pen.out.push('"');
        pen.looks();
        pen.out.push_str("/>");
        Ok(())
    }
}

impl Drawable<Pen<'_>> for Words<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        pen: &mut Pen<'_>,
        _: (u32, u32),
    ) -> Outcome {
        let Some(at) = points.next() else {
            return Ok(());
        };
        pen.text(at, self.style.pos.h_pos);
        for (text, looks) in &self.runs {
            match looks.as_str() {
                "" => svg::escape(pen.out, text),
                looks => {
                    pen.out.push_str("<tspan");
                    pen.out.push_str(looks);
                    pen.out.push('>');
                    svg::escape(pen.out, text);
                    pen.out.push_str("</tspan>");
                }
            }
        }
        pen.out.push_str("</text>");
        Ok(())
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Series {
    type Point = BackendCoord;
    type IntoIter = std::iter::Empty<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Dip {
    type Point = BackendCoord;
    type IntoIter = std::iter::Empty<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Squares {
    type Point = BackendCoord;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, BackendCoord>>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter().copied()
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Words<'_> {
    type Point = BackendCoord;
    type IntoIter = std::iter::Once<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(self.at)
    }
}
