//! What is done with earlier requests.

use super::{ConsoleEnv, Next, announce, call::send_or_ask, fill::begin};
use crate::{
    CopyText,
    console::{
        Console, ConsoleEffect, ConsoleFocus, ConsoleNotice, Draft, Entry, EntryNumber, Exchange,
        History, file_name::file_name,
    },
    snippet::{Language, snippet},
};

pub(super) fn shown(console: Console, number: EntryNumber) -> Next {
    if console.history.entry(number).is_none() {
        return (console, vec![]);
    }
    let console = Console { shown: Some(number), whole_body: false, notice: None, ..console };
    (console, vec![ConsoleEffect::Focus(ConsoleFocus::Answer)])
}

/// All of a long body.
pub(super) fn whole_body(console: Console) -> Next {
    let focus = ConsoleEffect::Focus(ConsoleFocus::Answer);
    (Console { whole_body: true, ..console }, vec![focus])
}

pub(super) fn resent(console: Console, number: EntryNumber, env: &ConsoleEnv<'_>) -> Next {
    match console.history.entry(number).map(|entry| entry.request.clone()) {
        Some(request) => send_or_ask(console, request, env),
        None => (console, vec![]),
    }
}

pub(super) fn reopened(console: Console, number: EntryNumber) -> Next {
    let Some(Entry { request, .. }) = console.history.entry(number) else {
        return (console, vec![]);
    };
    let Some(catalogue) = console.catalogue() else { return (console, vec![]) };
    let operation = catalogue.operation(request.method, &request.path);
    let index = operation.and_then(|it| catalogue.operations.iter().position(|one| one == it));
    let (Some(operation), Some(index)) = (operation, index) else { return (console, vec![]) };
    let draft = Draft::new(index, operation).refilled(request);
    begin(console, draft)
}

pub(super) fn copied(
    console: Console,
    number: EntryNumber,
    language: Language,
    env: &ConsoleEnv<'_>,
) -> Next {
    let Some(entry) = console.history.entry(number) else { return (console, vec![]) };
    let text = snippet(language, &entry.request, &env.api.base, env.token);
    (console, vec![ConsoleEffect::Copy(number, language, text)])
}

/// By the clipboard.
pub(super) fn taken(console: Console, number: EntryNumber, language: Language) -> Next {
    let told = announce(&format!("Copied as {}.", language.label()));
    (Console { notice: Some(ConsoleNotice::Copied(number, language)), ..console }, vec![told])
}

/// So that it can be copied by hand.
pub(super) fn not_taken(
    console: Console,
    number: EntryNumber,
    language: Language,
    text: CopyText,
) -> Next {
    let notice = Some(ConsoleNotice::CopyRefused(number, language, text));
    let focus = ConsoleEffect::Focus(ConsoleFocus::CopyText);
    (Console { notice, ..console }, vec![focus])
}

pub(super) fn download(console: Console, number: EntryNumber) -> Next {
    let answer = console.history.entry(number).and_then(Entry::answer);
    let Some(answer) = answer.filter(|answer| !answer.body.is_empty()) else {
        return (console, vec![]);
    };
    let file_name = file_name(number, answer);
    (console, vec![ConsoleEffect::Download { number, file_name }])
}

/// What is being sent goes on.
pub(super) fn cleared(console: Console) -> Next {
    let focus = match console.draft {
        Some(_) => ConsoleFocus::Send,
        None => ConsoleFocus::Search,
    };
    let asks = matches!(console.exchange, Exchange::Asking(_));
    let console = Console {
        history: History::default(),
        shown: None,
        explanation: None,
        notice: None,
        exchange: if asks { Exchange::Nothing } else { console.exchange },
        ..console
    };
    (console, vec![announce("The history is forgotten."), ConsoleEffect::Focus(focus)])
}
