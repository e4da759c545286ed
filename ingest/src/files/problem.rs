//! What can be wrong with a file, a row or a cell.
//!
//! Each variant is one message to the user: its tag (`alasan`) names the sentence, its fields are the
//! facts of that sentence. Numbers and words of a cell are quoted back; what names a person is not.

use serde::Serialize;

use crate::accept::Refusal;

/// A file that cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileError {
    /// The file, as short as tells it from the others of the same import.
    pub file: String,
    /// What is wrong with it.
    pub problem: FileProblem,
}

/// Why a file cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "alasan", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields are the facts of the sentence
pub enum FileProblem {
    /// There is no such file.
    NotFound,
    /// It may not be read.
    Unreadable { galat: String },
    /// There is nothing in it, or only empty lines.
    Empty,
    /// Neither CSV, XLSX nor JSONL: `pdf`, `xls` (old Excel, or locked by a password), `ods`, `zip`,
    /// `html`, `xml`, `rtf`, `gzip`, `json` (one big value instead of one object a line), `biner`.
    OtherFormat { format: String },
    /// A workbook that is cut off or broken.
    DamagedWorkbook { rincian: String },
    /// A workbook that unpacks to more than is sound.
    WorkbookTooLarge { bagian: String, paling_besar_mib: u64 },
    /// A filled cell far outside any form, such as `ZZ2000000`.
    FarCell { sel: String, paling_banyak_kolom: u32, paling_banyak_baris: u32 },
    /// Not UTF-8 on this line; `pengodean` says what it looks like.
    WrongEncoding { baris: usize, pengodean: String },
    /// The file ends inside this row: it was cut off on its way.
    Truncated { baris: usize },
    /// A line, or a text in quotation marks that begins on it, is longer than any row: most often a
    /// quotation mark that is never closed.
    LineTooLong { baris: usize, paling_banyak: usize },
    /// The header is that of no import kind.
    UnknownKind { kolom: String, pilihan: String },
    /// The header is as near to one kind as to another, and neither the file nor the sheet is called
    /// after one of them.
    AmbiguousKind { pilihan: String },
    /// Columns of the kind do not stand in the header.
    MissingColumns { jenis: String, kolom: String },
    /// A column that the kind does not have.
    UnknownColumn { jenis: String, kolom: String, mungkin: Option<String> },
    /// A column that stands twice.
    DuplicateColumn { kolom: String },
    /// The rules in force have nothing that this kind could be judged by.
    NotInRules { jenis: String, paket: String },
}

/// A row that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// The file, as short as tells it from the others of the same import.
    pub file: String,
    /// Line of a text file, row of a sheet, counted from 1.
    pub row: usize,
    /// Column, where the problem lies in one.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// Advice about a row that is taken all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// The file, as short as tells it from the others of the same import.
    pub file: String,
    /// Line of a text file, row of a sheet, counted from 1.
    pub row: usize,
    /// Import kind.
    pub kind: String,
    /// Code of the entry.
    pub kode: String,
    /// What is said, in the words of the pack.
    pub pesan: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// Why a row cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Problem {
    /// It cannot be read as what its column holds.
    Cell(CellProblem),
    /// It can be read, and the rules or the record say no.
    Refused(Refusal),
}

/// Why a cell, or a row as a whole, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "alasan", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields are the facts of the sentence
pub enum CellProblem {
    /// A cell that must be filled is empty.
    Kosong,
    /// An error value of the spreadsheet, such as `#REF!`, or a nested JSON value.
    SelRusak { isi: String },
    /// A text longer than its column takes.
    TeksTerlaluPanjang { panjang: usize, paling_banyak: usize },
    /// A line break or another control character in a text of one line.
    KarakterKendali,
    /// A text or code that came as a number and may have lost digits: format the column as Text.
    TeksSebagaiAngka { isi: String },
    /// No code: 1 to 64 letters, digits, dots, dashes or underscores.
    KodeTidakSah { isi: String },
    /// No whole number.
    BukanBilanganBulat { isi: String },
    /// A whole number outside its range; both ends belong to it.
    DiLuarRentang { isi: String, paling_kecil: u32, paling_besar: u32 },
    /// No number with at most two decimals.
    BukanDesimal { isi: String },
    /// So many digits in a row that they may name a person: a NIP or NIK does not belong there.
    NomorSepertiOrang,
    /// No date of the form `2026-03-31`.
    BukanTanggal { isi: String },
    /// Not one of the words of this column.
    BukanPilihan { isi: String, pilihan: String, mungkin: Option<String> },
    /// A NIP that came as a number and has lost digits: format the column as Text.
    NipSebagaiAngka,
    /// A NIP has 18 digits; this one has `panjang` characters.
    NipTidakSah { panjang: usize },
    /// This NIP is not on the list of any unit: import `pegawai` first.
    PegawaiTidakDikenal,
    /// Neither a registered NIP nor a code that names nobody.
    BukanNipAtauKode,
    /// A form of another questionnaire than the one that the round asks.
    PertanyaanRondeLain { periode: String },
    /// Questions without an answer, by number (AMB-012).
    PertanyaanBelumDijawab { nomor: String, jumlah: usize },
    /// Units that stand above each other in a circle.
    IndukMelingkar { induk: String },
    /// A line of a sheet with another date than the sheet's first line.
    TanggalLembarBerbeda { tanggal: String, tanggal_pertama: String, baris_pertama: usize },
    /// The same key stands earlier in this import with other content.
    BarisBerbeda { berkas: String, baris: usize },
    /// Another number of fields than the header: a stray delimiter, or a row cut short.
    JumlahKolom { ada: usize, perlu: usize },
    /// A filled cell in a column without a heading; the column is counted from 1.
    SelTanpaJudul { kolom: usize },
    /// Text after a closing quotation mark.
    TandaKutip,
    /// A line that is no JSON object.
    JsonTidakSah { kolom: usize },
    /// A JSON line without `kind`, or with one that does not exist.
    KindTidakDikenal { isi: String, pilihan: String, mungkin: Option<String> },
    /// A key that the kind does not have.
    KunciTidakDikenal { kunci: String, jenis: String, mungkin: Option<String> },
    /// A key that stands twice on one line.
    KunciGanda { kunci: String },
}

/// A [`CellProblem`] at its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellError {
    pub(super) column: Option<String>,
    pub(super) problem: CellProblem,
}

impl CellError {
    pub(super) fn at(column: &str, problem: CellProblem) -> Self {
        Self { column: Some(column.to_owned()), problem }
    }

    pub(super) fn of_row(problem: CellProblem) -> Self {
        Self { column: None, problem }
    }
}
