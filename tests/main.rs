//! Whole-system tests: the real binary, the real pages, the shipped rule packs.

mod browser;
mod command_line;
mod disk_errors;
mod kill;
mod kurrentdb;
mod pages;
mod replay_as_of;
mod rule_packs;
mod upgrade;
mod words;
