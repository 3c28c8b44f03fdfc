//! Whether the API would accept the token: the sentence, and the answers behind it.

use domain::{
    OrganizationId,
    api::PageConfig,
    judge::{self, Answer, Profile, SignatureState, Verdict},
    jwt::UntrustedJwt,
};
use yew::{Html, html};

use super::{
    PageProps, checks, failure, id,
    mark::{self, Mark},
};
use crate::present::{Moment, sentence};

fn judged(jwt: &UntrustedJwt, config: &PageConfig, moment: Moment) -> Verdict {
    judge::judge(jwt, SignatureState::NotChecked, &Profile::from(config), moment.now)
}

/// The sentence above the token.
pub(super) fn view(jwt: &UntrustedJwt, props: &PageProps) -> Html {
    match props.settings.ready() {
        Some(config) => {
            let verdict = judged(jwt, config, props.moment);
            told(&verdict, &config.organization, props.moment)
        }
        None => untold(props),
    }
}

fn told(verdict: &Verdict, organization: &OrganizationId, moment: Moment) -> Html {
    let (state, drawn) = match verdict.answer {
        Answer::Accepted { .. } => ("accepted", Mark::Pass),
        Answer::Refused(_) => ("refused", Mark::Fail),
    };
    let headline = verdict.headline(organization, |time| moment.clock(time));
    html! {
        <section class="verdict" data-state={state} aria-labelledby={id::VERDICT}>
            <h2 id={id::VERDICT} class="verdict-sentence" tabindex="-1">
                { mark::view(drawn) }<span>{ headline }</span>
            </h2>
            { for verdict.hint().map(|hint| html! { <p class="verdict-hint">{ sentence(&hint) }</p> }) }
            { for verdict.caveat().map(caveat) }
        </section>
    }
}

fn caveat(caveat: &str) -> Html {
    html! {
        <p class="verdict-caveat">{ mark::view(Mark::NotChecked) }<span>{ caveat.to_owned() }</span></p>
    }
}

/// Without the settings nobody knows by which rules to judge.
fn untold(props: &PageProps) -> Html {
    html! {
        <section class="verdict" data-state="unknown" aria-labelledby={id::VERDICT}>
            <h2 id={id::VERDICT} class="verdict-sentence" tabindex="-1">
                { mark::view(Mark::NotChecked) }<span>{ "Here is your token." }</span>
            </h2>
            <p class="verdict-hint">
                { "Whether the API accepts it is told as soon as the settings are here." }
            </p>
            { failure::of_settings(props) }
        </section>
    }
}

/// The answers, apart, and every check behind them.
pub(super) fn details(jwt: &UntrustedJwt, props: &PageProps) -> Html {
    match props.settings.ready() {
        Some(config) => checks::view(&judged(jwt, config, props.moment), &config.organization),
        None => Html::default(),
    }
}
