//! Organisation chart: positions from top to bottom on the line of command, and beside it those that
//! coordinate.
//!
//! Only the legends of the printed drawings survived; how it is drawn is a decision of ours (AMB-084).

use plotters::style::text_anchor::HPos;

use super::{Board, Caption, Drawn, Face, Width};
use crate::pen::{INK, MUTED, Mark};

/// Positions of one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bagan {
    /// Name and description of the chart.
    pub caption: Caption,
    /// On the line of command, from the top.
    pub komando: Vec<Kedudukan>,
    /// Beside it: the place in `komando` that it stands beside, and the position.
    pub koordinasi: Vec<(usize, Kedudukan)>,
    /// What the two kinds of line are called.
    pub garis: (String, String),
}

/// One position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kedudukan {
    /// Its name.
    pub nama: String,
    /// Who holds it, a line each.
    pub pemegang: Vec<String>,
}

const NAME: Face = Face::new(15.0, INK).bold();
const HOLDER: Face = Face::new(14.0, MUTED);
const LEGEND: Face = Face::new(14.0, MUTED);
/// Between the words and the frame of a box.
const INSIDE: f64 = 10.0;
/// Between two boxes, where the line of command shows.
const BETWEEN: f64 = 26.0;
/// Between two boxes that coordinate beside the same place.
const BESIDE: f64 = 10.0;
/// Stroke and gap of the line of coordination.
const DASH: f64 = 6.0;

/// Draws an organisation chart.
pub fn bagan(chart: &Bagan, width: Width) -> String {
    let plan = Plan::new(chart, width);
    let board = Board::new(&chart.caption, width, plan.height, false);
    let drawn = plan.draw(&board);
    board.finish(drawn)
}

/// A box with its words broken into lines.
struct Boxed {
    name: Vec<String>,
    holders: Vec<String>,
    label: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Boxed {
    fn new(position: &Kedudukan, x: f64, width: f64) -> Self {
        let room = width - 2.0 * INSIDE;
        let name = NAME.wrap(&position.nama, room);
        let holders: Vec<String> =
            position.pemegang.iter().flat_map(|holder| HOLDER.wrap(holder, room)).collect();
        let height = 2.0 * INSIDE
            + name.len() as f64 * NAME.leading()
            + holders.len() as f64 * HOLDER.leading();
        let label = match position.pemegang.as_slice() {
            [] => position.nama.clone(),
            holders => format!("{} {}", position.nama, holders.join(", ")),
        };
        Self { name, holders, label, x, y: 0.0, width, height }
    }

    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

struct Plan {
    komando: Vec<Boxed>,
    koordinasi: Vec<(usize, Boxed)>,
    garis: (String, String),
    legend: f64,
    height: f64,
}

impl Plan {
    fn new(chart: &Bagan, width: Width) -> Self {
        let beside = !chart.koordinasi.is_empty();
        // Left and width of the column of command, then of the one beside it.
        let columns = match (width, beside) {
            (Width::Wide, true) => [(120.0, 340.0), (540.0, 300.0)],
            (Width::Wide, false) => [(310.0, 340.0), (0.0, 0.0)],
            (Width::Narrow, true) => [(1.0, 196.0), (225.0, 134.0)],
            (Width::Narrow, false) => [(60.0, 240.0), (0.0, 0.0)],
        };
        let [(x, box_width), (beside_x, beside_width)] = columns;
        let mut komando: Vec<Boxed> =
            chart.komando.iter().map(|one| Boxed::new(one, x, box_width)).collect();
        let mut koordinasi: Vec<(usize, Boxed)> = chart
            .koordinasi
            .iter()
            .map(|(place, one)| (*place, Boxed::new(one, beside_x, beside_width)))
            .collect();
        let mut y = 1.0;
        for (place, boxed) in komando.iter_mut().enumerate() {
            let sides = koordinasi.iter_mut().filter(|(beside, _)| *beside == place);
            let mut side_y = y;
            for (_, side) in sides {
                side.y = side_y;
                side_y += side.height + BESIDE;
            }
            boxed.y = y;
            y = (y + boxed.height).max(side_y - BESIDE) + BETWEEN;
        }
        let legend = y;
        let lines = match width {
            Width::Wide => 1.0,
            Width::Narrow => 2.0,
        };
        let height = legend + lines * 22.0 + 4.0;
        Self { komando, koordinasi, garis: chart.garis.clone(), legend, height }
    }

    fn draw(&self, board: &Board) -> Drawn {
        for pair in self.komando.windows(2) {
            let x = pair[0].x + pair[0].width / 2.0;
            board.line((x, pair[0].y + pair[0].height), (x, pair[1].y), INK, 2.0)?;
        }
        for (place, side) in &self.koordinasi {
            let Some(beside) = self.komando.get(*place) else { continue };
            // Level with both boxes, so that the line is straight.
            let y = (side.y + side.height.min(beside.height) / 2.0).min(beside.y + beside.height);
            let y = if side.y > beside.y { side.middle() } else { y };
            dashed(board, (beside.x + beside.width, y), side.x)?;
            if y > beside.y + beside.height {
                let x = beside.x + beside.width;
                dashed_down(board, (x, beside.y + beside.height), y)?;
            }
        }
        let beside = self.koordinasi.iter().map(|(_, boxed)| boxed);
        self.komando.iter().chain(beside).try_for_each(|boxed| draw_box(board, boxed))?;
        self.draw_legend(board)
    }

    fn draw_legend(&self, board: &Board) -> Drawn {
        let y = self.legend + 8.0;
        board.line((1.0, y), (37.0, y), INK, 2.0)?;
        board.text((46.0, y), &self.garis.0, LEGEND, HPos::Left)?;
        if self.koordinasi.is_empty() {
            return Ok(());
        }
        let (x, y) = match self.height - self.legend > 30.0 {
            true => (1.0, y + 22.0),
            false => (1.0 + 46.0 + LEGEND.width(&self.garis.0) + 30.0, y),
        };
        dashed(board, (x, y), x + 36.0)?;
        board.text((x + 45.0, y), &self.garis.1, LEGEND, HPos::Left)
    }
}

fn dashed(board: &Board, from: (f64, f64), to: f64) -> Drawn {
    let mut x = from.0;
    while x < to {
        board.line((x, from.1), ((x + DASH).min(to), from.1), INK, 2.0)?;
        x += 2.0 * DASH;
    }
    Ok(())
}

fn dashed_down(board: &Board, from: (f64, f64), to: f64) -> Drawn {
    let mut y = from.1;
    while y < to {
        board.line((from.0, y), (from.0, (y + DASH).min(to)), INK, 2.0)?;
        y += 2.0 * DASH;
    }
    Ok(())
}

fn draw_box(board: &Board, boxed: &Boxed) -> Drawn {
    board.sheet.wrap(Mark::Group { label: &boxed.label }, || {
        let (left, top) = (boxed.x, boxed.y);
        let (right, bottom) = (left + boxed.width, top + boxed.height);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        corners.windows(2).try_for_each(|side| board.line(side[0], side[1], INK, 1.5))?;
        let centre = left + boxed.width / 2.0;
        let first = top + INSIDE + NAME.leading() / 2.0;
        board.lines((centre, first), &boxed.name, NAME, HPos::Center)?;
        let first =
            top + INSIDE + boxed.name.len() as f64 * NAME.leading() + HOLDER.leading() / 2.0;
        board.lines((centre, first), &boxed.holders, HOLDER, HPos::Center)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(nama: &str, pemegang: &[&str]) -> Kedudukan {
        let pemegang = pemegang.iter().map(ToString::to_string).collect();
        Kedudukan { nama: nama.to_owned(), pemegang }
    }

    fn chart() -> Bagan {
        Bagan {
            caption: Caption { id: "b".into(), title: "T".into(), description: "D".into() },
            komando: ["Penanggung jawab", "Ketua", "Sekretaris", "Anggota"]
                .map(|nama| position(nama, &["pengawas (PNS)"]))
                .to_vec(),
            koordinasi: vec![(1, position("Fasilitator", &[]))],
            garis: ("Garis komando".into(), "Garis koordinasi".into()),
        }
    }

    /// Height at which a text stands.
    fn height_of(svg: &str, text: &str) -> f64 {
        let line = svg.lines().find(|line| line.contains(&format!(">{text}</text>"))).unwrap();
        let y = line.split("y=\"").nth(1).unwrap().split('"').next().unwrap();
        y.parse().unwrap()
    }

    #[test]
    fn command_runs_from_top_to_bottom_and_the_facilitator_stands_beside_the_chair() {
        for width in [Width::Wide, Width::Narrow] {
            let svg = bagan(&chart(), width);
            let heights = ["Penanggung jawab", "Ketua", "Sekretaris", "Anggota"]
                .map(|nama| height_of(&svg, nama));
            assert!(heights.is_sorted(), "{heights:?}");
            assert_eq!(height_of(&svg, "Fasilitator"), heights[1]);
            assert!(svg.contains(">Garis koordinasi</text>"));
        }
    }

    #[test]
    fn without_one_who_coordinates_there_is_one_kind_of_line() {
        let alone = Bagan { koordinasi: Vec::new(), ..chart() };
        let svg = bagan(&alone, Width::Wide);
        assert!(svg.contains(">Garis komando</text>") && !svg.contains("koordinasi"));
        let nothing = bagan(&Bagan::default(), Width::Narrow);
        assert!(nothing.ends_with("</svg>\n") && !nothing.contains("NaN"));
    }
}
