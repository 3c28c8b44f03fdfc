//! YAML as a tree in which every node knows its line.

mod json;
mod parse;

use std::rc::Rc;

pub(crate) use json::{compact, pretty};
pub(crate) use parse::parse;

/// A node. Aliases share what they stand for.
pub(crate) type Node = Rc<NodeData>;

/// What a node is, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NodeData {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
    /// How many nodes there are in it with every alias written out, bounded by the parser.
    pub(crate) weight: usize,
    /// How many levels of nodes there are in it, itself included.
    pub(crate) levels: usize,
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// Nothing.
    Null,
    /// Text, numbers, truth values.
    Scalar {
        text: String,
        /// Whether it can only be text, since it was quoted or is a block.
        quoted: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Names and values, in their order, no name twice.
    Mapping(Vec<Entry>),
    /// A file's content that is to stand here, by RAML's `!include`.
    Include(String),
}

/// An entry of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// Where the name stands.
    pub(crate) line: usize,
    pub(crate) value: Node,
}

/// A whole document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    /// Names that stand a second time in their mapping, with their lines.
    pub(crate) repeated: Vec<(usize, String)>,
}

impl NodeData {
    pub(crate) fn new(line: usize, kind: Kind) -> Node {
        let (weight, levels) = match &kind {
            Kind::Null | Kind::Scalar { .. } | Kind::Include(_) => (0, 0),
            Kind::Sequence(items) => measures(items.iter()),
            Kind::Mapping(entries) => measures(entries.iter().map(|entry| &entry.value)),
        };
        let (weight, levels) = (weight.saturating_add(1), levels.saturating_add(1));
        Rc::new(Self { line, kind, weight, levels })
    }

    /// Text that is nothing else.
    pub(crate) fn text_node(line: usize, text: &str) -> Node {
        Self::new(line, Kind::Scalar { text: text.to_owned(), quoted: true })
    }

    /// Its entries; none where it is no mapping.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// Its items; none where it is no list.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.name == name).map(|entry| &entry.value)
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of the value of this name.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// Whether it says that something is so.
    pub(crate) fn is_true(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, quoted: false } if text == "true")
    }

    pub(crate) fn is_mapping(&self) -> bool {
        matches!(self.kind, Kind::Mapping(_))
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// What it is, in words, as in "must be a mapping, but is …".
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "empty",
            Kind::Scalar { .. } => "a text",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
            Kind::Include(_) => "an `!include`",
        }
    }
}

/// How heavy several nodes are together, and how many levels the deepest has.
fn measures<'a>(nodes: impl Iterator<Item = &'a Node>) -> (usize, usize) {
    nodes.fold((0, 0), |(weight, levels), node| {
        (weight.saturating_add(node.weight), levels.max(node.levels))
    })
}
