//! Choosing an operation and filling it in.

use super::{Next, announce};
use crate::console::{Console, ConsoleEffect, ConsoleFocus, Draft, Edit, Exchange, Mistake, Place};

/// Who presses Enter in the search field wants what stands first.
pub(super) fn first_picked(console: Console) -> Next {
    match console.found().first().map(|(index, _)| *index) {
        Some(index) => picked(console, index),
        None => (console, vec![announce("No operation fits the search.")]),
    }
}

pub(super) fn picked(console: Console, index: usize) -> Next {
    let operation = console.catalogue().and_then(|catalogue| catalogue.operations.get(index));
    let Some(draft) = operation.map(|operation| Draft::new(index, operation)) else {
        return (console, vec![]);
    };
    // It has been found; the next search begins anew.
    begin(Console { search: String::new(), ..console }, draft)
}

/// Shows an operation to be filled in. The focus goes to what is missing, or to where it is sent.
pub(super) fn begin(console: Console, draft: Draft) -> Next {
    let focus = match draft.request() {
        Ok(_) => ConsoleFocus::Send,
        Err(mistakes) => focus_on(&mistakes),
    };
    let exchange = match console.exchange {
        // What the question was about is not to be seen any more.
        Exchange::Asking(_) => Exchange::Nothing,
        other => other,
    };
    (Console { draft: Some(draft), exchange, ..console }, vec![ConsoleEffect::Focus(focus)])
}

pub(super) fn edited(mut console: Console, Edit { place, text }: Edit) -> Next {
    if let Some(draft) = &mut console.draft {
        draft.edit(place, text);
    }
    // What was asked about was something else.
    if matches!(console.exchange, Exchange::Asking(_)) {
        console.exchange = Exchange::Nothing;
    }
    (console, vec![])
}

pub(super) fn example_wanted(mut console: Console) -> Next {
    let Some(draft) = &mut console.draft else { return (console, vec![]) };
    let example = draft.operation.body.as_ref().map(|body| body.example.clone());
    draft.edit(Place::Body, example.unwrap_or_default());
    (console, vec![ConsoleEffect::Focus(ConsoleFocus::Body)])
}

/// The first field that has to be mended.
pub(super) fn focus_on(mistakes: &[(Place, Mistake)]) -> ConsoleFocus {
    match mistakes.first() {
        Some((Place::Parameter(index), _)) => ConsoleFocus::Parameter(*index),
        Some((Place::Body, _)) => ConsoleFocus::Body,
        None => ConsoleFocus::Send,
    }
}
