//! Whether the API would accept the token: the sentence, and the answers behind it.

use domain::{
    OrganizationId,
    api::PageConfig,
    judge::{self, Outcome, Profile, SignatureState, Verdict},
    jwt::UntrustedJwt,
    sentence,
};
use yew::{Html, html};

use super::{
    Page, checks, failure,
    mark::{self, Mark},
    prose,
};
use domain::explain::Moment;

/// Who has looked at the signature, where this page has not.
const UNCHECKED: &str = "The proxy checked the signature before it handed the token out; this page \
                         did not check it again.";

fn judged(jwt: &UntrustedJwt, config: &PageConfig, moment: Moment) -> Verdict {
    judge::judge(jwt, SignatureState::NotChecked, &Profile::from(config), moment.now)
}

/// The answer about a token in one sentence.
pub fn headline(jwt: &UntrustedJwt, config: &PageConfig, moment: Moment) -> String {
    headline_of(&judged(jwt, config, moment), &config.organization, moment)
}

fn headline_of(verdict: &Verdict, organization: &OrganizationId, moment: Moment) -> String {
    verdict.headline(organization, |time| moment.clock(time))
}

/// The sentence above the token. Its heading stays the same element when the settings come, so that
/// the focus stays on it.
pub(super) fn view(jwt: &UntrustedJwt, page: &Page<'_>) -> Html {
    let told = match page.settings.ready() {
        Some(config) => told(&judged(jwt, config, page.moment), &config.organization, page.moment),
        None => untold(),
    };
    let Told { state, mark, headline, hint } = told;
    html! {
        <section class="verdict" data-state={state} aria-labelledby="verdict">
            <h2 id="verdict" class="verdict-sentence" tabindex="-1">
                { mark::view(mark) }{ prose::view(&headline) }
            </h2>
            { hint.as_deref().map(prose::hint).unwrap_or_default() }
            { failure::of_settings(page) }
        </section>
    }
}

struct Told {
    state: &'static str,
    mark: Mark,
    headline: String,
    hint: Option<String>,
}

/// Green only for what this page has seen for itself.
fn told(verdict: &Verdict, organization: &OrganizationId, moment: Moment) -> Told {
    let (state, mark, hint) = match verdict.answers().accepted {
        Outcome::Pass => ("accepted", Mark::Pass, None),
        Outcome::Fail => ("refused", Mark::Fail, verdict.hint().map(|hint| sentence(&hint))),
        Outcome::NotChecked | Outcome::NotApplicable => {
            ("unchecked", Mark::NotChecked, Some(UNCHECKED.to_owned()))
        }
    };
    Told { state, mark, headline: headline_of(verdict, organization, moment), hint }
}

/// Without the settings nobody knows by which rules to judge.
fn untold() -> Told {
    let hint = "Whether the API accepts it is told as soon as the settings are here.";
    Told {
        state: "unknown",
        mark: Mark::NotChecked,
        headline: "Here is your token.".to_owned(),
        hint: Some(hint.to_owned()),
    }
}

/// The answers, apart, and every check behind them.
pub(super) fn details(jwt: &UntrustedJwt, page: &Page<'_>) -> Html {
    match page.settings.ready() {
        Some(config) => checks::view(&judged(jwt, config, page.moment), &config.organization),
        None => Html::default(),
    }
}
