//! What came of a request.

use domain::{
    amount,
    console::{Answer, CallFailure, Entry, Outcome, Way},
    sentence, shown,
    status::Status,
};
use yew::{Html, html};

use super::{ConsoleView, body::Body, explanation, request, way, words};
use crate::view::{
    mark::{self, Mark},
    prose, table,
};

/// How many characters of a header's value are shown.
const LONGEST_VALUE: usize = 2000;

pub(super) fn view(view: &ConsoleView<'_>) -> Option<Html> {
    let entry = view.console.shown_entry()?;
    let (drawn, said) = headline(&entry.outcome);
    Some(html! {
        <section class="card console-answer" part="card" aria-labelledby="console-answer">
            <h3 id="console-answer" tabindex="-1">{ mark::view(drawn) }{ " " }{ said }</h3>
            <p class="console-of">
                { words::operation(entry.request.method.as_str(), words::path(entry.request.path.as_str())) }
            </p>
            { outcome(entry, view) }
            { request::view(entry, view) }
        </section>
    })
}

/// In few words, with its drawing.
pub(super) fn headline(outcome: &Outcome) -> (Mark, String) {
    match outcome {
        Outcome::Answered(answer) => {
            let drawn = if answer.is_success() { Mark::Pass } else { Mark::Warning };
            (drawn, Status::new(answer.status).to_string())
        }
        Outcome::Failed(_) => (Mark::Fail, "No answer".to_owned()),
        Outcome::Cancelled => (Mark::NotApplicable, "Cancelled".to_owned()),
    }
}

fn outcome(entry: &Entry, view: &ConsoleView<'_>) -> Html {
    match &entry.outcome {
        Outcome::Answered(answer) => answered(answer, entry, view),
        Outcome::Failed(failure) => failed(failure, entry),
        Outcome::Cancelled if entry.request.method.is_dangerous() => prose::hint(
            "You did not wait for the answer. The API may have carried it out nevertheless: look before you send it again.",
        ),
        Outcome::Cancelled => prose::hint("You did not wait for the answer."),
    }
}

fn failed(failure: &CallFailure, entry: &Entry) -> Html {
    html! {
        <>
            { prose::hint(&sentence(&failure.to_string())) }
            { prose::hint(&failure.hint(entry.request.method, entry.way)) }
        </>
    }
}

fn answered(answer: &Answer, entry: &Entry, view: &ConsoleView<'_>) -> Html {
    let facts = format!("After {}, {}.", amount::duration(answer.took), way::of(entry.way));
    html! {
        <>
            <p>{ Status::new(answer.status).meaning() }</p>
            <p class="help">{ facts }</p>
            { explanation::view(view).unwrap_or_default() }
            <Body number={entry.number} answer={answer.clone()} whole={view.console.whole_body}
                on={view.on.clone()} />
            { headers(answer, entry.way) }
        </>
    }
}

fn headers(answer: &Answer, way: Way) -> Html {
    let rows = answer.headers.iter().map(|(name, value)| {
        let value = html! { <code>{ shown(value, LONGEST_VALUE) }</code> };
        table::row(shown(name, LONGEST_VALUE), "", vec![value])
    });
    let few = match way {
        Way::Direct => {
            "A browser shows only those headers of another origin that the API exposes to it (CORS)."
        }
        Way::Forwarded => "Without those that concern the connection or a browser's store.",
    };
    html! {
        <details class="more">
            <summary id="console-headers">
                { words::count(answer.headers.len(), "header", "headers") }
            </summary>
            { table::view("console-headers", "table", &["Header", "Value"], rows.collect()) }
            <p class="help">{ few }</p>
        </details>
    }
}
