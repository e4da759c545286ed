//! What the fault tests share: a disk that is watched and can fail, and what is written to it.

pub mod disk;
pub mod forms;
