//! The operations to choose from.

use domain::{
    Failure,
    catalogue::{Catalogue, Operation},
    console::{ConsoleEvent, Listing},
    sentence, shown,
};
use yew::{Callback, Html, InputEvent, KeyboardEvent, html};

use super::{ConsoleView, words};
use crate::view::{
    button::{Button, Kind},
    line,
    mark::{self, Mark},
    prose,
};

pub(super) fn view(view: &ConsoleView<'_>) -> Html {
    html! { <div class="console-finding">{ search(view) }{ list(view) }</div> }
}

fn list(view: &ConsoleView<'_>) -> Html {
    match &view.console.listing {
        Listing::Loading => prose::paragraph("help", "Loading the operations…"),
        Listing::Missing(failure) => missing(failure, view),
        Listing::Ready(catalogue) if catalogue.operations.is_empty() => prose::hint(
            "The description of this API has no operations. Whoever runs the proxy can name another \
             one.",
        ),
        Listing::Ready(catalogue) => found(catalogue, view),
    }
}

fn missing(failure: &Failure, view: &ConsoleView<'_>) -> Html {
    let again = view.on(|| ConsoleEvent::CatalogueWanted);
    let again = Button::new(Kind::Secondary, "Load the operations again", again);
    let told = format!("The operations could not be loaded. {}", sentence(&failure.to_string()));
    html! {
        <div class="settings-missing">
            <p class="hint">{ mark::view(Mark::Warning) }{ prose::view(&told) }</p>
            { prose::hint(&sentence(failure.hint())) }
            { again.view() }
            <p class="failure-code">{ "For support: " }<code>{ shown(failure.code(), 60) }</code></p>
        </div>
    }
}

fn found(catalogue: &Catalogue, view: &ConsoleView<'_>) -> Html {
    let found = view.console.found();
    // Who looks for something sees what there is. Once it is found, the rest makes room.
    let open = view.console.draft.is_none() || !view.console.search.trim().is_empty();
    let items = found.iter().map(|(index, operation)| item(*index, operation, view));
    let told = told(found.len(), catalogue.operations.len());
    html! {
        <>
            <details class="more console-list" {open}>
                <summary id="console-count">{ &told }</summary>
                <ul class="console-operations" aria-labelledby="console-count">{ for items }</ul>
            </details>
            <p class="live" role="status">{ told }</p>
        </>
    }
}

fn told(found: usize, all: usize) -> String {
    match (found, all) {
        (0, _) => "No operation fits the search".to_owned(),
        (found, all) if found == all => words::count(all, "operation", "operations"),
        (found, all) => format!("{found} of {}", words::count(all, "operation", "operations")),
    }
}

fn search(view: &ConsoleView<'_>) -> Html {
    let searched = |event: InputEvent| ConsoleEvent::Searched(line::text(&event));
    let picked = view.on.event.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if words::is_enter(&event) {
            event.prevent_default();
            picked.emit(ConsoleEvent::FirstPicked);
        }
    });
    html! {
        <div class="field">
            <label class="label" for="console-search">{ "Search operations" }</label>
            <input id="console-search" class="input" type="search" value={view.console.search.clone()}
                oninput={view.on.event.reform(searched)} {onkeydown} aria-describedby="console-search-help"
                autocomplete="off" autocapitalize="none" spellcheck="false" />
            <p id="console-search-help" class="help">
                { "Words of the method, path, name or summary. " }<kbd>{ "Enter" }</kbd>
                { " takes the first, " }<kbd>{ "/" }</kbd>{ " leads back here." }
            </p>
        </div>
    }
}

fn item(index: usize, operation: &Operation, view: &ConsoleView<'_>) -> Html {
    let current = view.console.draft.as_ref().is_some_and(|draft| draft.index == index);
    html! {
        <li>
            <button type="button" class="console-operation-button" aria-current={current.then_some("true")}
                onclick={view.on(move || ConsoleEvent::Picked(index))}>
                { words::operation(operation.method.as_str(), words::path(operation.path.as_str())) }
                { " " }<span class="console-name">{ words::line(&operation.name) }</span>
            </button>
        </li>
    }
}
