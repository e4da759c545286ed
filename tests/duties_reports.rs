//! The duties and the reports of every rule pack, on its worked example.

use std::collections::{BTreeMap, BTreeSet};

use analytics::Limit;
use analytics::catatan::{Chosen, Entri};
use analytics::kewajiban::{DutyRow, Keadaan};
use analytics::periode::Periode;
use dashboard::app::{App, View};
use dashboard::laporan::{Dokumen, Pesanan, assemble};
use dashboard::tabel::Tabel;
use ingest::identity::parse_date;
use ingest::record::Record;
use ingest::rule_pack::{JenisBagian, Kekuatan, Kewajiban, Laporan, Tiap, Untuk};
use ingest::sealed::Randomness;
use tests::{Installation, packs};
use time::Date;
use tokio::runtime::Runtime;

use crate::rule_packs::whole_year;

/// The worked example of a pack, and its tables.
struct Year {
    name: String,
    app: App,
    view: View,
    runtime: Runtime,
    _government: Installation,
}

impl Year {
    fn of(pack: &str) -> Self {
        let government = whole_year(pack, true);
        let open = || Record::open(&government.data(), None, Randomness::System).expect("a record");
        let app = App::open(open(), government.data(), &mut |_| ()).expect("the tables open");
        let app = app.with_desk(open());
        let view = app.view(None).expect("a view");
        let runtime = Runtime::new().expect("a runtime");
        Self { name: pack.to_owned(), app, view, runtime, _government: government }
    }

    /// The duties of a year as they stood on a day: nothing of a later day is known.
    fn duties(&self, year: &str, on: Date) -> Vec<DutyRow> {
        let periode = Periode::calendar(year).expect("a year");
        let bench = self.app.bench(&self.view, Limit::default());
        self.runtime.block_on(bench.duties(periode, on)).expect("the duties").rows
    }

    fn entries(&self, formulir: &str) -> Vec<Entri> {
        let periode = Periode::calendar("2026").expect("a year");
        let bench = self.app.bench(&self.view, Limit::default());
        let all = Chosen::default();
        self.runtime.block_on(bench.entries(formulir, &periode, &all)).expect("the entries")
    }

    fn report(&self, laporan: &Laporan, chosen: &Chosen) -> Dokumen {
        let pesanan = Pesanan {
            app: &self.app,
            view: &self.view,
            laporan,
            chosen: chosen.clone(),
            periode: Periode::calendar("2026").expect("a year"),
            tanggal: date("2026-12-31"),
        };
        self.runtime.block_on(assemble(&pesanan)).expect("the report")
    }
}

fn date(text: &str) -> Date {
    parse_date(text).expect("a date")
}

fn is_met(stands: Keadaan) -> bool {
    matches!(stands, Keadaan::Terpenuhi | Keadaan::TerpenuhiTerlambat)
}

/// One duty of one who owes it, in one window.
fn same(one: &DutyRow, other: &DutyRow) -> bool {
    let key = |row: &DutyRow| {
        (row.kewajiban.clone(), row.opd.clone(), row.kbk.clone(), row.entri.clone(), row.tenggat)
    };
    key(one) == key(other)
}

/// The calendars of one year by the day they are asked on.
struct Days<'y> {
    year: &'y Year,
    asked: BTreeMap<(String, Date), Vec<DutyRow>>,
}

impl Days<'_> {
    fn on(&mut self, year: &str, day: Date) -> &[DutyRow] {
        let asked = self.asked.entry((year.to_owned(), day));
        asked.or_insert_with(|| self.year.duties(year, day))
    }

    /// How a duty stood on a day.
    fn stood(&mut self, year: &str, row: &DutyRow, day: Date) -> Keadaan {
        let found = self.on(year, day).iter().find(|found| same(found, row));
        found.unwrap_or_else(|| panic!("{row:?} on {day}")).keadaan
    }
}

/// A duty of the pack through the days that matter to it; what it was seen as.
fn follow(days: &mut Days<'_>, duty: &Kewajiban) -> BTreeSet<Keadaan> {
    let of_duty = |rows: &[DutyRow], met: bool| {
        let mut rows = rows.iter().filter(|row| row.kewajiban == duty.kode);
        rows.find(|row| row.bukti.is_some() == met).cloned()
    };
    let name = format!("{} {}", days.year.name, duty.kode);
    let over = days.on("2026", date("2027-01-01")).to_vec();
    assert!(over.iter().any(|row| row.kewajiban == duty.kode), "{name} is owed in 2026");
    let mut seen = BTreeSet::new();
    if let Some(met) = of_duty(&over, true) {
        let done = met.bukti.as_ref().expect("what met it").tanggal;
        let before = days.stood("2026", &met, done.previous_day().expect("a day"));
        assert!(!is_met(before), "{name}: nothing is met before the day of what meets it");
        let then = days.stood("2026", &met, done);
        let wanted = match done <= met.tenggat {
            true => Keadaan::Terpenuhi,
            false => Keadaan::TerpenuhiTerlambat,
        };
        assert_eq!(then, wanted, "{name} {met:?}");
        seen.extend([before, then]);
    }
    // What is met all through 2026 by everyone is open in the year after, of which nothing is told.
    let in_next = || of_duty(&days.year.duties("2027", date("2028-01-01")), false);
    let open = of_duty(&over, false).map(|row| ("2026", row));
    if let Some((year, row)) = open.or_else(|| in_next().map(|row| ("2027", row))) {
        let due = days.stood(year, &row, row.tenggat);
        assert_eq!(due, Keadaan::BelumJatuhTempo, "{name} on its last day");
        let after = days.stood(year, &row, row.tenggat.next_day().expect("a day"));
        let is_missed = duty.kekuatan == Kekuatan::Wajib;
        assert_eq!(after.is_missed(), is_missed, "{name} the day after: {after:?}");
        assert!(is_missed || after == Keadaan::Belum, "{name} the day after: {after:?}");
        seen.extend([due, after]);
    }
    seen
}

#[test]
fn every_duty_is_met_due_and_overdue() {
    let mut followed = 0;
    for pack in packs() {
        let year = Year::of(&pack);
        let duties = &year.app.pack().kewajiban;
        let mut days = Days { year: &year, asked: BTreeMap::new() };
        for duty in duties {
            let seen = follow(&mut days, duty);
            let name = format!("{pack} {}: {seen:?}", duty.kode);
            assert!(seen.iter().any(|stands| is_met(*stands)), "{name}");
            assert!(seen.contains(&Keadaan::BelumJatuhTempo), "{name}");
            // What is owed once, or by an entry whose term is over, may be met by all.
            let ends = duty.tiap == Tiap::Sekali
                || !["pemda", "opd", "kbk"].contains(&duty.siapa.as_str());
            let is_past = |stands: &Keadaan| stands.is_missed() || *stands == Keadaan::Belum;
            assert!(ends || seen.iter().any(is_past), "{name}");
            followed += 1;
        }
        for row in days.asked.values().flatten().filter(|row| row.keadaan.is_missed()) {
            let duty = duties.iter().find(|duty| duty.kode == row.kewajiban).expect("a duty");
            assert_eq!(duty.kekuatan, Kekuatan::Wajib, "{pack}: {row:?}");
        }
    }
    assert!(followed > 40, "{followed}");
}

/// Units without a KBK: only the kinds that must have one, and of those every one.
fn lists_who_owes_a_kbk(year: &Year, listed: &Tabel) {
    let must = &year.app.pack().kbk.as_ref().expect("rules of KBK").wajib_pada;
    let bench = year.app.bench(&year.view, Limit::default());
    let units = year.runtime.block_on(bench.units()).expect("units");
    let owing = units.iter().filter(|unit| unit.kbk.is_empty() && unit.ended.is_none());
    let owing = owing.filter(|unit| must.is_empty() || must.contains(&unit.jenis));
    let owing: BTreeSet<&str> = owing.map(|unit| unit.kode.as_str()).collect();
    let listed: BTreeSet<&str> =
        listed.baris.iter().map(|baris| baris.sel[1].nilai.as_str()).collect();
    assert_eq!(listed, owing, "{}", year.name);
}

/// About whom a report can be asked so that, between them, its parts have something to say.
fn asked_about(year: &Year, laporan: &Laporan) -> BTreeSet<Chosen> {
    let of = |kode: &str| match laporan.untuk {
        Untuk::Pemda => Chosen::default(),
        Untuk::Opd => Chosen { opd: kode.to_owned(), kbk: String::new() },
        Untuk::Kbk => Chosen { opd: String::new(), kbk: kode.to_owned() },
    };
    if laporan.untuk == Untuk::Pemda {
        return BTreeSet::from([of("")]);
    }
    let mut about = BTreeSet::new();
    for part in laporan.bagian.iter().filter(|part| part.jenis == JenisBagian::Formulir) {
        let entries = year.entries(&part.formulir);
        let named = entries.iter().filter(|entri| entri.holds(&part.dengan)).find_map(|entri| {
            let named = if laporan.untuk == Untuk::Opd { &entri.opd } else { &entri.kbk };
            named.as_ref().map(|named| of(&named.kode))
        });
        about.extend(named);
    }
    if about.is_empty() {
        let bench = year.app.bench(&year.view, Limit::default());
        let units = year.runtime.block_on(bench.units()).expect("units");
        let unit = units.iter().find(|unit| !unit.kbk.is_empty()).expect("a unit with a KBK");
        about.insert(of(if laporan.untuk == Untuk::Opd { &unit.kode } else { &unit.kbk[0].kode }));
    }
    about
}

#[test]
fn every_report_holds_its_parts() {
    let mut shown = 0;
    for pack in packs() {
        let year = Year::of(&pack);
        for laporan in &year.app.pack().laporan {
            let about = asked_about(&year, laporan);
            let written: Vec<Dokumen> =
                about.iter().map(|chosen| year.report(laporan, chosen)).collect();
            let headings: Vec<&str> =
                laporan.bagian.iter().map(|part| part.judul.as_str()).collect();
            for dokumen in &written {
                let name = format!("{pack} {}", laporan.kode);
                assert_eq!(dokumen.judul, laporan.nama, "{name}");
                let got: Vec<&str> = dokumen.bagian.iter().map(|isi| isi.judul.as_str()).collect();
                assert_eq!(got, headings, "{name}");
                // A part says something, if only that there is nothing.
                for isi in &dokumen.bagian {
                    let says = |tabel: &Tabel| !tabel.baris.is_empty() || !tabel.kosong.is_empty();
                    let lines = isi.teks.len() + isi.butir.len() + isi.bagan.len();
                    assert!(lines > 0 || isi.tabel.iter().any(says), "{name} {}", isi.judul);
                }
            }
            for (number, part) in laporan.bagian.iter().enumerate() {
                if part.jenis == JenisBagian::Tanpa && part.formulir == "kbk" {
                    lists_who_owes_a_kbk(&year, &written[0].bagian[number].tabel[0]);
                }
                if part.jenis != JenisBagian::Formulir {
                    continue;
                }
                let entries = year.entries(&part.formulir);
                let codes: BTreeSet<&str> = entries
                    .iter()
                    .filter(|entri| entri.holds(&part.dengan))
                    .map(|entri| entri.kode.as_str())
                    .collect();
                let cells = written.iter().flat_map(|dokumen| &dokumen.bagian[number].tabel);
                let mut cells = cells.flat_map(|tabel| &tabel.baris).flat_map(|baris| &baris.sel);
                let is_there = cells.any(|sel| codes.contains(sel.nilai.as_str()));
                let name = format!("{pack} {} {}", laporan.kode, part.judul);
                assert_eq!(is_there, !codes.is_empty(), "{name}: {codes:?} {about:?}");
                shown += usize::from(is_there);
            }
        }
    }
    assert!(shown > 80, "{shown}");
}
