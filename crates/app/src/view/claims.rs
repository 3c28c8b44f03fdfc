//! The claims of the token as a table.

use domain::jwt::Claims;
use serde_json::Value;
use yew::{Html, html};

use crate::present::{Moment, meaning, shown};

/// More claims than a person reads.
const MOST: usize = 100;

pub(super) fn view(claims: &Claims, moment: Moment) -> Html {
    let rows = claims.all().take(MOST).map(|(name, value)| row(name, value, moment));
    html! {
        <section class="claims" aria-labelledby="claims-title">
            <h2 id="claims-title">{ "What the token says" }</h2>
            <table class="claim-table" aria-labelledby="claims-title">
                <thead>
                    <tr>{ heading("Claim") }{ heading("Value") }{ heading("Meaning") }</tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </section>
    }
}

fn heading(words: &'static str) -> Html {
    html! { <th scope="col">{ words }</th> }
}

fn row(name: &str, value: &Value, moment: Moment) -> Html {
    let meaning = meaning(name, value, moment);
    let time = meaning.time.map(|time| html! { <span class="claim-time">{ time }</span> });
    html! {
        <tr>
            <th scope="row"><code>{ shown(name, 80) }</code></th>
            <td><code>{ meaning.value }</code>{ for time }</td>
            <td class="claim-meaning">{ meaning.words }</td>
        </tr>
    }
}
