//! How a definition's nodes get into those that use it: parameters filled in, then merged.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use domain::catalogue::Method;

use crate::{
    reading::Reading,
    yaml::{Entry, Kind, Node, NodeData},
};

/// What stands for the parameters of a definition (RAML 1.0, "Resource Types and Traits").
pub(super) struct Values(BTreeMap<String, String>);

impl Values {
    pub(super) fn of_resource(path: &str) -> Self {
        let named =
            path.split('/').rfind(|segment| !segment.is_empty() && !segment.starts_with('{'));
        let mut values = Self(BTreeMap::new());
        values.add("resourcePath", path);
        values.add("resourcePathName", named.unwrap_or_default());
        values
    }

    pub(super) fn of_method(path: &str, method: Method) -> Self {
        let mut values = Self::of_resource(path);
        values.add("methodName", &method.as_str().to_ascii_lowercase());
        values
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// The value of `name`, or of `name | !function`.
    fn value(&self, expression: &str) -> Option<String> {
        let mut parts = expression.split('|').map(str::trim);
        let value = self.0.get(parts.next()?)?.clone();
        parts.try_fold(value, |value, function| transformed(&value, function))
    }
}

/// The functions for parameters that change letters only; the others are for names of programs.
fn transformed(value: &str, function: &str) -> Option<String> {
    match function {
        "!uppercase" => Some(value.to_uppercase()),
        "!lowercase" => Some(value.to_lowercase()),
        "!singularize" => Some(match value.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => value.strip_suffix('s').unwrap_or(value).to_owned(),
        }),
        "!pluralize" => Some(match value.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{value}s"),
        }),
        _ => None,
    }
}

/// A node with every `<<parameter>>` replaced; unknown ones stay. What would grow too much stays as
/// it is, too.
pub(super) fn filled(node: &Node, values: &Values, reading: &Reading) -> Node {
    let kind = match &node.kind {
        Kind::Scalar { text, quoted } if text.contains("<<") => {
            Kind::Scalar { text: filled_text(text, values, reading), quoted: *quoted }
        }
        Kind::Sequence(items) => {
            Kind::Sequence(items.iter().map(|item| filled(item, values, reading)).collect())
        }
        Kind::Mapping(entries) => {
            let filled_entry = |entry: &Entry| Entry {
                name: filled_text(&entry.name, values, reading),
                line: entry.line,
                value: filled(&entry.value, values, reading),
            };
            Kind::Mapping(entries.iter().map(filled_entry).collect())
        }
        _ => return Rc::clone(node),
    };
    NodeData::new(node.line, kind)
}

fn filled_text(text: &str, values: &Values, reading: &Reading) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<<") {
        let Some((expression, behind)) = after.split_once(">>") else { break };
        filled.push_str(before);
        match values.value(expression) {
            Some(value) if reading.may_write(value.len() / 64) => filled.push_str(&value),
            _ => filled.extend(["<<", expression, ">>"]),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// What both say, where they differ what `own` says.
pub(super) fn merged(own: &Node, added: &Node) -> Node {
    if own.is_null() {
        return Rc::clone(added);
    }
    if !own.is_mapping() || !added.is_mapping() {
        return Rc::clone(own);
    }
    let mut entries: Vec<Entry> = own.entries().to_vec();
    let places: HashMap<&str, usize> =
        own.entries().iter().enumerate().map(|(at, entry)| (plain(&entry.name), at)).collect();
    for entry in added.entries() {
        let place = places.get(plain(&entry.name));
        match place.and_then(|place| entries.get_mut(*place)) {
            Some(there) if entry.name == "is" => there.value = both(&there.value, &entry.value),
            Some(there) => there.value = merged(&there.value, &entry.value),
            None => entries.push(entry.clone()),
        }
    }
    NodeData::new(own.line, Kind::Mapping(entries))
}

/// A name without the mark of what may be left out.
fn plain(name: &str) -> &str {
    name.strip_suffix('?').unwrap_or(name)
}

/// Traits of both.
fn both(own: &Node, added: &Node) -> Node {
    let items = |node: &Node| match &node.kind {
        Kind::Sequence(items) => items.clone(),
        Kind::Null => Vec::new(),
        _ => vec![Rc::clone(node)],
    };
    NodeData::new(own.line, Kind::Sequence([items(own), items(added)].concat()))
}
