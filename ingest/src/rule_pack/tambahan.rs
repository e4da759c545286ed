//! What a regulation of single units adds to that of their government.

use super::RulePack;
use crate::identity::Kode;

/// Two packs in force beside each other use one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// List of the pack, such as `formulir`.
    pub daftar: &'static str,
    /// The code.
    pub kode: String,
}

impl RulePack {
    /// This pack with what another says beside it for some units: its forms, duties, reports, texts,
    /// mottos, positions, kinds of activity and values. Scores, ranking and Gelar stay this pack's
    /// (AMB-051).
    ///
    /// A value is identified by its set and its code (AMB-052), so values of the other pack are
    /// called `other:code`. Errors: [`Collision`] for any other code that both packs use.
    pub fn beside(mut self, other: &Self, opd: &[Kode]) -> Result<Self, Collision> {
        let units: Vec<String> = opd.iter().map(Kode::to_string).collect();
        let values = other.nilai.iter().cloned().map(|mut nilai| {
            nilai.kode = format!("{}:{}", other.kode, nilai.kode);
            nilai
        });
        add("nilai", &mut self.nilai, values, |nilai| &nilai.kode)?;
        let forms = other.formulir.iter().cloned().map(|mut formulir| {
            formulir.hanya_opd.clone_from(&units);
            formulir
        });
        add("formulir", &mut self.formulir, forms, |formulir| &formulir.kode)?;
        let duties = other.kewajiban.iter().cloned().map(|mut kewajiban| {
            kewajiban.hanya_opd.clone_from(&units);
            kewajiban
        });
        add("kewajiban", &mut self.kewajiban, duties, |kewajiban| &kewajiban.kode)?;
        add("laporan", &mut self.laporan, other.laporan.iter().cloned(), |l| &l.kode)?;
        add("bacaan", &mut self.bacaan, other.bacaan.iter().cloned(), |b| &b.kode)?;
        add("semboyan", &mut self.semboyan, other.semboyan.iter().cloned(), |s| &s.kode)?;
        add("peran", &mut self.peran, other.peran.iter().cloned(), |p| &p.kode)?;
        // A pack that lists no kinds takes any.
        if !self.jenis_kegiatan.is_empty() {
            let kinds = other.jenis_kegiatan.iter().cloned();
            add("jenis_kegiatan", &mut self.jenis_kegiatan, kinds, |jenis| &jenis.kode)?;
        }
        Ok(self)
    }
}

fn add<T>(
    daftar: &'static str,
    list: &mut Vec<T>,
    more: impl Iterator<Item = T>,
    kode: impl Fn(&T) -> &String,
) -> Result<(), Collision> {
    for entry in more {
        if list.iter().any(|known| kode(known) == kode(&entry)) {
            return Err(Collision { daftar, kode: kode(&entry).clone() });
        }
        list.push(entry);
    }
    Ok(())
}
