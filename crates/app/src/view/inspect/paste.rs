//! The field for the token, in whatever stands around it.

use domain::{
    inspect::{InspectEvent, PasteError, PastedText},
    sentence,
};
use yew::Html;

use super::super::{
    Page,
    line::Line,
    mark::{self, Mark},
    prose,
};

const HELP: &str = "Paste it as you have it: alone, with `Bearer` before it, in quotes, broken into \
                    lines, or the whole curl line.";

pub(super) fn view(page: &Page<'_>) -> Html {
    let error = page.inspection.token.as_ref().and_then(|token| token.as_ref().err());
    let line = Line {
        id: "inspect-text",
        label: "Token",
        rows: Some("6"),
        value: page.inspection.text.expose(),
        oninput: page.on.inspect.reform(|text| InspectEvent::TextChanged(PastedText::from(text))),
        before: Html::default(),
        wrong: error.map(|error: &PasteError| wrong_with(&error.to_string(), error.hint())),
        help: prose::view(HELP),
    };
    line.view()
}

/// The mistake, and what to do.
pub(super) fn wrong_with(mistake: &str, hint: &str) -> Html {
    mark::said(Mark::Fail, &format!("{} {}", sentence(mistake), sentence(hint)))
}
