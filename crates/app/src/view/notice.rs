//! Something the person should know, and that is no failure.

use domain::Notice;
use yew::{Html, html};

use super::mark::{self, Mark};

pub(super) fn view(notice: Notice) -> Html {
    let (state, drawn) = match notice {
        Notice::Copied(_) | Notice::Renewed | Notice::Narrowed => ("done", Mark::Pass),
        Notice::CopyRefused(_) | Notice::ExpiresSoon | Notice::Expired | Notice::NobodyCameBack => {
            ("warning", Mark::Warning)
        }
        Notice::TokenForgotten | Notice::Reloaded => ("done", Mark::Information),
    };
    said(state, drawn, notice.sentence())
}

/// One that is drawn otherwise nowhere.
pub(super) fn said(state: &'static str, drawn: Mark, sentence: &'static str) -> Html {
    html! {
        <p id="notice" class="notice" part="notice" data-state={state}>{ mark::view(drawn) }{ sentence }</p>
    }
}
