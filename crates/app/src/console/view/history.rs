//! What was sent in this sitting.

use domain::{
    console::{ConsoleEvent, ConsoleNotice, Entry, EntryNumber, Exchange, Outcome},
    snippet::Language,
};
use yew::{Html, html};

use super::{ConsoleView, answer, words};
use crate::view::{
    button::{Button, Kind},
    mark::{self, Mark},
    token,
};

pub(super) fn view(view: &ConsoleView<'_>) -> Html {
    let history = &view.console.history;
    if history.is_empty() {
        let told = match view.console.exchange {
            Exchange::Sending(_) => "The first request of this sitting is under way.",
            Exchange::Nothing | Exchange::Asking(_) => "Nothing has been sent in this sitting.",
        };
        return card(html! { <p class="help">{ told }</p> });
    }
    let entries = history.entries().map(|entry| item(entry, view));
    let forget = view.on(|| ConsoleEvent::HistoryCleared);
    card(html! {
        <>
            <ol class="console-entries" reversed=true role="list">{ for entries }</ol>
            <p class="buttons">
                { Button::new(Kind::Secondary, "Forget the history", forget).view() }
            </p>
            <p class="help">{ "It is in this tab only, and ends with it." }</p>
        </>
    })
}

fn card(content: Html) -> Html {
    html! {
        <section class="card" part="card" aria-labelledby="console-history">
            <h3 id="console-history" tabindex="-1">{ "History" }</h3>
            { content }
        </section>
    }
}

/// Beside what it is about.
fn notice(number: EntryNumber, view: &ConsoleView<'_>) -> Html {
    match &view.console.notice {
        Some(ConsoleNotice::Copied(of, language)) if *of == number => html! {
            <p class="notice" part="notice" data-state="done">
                { mark::view(Mark::Pass) }{ format!("Copied as {}.", language.label()) }
            </p>
        },
        Some(ConsoleNotice::CopyRefused(of, _, text)) if *of == number => {
            let text = html! { <span data-part="all">{ text.expose().to_owned() }</span> };
            html! {
                <>
                    <p class="notice" part="notice" data-state="warning">
                        { mark::view(Mark::Warning) }
                        { "The browser did not allow copying. The text is selected: press Ctrl+C, or ⌘C on a Mac." }
                    </p>
                    { token::readable("console-copy-text", "Text to copy", text) }
                </>
            }
        }
        _ => Html::default(),
    }
}

fn item(entry: &Entry, view: &ConsoleView<'_>) -> Html {
    let (drawn, said) = answer::headline(&entry.outcome);
    let current = (view.console.shown == Some(entry.number)).then_some("true");
    let request = &entry.request;
    html! {
        <li class="console-entry" data-state={state(&entry.outcome)} aria-current={current}>
            <p>
                <span class="console-number">{ format!("{}.", entry.number.get()) }</span>{ " " }
                { words::operation(request.method.as_str(), words::path(request.path.as_str())) }
            </p>
            <p class="console-outcome">
                { mark::view(drawn) }{ " " }{ said }{ ", " }{ view.moment.clock(entry.at) }
            </p>
            <p class="buttons">{ actions(entry.number, view) }</p>
            { notice(entry.number, view) }
            { copies(entry.number, view) }
        </li>
    }
}

fn actions(number: EntryNumber, view: &ConsoleView<'_>) -> Html {
    let button = |label: &'static str, event: fn(EntryNumber) -> ConsoleEvent| {
        let button = Button::new(Kind::Secondary, label, view.on(move || event(number)));
        button.named(format!("{label}: request {}", number.get())).view()
    };
    html! {
        <>
            { button("Show", ConsoleEvent::EntryShown) }
            { button("Send again", ConsoleEvent::EntryResent) }
            { button("Fill in again", ConsoleEvent::EntryReopened) }
        </>
    }
}

fn copies(number: EntryNumber, view: &ConsoleView<'_>) -> Html {
    let copies = Language::ALL.into_iter().map(|language| {
        let wanted = view.on(move || ConsoleEvent::CopyRequested(number, language));
        let name = format!("{}: copy request {}", language.label(), number.get());
        Button::new(Kind::Secondary, language.label(), wanted).named(name).view()
    });
    html! {
        <details class="more">
            <summary aria-label={format!("Copy as… request {}", number.get())}>{ "Copy as…" }</summary>
            <p class="help">{ "With the token in it: whoever has the copy can use the token." }</p>
            <p class="buttons">{ for copies }</p>
        </details>
    }
}

const fn state(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Answered(_) => "answered",
        Outcome::Failed(_) => "failed",
        Outcome::Cancelled => "cancelled",
    }
}
