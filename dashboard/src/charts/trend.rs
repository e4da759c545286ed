//! Trend: how a few series run from quarter to quarter.

use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, Circle, LineSeries, PathElement};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::{Board, Caption, Drawn, Face, ScaleLine, Width, spread};
use crate::pen::{DIM, GRID, INK, MUTED, Mark, SCALE, SERIES, SvgPen, Token, px};

/// Series over the same quarters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Name and description of the chart.
    pub caption: Caption,
    /// The quarters, in order.
    pub x_labels: Vec<String>,
    /// The series; up to five have a colour of their own.
    pub series: Vec<Series>,
    /// Lowest and highest value of the axis.
    pub range: (f64, f64),
    /// The few values that get a line across.
    pub ticks: Vec<ScaleLine>,
    /// Which direction is better.
    pub direction: String,
}

/// One series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, written at its end.
    pub name: String,
    /// One point a quarter; none where there is no value, and the line breaks there.
    pub points: Vec<Option<TrendPoint>>,
}

/// One value of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// The value, for its height only.
    pub value: f64,
    /// The value as printed.
    pub text: String,
}

/// Draws a trend; every line is named at its end, with its last value.
pub fn trend(chart: &Trend, width: Width) -> String {
    let plan = Plan::new(chart, width);
    let board = Board::new(&chart.caption, width, plan.height, false);
    let drawn = plan.draw(&board);
    board.finish(drawn)
}

const TICK: Face = Face::new(14.0, MUTED);
const END: f64 = 14.0;

/// An axis that marks the caller's values and no others. plotters' own `with_key_points` does the
/// same, but for floats it cannot be labelled (0.3.7).
struct Axis {
    line: RangedCoordf64,
    marks: Vec<f64>,
}

impl Axis {
    fn new(range: Range<f64>, marks: Vec<f64>) -> Self {
        Axis { line: range.into(), marks }
    }
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.line.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.marks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.line.range()
    }
}

type Plane<'a> = ChartContext<'a, SvgPen, Cartesian2d<Axis, Axis>>;

struct Plan<'a> {
    chart: &'a Trend,
    width: Width,
    height: f64,
    /// Room for the numbers at the left, and for the names at the right.
    left: f64,
    right: f64,
    top: f64,
    /// End labels, broken into lines, of the series that have a point.
    ends: Vec<End<'a>>,
}

struct End<'a> {
    token: Token,
    place: usize,
    point: &'a TrendPoint,
    lines: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(chart: &'a Trend, width: Width) -> Self {
        let (height, most) = match width {
            Width::Wide => (380.0, 300.0),
            Width::Narrow => (320.0, 118.0),
        };
        let ends: Vec<End> =
            (0..).zip(&chart.series).filter_map(|(i, s)| end(i, s, most)).collect();
        let face = Face::new(END, INK).bold();
        let right = face.widest(ends.iter().flat_map(|end| &end.lines)) + 16.0;
        let left = TICK.widest(chart.ticks.iter().map(|tick| &tick.label)) + 12.0;
        let top = if chart.direction.is_empty() { 10.0 } else { 34.0 };
        Plan { chart, width, height, left, right, top, ends }
    }

    fn draw(&self, board: &Board) -> Drawn {
        board.text((0.0, 10.0), &self.chart.direction, TICK, HPos::Left)?;
        let mut plane = self.plane(board)?;
        self.draw_axes(&mut plane)?;
        for (place, series) in self.chart.series.iter().enumerate() {
            let token = color(place);
            let group = Mark::Group { label: &series.name };
            board.sheet.wrap(group, || self.draw_series(board, &mut plane, series, token))?;
        }
        self.draw_ends(board, &plane)
    }

    fn plane<'b>(&self, board: &'b Board) -> Result<Plane<'b>, super::Fault> {
        let last = self.chart.x_labels.len().saturating_sub(1) as f64;
        let x = Axis::new(-0.12..last + 0.12, self.shown());
        let ticks = self.chart.ticks.iter().map(|tick| tick.at).collect();
        let y = Axis::new(range(self.chart.range), ticks);
        ChartBuilder::on(&board.area)
            .margin_top(px(self.top))
            .margin_right(px(self.right))
            .x_label_area_size(px(34.0))
            .y_label_area_size(px(self.left))
            .build_cartesian_2d(x, y)
    }

    /// The quarters whose labels fit, counted from the newest.
    fn shown(&self) -> Vec<f64> {
        let labels = &self.chart.x_labels;
        let room = (self.width.pixels() - self.left - self.right) / labels.len().max(1) as f64;
        let every = ((TICK.widest(labels) + 8.0) / room.max(1.0)).ceil().max(1.0) as usize;
        let places = (0..labels.len()).rev().step_by(every);
        places.map(|place| place as f64).collect()
    }

    fn draw_axes(&self, plane: &mut Plane<'_>) -> Drawn {
        let x =
            |at: &f64| self.chart.x_labels.get(at.round() as usize).cloned().unwrap_or_default();
        let y = |at: &f64| {
            let tick = self.chart.ticks.iter().find(|tick| tick.at == *at);
            tick.map(|tick| tick.label.clone()).unwrap_or_default()
        };
        plane
            .configure_mesh()
            .disable_x_mesh()
            .bold_line_style(GRID.color().stroke_width(px(1.0).unsigned_abs()))
            .light_line_style(GRID.color().mix(0.0))
            .axis_style(GRID.color().mix(0.0))
            .set_all_tick_mark_size(px(4.0))
            // Labels stand two tick lengths off: a little more below, clear of the lowest number.
            .set_tick_mark_size(LabelAreaPosition::Bottom, px(6.5))
            .label_style(TICK.style(HPos::Left))
            .x_label_formatter(&x)
            .y_label_formatter(&y)
            .draw()?;
        let (x, y) = (plane.as_coord_spec().get_x_range(), plane.as_coord_spec().get_y_range());
        let base = vec![(x.start, y.start), (x.end, y.start)];
        let ink = Color::stroke_width(&MUTED.color(), px(1.0).unsigned_abs());
        plane.plotting_area().draw(&PathElement::new(base, ink))
    }

    fn draw_series(
        &self,
        board: &Board,
        plane: &mut Plane<'_>,
        series: &Series,
        token: Token,
    ) -> Drawn {
        let line = token.color().stroke_width(px(2.2).unsigned_abs());
        for run in runs(series) {
            plane.draw_series(LineSeries::new(run, line))?;
        }
        for ((at, quarter), point) in (0..).zip(&self.chart.x_labels).zip(&series.points) {
            let Some(point) = point else { continue };
            let label = format!("{}, {quarter}: {}", series.name, point.text);
            let dot = Circle::new((f64::from(at), point.value), px(3.2), token.color().filled());
            let group = Mark::Group { label: &label };
            board.sheet.wrap(group, || plane.plotting_area().draw(&dot))?;
        }
        Ok(())
    }

    /// Names at the right, moved apart, each led to its last point.
    fn draw_ends(&self, board: &Board, plane: &Plane<'_>) -> Drawn {
        let face = Face::new(END, INK).bold();
        let points: Vec<(f64, f64)> = self
            .ends
            .iter()
            .map(|end| {
                let (x, y) = plane.backend_coord(&(end.place as f64, end.point.value));
                (f64::from(x) / SCALE, f64::from(y) / SCALE)
            })
            .collect();
        let height = |end: &End| end.lines.len() as f64 * face.leading() + 3.0;
        let wished: Vec<(f64, f64)> =
            points.iter().zip(&self.ends).map(|(point, end)| (point.1, height(end))).collect();
        let placed = spread(&wished, self.top - 10.0, self.height - 20.0);
        let x = self.width.pixels() - self.right + 14.0;
        for ((end, from), y) in self.ends.iter().zip(points).zip(placed) {
            board.line((from.0 + 6.0, from.1), (x - 4.0, y), end.token, 0.8)?;
            let first = y - (end.lines.len() - 1) as f64 * face.leading() / 2.0;
            board.lines((x, first), &end.lines, Face { token: end.token, ..face }, HPos::Left)?;
        }
        Ok(())
    }
}

fn color(place: usize) -> Token {
    SERIES.get(place).copied().unwrap_or(DIM)
}

fn end(place: usize, series: &Series, width: f64) -> Option<End<'_>> {
    let token = color(place);
    let newest = series.points.iter().enumerate().rev();
    let (place, point) = newest.filter_map(|(at, point)| Some((at, point.as_ref()?))).next()?;
    let face = Face::new(END, INK).bold();
    let lines = face.wrap(&format!("{} {}", series.name, point.text), width);
    Some(End { token, place, point, lines })
}

/// The stretches of a series without a gap; a point alone is no line.
fn runs(series: &Series) -> Vec<Vec<(f64, f64)>> {
    let numbered: Vec<_> = (0..).map(f64::from).zip(&series.points).collect();
    let stretches = numbered.split(|(_, point)| point.is_none());
    let values = stretches.map(|run| {
        run.iter().filter_map(|(x, point)| Some((*x, point.as_ref()?.value))).collect::<Vec<_>>()
    });
    values.filter(|run| run.len() > 1).collect()
}

/// A range that can be drawn: never empty.
fn range((low, high): (f64, f64)) -> Range<f64> {
    if low.is_finite() && high.is_finite() && low < high { low..high } else { 0.0..1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(name: &str, values: &[Option<f64>]) -> Series {
        let point =
            |value: f64| TrendPoint { value, text: format!("{value:.1}").replace('.', ",") };
        Series { name: name.into(), points: values.iter().map(|v| v.map(point)).collect() }
    }

    fn chart() -> Trend {
        Trend {
            caption: Caption { id: "t".into(), title: "T".into(), description: "D".into() },
            x_labels: ["2025-T3", "2025-T4", "2026-T1", "2026-T2", "2026-T3"]
                .map(String::from)
                .into(),
            series: vec![
                series("Akuntabel", &[Some(70.0), Some(72.0), None, Some(75.0), Some(79.9)]),
                series("Adaptif", &[Some(60.0), Some(70.0), Some(75.0), Some(80.0), Some(80.1)]),
                series("Harmonis", &[None; 5]),
            ],
            range: (0.0, 100.0),
            ticks: vec![
                ScaleLine { at: 0.0, label: "0".into() },
                ScaleLine { at: 50.0, label: "50".into() },
            ],
            direction: "lebih tinggi lebih baik".into(),
        }
    }

    #[test]
    fn a_missing_quarter_breaks_the_line() {
        let found = runs(&chart().series[0]);
        assert_eq!(found, [vec![(0.0, 70.0), (1.0, 72.0)], vec![(3.0, 75.0), (4.0, 79.9)]]);
        assert!(runs(&series("x", &[None, Some(1.0), None])).is_empty());
    }

    #[test]
    fn lines_are_named_at_their_ends_and_labels_do_not_meet() {
        let svg = trend(&chart(), Width::Wide);
        let y = |text: &str| -> f64 {
            let line = svg.lines().find(|line| line.ends_with(&format!(">{text}</text>"))).unwrap();
            let (_, rest) = line.split_once(" y=\"").unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        assert!((y("Akuntabel 79,9") - y("Adaptif 80,1")).abs() >= END * 1.2);
        assert!(!svg.contains(">Harmonis "));
        assert!(svg.contains("<title>Adaptif, 2026-T1: 75,0</title>"));
    }

    #[test]
    fn the_axis_shows_the_callers_words_only() {
        let svg = trend(&chart(), Width::Wide);
        let texts = svg.lines().filter(|line| line.starts_with("<text")).count();
        // Direction, five quarters, two values, two ends.
        assert_eq!(texts, 1 + 5 + 2 + 2);
    }

    #[test]
    fn a_phone_drops_quarters_that_do_not_fit_but_keeps_the_newest() {
        let svg = trend(&chart(), Width::Narrow);
        assert!(svg.contains(">2026-T3</text>"));
        assert!(!svg.contains(">2026-T2</text>"));
    }

    #[test]
    fn an_empty_trend_and_an_empty_range_are_still_pictures() {
        for width in [Width::Wide, Width::Narrow] {
            let svg = trend(&Trend::default(), width);
            assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN") && !svg.contains("<!--"));
        }
    }
}
