//! Runs one `.sql` file over one snapshot.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::{DataType, Int64Type, SchemaRef};
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::ScalarValue;
use datafusion::datasource::TableType;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::{SessionConfig, SessionContext};
use projections::Snapshot;
use time::Date;

use crate::AnalyticsError;

/// A question: the name and text of a file in `queries/`.
#[derive(Debug, Clone, Copy)]
pub struct Query {
    /// File name without its ending.
    pub name: &'static str,
    /// SQL.
    pub sql: &'static str,
}

macro_rules! queries {
    ($($constant:ident = $name:literal),* $(,)?) => {
        $(
            #[doc = concat!("`queries/", $name, ".sql`.")]
            pub const $constant: Query = Query {
                name: $name,
                sql: include_str!(concat!("../queries/", $name, ".sql")),
            };
        )*
        /// Every question, for the test that plans them all.
        pub const ALL: &[Query] = &[$($constant),*];
    };
}

queries! {
    RONDE = "ronde",
    EVALUASI = "evaluasi",
    SCORECARD = "scorecard",
    NILAI = "nilai",
    KEGIATAN = "kegiatan",
    RUBRIK = "rubrik",
    GELAR = "gelar",
    CALON = "calon",
    KEBIJAKAN = "kebijakan",
    UKURAN = "ukuran",
    INDEKS = "indeks",
    PERINGKAT = "peringkat",
    POIN_BUTIR = "poin_butir",
    PEGAWAI = "pegawai",
    LEMBAR_SCORECARD = "lembar_scorecard",
    LEMBAR_GELAR = "lembar_gelar",
    DAFTAR_KEGIATAN = "daftar_kegiatan",
    KEGIATAN_TRIWULAN = "kegiatan_triwulan",
    DAFTAR_OPD = "daftar_opd",
    OPD_PADA = "opd_pada",
    KBK_UNIT = "kbk_unit",
    KBK_PADA = "kbk_pada",
    RIWAYAT_OPD = "riwayat_opd",
    AWAL = "awal",
    SATUAN = "satuan",
    KELOMPOK = "kelompok",
    ENTRI = "entri",
    CIRI = "ciri",
    LANJUTAN = "lanjutan",
    LETAK = "letak",
    FAKTA = "fakta",
    KEWAJIBAN = "kewajiban",
    DAFTAR_ENTRI = "daftar_entri",
    ISIAN_ENTRI = "isian_entri",
    CAPAIAN = "capaian",
    RATA_CAPAIAN = "rata_capaian",
    BULAN_KOSONG = "bulan_kosong",
    TANPA = "tanpa",
    TANPA_LANJUTAN = "tanpa_lanjutan",
    LEWAT_WAKTU = "lewat_waktu",
    ORANG = "orang",
    BELAKANGAN = "belakangan",
    DAFTAR_GELAR = "daftar_gelar",
    JURI_GELAR = "juri_gelar",
    CALON_GELAR = "calon_gelar",
    LEMBAR_JURI = "lembar_juri",
    CONDONG_JURI = "condong_juri",
    HASIL_JURI = "hasil_juri",
    KEPUTUSAN_GELAR = "keputusan_gelar",
    NILAI_PENILAI = "nilai_penilai",
    NILAI_JURI = "nilai_juri",
    TERBITAN = "terbitan",
    KEPUTUSAN = "keputusan",
    TINJAUAN_TERAKHIR = "tinjauan_terakhir",
    KELENGKAPAN = "kelengkapan",
    ANGKA_TRIWULAN = "angka_triwulan",
    SUSULAN = "susulan",
    BELUM_MELAPOR = "belum_melapor",
}

/// `queries/evaluasi_baris.sql`, whose sums are written per rule pack.
pub const EVALUASI_BARIS: &str = include_str!("../queries/evaluasi_baris.sql");

/// `queries/evaluasi_lembar.sql`, whose sums are written per rule pack.
pub const EVALUASI_LEMBAR: &str = include_str!("../queries/evaluasi_lembar.sql");

/// `queries/evaluasi_total.sql`, whose sums are written per rule pack.
pub const EVALUASI_TOTAL: &str = include_str!("../queries/evaluasi_total.sql");

/// A read-only table over the batches of one snapshot.
#[derive(Debug)]
struct PinnedTable {
    schema: SchemaRef,
    partitions: Vec<Vec<RecordBatch>>,
}

#[async_trait]
impl TableProvider for PinnedTable {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        let schema = SchemaRef::clone(&self.schema);
        Ok(MemorySourceConfig::try_new_exec(&self.partitions, schema, projection.cloned())?)
    }
}

/// A DataFusion session in which every table stands at one position.
pub struct Questions {
    context: SessionContext,
    partitions: usize,
}

/// Batches of a table below which splitting the work over cores costs more than it gains.
const SPLIT_FROM: usize = 8;

impl Questions {
    /// A session over a snapshot, split over as many cores as it is worth.
    pub fn about(snapshot: &Snapshot) -> Self {
        let largest = snapshot.tables.values().map(|table| table.batches.len()).max();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::in_parts(snapshot, if largest.unwrap_or(0) >= SPLIT_FROM { cores } else { 1 })
    }

    /// A session over a snapshot whose work is split into so many parts, whatever the machine.
    pub fn in_parts(snapshot: &Snapshot, partitions: usize) -> Self {
        let partitions = partitions.max(1);
        let mut config = SessionConfig::new().with_target_partitions(partitions);
        config.options_mut().sql_parser.parse_float_as_decimal = true;
        let questions = Self { context: SessionContext::new_with_config(config), partitions };
        for (name, table) in &snapshot.tables {
            questions.add(name, SchemaRef::clone(&table.schema), table.batches.clone());
        }
        questions
    }

    fn add(&self, name: &str, schema: SchemaRef, batches: Vec<RecordBatch>) {
        let share = batches.len().div_ceil(self.partitions).max(1);
        let mut partitions: Vec<_> = batches.chunks(share).map(<[RecordBatch]>::to_vec).collect();
        if partitions.is_empty() {
            partitions.push(Vec::new());
        }
        let table = Arc::new(PinnedTable { schema, partitions });
        // Registering only fails for a name that is taken; the newer table then replaces it.
        let _ = self.context.deregister_table(name);
        let _ = self.context.register_table(name, table);
    }

    /// Adds a table made outside the snapshot: a rule pack's, a count, an earlier result.
    pub fn register(&self, name: &str, batch: RecordBatch) {
        self.add(name, batch.schema(), vec![batch]);
    }

    /// Whether there is a table of this name.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.context.table_exist(name).unwrap_or(false)
    }

    /// Runs a question. Errors: [`AnalyticsError::Query`].
    pub async fn run(
        &self,
        query: Query,
        parameters: &[(&'static str, ScalarValue)],
    ) -> Result<Answer, AnalyticsError> {
        self.run_text(query.name, query.sql, parameters).await
    }

    /// Runs SQL written by the program, named after its file. Errors: [`AnalyticsError::Query`].
    pub async fn run_text(
        &self,
        name: &'static str,
        sql: &str,
        parameters: &[(&'static str, ScalarValue)],
    ) -> Result<Answer, AnalyticsError> {
        let failed = |source| AnalyticsError::Query { name, source };
        let named: Vec<(&str, ScalarValue)> = parameters.to_vec();
        let mut frame = self.context.sql(sql).await.map_err(failed)?;
        if !named.is_empty() {
            frame = frame.with_param_values(named).map_err(failed)?;
        }
        let schema = SchemaRef::new(frame.schema().as_arrow().clone());
        let batches = frame.collect().await.map_err(failed)?;
        let schema = batches.first().map_or(schema, RecordBatch::schema);
        let batch = concat_batches(&schema, &batches)
            .map_err(|error| failed(DataFusionError::ArrowError(Box::new(error), None)))?;
        Ok(Answer { name, batch })
    }

    /// The plan's columns at every step, for the test that no float decides anything.
    #[cfg(test)]
    pub(crate) async fn plan_types(
        &self,
        query: Query,
        parameters: &[(&'static str, ScalarValue)],
    ) -> Vec<DataType> {
        fn collect(plan: &dyn ExecutionPlan, types: &mut Vec<DataType>) {
            types.extend(plan.schema().fields().iter().map(|field| field.data_type().clone()));
            plan.children().iter().for_each(|child| collect(child.as_ref(), types));
        }
        let frame = self.context.sql(query.sql).await.unwrap();
        let frame = match parameters {
            [] => frame,
            _ => frame.with_param_values(parameters.to_vec()).unwrap(),
        };
        let plan = frame.create_physical_plan().await.unwrap();
        let mut types = Vec::new();
        collect(plan.as_ref(), &mut types);
        types
    }
}

/// The rows of an answered question.
#[derive(Debug, Clone)]
pub struct Answer {
    name: &'static str,
    /// The rows.
    pub batch: RecordBatch,
}

impl Answer {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    fn column(&self, column: &str) -> Result<&ArrayRef, AnalyticsError> {
        self.batch
            .column_by_name(column)
            .ok_or_else(|| AnalyticsError::Column { name: self.name, column: column.to_owned() })
    }

    /// A column of whole numbers, dates (days since 1970) or truths (0, 1).
    pub fn numbers(&self, column: &str) -> Result<Numbers, AnalyticsError> {
        let array = self.column(column)?;
        let through = match array.data_type() {
            DataType::Date32 => cast(array, &DataType::Int32),
            _ => Ok(ArrayRef::clone(array)),
        };
        let whole = through.and_then(|array| cast(&array, &DataType::Int64));
        let whole = whole.map_err(|error| AnalyticsError::Query {
            name: self.name,
            source: DataFusionError::ArrowError(Box::new(error), None),
        })?;
        Ok(Numbers(whole.as_primitive::<Int64Type>().clone()))
    }

    /// A column of texts.
    pub fn texts(&self, column: &str) -> Result<Texts, AnalyticsError> {
        let text = cast(self.column(column)?, &DataType::Utf8);
        let text = text.map_err(|error| AnalyticsError::Query {
            name: self.name,
            source: DataFusionError::ArrowError(Box::new(error), None),
        })?;
        Ok(Texts(text.as_string::<i32>().clone()))
    }
}

/// Whole numbers of a column.
#[derive(Debug, Clone)]
pub struct Numbers(Int64Array);

impl Numbers {
    /// The number in a row, if it has one.
    pub fn get(&self, row: usize) -> Option<i64> {
        self.0.is_valid(row).then(|| self.0.value(row))
    }

    /// The number in a row, 0 where it has none.
    pub fn or_zero(&self, row: usize) -> i64 {
        self.get(row).unwrap_or(0)
    }
}

/// Texts of a column.
#[derive(Debug, Clone)]
pub struct Texts(StringArray);

impl Texts {
    /// The text in a row, if it has one.
    pub fn get(&self, row: usize) -> Option<String> {
        self.0.is_valid(row).then(|| self.0.value(row).to_owned())
    }
}

/// A whole-number parameter.
pub(crate) fn number(value: i64) -> ScalarValue {
    ScalarValue::Int64(Some(value))
}

/// A text parameter.
pub(crate) fn text(value: &str) -> ScalarValue {
    ScalarValue::Utf8(Some(value.to_owned()))
}

/// A date parameter; the end of time where there is none.
pub(crate) fn day(date: Option<Date>) -> ScalarValue {
    ScalarValue::Date32(Some(days(date.unwrap_or(Date::MAX))))
}

const UNIX_EPOCH: i32 = 2_440_588;

/// Days since 1970-01-01.
pub(crate) fn days(date: Date) -> i32 {
    date.to_julian_day() - UNIX_EPOCH
}

/// The date of so many days since 1970-01-01.
pub(crate) fn date_of(days: i64) -> Date {
    let julian = i32::try_from(days).unwrap_or(0).saturating_add(UNIX_EPOCH);
    Date::from_julian_day(julian).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catatan::Chosen;
    use crate::periode::Periode;
    use crate::policy::{By, Ukuran};
    use crate::ranking::Bench;
    use crate::{Limit, rules};
    use arrow::datatypes::DataType::{Int32, Int64, Utf8};
    use ingest::event::PolicyAdopted;
    use ingest::identity::{Hundredths, Kode};
    use projections::Projections;

    fn pack() -> ingest::rule_pack::RulePack {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../regulations/purbalingga/perbup_11_2020");
        ingest::rule_pack::LoadedPack::read(std::path::Path::new(path)).unwrap().pack
    }

    async fn bench(pack: &ingest::rule_pack::RulePack) -> Questions {
        let snapshot = Projections::default().snapshot();
        let ukuran = ["scorecard", "gelar", "agen", "kegiatan", "evaluasi.I"].map(|kode| Ukuran {
            kode: kode.to_owned(),
            bobot: 20,
            terburuk: Hundredths(0),
            terbaik: Hundredths(100_00),
            bobot_terendah: 0,
            bobot_tertinggi: 100,
        });
        let policy = PolicyAdopted {
            periode: Kode::parse("2026").unwrap(),
            ukuran: ukuran.into(),
            alasan: None,
            sesudah_jawaban: false,
        };
        let bench = Bench::new(&snapshot, pack, Limit::default()).by(By::Trial(policy.into()));
        let year = Periode::calendar("2026").unwrap();
        bench.rank(year.clone()).await.unwrap();
        bench.duties(year.clone(), year.selesai).await.unwrap();
        bench.empty_months(&year, year.selesai, &Chosen::default()).await.unwrap();
        bench.achievements("masalah").await.unwrap();
        bench.forms_received().await.unwrap();
        let questions = bench.questions;
        let sums = [("opd", Int32), ("kelompok", Utf8), ("responden", Int64), ("total", Int64)];
        questions.register("jumlah", rules::nothing(&sums));
        let rubric = [("kode", Utf8), ("bobot", Int64), ("bagian", Int64)];
        questions.register("rubrik", rules::nothing(&rubric));
        let scorecard = [
            ("kbk", Int32),
            ("jumlah", Int64),
            ("penilai", Int64),
            ("skor_x100", Int64),
            ("kategori", Utf8),
            ("kategori_urutan", Int64),
        ];
        questions.register("hasil_scorecard", rules::nothing(&scorecard));
        questions.register("hasil_syarat", rules::nothing(&scorecard));
        let gelar = [
            ("kbk", Int32),
            ("pembilang", Int64),
            ("pembagi", Int64),
            ("juri", Int64),
            ("nilai_x100", Int64),
        ];
        questions.register("hasil_gelar", rules::nothing(&gelar));
        questions.register("bawah", rules::nothing(&[("kode", Utf8)]));
        let calon = [
            ("kbk", Int32),
            ("kode", Utf8),
            ("nama", Utf8),
            ("kunci_opd", Int32),
            ("opd", Utf8),
            ("opd_nama", Utf8),
            ("kelas", Utf8),
            ("ikut_pada", Int64),
            ("kelayakan", Utf8),
        ];
        questions.register("calon_gelar", rules::nothing(&calon));
        let juri = [("juri", Int32), ("nomor", Int64), ("opd", Int32)];
        questions.register("juri_gelar", rules::nothing(&juri));
        let lembar = [
            ("kbk", Int32),
            ("juri", Int32),
            ("nomor", Int64),
            ("nilai", Int64),
            ("keadaan", Utf8),
        ];
        questions.register("lembar_juri", rules::nothing(&lembar));
        let condong = [("juri", Int32), ("beda", Int64), ("bagi", Int64)];
        questions.register("condong_juri", rules::nothing(&condong));
        let windows = [
            ("opd", Utf8),
            ("nama", Utf8),
            ("kewajiban", Utf8),
            ("urutan", Int64),
            ("keadaan", Utf8),
        ];
        questions.register("jendela_opd", rules::nothing(&windows));
        questions
    }

    fn parameters(sql: &str) -> Vec<(&'static str, ScalarValue)> {
        let all = [
            ("mulai", day(None)),
            ("selesai", day(None)),
            ("terjadi_sampai", day(None)),
            ("ronde", number(1)),
            ("ditutup_pada", number(1)),
            ("gelar", number(1)),
            ("penyebut", number(1)),
            ("syarat", number(1)),
            ("kbk", number(1)),
            ("opd", number(1)),
            ("dasar", text("gelar")),
            ("pembulatan", text("setengah_ke_atas")),
            ("tanggal", day(None)),
            ("pada", day(None)),
            ("dibuka_pada", number(1)),
            ("disebut", text(" A ")),
            ("sejak", day(None)),
            ("awal", day(None)),
            ("daftar_awal", day(None)),
            ("formulir", text("masalah")),
            ("lanjutan", text("rencana")),
            ("pemilik", text("agen")),
            ("mandiri", text("penilaian_mandiri_rb")),
            ("oleh", text("")),
            ("pengganti", text("penggantian_agen")),
            ("tahun", text("2026")),
            ("buka", day(None)),
            ("tutup", day(None)),
            ("ada_ronde", number(1)),
            ("untuk", text("opd")),
            ("unit", text("")),
            ("kelompok", text("")),
            ("kelas", number(1)),
            ("periode", text("")),
            ("selisih_ms", number(0)),
            ("sesudah", number(-1)),
            ("sampai", day(None)),
            ("setelah", number(1)),
        ];
        all.into_iter().filter(|(name, _)| sql.contains(&format!("${name}"))).collect()
    }

    /// Every question plans, runs over empty tables, and no step of any plan has a float column.
    #[tokio::test]
    async fn no_float_decides_anything() {
        let pack = pack();
        let questions = bench(&pack).await;
        for query in ALL {
            let parameters = parameters(query.sql);
            let answer = questions.run(*query, &parameters).await;
            assert_eq!(answer.map(|answer| answer.rows()).unwrap_or(1), 0, "{}", query.name);
            for data_type in questions.plan_types(*query, &parameters).await {
                assert!(!data_type.is_floating(), "{} has a {data_type}", query.name);
            }
        }
    }

    #[tokio::test]
    async fn a_float_in_a_plan_would_be_seen() {
        let pack = pack();
        let planted = Query {
            name: "planted",
            sql: "SELECT avg(CAST(persen AS DOUBLE)) AS rata FROM scorecard",
        };
        let types = bench(&pack).await.plan_types(planted, &[]).await;
        assert!(types.iter().any(DataType::is_floating));
    }

    #[tokio::test]
    async fn nothing_can_be_written() {
        let pack = pack();
        let questions = bench(&pack).await;
        for sql in ["INSERT INTO opd SELECT * FROM opd", "DELETE FROM opd"] {
            let refused = questions.run_text("write", sql, &[]).await;
            assert!(matches!(refused, Err(AnalyticsError::Query { .. })), "{sql}");
        }
    }
}
