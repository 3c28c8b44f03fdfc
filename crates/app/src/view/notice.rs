//! Something the person should know, and that is no failure.

use domain::Notice;
use yew::{Html, html};

use super::mark::{self, Mark};

pub(super) fn view(notice: Notice) -> Html {
    let (state, drawn) = match notice {
        Notice::Copied(_) => ("done", Mark::Pass),
        Notice::CopyRefused(_) | Notice::Expired | Notice::NobodyCameBack => {
            ("warning", Mark::Warning)
        }
        Notice::TokenForgotten | Notice::Reloaded => ("done", Mark::Information),
    };
    html! {
        <p id="notice" class="notice" data-state={state}>{ mark::view(drawn) }{ notice.sentence() }</p>
    }
}
