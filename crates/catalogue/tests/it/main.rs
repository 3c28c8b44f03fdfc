//! Descriptions of all shapes, and what is read in them.

mod broken;
mod cockpit;
mod openapi;
mod properties;
mod public;
mod raml;

use catalogue::{Described, read};
use domain::catalogue::{Method, Operation};

/// What is read without a remark.
fn whole(text: &str) -> Vec<Operation> {
    let Described { catalogue, remarks } = read(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(remarks, []);
    catalogue.operations
}

/// Methods and paths.
fn lines(operations: &[Operation]) -> Vec<String> {
    let line = |it: &Operation| format!("{} {}", it.method.as_str(), it.path.as_str());
    operations.iter().map(line).collect()
}

/// The remarks on a description.
fn remarks(text: &str) -> Vec<String> {
    read(text).unwrap().remarks.iter().map(ToString::to_string).collect()
}

/// The operation of this method and path.
fn one<'o>(operations: &'o [Operation], method: Method, path: &str) -> &'o Operation {
    let is_it = |it: &&Operation| it.method == method && it.path.as_str() == path;
    operations.iter().find(is_it).unwrap_or_else(|| panic!("no {path}"))
}

/// The example of the body.
fn body(operation: &Operation) -> &str {
    &operation.body.as_ref().unwrap().example
}

/// The parameters: place, name with a question mark unless it is required, and example.
fn parameters(operation: &Operation) -> Vec<String> {
    let shown = operation.parameters.iter().map(|it| {
        let mark = if it.required { "" } else { "?" };
        format!("{} {}{mark}={}", it.place.as_str(), it.name, it.example)
    });
    shown.collect()
}
