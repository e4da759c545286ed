//! Keeps the tables up to date while the server runs, whoever writes.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;

/// How often the log is asked for news.
const EVERY: Duration = Duration::from_millis(500);

/// Follows the log until the server stops.
pub async fn follow_log(app: Arc<App>) {
    let mut failing = false;
    loop {
        tokio::time::sleep(EVERY).await;
        let follower = Arc::clone(&app);
        let caught_up = tokio::task::spawn_blocking(move || follower.catch_up()).await;
        match caught_up {
            Ok(Ok(())) => failing = false,
            // Said once, not twice a second.
            Ok(Err(error)) if !failing => {
                failing = true;
                tracing::error!(%error, "the tables cannot follow the log");
            }
            Ok(Err(_)) => {}
            Err(error) => tracing::error!(%error, "following the log stopped"),
        }
    }
}
