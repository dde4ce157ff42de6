//! Waiting for what is bound to happen.

use std::time::{Duration, Instant};

/// How long any one thing may take. Far more than a busy machine needs: it guards against hanging, it measures nothing.
pub const STEP: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer, and returns it.
pub async fn until<T>(what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = question().await {
            return answer;
        }
        assert!(begun.elapsed() < STEP, "{what}: not within {STEP:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
