//! What the console knows and shows.

use super::{Draft, Entry, EntryNumber, History, Reach, Route, Way};
use crate::{
    CopyText, Failure,
    catalogue::{CallRequest, Catalogue, ConcretePath, Method, Operation},
    snippet::Language,
};

/// The console while it is open.
#[derive(Clone, Default)]
pub struct Console {
    /// The API's operations.
    pub listing: Listing,
    /// What they are searched for.
    pub search: String,
    /// The operation that is being filled in.
    pub draft: Option<Draft>,
    /// What the browser can do by itself; `None` until it was tried.
    pub reach: Option<Reach>,
    /// Which way the person prefers.
    pub preferred: Option<Way>,
    /// What is being asked or sent.
    pub exchange: Exchange,
    /// What was sent.
    pub history: History,
    /// Which entry of the history is shown.
    pub shown: Option<EntryNumber>,
    /// Whether all of its body is.
    pub whole_body: bool,
    /// Why the API probably did not let a request in.
    pub explanation: Option<Explanation>,
    /// What was last done with the clipboard.
    pub notice: Option<ConsoleNotice>,
    /// What a person has said yes to.
    pub(super) confirmed: Vec<(Method, ConcretePath)>,
    pub(super) last: EntryNumber,
}

/// The operations, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Listing {
    /// They have been asked for.
    #[default]
    Loading,
    /// They are here, by path.
    Ready(Catalogue),
    /// They have not come.
    Missing(Failure),
}

/// What is going on with a request.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Exchange {
    /// Nothing.
    #[default]
    Nothing,
    /// The person is asked whether this is to be sent.
    Asking(CallRequest),
    /// This is being sent.
    Sending(Sending),
}

/// A request on its way.
#[derive(Clone, PartialEq, Eq)]
pub struct Sending {
    /// Which one it is.
    pub number: EntryNumber,
    /// What is sent.
    pub request: CallRequest,
    /// Which way it goes.
    pub way: Way,
    /// The token that goes with it, shortened.
    pub bearer: String,
}

/// Why the API probably did not let a request in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Which request.
    pub number: EntryNumber,
    /// What the judge says of the token: its verdict first. Empty until it has spoken.
    pub lines: Vec<String>,
}

/// What was done with the clipboard.
#[derive(Debug, Clone)]
pub enum ConsoleNotice {
    /// It has the request of this number in this language.
    Copied(EntryNumber, Language),
    /// It refused this text of it, which is shown to be copied by hand.
    CopyRefused(EntryNumber, Language, CopyText),
}

impl Console {
    /// One that was just opened.
    pub fn new() -> Self {
        Self::default()
    }

    /// The operations that fit the search, each with its index in the catalogue: every word of the
    /// search occurs in method, path, name or summary, in either case.
    pub fn found(&self) -> Vec<(usize, &Operation)> {
        let Some(catalogue) = self.catalogue() else { return Vec::new() };
        let search = self.search.to_ascii_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        let fits = |(_, operation): &(usize, &Operation)| {
            let text = searched_text(operation);
            words.iter().all(|word| text.contains(word))
        };
        catalogue.operations.iter().enumerate().filter(fits).collect()
    }

    /// The operations, when they have come.
    pub const fn catalogue(&self) -> Option<&Catalogue> {
        match &self.listing {
            Listing::Ready(catalogue) => Some(catalogue),
            Listing::Loading | Listing::Missing(_) => None,
        }
    }

    /// Which ways are open, once that is known.
    pub fn route(&self) -> Option<Route> {
        let forwarded = self.catalogue()?.forwarded;
        Some(Route { reach: self.reach?, forwarded, preferred: self.preferred })
    }

    /// The entry of the history that is shown.
    pub fn shown_entry(&self) -> Option<&Entry> {
        self.history.entry(self.shown?)
    }

    /// What the judge said about the entry that is shown.
    pub fn shown_explanation(&self) -> Option<&Explanation> {
        self.explanation.as_ref().filter(|it| Some(it.number) == self.shown)
    }

    /// Whether a person has to be asked before this is sent.
    pub(super) fn has_to_ask(&self, request: &CallRequest) -> bool {
        let production = self.catalogue().is_some_and(|catalogue| catalogue.production);
        let known = |(method, path): &(Method, ConcretePath)| {
            *method == request.method && *path == request.path
        };
        production && request.method.is_dangerous() && !self.confirmed.iter().any(known)
    }
}

fn searched_text(operation: &Operation) -> String {
    let Operation { method, path, name, summary, .. } = operation;
    format!("{} {} {name} {summary}", method.as_str(), path.as_str()).to_ascii_lowercase()
}
