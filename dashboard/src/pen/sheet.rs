//! The sheet: the head of a picture, wrappers around its marks, its end.

use std::{cell::RefCell, rc::Rc};

use plotters::{coord::Shift, drawing::DrawingArea, prelude::IntoDrawingArea};

use super::{Decimal, SvgPen, escape};

/// What a reader is told of a picture before its marks.
pub struct Heading<'a> {
    /// Unique on the page; the ids of title and description are made from it.
    pub id: &'a str,
    /// The picture's name.
    pub title: &'a str,
    /// What it shows, in a sentence or two.
    pub description: &'a str,
}

/// One SVG being written: the head, wrappers around marks, the end. Its clones share the text.
#[derive(Clone)]
pub struct Sheet {
    text: Rc<RefCell<String>>,
    pub(super) size: (u32, u32),
}

/// What may stand around marks.
#[derive(Clone, Copy)]
pub enum Mark<'a> {
    /// A link; `label` must contain the text seen inside it, in order.
    Link {
        /// Address.
        href: &'a str,
        /// Accessible name.
        label: &'a str,
    },
    /// A group with a tooltip. Touch and keyboard never see one, so nothing may stand only here.
    Group {
        /// Tooltip and accessible name.
        label: &'a str,
    },
}

impl Sheet {
    /// Opens a picture of `width` by `height` pixels. One with links is a group to its reader;
    /// one without is a single image.
    pub fn new(heading: &Heading<'_>, (width, height): (u32, u32), links: bool) -> Self {
        // An id with a space would be two ids to aria-labelledby.
        let id = heading.id.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-");
        let role = if links { "group" } else { "img" };
        let (title, description) = (escape(heading.title), escape(heading.description));
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" id=\"{id}\" lang=\"id\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"{role}\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
             font-family=\"Arial,Helvetica,Liberation Sans,sans-serif\">\n\
             <title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{description}</desc>\n"
        );
        Sheet { text: Rc::new(RefCell::new(text)), size: (width, height) }
    }

    /// The whole picture as a plotters drawing area, in pen units.
    pub fn area(&self) -> DrawingArea<SvgPen, Shift> {
        SvgPen::on(self.clone()).into_drawing_area()
    }

    /// Wraps whatever `draw` draws. plotters draws at once, so wrappers nest as the calls do.
    pub fn wrap<T>(&self, mark: Mark<'_>, draw: impl FnOnce() -> T) -> T {
        let (open, close) = match mark {
            Mark::Link { href, label } => {
                let (href, label) = (escape(href), escape(label));
                (format!("<a class=\"m\" href=\"{href}\" aria-label=\"{label}\">"), "</a>")
            }
            Mark::Group { label } => {
                (format!("<g class=\"m\"><title>{}</title>", escape(label)), "</g>")
            }
        };
        self.line(&open);
        let drawn = draw();
        self.line(close);
        drawn
    }

    /// An unpainted rectangle that lets the gaps of a row be clicked, tapped and highlighted.
    pub fn hit_area(&self, x: f64, y: f64, width: f64, height: f64) {
        self.line(&format!(
            "<rect class=\"hit\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             fill=\"none\" pointer-events=\"all\"/>",
            x = Decimal(x),
            y = Decimal(y),
            width = Decimal(width),
            height = Decimal(height)
        ));
    }

    /// Leaves a note for whoever reads the source.
    pub fn comment(&self, note: &str) {
        // Two hyphens would end the comment early.
        self.line(&format!("<!-- {} -->", escape(note).replace('-', "\u{2010}")));
    }

    /// Closes the picture and hands it over.
    pub fn finish(self) -> String {
        self.line("</svg>");
        self.text.take()
    }

    pub(super) fn line(&self, line: &str) {
        let mut text = self.text.borrow_mut();
        text.push_str(line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::super::INK;
    use super::*;
    use plotters::prelude::Circle;

    fn sheet(links: bool) -> Sheet {
        let heading = Heading { id: "bagan 1\"", title: "A < B", description: "B & \"C\"" };
        Sheet::new(&heading, (200, 100), links)
    }

    #[test]
    fn a_picture_names_and_describes_itself() {
        let svg = sheet(false).finish();
        assert!(svg.contains("role=\"img\" aria-labelledby=\"bagan-1--title\""));
        assert!(svg.contains("<title id=\"bagan-1--title\">A &lt; B</title>"));
        assert!(svg.contains("<desc id=\"bagan-1--desc\">B &amp; &quot;C&quot;</desc>"));
        assert!(sheet(true).finish().contains("role=\"group\""));
    }

    #[test]
    fn wrappers_stand_around_their_marks_and_are_escaped() {
        let sheet = sheet(true);
        let area = sheet.area();
        let link = Mark::Link { href: "/opd/a?x=1&y=\"2\"", label: "1 <A>" };
        let group = Mark::Group { label: "72,4 & B" };
        sheet
            .wrap(link, || sheet.wrap(group, || area.draw(&Circle::new((10, 10), 5, INK.color()))))
            .unwrap();
        let svg = sheet.finish();
        let (_, marks) = svg.split_once("</desc>\n").unwrap();
        assert_eq!(
            marks,
            "<a class=\"m\" href=\"/opd/a?x=1&amp;y=&quot;2&quot;\" aria-label=\"1 &lt;A&gt;\">\n\
            <g class=\"m\"><title>72,4 &amp; B</title>\n\
            <circle cx=\"1\" cy=\"1\" r=\"0.5\" fill=\"none\" class=\"s-ink\" \
            stroke=\"#13181d\" stroke-width=\"0.1\"/>\n\
            </g>\n</a>\n</svg>\n"
        );
    }

    #[test]
    fn a_note_cannot_end_its_own_comment() {
        let sheet = sheet(false);
        sheet.comment("a --> <b>");
        assert!(sheet.finish().contains("<!-- a \u{2010}\u{2010}&gt; &lt;b&gt; -->"));
    }
}
