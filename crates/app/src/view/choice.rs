//! A box or a circle to tick.

use yew::{Callback, Event, Html, html};

/// One choice, with its name beside it.
pub(crate) struct Choice<'a> {
    /// `checkbox` or `radio`: also the name that makes one of several radios the chosen one.
    pub(crate) kind: &'static str,
    pub(crate) id: Option<&'static str>,
    pub(crate) label: &'a str,
    pub(crate) checked: bool,
    /// By the element of this id.
    pub(crate) described: Option<&'static str>,
    pub(crate) onchange: Callback<Event>,
}

impl Choice<'_> {
    pub(crate) fn view(self) -> Html {
        let Self { kind, id, label, checked, described, onchange } = self;
        html! {
            <label class="choice">
                <input type={kind} {id} name={kind} {checked} {onchange} aria-describedby={described} />
                <span>{ label }</span>
            </label>
        }
    }
}
