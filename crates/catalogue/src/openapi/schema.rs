//! An example of what a schema describes, where the description gives none.

use std::rc::Rc;

use super::reference::Document;
use crate::{
    reading::Reading,
    yaml::{Entry, Kind, Node, NodeData},
};

/// How deep a made example is. Schemas that contain themselves end here.
const DEEPEST: usize = 6;

/// How many values a made example has at most.
const MOST_VALUES: usize = 300;

/// The value that the schema itself tells: an example, a default, the only or first possible one.
pub(super) fn told(schema: &NodeData) -> Option<Node> {
    let first = |name| schema.get(name).and_then(|list| list.items().first());
    let value = schema
        .get("example")
        .or_else(|| first("examples"))
        .or_else(|| schema.get("default"))
        .or_else(|| schema.get("const"))
        .or_else(|| first("enum"));
    value.map(Rc::clone)
}

/// A value of this schema, told or made.
pub(super) fn example(document: &Document<'_>, schema: &Node, reading: &Reading) -> Option<Node> {
    Maker { document, reading, left: MOST_VALUES }.value(schema, 0)
}

struct Maker<'a, 'd> {
    document: &'a Document<'d>,
    reading: &'a Reading,
    left: usize,
}

impl Maker<'_, '_> {
    fn value(&mut self, schema: &Node, depth: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let schema = self.document.quietly(schema, self.reading)?;
        if depth > DEEPEST {
            return None;
        }
        told(&schema)
            .or_else(|| self.alternative(&schema, depth))
            .or_else(|| self.typed(&schema, depth))
    }

    fn alternative(&mut self, schema: &NodeData, depth: usize) -> Option<Node> {
        let one = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
        self.value(one.items().first()?, depth + 1)
    }

    fn typed(&mut self, schema: &NodeData, depth: usize) -> Option<Node> {
        let line = schema.line;
        let plain =
            |text: &str| NodeData::new(line, Kind::Scalar { text: text.to_owned(), quoted: false });
        let is_object = schema.get("properties").is_some() || schema.get("allOf").is_some();
        match kind_of(schema) {
            Some("array") => {
                let item = schema.get("items").and_then(|items| self.value(items, depth + 1));
                Some(NodeData::new(line, Kind::Sequence(item.into_iter().collect())))
            }
            Some("string") => Some(NodeData::text_node(line, text_of(schema))),
            Some("integer" | "number") => Some(plain(schema.text_of("minimum").unwrap_or("0"))),
            Some("boolean") => Some(plain("false")),
            Some("null") => Some(NodeData::new(line, Kind::Null)),
            Some("object") => Some(self.object(schema, depth)),
            _ if is_object => Some(self.object(schema, depth)),
            _ => None,
        }
    }

    fn object(&mut self, schema: &NodeData, depth: usize) -> Node {
        let mut entries = Vec::new();
        self.properties(schema, depth, &mut entries);
        NodeData::new(schema.line, Kind::Mapping(entries))
    }

    /// The properties of a schema and of all those that it unites.
    fn properties(&mut self, schema: &NodeData, depth: usize, to: &mut Vec<Entry>) {
        if depth > DEEPEST {
            return;
        }
        for part in schema.get("allOf").map(|parts| parts.items()).unwrap_or_default() {
            if let Some(part) = self.document.quietly(part, self.reading) {
                self.properties(&part, depth + 1, to);
            }
        }
        for property in schema.get("properties").map(|all| all.entries()).unwrap_or_default() {
            if self.left == 0 {
                return;
            }
            let is_read_only = property.value.get("readOnly").is_some_and(|it| it.is_true());
            if is_read_only || to.iter().any(|entry| entry.name == property.name) {
                continue;
            }
            if let Some(value) = self.value(&property.value, depth + 1) {
                to.push(Entry { name: property.name.clone(), line: property.line, value });
            }
        }
    }
}

/// The type; of several (OpenAPI 3.1) the first that is not null.
fn kind_of(schema: &NodeData) -> Option<&str> {
    let kind = schema.get("type")?;
    let several = kind.items().iter().filter_map(|item| item.text());
    kind.text().or_else(|| several.into_iter().find(|kind| *kind != "null"))
}

fn text_of(schema: &NodeData) -> &'static str {
    match schema.text_of("format") {
        Some("date-time") => "2026-01-31T12:00:00Z",
        Some("date") => "2026-01-31",
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("email") => "somebody@example.com",
        Some("uri" | "url") => "https://example.com/",
        Some("ipv4") => "192.0.2.1",
        Some("byte" | "binary" | "password") => "",
        _ => "string",
    }
}
