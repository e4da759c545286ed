//! `/kewajiban`: what is owed, by whom, until when, and what was missed?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analytics::kewajiban::{Calendar, DutyRow, Keadaan};
use ingest::event::Word;
use ingest::identity::date_text;
use ingest::rule_pack::{Kekuatan, Kewajiban, RulePack, Untuk};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::app::AppError;
use crate::asked::{Asked, event_path, narrowed};
use crate::entri::{Names, address};
use crate::pages::filter::{Field, filter};
use crate::pages::parts::nothing;
use crate::pages::periods::{name, quarter_of, window_name};
use crate::pages::{Page, parts};
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, t, tf, whole};
use crate::user_error::UserError;

/// The calendar of duties of a period.
pub struct Duties {
    calendar: Arc<Calendar>,
    units: Vec<(String, String)>,
    label: String,
}

/// Duties of one who owes them, of the same kind and standing: one line for all their windows.
pub struct Group<'c> {
    /// The duty.
    pub duty: &'c Kewajiban,
    /// Its windows, oldest first.
    pub rows: Vec<&'c DutyRow>,
}

/// The duty of this code.
pub fn duty_of<'p>(pack: &'p RulePack, kode: &str) -> Option<&'p Kewajiban> {
    pack.kewajiban.iter().find(|duty| duty.kode == kode)
}

/// The rows that stand like this, those of one duty and one who owes it together.
pub fn grouped<'c>(
    pack: &'c RulePack,
    rows: impl Iterator<Item = &'c DutyRow>,
    stands: &[Keadaan],
) -> Vec<Group<'c>> {
    let mut groups: Vec<Group<'c>> = Vec::new();
    let mut places = BTreeMap::new();
    for row in rows.filter(|row| stands.contains(&row.keadaan)) {
        let Some(duty) = duty_of(pack, &row.kewajiban) else { continue };
        let place =
            *places.entry((&row.kewajiban, &row.opd, &row.kbk, &row.entri)).or_insert_with(|| {
                groups.push(Group { duty, rows: Vec::new() });
                groups.len() - 1
            });
        groups[place].rows.push(row);
    }
    for group in &mut groups {
        group.rows.sort_by_key(|row| row.tenggat);
    }
    groups.sort_by_key(|group| group.rows.first().map(|row| row.tenggat));
    groups
}

/// How a duty stands, in words.
pub fn keadaan(stands: Keadaan) -> String {
    t(&format!("keadaan-{}", stands.word()))
}

/// How strong a duty is, in words.
pub fn kekuatan(strength: Kekuatan) -> String {
    t(match strength {
        Kekuatan::Wajib => "kekuatan-wajib",
        Kekuatan::Hendaknya => "kekuatan-hendaknya",
        Kekuatan::Dianjurkan => "kekuatan-dianjurkan",
        Kekuatan::Pengingat => "kekuatan-pengingat",
    })
}

/// Pasal and decision, as they stand beside an entry of a rule pack.
pub fn source(sumber: &str, keputusan: Option<&str>) -> String {
    match keputusan {
        Some(keputusan) => format!("{sumber}; {keputusan}"),
        None => sumber.to_owned(),
    }
}

/// Who owes it: the government, a unit, a KBK, or the entry of a form.
fn who(row: &DutyRow, pemda: &str) -> Sel {
    if let Some((formulir, kode)) = &row.entri {
        return Sel::teks(kode).ke(address(formulir, kode));
    }
    match (&row.kbk, &row.opd) {
        (Some((kode, nama)), Some((_, opd))) => {
            let words = tf("kewajiban-kbk", &[("kbk", nama), ("opd", opd)]);
            Sel::dibaca(words, kode).ke(format!("/kbk/{kode}"))
        }
        (Some((kode, nama)), None) => Sel::dibaca(nama, kode).ke(format!("/kbk/{kode}")),
        (None, Some((kode, nama))) => Sel::dibaca(nama, kode).ke(format!("/opd/{kode}")),
        (None, None) => Sel::teks(pemda),
    }
}

/// The windows of one line: named where they are few, else the first and the last and how many.
fn window_names(rows: &[&DutyRow]) -> String {
    let named = |row: &&DutyRow| window_name(&row.jendela, row.tenggat);
    match rows {
        [first, .., last] if rows.len() > 3 => tf(
            "kewajiban-beruntun",
            &[
                ("awal", &named(first)),
                ("akhir", &named(last)),
                ("jumlah", &whole(rows.len() as i128)),
            ],
        ),
        few => few.iter().map(named).collect::<Vec<_>>().join(", "),
    }
}

/// What a table of open duties says of each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Who owes it: the duty stands above the table.
    Who,
    /// Which duty: who owes it stands above the table.
    What,
    /// Both.
    Both,
}

/// Open duties as a table: what, who, which windows, until when or since when.
fn open_table(pemda: &str, groups: &[Group<'_>], judul: String, says: Says, late: bool) -> Tabel {
    let mut kolom = Vec::new();
    if says != Says::Who {
        kolom.push(Judul::teks(t("kewajiban-kolom")));
    }
    if says != Says::What {
        kolom.push(Judul::teks(t("kewajiban-siapa")));
    }
    kolom.push(Judul::teks(t("kewajiban-untuk")));
    kolom.push(Judul::teks(t(if late { "kewajiban-sejak" } else { "kewajiban-sampai" })));
    if late {
        kolom.push(Judul::angka(t("kewajiban-hari")));
    }
    if says != Says::Who {
        kolom.extend(["kewajiban-kekuatan", "hal-kolom-sumber"].map(t).map(Judul::teks));
    }
    let line = |group: &Group<'_>| {
        let first = *group.rows.first()?;
        let mut sel = Vec::new();
        if says != Says::Who {
            sel.push(Sel::dibaca(&group.duty.nama, &group.duty.kode));
        }
        if says != Says::What {
            sel.push(who(first, pemda));
        }
        let codes: Vec<&str> = group.rows.iter().map(|row| row.jendela.as_str()).collect();
        sel.push(Sel::dibaca(window_names(&group.rows), codes.join(" ")));
        let day = match late {
            true => first.tenggat.next_day().unwrap_or(first.tenggat),
            false => first.tenggat,
        };
        sel.push(Sel::dibaca(date(day), date_text(day)));
        if late {
            sel.push(Sel::dibaca(whole(first.hari), first.hari.to_string()));
        }
        if says != Says::Who {
            sel.push(Sel::teks(kekuatan(group.duty.kekuatan)));
            sel.push(Sel::teks(source(&group.duty.sumber, group.duty.keputusan.as_deref())));
        }
        Some(Baris::from(sel))
    };
    let baris = groups.iter().filter_map(line).collect();
    Tabel { judul, kolom, baris, kosong: t("kewajiban-kosong") }
}

/// Missed duties of all, longest first.
pub fn missed(pemda: &str, groups: &[Group<'_>], judul: String) -> Tabel {
    open_table(pemda, groups, judul, Says::Both, true)
}

/// The same, a table a duty, called after it and where it stands.
pub fn missed_by_duty(pemda: &str, groups: Vec<Group<'_>>) -> Vec<Tabel> {
    let table = |(duty, groups): (&Kewajiban, Vec<Group<'_>>)| {
        let sumber = source(&duty.sumber, duty.keputusan.as_deref());
        let judul = tf("kewajiban-dan-sumber", &[("nama", &duty.nama), ("sumber", &sumber)]);
        open_table(pemda, &groups, judul, Says::Who, true)
    };
    by_duty(groups).into_iter().map(table).collect()
}

/// Groups of the same duty together, in the order in which each duty comes first.
fn by_duty(groups: Vec<Group<'_>>) -> Vec<(&Kewajiban, Vec<Group<'_>>)> {
    let mut by_duty: Vec<(&Kewajiban, Vec<Group<'_>>)> = Vec::new();
    for group in groups {
        match by_duty.iter_mut().find(|(duty, _)| duty.kode == group.duty.kode) {
            Some((_, groups)) => groups.push(group),
            None => by_duty.push((group.duty, vec![group])),
        }
    }
    by_duty
}

/// The duties of one unit that are missed, then those that wait for their day.
pub fn of_unit(asked: &Asked, calendar: &Calendar, opd: &str) -> Markup {
    let is_of = |row: &&DutyRow| row.opd.as_ref().is_some_and(|(kode, _)| kode == opd);
    let path = narrowed(&asked.link("/kewajiban"), [("opd", opd)].into_iter());
    of_some(asked, calendar, calendar.rows.iter().filter(is_of), &path)
}

/// The same of one KBK, whose duties are given.
pub fn of_group<'c>(
    asked: &'c Asked,
    calendar: &'c Calendar,
    rows: impl Iterator<Item = &'c DutyRow>,
) -> Markup {
    of_some(asked, calendar, rows, &asked.link("/kewajiban"))
}

fn of_some<'c>(
    asked: &'c Asked,
    calendar: &'c Calendar,
    rows: impl Iterator<Item = &'c DutyRow>,
    path: &str,
) -> Markup {
    let (pack, pemda) = (asked.app.pack(), &asked.app.pemda().nama);
    let rows: Vec<&DutyRow> = rows.collect();
    let table = |stands: &[Keadaan], judul: &str, late| {
        let groups = grouped(pack, rows.iter().copied(), stands);
        let says = if groups.iter().any(is_of_part) { Says::Both } else { Says::What };
        open_table(pemda, &groups, t(judul), says, late)
    };
    let late = table(&MISSED, "kewajiban-terlewat", true);
    let due = table(&[Keadaan::BelumJatuhTempo], "kewajiban-menunggu", false);
    html! {
        section {
            h2 { (tf("kewajiban-judul", &[("periode", &name(&calendar.periode.kode))])) }
            @for table in [late, due] {
                h3 { (table.judul) }
                (table.markup(|path| asked.link(path)))
            }
            p { a href=(path) { (t("kewajiban-semua")) } }
        }
    }
}

/// Whether it is owed by a KBK of the unit or by an entry.
fn is_of_part(group: &Group<'_>) -> bool {
    group.rows.iter().any(|row| row.kbk.is_some() || row.entri.is_some())
}

/// Missed, whether or not it can still be done inside its window.
pub const MISSED: [Keadaan; 2] = [Keadaan::Terlambat, Keadaan::TidakAda];

/// Every duty that has begun, one row a window: what reports and files hold.
pub fn whole_table<'c>(
    pack: &RulePack,
    pemda: &str,
    rows: impl Iterator<Item = &'c DutyRow>,
    judul: String,
) -> Tabel {
    let headings = ["kewajiban-kolom", "kewajiban-siapa", "kewajiban-untuk", "kewajiban-sampai"];
    let mut kolom: Vec<Judul> = headings.map(t).map(Judul::teks).into();
    kolom.push(Judul::teks(t("kewajiban-keadaan")));
    kolom.push(Judul::angka(t("kewajiban-hari")));
    kolom.extend(
        ["kewajiban-dipenuhi", "kewajiban-kekuatan", "hal-kolom-sumber"].map(t).map(Judul::teks),
    );
    let line = |row: &DutyRow| {
        let duty = duty_of(pack, &row.kewajiban)?;
        let hari = match row.hari {
            0 => Sel::default(),
            days => Sel::dibaca(whole(days), days.to_string()),
        };
        Some(Baris::from(vec![
            Sel::dibaca(&duty.nama, &duty.kode),
            who(row, pemda),
            Sel::dibaca(window_name(&row.jendela, row.tenggat), &row.jendela),
            Sel::dibaca(date(row.tenggat), date_text(row.tenggat)),
            Sel::dibaca(keadaan(row.keadaan), row.keadaan.word()),
            hari,
            proof(row),
            Sel::teks(kekuatan(duty.kekuatan)),
            Sel::teks(source(&duty.sumber, duty.keputusan.as_deref())),
        ]))
    };
    let begun = rows.filter(|row| row.keadaan != Keadaan::AkanDatang);
    Tabel { judul, kolom, baris: begun.filter_map(line).collect(), kosong: t("kewajiban-kosong") }
}

/// Every duty that has begun, as reports hold it: one row for the windows that stand alike.
pub fn standing_table<'c>(
    pack: &'c RulePack,
    pemda: &str,
    rows: impl Iterator<Item = &'c DutyRow>,
) -> Tabel {
    let headings = ["kewajiban-kolom", "kewajiban-siapa", "kewajiban-untuk", "kewajiban-keadaan"];
    let mut kolom: Vec<Judul> = headings.map(t).map(Judul::teks).into();
    kolom.push(Judul::angka(t("kewajiban-hari")));
    let more = ["kewajiban-dipenuhi", "kewajiban-kekuatan", "hal-kolom-sumber"];
    kolom.extend(more.map(t).map(Judul::teks));
    let rows: Vec<&DutyRow> = rows.collect();
    let mut baris = Vec::new();
    for (_, stands) in Keadaan::WORDS.iter().filter(|(_, one)| *one != Keadaan::AkanDatang) {
        for group in grouped(pack, rows.iter().copied(), &[*stands]) {
            let (Some(first), Some(last)) = (group.rows.first(), group.rows.last()) else {
                continue;
            };
            let codes: Vec<&str> = group.rows.iter().map(|row| row.jendela.as_str()).collect();
            let hari = match first.hari {
                0 => Sel::default(),
                days => Sel::dibaca(whole(days), days.to_string()),
            };
            baris.push(Baris::from(vec![
                Sel::dibaca(&group.duty.nama, &group.duty.kode),
                who(first, pemda),
                Sel::dibaca(window_names(&group.rows), codes.join(" ")),
                Sel::dibaca(keadaan(*stands), stands.word()),
                hari,
                proof(last),
                Sel::teks(kekuatan(group.duty.kekuatan)),
                Sel::teks(source(&group.duty.sumber, group.duty.keputusan.as_deref())),
            ]));
        }
    }
    Tabel { judul: t("kewajiban-kolom"), kolom, baris, kosong: t("kewajiban-kosong") }
}

/// What fulfilled it: the day and the event; of a questionnaire only its round.
fn proof(row: &DutyRow) -> Sel {
    match &row.bukti {
        None => Sel::default(),
        Some(bukti) => match bukti.position {
            Some(at) => {
                let words = tf(
                    "kewajiban-bukti",
                    &[("tanggal", &date(bukti.tanggal)), ("kode", &bukti.kode)],
                );
                Sel::dibaca(words, date_text(bukti.tanggal)).ke(event_path(at))
            }
            None => Sel::teks(&bukti.kode),
        },
    }
}

/// A unit (none: the government) and a duty.
type CellKey<'c> = (Option<&'c (String, String)>, &'c str);

/// Letters of the table of units by duties, best first; the colour follows.
const LETTERS: [(&str, usize); 4] = [("T", 0), ("J", 2), ("B", 3), ("L", 4)];

/// All windows of one duty of one unit: the place in [`LETTERS`], how many are met, how many there are.
fn summed(rows: &[&DutyRow]) -> Option<(usize, usize, usize)> {
    let begun: Vec<Keadaan> = rows
        .iter()
        .map(|row| row.keadaan)
        .filter(|stands| *stands != Keadaan::AkanDatang)
        .collect();
    let met =
        |stands: &&Keadaan| matches!(stands, Keadaan::Terpenuhi | Keadaan::TerpenuhiTerlambat);
    let place = match &begun {
        begun if begun.is_empty() => return None,
        begun if begun.iter().any(|stands| stands.is_missed()) => 3,
        begun if begun.contains(&Keadaan::Belum) => 2,
        begun if begun.contains(&Keadaan::BelumJatuhTempo) => 1,
        _ => 0,
    };
    Some((place, begun.iter().filter(met).count(), begun.len()))
}

impl Duties {
    fn rows<'c>(&'c self, asked: &'c Asked) -> impl Iterator<Item = &'c DutyRow> {
        let only = &asked.address.narrowed.opd;
        let is_of = move |row: &&DutyRow| {
            only.is_empty() || row.opd.as_ref().is_some_and(|(kode, _)| kode == only)
        };
        self.calendar.rows.iter().filter(is_of)
    }

    fn groups<'c>(&'c self, asked: &'c Asked, stands: &[Keadaan]) -> Vec<Group<'c>> {
        grouped(asked.app.pack(), self.rows(asked), stands)
    }

    fn count(&self, asked: &Asked, is: impl Fn(Keadaan) -> bool) -> String {
        whole(self.rows(asked).filter(|row| is(row.keadaan)).count() as i128)
    }

    /// What stands like this, a table a duty.
    fn section(&self, asked: &Asked, judul: &str, stands: &[Keadaan], late: bool) -> Markup {
        let by_duty = by_duty(self.groups(asked, stands));
        let pemda = &asked.app.pemda().nama;
        html! {
            section {
                h2 { (t(judul)) }
                @if by_duty.is_empty() { p { (t("kewajiban-kosong")) } }
                @for (duty, groups) in &by_duty {
                    h3 { (duty.nama) }
                    p.muted {
                        (kekuatan(duty.kekuatan)) " · "
                        (source(&duty.sumber, duty.keputusan.as_deref()))
                    }
                    (open_table(pemda, groups, format!("{}: {}", t(judul), duty.nama), Says::Who, late)
                        .markup(|path| asked.link(path)))
                }
            }
        }
    }

    /// Units by duties: a letter, a count and, for who cannot see it, words in every cell.
    fn heat(&self, asked: &Asked) -> Markup {
        let pack = asked.app.pack();
        let mut cells: BTreeMap<CellKey<'_>, Vec<&DutyRow>> = BTreeMap::new();
        for row in self.rows(asked) {
            cells.entry((row.opd.as_ref(), &row.kewajiban)).or_default().push(row);
        }
        let duties: Vec<&Kewajiban> = pack
            .kewajiban
            .iter()
            .filter(|duty| cells.keys().any(|(_, kode)| *kode == duty.kode))
            .collect();
        let mut units: Vec<Option<&(String, String)>> =
            cells.keys().map(|(opd, _)| *opd).collect::<BTreeSet<_>>().into_iter().collect();
        units.sort_by_key(|opd| opd.map(|(_, nama)| nama));
        if units.is_empty() {
            return Markup::default();
        }
        let cell = |opd: Option<&(String, String)>, duty: &Kewajiban| {
            let rows = cells.get(&(opd, duty.kode.as_str()))?;
            summed(rows)
        };
        html! {
            section {
                h2 { (t("kewajiban-peta")) }
                ul.legend {
                    @for (letter, tone) in LETTERS {
                        li { (parts::kategori(letter, tone)) " " (t(&format!("kewajiban-huruf-{}", letter.to_lowercase()))) }
                    }
                }
                p.note { (t("kewajiban-peta-arti")) }
                (parts::table(&t("kewajiban-peta"), &html! {
                    thead {
                        tr {
                            th scope="col" { (self.label) }
                            @for duty in &duties { th scope="col" { (duty.nama) } }
                        }
                    }
                    tbody {
                        @for opd in &units {
                            tr {
                                th scope="row" {
                                    @match opd {
                                        Some((kode, nama)) => a href=(asked.link(&format!("/opd/{kode}"))) { (nama) },
                                        None => (asked.app.pemda().nama),
                                    }
                                }
                                @for duty in &duties {
                                    td {
                                        @match cell(*opd, duty) {
                                            Some((place, met, all)) => {
                                                @let (letter, tone) = LETTERS[place];
                                                (parts::kategori(letter, tone)) " "
                                                (tf("kewajiban-dari", &[("ada", &whole(met as i128)), ("dari", &whole(all as i128))]))
                                                span.tersembunyi { ", " (t(&format!("kewajiban-huruf-{}", letter.to_lowercase()))) }
                                            },
                                            None => (nothing()),
                                        }
                                    }
                                }
                            }
                        }
                    }
                }))
            }
        }
    }

    fn since(&self) -> String {
        let key = if self.calendar.sejak_berlaku {
            "kewajiban-mulai-berlaku"
        } else {
            "kewajiban-mulai-catatan"
        };
        tf(key, &[("tanggal", &date(self.calendar.sejak))])
    }
}

/// The period asked for, or the year of the day that is asked about.
pub fn period_of(asked: &Asked) -> String {
    match asked.address.narrowed.periode.as_str() {
        "" => analytics::periode::Periode::year_of(asked.today()).kode,
        periode => periode.to_owned(),
    }
}

/// The duties of a period as they stand on the day asked about. Errors: [`UserError`].
pub async fn calendar(asked: &Asked, periode: &str) -> Result<Arc<Calendar>, UserError> {
    match asked.app.calendar(&asked.view, periode).await {
        Err(AppError::Analytics(analytics::AnalyticsError::UnknownPeriode { .. })) => {
            Err(asked.no_such_periode(periode, &asked.address.path).await?)
        }
        other => Ok(other?),
    }
}

impl Page for Duties {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let calendar = calendar(asked, &period_of(asked)).await?;
        let names = Names::load(&asked.app, &asked.view).await?;
        asked.check_narrowed(&names)?;
        let units = names.units().into_iter().map(|unit| (unit.kode, unit.nama)).collect();
        Ok(Self { calendar, units, label: names.label(Untuk::Opd) })
    }

    fn title(&self, _: &Asked) -> String {
        tf("kewajiban-judul", &[("periode", &name(&self.calendar.periode.kode))])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let missed = self.count(asked, Keadaan::is_missed);
        let due = self.count(asked, |stands| stands == Keadaan::BelumJatuhTempo);
        let met = self.count(asked, |stands| {
            matches!(stands, Keadaan::Terpenuhi | Keadaan::TerpenuhiTerlambat)
        });
        let tanggal = date(self.calendar.tanggal);
        let key = if missed == "0" { "kewajiban-kalimat-tidak" } else { "kewajiban-kalimat" };
        let none = asked.app.pack().kewajiban.is_empty();
        html! {
            @if none {
                p.lead { (t("kewajiban-tanpa")) }
            } @else {
                p.lead {
                    (tf(key, &[
                        ("terlewat", &missed), ("menunggu", &due), ("terpenuhi", &met), ("tanggal", &tanggal),
                    ]))
                }
                p.note { (self.since()) }
                @let quarter = quarter_of(self.calendar.periode.selesai.min(asked.today()));
                p {
                    a href=(asked.link(&format!("/tinjauan/{quarter}"))) {
                        (tf("tinjauan-judul", &[("periode", &name(&quarter))]))
                    }
                }
                (filter(asked, &[
                    Field::opd(self.label.clone(), &self.units),
                    Field::periode(&self.calendar.periode.kode, asked.today()),
                ]))
                (self.section(asked, "kewajiban-terlewat", &MISSED, true))
                (self.section(asked, "kewajiban-menunggu", &[Keadaan::BelumJatuhTempo], false))
                (self.section(asked, "kewajiban-belum", &[Keadaan::Belum], false))
                (self.heat(asked))
                (self.done(asked))
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        json(asked, &self.calendar, self.rows(asked))
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        rows(self.rows(asked))
    }
}

impl Duties {
    fn done(&self, asked: &Asked) -> Markup {
        let met = self.rows(asked).filter(|row| row.bukti.is_some());
        let table =
            whole_table(asked.app.pack(), &asked.app.pemda().nama, met, t("kewajiban-terpenuhi"));
        html! {
            section {
                h2 { (t("kewajiban-terpenuhi")) }
                details {
                    summary { (tf("kewajiban-terpenuhi-jumlah", &[("jumlah", &whole(table.baris.len() as i128))])) }
                    (table.markup(|path| asked.link(path)))
                }
            }
        }
    }
}

/// A calendar as `jejak kewajiban --format json` prints it.
pub fn calendar_json<'c>(
    pack: &RulePack,
    calendar: &Calendar,
    rows: impl Iterator<Item = &'c DutyRow>,
) -> Value {
    let row = |row: &DutyRow| {
        let duty = duty_of(pack, &row.kewajiban);
        json!({
            "kewajiban": row.kewajiban,
            "nama": duty.map(|duty| &duty.nama),
            "kekuatan": duty.map(|duty| duty.kekuatan),
            "sumber": duty.map(|duty| &duty.sumber),
            "opd": row.opd.as_ref().map(|(kode, _)| kode),
            "kbk": row.kbk.as_ref().map(|(kode, _)| kode),
            "formulir": row.entri.as_ref().map(|(formulir, _)| formulir),
            "entri": row.entri.as_ref().map(|(_, kode)| kode),
            "jendela": row.jendela,
            "tenggat": date_text(row.tenggat),
            "keadaan": row.keadaan.word(),
            "hari_terlambat": row.hari,
            "dipenuhi": row.bukti.as_ref().filter(|bukti| bukti.position.is_some()).map(|bukti| date_text(bukti.tanggal)),
            "bukti": row.bukti.as_ref().map(|bukti| &bukti.kode),
            "position": row.bukti.as_ref().and_then(|bukti| bukti.position),
        })
    };
    json!({
        "periode": calendar.periode.kode,
        "tanggal": date_text(calendar.tanggal),
        "sejak": date_text(calendar.sejak),
        "rows": rows.map(row).collect::<Vec<_>>(),
    })
}

fn json<'c>(asked: &Asked, calendar: &Calendar, rows: impl Iterator<Item = &'c DutyRow>) -> Value {
    let mut json = calendar_json(asked.app.pack(), calendar, rows);
    json["as_of"] = crate::export::as_of_json(&asked.view);
    json
}

/// Rows of a calendar as text, header first.
pub fn rows<'c>(rows: impl Iterator<Item = &'c DutyRow>) -> Vec<Vec<String>> {
    let header = [
        "kewajiban",
        "opd",
        "kbk",
        "formulir",
        "entri",
        "jendela",
        "tenggat",
        "keadaan",
        "hari_terlambat",
        "dipenuhi",
        "bukti",
        "kejadian",
    ];
    let code = |pair: &Option<(String, String)>| {
        pair.as_ref().map(|(kode, _)| kode.clone()).unwrap_or_default()
    };
    let row = |row: &DutyRow| {
        let proof = row.bukti.as_ref();
        let seen = proof.filter(|bukti| bukti.position.is_some());
        vec![
            row.kewajiban.clone(),
            code(&row.opd),
            code(&row.kbk),
            code(&row.entri),
            row.entri.as_ref().map(|(_, kode)| kode.clone()).unwrap_or_default(),
            row.jendela.clone(),
            date_text(row.tenggat),
            row.keadaan.word().to_owned(),
            row.hari.to_string(),
            seen.map(|bukti| date_text(bukti.tanggal)).unwrap_or_default(),
            proof.map(|bukti| bukti.kode.clone()).unwrap_or_default(),
            proof.and_then(|bukti| bukti.position).map(|at| at.to_string()).unwrap_or_default(),
        ]
    };
    std::iter::once(header.map(String::from).to_vec()).chain(rows.map(row)).collect()
}
