//! Whole-system tests: the real binary, the real pages, the shipped rule packs.

mod rule_packs;
