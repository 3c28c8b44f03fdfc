//! Waiting for a condition that only a page or a process can bring about.

use std::{cell::Cell, time::Duration};

use tokio::time::{sleep, timeout};

/// How long a condition may take. Nothing on a page takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(15);

thread_local! {
    /// How many conditions came true. Each journey has a thread of its own.
    static FULFILLED: Cell<u64> = const { Cell::new(0) };
}

/// Ends when nothing that was awaited on this thread has come for so long.
pub(crate) async fn stillness(longest: Duration) {
    let mut before = None;
    while before != Some(FULFILLED.get()) {
        before = Some(FULFILLED.get());
        sleep(longest).await;
    }
}

/// Tries until there is something, and gives it. What came out instead is told when it never comes.
pub async fn until<T>(what: &str, mut attempt: impl AsyncFnMut() -> Result<T, String>) -> T {
    let mut instead = "nothing".to_owned();
    let trying = async {
        loop {
            match attempt().await {
                Ok(found) => return found,
                Err(other) => instead = other,
            }
            sleep(PERIOD).await;
        }
    };
    let found = timeout(PATIENCE, trying).await;
    FULFILLED.set(FULFILLED.get() + 1);
    found.unwrap_or_else(|_| panic!("waited in vain for {what}; instead: {instead}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_journey_may_take_long_as_long_as_it_goes_on() {
        let busy = async {
            for _ in 0..10 {
                sleep(Duration::from_secs(40)).await;
                until("nothing much", async || Ok(())).await;
            }
        };
        tokio::select! {
            () = busy => {}
            () = stillness(Duration::from_mins(1)) => panic!("it was not still"),
        }
        stillness(Duration::from_mins(1)).await;
    }
}
