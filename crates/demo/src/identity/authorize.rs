//! `GET /v1/oauth/authorize`: from here a person is led to the login, the consent, and back to the
//! client with a code.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    Identity, answer,
    book::{Authorization, Held, Holder},
    parameters::Parameters,
    people::Person,
    scopes,
};

/// What a client asks of a person, once client and redirect URI are found in order.
pub(super) struct AuthorizationRequest {
    pub(super) client: String,
    pub(super) scopes: Vec<String>,
    redirect_uri: String,
    state: String,
}

impl AuthorizationRequest {
    /// Reads the request; nothing when the client is unknown or the redirect URI not one of its own.
    pub(super) fn read(identity: &Identity, query: Option<&str>) -> Option<Self> {
        let parameters = Parameters::of_query(query);
        let client = identity.client(parameters.value("client_id"))?;
        let redirect_uri = decode_once_more(parameters.value("redirect_uri"))?;
        client.accepts(&redirect_uri).then(|| Self {
            client: client.globalid.clone(),
            scopes: parameters.list("scope"),
            redirect_uri,
            state: parameters.value("state").to_owned(),
        })
    }

    /// What of it `person` can be asked to consent to.
    pub(super) fn scopes_for(&self, person: &Person) -> Vec<String> {
        scopes::possible(person, &self.scopes)
    }
}

pub(super) async fn authorize(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.as_deref();
    if Parameters::of_query(query).value("response_type") != "code" {
        return answer::failure(StatusCode::BAD_REQUEST);
    }
    let Some(person) = identity.signed_in(&headers) else {
        return answer::redirect(StatusCode::FOUND, &answer::with_query("/login", query));
    };
    let Some(request) = AuthorizationRequest::read(&identity, query) else {
        return answer::failure(StatusCode::BAD_REQUEST);
    };
    let scopes = request.scopes_for(&person);
    if !identity.book().has_consent(&person.username, &request.client, &scopes) {
        return answer::redirect(StatusCode::FOUND, &answer::with_query("/authorize", query));
    }
    let code = identity.issue_code(&person, &request, scopes);
    answer::redirect(StatusCode::FOUND, &callback(&request, &code))
}

impl Identity {
    fn issue_code(
        &self,
        person: &Person,
        request: &AuthorizationRequest,
        scopes: Vec<String>,
    ) -> String {
        let code = Self::random_token();
        let holder = Holder::Person(person.username.clone());
        let authorization = Authorization {
            held: Held { holder, client: request.client.clone(), scopes },
            redirect_uri: request.redirect_uri.clone(),
            state: request.state.clone(),
            created: self.now(),
        };
        self.book().add_code(code.clone(), authorization);
        code
    }
}

/// The redirect URI with `code` and `state` behind it; the state also when none was sent.
fn callback(request: &AuthorizationRequest, code: &str) -> String {
    let separator = if request.redirect_uri.contains('?') { '&' } else { '?' };
    let state: String = form_urlencoded::byte_serialize(request.state.as_bytes()).collect();
    format!("{}{separator}code={code}&state={state}", request.redirect_uri)
}

/// Decodes percent escapes of a value whose escapes were decoded already. Nothing when an escape
/// is incomplete or does not give text.
fn decode_once_more(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            hex(bytes.next()?)? << 4 | hex(bytes.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_once_too_often() {
        assert_eq!(decode_once_more("http://a/b+c").as_deref(), Some("http://a/b+c"));
        assert_eq!(decode_once_more("http://a/b%2Fc%c3%a9").as_deref(), Some("http://a/b/cé"));
        for broken in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decode_once_more(broken), None, "{broken}");
        }
    }

    #[test]
    fn the_state_is_form_encoded_and_always_there() {
        let mut request = AuthorizationRequest {
            client: "acme".to_owned(),
            scopes: Vec::new(),
            redirect_uri: "http://localhost/".to_owned(),
            state: "a b&c".to_owned(),
        };
        assert_eq!(callback(&request, "xyz"), "http://localhost/?code=xyz&state=a+b%26c");
        request.state.clear();
        request.redirect_uri.push_str("?tab=jwt");
        assert_eq!(callback(&request, "xyz"), "http://localhost/?tab=jwt&code=xyz&state=");
    }
}
