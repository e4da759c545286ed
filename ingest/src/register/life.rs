//! What becomes of a unit or a KBK over time.

use time::Date;

use crate::identity::{Kode, Position};

/// How a unit or a KBK ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The day of the change: the last that still takes facts.
    pub on: Date,
    /// Units that came out of it.
    pub menjadi: Vec<Kode>,
    /// The event that says so.
    pub at: Position,
}

/// The changes of a unit or a KBK, each by the day from which it holds; of one day the later event.
#[derive(Debug, Clone, Default)]
pub struct Life {
    names: Vec<(Date, String)>,
    places: Vec<(Date, Option<Kode>)>,
    ended: Option<Ended>,
}

impl Life {
    pub(super) fn rename(&mut self, on: Date, nama: String) {
        insert(&mut self.names, on, nama);
    }

    /// `di` is the unit above a unit, or the unit of a KBK.
    pub(super) fn move_to(&mut self, on: Date, di: Option<Kode>) {
        insert(&mut self.places, on, di);
    }

    pub(super) fn end(&mut self, ended: Ended) {
        self.ended = Some(ended);
    }

    /// The latest name, where it was ever renamed.
    pub(super) fn name(&self) -> Option<&String> {
        self.names.last().map(|(_, nama)| nama)
    }

    /// Where it is now, where it was ever moved.
    pub(super) fn place(&self) -> Option<&Option<Kode>> {
        self.places.last().map(|(_, di)| di)
    }

    /// Where it was on a day, where it had been moved by then.
    pub(super) fn place_on(&self, day: Date) -> Option<&Option<Kode>> {
        let moved = self.places.partition_point(|(on, _)| *on <= day);
        self.places[..moved].last().map(|(_, di)| di)
    }

    /// How it ended, where it has.
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }
}

fn insert<T>(changes: &mut Vec<(Date, T)>, on: Date, now: T) {
    let at = changes.partition_point(|(known, _)| *known <= on);
    changes.insert(at, (on, now));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::parse_date;

    #[test]
    fn changes_hold_from_their_day_in_whatever_order_they_are_recorded() {
        let day = |text| parse_date(text).unwrap();
        let kode = |text| Some(Kode::parse(text).unwrap());
        let mut life = Life::default();
        life.move_to(day("2026-06-01"), kode("B"));
        life.move_to(day("2026-03-01"), kode("A"));
        assert_eq!(life.place_on(day("2026-02-28")), None);
        assert_eq!(life.place_on(day("2026-03-01")), Some(&kode("A")));
        assert_eq!(life.place_on(day("2026-06-01")), Some(&kode("B")));
        assert_eq!(life.place(), Some(&kode("B")));
        life.move_to(day("2026-06-01"), kode("C"));
        assert_eq!(life.place(), Some(&kode("C")), "of one day the later event");
    }
}
