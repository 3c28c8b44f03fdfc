//! Reads a token request's body strictly, and says where and what is wrong with it without
//! repeating it: it holds a code and a verifier.

use std::fmt;

use axum::http::StatusCode;
use domain::{
    AudienceSet, AuthorizationCode, CodeVerifier, RedirectUri, ScopeSet, Validity,
    api::TokenRequest,
};
use serde::{
    Deserialize,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::Value;

use crate::problem::Refused;

/// Reads the body of `POST api/token`.
pub(crate) fn parse(body: &[u8]) -> Result<TokenRequest, BodyError> {
    let Members(members) = serde_json::from_slice(body).map_err(|error| BodyError::from(&error))?;
    if let Some(repeated) = first_repeated(&members) {
        return Err(repeated);
    }
    let object = Value::Object(members.iter().cloned().collect());
    TokenRequest::deserialize(object).map_err(|_| explain(&members))
}

/// The members of an object in order, repeated ones too.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn first_repeated(members: &[(String, Value)]) -> Option<BodyError> {
    members.iter().enumerate().find_map(|(position, (name, _))| {
        let before = members.iter().take(position).any(|(earlier, _)| earlier == name);
        before.then(|| BodyError::Repeated { member: known(name) })
    })
}

/// A member of a grant: its name, whether it must be there, its form, and its parser's sentence for
/// a value that has the form but is not one.
struct Member {
    name: &'static str,
    needed: bool,
    form: Form,
    refuse: fn(&Value) -> Option<String>,
}

#[derive(Clone, Copy)]
enum Form {
    Text,
    Texts,
    Number,
    Flag,
}

impl Form {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Self::Number => value.is_u64() || value.is_null(),
            Self::Flag => value.is_boolean(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "an array of strings",
            Self::Number => "a whole number that is not negative",
            Self::Flag => "true or false",
        }
    }
}

/// The sentence of the type's own parser. It never quotes a code or verifier, and what it quotes
/// of the rest is shortened and made safe to show.
fn refuse<T: DeserializeOwned>(value: &Value) -> Option<String> {
    serde_json::from_value::<T>(value.clone()).err().map(|error| error.to_string())
}

const fn member(name: &'static str, form: Form, refuse: fn(&Value) -> Option<String>) -> Member {
    Member { name, needed: true, form, refuse }
}

const fn optional(name: &'static str, form: Form, refuse: fn(&Value) -> Option<String>) -> Member {
    Member { name, needed: false, form, refuse }
}

const AUTHORIZATION_CODE: &[Member] = &[
    member("code", Form::Text, refuse::<AuthorizationCode>),
    member("verifier", Form::Text, refuse::<CodeVerifier>),
    member("redirect_uri", Form::Text, refuse::<RedirectUri>),
    member("scope", Form::Texts, refuse::<ScopeSet>),
    member("audience", Form::Texts, refuse::<AudienceSet>),
    optional("validity", Form::Number, refuse::<Option<Validity>>),
    optional("refreshable", Form::Flag, refuse::<bool>),
];

const ORGANIZATION: &[Member] = &[
    member("audience", Form::Texts, refuse::<AudienceSet>),
    optional("validity", Form::Number, refuse::<Option<Validity>>),
];

fn known(name: &str) -> Option<&'static str> {
    let members = AUTHORIZATION_CODE.iter().map(|member| member.name);
    members.chain(["grant"]).find(|known| *known == name)
}

/// Finds the member because of which the body is not a token request.
fn explain(members: &[(String, Value)]) -> BodyError {
    let value_of = |name: &str| members.iter().find(|(one, _)| one == name).map(|(_, value)| value);
    let table = match value_of("grant").map(Value::as_str) {
        None => return BodyError::Missing { member: "grant" },
        Some(Some("authorization_code")) => AUTHORIZATION_CODE,
        Some(Some("organization")) => ORGANIZATION,
        Some(_) => return BodyError::UnknownGrant,
    };
    for member in table {
        match value_of(member.name) {
            None if member.needed => return BodyError::Missing { member: member.name },
            Some(value) if !member.form.fits(value) => {
                return BodyError::WrongForm { member: member.name, form: member.form.name() };
            }
            Some(value) => {
                if let Some(reason) = (member.refuse)(value) {
                    return BodyError::Refused { member: member.name, reason };
                }
            }
            None => {}
        }
    }
    BodyError::Unknown { known: table.iter().map(|member| member.name).collect() }
}

/// Why a body is not a token request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// Not JSON from here on.
    NotJson { line: usize, column: usize, ends: bool },
    /// JSON, but no object.
    NotAnObject,
    /// The same member twice; not named when it is none of ours.
    Repeated { member: Option<&'static str> },
    /// A needed member is not there.
    Missing { member: &'static str },
    /// A grant that does not exist.
    UnknownGrant,
    /// Another type of JSON value than needed.
    WrongForm { member: &'static str, form: &'static str },
    /// The right type, but its parser refuses the value.
    Refused { member: &'static str, reason: String },
    /// A member that the grant does not know; not repeated here.
    Unknown { known: Vec<&'static str> },
}

impl From<&serde_json::Error> for BodyError {
    fn from(error: &serde_json::Error) -> Self {
        if error.is_data() {
            return Self::NotAnObject;
        }
        Self::NotJson { line: error.line(), column: error.column(), ends: error.is_eof() }
    }
}

impl BodyError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "body-not-json",
            Self::NotAnObject => "body-not-an-object",
            Self::Repeated { .. } => "member-repeated",
            Self::Missing { .. } => "member-missing",
            Self::UnknownGrant => "grant-unknown",
            Self::WrongForm { .. } | Self::Refused { .. } => "member-invalid",
            Self::Unknown { .. } => "member-unknown",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::UnknownGrant => "send `authorization_code` or `organization`".to_owned(),
            Self::Unknown { known } => format!("it knows {}", known.join(", ")),
            Self::Refused { .. } => "change the value and try again".to_owned(),
            _ => "reload the page; if you wrote the request yourself, \
                see the description at api/openapi.json"
                .to_owned(),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { ends: true, .. } => {
                formatter.write_str("the body ends before its JSON does")
            }
            Self::NotJson { line, column, .. } => {
                write!(formatter, "the body is not JSON from line {line}, column {column} on")
            }
            Self::NotAnObject => formatter.write_str("the body is not a JSON object"),
            Self::Repeated { member: Some(member) } => {
                write!(formatter, "the member `{member}` stands in the body more than once")
            }
            Self::Repeated { member: None } => {
                formatter.write_str("a member stands in the body more than once")
            }
            Self::Missing { member } => write!(formatter, "the member `{member}` is missing"),
            Self::UnknownGrant => formatter.write_str("there is no such `grant`"),
            Self::WrongForm { member, form } => {
                write!(formatter, "the member `{member}` is not {form}")
            }
            Self::Refused { reason, .. } => formatter.write_str(reason),
            Self::Unknown { .. } => {
                formatter.write_str("the body has a member that its `grant` does not know")
            }
        }
    }
}

impl From<BodyError> for Refused {
    fn from(error: BodyError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.code(), &error, error.hint())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;

    const GOOD: &str = r#"{"grant":"authorization_code","code":"HUgOar3eDNVxo3PQZ-oHBKBdXDVc",
        "verifier":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "redirect_uri":"http://localhost:8090/","scope":["user:name"],"audience":["moehaha"]}"#;

    fn sentence(body: &str) -> String {
        parse(body.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn both_grants_are_read() {
        let request = parse(GOOD.as_bytes()).unwrap();
        assert!(matches!(request, TokenRequest::AuthorizationCode { .. }));
        let request = parse(br#"{"grant":"organization","audience":[],"validity":60}"#).unwrap();
        assert!(matches!(request, TokenRequest::Organization { validity: Some(_), .. }));
    }

    #[test]
    fn what_is_not_json_is_told_by_place() {
        assert_eq!(sentence("secret"), "the body is not JSON from line 1, column 1 on");
        assert_eq!(
            sentence(&format!("{GOOD}\n}}")),
            "the body is not JSON from line 4, column 1 on"
        );
        assert_eq!(sentence("{\"grant\":"), "the body ends before its JSON does");
        assert_eq!(sentence(""), "the body ends before its JSON does");
        assert_eq!(sentence("[1]"), "the body is not a JSON object");
        assert_eq!(sentence(r#"["organization",["a"],null]"#), "the body is not a JSON object");
        assert_eq!(sentence("\u{feff}{}"), "the body is not JSON from line 1, column 1 on");
    }

    #[test]
    fn the_guilty_member_is_named() {
        for (from, to, expected) in [
            (r#""grant":"authorization_code","#, "", "the member `grant` is missing"),
            ("authorization_code", "password", "there is no such `grant`"),
            (r#""code":"#, r#""kode":"#, "the member `code` is missing"),
            (
                r#""code":"HUg"#,
                r#""code":5,"code":"HUg"#,
                "the member `code` stands in the body more than once",
            ),
            (r#""code":"#, r#""x":1,"x":2,"code":"#, "a member stands in the body more than once"),
            (
                r#""code":"#,
                r#""x":1,"code":"#,
                "the body has a member that its `grant` does not know",
            ),
        ] {
            assert_eq!(sentence(&GOOD.replacen(from, to, 1)), expected, "{to}");
        }
    }

    #[test]
    fn a_value_is_refused_without_showing_what_is_secret() {
        let more = |member| format!(r#"["moehaha"],{member}"#);
        for (from, to, expected) in [
            (
                "oHBKBdXDVc",
                "oHBK BdXDVc",
                "the parameter `code` is empty, too long, or not visible ASCII",
            ),
            ("WFOEjXk", "WFOEj", "the `verifier` is not 43 base64url characters"),
            (r#"["user:name"]"#, r#""user:name""#, "the member `scope` is not an array of strings"),
            (r#"["user:name"]"#, "[1]", "the member `scope` is not an array of strings"),
            (
                r#"["moehaha"]"#,
                &more(r#""refreshable":1"#),
                "the member `refreshable` is not true or false",
            ),
            (
                r#"["moehaha"]"#,
                &more(r#""validity":-1"#),
                "the member `validity` is not a whole number that is not negative",
            ),
            (
                r#"["moehaha"]"#,
                &more(r#""validity":0"#),
                "the validity is zero, but must be at least one second",
            ),
            (
                "http://localhost:8090/",
                "ftp://a",
                "the redirect URI `ftp://a` does not begin with https:// (or http:// on the own machine)",
            ),
        ] {
            assert_eq!(sentence(&GOOD.replacen(from, to, 1)), expected, "{to}");
        }
    }

    /// For each grant its table, and a body in which every member stands.
    fn tables() -> [(&'static [Member], Value); 2] {
        let mut code: Value = serde_json::from_str(GOOD).unwrap();
        code["validity"] = json!(60);
        code["refreshable"] = json!(true);
        let organization = json!({"grant": "organization", "audience": [], "validity": 60});
        [(AUTHORIZATION_CODE, code), (ORGANIZATION, organization)]
    }

    fn error(body: &Value) -> Option<BodyError> {
        parse(body.to_string().as_bytes()).err()
    }

    #[test]
    fn the_tables_have_the_members_of_their_grants_none_missing_and_none_too_many() {
        for (table, body) in tables() {
            let request = parse(body.to_string().as_bytes()).unwrap();
            let written = serde_json::to_value(&request).unwrap();
            let written: BTreeSet<_> = written.as_object().unwrap().keys().cloned().collect();
            let listed = table.iter().map(|member| member.name).chain(["grant"]);
            assert_eq!(written, listed.map(str::to_owned).collect());
        }
    }

    #[test]
    fn each_member_is_explained_as_the_type_reads_it() {
        for (table, body) in tables() {
            for Member { name: member, needed, form, .. } in table {
                let mut wrong = body.clone();
                wrong[member] = json!({});
                let expected = BodyError::WrongForm { member, form: form.name() };
                assert_eq!(error(&wrong), Some(expected));
                let mut lacking = body.clone();
                lacking.as_object_mut().unwrap().remove(*member);
                assert_eq!(error(&lacking), needed.then_some(BodyError::Missing { member }));
            }
            let mut foreign = body.clone();
            foreign["bogus"] = json!({});
            let known = table.iter().map(|member| member.name).collect();
            assert_eq!(error(&foreign), Some(BodyError::Unknown { known }));
        }
    }
}
