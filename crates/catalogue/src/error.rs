//! What can be wrong with a description: as a whole, or in places.

use std::fmt;

/// Why a text is no description of an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DescriptionError {
    /// It is too large to be read.
    TooLarge,
    /// It is no YAML from here on.
    NotYaml {
        /// Counted from one.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// It is nested too deeply, or its aliases make it too large.
    Unbounded {
        /// Where it gets too much.
        line: usize,
    },
    /// It is YAML, but nothing says what of.
    UnknownFormat,
    /// It is Swagger 2.0.
    Swagger,
    /// It is OpenAPI of a version that is not known.
    OpenApiVersion {
        /// Where it says so.
        line: usize,
        /// Made safe to show.
        version: String,
    },
    /// It is RAML of a version that is not known, or a fragment of one.
    RamlVersion {
        /// Made safe to show.
        version: String,
    },
}

impl DescriptionError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "description-too-large",
            Self::NotYaml { .. } => "description-not-yaml",
            Self::Unbounded { .. } => "description-unbounded",
            Self::UnknownFormat => "description-format-unknown",
            Self::Swagger | Self::OpenApiVersion { .. } | Self::RamlVersion { .. } => {
                "description-version-unknown"
            }
        }
    }

    /// What the operator can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge => "name a description of the part of the API that people need",
            Self::NotYaml { .. } => "mend the line; JSON is fine as well",
            Self::Unbounded { .. } => "write it out with less nesting and fewer aliases",
            Self::UnknownFormat => {
                "begin it with `#%RAML 1.0`, or with `openapi: 3.1.0` for OpenAPI"
            }
            Self::Swagger => "convert it to OpenAPI 3",
            Self::OpenApiVersion { .. } => "OpenAPI 3.0 and 3.1 are read",
            Self::RamlVersion { .. } => {
                "RAML 1.0 is read, as the description of an API that begins with `#%RAML 1.0`"
            }
        }
    }

    /// The line that is meant, if it is one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotYaml { line, .. }
            | Self::Unbounded { line }
            | Self::OpenApiVersion { line, .. } => Some(*line),
            Self::RamlVersion { .. } => Some(1),
            Self::TooLarge | Self::UnknownFormat | Self::Swagger => None,
        }
    }
}

impl fmt::Display for DescriptionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line() {
            write!(formatter, "line {line}: ")?;
        }
        match self {
            Self::TooLarge => formatter.write_str("the description is larger than 2 MiB"),
            Self::NotYaml { reason, .. } => write!(formatter, "this is not YAML: {reason}"),
            Self::Unbounded { .. } => formatter
                .write_str("the description is nested too deeply, or its aliases are too many"),
            Self::UnknownFormat => {
                formatter.write_str("the description is neither RAML 1.0 nor OpenAPI 3")
            }
            Self::Swagger => formatter.write_str("the description is Swagger 2.0, not OpenAPI 3"),
            Self::OpenApiVersion { version, .. } => {
                write!(formatter, "the version of OpenAPI, `{version}`, is not known")
            }
            Self::RamlVersion { version } => {
                write!(formatter, "the description is RAML `{version}`, not the RAML 1.0 of an API")
            }
        }
    }
}

impl std::error::Error for DescriptionError {}

/// What could not be read in a description that is one otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The line that is meant, counted from one.
    pub line: usize,
    /// What is wrong, and what follows from it.
    pub sentence: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.sentence)
    }
}
