//! Whole-system tests: the real binary, the real pages, the shipped rule packs.

mod api;
mod backup;
mod banding;
mod browser;
mod changes;
mod command_line;
mod coverage;
mod disk_errors;
mod duties_reports;
mod follow;
mod golden_log;
mod kill;
mod kurrentdb;
mod mutation;
mod pages;
mod policy;
mod regulation;
mod replay_as_of;
mod rule_packs;
mod second_verifier;
mod templates;
mod upgrade;
mod witness;
mod words;
