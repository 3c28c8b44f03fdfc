//! Asked for against granted, where they differ, and a warning about a refresh token inside.

use domain::HeldToken;
use yew::{Html, html};

use super::{
    card,
    mark::{self, Mark},
};
use domain::explain::{self, Difference};

pub(super) fn view(token: &HeldToken) -> Html {
    let comparison = present::compare(token);
    let refresh = token.jwt.peek_claims().carries_refresh_token().then(refresh_warning);
    let differences = (!comparison.is_empty()).then(|| {
        let content = html! {
            <>
                { list("Not granted", &comparison.dropped) }
                { list("Granted besides", &comparison.added) }
            </>
        };
        card::view("grant-title", "Asked for and granted", content)
    });
    html! { <>{ refresh.unwrap_or_default() }{ differences.unwrap_or_default() }</> }
}

fn list(heading: &str, differences: &[Difference]) -> Html {
    if differences.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ heading }</h3>
            <ul class="differences">{ for differences.iter().map(difference) }</ul>
        </>
    }
}

fn difference(difference: &Difference) -> Html {
    html! { <li><code>{ &difference.name }</code>{ ": " }{ &difference.reason }{ "." }</li> }
}

fn refresh_warning() -> Html {
    html! {
        <p class="notice" data-state="warning">
            { mark::view(Mark::Warning) }
            { "A refresh token is inside: whoever gets this token can renew it for as long as it is \
               used every 30 days. Do not hand it on." }
        </p>
    }
}
