//! The live region: what a screen reader says without moving the focus.

use yew::{AttrValue, Html, html};

/// The last sentence to be announced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Announcement {
    sentence: AttrValue,
    number: usize,
}

impl Announcement {
    /// Announces a sentence, even one that was announced before.
    pub fn say(&mut self, sentence: String) {
        self.sentence = sentence.into();
        self.number += 1;
    }

    /// The live region. The sentence is a new element each time, so that it is read again.
    pub(super) fn view(&self) -> Html {
        html! {
            <div class="live" role="status" aria-live="polite">
                <p key={self.number}>{ &self.sentence }</p>
            </div>
        }
    }
}
