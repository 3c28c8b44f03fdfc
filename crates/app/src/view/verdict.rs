//! Whether the API would accept the token: one sentence, and what it leaves open.

use domain::{
    OrganizationId,
    explain::Moment,
    judge::{self, Answer, Check, Outcome, Profile, Signatures, Verdict},
    jwt::UntrustedJwt,
    sentence,
};
use yew::{Html, html};

use super::{
    Page, countdown, failure, lens,
    mark::{self, Mark},
    prose,
    report::Subject,
};

/// The answer about a token in one sentence.
pub fn headline(
    jwt: &UntrustedJwt,
    signatures: &Signatures,
    profile: &Profile,
    moment: Moment,
) -> String {
    let verdict = judge::judge(jwt, &signatures.by_api, profile, moment.now);
    headline_of(&verdict, &profile.organization, moment)
}

/// Why the API may have refused the token, in sentences: the answer first, then what each failed check
/// found, and what to do.
pub fn explanation(
    jwt: &UntrustedJwt,
    signatures: &Signatures,
    profile: &Profile,
    moment: Moment,
) -> Vec<String> {
    let verdict = judge::judge(jwt, &signatures.by_api, profile, moment.now);
    let headline = sentence(&headline_of(&verdict, &profile.organization, moment));
    let failed = verdict.checks.iter().filter(|check| check.outcome == Outcome::Fail);
    let failed = failed.map(|Check { name, expected, found, .. }| {
        format!("{}: wanted {expected}, found {found}.", name.label())
    });
    let hint = match verdict.hint() {
        Some(hint) => sentence(&hint),
        None => NO_REASON.to_owned(),
    };
    core::iter::once(headline).chain(failed).chain([hint]).collect()
}

/// Where the judge and the API do not agree.
const NO_REASON: &str = "Nothing here says why. The API may judge by another key, organization or \
    clock than the settings of this page: compare them with whoever runs the API.";

/// Nobody who has not seen the signature can promise that the token is accepted.
pub(super) fn headline_of(
    verdict: &Verdict,
    organization: &OrganizationId,
    moment: Moment,
) -> String {
    let said = verdict.headline(organization, |time| moment.clock(time));
    match verdict.answer {
        Answer::Accepted { signature_checked: false, until: Some(_) } => {
            format!("{said}, if the signature is right")
        }
        Answer::Accepted { signature_checked: false, until: None } => {
            format!(
                "Accepted by {organization} if the signature is right; the token does not expire"
            )
        }
        Answer::Accepted { signature_checked: true, .. } | Answer::Refused(_) => said,
    }
}

/// Its heading stays the same element whatever is found out, so that the focus stays on it.
pub(super) fn view(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let Told { state, mark, headline, hint, caveat } = told(subject, page);
    let end = subject.jwt.peek_claims().expires_at;
    let leeway = subject.profile.as_ref().map_or(0, |profile| profile.leeway);
    html! {
        <section class="verdict" part="verdict" data-state={state} aria-labelledby="verdict">
            <h2 id="verdict" class="verdict-sentence" tabindex="-1">
                { mark::view(mark) }{ prose::view(&headline) }
            </h2>
            { hint.as_deref().map(prose::hint).unwrap_or_default() }
            { caveat.as_deref().map(prose::hint).unwrap_or_default() }
            { countdown::view(end, leeway, page.moment) }
            { lens::departure(page) }
            { failure::of_settings(page) }
        </section>
    }
}

struct Told {
    state: &'static str,
    mark: Mark,
    headline: String,
    hint: Option<String>,
    /// What the headline leaves open.
    caveat: Option<String>,
}

fn told(subject: &Subject<'_>, page: &Page<'_>) -> Told {
    match (&subject.report.verdict, &subject.profile) {
        (Some(verdict), Some(profile)) => judged(subject, verdict, &profile.organization, page),
        _ => untold(subject),
    }
}

/// Green only for what this page has seen for itself.
fn judged(
    subject: &Subject<'_>,
    verdict: &Verdict,
    organization: &OrganizationId,
    page: &Page<'_>,
) -> Told {
    let (state, mark) = match subject.report.answers.accepted {
        Outcome::Pass | Outcome::Flagged => ("accepted", Mark::Pass),
        Outcome::Fail => ("refused", Mark::Fail),
        Outcome::NotChecked | Outcome::NotApplicable => ("unchecked", Mark::NotChecked),
    };
    Told {
        state,
        mark,
        headline: headline_of(verdict, organization, page.moment),
        hint: verdict.hint().map(|hint| sentence(&hint)),
        caveat: verdict.caveat().map(|caveat| caveat_of(subject, caveat)),
    }
}

/// What the proxy hands out, the proxy has looked at.
fn caveat_of(subject: &Subject<'_>, caveat: &str) -> String {
    let proxy = match subject.grants {
        Some(_) => " The proxy checked it before it handed the token out.",
        None => "",
    };
    format!("{}{proxy}", sentence(caveat))
}

/// Without the settings nobody knows by which rules to judge.
fn untold(subject: &Subject<'_>) -> Told {
    let headline = match subject.grants {
        Some(_) => "Here is your token.",
        None => "This is a token.",
    };
    let hint = "Whether the API accepts it is told as soon as the settings are here.";
    Told {
        state: "unknown",
        mark: Mark::NotChecked,
        headline: headline.to_owned(),
        hint: Some(hint.to_owned()),
        caveat: None,
    }
}
