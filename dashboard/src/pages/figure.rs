//! A chart as a page holds it: title, two drawings, description, its data as a table.

use maud::{Markup, PreEscaped, html};

use crate::charts::{Caption, Width};
use crate::text::t;

/// A figure of one chart; `draw` is one of the functions of [`crate::charts`].
///
/// `data` is the table of the same numbers, where it does not stand elsewhere on the page.
pub fn figure(caption: &Caption, draw: impl Fn(Width) -> String, data: Option<&Markup>) -> Markup {
    html! {
        figure.chart {
            figcaption {
                strong { (caption.title) } " " (caption.description)
            }
            div.chart-wide { (PreEscaped(draw(Width::Wide))) }
            div.chart-narrow { (PreEscaped(draw(Width::Narrow))) }
            @if let Some(data) = data {
                details {
                    summary { (t("hal-data-grafik")) }
                    (data)
                }
            }
        }
    }
}
