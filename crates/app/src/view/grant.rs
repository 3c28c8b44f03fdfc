//! What was asked for and what was granted, side by side.

use domain::{
    api::Grant,
    explain::{self, Compared, Standing},
    sentence,
};
use yew::{Html, html};

use super::{
    card,
    mark::{self, Mark},
};

/// A token that this page did not ask for has nothing to be compared with.
pub(super) fn view(grants: Option<(&Grant, &Grant)>) -> Html {
    let Some((asked, granted)) = grants else { return Html::default() };
    let comparison = explain::compare(asked, granted);
    let content = if comparison.is_equal() {
        html! { <p>{ "Everything that was asked for was granted, and nothing besides." }</p> }
    } else {
        let scopes = comparison.scope.iter().map(|one| row("scope", one));
        let audiences = comparison.audience.iter().map(|one| row("audience", one));
        table(scopes.chain(audiences).collect())
    };
    card::view("grant-title", "Asked for and granted", content)
}

fn table(rows: Html) -> Html {
    html! {
        <table class="table grants" aria-labelledby="grant-title">
            <thead>
                <tr>
                    <th scope="col">{ "Scope or audience" }</th>
                    <th scope="col">{ "Asked for" }</th>
                    <th scope="col">{ "Granted" }</th>
                </tr>
            </thead>
            <tbody>{ rows }</tbody>
        </table>
    }
}

fn row(kind: &'static str, one: &Compared) -> Html {
    let (asked, granted, mark) = match one.standing {
        Standing::Granted => ("yes", "yes", Mark::Pass),
        Standing::Dropped => ("yes", "no", Mark::Fail),
        Standing::Added => ("no", "yes", Mark::Warning),
    };
    html! {
        <tr data-state={one.standing.code()}>
            <th scope="row"><span class="note">{ kind }</span><code>{ &one.name }</code></th>
            <td>{ asked }</td>
            <td>{ mark::view(mark) }{ granted }<span class="note">{ sentence(&one.reason) }</span></td>
        </tr>
    }
}
