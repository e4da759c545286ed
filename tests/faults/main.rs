//! The embedded log on disks that fail.

mod forms;
mod io_errors;
mod power_loss;
