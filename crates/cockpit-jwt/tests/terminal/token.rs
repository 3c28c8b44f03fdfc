//! `token organization`, `refresh` and `narrow`.

use demo::Fault;
use insta::assert_snapshot;

use crate::{
    person::bobs,
    stage::{SECRET, Stage, connected},
};

#[test]
fn the_organizations_token_comes_alone_into_a_pipe() {
    let stage = Stage::set();
    let said = stage.ask(&["token", "organization", "--secret-file", "secret"], "");
    assert_eq!(said.stderr, "");
    assert_eq!(said.token().split('.').count(), 3);
    let json = ["token", "organization", "--secret-file", "secret", "--json", "--audience"];
    let json = stage.ask(&[&json[..], &["moehaha,ext1", "--validity", "15m"]].concat(), "");
    assert_snapshot!("token-organization-json", json.text);
}

#[test]
fn the_secret_may_come_by_environment_or_configuration() {
    let stage = Stage::set();
    let address = stage.identity.base_url();
    let variables = [
        ("COCKPIT_JWT_CLIENT_SECRET", SECRET),
        ("COCKPIT_JWT_IDENTITY_SERVER", address.as_str()),
        ("COCKPIT_JWT_CLIENT_ID", "moehaha"),
        ("COCKPIT_JWT_KEY_FILES", "key.pem"),
    ];
    let said = stage.run_with(&["token", "organization"], &variables, "");
    assert_eq!(said.token().split('.').count(), 3);

    let settings = format!(
        "identity_server = \"{address}\"\nclient_id = \"moehaha\"\nkey_files = [\"key.pem\"]\n\
         client_secret_file = \"secret\"\n"
    );
    stage.write("config.toml", &settings);
    let said = stage.run(&["token", "organization", "--config", "config.toml"]);
    assert_eq!(said.token().split('.').count(), 3);
    // What is said by option counts for more.
    let wrong = ["--config", "config.toml", "--secret-file", "wrong-secret"];
    let wrong = [("COCKPIT_JWT_CLIENT_SECRET", ""), ("UNRELATED", "")].map(|variable| {
        stage.run_with(&[&["token", "organization"], &wrong[..]].concat(), &[variable], "")
    });
    assert!(wrong.iter().all(|said| said.code == Some(7)));
}

#[test]
fn why_there_is_no_token_is_told() {
    let stage = Stage::set();
    let organization = ["token", "organization", "--secret-file"];
    let refused = stage.ask(&[&organization[..], &["wrong-secret"]].concat(), "");
    let missing = stage.ask(&["token", "organization"], "");
    let no_file = stage.ask(&[&organization[..], &["nowhere"]].concat(), "");
    stage.write("empty", " \n");
    let empty = stage.ask(&[&organization[..], &["empty"]].concat(), "");
    let nobody = ["--identity-server", "http://127.0.0.1:1", "--client-id", "moehaha"];
    let nobody = [&organization[..], &["secret"], &nobody, &["--key", "key.pem"]].concat();
    let unreachable = stage.run(&nobody);
    stage.fault(Fault::Html);
    let html = stage.ask(&[&organization[..], &["secret", "--json"]].concat(), "");
    let all = [refused, missing, no_file, empty, unreachable, html];
    assert_eq!(all.each_ref().map(|said| said.code.unwrap()), [7, 2, 1, 3, 7, 7]);
    assert!(all.iter().all(|said| said.stdout.is_empty()));
    assert_snapshot!("token-errors", all.map(|said| said.text).join("\n\n"));
}

#[test]
fn a_token_is_renewed_and_made_narrower_without_the_secret() {
    let stage = Stage::set();
    let token = bobs(&stage, &["--refreshable"]);
    let renewed = stage.ask(&["token", "refresh", "--validity", "1h"], &token);
    let renewed = renewed.token().to_owned();
    assert_eq!(stage.ask(&["inspect"], &renewed).code, Some(0));

    stage.write("token", &renewed);
    let narrow = ["token", "narrow", "--token-file", "token", "--json", "--scope"];
    let narrow = stage.ask(
        &[&narrow[..], &["user:memberof:moehaha.team", "--audience", "moehaha.team"]].concat(),
        "",
    );
    assert_snapshot!("token-narrow", narrow.text);

    let address = stage.identity.base_url();
    let from_environment = stage.run_with(
        &[&["token", "refresh"], &connected(&address)[..]].concat(),
        &[("COCKPIT_JWT_TOKEN", &token)],
        "",
    );
    assert_eq!(from_environment.token().split('.').count(), 3);
}

#[test]
fn a_token_that_cannot_be_renewed_is_told_and_never_shown() {
    let stage = Stage::set();
    let plain = bobs(&stage, &[]);
    let foreign = bobs(&Stage::set(), &["--refreshable"]);
    let more = ["token", "narrow", "--scope", "user:email"];
    let all = [
        stage.ask(&["token", "refresh"], &plain),
        stage.ask(&["token", "refresh"], &foreign),
        stage.ask(&["token", "refresh"], "canary"),
        stage.ask(&["token", "refresh"], ""),
        stage.ask(&more, &bobs(&stage, &["--refreshable"])),
    ];
    assert_eq!(all.each_ref().map(|said| said.code.unwrap()), [7, 7, 6, 2, 7]);
    for said in &all {
        assert!(
            !said.stderr.contains("eyJh") && !said.stderr.contains("canary"),
            "{}",
            said.stderr
        );
    }
    assert_snapshot!("token-refused", all.map(|said| said.text).join("\n\n"));
}

/// Linux says in the environment where the keyring is, so that a test can say that there is none.
#[cfg(target_os = "linux")]
#[test]
fn where_there_is_no_keyring_it_is_told_before_anybody_is_asked() {
    let stage = Stage::set();
    let nowhere = [("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")];
    let address = stage.identity.base_url();
    for command in [&["token", "user"][..], &["token", "organization"], &["token", "forget"]] {
        let options = [&["--cache"], &connected(&address)[..]].concat();
        let options = if command.contains(&"forget") { Vec::new() } else { options };
        let said = stage.run_with(&[command, &options[..]].concat(), &nowhere, "");
        assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
        let first = said.stderr.lines().next().unwrap();
        assert!(
            first.starts_with("cockpit-jwt: there is no keyring to keep tokens in: "),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains("or go on without --cache."), "{}", said.stderr);
    }
    // Without the option nobody looks for one.
    let ask = ["token", "organization", "--secret-file", "secret"];
    let said = stage.run_with(&[&ask, &connected(&address)[..]].concat(), &nowhere, "");
    assert_eq!(said.code, Some(0));
}
