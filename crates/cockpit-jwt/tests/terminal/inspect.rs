//! `inspect`: the verdict by words, by JSON and by exit code.

use insta::assert_snapshot;

use crate::stage::Stage;

/// The token of the organization, from the demo's identity server.
fn token(stage: &Stage) -> String {
    // Half a minute more than what is told, so that the test may take its time.
    let options = ["token", "organization", "--secret-file", "secret", "--validity", "5430"];
    stage.ask(&options, "").token().to_owned()
}

#[test]
fn an_accepted_token_is_explained_and_a_success() {
    let stage = Stage::set();
    let token = token(&stage);
    let said = stage.ask(&["inspect"], &token);
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_snapshot!("inspect-accepted", said.text);
    stage.write("token", &format!("Authorization: bearer {token}\n"));
    assert_eq!(stage.ask(&["inspect", "--file", "token"], "").stdout, said.stdout);
    assert_eq!(stage.ask(&["inspect", &token], "").stdout, said.stdout);
    assert_eq!(stage.ask(&["inspect", "-"], &token).stdout, said.stdout);
}

#[test]
fn programs_get_the_report_as_json() {
    let stage = Stage::set();
    let said = stage.ask(&["inspect", "--json", "--profile", "strict"], &token(&stage));
    assert_snapshot!("inspect-json", said.text);
    let report: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(report["accepted"], true);
}

#[test]
fn a_refused_token_is_no_success() {
    let stage = Stage::set();
    let token = token(&stage);
    let other = stage.ask(&["inspect", "--organization", "other"], &token);
    assert_eq!(other.code, Some(5));
    assert_snapshot!("inspect-refused", other.text);
    let json = stage.ask(&["inspect", "--json", "--organization", "other"], &token);
    let report: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json.code, &report["accepted"]), (Some(5), &false.into()));
    assert_eq!(report["verdict"]["reason"], "wrong-audience");
}

#[test]
fn a_token_that_nobody_can_judge_is_no_success() {
    let stage = Stage::set();
    let token = token(&stage);
    let address = stage.identity.base_url();
    let without_keys = ["inspect", "--identity-server", &address, "--organization", "moehaha"];
    let said = stage.run_with(&without_keys, &[], &token);
    assert_eq!(said.code, Some(5));
    assert_snapshot!("inspect-without-keys", said.text);
    let said = stage.run_with(&["inspect", "--key", "key.pem"], &[], &token);
    assert_eq!(said.code, Some(5));
    assert_snapshot!("inspect-without-organization", said.text);
}

#[test]
fn what_cannot_be_read_is_told_without_showing_it() {
    let stage = Stage::set();
    let damaged = token(&stage).replace('.', "");
    let inputs = ["", "canary no token", &damaged, "eyJhbGciOiJub25lIn0.W10.", "\"a.b.c\""];
    let said: Vec<_> = inputs.iter().map(|input| stage.ask(&["inspect"], input)).collect();
    assert!(said.iter().all(|one| one.code == Some(6) && one.stdout.is_empty()));
    assert!(said.iter().all(|one| !one.stderr.contains("canary")));
    let json = stage.ask(&["inspect", "--json"], "canary");
    assert_eq!(
        json.stderr,
        "{\"error\":{\"code\":\"paste-no-token\",\"hint\":\"A JWT is a long text with two dots that \
         begins with `eyJ`. An access token without dots is another thing: only the server that made \
         it can read it.\",\"message\":\"there is no token in this text\"}}\n"
    );
    assert_snapshot!(
        "inspect-unreadable",
        said.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n\n")
    );
}

#[test]
fn files_that_are_not_what_they_should_be_are_told() {
    let stage = Stage::set();
    stage.write("no-key.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    let missing = stage.run(&["inspect", "--file", "nowhere"]);
    assert_eq!(missing.code, Some(1));
    let key = stage.run(&["inspect", "--key", "no-key.pem", "a.b.c"]);
    assert_eq!(key.code, Some(3));
    let config = stage.run(&["inspect", "--config", "nowhere.toml", "a.b.c"]);
    assert_eq!(config.code, Some(3));
    assert_snapshot!("inspect-files", [missing.text, key.text, config.text].join("\n\n"));
}
