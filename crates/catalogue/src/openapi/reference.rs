//! References inside the document (`$ref`, RFC 6901 pointers in fragments).

use std::rc::Rc;

use domain::quoted;

use crate::{
    reading::Reading,
    yaml::{Node, NodeData},
};

/// How many references may lead to each other.
const LONGEST_CHAIN: usize = 16;

/// The document in which references are followed.
pub(super) struct Document<'a> {
    root: &'a Node,
}

impl<'a> Document<'a> {
    pub(super) fn new(root: &'a Node) -> Self {
        Self { root }
    }

    /// What a node is when its reference is followed. What cannot be followed is remarked.
    pub(super) fn resolved(&self, node: &Node, reading: &mut Reading) -> Option<Node> {
        match self.followed(node, reading) {
            Ok(node) => Some(node),
            Err((line, sentence)) => {
                reading.remark(line, sentence);
                None
            }
        }
    }

    /// The same without a remark.
    pub(super) fn quietly(&self, node: &Node, reading: &Reading) -> Option<Node> {
        self.followed(node, reading).ok()
    }

    fn followed(&self, node: &Node, reading: &Reading) -> Result<Node, (usize, String)> {
        let mut node = Rc::clone(node);
        for _ in 0..LONGEST_CHAIN {
            let Some(to) = node.text_of("$ref") else { return Ok(node) };
            let line = node.line;
            let refused = |reason| (line, format!("the reference `{}` {reason}", quoted(to)));
            if !reading.may_look_up() {
                return Err((line, "there are too many references to follow".to_owned()));
            }
            let Some(pointer) = to.strip_prefix('#') else {
                return Err(refused("leads out of the document and is not followed"));
            };
            let found = pointed(self.root, pointer);
            node = found.ok_or_else(|| refused("leads nowhere"))?;
        }
        Err((node.line, "the references lead in a circle".to_owned()))
    }
}

/// What a pointer leads to; it may be percent-encoded, as it stands in a fragment.
fn pointed(root: &Node, pointer: &str) -> Option<Node> {
    let mut node = Rc::clone(root);
    let pointer = decoded(pointer);
    if pointer.is_empty() {
        return Some(node);
    }
    for token in pointer.strip_prefix('/')?.split('/') {
        let name = token.replace("~1", "/").replace("~0", "~");
        node = Rc::clone(step(&node, &name)?);
    }
    Some(node)
}

fn step<'n>(node: &'n NodeData, name: &str) -> Option<&'n Node> {
    node.get(name).or_else(|| node.items().get(name.parse::<usize>().ok()?))
}

fn decoded(pointer: &str) -> String {
    // A plus is itself in a fragment, and a pair's `&` and `=` have no meaning there.
    let escaped = pointer.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let mut pairs = form_urlencoded::parse(escaped.as_bytes());
    pairs.next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}
