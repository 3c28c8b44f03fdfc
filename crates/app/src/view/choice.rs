//! A box or a circle to tick.

use yew::{Callback, Event, Html, html};

/// One choice, with its name beside it.
pub(super) struct Choice<'a> {
    /// `checkbox` or `radio`: also the name that makes one of several radios the chosen one.
    pub(super) kind: &'static str,
    pub(super) id: Option<&'static str>,
    pub(super) label: &'a str,
    pub(super) checked: bool,
    /// By the element of this id.
    pub(super) described: Option<&'static str>,
    pub(super) onchange: Callback<Event>,
}

impl Choice<'_> {
    pub(super) fn view(self) -> Html {
        let Self { kind, id, label, checked, described, onchange } = self;
        html! {
            <label class="choice">
                <input type={kind} {id} name={kind} {checked} {onchange} aria-describedby={described} />
                <span>{ label }</span>
            </label>
        }
    }
}
