//! What may enter the record, and the record itself.
//!
//! [`event`] and [`identity`] are the vocabulary, [`rule_pack`] a regulation as data. A
//! [`accept::Command`] is judged by [`accept::accept`], which is pure, against the
//! [`register::Register`]; [`record`] does the I/O around it. [`log`] keeps [`frame::Frame`]s, one
//! per submission; [`ledger`] hashes their events into one tree; [`sealed`] holds what is personal,
//! apart. [`files`] turns CSV, XLSX and JSONL into commands; [`backup`] copies it all and brings it back.
//!
//! This crate knows no HTTP, no Arrow table and no clock: time and randomness come as arguments.

#![warn(clippy::float_arithmetic)]

pub mod accept;
pub mod backup;
pub mod bundle;
pub mod checkpoint;
mod cores;
pub mod event;
pub mod files;
pub mod frame;
pub mod identity;
pub mod ledger;
pub mod log;
pub mod policy;
pub mod receipt;
pub mod record;
pub mod register;
pub mod rule_pack;
pub mod sealed;
pub mod verify;
