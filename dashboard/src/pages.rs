//! The pages, a file per noun. Each answers one question, as HTML, JSON and CSV.

pub mod answer;
pub mod belakangan;
pub mod evaluasi;
pub mod figure;
pub mod filter;
pub mod kegiatan;
pub mod lembar;
pub mod parts;
pub mod periods;
pub mod shell;

pub mod agen;
pub mod aturan;
pub mod banding;
pub mod bukti;
pub mod formulir;
pub mod gelar;
pub mod home;
pub mod kbk;
pub mod kebijakan;
pub mod kejadian;
pub mod keteguhan;
pub mod kewajiban;
pub mod laporan;
pub mod mengapa;
pub mod nilai;
pub mod opd;
pub mod paket;
pub mod periksa;
pub mod peringkat;
pub mod perubahan;
pub mod profil;
pub mod status;
pub mod tinjauan;

use std::future::Future;

use maud::Markup;
use serde_json::Value;

use crate::asked::Asked;
use crate::user_error::UserError;
use crate::workbook::Document;

/// A page: what it knows, and its three forms.
pub trait Page: Sized + Send {
    /// Whether the same position always gives the same page.
    const IS_OF_A_POSITION: bool = true;
    /// Whether each part of its document stands on a sheet of its own in a workbook.
    const SHEET_A_PART: bool = false;

    /// Asks for what it shows. Errors: [`UserError`].
    fn load(asked: &Asked) -> impl Future<Output = Result<Self, UserError>> + Send;

    /// Its heading, also the title of the window.
    fn title(&self, asked: &Asked) -> String;

    /// Everything below the heading.
    fn body(&self, asked: &Asked) -> Markup;

    /// The same as JSON.
    fn json(&self, asked: &Asked) -> Value;

    /// The same as a table, header first.
    fn rows(&self, asked: &Asked) -> Vec<Vec<String>>;

    /// The same as a document, where it is more than a table.
    fn document(&self, _: &Asked) -> Option<Document> {
        None
    }
}
