//! The embedded log on disks that fail.

mod bit_rot;
mod forms;
mod full_disk;
mod io_errors;
mod power_loss;
