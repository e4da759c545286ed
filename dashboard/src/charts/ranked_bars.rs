//! Ranked bars: who stands where, in one column of bars from zero.

use plotters::style::text_anchor::HPos;

use super::{Board, Caption, Drawn, Face, ScaleLine, Width, share, spoken};
use crate::pen::{GRID, INK, MUTED, tone};

/// A ranking, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedBars {
    /// Name and description of the chart.
    pub caption: Caption,
    /// Score of a full bar; bars begin at zero.
    pub max: f64,
    /// Boundaries of the categories; a label names the category that begins there.
    pub edges: Vec<ScaleLine>,
    /// Who is ranked, in order.
    pub rows: Vec<RankedRow>,
    /// Who is not, and why; listed last.
    pub unranked: Vec<UnrankedRow>,
}

/// One ranked unit.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRow {
    /// Its place; units that tie carry the same.
    pub place: String,
    /// Its name, never cut.
    pub name: String,
    /// Its score, for the length of the bar only.
    pub score: f64,
    /// Its score as the regulation prints it.
    pub score_text: String,
    /// Letter or word of its category.
    pub category: String,
    /// Index of its category, 0 for the best.
    pub tone: usize,
    /// Where the row leads.
    pub href: Option<String>,
    /// What a screen reader says after place, name, score and category (or all of it).
    pub label: String,
}

/// One unit without a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnrankedRow {
    /// Its name.
    pub name: String,
    /// Why it has no place.
    pub reason: String,
    /// Where the row leads.
    pub href: Option<String>,
    /// What a screen reader says after name and reason (or all of it).
    pub label: String,
}

/// Draws a ranking: place, name, bar, score and category as text in every row, each row one link.
pub fn ranked_bars(chart: &RankedBars, width: Width) -> String {
    let plan = Plan::new(chart, width);
    let hrefs = chart.rows.iter().map(|row| &row.href);
    let links = hrefs.chain(chart.unranked.iter().map(|row| &row.href)).any(Option::is_some);
    let board = Board::new(&chart.caption, width, plan.height(), links);
    let drawn = plan.draw(&board);
    board.finish(drawn)
}

const EDGE: Face = Face::new(13.0, MUTED);

/// Where everything stands, in pixels.
struct Plan<'a> {
    chart: &'a RankedBars,
    width: Width,
    place: Face,
    name: Face,
    score: Face,
    category: Face,
    /// Right side of the places, left side of the names, and how far a name may run.
    place_end: f64,
    name_start: f64,
    name_width: f64,
    /// Both ends of a full bar.
    bar: (f64, f64),
    bar_height: f64,
    score_end: f64,
    category_start: f64,
    /// Air above and below the text of a row.
    air: f64,
    /// Room for the labels of the edges.
    top: f64,
}

impl<'a> Plan<'a> {
    fn new(chart: &'a RankedBars, width: Width) -> Self {
        let name = Face::new(15.0, INK);
        let (place, score, category) = (Face::new(15.0, MUTED), name, name.bold());
        let rows = &chart.rows;
        let place_end = place.widest(rows.iter().map(|row| &row.place));
        let name_start = if rows.is_empty() { 0.0 } else { place_end + 10.0 };
        let category_start =
            width.pixels() - category.widest(rows.iter().map(|row| &row.category)) - 2.0;
        let score_end = category_start - 10.0;
        let score_start = score_end - score.widest(rows.iter().map(|row| &row.score_text));
        let (name_width, bar, bar_height, air) = match width {
            Width::Wide => {
                let names = rows.iter().map(|row| &row.name);
                let names = names.chain(chart.unranked.iter().map(|row| &row.name));
                let name_width = name.column(names, 360.0);
                (name_width, (name_start + name_width + 16.0, score_start - 16.0), 15.0, 5.0)
            }
            Width::Narrow => {
                (score_start - name_start - 12.0, (name_start, width.pixels() - 2.0), 9.0, 7.0)
            }
        };
        let mut plan = Plan {
            chart,
            width,
            place,
            name,
            score,
            category,
            place_end,
            name_start,
            name_width,
            bar,
            bar_height,
            score_end,
            category_start,
            air,
            top: 4.0,
        };
        let labels = plan.edge_labels();
        if !labels.is_empty() {
            let raised = labels.iter().any(|(_, raised)| *raised);
            plan.top = if raised { 40.0 } else { 24.0 };
        }
        plan
    }

    fn names(&self, name: &str, width: f64) -> Vec<String> {
        self.name.wrap(name, width)
    }

    /// Height of a row whose text has so many lines.
    fn row_height(&self, lines: usize) -> f64 {
        let text = lines.max(1) as f64 * self.name.leading();
        let bar = match self.width {
            Width::Wide => 0.0,
            Width::Narrow => self.bar_height + 5.0,
        };
        text + bar + 2.0 * self.air
    }

    fn ranked_height(&self, name: &str) -> f64 {
        self.row_height(self.names(name, self.name_width).len())
    }

    fn unranked_lines(&self, row: &UnrankedRow) -> (Vec<String>, Vec<String>) {
        let room = self.width.pixels() - self.name_start;
        match self.width {
            Width::Wide => {
                let reason = self.place.wrap(&row.reason, self.width.pixels() - self.bar.0);
                (self.names(&row.name, self.name_width), reason)
            }
            Width::Narrow => (self.names(&row.name, room), self.place.wrap(&row.reason, room)),
        }
    }

    fn unranked_height(&self, row: &UnrankedRow) -> f64 {
        let (name, reason) = self.unranked_lines(row);
        let lines = match self.width {
            Width::Wide => name.len().max(reason.len()),
            Width::Narrow => name.len() + reason.len(),
        };
        lines.max(1) as f64 * self.name.leading() + 2.0 * self.air
    }

    fn ranked_end(&self) -> f64 {
        let rows = self.chart.rows.iter();
        self.top + rows.map(|row| self.ranked_height(&row.name)).sum::<f64>()
    }

    fn height(&self) -> f64 {
        let unranked = self.chart.unranked.iter();
        let gap = if self.chart.unranked.is_empty() { 0.0 } else { 12.0 };
        self.ranked_end() + gap + unranked.map(|row| self.unranked_height(row)).sum::<f64>() + 4.0
    }

    fn draw(&self, board: &Board) -> Drawn {
        self.draw_edge_labels(board)?;
        if self.width == Width::Wide {
            let (from, to) = (self.top - 6.0, self.ranked_end());
            self.draw_edges(board, 0.0, from, to)?;
            board.line((self.bar.0, from), (self.bar.0, to), MUTED, 1.0)?;
        }
        let mut y = self.top;
        for row in &self.chart.rows {
            let height = self.ranked_height(&row.name);
            let seen = [row.place.as_str(), &row.name, &row.score_text, &row.category];
            let label = spoken(&seen, &row.label);
            board.row(row.href.as_deref(), &label, || self.draw_row(board, row, y, height))?;
            y += height;
        }
        self.draw_unranked(board, y)
    }

    fn x(&self, value: f64) -> f64 {
        self.bar.0 + share(value, 0.0, self.chart.max) * (self.bar.1 - self.bar.0)
    }

    /// Where the label of each edge begins, and whether it steps up: labels begin at their line,
    /// and one that would meet its neighbour makes way.
    fn edge_labels(&self) -> Vec<(f64, bool)> {
        let mut taken = f64::MIN;
        let place = |edge: &ScaleLine| {
            let length = EDGE.width(&edge.label);
            let x = self.x(edge.at).min(self.width.pixels() - length);
            let raised = x < taken + 6.0;
            taken = if raised { f64::MIN } else { x + length };
            (x, raised)
        };
        self.chart.edges.iter().map(place).collect()
    }

    fn draw_edge_labels(&self, board: &Board) -> Drawn {
        for (edge, (x, raised)) in self.chart.edges.iter().zip(self.edge_labels()) {
            let y = self.top - if raised { 30.0 } else { 14.0 };
            board.text((x, y), &edge.label, EDGE, HPos::Left)?;
        }
        Ok(())
    }

    /// The edges above a score, between two heights.
    fn draw_edges(&self, board: &Board, above: f64, from: f64, to: f64) -> Drawn {
        for edge in self.chart.edges.iter().filter(|edge| edge.at > above) {
            let x = self.x(edge.at);
            board.line((x, from), (x, to), GRID, 1.0)?;
        }
        Ok(())
    }

    fn draw_row(&self, board: &Board, row: &RankedRow, y: f64, height: f64) -> Drawn {
        board.sheet.hit_area(0.0, y, self.width.pixels(), height);
        let first = y + self.air + self.name.leading() / 2.0;
        let bar_y = match self.width {
            Width::Wide => y + (height - self.bar_height) / 2.0,
            Width::Narrow => y + height - self.air - self.bar_height,
        };
        let beside = match self.width {
            Width::Wide => y + height / 2.0,
            Width::Narrow => first,
        };
        board.text((self.place_end, beside), &row.place, self.place, HPos::Right)?;
        let names = self.names(&row.name, self.name_width);
        board.lines((self.name_start, first), &names, self.name, HPos::Left)?;
        if self.width == Width::Narrow {
            self.draw_edges(board, row.score, bar_y, bar_y + self.bar_height)?;
        }
        let length = self.x(row.score) - self.bar.0;
        let (start, size) = ((self.bar.0, bar_y), (length, self.bar_height));
        board.rect(start, size, tone(row.tone))?;
        board.text((self.score_end, beside), &row.score_text, self.score, HPos::Right)?;
        board.text((self.category_start, beside), &row.category, self.category, HPos::Left)
    }

    fn draw_unranked(&self, board: &Board, mut y: f64) -> Drawn {
        if self.chart.unranked.is_empty() {
            return Ok(());
        }
        board.line((0.0, y + 6.0), (self.width.pixels(), y + 6.0), GRID, 1.0)?;
        y += 12.0;
        for row in &self.chart.unranked {
            let height = self.unranked_height(row);
            let label = spoken(&[&row.name, &row.reason], &row.label);
            board.row(row.href.as_deref(), &label, || self.draw_reason(board, row, y, height))?;
            y += height;
        }
        Ok(())
    }

    fn draw_reason(&self, board: &Board, row: &UnrankedRow, y: f64, height: f64) -> Drawn {
        board.sheet.hit_area(0.0, y, self.width.pixels(), height);
        let first = y + self.air + self.name.leading() / 2.0;
        let (name, reason) = self.unranked_lines(row);
        board.lines((self.name_start, first), &name, self.name, HPos::Left)?;
        let start = match self.width {
            Width::Wide => (self.bar.0, first),
            Width::Narrow => (self.name_start, first + name.len() as f64 * self.name.leading()),
        };
        board.lines(start, &reason, self.place, HPos::Left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(place: &str, name: &str, score: f64, tone: usize) -> RankedRow {
        RankedRow {
            place: place.into(),
            name: name.into(),
            score,
            score_text: format!("{score:.2}").replace('.', ","),
            category: ["A", "B", "C", "D"][tone].into(),
            tone,
            href: Some(format!("/mengapa/{place}?a=1&b=2")),
            label: "selang 1\u{2013}4".into(),
        }
    }

    fn chart() -> RankedBars {
        RankedBars {
            caption: Caption { id: "p".into(), title: "T".into(), description: "D".into() },
            max: 100.0,
            edges: vec![
                ScaleLine { at: 50.0, label: "B 50".into() },
                ScaleLine { at: 75.0, label: "A 75".into() },
            ],
            rows: vec![
                row("1", "Dinas Kesehatan", 100.0, 0),
                row("2", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah", 50.0, 1),
            ],
            unranked: vec![UnrankedRow {
                name: "Kecamatan Karangjambu".into(),
                reason: "belum dinilai".into(),
                href: None,
                label: String::new(),
            }],
        }
    }

    #[test]
    fn a_row_is_one_link_that_says_what_it_shows() {
        let svg = ranked_bars(&chart(), Width::Wide);
        assert_eq!(svg.matches("<a ").count(), 2);
        assert!(svg.contains(
            "href=\"/mengapa/1?a=1&amp;b=2\" \
             aria-label=\"1 Dinas Kesehatan 100,00 A, selang 1\u{2013}4\""
        ));
        assert!(svg.contains("role=\"group\""));
    }

    #[test]
    fn bars_begin_at_zero_and_keep_their_proportion() {
        let svg = ranked_bars(&chart(), Width::Wide);
        let length = |class: &str| -> f64 {
            let bar = svg.lines().find(|line| line.contains(class)).unwrap();
            let (_, rest) = bar.split_once("width=\"").unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        assert!((length("f-k0") - 2.0 * length("f-k1")).abs() <= 0.2);
    }

    #[test]
    fn who_is_not_ranked_stands_last_with_a_reason_and_no_bar() {
        for width in [Width::Wide, Width::Narrow] {
            let svg = ranked_bars(&chart(), width);
            let (_, last) = svg.split_once("<title>Kecamatan Karangjambu belum dinilai").unwrap();
            assert!(last.contains(">belum dinilai</text>"));
            assert!(!last.contains("f-k"));
        }
    }

    #[test]
    fn a_long_name_is_broken_and_never_cut() {
        let svg = ranked_bars(&chart(), Width::Narrow);
        assert!(svg.contains("id=\"p-narrow\"") && svg.contains("viewBox=\"0 0 360 "));
        let words = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah";
        for word in words.split(' ') {
            assert!(svg.contains(word));
        }
        assert!(!svg.contains(&format!(">{words}</text>")));
    }

    #[test]
    fn nothing_to_rank_is_still_a_picture() {
        let svg = ranked_bars(&RankedBars::default(), Width::Wide);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(!svg.contains("NaN") && svg.contains("role=\"img\""));
    }
}
