//! The claims of the token as a table.

use domain::{jwt::Claims, shown};
use serde_json::Value;
use yew::{Html, html};

use super::card;
use domain::explain::{Meaning, Moment, is_known, meaning};

/// More claims of unknown meaning than a person reads.
const MOST: usize = 100;

/// Those that mean something are all there, however many others there are.
pub(super) fn view(claims: &Claims, moment: Moment) -> Html {
    let mut others = 0;
    let shown = claims.all().filter(|(name, _)| {
        others += usize::from(!is_known(name));
        others <= MOST || is_known(name)
    });
    let rows: Html = shown.map(|(name, value)| row(name, value, moment)).collect();
    let more = (others > MOST).then(|| html! { <p>{ format!("And {} more.", others - MOST) }</p> });
    let content = html! {
        <>
            <table class="claim-table" aria-labelledby="claims-title">
                <thead>
                    <tr><th scope="col">{ "Claim" }</th><th scope="col">{ "Value" }</th></tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
            { more.unwrap_or_default() }
        </>
    };
    card::view("claims-title", "What the token says", content)
}

fn row(name: &str, value: &Value, moment: Moment) -> Html {
    let Meaning { value, time, words } = meaning(name, value, moment);
    let words = (!words.is_empty()).then(|| html! { <span class="claim-note">{ words }</span> });
    let time = time.map(|time| html! { <span class="claim-note">{ time }</span> });
    html! {
        <tr>
            <th scope="row"><code>{ shown(name, 80) }</code>{ words.unwrap_or_default() }</th>
            <td><code>{ value }</code>{ time.unwrap_or_default() }</td>
        </tr>
    }
}
