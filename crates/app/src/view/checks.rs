//! The four answers about a token, kept apart, and the checks behind the last one.

use domain::{
    OrganizationId,
    judge::{Answer, Check, Outcome, Verdict},
    sentence,
};
use yew::{Html, html};

use super::{card, mark};

pub(super) fn view(verdict: &Verdict, organization: &OrganizationId) -> Html {
    let content = html! {
        <>
            { answers(verdict, organization) }
            <details class="more">
                <summary>{ format!("Each check of {organization}") }</summary>
                <ul class="check-list">{ for verdict.checks.iter().map(check) }</ul>
            </details>
        </>
    };
    card::view("checks-title", "What was checked", content)
}

fn answers(verdict: &Verdict, organization: &OrganizationId) -> Html {
    let answers = verdict.answers();
    let accepted = format!("Accepted by {organization}");
    html! {
        <ul class="answers">
            { answer("Decoded", answers.decoded, words(answers.decoded)) }
            { answer("Signature", answers.signature, words(answers.signature)) }
            { answer("Valid now", answers.valid_now, words(answers.valid_now)) }
            { answer(&accepted, answers.accepted, accepted_words(verdict, answers.accepted)) }
        </ul>
    }
}

const fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "yes",
        Outcome::Fail => "no",
        Outcome::NotApplicable => "nothing said about it",
        Outcome::NotChecked => "not checked here",
    }
}

/// Nobody who has not seen the signature can promise that the token is accepted.
const fn accepted_words(verdict: &Verdict, outcome: Outcome) -> &'static str {
    match (&verdict.answer, outcome) {
        (Answer::Accepted { .. }, Outcome::NotChecked) => "yes, if the signature is right",
        (Answer::Accepted { .. } | Answer::Refused(_), outcome) => words(outcome),
    }
}

fn answer(label: &str, outcome: Outcome, words: &'static str) -> Html {
    html! {
        <li class="answer" data-state={outcome.code()}>
            { mark::view(outcome.into()) }
            <span class="answer-label">{ label }</span>
            <span class="answer-words">{ words }</span>
        </li>
    }
}

fn check(check: &Check) -> Html {
    let remedy = check.remedy.as_ref().map(|remedy| format!(" {}", sentence(remedy)));
    html! {
        <li class="check" data-state={check.outcome.code()}>
            { mark::view(check.outcome.into()) }
            <p>
                <strong>{ check.name.label() }</strong>{ " " }
                <span class="check-outcome">{ check.outcome.to_string() }</span>
            </p>
            <p class="check-values">
                { "Wanted: " }<b>{ &check.expected }</b>{ ". Found: " }<b>{ &check.found }</b>{ "." }{ remedy }
            </p>
        </li>
    }
}
