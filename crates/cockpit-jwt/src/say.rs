//! Prints: what was asked for to stdout, which may be a pipe that nobody reads any more, and
//! everything else to stderr.

use std::io::{self, IsTerminal as _, Write};

use anstream::AutoStream;

use crate::failure::Failure;

/// Prints a text. That nobody reads it is no failure: `config example | head` has what it wanted, and
/// a server goes on serving.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    written(io::stdout(), text.as_bytes())
}

/// Prints bytes as they are.
pub(crate) fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    written(io::stdout(), bytes)
}

/// Prints a text with colours in it, which only a terminal gets, and only where nobody has said that
/// they do not want any (`NO_COLOR`, `CLICOLOR`).
pub(crate) fn in_colours(text: &str) -> Result<(), Failure> {
    written(AutoStream::auto(io::stdout()), text.as_bytes())
}

fn written(mut stdout: impl Write, text: &[u8]) -> Result<(), Failure> {
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::System { doing: "printing", error })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether somebody looks at stdout.
pub(crate) fn is_read_by_a_person() -> bool {
    io::stdout().is_terminal()
}

/// Prints a line to stderr. If nobody reads it, nothing can be done.
pub(crate) fn on_stderr(line: &str) {
    let _written = writeln!(AutoStream::auto(io::stderr()), "{line}");
}
