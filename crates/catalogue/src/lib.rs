//! Reads the description of an API, RAML 1.0 or OpenAPI 3, into the list of its operations.
//!
//! A description that is not one at all is an error with its line. What is wrong inside one is a
//! remark with its line; the operation concerned is left out, the others are there. What a
//! description names elsewhere, by `!include` or by address, is never fetched.
//!
//! ```
//! let description = "openapi: 3.1.0\ninfo: {title: Pets}\npaths:\n  /pets:\n    get: {}\n    put: 5\n";
//! let read = catalogue::read(description)?;
//! assert_eq!(read.catalogue.operations.len(), 1);
//! assert_eq!(read.remarks[0].to_string(), "line 6: `put` must be a mapping, but is a text; it is left out");
//! # Ok::<(), catalogue::DescriptionError>(())
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod error;
mod example;
mod openapi;
mod raml;
mod reading;
mod yaml;

use domain::catalogue::Catalogue;

pub use error::{DescriptionError, Remark};

use reading::Reading;

/// How large a description may be, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// How many operations are read at most.
pub const MOST_OPERATIONS: usize = 2000;

/// The Cockpit's description, which is used where nobody names another.
const COCKPIT: &str = include_str!("../cockpit.raml");

/// What a description says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The operations that could be read.
    pub catalogue: Catalogue,
    /// What could not, in the order of the lines.
    pub remarks: Vec<Remark>,
}

/// Reads a description in YAML or JSON.
///
/// # Errors
/// When it is no description: too large, no YAML, or neither RAML 1.0 nor OpenAPI 3.
pub fn read(text: &str) -> Result<Described, DescriptionError> {
    if text.len() > LARGEST {
        return Err(DescriptionError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = yaml::parse(text)?;
    let mut reading = Reading::new(document.repeated);
    if let Some(version) = text.lines().next().and_then(|line| line.strip_prefix("#%RAML")) {
        raml::check_version(version)?;
        raml::read(&document.root, &mut reading);
    } else {
        openapi::check_version(&document.root)?;
        openapi::read(&document.root, &mut reading);
    }
    Ok(reading.finished())
}

/// The operations of the Cockpit.
pub fn cockpit() -> Catalogue {
    // A test reads it without a remark.
    read(COCKPIT).map(|described| described.catalogue).unwrap_or_default()
}
