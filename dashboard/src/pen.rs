//! The pen: a plotters backend that writes accessible, themed SVG.
//!
//! plotters' own SVG backend has no title, link or class, hard colours and whole-pixel positions.
//! [`SvgPen`] draws the same elements, and a [`Sheet`] adds what a reader needs: a name and a
//! description, links and groups around marks, and colours that follow the page's theme.
//!
//! A colour is a [`Token`]. It is written twice: as a class (`f-k0`, `s-grid`), which the page's
//! stylesheet paints for light, dark and forced colours, and as a hex attribute, which serves
//! whoever opens the picture alone (a report, a word processor, a download).

mod letters;
mod sheet;
mod theme;

pub use letters::{escape, text_width, wrap_text};
pub use sheet::{Heading, Mark, Sheet};
pub use theme::{
    DIM, Duty, GRID, INK, MUTED, PAPER, SERIES, TOKENS, TONES, Token, contrast, data_color, tone,
    words_on,
};

use std::{convert::Infallible, fmt::Write};

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};

/// Pen units in one pixel: plotters counts in whole numbers, the picture in tenths of a pixel.
pub const SCALE: f64 = 10.0;

/// A length or position in pixels as pen units.
pub fn px(pixels: f64) -> i32 {
    (pixels * SCALE).round() as i32
}

/// A number with at most one decimal, without a tail of zero.
struct Decimal(f64);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Adding zero turns a negative zero into zero.
        let tenths = (self.0 * 10.0).round() + 0.0;
        write!(f, "{}", tenths / 10.0)
    }
}

fn at(units: i32) -> Decimal {
    Decimal(f64::from(units) / SCALE)
}

fn length(units: u32) -> Decimal {
    Decimal(f64::from(units) / SCALE)
}

fn fill(color: BackendColor) -> String {
    paint("f", "fill", color)
}

fn stroke(color: BackendColor, width: u32) -> String {
    format!("{} stroke-width=\"{}\"", paint("s", "stroke", color), length(width))
}

fn paint(letter: &str, attribute: &str, color: BackendColor) -> String {
    let mut text = match Token::of(color.rgb) {
        Some(Token { name, light, .. }) => {
            format!(" class=\"{letter}-{name}\" {attribute}=\"#{light:06x}\"")
        }
        None => {
            let (red, green, blue) = color.rgb;
            format!(" {attribute}=\"#{red:02x}{green:02x}{blue:02x}\"")
        }
    };
    if color.alpha < 1.0 {
        // Writing to a String cannot fail.
        let _ = write!(text, " {attribute}-opacity=\"{:.2}\"", color.alpha);
    }
    text
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points = path.into_iter().map(|(x, y)| format!("{} {}", at(x), at(y)));
    points.collect::<Vec<_>>().join("L")
}

/// The plotters backend that writes onto a [`Sheet`].
pub struct SvgPen {
    sheet: Sheet,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgPen {
    fn on(sheet: Sheet) -> Self {
        SvgPen { sheet }
    }

    fn write(&self, color: BackendColor, element: impl FnOnce() -> String) -> Drawn {
        if color.alpha > 0.0 {
            self.sheet.line(&element());
        }
        Ok(())
    }
}

impl DrawingBackend for SvgPen {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.sheet.size;
        (width * SCALE as u32, height * SCALE as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let corner = format!("x=\"{}\" y=\"{}\"", at(x), at(y));
        self.write(color, || format!("<rect {corner} width=\".1\" height=\".1\"{}/>", fill(color)))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let line = stroke(style.color(), style.stroke_width());
        self.write(style.color(), || {
            format!("<path d=\"M{}\" fill=\"none\"{line} stroke-linejoin=\"round\"/>", points(path))
        })
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        filled: bool,
    ) -> Drawn {
        let (x, y) = (at(a.0.min(b.0)), at(a.1.min(b.1)));
        let (width, height) = (length(a.0.abs_diff(b.0)), length(a.1.abs_diff(b.1)));
        let paint = shape(style, filled);
        self.write(style.color(), || {
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{paint}/>")
        })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.write(style.color(), || {
            format!("<path d=\"M{}Z\"{}/>", points(path), fill(style.color()))
        })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        filled: bool,
    ) -> Drawn {
        let (x, y, radius, paint) =
            (at(centre.0), at(centre.1), length(radius), shape(style, filled));
        self.write(style.color(), || {
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{paint}/>")
        })
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        self.write(style.color(), || {
            let (place, paint) = (text_place(style, (x, y)), fill(style.color()));
            format!("<text {place}{paint}>{}</text>", escape(text))
        })
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width(text, style.size()) as u32, (style.size() * 1.2) as u32))
    }

    /// Pictures inside pictures are not drawn: nothing here asks for one.
    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

fn shape<S: BackendStyle>(style: &S, filled: bool) -> String {
    if filled {
        fill(style.color())
    } else {
        format!(" fill=\"none\"{}", stroke(style.color(), style.stroke_width()))
    }
}

fn text_place<S: BackendTextStyle>(style: &S, (x, y): BackendCoord) -> String {
    let size = style.size() / SCALE;
    let anchor = match style.anchor().h_pos {
        HPos::Left => "",
        HPos::Center => " text-anchor=\"middle\"",
        HPos::Right => " text-anchor=\"end\"",
    };
    // A baseline of our own: readers of SVG differ on dominant-baseline.
    let drop = match style.anchor().v_pos {
        VPos::Top => 0.76,
        VPos::Center => 0.35,
        VPos::Bottom => -0.12,
    };
    let turn = match style.transform() {
        FontTransform::None => String::new(),
        FontTransform::Rotate90 => format!(" transform=\"rotate(90 {} {})\"", at(x), at(y)),
        FontTransform::Rotate180 => format!(" transform=\"rotate(180 {} {})\"", at(x), at(y)),
        FontTransform::Rotate270 => format!(" transform=\"rotate(270 {} {})\"", at(x), at(y)),
    };
    let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"700\"" } else { "" };
    let baseline = Decimal(f64::from(y) / SCALE + drop * size);
    format!(
        "x=\"{}\" y=\"{baseline}\" font-size=\"{}\"{anchor}{weight}{turn}",
        at(x),
        Decimal(size)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::{PathElement, Rectangle, Text};
    use plotters::style::{Color, IntoFont, ShapeStyle};
    use plotters::{coord::Shift, drawing::DrawingArea};

    fn drawn(draw: impl FnOnce(&DrawingArea<SvgPen, Shift>)) -> String {
        let heading = Heading { id: "p", title: "T", description: "D" };
        let sheet = Sheet::new(&heading, (200, 100), false);
        draw(&sheet.area());
        sheet.finish()
    }

    #[test]
    fn a_token_gives_class_and_hex_and_data_gives_hex_alone() {
        let svg = drawn(|area| {
            let corners = [(px(10.04), px(2.5)), (0, 0)];
            area.draw(&Rectangle::new(corners, TONES[0].color().filled())).unwrap();
            area.draw(&Rectangle::new(corners, data_color(255, 255, 255).mix(0.5).filled()))
                .unwrap();
        });
        assert!(svg.contains(
            "<rect x=\"0\" y=\"0\" width=\"10\" height=\"2.5\" class=\"f-k0\" fill=\"#0d575c\"/>"
        ));
        assert!(svg.contains(" fill=\"#ffffff\" fill-opacity=\"0.50\"/>"));
    }

    #[test]
    fn lines_keep_tenths_of_a_pixel_and_the_invisible_is_not_written() {
        let svg = drawn(|area| {
            let line = |style: ShapeStyle| PathElement::new(vec![(0, 3), (15, 1)], style);
            area.draw(&line(Color::stroke_width(&GRID.color(), 12))).unwrap();
            area.draw(&line(Color::stroke_width(&INK.color().mix(0.0), 12))).unwrap();
        });
        assert!(svg.contains(
            "<path d=\"M0 0.3L1.5 0.1\" fill=\"none\" \
             class=\"s-grid\" stroke=\"#d9dee2\" stroke-width=\"1.2\""
        ));
        assert_eq!(svg.matches("<path").count(), 1);
    }

    #[test]
    fn text_is_escaped_and_set_at_its_true_size() {
        let svg = drawn(|area| {
            let style = ("sans-serif", f64::from(px(14.0))).into_font().color(&INK.color());
            area.draw(&Text::new("<script>", (px(5.0), px(20.0)), style)).unwrap();
        });
        assert!(svg.contains(
            "<text x=\"5\" y=\"30.6\" font-size=\"14\" \
             class=\"f-ink\" fill=\"#13181d\">&lt;script&gt;</text>"
        ));
    }
}
