//! A description that has an address: fetched at the start, or not to be had.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Response, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use proxy::Config;
use serde_json::json;

use crate::{
    configuration::{LEAST, SECRET, mistakes},
    support::{Bench, serve},
};

/// The settings with a description at this address, after it has been fetched, and what is remarked.
async fn fetched(address: &str) -> (Config, Vec<String>) {
    let text =
        format!("{LEAST}[api]\nbase = \"https://api.example\"\ndescription = \"{address}\"\n");
    let variables = [SECRET].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = Config::read("test.toml", &text, "/nowhere".as_ref(), variables.into_iter());
    let config = config.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(config.remarks(), [""; 0], "nothing is fetched while the settings are read");
    let config = config.with_description().await;
    let remarks = config.remarks().to_vec();
    (config, remarks)
}

/// What is remarked of the description that these routes serve at `/d`.
async fn remarked(route: axum::routing::MethodRouter) -> Vec<String> {
    let address = format!("http://{}/d", serve(Router::new().route("/d", route)).await);
    let (_, remarks) = fetched(&address).await;
    remarks.iter().map(|remark| remark.replace(&address, "ADDRESS")).collect()
}

#[tokio::test]
async fn is_fetched_at_the_start_and_a_broken_part_is_told_with_its_line() {
    let description = "#%RAML 1.0\ntitle: T\n/a:\n  get: 5\n  put:\n";
    let route = get(async move || description);
    let address = format!("http://{}/d", serve(Router::new().route("/d", route)).await);
    let (config, remarks) = fetched(&address).await;
    assert_eq!(
        remarks,
        [format!(
            "line 5: `api.description`: {address}, line 4: `get` must be a mapping, but is a text; \
             it is left out"
        )]
    );
    let request = axum::http::Request::get("/api/catalogue").body(Body::empty()).unwrap();
    let seen = crate::support::send(&proxy::router(config), request).await;
    assert_eq!(
        seen.json(),
        json!({"title": "T", "operations": [{"method": "PUT", "path": "/a"}], "production": true})
    );
}

#[tokio::test]
async fn what_comes_instead_of_a_description_is_told_with_what_to_do() {
    let moved = (StatusCode::FOUND, [(header::LOCATION, "https://elsewhere.example/d")]);
    let large = " ".repeat(2 * 1024 * 1024 + 1);
    let cut = || {
        let chunks = [Ok("half"), Err(std::io::Error::other("cut"))];
        Response::new(Body::from_stream(futures_util::stream::iter(chunks)))
    };
    let unusable = "#%RAML 1.0\n/a: [\n";
    for (route, reason, hint) in [
        (
            get(async move || moved.into_response()),
            "sends us on to `https://elsewhere.example/d`",
            "name the address where it is",
        ),
        (get(async move || large.clone()), "is larger than 2 MiB", SMALLER),
        (get(async || vec![0xff_u8]), "is not UTF-8 text", "save it as UTF-8"),
        (get(async move || unusable), NOT_YAML, "mend the line; JSON is fine as well"),
        (get(async || StatusCode::UNAUTHORIZED), "answers with the status 401", NO_SIGN_IN),
        (get(async move || cut()), "ended the connection before its answer ended", REACHABLE),
    ] {
        assert_eq!(
            remarked(route).await,
            [format!(
                "line 5: `api.description`: ADDRESS {reason}; until that is mended no operation is \
                 listed or forwarded: {hint}"
            )]
        );
    }
}

const SMALLER: &str = "name a description of the part of the API that people need";
const NOT_YAML: &str = "is of no use: line 2: this is not YAML: unclosed bracket '['";
const NO_SIGN_IN: &str = "see that the address is right and needs no sign-in, or name a file";
const REACHABLE: &str =
    "see that the address can be reached from here; it is tried again when somebody asks";

#[tokio::test]
async fn nobody_is_waited_for_too_long() {
    let remarks = remarked(get(async || std::future::pending::<()>().await));
    let (_, gone) = fetched("http://127.0.0.1:9/d").await;
    assert!(gone[0].contains(" cannot be reached; until"), "{gone:?}");
    tokio::time::pause();
    let remarks = remarks.await;
    assert!(remarks[0].contains(" did not answer in time; until"), "{remarks:?}");
}

#[tokio::test]
async fn without_it_tokens_are_handed_out_and_nothing_is_listed_or_forwarded() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let route = get(async move || {
        count.fetch_add(1, Ordering::Relaxed);
        StatusCode::NOT_FOUND
    });
    let address = format!("http://{}/d", serve(Router::new().route("/d", route)).await);
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_API_DESCRIPTION", address);
        settings.insert("COCKPIT_JWT_API_FORWARD", "on".to_owned());
    })
    .await;
    let sentence = "The description of the API could not be fetched.";
    for _ in 0..2 {
        let seen = bench.get("/api/catalogue").await;
        seen.assert_problem(503, "description-unavailable", sentence);
    }
    let call = json!({"method": "GET", "path": "/ays/repository"});
    let seen = bench.post_to("/api/call", "x", &call).await;
    seen.assert_problem(503, "description-unavailable", sentence);
    assert_eq!(asked.load(Ordering::Relaxed), 1, "who has none is not asked again at once");
    bench.token_for("bob", crate::support::MEMBER).await.token();
}

#[test]
fn an_address_is_https_or_on_the_own_machine_and_holds_no_secret() {
    for (address, sentence) in [
        (
            "http://api.example/d",
            "`http://api.example/d` is not https although it is not on the own machine",
        ),
        (
            "ftp://api.example/d",
            "`ftp://api.example/d` is not an address that begins with https:// or http://",
        ),
        ("https://u:canary@api.example/d", "`…` carries user information"),
        ("https://api.example/d?key=1", "`https://api.example/d?key=1` has a query or a fragment"),
    ] {
        let text = format!("{LEAST}[api]\nbase = \"https://a\"\ndescription = \"{address}\"\n");
        assert_eq!(mistakes(&text, &[SECRET]), [format!("line 5: `api.description`: {sentence}")]);
    }
}
