//! The operation that was chosen: what it does, what it takes, and the button that sends it.

use domain::console::{ConsoleEvent, Draft, Exchange, Route, shortened};
use yew::{Callback, Html, KeyboardEvent, MouseEvent, html};

use super::{ConsoleView, field, question, way, words};

pub(super) fn view(view: &ConsoleView<'_>) -> Option<Html> {
    let draft = view.console.draft.as_ref()?;
    let operation = &draft.operation;
    let body = operation.body.as_ref().map(|body| field::body(body, draft, view));
    Some(html! {
        <div class="console-form" role="group" aria-labelledby="console-operation"
            onkeydown={sends(view)}>
            { heading(draft) }
            { field::parameters(draft, view) }
            { body.unwrap_or_default() }
            { authorization(view) }
            <p class="buttons">{ send(view) }{ shortcut(draft) }</p>
            { question::view(view).unwrap_or_default() }
            { sending(view).unwrap_or_default() }
        </div>
    })
}

fn heading(draft: &Draft) -> Html {
    let operation = &draft.operation;
    let (method, path) = (operation.method.as_str(), words::path(operation.path.as_str()));
    let summary = words::line(&operation.summary);
    html! {
        <>
            <h3 id="console-operation">{ words::operation(method, path) }</h3>
            <p class="hint console-summary">{ summary }</p>
        </>
    }
}

fn authorization(view: &ConsoleView<'_>) -> Html {
    html! {
        <p class="console-authorization">
            <code>{ format!("Authorization: bearer {}", shortened(view.token)) }</code>
            <span class="note">{ "Filled in from the token on this page." }</span>
        </p>
    }
}

/// The same button gives up what it has sent, so that the focus stays.
fn send(view: &ConsoleView<'_>) -> Html {
    let sends = matches!(view.console.exchange, Exchange::Sending(_));
    let (kind, label) = if sends { ("secondary", "Cancel") } else { ("primary", "Send") };
    let no_way = view.console.route().and_then(Route::way).is_none() && !sends;
    html! {
        <button type="button" id="console-send" class="button" part="button" data-kind={kind}
            onclick={pressed(sends, view)} onkeydown={without_repetition()}
            aria-describedby={no_way.then_some("console-way")} aria-disabled={no_way.then_some("true")}>
            { label }
        </button>
    }
}

/// The second half of a double click on Send is no wish to cancel.
fn pressed(sends: bool, view: &ConsoleView<'_>) -> Callback<MouseEvent> {
    let on_event = view.on.event.clone();
    Callback::from(move |event: MouseEvent| match (sends, event.detail()) {
        (true, 0 | 1) => on_event.emit(ConsoleEvent::CancelRequested),
        (true, _) => {}
        (false, _) => on_event.emit(ConsoleEvent::SendRequested),
    })
}

/// Neither is a key that is held down.
fn without_repetition() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    })
}

/// Enter in a line, and Ctrl+Enter in the body, which has lines of its own.
fn sends(view: &ConsoleView<'_>) -> Callback<KeyboardEvent> {
    let on_event = view.on.event.clone();
    Callback::from(move |event: KeyboardEvent| {
        let tag = words::tag(&event).unwrap_or_default();
        let sends = match tag.as_str() {
            "INPUT" => true,
            "TEXTAREA" => words::is_chord(&event),
            _ => false,
        };
        if sends && words::is_enter(&event) {
            event.prevent_default();
            on_event.emit(ConsoleEvent::SendRequested);
        }
    })
}

fn shortcut(draft: &Draft) -> Html {
    let has_body = draft.operation.body.is_some();
    if !has_body {
        return Html::default();
    }
    html! { <span class="help">{ "Or " }<kbd>{ "Ctrl" }</kbd>{ "+" }<kbd>{ "Enter" }</kbd>{ " in the body." }</span> }
}

fn sending(view: &ConsoleView<'_>) -> Option<Html> {
    let Exchange::Sending(sending) = &view.console.exchange else { return None };
    let told = format!("Sending {}, {}…", words::named(&sending.request), way::of(sending.way));
    Some(html! { <p class="hint console-sending">{ told }</p> })
}
