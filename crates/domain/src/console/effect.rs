//! What the console's shell is to do.

use super::{EntryNumber, Way};
use crate::{CopyText, catalogue::CallRequest, snippet::Language};

/// Something to do, in the order given.
#[derive(Clone)]
pub enum ConsoleEffect {
    /// Ask the proxy for the operations; then `ConsoleEvent::CatalogueCame`.
    FetchCatalogue,
    /// Try whether the API can be reached from here; then `ConsoleEvent::Probed`.
    Probe,
    /// Send a request with the token that is held; then `ConsoleEvent::Answered` or
    /// `ConsoleEvent::Failed` with its number.
    Send {
        /// Its number.
        number: EntryNumber,
        /// What to send.
        request: CallRequest,
        /// Which way.
        way: Way,
    },
    /// Give up whatever is being sent.
    Abort,
    /// Ask the page what its judge says of the token; then `ConsoleEvent::Explained`.
    Ask,
    /// Put a text into the clipboard; then `ConsoleEvent::Copied` or `ConsoleEvent::CopyRefused`.
    Copy(EntryNumber, Language, CopyText),
    /// Save the body of this answer as a file of this name.
    Download {
        /// Whose body.
        number: EntryNumber,
        /// The file's name: no path, no surprise.
        file_name: String,
    },
    /// Say this to a screen reader, politely.
    Announce(String),
    /// Move the keyboard focus, once all is drawn.
    Focus(ConsoleFocus),
}

/// Where the keyboard focus can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsoleFocus {
    /// The search field.
    Search,
    /// A field of the operation: the parameter of this index.
    Parameter(usize),
    /// The body.
    Body,
    /// The button that sends, or gives up what is being sent.
    Send,
    /// The question whether a dangerous request is to be sent.
    Question,
    /// The heading of the answer.
    Answer,
    /// The text that the clipboard did not take.
    CopyText,
}
