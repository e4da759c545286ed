//! Heatmap: each unit against each value, a category in every cell.

use plotters::style::text_anchor::HPos;

use super::{Board, Caption, Drawn, Face, Width, spoken};
use crate::pen::{GRID, INK, MUTED, Mark, tone, words_on};

/// Units by values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heatmap {
    /// Name and description of the chart.
    pub caption: Caption,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<HeatmapRow>,
}

/// One unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatmapRow {
    /// Its name, never cut.
    pub name: String,
    /// Where the row leads.
    pub href: Option<String>,
    /// One cell a column.
    pub cells: Vec<HeatmapCell>,
}

/// One unit under one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatmapCell {
    /// Letter or number written in the cell.
    pub text: String,
    /// Index of its category, 0 for the best; none leaves the cell empty of colour.
    pub tone: Option<usize>,
    /// What the cell says in words: tooltip, and part of the row's accessible name.
    pub label: String,
}

/// Draws a heatmap; the colour is never alone, each cell has its letter or number.
pub fn heatmap(chart: &Heatmap, width: Width) -> String {
    let plan = Plan::new(chart, width);
    let links = chart.rows.iter().any(|row| row.href.is_some());
    let board = Board::new(&chart.caption, width, plan.height(), links);
    let drawn = plan.draw(&board);
    board.finish(drawn)
}

const NAME: Face = Face::new(15.0, INK);
const CELL: f64 = 15.0;
/// Paper between two cells.
const GAP: f64 = 2.0;
/// Rows after which a phone, which shows few at once, repeats the headings.
const REPEAT: usize = 10;

struct Plan<'a> {
    chart: &'a Heatmap,
    width: Width,
    heading: Face,
    headings: Vec<Vec<String>>,
    heading_height: f64,
    name_width: f64,
    /// Left side of the first cell and distance of two columns.
    start: f64,
    step: f64,
    cell_height: f64,
}

impl<'a> Plan<'a> {
    fn new(chart: &'a Heatmap, width: Width) -> Self {
        let columns = chart.columns.len().max(1) as f64;
        let (start, name_width) = match width {
            Width::Wide => {
                let name_width = NAME.column(chart.rows.iter().map(|row| &row.name), 360.0);
                (name_width + 16.0, name_width)
            }
            Width::Narrow => (0.0, width.pixels()),
        };
        // Few columns do not become slabs.
        let step = ((width.pixels() - start) / columns).min(140.0);
        let heading = Face::new(14.0, MUTED);
        let wrap = |text: &String| match width {
            Width::Wide => heading.wrap(text, step - 2.0),
            Width::Narrow => heading.wrap(text, 110.0),
        };
        let headings: Vec<Vec<String>> = chart.columns.iter().map(wrap).collect();
        let heading_height = match width {
            Width::Wide => {
                let most = headings.iter().map(Vec::len).max().unwrap_or(0);
                most as f64 * heading.leading() + 8.0
            }
            Width::Narrow => heading.widest(headings.iter().flatten()) + 14.0,
        };
        let cell_height = if width == Width::Wide { 26.0 } else { 30.0 };
        Plan {
            chart,
            width,
            heading,
            headings,
            heading_height,
            name_width,
            start,
            step,
            cell_height,
        }
    }

    fn row_height(&self, row: &HeatmapRow) -> f64 {
        let name = NAME.wrap(&row.name, self.name_width).len().max(1) as f64 * NAME.leading();
        match self.width {
            Width::Wide => self.cell_height.max(name + 4.0) + GAP,
            Width::Narrow => name + 4.0 + self.cell_height + 12.0,
        }
    }

    fn headed(&self, place: usize) -> bool {
        place == 0 || (self.width == Width::Narrow && place.is_multiple_of(REPEAT))
    }

    fn height(&self) -> f64 {
        let heights = self.chart.rows.iter().enumerate().map(|(place, row)| {
            self.row_height(row) + if self.headed(place) { self.heading_height } else { 0.0 }
        });
        heights.sum::<f64>().max(self.heading_height) + 2.0
    }

    fn draw(&self, board: &Board) -> Drawn {
        let mut y = 0.0;
        for (place, row) in self.chart.rows.iter().enumerate() {
            if self.headed(place) {
                self.draw_headings(board, y)?;
                y += self.heading_height;
            }
            let height = self.row_height(row);
            let label = label(row);
            board.row(row.href.as_deref(), &label, || self.draw_row(board, row, y, height))?;
            y += height;
        }
        Ok(())
    }

    /// Headings stand on the first row of cells; on a phone they run upwards.
    fn draw_headings(&self, board: &Board, y: f64) -> Drawn {
        let mut centre = self.start + (self.step - GAP) / 2.0;
        let leading = self.heading.leading();
        for lines in &self.headings {
            let others = lines.len().saturating_sub(1) as f64;
            match self.width {
                Width::Wide => {
                    let first = y + self.heading_height - 7.0 - leading * (others + 0.5);
                    board.lines((centre, first), lines, self.heading, HPos::Center)?;
                }
                Width::Narrow => {
                    let first = (centre - others / 2.0 * leading, y + self.heading_height - 6.0);
                    board.lines_upwards(first, lines, self.heading)?;
                }
            }
            centre += self.step;
        }
        Ok(())
    }

    fn draw_row(&self, board: &Board, row: &HeatmapRow, y: f64, height: f64) -> Drawn {
        board.sheet.hit_area(0.0, y, self.width.pixels(), height);
        let names = NAME.wrap(&row.name, self.name_width);
        let others = names.len().saturating_sub(1) as f64 * NAME.leading();
        let (first, cells, cell_height) = match self.width {
            Width::Wide => (y + (height - GAP - others) / 2.0, y, height - GAP),
            Width::Narrow => {
                let first = y + 4.0 + NAME.leading() / 2.0;
                (first, first + others + NAME.leading() / 2.0 + 2.0, self.cell_height)
            }
        };
        board.lines((0.0, first), &names, NAME, HPos::Left)?;
        let mut x = self.start;
        for cell in row.cells.iter().take(self.chart.columns.len()) {
            self.draw_cell(board, cell, (x, cells), cell_height)?;
            x += self.step;
        }
        Ok(())
    }

    fn draw_cell(&self, board: &Board, cell: &HeatmapCell, at: (f64, f64), height: f64) -> Drawn {
        let draw = || {
            let size = (self.step - GAP, height);
            let face = match cell.tone.map(tone) {
                Some(ground) => {
                    board.rect(at, size, ground)?;
                    Face::new(CELL, words_on(ground))
                }
                None => {
                    let y = at.1 + height;
                    board.line((at.0, y), (at.0 + size.0, y), GRID, 1.0)?;
                    Face::new(CELL, MUTED)
                }
            };
            let centre = (at.0 + size.0 / 2.0, at.1 + height / 2.0);
            board.text(centre, &cell.text, face, HPos::Center)
        };
        match self.width {
            Width::Wide => board.sheet.wrap(Mark::Group { label: &cell.label }, draw),
            // No mouse, no tooltip: only bytes.
            Width::Narrow => draw(),
        }
    }
}

/// The row in words: name and cells as seen, then each cell in its own words.
fn label(row: &HeatmapRow) -> String {
    let mut seen = vec![row.name.as_str()];
    seen.extend(row.cells.iter().map(|cell| cell.text.as_str()));
    let labels = row.cells.iter().map(|cell| cell.label.as_str());
    let labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    spoken(&seen, &labels.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, tone: Option<usize>, label: &str) -> HeatmapCell {
        HeatmapCell { text: text.into(), tone, label: label.into() }
    }

    fn chart(rows: usize) -> Heatmap {
        let row = HeatmapRow {
            name: "Dinas Kesehatan".into(),
            href: Some("/opd/DINKES".into()),
            cells: vec![
                cell("A", Some(0), "Akuntabel A"),
                cell("\u{2013}", None, "Adaptif kosong"),
            ],
        };
        Heatmap {
            caption: Caption { id: "h".into(), title: "T".into(), description: "D".into() },
            columns: vec!["Akuntabel".into(), "Adaptif".into()],
            rows: vec![row; rows],
        }
    }

    #[test]
    fn the_row_is_one_link_and_names_its_cells() {
        let svg = heatmap(&chart(1), Width::Wide);
        assert_eq!(svg.matches("<a ").count(), 1);
        assert!(
            svg.contains("aria-label=\"Dinas Kesehatan A \u{2013}, Akuntabel A, Adaptif kosong\"")
        );
        assert!(svg.contains("<title>Akuntabel A</title>"));
    }

    #[test]
    fn words_on_a_strong_tone_are_paper_and_an_empty_cell_has_no_colour() {
        let svg = heatmap(&chart(1), Width::Wide);
        assert!(svg.contains("class=\"f-paper\" fill=\"#ffffff\">A</text>"));
        assert!(svg.contains("class=\"f-muted\" fill=\"#525c66\">\u{2013}</text>"));
        assert_eq!(svg.matches("class=\"f-k").count(), 1);
    }

    #[test]
    fn a_phone_repeats_the_headings() {
        assert_eq!(heatmap(&chart(21), Width::Narrow).matches(">Akuntabel</text>").count(), 3);
        assert_eq!(heatmap(&chart(21), Width::Wide).matches(">Akuntabel</text>").count(), 1);
    }

    #[test]
    fn nothing_to_show_is_still_a_picture() {
        let svg = heatmap(&Heatmap::default(), Width::Narrow);
        assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN"));
    }
}
