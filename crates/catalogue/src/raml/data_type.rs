//! Examples of what types describe: those given, or made from properties.

use std::rc::Rc;

use super::{Api, remark_include};
use crate::{
    reading::Reading,
    yaml::{Entry, Kind, Node, NodeData},
};

/// How deep a made example is. Types that contain themselves end here.
const DEEPEST: usize = 6;

/// How many values a made example has at most.
const MOST_VALUES: usize = 300;

/// What a declaration itself tells: an example, a default, the first possible value.
pub(super) fn told(declared: &NodeData, reading: &mut Reading) -> Option<Node> {
    if let Some(given) = declared.get("example") {
        return remark_include("the example", &unwrapped(given), reading);
    }
    if let Some(given) = declared.get("examples") {
        let given = remark_include("the list of examples", given, reading)?;
        let first = given.entries().first().map(|entry| &entry.value).or(given.items().first())?;
        return remark_include("the example", &unwrapped(first), reading);
    }
    let first = declared.get("enum").and_then(|values| values.items().first());
    declared.get("default").or(first).map(Rc::clone)
}

/// An example may have a cover that says more about it.
fn unwrapped(example: &Node) -> Node {
    let cover = ["value", "strict", "displayName", "description"];
    let is_cover = |entry: &Entry| cover.contains(&&*entry.name) || entry.name.starts_with('(');
    match example.get("value") {
        Some(value) if example.entries().iter().all(is_cover) => Rc::clone(value),
        _ => Rc::clone(example),
    }
}

/// What the type that a parameter names tells of itself.
pub(super) fn named(api: &Api, declared: &Node, reading: &mut Reading) -> Option<Node> {
    let name = declared.text().or_else(|| declared.text_of("type"))?;
    let found = definition(api, name, reading)?;
    told(&found, reading)
}

/// An example of a declaration, told or made.
pub(super) fn example(api: &Api, declared: &Node, reading: &mut Reading) -> Option<Node> {
    Maker { api, reading, left: MOST_VALUES }.value(declared, 0)
}

fn definition(api: &Api, name: &str, reading: &Reading) -> Option<Node> {
    let types = api.definitions.types.as_ref()?;
    types.get(name).filter(|_| reading.may_look_up()).map(Rc::clone)
}

struct Maker<'a> {
    api: &'a Api,
    reading: &'a mut Reading,
    left: usize,
}

impl Maker<'_> {
    fn value(&mut self, declared: &Node, depth: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEEPEST {
            return None;
        }
        let declared = remark_include("the type", declared, self.reading)?;
        if let Some(expression) = declared.text() {
            return self.expression(expression, declared.line, depth);
        }
        if declared.get("example").is_some() || declared.get("examples").is_some() {
            return told(&declared, self.reading);
        }
        told(&declared, self.reading).or_else(|| self.made(&declared, depth))
    }

    /// A type by name, `Name[]`, or one of several.
    fn expression(&mut self, expression: &str, line: usize, depth: usize) -> Option<Node> {
        let first = expression.split('|').next().unwrap_or_default();
        let expression = first.trim().trim_matches(['(', ')']).trim();
        if let Some(item) = expression.strip_suffix("[]") {
            self.left = self.left.checked_sub(1)?;
            let item = if depth < DEEPEST { self.expression(item, line, depth + 1) } else { None };
            return Some(NodeData::new(line, Kind::Sequence(item.into_iter().collect())));
        }
        if let Some(simple) = simple(expression, line) {
            return Some(simple);
        }
        let found = definition(self.api, expression, self.reading)?;
        self.value(&found, depth + 1)
    }

    fn made(&mut self, declared: &Node, depth: usize) -> Option<Node> {
        let kind = declared.get("type").or_else(|| declared.get("schema"));
        if declared.get("properties").is_some() {
            let mut entries = Vec::new();
            self.properties(declared, depth, &mut entries);
            return Some(NodeData::new(declared.line, Kind::Mapping(entries)));
        }
        if let Some(item) = declared.get("items") {
            let item = self.value(item, depth + 1);
            return Some(NodeData::new(declared.line, Kind::Sequence(item.into_iter().collect())));
        }
        match kind {
            Some(kind) => self.value(kind.items().first().unwrap_or(kind), depth + 1),
            None if declared.is_null() => None,
            None => Some(NodeData::text_node(declared.line, "string")),
        }
    }

    /// The properties of a type, and of those that it is made from.
    fn properties(&mut self, declared: &NodeData, depth: usize, to: &mut Vec<Entry>) {
        if depth > DEEPEST {
            return;
        }
        for property in declared.get("properties").map(|it| it.entries()).unwrap_or_default() {
            // Between slashes stands a pattern for names.
            let is_pattern = property.name.starts_with('/');
            let name = property.name.strip_suffix('?').unwrap_or(&property.name);
            if self.left == 0 {
                return;
            }
            if is_pattern || to.iter().any(|entry| entry.name == name) {
                continue;
            }
            let value = if property.value.is_null() {
                Some(NodeData::text_node(property.line, "string"))
            } else {
                self.value(&property.value, depth + 1)
            };
            to.extend(value.map(|value| Entry {
                name: name.to_owned(),
                line: property.line,
                value,
            }));
        }
        let Some(bases) = declared.get("type") else { return };
        let one = std::slice::from_ref(bases);
        let bases = if bases.items().is_empty() { one } else { bases.items() };
        for base in bases.iter().filter_map(|base| base.text()) {
            if let Some(base) = definition(self.api, base.trim(), self.reading) {
                self.properties(&base, depth + 1, to);
            }
        }
    }
}

/// A value of a type that RAML has itself.
fn simple(name: &str, line: usize) -> Option<Node> {
    let plain = |text: &str| {
        Some(NodeData::new(line, Kind::Scalar { text: text.to_owned(), quoted: false }))
    };
    let text = |text| Some(NodeData::text_node(line, text));
    match name {
        "string" => text("string"),
        "number" | "integer" => plain("0"),
        "boolean" => plain("false"),
        "date-only" => text("2026-01-31"),
        "time-only" => text("12:00:00"),
        "datetime-only" => text("2026-01-31T12:00:00"),
        "datetime" => text("2026-01-31T12:00:00Z"),
        "nil" => Some(NodeData::new(line, Kind::Null)),
        "object" => Some(NodeData::new(line, Kind::Mapping(Vec::new()))),
        "array" => Some(NodeData::new(line, Kind::Sequence(Vec::new()))),
        _ => None,
    }
}
