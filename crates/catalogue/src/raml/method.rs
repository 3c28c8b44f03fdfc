//! One method: its names, parameters and body.

use domain::catalogue::{Body, Parameter, ParameterPlace};

use super::{Api, data_type, remark_include};
use crate::{
    example,
    reading::{MOST_PARAMETERS, OperationParts, Reading, sentence},
    yaml::{Entry, Kind, Node, NodeData},
};

/// Reads a method; what is wrong with a part of it leaves out that part.
pub(super) fn read(api: &Api, method: &Node, reading: &mut Reading) -> OperationParts {
    let mut parameters = parameters(api, method, ParameterPlace::Query, reading);
    parameters.extend(self::parameters(api, method, ParameterPlace::Header, reading));
    OperationParts {
        name: method.text_of("displayName").unwrap_or_default().to_owned(),
        summary: sentence(method.text_of("description").unwrap_or_default()),
        parameters,
        body: method.get("body").and_then(|body| self::body(api, body, reading)),
    }
}

/// The parameters of this place that a resource or method declares.
pub(super) fn parameters(
    api: &Api,
    of: &NodeData,
    place: ParameterPlace,
    reading: &mut Reading,
) -> Vec<Parameter> {
    let name = match place {
        ParameterPlace::Path => "uriParameters",
        ParameterPlace::Query => "queryParameters",
        ParameterPlace::Header => "headers",
    };
    let Some(declared) = of.get(name) else { return Vec::new() };
    if !declared.is_mapping() && !declared.is_null() {
        reading.remark_form(name, declared.line, "a mapping", declared);
    }
    declared
        .entries()
        .iter()
        .take(MOST_PARAMETERS)
        .map(|entry| parameter(api, entry, place, reading))
        .collect()
}

/// Required, unless the name has a question mark or the declaration says otherwise.
fn parameter(api: &Api, entry: &Entry, place: ParameterPlace, reading: &mut Reading) -> Parameter {
    let declared = &entry.value;
    let says_required = declared.get("required").map(|required| required.is_true());
    let (name, required) = match (entry.name.strip_suffix('?'), says_required) {
        (Some(name), None) => (name, false),
        (_, says) => (entry.name.as_str(), says.unwrap_or(true)),
    };
    let value =
        data_type::told(declared, reading).or_else(|| data_type::named(api, declared, reading));
    Parameter {
        name: name.to_owned(),
        place,
        required: required || place == ParameterPlace::Path,
        description: sentence(declared.text_of("description").unwrap_or_default()),
        example: value.map(|value| example::parameter(&value)).unwrap_or_default(),
    }
}

/// The body, of the JSON type if there are several.
fn body(api: &Api, body: &Node, reading: &mut Reading) -> Option<Body> {
    let body = remark_include("the body", body, reading)?;
    let typed = || body.entries().iter().filter(|entry| entry.name.contains('/'));
    let chosen = typed().find(|entry| example::is_json(&entry.name)).or_else(|| typed().next());
    let (media_type, declared) = match chosen {
        Some(entry) => (entry.name.as_str(), &entry.value),
        None if matches!(body.kind, Kind::Sequence(_)) => {
            reading.remark_form("body", body.line, "a mapping", &body);
            return None;
        }
        None => (api.media_type.as_str(), &body),
    };
    let value = data_type::example(api, declared, reading);
    Some(Body {
        media_type: domain::shown(media_type, 100),
        // A body is described because it is to be sent.
        required: true,
        example: value.map(|value| example::body(media_type, &value)).unwrap_or_default(),
    })
}
