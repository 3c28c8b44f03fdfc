//! Builds the tree from the parser's events, bounded in depth and, with aliases written out, in size.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use granit_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{Document, Entry, Kind, Node, NodeData};
use crate::DescriptionError;

/// How deep nodes may lie in each other.
const DEEPEST: usize = 64;

/// How many nodes there may be with every alias written out. Whatever walks over the whole tree is
/// bounded by this.
const HEAVIEST: usize = 400_000;

/// Reads the first document of a text.
pub(crate) fn parse(text: &str) -> Result<Document, DescriptionError> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| DescriptionError::NotYaml {
            line: error.marker().line(),
            reason: domain::shown(&error.info(), 200),
        })?;
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        builder.take(event, span)?;
    }
    let root = builder.root.unwrap_or_else(|| NodeData::new(1, Kind::Null));
    Ok(Document { root, repeated: builder.repeated })
}

/// A collection that is not closed yet.
struct Open {
    line: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, names: HashSet<String>, name: Option<(String, usize)> },
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
    repeated: Vec<(usize, String)>,
    /// The weight of everything that has been read.
    weight: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), DescriptionError> {
        let line = span.start.line();
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = NodeData::new(line, scalar(text.into_owned(), style, tag.as_deref()));
                self.name(&node, anchor);
                self.add(1, line, node)
            }
            Event::SequenceStart(_, anchor, _) => {
                self.begin(Open { line, anchor, content: Content::Sequence(Vec::new()) })
            }
            Event::MappingStart(_, anchor, _) => {
                let content =
                    Content::Mapping { entries: Vec::new(), names: HashSet::new(), name: None };
                self.begin(Open { line, anchor, content })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(anchor) => match self.anchors.get(&anchor).map(Rc::clone) {
                Some(node) => self.add(node.weight, line, node),
                // It stands inside what it stands for.
                None => Err(DescriptionError::Unbounded { line }),
            },
            _ => Ok(()),
        }
    }

    fn begin(&mut self, open: Open) -> Result<(), DescriptionError> {
        if self.open.len() >= DEEPEST {
            return Err(DescriptionError::Unbounded { line: open.line });
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) -> Result<(), DescriptionError> {
        let Some(Open { line, anchor, content }) = self.open.pop() else { return Ok(()) };
        let kind = match content {
            Content::Sequence(items) => Kind::Sequence(items),
            Content::Mapping { entries, .. } => Kind::Mapping(entries),
        };
        let node = NodeData::new(line, kind);
        self.name(&node, anchor);
        // What is in it has been counted.
        self.add(1, line, node)
    }

    fn name(&mut self, node: &Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Rc::clone(node));
        }
    }

    /// Puts a whole node where it belongs.
    fn add(&mut self, weight: usize, line: usize, node: Node) -> Result<(), DescriptionError> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight > HEAVIEST || self.open.len() + node.levels > DEEPEST {
            return Err(DescriptionError::Unbounded { line });
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping { entries, names, name: pending }) => match pending.take() {
                None => *pending = Some((name_of(&node), line)),
                Some((name, line)) if names.insert(name.clone()) => {
                    entries.push(Entry { name, line, value: node });
                }
                Some((name, line)) => self.repeated.push((line, name)),
            },
        }
        Ok(())
    }
}

/// The text of a name; a name that is no scalar is none that anybody looks for.
fn name_of(node: &NodeData) -> String {
    node.text().unwrap_or_default().to_owned()
}

fn scalar(text: String, style: ScalarStyle, tag: Option<&Tag>) -> Kind {
    if tag.is_some_and(|tag| tag.suffix() == "include") {
        return Kind::Include(text);
    }
    let quoted = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix() == "str");
    if !quoted && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") {
        return Kind::Null;
    }
    Kind::Scalar { text, quoted }
}
