//! Examples as text: given ones, and how they are written for a media type.

use form_urlencoded::Serializer;

use crate::{
    reading::bounded,
    yaml::{NodeData, compact, pretty},
};

/// Whether bodies of this type are JSON (RFC 6839 §3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// A body of this type with this value. A text is the body itself, except in JSON, where it is one
/// only if it is JSON already. Empty where a value of this form cannot be written for the type.
pub(crate) fn body(media_type: &str, value: &NodeData) -> String {
    let text = value.text().filter(|_| !value.is_null());
    bounded(match text {
        Some(text) if !is_json(media_type) => text.to_owned(),
        Some(text) if serde_json::from_str::<serde_json::Value>(text).is_ok() => {
            text.trim_end().to_owned()
        }
        _ if is_json(media_type) => pretty(value),
        _ if media_type.starts_with("application/x-www-form-urlencoded") => form(value),
        _ => String::new(),
    })
}

/// The value of a parameter: text as it is, anything else as JSON.
pub(crate) fn parameter(value: &NodeData) -> String {
    let text = value.text().map_or_else(|| compact(value), ToOwned::to_owned);
    if value.is_null() || text.len() > 200 { String::new() } else { text }
}

fn form(value: &NodeData) -> String {
    let mut form = Serializer::new(String::new());
    for entry in value.entries() {
        form.append_pair(&entry.name, &parameter(&entry.value));
    }
    form.finish()
}
