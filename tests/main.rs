//! Whole-system tests: the real binary, the real pages, the shipped rule packs.

mod backup;
mod browser;
mod command_line;
mod follow;
mod golden_log;
mod kurrentdb;
mod pages;
mod replay_as_of;
mod rule_packs;
mod second_verifier;
mod upgrade;
mod words;
