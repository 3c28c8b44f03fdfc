//! Everything that the servers of one journey log, at every level of their own.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// The lines logged so far. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Logs(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// Captures what this thread logs, for as long as the guard lives. The servers of a journey run
    /// on its own thread, so that journeys at the same time do not mix.
    pub(crate) fn capture(&self) -> DefaultGuard {
        // Like the product, and finer: the libraries below, the driver's client among them, show
        // whole requests on their finer levels.
        let filter = EnvFilter::new("warn,proxy=trace,provider=trace,demo=trace");
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// All of it.
    pub fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&lines).into_owned()
    }

    /// Adds what another process prints, on a thread that ends when it ends.
    pub(crate) fn collect(&self, mut output: impl io::Read + Send + 'static) -> JoinHandle<()> {
        let mut logs = self.clone();
        std::thread::spawn(move || {
            // Whatever cannot be read any more has not been printed.
            let _: io::Result<u64> = io::copy(&mut output, &mut logs);
        })
    }

    /// Adds the output of another process.
    fn add(&self, output: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(output);
    }
}

impl<'a> MakeWriter<'a> for Logs {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl io::Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
