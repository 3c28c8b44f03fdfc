//! The token endpoint: an authorization code or the client's own credentials for a token.

use serde::Deserialize;

use super::{
    AccessToken, Answer, AnswerError, ClientAuthentication, Method, Parameters, Request,
    answer::json_object,
    jwt::{Wanted, granting},
};
use crate::{
    AuthorizationCode, ClientId, CodeVerifier, RedirectUri, ScopeSet, jwt::UntrustedJwt,
    text::comma_parts,
};

/// Where tokens are had.
pub const PATH: &str = "/v1/oauth/access_token";

/// What redeems an authorization code (RFC 6749 §4.1.3).
#[derive(Debug, Clone, Copy)]
pub struct CodeExchange<'a> {
    /// In whose name.
    pub client_id: &'a ClientId,
    /// The code from the redirect.
    pub code: &'a AuthorizationCode,
    /// Where it was sent.
    pub redirect_uri: &'a RedirectUri,
    /// What the sign-in's state is derived from. The server compares the state with the one that
    /// the sign-in began with, so that a stolen code is worth nothing without the verifier.
    pub verifier: &'a CodeVerifier,
}

impl CodeExchange<'_> {
    /// Asks for an access token, the first of two steps.
    pub fn request(self) -> Request {
        post(self.form(), "application/json")
    }

    /// Asks for the JWT at once.
    pub fn jwt_request(self, wanted: &Wanted<'_>) -> Request {
        post_for_jwt(self.form(), wanted)
    }

    fn form(self) -> Parameters {
        Parameters::default()
            .with("grant_type", "authorization_code")
            .with("code", self.code.expose())
            .with("client_id", self.client_id.as_str())
            .with("redirect_uri", self.redirect_uri.as_str())
            .with("state", self.verifier.state().as_str())
    }
}

/// The client in its own name (RFC 6749 §4.4): the organization's token.
#[derive(Debug, Clone, Copy)]
pub struct ClientCredentials<'a> {
    /// In whose name.
    pub client_id: &'a ClientId,
}

impl ClientCredentials<'_> {
    /// Asks for an access token, the first of two steps. It stands for everything the organization
    /// may do and is to be narrowed in the second.
    pub fn request(self) -> Request {
        post(self.form(), "application/json")
    }

    /// Asks for the JWT at once.
    pub fn jwt_request(self, wanted: &Wanted<'_>) -> Request {
        post_for_jwt(self.form(), wanted)
    }

    fn form(self) -> Parameters {
        Parameters::default()
            .with("grant_type", "client_credentials")
            .with("client_id", self.client_id.as_str())
    }
}

/// Makes a request for an access token one for the JWT itself.
fn post_for_jwt(form: Parameters, wanted: &Wanted<'_>) -> Request {
    post(wanted.add_to(form.with("response_type", "id_token")), "application/jwt")
}

fn post(form: Parameters, accept: &'static str) -> Request {
    Request {
        method: Method::Post,
        path: PATH,
        query: Parameters::default(),
        form,
        authorization: None,
        accept,
        client_authentication: ClientAuthentication::SecretInForm,
    }
}

/// What a request to this endpoint stands on, and so what its refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// An authorization code.
    AuthorizationCode,
    /// The client's own credentials.
    ClientCredentials,
}

/// An access token and what it is good for.
#[derive(Debug, Clone)]
pub struct AccessTokenAnswer {
    /// The token.
    pub access_token: AccessToken,
    /// What it grants; foreign text.
    pub scope: Vec<String>,
    /// Whose it is; foreign text, absent for an organization.
    pub username: Option<String>,
}

/// Reads the answer to a request for an access token.
///
/// # Errors
/// When it is a refusal, grants nothing although something was `asked`, or is no such answer.
pub fn process(
    answer: &Answer<'_>,
    grant: Grant,
    asked: &ScopeSet,
) -> Result<AccessTokenAnswer, AnswerError> {
    check_status(answer, grant, asked)?;
    if answer.media_type() != "application/json" {
        return Err(answer.wrong_content_type("application/json"));
    }
    let body: Body = json_object(answer.text()?)?;
    let access_token = body.access_token()?;
    let scope: Vec<_> = comma_parts(&body.scope).map(str::to_owned).collect();
    if scope.is_empty() && !asked.is_empty() {
        return Err(AnswerError::NothingGranted { asked: asked.clone() });
    }
    let username = Some(body.info.username).filter(|name| !name.is_empty());
    Ok(AccessTokenAnswer { access_token, scope, username })
}

/// Reads the answer to a request for a JWT in one step.
///
/// # Errors
/// When it is a refusal, grants nothing although something was `asked`, or is no JWT.
pub fn process_jwt(
    answer: &Answer<'_>,
    grant: Grant,
    asked: &ScopeSet,
) -> Result<UntrustedJwt, AnswerError> {
    check_status(answer, grant, asked)?;
    granting(answer.jwt()?, asked)
}

fn check_status(answer: &Answer<'_>, grant: Grant, asked: &ScopeSet) -> Result<(), AnswerError> {
    match (answer.status, grant) {
        (200, _) => Ok(()),
        (400, Grant::AuthorizationCode) => Err(AnswerError::CodeRefused),
        (400, Grant::ClientCredentials) => Err(AnswerError::ClientRefused),
        (401, _) => Err(AnswerError::NothingGranted { asked: asked.clone() }),
        _ => Err(answer.unexpected_status()),
    }
}

#[derive(Deserialize)]
struct Body {
    access_token: Option<String>,
    token_type: Option<String>,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    info: Info,
}

#[derive(Default, Deserialize)]
struct Info {
    #[serde(default)]
    username: String,
}

impl Body {
    /// Another type of token than `bearer` must not be used (RFC 6749 §7.1).
    fn access_token(&self) -> Result<AccessToken, AnswerError> {
        let bearer = self.token_type.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("bearer"));
        match &self.access_token {
            Some(text) if bearer => {
                AccessToken::parse(text).map_err(|_| AnswerError::AccessTokenMissing)
            }
            _ => Err(AnswerError::AccessTokenMissing),
        }
    }
}
