//! Resource types and traits, applied to the resources and methods that name them.

use std::rc::Rc;

use domain::{catalogue::Method, quoted};

use super::{
    merge::{Values, filled, merged},
    use_of,
};
use crate::{
    reading::Reading,
    yaml::{Entry, Kind, Node, NodeData},
};

/// How many resource types may be one another's types.
const LONGEST_CHAIN: usize = 8;

/// What the document defines for others to name.
pub(super) struct Definitions {
    resource_types: Option<Node>,
    traits: Option<Node>,
    pub(super) types: Option<Node>,
}

impl Definitions {
    pub(super) fn new(root: &Node) -> Self {
        let found = |name: &str| root.get(name).map(Rc::clone);
        Self {
            resource_types: found("resourceTypes"),
            traits: found("traits"),
            types: found("types").or_else(|| found("schemas")),
        }
    }

    /// A resource with what its type adds to it.
    pub(super) fn resource(&self, resource: &Node, path: &str, reading: &mut Reading) -> Node {
        let mut whole = Rc::clone(resource);
        let mut next = resource.get("type").map(Rc::clone);
        for _ in 0..LONGEST_CHAIN {
            let Some(named) = next.filter(|named| !named.is_null()) else { break };
            let values = Values::of_resource(path);
            let Some(found) =
                found("resource type", self.resource_types.as_ref(), &named, values, reading)
            else {
                break;
            };
            next = found.get("type").map(Rc::clone);
            whole = merged(&whole, &for_resource(&found, &whole));
        }
        whole
    }

    /// A method with what its traits, and those of its resource, add to it.
    pub(super) fn method(
        &self,
        method: &Node,
        resource: &Node,
        (name, path): (Method, &str),
        reading: &mut Reading,
    ) -> Node {
        let mut whole = Rc::clone(method);
        for named in [method, resource].into_iter().flat_map(|node| named_traits(node)) {
            let values = Values::of_method(path, name);
            if let Some(found) = found("trait", self.traits.as_ref(), &named, values, reading) {
                whole = merged(&whole, &found);
            }
        }
        whole
    }
}

/// `is`: a list, or a single one.
fn named_traits(node: &NodeData) -> Vec<Node> {
    let Some(named) = node.get("is").filter(|named| !named.is_null()) else { return Vec::new() };
    match &named.kind {
        Kind::Sequence(items) => items.clone(),
        _ => vec![Rc::clone(named)],
    }
}

/// The definition that is named, with its parameters filled in.
fn found(
    what: &str,
    among: Option<&Node>,
    named: &Node,
    mut values: Values,
    reading: &mut Reading,
) -> Option<Node> {
    let Some((name, given)) = use_of(named) else {
        reading.remark(named.line, format!("this names no {what}"));
        return None;
    };
    let definition = among.and_then(|among| among.get(name));
    let Some(definition) = definition.filter(|definition| definition.is_mapping()) else {
        let name = quoted(name);
        reading.remark(named.line, format!("there is no {what} `{name}` in this file"));
        return None;
    };
    for entry in given.map(|given| given.entries()).unwrap_or_default() {
        values.add(&entry.name, entry.value.text().unwrap_or_default());
    }
    if !reading.may_look_up() || !reading.may_write(definition.weight) {
        reading.remark(named.line, format!("too many uses of a {what}; it is not applied here"));
        return None;
    }
    Some(filled(definition, &values, reading))
}

/// The part of a resource type that this resource takes over: of methods with a question mark only
/// those that it has itself, and nothing that is about the type.
fn for_resource(definition: &NodeData, resource: &NodeData) -> Node {
    let own = ["type", "usage", "displayName", "description"];
    let mut entries = Vec::new();
    for entry in definition.entries().iter().filter(|entry| !own.contains(&&*entry.name)) {
        match entry.name.strip_suffix('?') {
            None => entries.push(entry.clone()),
            Some(name) if resource.get(name).is_some() => {
                entries.push(Entry { name: name.to_owned(), ..entry.clone() });
            }
            Some(_) => {}
        }
    }
    NodeData::new(definition.line, Kind::Mapping(entries))
}
