//! The login page, on which a person is chosen instead of a password typed, and the way out.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    Identity, answer,
    page::{Page, escaped},
    parameters::Parameters,
};

pub(super) async fn show(State(identity): State<Arc<Identity>>) -> Response {
    login_page(&identity, "").answer(StatusCode::OK)
}

pub(super) async fn sign_in(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let form = Parameters::of_request(&headers, None, &body);
    let Some(person) = identity.person(form.value("username")) else {
        let problem = r#"<p role="alert">There is no such person here. Choose one of these.</p>"#;
        return login_page(&identity, problem).answer(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let target = answer::with_query("/v1/oauth/authorize", query.as_deref());
    let mut response = answer::redirect(StatusCode::SEE_OTHER, &target);
    identity.sign_in(&person.username, &mut response);
    response
}

pub(super) async fn sign_out(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
) -> Response {
    identity.sign_out(&headers);
    let content = "<p>The next visit begins with the login again.</p>".to_owned();
    Page { title: "Signed out", content, callbacks: identity.callbacks() }.answer(StatusCode::OK)
}

fn login_page(identity: &Identity, problem: &str) -> Page {
    let people = identity.people();
    let choices: String =
        people.iter().map(|person| choice(&person.username, &person.introduction())).collect();
    let content = format!(
        "{problem}<p>No password is needed: choose who you want to be.</p>\
         <form method=\"post\"><ul class=\"people\">{choices}</ul></form>"
    );
    Page { title: "Sign in", content, callbacks: identity.callbacks() }
}

/// A button that is called "Sign in as bob" and described by who bob is.
fn choice(username: &str, introduction: &str) -> String {
    let (username, introduction) = (escaped(username), escaped(introduction));
    format!(
        "<li><button name=\"username\" value=\"{username}\" aria-describedby=\"about-{username}\">\
         Sign in as {username}</button> <span id=\"about-{username}\">{introduction}</span></li>"
    )
}
