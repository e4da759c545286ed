//! Charts: plain values in, one SVG out.
//!
//! A chart is a pure function of its input: no clock, no words of its own. Every text is the
//! caller's, numbers included, already as the reader shall see them; the floats beside them only
//! place marks. Each chart has two drawings, [`Width::Wide`] and [`Width::Narrow`]; a page holds
//! both and the stylesheet shows one (`.chart-wide`, `.chart-narrow`).

mod bagan;
mod heatmap;
mod qr;
mod ranked_bars;
mod trend;

pub use bagan::{Bagan, Kedudukan, bagan};
pub use heatmap::{Heatmap, HeatmapCell, HeatmapRow, heatmap};
pub use qr::qr_svg;
pub use ranked_bars::{RankedBars, RankedRow, UnrankedRow, ranked_bars};
pub use trend::{Series, Trend, TrendPoint, trend};

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::{PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform, IntoFont, TextStyle};

use crate::pen::{Heading, Mark, Sheet, SvgPen, Token, px, text_width, wrap_text};

/// Which of the two drawings of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 960 pixels: desks, projectors, paper.
    Wide,
    /// 360 pixels: phones.
    Narrow,
}

impl Width {
    /// Width of the drawing in pixels.
    pub fn pixels(self) -> f64 {
        match self {
            Width::Wide => 960.0,
            Width::Narrow => 360.0,
        }
    }
}

/// What every chart is told about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Unique on the page. The narrow drawing adds `-narrow`, so that both can stand on it.
    pub id: String,
    /// The chart's name.
    pub title: String,
    /// What it shows, in a sentence or two, for who cannot see it.
    pub description: String,
}

/// A value on the scale that deserves a line: a category boundary, a step of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleLine {
    /// Where it stands.
    pub at: f64,
    /// What is written at it.
    pub label: String,
}

/// What plotters may say against a drawing.
type Fault = DrawingAreaErrorKind<Infallible>;

/// What drawing one element gives.
type Drawn = Result<(), Fault>;

/// How a text is set.
#[derive(Clone, Copy)]
struct Face {
    size: f64,
    token: Token,
    bold: bool,
}

impl Face {
    const fn new(size: f64, token: Token) -> Self {
        Face { size, token, bold: false }
    }

    const fn bold(self) -> Self {
        Face { bold: true, ..self }
    }

    /// Distance of two lines of it.
    fn leading(self) -> f64 {
        self.size * 1.2
    }

    /// Width of a text in it. Bold letters run about a twelfth wider.
    fn width(self, text: &str) -> f64 {
        text_width(text, self.size) * if self.bold { 1.08 } else { 1.0 }
    }

    fn widest<'a>(self, texts: impl IntoIterator<Item = &'a String>) -> f64 {
        texts.into_iter().map(|text| self.width(text)).fold(0.0, f64::max)
    }

    /// Width of a column of texts, each broken where it would run beyond `limit`. With a little
    /// slack: the reader's font may run wider than the table of widths.
    fn column<'a>(self, texts: impl IntoIterator<Item = &'a String>, limit: f64) -> f64 {
        let lines: Vec<String> = texts.into_iter().flat_map(|t| self.wrap(t, limit)).collect();
        self.widest(&lines) * 1.03
    }

    fn wrap(self, text: &str, width: f64) -> Vec<String> {
        wrap_text(text, self.size, if self.bold { width / 1.08 } else { width })
    }

    fn style(self, side: HPos) -> TextStyle<'static> {
        let weight = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = ("sans-serif", self.size * crate::pen::SCALE).into_font().style(weight);
        font.color(&self.token.color()).pos(Pos::new(side, VPos::Center))
    }
}

/// A sheet and its drawing area: plotters elements in pixels and tokens.
struct Board {
    sheet: Sheet,
    area: DrawingArea<SvgPen, Shift>,
}

impl Board {
    fn new(caption: &Caption, width: Width, height: f64, links: bool) -> Self {
        let id = match width {
            Width::Wide => caption.id.clone(),
            Width::Narrow => format!("{}-narrow", caption.id),
        };
        let (title, description) = (&caption.title, &caption.description);
        let heading = Heading { id: &id, title, description };
        let sheet = Sheet::new(&heading, (width.pixels() as u32, height.ceil() as u32), links);
        let area = sheet.area();
        Board { sheet, area }
    }

    /// Hands over the picture. Writing into a string cannot fail; if plotters should refuse all
    /// the same, the source says so, and the table beside the chart still has every number.
    fn finish(self, drawn: Drawn) -> String {
        if let Err(error) = drawn {
            self.sheet.comment(&error.to_string());
        }
        drop(self.area);
        self.sheet.finish()
    }

    /// A text, vertically centred on `y`.
    fn text(&self, (x, y): (f64, f64), text: &str, face: Face, side: HPos) -> Drawn {
        self.area.draw(&Text::new(text, (px(x), px(y)), face.style(side)))
    }

    /// Lines of text, the first centred on `y`.
    fn lines(&self, (x, y): (f64, f64), lines: &[String], face: Face, side: HPos) -> Drawn {
        (0..).zip(lines).try_for_each(|(place, line)| {
            self.text((x, y + f64::from(place) * face.leading()), line, face, side)
        })
    }

    /// Lines of text that run upwards, the first centred on `x`.
    fn lines_upwards(&self, (x, y): (f64, f64), lines: &[String], face: Face) -> Drawn {
        let style = face.style(HPos::Left).transform(FontTransform::Rotate270);
        (0..).zip(lines).try_for_each(|(place, line)| {
            let x = x + f64::from(place) * face.leading();
            self.area.draw(&Text::new(line.as_str(), (px(x), px(y)), style.clone()))
        })
    }

    fn rect(&self, (x, y): (f64, f64), (width, height): (f64, f64), token: Token) -> Drawn {
        let corners = [(px(x), px(y)), (px(x + width), px(y + height))];
        self.area.draw(&Rectangle::new(corners, token.color().filled()))
    }

    fn line(&self, from: (f64, f64), to: (f64, f64), token: Token, width: f64) -> Drawn {
        let ends = vec![(px(from.0), px(from.1)), (px(to.0), px(to.1))];
        let style = token.color().stroke_width(px(width).unsigned_abs());
        self.area.draw(&PathElement::new(ends, style))
    }

    /// One row: a link where it leads somewhere, else a group.
    fn row(&self, href: Option<&str>, label: &str, draw: impl FnOnce() -> Drawn) -> Drawn {
        let mark = match href {
            Some(href) => Mark::Link { href, label },
            None => Mark::Group { label },
        };
        self.sheet.wrap(mark, draw)
    }
}

/// An accessible name that contains what is seen, in order (WCAG 2.2, 2.5.3): the caller's label
/// where it does, else what is seen and then the label.
fn spoken(seen: &[&str], label: &str) -> String {
    let seen: Vec<&str> = seen.iter().flat_map(|text| text.split_whitespace()).collect();
    let label: Vec<&str> = label.split_whitespace().collect();
    let (seen, label) = (seen.join(" "), label.join(" "));
    if label.contains(&seen) {
        label
    } else if label.is_empty() {
        seen
    } else {
        format!("{seen}, {label}")
    }
}

/// Share of `value` between `low` and `high`, from 0 to 1; 0 where that has no meaning.
fn share(value: f64, low: f64, high: f64) -> f64 {
    let share = (value - low) / (high - low);
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

/// Moves boxes, given as centre and height, apart until none overlaps the next; within `low` and
/// `high` where there is room, in their order, as near to their wish as one pass down and one up
/// allow. Gives the centres.
fn spread(wished: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wished.len()).collect();
    order.sort_by(|a, b| wished[*a].0.total_cmp(&wished[*b].0));
    let mut centres: Vec<f64> = wished.iter().map(|(centre, _)| *centre).collect();
    let mut floor = low;
    for place in &order {
        let half = wished[*place].1 / 2.0;
        centres[*place] = centres[*place].max(floor + half);
        floor = centres[*place] + half;
    }
    let mut ceiling = high;
    for place in order.iter().rev() {
        let half = wished[*place].1 / 2.0;
        centres[*place] = centres[*place].min(ceiling - half);
        ceiling = centres[*place] - half;
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_is_seen() {
        let seen = ["3", "Dinas  Kesehatan", "84,0", "A"];
        assert_eq!(spoken(&seen, ""), "3 Dinas Kesehatan 84,0 A");
        assert_eq!(spoken(&seen, "selang 2-6"), "3 Dinas Kesehatan 84,0 A, selang 2-6");
        let whole = "3 Dinas Kesehatan 84,0 A, selang 2-6";
        assert_eq!(spoken(&seen, whole), whole);
    }

    #[test]
    fn end_labels_keep_their_distance_and_their_order() {
        let wished = [(50.0, 10.0), (48.0, 20.0), (10.0, 10.0)];
        assert_eq!(spread(&wished, 0.0, 100.0), [63.0, 48.0, 10.0]);
        assert_eq!(spread(&[(99.0, 10.0), (98.0, 10.0)], 0.0, 100.0), [95.0, 85.0]);
        assert_eq!(spread(&[], 0.0, 100.0), [] as [f64; 0]);
    }

    #[test]
    fn a_share_stays_within_the_scale() {
        assert_eq!(share(25.0, 0.0, 100.0), 0.25);
        assert_eq!(share(140.0, 0.0, 100.0), 1.0);
        assert_eq!(share(f64::NAN, 0.0, 100.0), 0.0);
        assert_eq!(share(1.0, 0.0, 0.0), 0.0);
    }
}
