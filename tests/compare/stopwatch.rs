//! What a piece of work takes: time on the wall, and processor time beside it.

use std::time::Instant;

/// Seconds that some work took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// From its start to its end.
    pub(crate) wall: f64,
    /// User and system time of this process, all threads, and of the children it waited for.
    pub(crate) cpu: f64,
}

/// Does the work and says what it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (wall, cpu) = (Instant::now(), cpu_of("self"));
    let result = work();
    let spent = Spent { wall: wall.elapsed().as_secs_f64(), cpu: cpu_of("self") - cpu };
    (result, spent)
}

/// User and system seconds of a process so far, all threads, and of its children that have ended.
pub(crate) fn cpu_of(process: &str) -> f64 {
    // Counted in hundredths of a second on Linux.
    stat_of(process)[11..15].iter().sum::<f64>() / 100.0
}

/// The numbers of /proc/PID/stat after the name; zeros for a process that has ended.
pub(crate) fn stat_of(process: &str) -> Vec<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields: Vec<f64> =
        after_name.split_whitespace().map(|field| field.parse().unwrap_or(0.0)).collect();
    fields.resize(50, 0.0);
    fields
}
