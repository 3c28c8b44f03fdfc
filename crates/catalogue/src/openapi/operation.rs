//! One operation: its names, parameters and body.

use domain::catalogue::{Body, Parameter, ParameterPlace};
use domain::quoted;

use super::{reference::Document, schema};
use crate::{
    example,
    reading::{MOST_PARAMETERS, OperationParts, Reading, sentence},
    yaml::{Node, NodeData},
};

/// Headers that are not described as parameters (OpenAPI 3.1 §4.8.12.2): other things say them.
const NOT_PARAMETERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// What all operations of a path have.
pub(super) struct Shared {
    parameters: Vec<Parameter>,
    summary: String,
}

impl Shared {
    pub(super) fn new(document: &Document<'_>, item: &NodeData, reading: &mut Reading) -> Self {
        Self { parameters: parameters(document, item, reading), summary: summary(item) }
    }
}

/// Reads an operation; what is wrong with a part of it leaves out that part.
pub(super) fn read(
    document: &Document<'_>,
    shared: &Shared,
    operation: &NodeData,
    reading: &mut Reading,
) -> OperationParts {
    let mut parameters = parameters(document, operation, reading);
    for inherited in &shared.parameters {
        let is_it = |it: &Parameter| it.name == inherited.name && it.place == inherited.place;
        if !parameters.iter().any(is_it) {
            parameters.push(inherited.clone());
        }
    }
    let own = summary(operation);
    OperationParts {
        name: operation.text_of("operationId").unwrap_or_default().to_owned(),
        summary: if own.is_empty() { shared.summary.clone() } else { own },
        parameters,
        body: operation.get("requestBody").and_then(|body| request_body(document, body, reading)),
    }
}

fn summary(node: &NodeData) -> String {
    let text = node.text_of("summary").filter(|text| !text.trim().is_empty());
    sentence(text.or_else(|| node.text_of("description")).unwrap_or_default())
}

fn parameters(document: &Document<'_>, of: &NodeData, reading: &mut Reading) -> Vec<Parameter> {
    let Some(list) = of.get("parameters") else { return Vec::new() };
    if list.items().is_empty() && !matches!(list.kind_name(), "a list" | "empty") {
        reading.remark_form("parameters", list.line, "a list", list);
    }
    let mut parameters: Vec<Parameter> = Vec::new();
    for item in list.items().iter().take(MOST_PARAMETERS) {
        if let Some(parameter) = parameter(document, item, reading) {
            let is_it = |it: &Parameter| it.name == parameter.name && it.place == parameter.place;
            if !parameters.iter().any(is_it) {
                parameters.push(parameter);
            }
        }
    }
    parameters
}

fn parameter(document: &Document<'_>, item: &Node, reading: &mut Reading) -> Option<Parameter> {
    let parameter = document.resolved(item, reading)?;
    let (Some(name), Some(place)) = (parameter.text_of("name"), parameter.text_of("in")) else {
        reading.remark(item.line, "a parameter has no `name` or no `in`; it is left out");
        return None;
    };
    let Some(place) = ParameterPlace::named(place) else {
        if place != "cookie" {
            let sentence = format!("`in` does not know `{}`", quoted(place));
            reading.remark(parameter.line, format!("{sentence}; the parameter is left out"));
        }
        return None;
    };
    let lower = name.to_ascii_lowercase();
    if place == ParameterPlace::Header && NOT_PARAMETERS.contains(&lower.as_str()) {
        return None;
    }
    let is_required = parameter.get("required").is_some_and(|required| required.is_true());
    Some(Parameter {
        name: name.to_owned(),
        place,
        required: is_required || place == ParameterPlace::Path,
        description: sentence(parameter.text_of("description").unwrap_or_default()),
        example: parameter_example(document, &parameter, reading),
    })
}

/// The given example, or what the schema says that one could be; never a made-up one, which would
/// only stand in the way.
fn parameter_example(document: &Document<'_>, parameter: &Node, reading: &Reading) -> String {
    let given = given_example(document, parameter, reading).or_else(|| {
        let schema = document.quietly(parameter.get("schema")?, reading)?;
        schema::told(&schema)
    });
    given.map(|value| example::parameter(&value)).unwrap_or_default()
}

/// `example`, or the first of `examples`.
fn given_example(document: &Document<'_>, of: &NodeData, reading: &Reading) -> Option<Node> {
    if let Some(given) = of.get("example") {
        return Some(given.clone());
    }
    let first = &of.get("examples")?.entries().first()?.value;
    document.quietly(first, reading)?.get("value").cloned()
}

fn request_body(document: &Document<'_>, body: &Node, reading: &mut Reading) -> Option<Body> {
    let body = document.resolved(body, reading)?;
    let Some(content) = body.get("content").filter(|content| content.is_mapping()) else {
        reading.remark(body.line, "the body has no `content`; it is left out");
        return None;
    };
    let json = content.entries().iter().find(|entry| example::is_json(&entry.name));
    let chosen = json.or_else(|| content.entries().first())?;
    // A range stands for any type in it; bytes are in all of them.
    let media_type = chosen.name.trim();
    let media_type = if media_type.contains('*') { "application/octet-stream" } else { media_type };
    let value = given_example(document, &chosen.value, reading)
        .or_else(|| schema::example(document, chosen.value.get("schema")?, reading));
    Some(Body {
        media_type: domain::shown(media_type, 100),
        required: body.get("required").is_some_and(|required| required.is_true()),
        example: value.map(|value| example::body(media_type, &value)).unwrap_or_default(),
    })
}
