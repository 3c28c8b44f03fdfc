//! `GET api/catalogue`, and the description that it comes from.

use std::{fs, path::Path};

use axum::{body::Body, http::Request};
use domain::catalogue::Catalogue;
use proxy::{Config, ConfigError};

use crate::{
    configuration::{LEAST, SECRET, mistakes},
    openapi::assert_schema,
    support::{Bench, ORIGIN},
};

/// Reads a configuration beside whose file lies a description.
fn with_description(description: &str, more: &str) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.raml"), description).unwrap();
    let text =
        format!("{LEAST}[api]\nbase = \"https://api.example\"\ndescription = \"api.raml\"\n{more}");
    let variables = [SECRET].map(|(name, value)| (name.to_owned(), value.to_owned()));
    Config::read("test.toml", &text, folder.path(), variables.into_iter())
}

/// What is said, without the folder.
fn said(text: &str) -> String {
    let (before, after) = text.split_once("/api.raml").unwrap();
    let (before, _) = before.split_once('/').unwrap();
    format!("{before}api.raml{after}")
}

#[tokio::test]
async fn has_the_operations_of_the_cockpit_unless_another_description_is_named() {
    let seen = Bench::new().await.get("/api/catalogue").await;
    let catalogue: Catalogue = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(catalogue.operations.len(), 23);
    assert_eq!(catalogue, catalogue::cockpit());
    assert!(!catalogue.forwarded);
    assert_schema("Catalogue", &seen.json());
    let create = &seen.json()["operations"][3];
    assert_schema("Operation", create);
    assert_schema("Body", &create["body"]);
    assert_schema("Parameter", &seen.json()["operations"][4]["parameters"][0]);
}

#[tokio::test]
async fn has_the_operations_of_the_description_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    fs::write(
        &file,
        r#"{"openapi": "3.0.0", "info": {"title": "P"}, "paths": {"/p": {"get": {}}}}"#,
    )
    .unwrap();
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_API_DESCRIPTION", file.display().to_string());
        settings.insert("COCKPIT_JWT_API_FORWARD", "on".to_owned());
    })
    .await;
    assert_eq!(
        bench.get("/api/catalogue").await.body,
        r#"{"title":"P","operations":[{"method":"GET","path":"/p"}],"forwarded":true,"production":true}"#
    );
}

#[tokio::test]
async fn the_api_is_for_production_unless_it_is_on_the_own_machine_or_the_settings_say_otherwise() {
    for (base, setting, production) in [
        ("https://api.example/api", None, true),
        ("http://localhost:8092/api", None, false),
        ("http://127.0.0.1:8092/api", Some("true"), true),
        ("https://test.api.example/api", Some("false"), false),
    ] {
        let bench = Bench::with(|settings| {
            settings.insert("COCKPIT_JWT_API_BASE", base.to_owned());
            settings.extend(setting.map(|it| ("COCKPIT_JWT_API_PRODUCTION", it.to_owned())));
        })
        .await;
        let seen = bench.get("/api/catalogue").await.json();
        assert_eq!(seen["production"], production, "{base} {setting:?}");
    }
    assert_eq!(
        mistakes("[api]\nbase = \"https://a\"\nproduction = \"no\"\n", &[]).first().unwrap(),
        "line 3: `api.production` must be true or false, but is a text"
    );
    assert_eq!(
        mistakes("", &[("COCKPIT_JWT_API_PRODUCTION", "no")]).first().unwrap(),
        "environment variable COCKPIT_JWT_API_PRODUCTION: `api.production` must be true or false, but is something else"
    );
}

#[tokio::test]
async fn is_not_sent_again_to_who_has_it_and_read_by_allowed_pages_only() {
    let bench = Bench::new().await;
    let etag = bench.get("/api/catalogue").await.header("etag").to_owned();
    let known = Request::get("/api/catalogue").header("If-None-Match", &etag);
    let seen = bench.send(known.body(Body::empty()).unwrap()).await;
    assert_eq!((seen.status, seen.body.as_str()), (304, ""));
    assert_ne!(etag, bench.get("/api/config").await.header("etag"));
    for (origin, allowed) in [(ORIGIN, ORIGIN), ("https://evil.example", "")] {
        let request = Request::get("/api/catalogue").header("Origin", origin);
        let seen = bench.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(seen.header("access-control-allow-origin"), allowed);
    }
}

#[tokio::test]
async fn is_not_there_without_an_api() {
    let bench = Bench::with(|settings| {
        settings.remove("COCKPIT_JWT_API_BASE");
    })
    .await;
    bench.get("/api/catalogue").await.assert_problem(
        404,
        "api-not-configured",
        "This service does not know the API that its tokens are for.",
    );
}

#[test]
fn what_is_wrong_with_a_part_of_the_description_is_told_with_file_and_line() {
    let config = with_description("#%RAML 1.0\n/a:\n  get: 5\n  put:\n", "").unwrap();
    let remarks: Vec<_> = config.remarks().iter().map(|remark| said(remark)).collect();
    assert_eq!(
        remarks,
        [
            "line 5: `api.description`: api.raml, line 3: `get` must be a mapping, but is a text; it is left out"
        ]
    );
}

#[test]
fn what_is_no_description_is_a_mistake_with_file_and_line() {
    let error = with_description("#%RAML 1.0\n/a: [\n", "").unwrap_err();
    assert_eq!(error.mistakes()[0].code(), "config-refused");
    assert_eq!(
        said(&error.mistakes()[0].to_string()),
        "line 5: `api.description`: api.raml, line 2: this is not YAML: unclosed bracket '['"
    );
    assert_eq!(error.mistakes()[0].hint(), "mend the line; JSON is fine as well");
    let error = with_description("title: T", "forward = \"yes\"\n").unwrap_err();
    assert_eq!(
        said(&error.mistakes()[0].to_string()),
        "line 5: `api.description`: api.raml, the description is neither RAML 1.0 nor OpenAPI 3"
    );
    assert_eq!(error.mistakes()[1].to_string(), "line 6: `api.forward` does not know `yes`");
    assert_eq!(error.mistakes()[1].hint(), "one of: off, on, private-network");
}

#[test]
fn a_description_that_cannot_be_read_is_a_mistake() {
    let large = " ".repeat(2 * 1024 * 1024 + 1);
    let error = with_description(&large, "").unwrap_err();
    assert_eq!(
        said(&error.mistakes()[0].to_string()),
        "line 5: `api.description`: api.raml is larger than 2 MiB"
    );
    let text = format!("{LEAST}[api]\nbase = \"https://a\"\ndescription = \"x.raml\"\n");
    let variables = [SECRET].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let read = Config::read("test.toml", &text, Path::new("/nowhere"), variables.into_iter());
    assert_eq!(
        read.unwrap_err().mistakes()[0].to_string(),
        "line 5: `api.description`: /nowhere/x.raml cannot be read: it does not exist"
    );
}

#[test]
fn a_description_or_a_forwarder_without_an_api_is_a_mistake() {
    for setting in ["description = \"api.raml\"", "forward = \"on\"", "production = true"] {
        let text = format!("{LEAST}[api]\n{setting}\n");
        let variables = [SECRET].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let read = Config::read("test.toml", &text, Path::new("/nowhere"), variables.into_iter());
        let error = read.unwrap_err().to_string();
        assert!(error.contains("`api.base` is missing"), "{error}");
    }
}
