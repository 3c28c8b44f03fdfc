//! What was sent in this sitting, and what came of it.

use std::collections::VecDeque;

use super::{Answer, CallFailure, Way};
use crate::{UnixTime, catalogue::CallRequest};

/// Which request it was, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct EntryNumber(u32);

impl EntryNumber {
    /// The number itself.
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(super) const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// One request with its outcome.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which one it was.
    pub number: EntryNumber,
    /// What was sent.
    pub request: CallRequest,
    /// Which way it went.
    pub way: Way,
    /// The token that went with it, [`shortened`](super::shortened).
    pub bearer: String,
    /// When it came to an end.
    pub at: UnixTime,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The API answered.
    Answered(Answer),
    /// There is no answer.
    Failed(CallFailure),
    /// The person did not wait for one.
    Cancelled,
}

/// The entries, the newest first. It ends with the page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct History {
    entries: VecDeque<Entry>,
}

impl History {
    /// How many requests are kept.
    pub const MOST_ENTRIES: usize = 50;

    /// How many bytes of bodies are kept in all, unless the newest alone is larger.
    pub const MOST_BYTES: usize = 64_000_000;

    /// All of them, the newest first.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The one of this number, if it is still kept.
    pub fn entry(&self, number: EntryNumber) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.number == number)
    }

    /// Whether nothing was sent yet, or all is forgotten.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds one; the oldest are forgotten when they are too many, or too large together.
    pub(super) fn add(&mut self, entry: Entry) {
        self.entries.push_front(entry);
        self.entries.truncate(Self::MOST_ENTRIES);
        while self.entries.len() > 1 && self.bytes() > Self::MOST_BYTES {
            self.entries.pop_back();
        }
    }

    fn bytes(&self) -> usize {
        self.entries.iter().map(Entry::bytes).sum()
    }
}

impl Entry {
    /// The API's answer, if there is one.
    pub const fn answer(&self) -> Option<&Answer> {
        match &self.outcome {
            Outcome::Answered(answer) => Some(answer),
            Outcome::Failed(_) | Outcome::Cancelled => None,
        }
    }

    fn bytes(&self) -> usize {
        let sent = self.request.body.as_ref().map_or(0, String::len);
        sent + self.answer().map_or(0, |answer| answer.body.len())
    }
}

#[cfg(test)]
mod tests {
    use std::{iter, time::Duration};

    use super::*;
    use crate::catalogue::{ConcretePath, Method};

    fn entry(number: u32, bytes: usize) -> Entry {
        let body = iter::repeat_n(b'x', bytes).collect();
        let answer = Answer { status: 200, headers: vec![], body, took: Duration::ZERO };
        Entry {
            number: EntryNumber(number),
            request: CallRequest {
                method: Method::Get,
                path: ConcretePath::parse("/a").unwrap(),
                query: vec![],
                headers: vec![],
                media_type: None,
                body: None,
            },
            way: Way::Direct,
            bearer: String::new(),
            at: UnixTime::from_seconds(0),
            outcome: Outcome::Answered(answer),
        }
    }

    fn numbers(history: &History) -> Vec<u32> {
        history.entries().map(|entry| entry.number.get()).collect()
    }

    #[test]
    fn the_newest_comes_first_and_the_oldest_goes() {
        let mut history = History::default();
        assert!(history.is_empty());
        for number in 1..=52 {
            history.add(entry(number, 0));
        }
        assert_eq!(numbers(&history), (3..=52).rev().collect::<Vec<_>>());
        assert!(history.entry(EntryNumber(2)).is_none());
        assert!(history.entry(EntryNumber(3)).is_some());
    }

    #[test]
    fn large_answers_drive_old_ones_out_but_not_themselves() {
        let mut history = History::default();
        for (number, bytes) in [(1, 40_000_000), (2, 20_000_000), (3, 5_000_000)] {
            history.add(entry(number, bytes));
        }
        assert_eq!(numbers(&history), [3, 2]);
        history.add(entry(4, 65_000_000));
        assert_eq!(numbers(&history), [4]);
    }
}
