//! What a test's own thread logs, captured.

use std::{cell::RefCell, io, sync::Once, thread::LocalKey};

use tracing_subscriber::fmt::MakeWriter;

thread_local! {
    /// Nothing: nobody listens on this thread.
    static HEARD: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Listens until it is dropped to everything that this thread logs, on the finest level.
pub(crate) struct Log {
    heard: &'static LocalKey<RefCell<Option<Vec<u8>>>>,
}

impl Log {
    pub(crate) fn start() -> Self {
        install();
        HEARD.set(Some(Vec::new()));
        Self { heard: &HEARD }
    }

    /// The lines of this crate.
    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        let heard = self.heard.with_borrow(|heard| heard.clone().unwrap());
        let heard = String::from_utf8(heard).unwrap();
        let lines = heard.lines().map(|line| serde_json::from_str(line).unwrap());
        let own = |line: &serde_json::Value| line["target"].as_str().unwrap().starts_with("proxy");
        lines.filter(own).collect()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.heard.set(None);
    }
}

/// One subscriber for the whole process, there before the first line: whether anybody listens to
/// a place in the code is remembered when it is first reached, and a subscriber that another
/// thread sets in that very moment would never hear of it.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_max_level(tracing::Level::TRACE)
            .with_writer(ThisThread)
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

/// Writes to whoever listens on the thread that logs.
struct ThisThread;

impl io::Write for ThisThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        HEARD.with_borrow_mut(|heard| heard.iter_mut().for_each(|heard| heard.extend(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for ThisThread {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}
