//! Hashing and parsing are shared out to every core.

/// Applies `work` to every item, in order.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // A thread is not worth starting for less.
    let share = items.len().div_ceil(cores).max(64);
    if items.len() <= share {
        return items.into_iter().map(work).collect();
    }
    let mut rest = items.into_iter();
    let parts: Vec<Vec<T>> = (0..cores).map(|_| rest.by_ref().take(share).collect()).collect();
    let work = &work;
    std::thread::scope(|scope| {
        let spawn = |part: Vec<T>| scope.spawn(|| part.into_iter().map(work).collect::<Vec<R>>());
        let threads: Vec<_> = parts.into_iter().map(spawn).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}
