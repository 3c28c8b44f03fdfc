//! JSON to fold, one value a line.

use std::cell::Cell;

use domain::folded::{Brackets, Leaf, LeafKind, Member, Node};
use yew::{Html, html};

use super::words;

/// How many values are drawn at first.
const MOST_VALUES: usize = 2000;

/// How many characters of one are.
const LONGEST: usize = 2000;

/// What is still to be drawn.
struct Room {
    values: Cell<usize>,
    characters: usize,
    is_short: Cell<bool>,
}

/// The tree, and whether something is left out in it.
pub(super) fn view(node: &Node, whole: bool) -> (Html, bool) {
    let (values, characters) =
        if whole { (usize::MAX, usize::MAX) } else { (MOST_VALUES, LONGEST) };
    let room = Room { values: Cell::new(values), characters, is_short: Cell::new(false) };
    let tree = html! { <div class="json">{ value(None, node, false, &room) }</div> };
    (tree, room.is_short.get() || !node.is_whole())
}

fn value(name: Option<&Leaf>, node: &Node, comma: bool, room: &Room) -> Html {
    let name =
        name.map(|name| html! { <><span data-kind="name">{ text(name, room) }</span>{ ": " }</> });
    let name = name.unwrap_or_default();
    let comma = if comma { "," } else { "" };
    match node {
        Node::Leaf(leaf) => html! {
            <span>{ name }<span data-kind={kind(leaf.kind)}>{ text(leaf, room) }</span>{ comma }</span>
        },
        Node::Branch { brackets, members, left_out } if members.is_empty() && *left_out == 0 => {
            html! { <span>{ name }{ brackets.pair().concat() }{ comma }</span> }
        }
        Node::Branch { brackets, members, left_out } => {
            let [opening, closing] = brackets.pair();
            let all = members.len() + left_out;
            html! {
                <details open=true>
                    <summary>{ name }{ opening }{ folded(*brackets, all, comma) }</summary>
                    { drawn_members(members, *left_out, room) }
                    <span>{ closing }{ comma }</span>
                </details>
            }
        }
    }
}

/// To be seen while it is folded.
fn folded(brackets: Brackets, all: usize, comma: &str) -> Html {
    let [_, closing] = brackets.pair();
    let all = match brackets {
        Brackets::Braces => words::count(all, "member", "members"),
        Brackets::Square => words::count(all, "item", "items"),
    };
    html! { <span class="json-folded">{ format!(" … {closing}{comma} ") }<i>{ all }</i></span> }
}

fn drawn_members(members: &[Member], left_out: usize, room: &Room) -> Html {
    let shown = members.len().min(room.values.get());
    room.values.set(room.values.get() - shown);
    let hidden = members.len() - shown + left_out;
    room.is_short.set(room.is_short.get() || hidden > 0);
    let items = members.iter().take(shown).enumerate().map(|(position, member)| {
        let comma = hidden > 0 || position + 1 < shown;
        html! { <li>{ value(member.name.as_ref(), &member.value, comma, room) }</li> }
    });
    let more = (hidden > 0).then(|| html! { <li><i>{ format!("… and {hidden} more") }</i></li> });
    html! { <ul>{ for items }{ more.unwrap_or_default() }</ul> }
}

fn text(leaf: &Leaf, room: &Room) -> String {
    let mut characters = leaf.text.char_indices();
    let end = characters.nth(room.characters).map(|(end, _)| end);
    if end.is_none() && leaf.left_out == 0 {
        return leaf.text.clone();
    }
    room.is_short.set(true);
    format!("{}…", leaf.text.get(..end.unwrap_or(leaf.text.len())).unwrap_or_default())
}

const fn kind(kind: LeafKind) -> &'static str {
    match kind {
        LeafKind::Text => "text",
        LeafKind::Number => "number",
        LeafKind::Word => "word",
    }
}
