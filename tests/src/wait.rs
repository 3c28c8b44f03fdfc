//! Waiting for a condition that only a page or a process can bring about.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// How long a condition may take. Nothing on a page takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(15);

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
    found.unwrap_or_else(|_| panic!("waited in vain for {what}; instead: {instead}"))
}
