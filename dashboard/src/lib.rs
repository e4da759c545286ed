//! The door of jejak: HTTP, pages, charts, and the `jejak` command.
//!
//! The only crate that reads the clock. It computes no score: pages draw what
//! [`analytics`] answers.

pub mod api;
pub mod app;
pub mod asked;
pub mod audit;
pub mod charts;
pub mod cli;
pub mod columns;
pub mod entri;
pub mod export;
pub mod follow;
pub mod gelar;
pub mod laporan;
pub mod moment;
pub mod pages;
pub mod pen;
#[cfg(feature = "kurrentdb")]
pub mod port;
pub mod routes;
pub mod susunan;
pub mod tabel;
pub mod terbitan;
pub mod text;
pub mod tinjauan;
pub mod user_error;
pub mod witness;
pub mod workbook;
