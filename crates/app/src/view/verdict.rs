//! Whether the API would accept the token: the sentence, and the answers behind it.

use domain::{
    OrganizationId,
    api::PageConfig,
    judge::{self, Answer, Profile, SignatureState, Verdict},
    jwt::UntrustedJwt,
    sentence,
};
use yew::{Html, html};

use super::{
    Page, checks, failure, id,
    mark::{self, Mark},
    prose,
};
use crate::present::Moment;

fn judged(jwt: &UntrustedJwt, config: &PageConfig, moment: Moment) -> Verdict {
    judge::judge(jwt, SignatureState::NotChecked, &Profile::from(config), moment.now)
}

/// The sentence above the token. Its heading stays the same element when the settings come, so that
/// the focus stays on it.
pub(super) fn view(jwt: &UntrustedJwt, page: &Page<'_>) -> Html {
    let told = match page.settings.ready() {
        Some(config) => told(&judged(jwt, config, page.moment), &config.organization, page.moment),
        None => untold(page),
    };
    let Told { state, mark, headline, hint, more } = told;
    html! {
        <section class="verdict" data-state={state} aria-labelledby={id::VERDICT}>
            <h2 id={id::VERDICT} class="verdict-sentence" tabindex="-1">
                { mark::view(mark) }{ prose::view(&headline) }
            </h2>
            { more }
            { hint.as_deref().map(hinted).unwrap_or_default() }
        </section>
    }
}

fn hinted(hint: &str) -> Html {
    html! { <p class="verdict-hint">{ prose::view(hint) }</p> }
}

struct Told {
    state: &'static str,
    mark: Mark,
    headline: String,
    hint: Option<String>,
    more: Html,
}

fn told(verdict: &Verdict, organization: &OrganizationId, moment: Moment) -> Told {
    let (state, mark) = match verdict.answer {
        Answer::Accepted { .. } => ("accepted", Mark::Pass),
        Answer::Refused(_) => ("refused", Mark::Fail),
    };
    Told {
        state,
        mark,
        headline: verdict.headline(organization, |time| moment.clock(time)),
        hint: verdict.hint().map(|hint| sentence(&hint)),
        more: verdict.caveat().map(caveat).unwrap_or_default(),
    }
}

fn caveat(caveat: &'static str) -> Html {
    html! {
        <p class="verdict-caveat">{ mark::view(Mark::NotChecked) }<span>{ caveat }</span></p>
    }
}

/// Without the settings nobody knows by which rules to judge.
fn untold(page: &Page<'_>) -> Told {
    let hint = "Whether the API accepts it is told as soon as the settings are here.";
    Told {
        state: "unknown",
        mark: Mark::NotChecked,
        headline: "Here is your token.".to_owned(),
        hint: Some(hint.to_owned()),
        more: failure::of_settings(page),
    }
}

/// The answers, apart, and every check behind them.
pub(super) fn details(jwt: &UntrustedJwt, page: &Page<'_>) -> Html {
    match page.settings.ready() {
        Some(config) => checks::view(&judged(jwt, config, page.moment), &config.organization),
        None => Html::default(),
    }
}
