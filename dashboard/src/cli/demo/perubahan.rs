//! What changed on 1 January 2026: two units became one, another got a new name, a KBK moved. And an
//! entry that was taken back.

use ingest::accept::Intent;
use ingest::event::{EntryWithdrawn, KbkChanged, OpdChanged, PerubahanKbk, PerubahanOpd};
use ingest::identity::Kode;
use time::Date;
use time::macros::date;

use super::calendar::moment;
use super::diary::Diary;
use super::opd::{MERGED, Opd, REFORMED};
use super::pegawai::transfer;
use super::table::kode;

/// The first working day on which it could be recorded.
const RECORDED: Date = date!(2026 - 01 - 02);
/// Legal basis.
const BASIS: &str = "Peraturan Daerah Nomor 9 Tahun 2025";
/// Units and their new names.
const RENAMED: [(&str, &str); 2] = [
    ("DISTAN", "Dinas Pertanian, Ketahanan Pangan dan Perikanan"),
    ("DISPORAPAR", "Dinas Pemuda, Olahraga, Pariwisata dan Ekonomi Kreatif"),
];
/// A plan that was handed in twice, and when one of the two was taken back.
const TWICE: (&str, &str, Date) = ("SETDA", "JD-SETDA-1-2025T4-1", date!(2025 - 11 - 05));

/// The units change, with their people and their KBK.
pub(super) fn happen(opd: &[Opd], diary: &mut Diary) {
    let find = |kode: &str| opd.iter().find(|opd| opd.kode.as_str() == kode);
    if let (Some(from), Some(to)) = (find(MERGED[0]), find(MERGED[1])) {
        for (minute, kbk) in (0..).zip(&from.kbk) {
            let changed = KbkChanged {
                kode: kode(&format!("PKB-{}", kbk.short())),
                kbk: kbk.kode.clone(),
                perubahan: PerubahanKbk::BergantiOpd,
                nama: None,
                opd: Some(to.kode.clone()),
                sk_nomor: Some("521/004/2026".to_owned()),
                sk_tanggal: Some(RECORDED),
            };
            let key = format!("kbk_perubahan:{}", changed.kode);
            diary.note(moment(RECORDED, 7, 35 + minute), REFORMED, key, Intent::ChangeKbk(changed));
        }
        transfer(from, &to.kode, REFORMED, moment(RECORDED, 7, 40), diary);
        change(from, PerubahanOpd::Bergabung, None, vec![to.kode.clone()], 10, diary);
    }
    for (minute, (unit, name)) in (15..).zip(RENAMED) {
        if let Some(opd) = find(unit) {
            change(opd, PerubahanOpd::BergantiNama, Some(name), Vec::new(), minute, diary);
        }
    }
    let (unit, code, day) = TWICE;
    if find(unit).is_some() {
        diary.note_sealed(moment(day, 9, 40), day, move |sealed| {
            let key = "tarik:1".to_owned();
            let name = format!("jadwal:{code}:{key}");
            let alasan = sealed.seal(&name, "Tercatat dua kali dengan kode berbeda")?;
            let jenis = "jadwal".to_owned();
            Ok((key, Intent::Withdraw(EntryWithdrawn { jenis, kode: kode(code), alasan })))
        });
    }
}

fn change(
    opd: &Opd,
    perubahan: PerubahanOpd,
    nama: Option<&str>,
    menjadi: Vec<Kode>,
    minute: i64,
    diary: &mut Diary,
) {
    let changed = OpdChanged {
        kode: kode(&format!("PO-{}", opd.kode)),
        opd: opd.kode.clone(),
        perubahan,
        nama: nama.map(str::to_owned),
        menjadi,
        dasar: BASIS.to_owned(),
    };
    let key = format!("opd_perubahan:{}", changed.kode);
    diary.note(moment(RECORDED, 8, minute), REFORMED, key, Intent::ChangeOpd(changed));
}
