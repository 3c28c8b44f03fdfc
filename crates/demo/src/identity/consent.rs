//! The consent page: what a client wants to know, and one button to allow it. As at the real
//! server there is none to refuse.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    Identity, answer,
    authorize::AuthorizationRequest,
    page::{Page, escaped},
    people::Person,
    scopes,
};

pub(super) async fn show(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.as_deref();
    match visit(&identity, &headers, query) {
        Ok((person, request)) => {
            let login = answer::with_query("/login", query);
            let content = content(&person, &request, &login);
            Page { title: "Allow access", content, callbacks: identity.callbacks() }
                .answer(StatusCode::OK)
        }
        Err(elsewhere) => elsewhere.answer(query),
    }
}

pub(super) async fn confirm(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.as_deref();
    match visit(&identity, &headers, query) {
        Ok((person, request)) => {
            let scopes = request.scopes_for(&person).into_iter();
            let given = scopes.filter(|scope| scopes::is_consentable(scope));
            identity.book().consent(&person.username, &request.client, given);
            let target = answer::with_query("/v1/oauth/authorize", query);
            answer::redirect(StatusCode::SEE_OTHER, &target)
        }
        Err(elsewhere) => elsewhere.answer(query),
    }
}

/// Why there is nothing to ask here.
enum Elsewhere {
    /// Nobody is signed in.
    Login,
    /// The client or its redirect URI is unknown.
    Nowhere,
}

impl Elsewhere {
    fn answer(self, query: Option<&str>) -> Response {
        match self {
            Self::Login => {
                answer::redirect(StatusCode::SEE_OTHER, &answer::with_query("/login", query))
            }
            Self::Nowhere => answer::failure(StatusCode::BAD_REQUEST),
        }
    }
}

/// Who is asked, and what for.
fn visit(
    identity: &Identity,
    headers: &HeaderMap,
    query: Option<&str>,
) -> Result<(Person, AuthorizationRequest), Elsewhere> {
    let person = identity.signed_in(headers).ok_or(Elsewhere::Login)?;
    let request = AuthorizationRequest::read(identity, query).ok_or(Elsewhere::Nowhere)?;
    Ok((person, request))
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
