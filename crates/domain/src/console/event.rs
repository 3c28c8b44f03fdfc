//! What happens in the console.

use super::{Answer, CallFailure, EntryNumber, Place, Reach, Way};
use crate::{CopyText, RequestFailure, catalogue::Catalogue, snippet::Language};

/// Something that happened. The first events come from the person, the last from the shell.
#[derive(Clone)]
pub enum ConsoleEvent {
    /// The console was opened.
    Opened,
    /// The person wants the operations asked for again.
    CatalogueWanted,
    /// The person wants to know anew whether the API can be reached.
    ProbeWanted,
    /// The text of the search field.
    Searched(String),
    /// The first operation that fits the search is wanted.
    FirstPicked,
    /// An operation is wanted, by its index in the catalogue.
    Picked(usize),
    /// Something was filled in.
    Edited(Edit),
    /// The example is wanted back as body.
    ExampleWanted,
    /// The person prefers a way.
    WayChosen(Way),
    /// What is filled in is to be sent.
    SendRequested,
    /// Yes, a dangerous request is to be sent.
    Confirmed,
    /// No, it is not.
    Declined,
    /// The person does not want to wait for the answer.
    CancelRequested,
    /// An earlier request is to be looked at.
    EntryShown(EntryNumber),
    /// An earlier request is to be sent again as it was.
    EntryResent(EntryNumber),
    /// An earlier request is to be filled in again, to be changed.
    EntryReopened(EntryNumber),
    /// An earlier request is to be copied in a language.
    CopyRequested(EntryNumber, Language),
    /// The body of an earlier answer is to be saved as a file.
    DownloadRequested(EntryNumber),
    /// All of a long body is to be shown.
    WholeBodyRequested,
    /// The history is to be forgotten.
    HistoryCleared,
    /// The operations came, or not.
    CatalogueCame(Result<Catalogue, RequestFailure>),
    /// It was tried whether the API can be reached.
    Probed(Reach),
    /// The API answered the request of this number.
    Answered(EntryNumber, Answer),
    /// There will be no answer to it.
    Failed(EntryNumber, CallFailure),
    /// What the judge says of the token now: its verdict first, then what each failed check means.
    Explained(Vec<String>),
    /// The clipboard has it.
    Copied(EntryNumber, Language),
    /// The clipboard refused this text.
    CopyRefused(EntryNumber, Language, CopyText),
}

/// One change in what is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub place: Place,
    /// The new text.
    pub text: String,
}
