//! What a token says, in all the shapes in which the identity server says it.

use serde_json::{Map, Value};

use super::JwtError;
use crate::{OrganizationId, Scope, UnixTime};

/// The claims of a token (RFC 7519 §4), as the identity server makes them.
///
/// The value of a refresh token is dropped on reading and cannot be asked for: it is a credential of
/// its own, and only its presence matters here.
#[derive(Debug, Clone)]
pub struct Claims {
    /// The person. `null` and the empty text count as absent.
    pub username: Option<String>,
    /// The organization whose own token this is. `null` and the empty text count as absent.
    pub globalid: Option<String>,
    /// What the token allows, from an array or a comma-separated text. Empty entries are dropped.
    pub scope: Vec<String>,
    /// Whom the token is for, `aud`. `None`: for whoever accepts it; empty: for nobody.
    pub audience: Option<Vec<String>>,
    /// To which client the token was handed, `azp`.
    pub authorized_party: Option<String>,
    /// Who made the token, `iss`.
    pub issuer: Option<String>,
    /// Whom the token is about, `sub`; only in ID tokens.
    pub subject: Option<String>,
    /// From when on the token is no longer valid, `exp`. A fraction is cut off.
    pub expires_at: Option<UnixTime>,
    /// From when on the token is valid, `nbf`. A fraction is rounded up.
    pub not_before: Option<UnixTime>,
    /// When the token was made, `iat`. A fraction is cut off.
    pub issued_at: Option<UnixTime>,
    /// The token's own identifier, `jti`.
    pub jwt_id: Option<String>,
    all: Map<String, Value>,
}

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A person's.
    Person,
    /// An organization's own.
    Organization,
    /// An ID token (`OpenID` Connect Core §2): it tells a client who somebody is, and opens nothing.
    IdToken,
    /// It names both a person and an organization, or neither.
    Unknown,
}

pub(super) const REFRESH_TOKEN: &str = "refresh_token";

/// What stands in [`Claims::all`] instead of the refresh token.
pub(super) const HIDDEN: &str = "…";

impl Claims {
    pub(super) fn read(mut all: Map<String, Value>) -> Result<Self, JwtError> {
        if let Some(refresh_token) = all.get_mut(REFRESH_TOKEN).filter(|value| !value.is_null()) {
            *refresh_token = Value::from(HIDDEN);
        }
        Ok(Self {
            username: nullable_text(&all, "username")?,
            globalid: nullable_text(&all, "globalid")?,
            scope: scope(&all)?,
            audience: audience(&all)?,
            authorized_party: text(&all, "azp")?,
            issuer: text(&all, "iss")?,
            subject: text(&all, "sub")?,
            expires_at: time(&all, "exp", f64::floor)?,
            not_before: time(&all, "nbf", f64::ceil)?,
            issued_at: time(&all, "iat", f64::floor)?,
            jwt_id: text(&all, "jti")?,
            all,
        })
    }

    /// Every claim, known or not, by name. In place of the refresh token stands `…`.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.all.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether whoever holds this token can renew it.
    pub fn carries_refresh_token(&self) -> bool {
        self.all.get(REFRESH_TOKEN).is_some_and(|value| !value.is_null())
    }

    /// Whose token it is.
    pub fn kind(&self) -> TokenKind {
        match (&self.username, &self.globalid) {
            (Some(_), None) => TokenKind::Person,
            (None, Some(_)) => TokenKind::Organization,
            (None, None) if self.subject.is_some() && !self.all.contains_key("scope") => {
                TokenKind::IdToken
            }
            (None, None) | (Some(_), Some(_)) => TokenKind::Unknown,
        }
    }

    /// Whether `scope` is granted, compared as a whole.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope.iter().any(|one| one == scope)
    }

    /// The organizations of which the token says that the person is a member.
    pub fn memberships(&self) -> Vec<OrganizationId> {
        self.scope.iter().filter_map(|scope| Scope::parse(scope).ok()?.membership()).collect()
    }
}

fn text(all: &Map<String, Value>, claim: &'static str) -> Result<Option<String>, JwtError> {
    match all.get(claim) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(JwtError::ClaimMistyped { claim, expected: "a text" }),
    }
}

/// The server writes `"globalid": null` into a person's token that was derived from another.
fn nullable_text(
    all: &Map<String, Value>,
    claim: &'static str,
) -> Result<Option<String>, JwtError> {
    match all.get(claim) {
        Some(Value::Null) => Ok(None),
        _ => text(all, claim).map(|text| text.filter(|text| !text.is_empty())),
    }
}

fn scope(all: &Map<String, Value>) -> Result<Vec<String>, JwtError> {
    let mut scopes = match all.get("scope") {
        None => Vec::new(),
        Some(Value::String(list)) => list.split(',').map(|one| one.trim().to_owned()).collect(),
        Some(value) => texts("scope", value)?,
    };
    scopes.retain(|one| !one.is_empty());
    Ok(scopes)
}

fn audience(all: &Map<String, Value>) -> Result<Option<Vec<String>>, JwtError> {
    match all.get("aud") {
        None => Ok(None),
        Some(Value::String(one)) => Ok(Some(vec![one.clone()])),
        Some(value) => texts("aud", value).map(Some),
    }
}

fn texts(claim: &'static str, value: &Value) -> Result<Vec<String>, JwtError> {
    let texts: Option<Vec<String>> = value
        .as_array()
        .and_then(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect());
    texts.ok_or(JwtError::ClaimMistyped { claim, expected: "a text or a list of texts" })
}

/// A `NumericDate` (RFC 7519 §2), rounded so that the token is never valid for longer than it says.
fn time(
    all: &Map<String, Value>,
    claim: &'static str,
    round: fn(f64) -> f64,
) -> Result<Option<UnixTime>, JwtError> {
    let Some(value) = all.get(claim) else { return Ok(None) };
    match value.as_f64() {
        Some(seconds) if (0.0..=LATEST).contains(&seconds) => Ok(Some(whole(round(seconds)))),
        _ => Err(JwtError::ClaimMistyped {
            claim,
            expected: "a number of seconds between the years 1970 and 9999",
        }),
    }
}

/// The last second of the year 9999: what dates elsewhere can show, far below where a floating-point
/// number stops telling seconds apart.
const LATEST: f64 = 253_402_300_799.0;

fn whole(seconds: f64) -> UnixTime {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded, and between 0 and LATEST"
    )]
    let seconds = seconds as u64;
    UnixTime::from_seconds(seconds)
}
