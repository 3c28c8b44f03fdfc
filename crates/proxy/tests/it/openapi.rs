//! `GET api/openapi.json`, held against what the server does.

use std::{fs, path::Path};

use axum::{body::Body, http::Request};
use domain::Failure;
use serde_json::{Value, json};

use crate::support::{Bench, MEMBER, Seen};

fn description() -> Value {
    serde_json::from_str(include_str!("../../openapi.json")).unwrap()
}

/// Every refusal that any test sees has a code of the description, with the status told there.
pub(crate) fn assert_documented(seen: &Seen) {
    let problem = seen.json();
    assert_schema("Problem", &problem);
    let code = problem["code"].as_str().unwrap();
    let documented = &description()["components"]["x-problem-codes"][code];
    assert_eq!(documented["status"], seen.status, "{code}");
    assert_eq!(problem["status"], seen.status, "{code}");
}

/// Whether an object has the members that its schema names: all that are required, no other.
pub(crate) fn assert_schema(name: &str, object: &Value) {
    let schema = &description()["components"]["schemas"][name];
    let object = object.as_object().unwrap();
    for required in schema["required"].as_array().unwrap() {
        assert!(object.contains_key(required.as_str().unwrap()), "{name} lacks {required}");
    }
    for member in object.keys() {
        assert!(schema["properties"].get(member).is_some(), "{name} has no {member}");
    }
}

#[tokio::test]
async fn is_served_as_it_is_checked_in() {
    let seen = Bench::new().await.get("/api/openapi.json").await;
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.json(), description());
    assert_eq!(seen.json()["info"]["version"], env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn names_the_routes_there_are_with_their_methods() {
    let bench = Bench::new().await;
    for (path, methods) in description()["paths"].as_object().unwrap() {
        for (method, _) in methods.as_object().unwrap() {
            let method = method.to_uppercase();
            let request = Request::builder().method(method.as_str()).uri(path);
            let seen = bench.send(request.body(Body::empty()).unwrap()).await;
            assert!(!matches!(seen.status, 404 | 405), "{method} {path}");
        }
        let other = Request::delete(path).body(Body::empty()).unwrap();
        assert_eq!(bench.send(other).await.status, 405, "{path}");
    }
}

#[tokio::test]
async fn the_requests_described_are_those_that_are_read() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_API_FORWARD", "on".to_owned());
    })
    .await;
    for (name, path, good) in requests() {
        let schema = description()["components"]["schemas"][name].clone();
        let code = async |body: &Value| bench.post_to(path, "x", body).await.json()["code"].take();
        for member in schema["properties"].as_object().unwrap().keys().filter(|it| *it != "grant") {
            // A value of no use: known members are complained about otherwise than unknown ones.
            let mut body = good.clone();
            body[member] = json!({});
            assert_eq!(code(&body).await, "member-invalid", "{member}");
        }
        let mut foreign = good.clone();
        foreign["bogus"] = json!({});
        assert_eq!(code(&foreign).await, "member-unknown");
        for required in schema["required"].as_array().into_iter().flatten() {
            let mut whole = good.clone();
            whole.as_object_mut().unwrap().remove(required.as_str().unwrap());
            assert_eq!(code(&whole).await, "member-missing", "{required}");
        }
    }
}

/// The requests by their schema: where they are sent, and one with all that it needs.
fn requests() -> [(&'static str, &'static str, Value); 5] {
    let code = json!({
        "grant": "authorization_code", "code": "c", "verifier": "A".repeat(43),
        "redirect_uri": "https://a/", "scope": [], "audience": [],
    });
    let organization = json!({"grant": "organization", "audience": []});
    let derive = json!({"scope": [MEMBER], "audience": []});
    [
        ("AuthorizationCodeRequest", "/api/token", code),
        ("OrganizationRequest", "/api/token", organization),
        ("RefreshRequest", "/api/token/refresh", json!({})),
        ("DeriveRequest", "/api/token/derive", derive),
        ("CallRequest", "/api/call", json!({"method": "GET", "path": "/not-listed"})),
    ]
}

#[tokio::test]
async fn the_answers_described_are_those_that_are_given() {
    let bench = Bench::new().await;
    let answer = bench.token_for("bob", MEMBER).await.json();
    assert_schema("TokenResponse", &answer);
    assert_schema("Grant", &answer["asked"]);
    assert_schema("Grant", &answer["granted"]);
    let config = bench.get("/api/config").await.json();
    assert_schema("PageConfig", &config);
    assert_schema("ApiAddress", &config["api"]);
}

#[test]
fn every_code_described_stands_somewhere_in_the_code() {
    let sources: String =
        ["src", "../provider/src", "../domain/src/itsyouonline"].map(all_text).concat();
    let description = description();
    let codes = description["components"]["x-problem-codes"].as_object().unwrap();
    for code in codes.keys() {
        assert!(sources.contains(&format!("\"{code}\"")), "{code}");
    }
    let listed = &description["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    assert_eq!(listed.as_array().unwrap().len(), codes.len());
    assert!(
        listed.as_array().unwrap().iter().all(|code| codes.contains_key(code.as_str().unwrap()))
    );
}

/// Values and names of headers, which look like codes.
const NO_CODES: [&str; 4] = ["no-store", "no-cache", "sec-fetch-site", "x-request-id"];

#[test]
fn every_code_in_the_code_is_described() {
    let description = description();
    let codes = description["components"]["x-problem-codes"].as_object().unwrap();
    for file in [
        "src/body/error.rs",
        "src/forward/error.rs",
        "src/member.rs",
        "src/observe.rs",
        "src/organization_grant.rs",
        "src/origin.rs",
        "src/presented.rs",
        "src/renewal.rs",
        "src/request.rs",
        "src/routes/answer.rs",
        "src/routes/call.rs",
        "src/routes/catalogue.rs",
        "src/routes/derive.rs",
        "src/routes/mod.rs",
        "src/routes/token.rs",
        "../provider/src/error.rs",
        "../domain/src/itsyouonline/answer_error.rs",
    ] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let found: Vec<_> = code.split('"').filter(|text| is_kebab_case(text)).collect();
        assert_ne!(found.len(), 0, "{file}");
        for code in found {
            assert!(NO_CODES.contains(&code) || codes.contains_key(code), "{code} in {file}");
        }
    }
}

fn is_kebab_case(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.contains('-') && text.split('-').all(word)
}

fn all_text(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        text += &if path.is_dir() {
            all_text(path.to_str().unwrap())
        } else {
            fs::read_to_string(path).unwrap()
        };
    }
    text
}

/// The page tells some problems from others by their code.
#[test]
fn the_codes_that_the_page_knows_are_described() {
    let description = description();
    let codes = &description["components"]["x-problem-codes"];
    for code in Failure::FOR_THE_OPERATOR.iter().chain([&Failure::CODE_REFUSED]) {
        assert!(codes.get(code).is_some(), "{code}");
    }
}
