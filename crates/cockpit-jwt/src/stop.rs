//! Being asked to end: Ctrl-C or SIGTERM.

use std::{io, process};

use tokio::signal;

use crate::failure::Failure;

/// Becomes ready when the process is asked to end. Whoever asks a second time does not want to wait
/// for anything.
pub(crate) fn asked() -> Result<impl Future<Output = ()>, Failure> {
    let mut signals =
        Signals::new().map_err(|error| Failure::System { doing: "starting", error })?;
    Ok(async move {
        signals.next().await;
        tokio::spawn(async move {
            signals.next().await;
            process::exit(1);
        });
    })
}

#[cfg(unix)]
struct Signals {
    interrupt: signal::unix::Signal,
    terminate: signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
