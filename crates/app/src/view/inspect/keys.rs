//! The field for keys of the person's own.

use domain::{
    inspect::{InspectEvent, PastedText},
    key::{KeysError, ReadKeys},
    sentence,
};
use yew::{Html, html};

use super::{
    super::{Page, line::Line, prose},
    paste::wrong_with,
};

const HELP: &str = "As PEM, JWK or JWKS. The signature is checked with them besides the API's own \
                    keys; nothing is accepted because of them.";

/// Folded. Its name says what came of what is in it.
pub(super) fn view(page: &Page<'_>) -> Html {
    let keys = page.inspection.keys.as_ref();
    let mistake = keys.and_then(|keys| keys.as_ref().err());
    let line = Line {
        id: "inspect-keys",
        label: "Public keys",
        rows: Some("5"),
        value: page.inspection.keys_text.expose(),
        oninput: page.on.inspect.reform(|text| InspectEvent::KeysChanged(PastedText::from(text))),
        before: Html::default(),
        wrong: mistake.map(|it| wrong_with(&it.to_string(), it.hint())),
        help: prose::view(HELP),
    };
    let passed_over = match keys {
        Some(Ok(read)) => passed_over(&read.skipped),
        Some(Err(_)) | None => Html::default(),
    };
    html! {
        <details class="more" data-state={keys.map(|_| "matters")}>
            <summary>{ "Keys to check the signature with: " }{ outcome(keys) }</summary>
            { line.view() }
            { passed_over }
        </details>
    }
}

fn outcome(keys: Option<&Result<ReadKeys, KeysError>>) -> String {
    match keys {
        None => "the API's".to_owned(),
        Some(Err(_)) => "there is a mistake".to_owned(),
        Some(Ok(read)) => match read.keys.iter().count() {
            1 => "1 of yours".to_owned(),
            count => format!("{count} of yours"),
        },
    }
}

fn passed_over(skipped: &[String]) -> Html {
    if skipped.is_empty() {
        return Html::default();
    }
    let skipped = skipped.iter().map(|key| html! { <li>{ prose::view(&sentence(key)) }</li> });
    html! {
        <>
            <p class="help">{ "Passed over:" }</p>
            <ul class="help">{ for skipped }</ul>
        </>
    }
}
