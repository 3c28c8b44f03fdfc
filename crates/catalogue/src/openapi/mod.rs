//! OpenAPI 3.0 and 3.1: paths, their operations, and what these refer to inside the document.

mod operation;
mod reference;
mod schema;

use domain::{catalogue::Method, quoted};

use self::{operation::Shared, reference::Document};
use crate::{
    DescriptionError,
    reading::{Head, Reading},
    yaml::{Entry, Node, NodeData},
};

/// Whether this is OpenAPI of a version that is known.
pub(crate) fn check_version(root: &NodeData) -> Result<(), DescriptionError> {
    let Some(version) = root.get("openapi") else {
        let is_swagger = root.get("swagger").is_some();
        let unknown = DescriptionError::UnknownFormat;
        return Err(if is_swagger { DescriptionError::Swagger } else { unknown });
    };
    let (line, text) = (version.line, version.text().unwrap_or_default());
    match text.split('.').collect::<Vec<_>>()[..] {
        ["3", "0" | "1", ..] => Ok(()),
        _ => Err(DescriptionError::OpenApiVersion { line, version: quoted(text) }),
    }
}

/// Reads every operation that can be read.
pub(crate) fn read(root: &Node, reading: &mut Reading) {
    let document = Document::new(root);
    reading.title(root.get("info").and_then(|info| info.text_of("title")));
    let Some(paths) = root.get("paths") else {
        return reading.remark(1, "there is no `paths`, so there are no operations");
    };
    if !paths.is_mapping() && !paths.is_null() {
        return reading.remark_form("paths", paths.line, "a mapping", paths);
    }
    for entry in paths.entries().iter().filter(|entry| !entry.name.starts_with("x-")) {
        path_item(&document, entry, reading);
    }
}

fn path_item(document: &Document<'_>, entry: &Entry, reading: &mut Reading) {
    let Some(item) = document.resolved(&entry.value, reading) else { return };
    if !item.is_mapping() {
        return reading.remark_form(&entry.name, entry.line, "a mapping", &item);
    }
    let shared = Shared::new(document, &item, reading);
    for inner in item.entries() {
        if inner.name == "trace" {
            reading
                .remark(inner.line, "the method `trace` is none that can be sent; it is left out");
        }
        // Names of methods are written small here.
        let known = |method: &Method| method.as_str().to_ascii_lowercase() == inner.name;
        let Some(method) = Method::ALL.into_iter().find(known) else { continue };
        if !inner.value.is_mapping() {
            reading.remark_form(&inner.name, inner.line, "a mapping", &inner.value);
            continue;
        }
        let parts = operation::read(document, &shared, &inner.value, reading);
        let head = Head { method, path: &entry.name, line: inner.line };
        reading.add(head, parts);
    }
}
