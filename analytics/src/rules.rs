//! A rule pack as tables that questions join with.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema};
use ingest::rule_pack::{Arah, Batas, CaraPembulatan, Instrumen, Scorecard};

/// A small table of named columns.
pub(crate) fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let field =
        |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    match RecordBatch::try_new(schema, arrays) {
        Ok(batch) => batch,
        Err(error) => unreachable!("columns of one length by construction: {error}"),
    }
}

/// A column of texts.
pub(crate) fn texts<'a>(values: impl IntoIterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

/// A column of whole numbers.
pub(crate) fn numbers(values: impl IntoIterator<Item = i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(values))
}

/// A column of dates.
pub(crate) fn days(values: impl IntoIterator<Item = time::Date>) -> ArrayRef {
    Arc::new(Date32Array::from_iter_values(values.into_iter().map(crate::query::days)))
}

/// A column of keys.
pub(crate) fn keys(values: impl IntoIterator<Item = i32>) -> ArrayRef {
    Arc::new(Int32Array::from_iter_values(values))
}

/// `pita`: the bands of each group, numbered from the best.
pub(crate) fn pita(instrumen: &Instrumen) -> RecordBatch {
    let mut rows = Vec::new();
    for kelompok in &instrumen.kelompok {
        let mut bands: Vec<_> = kelompok.kategori.iter().collect();
        bands.sort_by_key(|band| match instrumen.arah {
            Arah::MakinKecilMakinBaik => band.dari,
            Arah::MakinBesarMakinBaik => -band.dari,
        });
        let numbered = bands.into_iter().enumerate();
        rows.extend(numbered.map(|(place, band)| (kelompok.kode.as_str(), place as i64, band)));
    }
    batch(vec![
        ("kelompok", texts(rows.iter().map(|row| row.0))),
        ("urutan", numbers(rows.iter().map(|row| row.1))),
        ("dari", numbers(rows.iter().map(|row| row.2.dari))),
        ("sampai", numbers(rows.iter().map(|row| row.2.sampai))),
        ("nama", texts(rows.iter().map(|row| row.2.nama.as_str()))),
    ])
}

/// The word for a way of rounding that `evaluasi.sql` knows.
pub(crate) fn pembulatan(cara: CaraPembulatan) -> &'static str {
    match cara {
        CaraPembulatan::SetengahKeAtas => "setengah_ke_atas",
        CaraPembulatan::SelaluKeAtas => "selalu_ke_atas",
        CaraPembulatan::SelaluKeBawah => "selalu_ke_bawah",
    }
}

/// `butir`: code, value and weight of each scorecard line.
pub(crate) fn butir(scorecard: Option<&Scorecard>) -> RecordBatch {
    let lines = scorecard.map_or(&[][..], |scorecard| &scorecard.butir);
    batch(vec![
        ("kode", texts(lines.iter().map(|line| line.kode.as_str()))),
        ("nilai", texts(lines.iter().map(|line| line.nilai.as_str()))),
        ("bobot", numbers(lines.iter().map(|line| i64::from(line.bobot)))),
    ])
}

/// `kategori`: the scorecard bands, numbered from the best; each reaches up to `hingga`.
pub(crate) fn kategori(scorecard: Option<&Scorecard>) -> RecordBatch {
    let bands = scorecard.map_or(&[][..], |scorecard| &scorecard.kategori);
    // Above the best band lies nothing: a score is at most 100.
    let hingga = std::iter::once(101).chain(bands.iter().map(|band| band.dari));
    let up = scorecard.is_some_and(|scorecard| scorecard.batas == Some(Batas::MasukKeAtas));
    batch(vec![
        ("kode", texts(bands.iter().map(|band| band.kode.as_str()))),
        ("urutan", numbers(0..bands.len() as i64)),
        ("dari", numbers(bands.iter().map(|band| band.dari))),
        ("hingga", numbers(hingga.take(bands.len()))),
        ("batas_masuk_ke_atas", Arc::new(BooleanArray::from(vec![up; bands.len()]))),
    ])
}

/// A table of nothing with the columns of `scorecard.sql` or `gelar.sql`, for a period without.
pub(crate) fn nothing(columns: &[(&str, DataType)]) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect();
    RecordBatch::new_empty(Arc::new(Schema::new(fields)))
}
