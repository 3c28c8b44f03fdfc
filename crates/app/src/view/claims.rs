//! What the token says: its claims and its header, member by member, and the claims as JSON.

use domain::{
    Notice,
    explain::{Meaning, Moment, is_known, meaning},
    shown,
};
use serde_json::Value;
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    card, id, notice,
    report::Subject,
    token,
};

/// More members of unknown meaning than a person reads.
const MOST: usize = 100;

pub(super) fn view(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let copy = Button::new(Kind::Secondary, "Copy claims as JSON", subject.on_copy.clone());
    let members = subject.jwt.peek_claims().all();
    let content = html! {
        <>
            { table("Claim", "claims-title", members, page.moment) }
            <p class="buttons">{ copy.view() }</p>
            { subject.copied.map(notice::view).unwrap_or_default() }
            { by_hand(subject).unwrap_or_default() }
        </>
    };
    card::view("claims-title", "What the token says", content)
}

pub(super) fn header(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let members = subject.jwt.peek_header().iter().map(|(name, value)| (name.as_str(), value));
    let content = table("Member", "header-title", members, page.moment);
    card::view("header-title", "Its header", content)
}

/// What the clipboard did not take.
fn by_hand(subject: &Subject<'_>) -> Option<Html> {
    let Some(Notice::CopyRefused(_)) = subject.copied else { return None };
    let json = html! { <span data-part="json">{ subject.jwt.claims_as_json() }</span> };
    Some(token::readable(id::COPY_TEXT, "Claims as JSON", json))
}

/// Those that mean something are all there, however many others there are.
fn table<'a>(
    heading: &'static str,
    title: &'static str,
    members: impl Iterator<Item = (&'a str, &'a Value)>,
    moment: Moment,
) -> Html {
    let mut others = 0;
    let shown = members.filter(|(name, _)| {
        others += usize::from(!is_known(name));
        others <= MOST || is_known(name)
    });
    let rows: Html = shown.map(|(name, value)| row(name, meaning(name, value, moment))).collect();
    let more = (others > MOST).then(|| html! { <p>{ format!("And {} more.", others - MOST) }</p> });
    html! {
        <>
            <table class="table claims" aria-labelledby={title}>
                <thead>
                    <tr><th scope="col">{ heading }</th><th scope="col">{ "Value" }</th></tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
            { more.unwrap_or_default() }
        </>
    }
}

fn row(name: &str, meaning: Meaning) -> Html {
    let Meaning { value, time, words } = meaning;
    html! {
        <tr>
            <th scope="row"><code>{ shown(name, 80) }</code><span class="note">{ words }</span></th>
            <td><code>{ value }</code><span class="note">{ time.unwrap_or_default() }</span></td>
        </tr>
    }
}
