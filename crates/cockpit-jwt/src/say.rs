//! Prints to stdout, which may be a pipe that nobody reads any more.

use std::io::{self, Write as _};

use crate::failure::Failure;

/// Prints a text. That nobody reads it is no failure: `config example | head` has what it wanted, and
/// a server goes on serving.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::System { doing: "printing", error })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
