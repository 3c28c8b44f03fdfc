//! The consent page: what a client wants to know, and one button to allow it. As at the real
//! server there is none to refuse.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::Response,
};

use super::{
    Identity, answer,
    authorize::AuthorizationRequest,
    page::{Page, escaped},
    people::Person,
    scopes,
};

/// Who is asked, and what for. Without that there is nothing to ask, and the answer says so.
pub(super) struct Visit {
    person: Person,
    request: AuthorizationRequest,
    query: Option<String>,
}

impl FromRequestParts<Arc<Identity>> for Visit {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        identity: &Arc<Identity>,
    ) -> Result<Self, Response> {
        let query = parts.uri.query();
        let Some(person) = identity.signed_in(&parts.headers) else {
            let login = answer::with_query("/login", query);
            return Err(answer::redirect(StatusCode::SEE_OTHER, &login));
        };
        let request = AuthorizationRequest::read(identity, query)
            .ok_or_else(|| answer::failure(StatusCode::BAD_REQUEST))?;
        Ok(Self { person, request, query: query.map(str::to_owned) })
    }
}

pub(super) async fn show(State(identity): State<Arc<Identity>>, visit: Visit) -> Response {
    let login = answer::with_query("/login", visit.query.as_deref());
    let content = content(&visit.person, &visit.request, &login);
    Page { title: "Allow access", content, callbacks: identity.callbacks() }.answer(StatusCode::OK)
}

pub(super) async fn confirm(State(identity): State<Arc<Identity>>, visit: Visit) -> Response {
    let Visit { person, request, query } = visit;
    let scopes = request.scopes_for(&person).into_iter();
    let given = scopes.filter(|scope| scopes::is_consentable(scope));
    identity.book().consent(&person.username, &request.client, given);
    let target = answer::with_query("/v1/oauth/authorize", query.as_deref());
    answer::redirect(StatusCode::SEE_OTHER, &target)
}

fn content(person: &Person, request: &AuthorizationRequest, login: &str) -> String {
    let client = escaped(&request.client);
    let items: String = request.scopes_for(person).iter().map(|scope| item(scope)).collect();
    let wishes = if items.is_empty() {
        format!("<p><strong>{client}</strong> wants to know who you are.</p>")
    } else {
        format!("<p><strong>{client}</strong> wants to know:</p><ul>{items}</ul>")
    };
    format!(
        "{wishes}<form method=\"post\"><button>Allow</button></form>\
         <p>To refuse, close this window. You are signed in as {username}; \
         <a href=\"{login}\">sign in as somebody else</a>.</p>",
        username = escaped(&person.username),
        login = escaped(login),
    )
}

fn item(scope: &str) -> String {
    let code = escaped(scope);
    match scopes::in_words(scope) {
        Some(words) => format!("<li>{} <code>{code}</code></li>", escaped(&words)),
        None => format!("<li><code>{code}</code></li>"),
    }
}
