//! What an API offers: its operations as data, with the question whether a concrete request is one
//! of them.

mod address;
mod call;
mod path;

use serde::{Deserialize, Serialize};

pub use call::{CallAnswer, CallRequest};
pub use path::{ConcretePath, ConcretePathError, PathTemplate, PathTemplateError};

use crate::text::words;

/// An API's operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// What people call the API.
    pub title: String,
    /// In the order of the description.
    pub operations: Vec<Operation>,
    /// Whether the proxy forwards requests to the API.
    #[serde(default, skip_serializing_if = "is_false")]
    pub forwarded: bool,
    /// Whether others depend on the API, so that a person is asked before something may change there.
    /// What is not said counts as yes.
    #[serde(default = "yes")]
    pub production: bool,
}

/// Without operations, and careful.
impl Default for Catalogue {
    fn default() -> Self {
        Self { title: String::new(), operations: Vec::new(), forwarded: false, production: true }
    }
}

/// One method on one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path below the API's base, with its parameters in braces.
    pub path: PathTemplate,
    /// What programs call it; empty where it has no name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it does, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// What it takes besides the body; every parameter of the path is among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// The body that it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
}

/// A value that a request carries beside its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it stands.
    #[serde(rename = "in")]
    pub place: ParameterPlace,
    /// Whether there is no request without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// A value to begin with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its media type.
    pub media_type: String,
    /// Whether there is no request without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// A body to begin with; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
}

words!(ParameterPlace { Path = "path", Query = "query", Header = "header" });

/// The methods of operations (RFC 9110 §9.3, RFC 5789).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

words!(Method {
    Get = "GET",
    Head = "HEAD",
    Options = "OPTIONS",
    Post = "POST",
    Put = "PUT",
    Patch = "PATCH",
    Delete = "DELETE",
});

impl Method {
    /// Every method.
    pub const ALL: [Self; 7] =
        [Self::Get, Self::Head, Self::Options, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Whether a request of this method may change something, so that a person should be asked
    /// first: all that are not safe in the sense of RFC 9110 §9.2.1.
    pub const fn is_dangerous(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Options => false,
            Self::Post | Self::Put | Self::Patch | Self::Delete => true,
        }
    }
}

impl Catalogue {
    /// The operation to which a request of this method to this path belongs. Where several do, the
    /// one whose path has the fewest parameters, as servers choose.
    pub fn operation(&self, method: Method, path: &ConcretePath) -> Option<&Operation> {
        self.operations
            .iter()
            .filter(|operation| operation.method == method && operation.path.matches(path))
            .min_by_key(|operation| operation.path.parameters().count())
    }
}
