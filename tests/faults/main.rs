//! The embedded log on disks that fail.

mod bit_rot;
mod full_disk;
mod io_errors;
mod kill;
mod power_loss;
