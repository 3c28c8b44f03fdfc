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
    prose, table,
};

/// A token that this page did not ask for has nothing to be compared with.
pub(super) fn view(grants: Option<(&Grant, &Grant)>) -> Html {
    let Some((asked, granted)) = grants else { return Html::default() };
    let comparison = explain::compare(asked, granted);
    let equal = comparison
        .is_equal()
        .then(|| prose::hint("Everything that was asked for was granted, and nothing besides."));
    let scopes = comparison.scope.iter().map(|one| row("scope", one));
    let rows = scopes.chain(comparison.audience.iter().map(|one| row("audience", one))).collect();
    let headings = ["Scope or audience", "Asked for", "Granted"];
    let table = table::view("grant-title", "table grants", &headings, rows);
    let content = html! { <>{ equal.unwrap_or_default() }{ table }</> };
    card::view("grant-title", "Asked for and granted", content)
}

fn row(kind: &'static str, one: &Compared) -> Html {
    let (asked, granted, mark) = match one.standing {
        Standing::Granted => ("yes", "yes", Mark::Pass),
        Standing::Dropped => ("yes", "no", Mark::Fail),
        Standing::Added => ("no", "yes", Mark::Warning),
    };
    let reason = table::note(sentence(&one.reason));
    let granted = html! { <>{ mark::view(mark) }{ granted }{ reason }</> };
    table::row(one.name.clone(), kind, vec![Html::from(asked), granted])
}
