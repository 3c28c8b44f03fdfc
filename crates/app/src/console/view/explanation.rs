//! Why the API probably did not accept the token, as the judge sees it.

use domain::console::Explanation;
use yew::{Html, html};

use super::ConsoleView;
use crate::view::prose;

pub(super) fn view(view: &ConsoleView<'_>) -> Option<Html> {
    let explanation = view.console.shown_explanation()?;
    Some(html! {
        <div class="console-explanation" role="group" aria-labelledby="console-explanation">
            <h4 id="console-explanation">{ "Why the API probably refused the token" }</h4>
            { lines(explanation) }
        </div>
    })
}

fn lines(explanation: &Explanation) -> Html {
    let Some((first, rest)) = explanation.lines.split_first() else {
        return html! { <p>{ "Asking the judge…" }</p> };
    };
    let rest = rest.iter().map(|line| html! { <li>{ prose::view(line) }</li> });
    html! { <><p><strong>{ prose::view(first) }</strong></p><ul class="console-lines">{ for rest }</ul></> }
}
