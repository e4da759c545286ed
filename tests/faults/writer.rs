//! A process with sixteen writers on one log, to be killed: `writer FOLDER RUN`. It prints the token
//! of each form that was acknowledged, and never ends by itself.

use std::io::Write;
use std::path::Path;

use faults::forms::{form, log_in};
use ingest::log::{EmbeddedLog, LogError};

fn main() -> Result<(), LogError> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(run)) = (args.next(), args.next()) else {
        eprintln!("writer FOLDER RUN");
        std::process::exit(2);
    };
    let log = EmbeddedLog::open(&log_in(Path::new(&folder)))?;
    std::thread::scope(|scope| {
        for writer in 0..16 {
            let (log, run) = (&log, &run);
            scope.spawn(move || {
                for n in 0.. {
                    let token = format!("{run}-{writer}-{n}");
                    if log.append(form(&token)).is_ok() {
                        // One write, so that a line is whole or not there.
                        let line = format!("{token}\n");
                        if std::io::stdout().lock().write_all(line.as_bytes()).is_err() {
                            return;
                        }
                    }
                }
            });
        }
    });
    Ok(())
}
