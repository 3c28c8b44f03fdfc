//! What the token says: its claims and its header, member by member, and the claims as JSON.

use domain::{
    Notice,
    explain::{Meaning, header_meaning, is_known, meaning},
    shown,
};
use serde_json::Value;
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    card, id, notice, prose,
    report::Subject,
    table, token,
};

/// More members of unknown meaning than a person reads.
const MOST: usize = 100;

pub(super) fn view(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let copy = Button::new(Kind::Secondary, "Copy claims as JSON", subject.on_copy.clone());
    let mut rows = Rows::default();
    for (name, value) in subject.jwt.peek_claims().all() {
        rows.add(name, is_known(name), || meaning(name, value, page.moment));
    }
    let content = html! {
        <>
            { rows.table("Claim", "claims-title") }
            <p class="buttons">{ copy.view() }</p>
            { subject.copied.map(notice::view).unwrap_or_default() }
            { by_hand(subject).unwrap_or_default() }
        </>
    };
    card::view("claims-title", "What the token says", content)
}

pub(super) fn header(subject: &Subject<'_>) -> Html {
    let mut rows = Rows::default();
    for (name, value) in subject.jwt.peek_header() {
        let known = !header_meaning(name, &Value::Null).words.is_empty();
        rows.add(name, known, || header_meaning(name, value));
    }
    card::view("header-title", "What its header says", rows.table("Member", "header-title"))
}

/// What the clipboard did not take.
fn by_hand(subject: &Subject<'_>) -> Option<Html> {
    let Some(Notice::CopyRefused(_)) = subject.copied else { return None };
    let json = html! { <span data-part="json">{ subject.jwt.claims_as_json() }</span> };
    Some(token::readable(id::COPY_TEXT, "Claims as JSON", json))
}

/// Members that mean something are all there, however many others there are.
#[derive(Default)]
struct Rows {
    drawn: Vec<Html>,
    others: usize,
}

impl Rows {
    fn add(&mut self, name: &str, known: bool, meaning: impl FnOnce() -> Meaning) {
        self.others += usize::from(!known);
        if known || self.others <= MOST {
            self.drawn.push(row(name, meaning()));
        }
    }

    fn table(self, heading: &'static str, title: &'static str) -> Html {
        let more = self.others.saturating_sub(MOST);
        let more = (more > 0).then(|| prose::hint(&format!("And {more} more.")));
        let table = table::view(title, "table", &[heading, "Value"], self.drawn);
        html! { <>{ table }{ more.unwrap_or_default() }</> }
    }
}

fn row(name: &str, meaning: Meaning) -> Html {
    let Meaning { value, time, words } = meaning;
    table::row(shown(name, 80), words, vec![table::code(value, time.unwrap_or_default())])
}
