//! The body of an answer.

use std::rc::Rc;

use domain::{
    amount,
    console::{Answer, ConsoleEvent, Content, EntryNumber},
    folded::Node,
    shown,
};
use yew::{Html, Properties, component, html};

use super::{Callbacks, tree, words};
use crate::view::button::{Button, Kind};

/// How many bytes of text are shown at first.
const LONGEST_TEXT: usize = 64 * 1024;

/// The same when all of it is wanted: more a browser does not lay out in a time that anybody waits.
const LONGEST_WHOLE: usize = 2_000_000;

/// What the body is drawn from.
#[derive(Properties)]
pub(super) struct Props {
    pub(super) number: EntryNumber,
    pub(super) answer: Answer,
    /// Whether all of it is wanted.
    pub(super) whole: bool,
    pub(super) on: Callbacks,
}

/// Bodies are not compared byte by byte.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
            && self.whole == other.whole
            && Rc::ptr_eq(&self.answer.body, &other.answer.body)
            && self.on == other.on
    }
}

/// A component, so that a large body is read and drawn once, and not at each key that is pressed
/// elsewhere.
#[component]
pub(super) fn Body(props: &Props) -> Html {
    let Drawn { content, is_cut } = drawn(props);
    let (size, kind) = described(&props.answer);
    html! {
        <div class="console-body">
            <h4 id="console-answer-body">{ "Body" }</h4>
            <p class="help">{ format!("{size}{kind}") }</p>
            { cut(is_cut, props) }
            <p class="buttons">
                { show_all(is_cut, props) }{ download(&size, props) }{ skip(props) }
            </p>
            { content }
        </div>
    }
}

struct Drawn {
    content: Html,
    is_cut: bool,
}

fn drawn(props: &Props) -> Drawn {
    match props.answer.content() {
        Content::Empty => whole(html! { <p>{ "The answer has no body." }</p> }),
        Content::Json(json) => json_drawn(json, props.whole),
        Content::Text(text) => text_drawn(text, props.whole),
        Content::Binary => {
            whole(html! { <p>{ "This is no text. Download it to look at it." }</p> })
        }
    }
}

const fn whole(content: Html) -> Drawn {
    Drawn { content, is_cut: false }
}

/// As a tree to fold, or as it came where all of it is wanted and the tree leaves something out.
fn json_drawn(json: &str, all: bool) -> Drawn {
    let Some(node) = Node::parse(json) else { return text_drawn(json, all) };
    if all && !node.is_whole() {
        return text_drawn(json, all);
    }
    let (tree, is_cut) = tree::view(&node, all);
    Drawn { content: boxed(tree), is_cut }
}

fn text_drawn(text: &str, all: bool) -> Drawn {
    let longest = if all { LONGEST_WHOLE } else { LONGEST_TEXT };
    let end = text.floor_char_boundary(longest);
    let shown = words::lines(text.get(..end).unwrap_or_default());
    let content = boxed(html! { <pre>{ shown }</pre> });
    Drawn { content, is_cut: end < text.len() }
}

fn boxed(content: Html) -> Html {
    html! {
        <div class="console-code" tabindex="0" role="region" aria-labelledby="console-answer-body">
            { content }
        </div>
    }
}

/// Size, and media type if it is said.
fn described(answer: &Answer) -> (String, String) {
    let size = amount::bytes(u64::try_from(answer.body.len()).unwrap_or(u64::MAX));
    let kind = match answer.media_type().as_str() {
        "" => String::new(),
        media_type => format!(" of {}", shown(media_type, 80)),
    };
    (size, kind)
}

fn cut(is_cut: bool, props: &Props) -> Html {
    let told = match (is_cut, props.whole) {
        (false, _) => return Html::default(),
        (true, false) => "Only the first part is shown.",
        (true, true) => "Only the first part is shown: all of it would be too much for the page.",
    };
    html! { <p class="hint">{ told }</p> }
}

fn show_all(is_cut: bool, props: &Props) -> Html {
    if !is_cut || props.whole || props.answer.body.len() > LONGEST_WHOLE {
        return Html::default();
    }
    let wanted = props.on.event.reform(|_| ConsoleEvent::WholeBodyRequested);
    Button::new(Kind::Secondary, "Show all of it", wanted).view()
}

/// Each bracket of a tree can be folded by keyboard, and so is one more stop on the way past it.
fn skip(props: &Props) -> Html {
    if props.answer.body.is_empty() {
        return Html::default();
    }
    let onclick = props.on.focus_wanted.reform(|_| "console-headers");
    html! {
        <button type="button" class="button console-skip" data-kind="secondary" {onclick}>
            { "Skip the body" }
        </button>
    }
}

fn download(size: &str, props: &Props) -> Html {
    if props.answer.body.is_empty() {
        return Html::default();
    }
    let number = props.number;
    let wanted = props.on.event.reform(move |_| ConsoleEvent::DownloadRequested(number));
    Button::new(Kind::Secondary, &format!("Download ({size})"), wanted).view()
}
