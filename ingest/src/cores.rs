//! Hashing and parsing are shared out to every core.

/// Applies `work` to every item, in order.
pub(crate) fn map<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // A thread is not worth starting for less.
    let share = items.len().div_ceil(cores).max(64);
    let work = &work;
    std::thread::scope(|scope| {
        let spawn = |part: &'i [T]| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>());
        let threads: Vec<_> = items.chunks(share).map(spawn).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}
