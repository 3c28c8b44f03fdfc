//! The console as a function of its state: nothing here touches the browser.
//!
//! As on the page, what may be missing is drawn as an empty node, so that its siblings stay who they
//! are.

mod answer;
mod body;
mod explanation;
mod field;
mod form;
mod history;
pub mod id;
mod operations;
mod question;
mod request;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod tree;
mod way;
mod words;

use domain::{
    api::ApiAddress,
    console::{Console, ConsoleEvent},
    explain::Moment,
    jwt::CompactJwt,
};
use yew::{Callback, Html, KeyboardEvent, MouseEvent, html};

/// All that the view depends on. It only borrows: no answer is copied to be drawn.
pub struct ConsoleView<'a> {
    /// What the console knows.
    pub console: &'a Console,
    /// Where requests go.
    pub api: &'a ApiAddress,
    /// What they carry; only its ends are shown.
    pub token: &'a CompactJwt,
    /// The present.
    pub moment: Moment,
    /// Told what the person does.
    pub on: &'a Callbacks,
}

/// Told what the person does. Made once, so that drawing again replaces no listener.
#[derive(Debug, Clone, PartialEq)]
pub struct Callbacks {
    /// In the console.
    pub event: Callback<ConsoleEvent>,
    /// That the person wants to go on at the element of this id.
    pub focus_wanted: Callback<&'static str>,
}

impl ConsoleView<'_> {
    /// Draws it.
    pub fn view(&self) -> Html {
        html! {
            <section class="console" aria-labelledby="console-title" onkeydown={self.shortcut()}>
                <div class="card" part="card">
                    <h2 id="console-title" tabindex="-1">{ "Try it" }</h2>
                    { way::view(self) }
                    { operations::view(self) }
                    { form::view(self).unwrap_or_default() }
                </div>
                { answer::view(self).unwrap_or_default() }
                { history::view(self) }
            </section>
        }
    }

    /// What a click means.
    fn on(&self, event: impl Fn() -> ConsoleEvent + 'static) -> Callback<MouseEvent> {
        self.on.event.reform(move |_| event())
    }

    /// A slash outside of all fields leads to the search field.
    fn shortcut(&self) -> Callback<KeyboardEvent> {
        let focus_wanted = self.on.focus_wanted.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "/" && !words::is_chord(&event) && !words::is_in_a_field(&event) {
                event.prevent_default();
                focus_wanted.emit(id::SEARCH);
            }
        })
    }
}
