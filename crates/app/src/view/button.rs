//! A button that makes something happen.

use yew::{Callback, Html, MouseEvent, html};

/// A button of the page.
pub(crate) struct Button<'a> {
    kind: Kind,
    label: &'a str,
    onclick: Callback<MouseEvent>,
    id: Option<&'static str>,
    described: Option<&'static str>,
    disabled: Option<&'static str>,
    name: Option<String>,
}

/// How loud a button looks.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// The one thing to do next.
    Primary,
    /// One of several.
    Secondary,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

impl<'a> Button<'a> {
    pub(crate) const fn new(kind: Kind, label: &'a str, onclick: Callback<MouseEvent>) -> Self {
        Self { kind, label, onclick, id: None, described: None, disabled: None, name: None }
    }

    pub(crate) fn with_id(self, id: &'static str) -> Self {
        Self { id: Some(id), ..self }
    }

    /// What it is called where its label alone does not say enough. It begins with the label.
    pub(crate) fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    /// By the element of this id.
    pub(crate) fn described_by(self, described: Option<&'static str>) -> Self {
        Self { described, ..self }
    }

    /// It keeps the focus, so it is not disabled for the browser.
    pub(crate) fn loading_while(self, waits: bool) -> Self {
        if waits { Self { label: "Loading…", disabled: Some("true"), ..self } } else { self }
    }

    /// It keeps the focus, as above. What describes it says why nothing comes of it.
    pub(crate) fn unavailable_while(self, unavailable: bool) -> Self {
        if unavailable { Self { disabled: Some("true"), ..self } } else { self }
    }

    pub(crate) fn view(self) -> Html {
        let Self { kind, label, onclick, id, described, disabled, name } = self;
        html! {
            <button type="button" {id} class="button" part="button" data-kind={kind.name()} {onclick}
                aria-label={name} aria-describedby={described} aria-disabled={disabled}>
                { label }
            </button>
        }
    }
}
