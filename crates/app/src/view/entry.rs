//! A line in a list of results: a drawing, what it is about, what came out, and more about it.

use yew::{Html, html};

use super::{
    mark::{self, Mark},
    prose,
};

/// One line.
pub(super) struct Entry<'a> {
    /// A stable name for what came out.
    pub(super) state: &'static str,
    pub(super) mark: Mark,
    /// What it is about.
    pub(super) label: &'a str,
    /// What came out.
    pub(super) words: &'a str,
    /// Below it.
    pub(super) more: Html,
}

impl Entry<'_> {
    pub(super) fn view(self) -> Html {
        let Self { state, mark, label, words, more } = self;
        html! {
            <li class="entry" data-state={state}>
                { mark::view(mark) }
                <p>
                    <strong>{ label }</strong>{ " " }
                    <span class="entry-words">{ prose::view(words) }</span>
                </p>
                { more }
            </li>
        }
    }
}
