//! The `jejak` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    dashboard::cli::main()
}
