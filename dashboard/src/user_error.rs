//! What a user is told when something is not as asked: what happened, and what to do.

use analytics::AnalyticsError;
use axum::http::StatusCode;
use ingest::accept::Refusal;
use ingest::backup::BackupError;
use ingest::bundle::BundleError;
use ingest::checkpoint::CheckpointError;
use ingest::event::ReadError;
use ingest::frame::FrameError;
use ingest::identity::Zona;
use ingest::log::LogError;
use ingest::policy::PolicyError;
use ingest::record::RecordError;
use ingest::register::{RegisterError, nearest};
use ingest::rule_pack::{PackError, PackFault};
use ingest::sealed::SealedError;
use projections::{AsOfError, ProjectionError};
use serde_json::{Value, json};

use crate::app::AppError;
use crate::moment::Moment;
use crate::text::{date, iso_date, message, t, tf, whole};

/// Something is not as asked.
#[derive(Debug, Clone)]
pub struct UserError {
    /// HTTP status.
    pub status: StatusCode,
    /// What happened.
    pub happened: String,
    /// What to do.
    pub todo: String,
    /// Where the rule stands, where it is one.
    pub sumber: Option<String>,
    /// Pages that help: address and words.
    pub links: Vec<(String, String)>,
    /// The cause, for the log and the command line; never on a page.
    pub cause: Option<Box<str>>,
    /// Another date may be the answer, so the page asks for one.
    pub asks_date: bool,
}

impl UserError {
    fn new(status: StatusCode, happened: String, todo: String) -> Self {
        Self {
            status,
            happened,
            todo,
            sumber: None,
            links: Vec::new(),
            cause: None,
            asks_date: false,
        }
    }

    fn not_found(happened: String, todo: String) -> Self {
        Self::new(StatusCode::NOT_FOUND, happened, todo)
    }

    /// Something failed that nobody outside can do anything about.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            t("galat-dalam"),
            t("galat-dalam-tindakan"),
        );
        error.cause = Some(cause.to_string().into());
        error
    }

    /// The record is not what it was.
    fn damaged(happened: String, todo: String) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, happened, todo)
    }

    /// A newer jejak has written to the record.
    fn newer(happened: String) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, happened, t("galat-lebih-baru-tindakan"))
    }

    pub(crate) fn no(key: &str, arguments: &[(&'static str, &str)]) -> Self {
        let todo = t(&format!("{key}-tindakan"));
        Self::new(StatusCode::CONFLICT, tf(key, arguments), todo)
    }

    /// Adds a page that helps.
    pub fn with_link(mut self, address: String, words: String) -> Self {
        self.links.push((address, words));
        self
    }

    fn asking_date(mut self) -> Self {
        self.asks_date = true;
        self
    }

    /// One line for a terminal.
    pub fn plain(&self) -> String {
        let mut line = self.happened.clone();
        if let Some(cause) = &self.cause {
            line = format!("{line} [{cause}]");
        }
        if !self.todo.is_empty() {
            line = format!("{line} {}", self.todo);
        }
        match &self.sumber {
            Some(sumber) => format!("{line} ({sumber})"),
            None => line,
        }
    }

    /// As problem JSON (RFC 9457).
    pub fn json(&self) -> Value {
        let links: Vec<Value> = self
            .links
            .iter()
            .map(|(address, words)| json!({"alamat": address, "teks": words}))
            .collect();
        json!({
            "type": "about:blank",
            "title": self.happened,
            "status": self.status.as_u16(),
            "detail": self.todo,
            "sumber": self.sumber,
            "tautan": links,
        })
    }

    /// No page has this address.
    pub fn no_such_page(path: &str) -> Self {
        let happened = tf("galat-halaman", &[("alamat", path)]);
        Self::not_found(happened, t("galat-halaman-tindakan"))
            .with_link("/".to_owned(), t("hal-beranda"))
    }

    /// A page is read, never written.
    pub fn read_only() -> Self {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        Self::new(status, t("galat-hanya-baca"), t("galat-hanya-baca-tindakan"))
    }

    /// The day of the as-of form does not exist: day, month, year as typed.
    pub fn no_such_date([day, month, year]: &[String; 3]) -> Self {
        let known = matches!(month.parse(), Ok(1..=12_u8));
        let month = if known { t(&format!("bulan-{month}")) } else { month.clone() };
        let date = [day.as_str(), &month, year].join(" ");
        let happened = tf("galat-tanggal", &[("tanggal", date.trim())]);
        Self::new(StatusCode::BAD_REQUEST, happened, t("galat-tanggal-tindakan")).asking_date()
    }

    /// Two moments at once.
    pub fn two_moments() -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self::new(status, t("galat-dua-saat"), t("galat-dua-saat-tindakan")).asking_date()
    }

    /// Something in the address that must be a day is none.
    pub fn no_day(name: &str, text: &str) -> Self {
        let happened = tf("galat-bukan-hari", &[("nama", name), ("nilai", text)]);
        Self::new(StatusCode::BAD_REQUEST, happened, t("galat-bukan-hari-tindakan")).asking_date()
    }

    /// A period that follows no other, and nothing said to compare it with.
    pub fn nothing_to_compare(periode: &str) -> Self {
        let happened = tf("galat-tanpa-pembanding", &[("periode", periode)]);
        Self::new(StatusCode::BAD_REQUEST, happened, t("galat-tanpa-pembanding-tindakan"))
    }

    /// The later of two moments comes first: numbers of their last events.
    pub fn reversed_moments(dari: u64, ke: u64) -> Self {
        let (dari, ke) = (whole(dari), whole(ke));
        let happened = tf("galat-saat-terbalik", &[("dari", &dari), ("ke", &ke)]);
        Self::new(StatusCode::BAD_REQUEST, happened, t("galat-saat-terbalik-tindakan"))
    }

    /// The address has parts that cannot be read.
    pub fn unreadable_address() -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self::new(status, t("galat-alamat"), t("galat-alamat-tindakan"))
    }

    /// The moment cannot be answered, in a government's zone and on the page at `path`.
    pub fn moment(error: AsOfError, zona: Zona, path: &str) -> Self {
        match error {
            AsOfError::BeforeFirst { first } => {
                let day = zona.date_of(first);
                let words = tf("galat-sebelum-awal-tautan", &[("tanggal", &date(day))]);
                let happened = tf("galat-sebelum-awal", &[("tanggal", &date(day))]);
                Self::not_found(happened, t("galat-sebelum-awal-tindakan"))
                    .with_link(Moment::date(day).link(path), words)
                    .asking_date()
            }
            AsOfError::AfterLast { newest } => {
                let words = tf("galat-sesudah-akhir-tautan", &[("nomor", &whole(newest.0))]);
                Self::from(AsOfError::AfterLast { newest })
                    .with_link(Moment::event(newest).link(path), words)
                    .with_link(path.to_owned(), t("hal-kembali-terkini"))
                    .asking_date()
            }
            other => {
                Self::from(other).with_link(path.to_owned(), t("hal-kembali-terkini")).asking_date()
            }
        }
    }

    /// No unit has this code; `address` of the one that may be meant, `list` of them all.
    pub fn no_such_opd(
        kode: &str,
        known: &[String],
        list: String,
        address: impl Fn(&str) -> String,
    ) -> Self {
        let error = Self::not_found(tf("galat-opd", &[("kode", kode)]), t("galat-opd-tindakan"));
        let error = match nearest(kode, known.iter().map(String::as_str)) {
            Some(near) => {
                let words = tf("galat-opd-mungkin", &[("kode", &near)]);
                error.with_link(address(&near), words)
            }
            None => error,
        };
        error.with_link(list, t("galat-opd-daftar"))
    }

    /// No rule pack of this code was taken up; `known` are the addresses and titles of those that were.
    pub fn no_such_pack(kode: &str, known: Vec<(String, String)>) -> Self {
        let happened = tf("galat-paket", &[("kode", kode)]);
        let mut error = Self::not_found(happened, t("galat-paket-tindakan"));
        error.links = known;
        error
    }

    /// No period has this code; `known` are the addresses and names of those that exist.
    pub fn no_such_periode(kode: &str, known: Vec<(String, String)>) -> Self {
        let happened = tf("galat-periode", &[("kode", kode)]);
        let mut error = Self::not_found(happened, t("galat-periode-tindakan"));
        error.links = known;
        error
    }

    /// The rules in force have no form, report or KBK of this code.
    ///
    /// `galat` is what the messages are called after: `formulir`, `laporan`, `kbk`; `known` the codes there
    /// are, `list` the page that names them all.
    pub fn no_such_code(
        galat: &str,
        kode: &str,
        known: &[&str],
        list: String,
        address: impl Fn(&str) -> String,
    ) -> Self {
        let happened = tf(&format!("galat-{galat}"), &[("kode", kode)]);
        let mut error = Self::not_found(happened, t(&format!("galat-{galat}-tindakan")));
        if let Some(near) = nearest(kode, known.iter().copied()) {
            error = error.with_link(address(&near), tf("galat-opd-mungkin", &[("kode", &near)]));
        }
        error.with_link(list, t(&format!("galat-{galat}-daftar")))
    }

    /// Too few digits of a fingerprint to look for; `list` names every published result.
    pub fn short_fingerprint(sidik: &str, shortest: usize, list: String) -> Self {
        let status = StatusCode::BAD_REQUEST;
        let happened = tf("galat-sidik-pendek", &[("sidik", sidik)]);
        let todo = tf("galat-sidik-pendek-tindakan", &[("jumlah", &shortest.to_string())]);
        Self::new(status, happened, todo).with_link(list, t("galat-sidik-daftar"))
    }

    /// Nothing with this fingerprint was published; `list` names everything that was.
    pub fn no_such_result(sidik: &str, list: String) -> Self {
        let happened = tf("galat-sidik", &[("sidik", sidik)]);
        Self::not_found(happened, t("galat-sidik-tindakan"))
            .with_link(list, t("galat-sidik-daftar"))
    }

    /// Several results begin with these digits; `found` are their addresses and fingerprints.
    pub fn several_results(sidik: &str, found: Vec<(String, String)>) -> Self {
        let happened = tf("galat-sidik-ganda", &[("sidik", sidik)]);
        let mut error = Self::not_found(happened, t("galat-sidik-ganda-tindakan"));
        error.links = found;
        error
    }

    /// What was published cannot be given again, for this reason.
    pub fn other_result(sebab: &str) -> Self {
        Self::no("galat-hasil-lain", &[("sebab", sebab)])
    }

    /// No event has this number; `newest` is the last that does.
    pub fn no_such_event(number: &str, newest: u64, address: String) -> Self {
        let arguments = [("nomor", number), ("terbaru", &whole(newest))];
        let words = tf("galat-kejadian-tautan", &[("nomor", &whole(newest))]);
        Self::not_found(tf("galat-kejadian", &arguments), t("galat-kejadian-tindakan"))
            .with_link(address, words)
    }

    /// The server takes no rows.
    pub fn api_closed() -> Self {
        Self::api(StatusCode::FORBIDDEN, "galat-api-tertutup", &[])
    }

    /// A request that does not name this machine.
    pub fn api_stranger() -> Self {
        Self::api(StatusCode::FORBIDDEN, "galat-api-asing", &[])
    }

    /// A body that is no JSON.
    pub fn api_not_json(cause: &serde_json::Error) -> Self {
        let sebab = cause.to_string();
        Self::api(StatusCode::BAD_REQUEST, "galat-api-bukan-json", &[("sebab", &sebab)])
    }

    /// A body that does not say what it is.
    pub fn api_content_type() -> Self {
        Self::api(StatusCode::UNSUPPORTED_MEDIA_TYPE, "galat-api-isi", &[])
    }

    /// A body of more than `mib` MiB.
    pub fn api_too_large(mib: usize) -> Self {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        Self::api(status, "galat-api-besar", &[("mib", &mib.to_string())])
    }

    /// A request without rows.
    pub fn api_empty() -> Self {
        Self::api(StatusCode::UNPROCESSABLE_ENTITY, "galat-api-kosong", &[])
    }

    /// A row that is no object.
    pub fn api_no_row() -> Self {
        Self::api(StatusCode::UNPROCESSABLE_ENTITY, "galat-api-bukan-baris", &[])
    }

    /// A row that names another kind than the address.
    pub fn api_other_kind(jenis: &str, disebut: &str) -> Self {
        let arguments = [("jenis", jenis), ("disebut", disebut)];
        Self::api(StatusCode::UNPROCESSABLE_ENTITY, "galat-api-jenis-lain", &arguments)
    }

    /// No import kind has this name.
    pub fn api_no_kind(jenis: &str, known: &[String]) -> Self {
        let mut error =
            Self::not_found(tf("galat-api-tanpa-jenis", &[("jenis", jenis)]), String::new());
        let pilihan = known.join(", ");
        error.todo = match nearest(jenis, known.iter().map(String::as_str)) {
            Some(mungkin) => {
                let arguments = [("mungkin", mungkin.as_str()), ("pilihan", &pilihan)];
                tf("galat-api-tanpa-jenis-mungkin", &arguments)
            }
            None => tf("galat-api-tanpa-jenis-tindakan", &[("pilihan", &pilihan)]),
        };
        error
    }

    /// Rows that the rules refuse; a conflict where one is recorded with other content.
    pub fn api_refused(jumlah: usize, is_conflict: bool) -> Self {
        let status = match is_conflict {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::api(status, "galat-api-ditolak", &[("jumlah", &whole(jumlah as i128))])
    }

    /// Other writers are first, again and again.
    pub fn api_busy() -> Self {
        Self::api(StatusCode::SERVICE_UNAVAILABLE, "galat-api-sibuk", &[])
    }

    /// Rows are handed in with POST.
    pub fn api_method() -> Self {
        Self::api(StatusCode::METHOD_NOT_ALLOWED, "galat-api-cara", &[])
    }

    fn api(status: StatusCode, key: &str, arguments: &[(&'static str, &str)]) -> Self {
        Self { status, ..Self::no(key, arguments) }
    }

    /// A page has more rows than a workbook holds.
    pub fn no_workbook(cause: &rust_xlsxwriter::XlsxError) -> Self {
        let mut error = Self::no("galat-buku", &[]);
        error.cause = Some(cause.to_string().into());
        error
    }

    /// Nothing signed covers it yet.
    pub fn no_checkpoint() -> Self {
        Self::not_found(t("galat-tanpa-checkpoint"), t("galat-tanpa-checkpoint-tindakan"))
    }

    /// A receipt would point at answers.
    pub fn form_receipt() -> Self {
        Self::no("galat-tanda-terima-lembar", &[])
    }

    /// A receipt holds the event it proves, and the marks of an open Gelar are for the Tim alone.
    pub fn sheet_receipt() -> Self {
        Self::no("galat-tanda-terima-juri", &[])
    }

    /// A receipt has more text than a QR code holds.
    pub fn too_long_for_qr() -> Self {
        Self::no("galat-tanda-terima-qr", &[])
    }
}

impl From<AsOfError> for UserError {
    fn from(error: AsOfError) -> Self {
        match error {
            AsOfError::Empty => {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                Self::new(status, t("galat-kosong"), t("galat-kosong-tindakan"))
            }
            AsOfError::BeforeFirst { first } => {
                let day = iso_date(first.to_string().split('T').next().unwrap_or_default());
                let happened = tf("galat-sebelum-awal", &[("tanggal", &day)]);
                Self::not_found(happened, t("galat-sebelum-awal-tindakan"))
            }
            AsOfError::AfterLast { newest } => {
                let happened = tf("galat-sesudah-akhir", &[("nomor", &whole(newest.0))]);
                Self::not_found(happened, t("galat-sesudah-akhir-tindakan"))
            }
            AsOfError::Unreadable(text) => {
                let happened = tf("galat-saat", &[("nilai", &text)]);
                Self::new(StatusCode::BAD_REQUEST, happened, t("galat-saat-tindakan")).asking_date()
            }
            AsOfError::Log(error) => error.into(),
        }
    }
}

impl From<AnalyticsError> for UserError {
    fn from(error: AnalyticsError) -> Self {
        match error {
            AnalyticsError::UnknownPeriode { kode, known } => {
                let mut error = Self::no_such_periode(&kode, Vec::new());
                if !known.is_empty() {
                    error.todo = tf("galat-periode-dikenal", &[("daftar", &known.join(", "))]);
                }
                error
            }
            AnalyticsError::UnknownOpd { kode, known } => {
                let mut error = Self::no_such_opd(&kode, &known, "/opd".to_owned(), |near| {
                    format!("/opd/{near}")
                });
                if error.links.len() > 1 {
                    error.todo = error.links[0].1.clone();
                }
                error
            }
            other => Self::internal(other),
        }
    }
}

impl From<AppError> for UserError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::AsOf(error) => error.into(),
            AppError::Analytics(error) => error.into(),
            AppError::Projection(error) => error.into(),
            AppError::Log(error) => error.into(),
            AppError::Sealed(error) => error.into(),
            AppError::Packs(error) => error.into(),
        }
    }
}

impl From<ProjectionError> for UserError {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::Log(error) => error.into(),
            ProjectionError::Event(error) => error.into(),
        }
    }
}

impl From<LogError> for UserError {
    fn from(error: LogError) -> Self {
        match error {
            LogError::UnknownAddress(address) => {
                Self::no("galat-log-alamat", &[("alamat", &address)])
            }
            LogError::NoKurrentDb => Self::no("galat-tanpa-kurrentdb", &[]),
            LogError::Unreachable(address) => {
                Self::no("galat-klaster-jauh", &[("alamat", &address)])
            }
            LogError::Cluster(cause) => Self::no("galat-klaster", &[("sebab", &cause)]),
            LogError::UnknownFormat { found, known } if found > known => {
                let (found, known) = (found.to_string(), known.to_string());
                let arguments = [("ada", found.as_str()), ("dikenal", &known)];
                Self::newer(tf("galat-format-baru", &arguments))
            }
            LogError::UnknownFormat { .. } => {
                Self::damaged(t("galat-format-lain"), t("galat-format-lain-tindakan"))
            }
            LogError::Frame { position, source: FrameError::UnknownCodec(codec) } => {
                let (posisi, codec) = (whole(position.0), codec.to_string());
                let arguments = [("posisi", posisi.as_str()), ("bentuk", &codec)];
                Self::newer(tf("galat-bentuk-baru", &arguments))
            }
            LogError::Frame { position, source: FrameError::Damaged } => {
                let happened = tf("galat-rusak", &[("posisi", &whole(position.0))]);
                Self::damaged(happened, t("galat-rusak-tindakan"))
            }
            LogError::Missing { expected, found } => {
                let (dari, sampai) = (whole(expected.0), whole(found.0.saturating_sub(1)));
                let arguments = [("dari", dari.as_str()), ("sampai", &sampai)];
                Self::damaged(tf("galat-hilang", &arguments), t("galat-rusak-tindakan"))
            }
            other => Self::internal(other),
        }
    }
}

impl From<CheckpointError> for UserError {
    fn from(error: CheckpointError) -> Self {
        match error {
            CheckpointError::Malformed => Self::no("galat-checkpoint-bukan", &[]),
            CheckpointError::BadKey => Self::no("galat-kunci-bukan", &[]),
            CheckpointError::OtherOrigin { found, expected } => {
                Self::no("galat-checkpoint-asal", &[("ada", &found), ("perlu", &expected)])
            }
            CheckpointError::NotSigned(origin) => {
                Self::no("galat-checkpoint-tanda", &[("asal", &origin)])
            }
            CheckpointError::Inconsistent { size } => {
                Self::no("galat-checkpoint-beda", &[("ukuran", &whole(size))])
            }
            CheckpointError::Shorter { now, signed } => {
                let (now, signed) = (whole(now), whole(signed));
                let arguments = [("ada", now.as_str()), ("ditandatangani", &signed)];
                Self::damaged(
                    tf("galat-checkpoint-pendek", &arguments),
                    t("galat-checkpoint-beda-tindakan"),
                )
            }
            CheckpointError::File { path, source } => {
                let (path, cause) = (path.display().to_string(), source.to_string());
                Self::no("galat-berkas", &[("berkas", &path), ("sebab", &cause)])
            }
            CheckpointError::Log(error) => error.into(),
            CheckpointError::Random(error) => Self::internal(error),
        }
    }
}

impl From<BundleError> for UserError {
    fn from(error: BundleError) -> Self {
        match error {
            BundleError::OtherRoot => Self::no("galat-bundel-akar", &[]),
            BundleError::Line(line) => Self::no("galat-bundel", &[("baris", &whole(line))]),
            BundleError::Log(error) => error.into(),
            BundleError::File(error) => Self::internal(error),
        }
    }
}

impl From<ReadError> for UserError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::UnknownType { name, version } => {
                let version = version.to_string();
                let arguments = [("jenis", name.as_str()), ("versi", &version)];
                Self::newer(tf("galat-jenis-baru", &arguments))
            }
            other => Self::internal(other),
        }
    }
}

impl From<RegisterError> for UserError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Log(error) => error.into(),
            RegisterError::Event(error) => error.into(),
        }
    }
}

impl From<SealedError> for UserError {
    fn from(error: SealedError) -> Self {
        Self::internal(error)
    }
}

impl From<Refusal> for UserError {
    fn from(refusal: Refusal) -> Self {
        let happened = message("tolak", "alasan", &refusal);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, happened, String::new())
    }
}

impl From<PackError> for UserError {
    fn from(error: PackError) -> Self {
        let conflict = |happened| Self::new(StatusCode::CONFLICT, happened, String::new());
        match error {
            PackError::Unreadable { path, source } => {
                let (path, cause) = (path.display().to_string(), source.to_string());
                conflict(tf("paket-tidak-terbaca", &[("berkas", &path), ("sebab", &cause)]))
            }
            PackError::Unsound { path, faults } => {
                let (file, count) = (path.display().to_string(), faults.len().to_string());
                let found: Vec<String> =
                    faults.iter().map(|fault| pack_fault(&path, fault)).collect();
                let mut error =
                    conflict(tf("paket-belum-utuh", &[("berkas", &file), ("jumlah", &count)]));
                error.todo = found.join("\n");
                error
            }
        }
    }
}

/// What is wrong in a rule pack: file, line, place, and where the rule stands.
pub fn pack_fault(file: &std::path::Path, fault: &PackFault) -> String {
    let (file, line) = (file.display().to_string(), fault.baris.to_string());
    let said = message("paket", "masalah", &fault.masalah);
    let tempat = if fault.tempat.is_empty() { t("paket-uji-berkas") } else { fault.tempat.clone() };
    let sumber = if fault.sumber.is_empty() { t("paket-uji-tanpa") } else { fault.sumber.clone() };
    tf(
        "paket-uji-masalah",
        &[
            ("berkas", &file),
            ("baris", &line),
            ("tempat", &tempat),
            ("pesan", &said),
            ("sumber", &sumber),
        ],
    )
}

impl From<BackupError> for UserError {
    fn from(error: BackupError) -> Self {
        let folder = |path: &std::path::Path| path.display().to_string();
        match error {
            BackupError::NotEmpty(path) => {
                Self::no("galat-folder-berisi", &[("folder", &folder(&path))])
            }
            BackupError::SameFolder(path) => {
                Self::no("galat-kunci-bersama", &[("folder", &folder(&path))])
            }
            BackupError::NoBackup { path, reason } => {
                let path = folder(&path);
                Self::no("galat-bukan-cadangan", &[("folder", &path), ("sebab", &reason)])
            }
            BackupError::Changed(file) => Self::no("galat-cadangan-berubah", &[("berkas", &file)]),
            BackupError::Fault(fault) => {
                let mut error = Self::no("galat-salinan-rusak", &[]);
                error.cause = Some(fault.to_string().into());
                error
            }
            BackupError::OtherRoot { size, expected, found } => {
                let size = whole(size);
                let arguments = [("jumlah", size.as_str()), ("perlu", &expected), ("ada", &found)];
                Self::no("galat-akar-lain", &arguments)
            }
            BackupError::OtherLog(size) => {
                Self::no("galat-titik-lain", &[("jumlah", &whole(size))])
            }
            BackupError::OtherKeys => Self::no("galat-kunci-lain", &[]),
            BackupError::File { path, source } => {
                let path = folder(&path);
                Self::no("galat-berkas", &[("berkas", &path), ("sebab", &source.to_string())])
            }
            BackupError::Record(error) => error.into(),
            BackupError::Log(error) => error.into(),
            BackupError::Sealed(error) => error.into(),
        }
    }
}

impl UserError {
    /// Why a file is no policy.
    pub fn policy(path: &std::path::Path, error: &PolicyError) -> Self {
        let words = match error {
            PolicyError::Toml(error) => tf("kebijakan-bukan-toml", &[("sebab", error.message())]),
            PolicyError::NoScale { ukuran } => tf("kebijakan-tanpa-skala", &[("ukuran", ukuran)]),
            PolicyError::NoNumber { ukuran, isi } => {
                tf("kebijakan-bukan-angka", &[("ukuran", ukuran), ("isi", isi)])
            }
            PolicyError::NoCode(kode) => tf("bukan-kode", &[("nilai", kode)]),
        };
        let berkas = path.display().to_string();
        Self::no("kebijakan-tidak-terbaca", &[("berkas", &berkas), ("sebab", &words)])
    }
}

impl From<RecordError> for UserError {
    fn from(error: RecordError) -> Self {
        let folder = |path: &std::path::Path| path.display().to_string();
        match error {
            RecordError::NoRecord(path) => {
                Self::no("galat-tanpa-catatan", &[("folder", &folder(&path))])
            }
            RecordError::RecordExists(path) => {
                Self::no("galat-catatan-ada", &[("folder", &folder(&path))])
            }
            RecordError::LostKeys => Self::no("galat-kunci-hilang", &[]),
            RecordError::OtherPack { path, hash } => {
                let path = folder(&path);
                Self::no("galat-paket-lain", &[("berkas", &path), ("sidik", &hash)])
            }
            RecordError::Folder { path, source } => {
                let path = folder(&path);
                Self::no("galat-folder", &[("folder", &path), ("sebab", &source.to_string())])
            }
            RecordError::Refused(refusal) => refusal.into(),
            RecordError::Log(error) => error.into(),
            RecordError::Register(error) => error.into(),
            RecordError::Sealed(error) => error.into(),
            RecordError::Pack(error) => error.into(),
        }
    }
}
