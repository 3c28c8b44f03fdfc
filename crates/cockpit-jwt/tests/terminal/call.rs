//! `call`: from nothing to a repository in the demo's API.

use insta::assert_snapshot;

use crate::{
    person::bobs,
    stage::{SECRET, Stage, connected},
    transcript::Transcript,
};

/// With the demo's API and identity server, the secret at hand.
fn call(stage: &Stage, arguments: &[&str], stdin: &str) -> Transcript {
    let (api, server) = (stage.api.base_url(), stage.identity.base_url());
    let connected = connected(&server);
    let variables = [("COCKPIT_JWT_CLIENT_SECRET", SECRET)];
    let arguments = [&["call", "--api", &api], arguments, &connected].concat();
    stage.run_with(&arguments, &variables, stdin)
}

#[test]
fn a_repository_is_created_and_listed_with_the_organizations_token() {
    let stage = Stage::set();
    let created = r#"{"name": "first", "git_url": "https://git.example/first"}"#;
    let said = [
        call(&stage, &["POST", "/ays/repository", "--data", created], ""),
        call(&stage, &["get", "/ays/repository"], ""),
        call(&stage, &["GET", "/ays/repository/first", "--json"], ""),
        call(&stage, &["POST", "/ays/repository", "--data", "@-"], &created.replace("first", "b")),
    ];
    assert_eq!(said[1].code, Some(0));
    assert!(said[1].stdout.contains("\"first\""), "{}", said[1].stdout);
    let text = said.map(|one| one.text.replace("\ndate", "")).join("\n\n");
    assert_snapshot!("call-repository", without_date(&text));
}

/// The demo's answers say what time it is.
fn without_date(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(date) = lines.iter().position(|line| line.contains("\"date\"")) {
        lines[date + 1] = "      \"<time>\"";
    }
    lines.join("\n")
}

#[test]
fn a_given_token_is_used_and_a_refusal_explained() {
    let stage = Stage::set();
    let token = bobs(&stage, &["--refreshable"]);
    let mine = call(&stage, &["GET", "/ays/repository", "--token-file", "-"], &token);
    assert_eq!(mine.code, Some(0), "{}", mine.text);
    let other = bobs(&stage, &["--audience", "ext1"]);
    let refused = call(&stage, &["GET", "/ays/repository", "--token-file", "-"], &other);
    assert_eq!(refused.code, Some(8));
    assert!(!refused.stderr.contains("eyJ"), "{}", refused.stderr);
    let missing = call(&stage, &["GET", "/ays/repository/none", "--token-file", "-"], &token);
    assert_eq!(missing.code, Some(8));
    assert_snapshot!("call-refused", [refused.text, missing.text].join("\n\n"));
}

#[test]
fn an_api_that_is_not_there_is_told() {
    let stage = Stage::set();
    let token = bobs(&stage, &[]);
    stage.write("token", &token);
    let given = ["--token-file", "token"];
    let nobody = ["call", "GET", "/", "--api", "http://127.0.0.1:1/api"];
    let nobody = stage.run(&[&nobody[..], &given].concat());
    let nowhere = stage.run(&[&["call", "GET", "/"], &given[..]].concat());
    assert_eq!((nobody.code, nowhere.code), (Some(7), Some(2)));
    assert_snapshot!("call-unreachable", [nobody.text, nowhere.text].join("\n\n"));
}

#[test]
fn stdin_is_either_the_token_or_the_body() {
    let stage = Stage::set();
    let arguments = ["POST", "/ays/repository", "--token-file", "-", "--data", "@-"];
    let said = call(&stage, &arguments, "eyJ.canary");
    assert_eq!((said.code, &*said.stdout), (Some(2), ""));
    assert_eq!(
        said.stderr,
        "cockpit-jwt: token and body cannot both come from stdin\n  \
         Name a file for one of the two: `--token-file FILE` or `--data @FILE`.\n"
    );
}
