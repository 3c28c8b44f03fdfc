//! Sending a request, and what comes of it.

use super::{ConsoleEnv, Next, announce, fill::focus_on};
use crate::{
    amount,
    catalogue::CallRequest,
    console::{
        Answer, CallFailure, Console, ConsoleEffect, ConsoleFocus, Entry, EntryNumber, Exchange,
        Explanation, Outcome, Route, Sending, Way, shortened,
    },
    sentence,
    status::Status,
};

/// The status of an API that does not let a token in (RFC 9110 §15.5.2).
const UNAUTHORIZED: u16 = 401;

pub(super) fn send_requested(mut console: Console, env: &ConsoleEnv<'_>) -> Next {
    let Some(draft) = &mut console.draft else { return (console, vec![]) };
    match draft.request() {
        Ok(request) => send_or_ask(console, request, env),
        Err(mistakes) => {
            let focus = ConsoleEffect::Focus(focus_on(&mistakes));
            draft.mistakes = mistakes;
            (console, vec![announce("Not sent. Something has to be mended first."), focus])
        }
    }
}

/// One request at a time. Where there is no way, the page says so beside the button.
pub(super) fn send_or_ask(console: Console, request: CallRequest, env: &ConsoleEnv<'_>) -> Next {
    if matches!(console.exchange, Exchange::Sending(_)) {
        return (console, vec![]);
    }
    let Some(way) = console.route().and_then(Route::way) else {
        let told = match console.route() {
            Some(route) => route.to_string(),
            None => "Not sent. Still looking for the way to the API.".to_owned(),
        };
        return (console, vec![announce(&told)]);
    };
    if console.has_to_ask(&request) {
        let exchange = Exchange::Asking(request);
        let focus = ConsoleEffect::Focus(ConsoleFocus::Question);
        return (Console { exchange, ..console }, vec![focus]);
    }
    send(console, request, way, env)
}

fn send(console: Console, request: CallRequest, way: Way, env: &ConsoleEnv<'_>) -> Next {
    let (number, bearer) = (console.last.next(), shortened(env.token));
    let exchange = Exchange::Sending(Sending { number, request: request.clone(), way, bearer });
    let effects = vec![
        announce("Sending."),
        ConsoleEffect::Send { number, request, way },
        ConsoleEffect::Focus(ConsoleFocus::Send),
    ];
    (Console { exchange, last: number, notice: None, ..console }, effects)
}

pub(super) fn confirmed(mut console: Console, env: &ConsoleEnv<'_>) -> Next {
    match core::mem::take(&mut console.exchange) {
        Exchange::Asking(request) => {
            console.confirmed.push((request.method, request.path.clone()));
            send_or_ask(console, request, env)
        }
        other => (Console { exchange: other, ..console }, vec![]),
    }
}

pub(super) fn declined(console: Console) -> Next {
    if !matches!(console.exchange, Exchange::Asking(_)) {
        return (console, vec![]);
    }
    let effects = vec![announce("Not sent."), ConsoleEffect::Focus(ConsoleFocus::Send)];
    (Console { exchange: Exchange::Nothing, ..console }, effects)
}

pub(super) fn cancel_requested(console: Console, env: &ConsoleEnv<'_>) -> Next {
    let Exchange::Sending(sending) = &console.exchange else { return (console, vec![]) };
    let (number, told) = (sending.number, cancelled(&sending.request));
    let (console, _) = over(console, number, Outcome::Cancelled, env);
    let focus = ConsoleEffect::Focus(ConsoleFocus::Send);
    (console, vec![ConsoleEffect::Abort, announce(told), focus])
}

const fn cancelled(request: &CallRequest) -> &'static str {
    if request.method.is_dangerous() {
        "Cancelled. The API may have carried it out nevertheless."
    } else {
        "Cancelled."
    }
}

pub(super) fn answered(
    console: Console,
    number: EntryNumber,
    answer: Answer,
    env: &ConsoleEnv<'_>,
) -> Next {
    let (status, took) = (answer.status, amount::duration(answer.took));
    let (console, is_over) = over(console, number, Outcome::Answered(answer), env);
    if !is_over {
        return (console, vec![]);
    }
    let mut effects = vec![
        announce(&format!("Answered: {} after {took}.", Status::new(status))),
        ConsoleEffect::Focus(ConsoleFocus::Answer),
    ];
    if status != UNAUTHORIZED {
        return (console, effects);
    }
    effects.push(ConsoleEffect::Ask);
    let explanation = Some(Explanation { number, lines: Vec::new() });
    (Console { explanation, ..console }, effects)
}

pub(super) fn failed(
    console: Console,
    number: EntryNumber,
    failure: CallFailure,
    env: &ConsoleEnv<'_>,
) -> Next {
    let told = format!("No answer. {}", sentence(&failure.to_string()));
    let (console, is_over) = over(console, number, Outcome::Failed(failure), env);
    if !is_over {
        return (console, vec![]);
    }
    (console, vec![announce(&told), ConsoleEffect::Focus(ConsoleFocus::Answer)])
}

/// Puts what was sent into the history, if it is what is being waited for.
fn over(
    mut console: Console,
    number: EntryNumber,
    outcome: Outcome,
    env: &ConsoleEnv<'_>,
) -> (Console, bool) {
    match core::mem::take(&mut console.exchange) {
        Exchange::Sending(sending) if sending.number == number => {
            let Sending { request, way, bearer, .. } = sending;
            console.history.add(Entry { number, request, way, bearer, at: env.now, outcome });
            console.shown = Some(number);
            console.whole_body = false;
            (console, true)
        }
        other => (Console { exchange: other, ..console }, false),
    }
}

pub(super) fn explained(mut console: Console, lines: Vec<String>) -> Next {
    let Some(explanation) = &mut console.explanation else { return (console, vec![]) };
    if !explanation.lines.is_empty() {
        return (console, vec![]);
    }
    let told = lines.first().map(|line| announce(line));
    explanation.lines = lines;
    (console, told.into_iter().collect())
}
