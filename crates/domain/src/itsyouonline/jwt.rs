//! The JWT endpoints: a JWT for an access token, a narrower one from a JWT, and a renewed one.

use super::{
    AccessToken, Answer, AnswerError, Authorization, ClientAuthentication, Method, Parameters,
    Request,
};
use crate::{
    AudienceSet, Refreshable, Scope, ScopeSet, Validity,
    jwt::{CompactJwt, UntrustedJwt},
};

/// Where JWTs are made.
pub const PATH: &str = "/v1/oauth/jwt";

/// Where they are renewed.
pub const REFRESH_PATH: &str = "/v1/oauth/jwt/refresh";

/// What a JWT is to hold.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The scopes; none means everything held. The server refuses a request with one scope that is
    /// not held, so to get what there is after a consent, name none.
    pub scope: &'a ScopeSet,
    /// Whom it is for; none leaves the claim out.
    pub audience: &'a AudienceSet,
    /// How long; only ever shortens what the server gives.
    pub validity: Option<Validity>,
    /// Whether it carries a refresh token.
    pub refreshable: Refreshable,
}

impl Wanted<'_> {
    pub(super) fn add_to(&self, parameters: Parameters) -> Parameters {
        let validity = self.validity.map(|it| it.seconds().to_string()).unwrap_or_default();
        parameters
            .with_some("scope", &self.scope_parameter())
            .with_some("aud", &self.audience.to_string())
            .with_some("validity", &validity)
    }

    /// `offline_access` alone still means everything held.
    fn scope_parameter(&self) -> String {
        match self.refreshable {
            Refreshable::No => self.scope.to_string(),
            Refreshable::Yes if self.scope.is_empty() => Scope::OFFLINE_ACCESS.to_owned(),
            Refreshable::Yes => format!("{},{}", self.scope, Scope::OFFLINE_ACCESS),
        }
    }
}

/// A JWT for an access token, the second of two steps.
pub fn request(access_token: &AccessToken, wanted: &Wanted<'_>) -> Request {
    get(PATH, wanted.add_to(Parameters::default()), Authorization::token(access_token))
}

/// Reads the answer to [`request`].
///
/// # Errors
/// When it is a refusal, grants nothing although something was `asked`, or is no JWT.
pub fn process(answer: &Answer<'_>, asked: &ScopeSet) -> Result<UntrustedJwt, AnswerError> {
    match answer.status {
        200 => granting(answer.jwt()?, asked),
        401 => Err(AnswerError::NothingGranted { asked: asked.clone() }),
        _ => Err(answer.unexpected_status()),
    }
}

/// A JWT from a JWT. It has to name its scopes, and the first has to be a person's refreshable one.
pub fn derive_request(from: &CompactJwt, wanted: &Wanted<'_>) -> Request {
    get(PATH, wanted.add_to(Parameters::default()), Authorization::bearer(from))
}

/// Reads the answer to [`derive_request`].
///
/// # Errors
/// When it is a refusal, grants nothing although something was `asked`, or is no JWT.
pub fn process_derived(answer: &Answer<'_>, asked: &ScopeSet) -> Result<UntrustedJwt, AnswerError> {
    match answer.status {
        200 => granting(answer.jwt()?, asked),
        401 => Err(AnswerError::DerivationRefused),
        500 if answer.body.is_empty() => Err(AnswerError::NotDerivable),
        _ => Err(answer.unexpected_status()),
    }
}

/// The same JWT, valid for longer. The old one may have expired.
pub fn refresh_request(old: &CompactJwt, validity: Option<Validity>) -> Request {
    let validity = validity.map(|it| it.seconds().to_string()).unwrap_or_default();
    let query = Parameters::default().with_some("validity", &validity);
    get(REFRESH_PATH, query, Authorization::bearer(old))
}

/// Reads the answer to [`refresh_request`]. Without membership there is still a token, of nothing:
/// `held` is what the old one granted.
///
/// # Errors
/// When it is a refusal, grants nothing any more, or is no JWT.
pub fn process_refreshed(
    answer: &Answer<'_>,
    held: &ScopeSet,
) -> Result<UntrustedJwt, AnswerError> {
    match answer.status {
        200 => granting(answer.jwt()?, held),
        401 => Err(AnswerError::NotRefreshable),
        _ => Err(answer.unexpected_status()),
    }
}

fn get(path: &'static str, query: Parameters, authorization: Authorization) -> Request {
    Request {
        method: Method::Get,
        path,
        query,
        form: Parameters::default(),
        authorization: Some(authorization),
        accept: "application/jwt",
        client_authentication: ClientAuthentication::None,
    }
}

/// The server says 200 to much that it does not grant, so the claims decide.
pub(super) fn granting(jwt: UntrustedJwt, asked: &ScopeSet) -> Result<UntrustedJwt, AnswerError> {
    if jwt.peek_claims().scope.is_empty() && !asked.is_empty() {
        return Err(AnswerError::NothingGranted { asked: asked.clone() });
    }
    Ok(jwt)
}
