//! What may stand in which body: a table for each request, from which a refused body is explained.

use domain::{
    AudienceSet, AuthorizationCode, CodeVerifier, RedirectUri, ScopeSet, Validity,
    api::{DeriveRequest, RefreshRequest, TokenRequest},
    catalogue::{CallRequest, ConcretePath, Method},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::BodyError;

/// A request that stands in a body.
pub(crate) trait Request: DeserializeOwned {
    /// The members that the request has, as far as the ones given tell.
    fn table(given: &[(String, Value)]) -> Result<&'static [Member], BodyError>;
}

impl Request for TokenRequest {
    fn table(given: &[(String, Value)]) -> Result<&'static [Member], BodyError> {
        match value_of(given, "grant").map(Value::as_str) {
            None => Err(BodyError::Missing { member: "grant" }),
            Some(Some("authorization_code")) => Ok(AUTHORIZATION_CODE),
            Some(Some("organization")) => Ok(ORGANIZATION),
            Some(_) => Err(BodyError::UnknownGrant),
        }
    }
}

impl Request for RefreshRequest {
    fn table(_: &[(String, Value)]) -> Result<&'static [Member], BodyError> {
        Ok(REFRESH)
    }
}

impl Request for DeriveRequest {
    fn table(_: &[(String, Value)]) -> Result<&'static [Member], BodyError> {
        Ok(DERIVE)
    }
}

impl Request for CallRequest {
    fn table(_: &[(String, Value)]) -> Result<&'static [Member], BodyError> {
        Ok(CALL)
    }
}

/// The value of a member, if it is there.
pub(super) fn value_of<'a>(given: &'a [(String, Value)], name: &str) -> Option<&'a Value> {
    given.iter().find(|(one, _)| one == name).map(|(_, value)| value)
}

/// A member of a request: its name, whether it must be there, its form, and its parser's sentence for
/// a value that has the form but is not one.
pub(crate) struct Member {
    pub(super) name: &'static str,
    pub(super) needed: bool,
    pub(super) form: Form,
    pub(super) refuse: fn(&Value) -> Option<String>,
}

#[derive(Clone, Copy)]
pub(super) enum Form {
    Text,
    Texts,
    Pairs,
    Number,
    Flag,
}

impl Form {
    pub(super) fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Self::Pairs => serde_json::from_value::<Vec<(String, String)>>(value.clone()).is_ok(),
            Self::Number => value.is_u64() || value.is_null(),
            Self::Flag => value.is_boolean(),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "an array of strings",
            Self::Pairs => "an array of pairs of strings",
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

pub(super) const AUTHORIZATION_CODE: &[Member] = &[
    member("code", Form::Text, refuse::<AuthorizationCode>),
    member("verifier", Form::Text, refuse::<CodeVerifier>),
    member("redirect_uri", Form::Text, refuse::<RedirectUri>),
    member("scope", Form::Texts, refuse::<ScopeSet>),
    member("audience", Form::Texts, refuse::<AudienceSet>),
    optional("validity", Form::Number, refuse::<Option<Validity>>),
    optional("refreshable", Form::Flag, refuse::<bool>),
];

pub(super) const ORGANIZATION: &[Member] = &[
    member("audience", Form::Texts, refuse::<AudienceSet>),
    optional("validity", Form::Number, refuse::<Option<Validity>>),
];

pub(super) const REFRESH: &[Member] =
    &[optional("validity", Form::Number, refuse::<Option<Validity>>)];

pub(super) const DERIVE: &[Member] = &[
    member("scope", Form::Texts, refuse::<ScopeSet>),
    member("audience", Form::Texts, refuse::<AudienceSet>),
    optional("validity", Form::Number, refuse::<Option<Validity>>),
];

pub(super) const CALL: &[Member] = &[
    member("method", Form::Text, refuse::<Method>),
    member("path", Form::Text, refuse::<ConcretePath>),
    optional("query", Form::Pairs, refuse::<Vec<(String, String)>>),
    optional("headers", Form::Pairs, refuse::<Vec<(String, String)>>),
    optional("media_type", Form::Text, refuse::<String>),
    optional("body", Form::Text, refuse::<String>),
];

/// The name of a member that some request has: those of a code's, and what tells the grants apart.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let members = AUTHORIZATION_CODE.iter().map(|member| member.name);
    members.chain(["grant"]).find(|known| *known == name)
}
