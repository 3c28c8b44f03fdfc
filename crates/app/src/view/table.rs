//! Tables: a name and what it is in each row's head, and the rest beside it.

use yew::{Html, html};

/// `title` is the id of the heading that names the table.
pub(crate) fn view(
    title: &'static str,
    class: &'static str,
    headings: &[&'static str],
    rows: Vec<Html>,
) -> Html {
    let headings = headings.iter().map(|heading| html! { <th scope="col">{ *heading }</th> });
    html! {
        <table class={class} aria-labelledby={title}>
            <thead><tr>{ for headings }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

pub(crate) fn row(name: String, words: &'static str, cells: Vec<Html>) -> Html {
    let cells = cells.into_iter().map(|cell| html! { <td>{ cell }</td> });
    html! { <tr><th scope="row">{ code(name, words.to_owned()) }</th>{ for cells }</tr> }
}

/// Foreign text, with our words below it.
pub(crate) fn code(text: String, words: String) -> Html {
    html! { <><code>{ text }</code>{ note(words) }</> }
}

/// Our words below something.
pub(crate) fn note(words: String) -> Html {
    html! { <span class="note">{ words }</span> }
}
