//! RAML 1.0: resources in each other, their methods, and what these inherit.

mod data_type;
mod inherit;
mod merge;
mod method;

use std::rc::Rc;

use domain::{
    catalogue::{Method, Parameter, ParameterPlace},
    quoted,
};

use self::inherit::Definitions;
use crate::{
    DescriptionError,
    reading::{Head, Reading},
    yaml::{Entry, Node},
};

/// Whether what stands behind `#%RAML` in the first line is known.
pub(crate) fn check_version(version: &str) -> Result<(), DescriptionError> {
    match version.trim() {
        "1.0" => Ok(()),
        other => Err(DescriptionError::RamlVersion { version: quoted(other) }),
    }
}

/// Reads every operation that can be read.
pub(crate) fn read(root: &Node, reading: &mut Reading) {
    if !root.is_mapping() {
        return reading.remark(root.line, "there are no resources, so there are no operations");
    }
    reading.title(root.text_of("title"));
    if let Some(uses) = root.get("uses") {
        reading.remark(uses.line, "libraries (`uses`) are in other files, which are not read");
    }
    let api = Api { definitions: Definitions::new(root), media_type: media_type(root) };
    let top = Place { path: String::new(), uri_parameters: Vec::new() };
    for entry in root.entries().iter().filter(|entry| entry.name.starts_with('/')) {
        resource(&api, &top, entry, reading);
    }
}

/// What holds for all of the API.
struct Api {
    definitions: Definitions,
    /// Of bodies that do not name one.
    media_type: String,
}

/// The default type of bodies: the first of `mediaType`.
fn media_type(root: &Node) -> String {
    let given =
        root.get("mediaType").and_then(|given| given.text().or(given.items().first()?.text()));
    given.unwrap_or("application/json").to_owned()
}

/// Where a resource lies.
struct Place {
    path: String,
    uri_parameters: Vec<Parameter>,
}

fn resource(api: &Api, above: &Place, entry: &Entry, reading: &mut Reading) {
    if entry.value.is_null() {
        return;
    }
    if !entry.value.is_mapping() {
        return reading.remark_form(&entry.name, entry.line, "a mapping", &entry.value);
    }
    let path = format!("{}{}", above.path, entry.name);
    let own = api.definitions.resource(&entry.value, &path, reading);
    let mut uri_parameters = above.uri_parameters.clone();
    uri_parameters.extend(method::parameters(api, &own, ParameterPlace::Path, reading));
    let place = Place { path, uri_parameters };
    for inner in own.entries() {
        let known = |method: &Method| method.as_str().to_ascii_lowercase() == inner.name;
        match Method::ALL.into_iter().find(known) {
            Some(method) => operation(api, &place, (method, inner), &own, reading),
            None if inner.name.starts_with('/') => resource(api, &place, inner, reading),
            None => {}
        }
    }
}

fn operation(
    api: &Api,
    place: &Place,
    (method, entry): (Method, &Entry),
    resource: &Node,
    reading: &mut Reading,
) {
    if !entry.value.is_mapping() && !entry.value.is_null() {
        return reading.remark_form(&entry.name, entry.line, "a mapping", &entry.value);
    }
    let whole = api.definitions.method(&entry.value, resource, (method, &place.path), reading);
    let mut parts = method::read(api, &whole, reading);
    parts.parameters.extend(place.uri_parameters.iter().cloned());
    reading.add(Head { method, path: &place.path, line: entry.line }, parts);
}

/// A node that another one names, with what it hands over: `name`, or `{name: {parameter: value}}`.
fn use_of(node: &Node) -> Option<(&str, Option<&Node>)> {
    match node.entries() {
        [only] => Some((&only.name, Some(&only.value))),
        _ => Some((node.text()?, None)),
    }
}

/// What a file would have to be read for is told.
fn remark_include(what: &str, node: &Node, reading: &mut Reading) -> Option<Node> {
    if let crate::yaml::Kind::Include(file) = &node.kind {
        let file = quoted(file);
        let sentence = format!("{what} is `!include {file}`, which is not read; write it out here");
        reading.remark(node.line, sentence);
        return None;
    }
    Some(Rc::clone(node))
}
