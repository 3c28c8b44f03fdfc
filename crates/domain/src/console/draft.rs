//! One operation as it is being filled in.

use core::fmt;

use super::answer::{is_json, json_error};
use crate::catalogue::{
    CallRequest, ConcretePathError, Method, Operation, Parameter, ParameterPlace, PathTemplate,
};

/// An operation with what was filled in, and what is wrong with that.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which operation, by its index in the catalogue.
    pub index: usize,
    /// The operation, without what the token fills in.
    pub operation: Operation,
    /// The texts of its parameters, in their order.
    pub values: Vec<String>,
    /// The text of the body.
    pub body: String,
    /// What has to be mended before it can be sent, in the order of the fields.
    pub mistakes: Vec<(Place, Mistake)>,
}

/// A field of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The parameter of this index.
    Parameter(usize),
    /// The body.
    Body,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// There is no request without it.
    Missing,
    /// It does not fit into a path.
    Path(ConcretePathError),
    /// It does not fit into a header (RFC 9110 §5.5).
    Header,
    /// It is no JSON from here on: line and column, counted from one.
    Json {
        /// The line.
        line: usize,
        /// The column in it.
        column: usize,
    },
}

impl Draft {
    /// An operation with its examples, where something is required.
    pub fn new(index: usize, operation: &Operation) -> Self {
        let mut operation = operation.clone();
        operation.parameters.retain(|parameter| !is_filled_in_by_the_token(parameter));
        // It would mean nothing there (RFC 9110 §9.3.1), and browsers do not send it.
        operation.body =
            operation.body.filter(|_| !matches!(operation.method, Method::Get | Method::Head));
        let first = |parameter: &Parameter| {
            if parameter.required { parameter.example.clone() } else { String::new() }
        };
        Self {
            index,
            values: operation.parameters.iter().map(first).collect(),
            body: operation.body.as_ref().map_or_else(String::new, |body| body.example.clone()),
            operation,
            mistakes: Vec::new(),
        }
    }

    /// The same operation, filled in as a request was.
    #[must_use]
    pub fn refilled(mut self, request: &CallRequest) -> Self {
        let in_path = self.operation.path.values(&request.path);
        for (value, parameter) in self.values.iter_mut().zip(&self.operation.parameters) {
            let name = &parameter.name;
            let found = match parameter.place {
                ParameterPlace::Path => in_path.iter().find(|(it, _)| it == name),
                ParameterPlace::Query => request.query.iter().find(|(it, _)| it == name),
                ParameterPlace::Header => request.headers.iter().find(|(it, _)| it == name),
            };
            *value = found.map_or_else(String::new, |(_, value)| value.clone());
        }
        self.body = request.body.clone().unwrap_or_default();
        self
    }

    /// Changes a field. What was wrong with it is no longer said.
    pub(super) fn edit(&mut self, place: Place, text: String) {
        self.mistakes.retain(|(it, _)| *it != place);
        match place {
            Place::Body => self.body = text,
            Place::Parameter(index) => {
                if let Some(value) = self.values.get_mut(index) {
                    *value = text;
                }
            }
        }
    }

    /// What is wrong with a field.
    pub fn mistake(&self, place: Place) -> Option<Mistake> {
        self.mistakes.iter().find(|(it, _)| *it == place).map(|(_, mistake)| *mistake)
    }

    /// The request.
    ///
    /// # Errors
    /// What has to be mended first, in the order of the fields.
    pub fn request(&self) -> Result<CallRequest, Vec<(Place, Mistake)>> {
        let mistakes = self.all_mistakes();
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let path = self.operation.path.filled(|name| self.value_in_path(name));
        let path = path.map_err(|error| vec![(self.first_in_path(), Mistake::Path(error))])?;
        let body = self.sent_body().map(str::to_owned);
        Ok(CallRequest {
            method: self.operation.method,
            path,
            query: self.sent(ParameterPlace::Query),
            headers: self.sent(ParameterPlace::Header),
            media_type: body
                .as_ref()
                .and(self.operation.body.as_ref())
                .map(|it| it.media_type.clone()),
            body,
        })
    }

    fn all_mistakes(&self) -> Vec<(Place, Mistake)> {
        let fields = self.operation.parameters.iter().zip(&self.values).enumerate();
        let of_parameters = fields.filter_map(|(index, (parameter, value))| {
            Some((Place::Parameter(index), wrong_with(parameter, value)?))
        });
        let of_body = self.wrong_with_body().map(|mistake| (Place::Body, mistake));
        of_parameters.chain(of_body).collect()
    }

    fn wrong_with_body(&self) -> Option<Mistake> {
        let body = self.operation.body.as_ref()?;
        match self.sent_body() {
            None => body.required.then_some(Mistake::Missing),
            Some(text) if is_json(&body.media_type) => {
                json_error(text).map(|(line, column)| Mistake::Json { line, column })
            }
            Some(_) => None,
        }
    }

    /// White space alone is no body.
    fn sent_body(&self) -> Option<&str> {
        self.operation.body.as_ref()?;
        (!self.body.trim().is_empty()).then_some(self.body.as_str())
    }

    fn value_in_path(&self, name: &str) -> Option<&str> {
        let mut fields = self.operation.parameters.iter().zip(&self.values);
        let fits = |(parameter, _): &(&Parameter, &String)| {
            parameter.place == ParameterPlace::Path && parameter.name == name
        };
        fields.find(fits).map(|(_, value)| value.as_str())
    }

    /// Where a path can be mended whose values are right one by one.
    fn first_in_path(&self) -> Place {
        let mut parameters = self.operation.parameters.iter();
        let position = parameters.position(|it| it.place == ParameterPlace::Path);
        position.map_or(Place::Body, Place::Parameter)
    }

    /// What is left empty is not sent.
    fn sent(&self, place: ParameterPlace) -> Vec<(String, String)> {
        let fields = self.operation.parameters.iter().zip(&self.values);
        let sent =
            fields.filter(|(parameter, value)| parameter.place == place && !value.is_empty());
        sent.map(|(parameter, value)| (parameter.name.clone(), value.clone())).collect()
    }
}

fn wrong_with(parameter: &Parameter, value: &str) -> Option<Mistake> {
    if value.is_empty() {
        return parameter.required.then_some(Mistake::Missing);
    }
    match parameter.place {
        ParameterPlace::Path => PathTemplate::check_value(value).err().map(Mistake::Path),
        ParameterPlace::Query => None,
        ParameterPlace::Header => (!fits_into_a_header(value)).then_some(Mistake::Header),
    }
}

fn is_filled_in_by_the_token(parameter: &Parameter) -> bool {
    parameter.place == ParameterPlace::Header
        && parameter.name.eq_ignore_ascii_case("authorization")
}

fn fits_into_a_header(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// A sentence for the person, without its full stop.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Fill this in: there is no request without it"),
            Self::Path(ConcretePathError::EncodedSlash) => f.write_str(
                "A value in the path cannot have a slash, a backslash or a control character",
            ),
            Self::Path(ConcretePathError::DotSegment) => {
                f.write_str("A value in the path cannot be one or two dots")
            }
            Self::Path(ConcretePathError::TooLong) => {
                f.write_str("This is too long for an address")
            }
            Self::Path(other) => write!(f, "This does not fit into an address: {other}"),
            Self::Header => {
                f.write_str("A header takes letters, digits and signs of ASCII only, in one line")
            }
            Self::Json { line, column } => {
                write!(f, "This is no JSON: look at line {line}, column {column}")
            }
        }
    }
}
