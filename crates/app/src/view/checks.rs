//! The four answers about a token, kept apart, and the checks behind the last one.

use domain::{
    judge::{Check, Outcome, SignatureState, Signatures, Unchecked, Verdict},
    sentence,
};
use yew::{Html, html};

use super::{Page, card, entry::Entry, lens, mark::Mark, prose, report::Subject, verdict};

pub(super) fn view(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let profile = subject.profile.as_ref();
    let judged = subject.report.verdict.as_ref().zip(profile);
    let checks = judged.map(|(judged, profile)| {
        let headline = verdict::headline_of(judged, &profile.organization, page.moment);
        html! {
            <>
                <h3 id="each-check">{ format!("Each check of {}", profile.organization) }</h3>
                <ul class="entries" aria-labelledby="each-check">
                    { for judged.checks.iter().map(check) }
                </ul>
                { lens::view(page, &headline) }
            </>
        }
    });
    let whose = profile.map_or_else(|| "the API".to_owned(), |it| it.organization.to_string());
    let content = html! {
        <>
            { answers(subject, &whose) }
            { whose_keys(&subject.signatures, &whose).as_deref().map(prose::hint).unwrap_or_default() }
            { checks.unwrap_or_default() }
        </>
    };
    card::view("checks-title", "What was checked", content)
}

fn answers(subject: &Subject<'_>, whose: &str) -> Html {
    let (answers, signatures) = (subject.report.answers, &subject.signatures);
    let accepted = accepted_words(answers.accepted, subject.report.verdict.as_ref());
    html! {
        <ul class="entries answers">
            { answer("Decoded", answers.decoded, words(answers.decoded)) }
            { answer("Signature valid", answers.signature, &signature_words(signatures)) }
            { answer("Valid now", answers.valid_now, words(answers.valid_now)) }
            { answer(&format!("Accepted by {whose}"), answers.accepted, accepted) }
        </ul>
    }
}

fn answer(label: &str, outcome: Outcome, words: &str) -> Html {
    Entry { state: outcome.code(), mark: outcome.into(), label, words, more: Html::default() }
        .view()
}

const fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass | Outcome::Flagged => "yes",
        Outcome::Fail => "no",
        Outcome::NotApplicable => "it names no time",
        Outcome::NotChecked => "not known yet",
    }
}

const fn accepted_words(outcome: Outcome, verdict: Option<&Verdict>) -> &'static str {
    match (outcome, verdict) {
        (Outcome::NotChecked, Some(_)) => "yes, if the signature is right",
        (outcome, _) => words(outcome),
    }
}

fn signature_words(signatures: &Signatures) -> String {
    let whose = match signatures.by_given {
        Some(_) => "the key you gave",
        None => "the API's key",
    };
    match signatures.shown() {
        SignatureState::Valid => format!("yes, by {whose}"),
        SignatureState::Invalid(error) => format!("no, by {whose}: {error}"),
        SignatureState::NotChecked(Unchecked::Pending) => "not checked yet".to_owned(),
        SignatureState::NotChecked(reason) => format!("not known: {reason}"),
    }
}

/// The signature's answer is by the person's keys and the acceptance by the API's: without a word
/// the two seem to contradict each other.
fn whose_keys(signatures: &Signatures, whose: &str) -> Option<String> {
    let was = match signatures.by_given.as_ref()? {
        SignatureState::Valid | SignatureState::Invalid(_) => "was",
        SignatureState::NotChecked(_) => "was not",
    };
    let by_api = match signatures.by_api {
        SignatureState::Valid => "is right",
        SignatureState::Invalid(_) => "is wrong",
        SignatureState::NotChecked(_) => "is not checked",
    };
    Some(format!(
        "The signature {was} checked with the key you gave. Whether {whose} accepts the token depends \
         on the keys of {whose} alone: anybody can sign a token and give the key that fits. By those \
         the signature {by_api}."
    ))
}

fn check(check: &Check) -> Html {
    let remedy = check.remedy.as_ref().map(|remedy| {
        html! { <>{ " " }{ prose::view(&sentence(remedy)) }</> }
    });
    let more = html! {
        <p class="entry-more">
            { "Wanted: " }<b>{ prose::view(&check.expected) }</b>
            { ". Found: " }<b>{ prose::view(&check.found) }</b>{ "." }
            { remedy.unwrap_or_default() }
        </p>
    };
    let (state, label) = (check.outcome.code(), check.name.label());
    Entry { state, mark: Mark::from(check.outcome), label, words: &check.outcome.to_string(), more }
        .view()
}
