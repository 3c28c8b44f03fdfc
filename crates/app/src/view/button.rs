//! A button that makes something happen.

use domain::Event;
use yew::{Callback, Html, MouseEvent, html};

/// A button of the page. Its kind is how loud it looks.
pub(super) struct Button<'a> {
    pub(super) kind: Kind,
    pub(super) label: &'a str,
    /// A function and not a value: the page needs no code to copy events.
    pub(super) event: fn() -> Event,
}

/// How loud a button looks.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// The one thing to do next.
    Primary,
    /// One of several.
    Secondary,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
        }
    }
}

impl Button<'_> {
    pub(super) fn view(self, on_event: &Callback<Event>) -> Html {
        self.view_with_id(None, on_event)
    }

    pub(super) fn view_with_id(self, id: Option<&'static str>, on_event: &Callback<Event>) -> Html {
        let Self { kind, label, event } = self;
        let onclick = on_event.reform(move |_: MouseEvent| event());
        html! { <button type="button" {id} class={kind.class()} {onclick}>{ label }</button> }
    }
}
