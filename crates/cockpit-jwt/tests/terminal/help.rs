//! What the command says about itself.

use std::fs;

use insta::assert_snapshot;

use crate::stage::Stage;

#[test]
fn every_command_explains_itself() {
    let stage = Stage::set();
    for (name, arguments) in [
        ("help", vec!["--help"]),
        ("help-inspect", vec!["inspect", "--help"]),
        ("help-token", vec!["token", "--help"]),
        ("help-token-organization", vec!["token", "organization", "--help"]),
        ("help-token-user", vec!["token", "user", "--help"]),
        ("help-token-refresh", vec!["token", "refresh", "--help"]),
        ("help-token-forget", vec!["token", "forget", "--help"]),
        ("help-token-narrow", vec!["token", "narrow", "--help"]),
        ("help-call", vec!["call", "--help"]),
    ] {
        let said = stage.run(&arguments);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        assert_snapshot!(name, said.text);
    }
}

#[test]
fn wrong_arguments_are_told_and_nothing_is_asked() {
    let stage = Stage::set();
    let wrong: [&[&str]; 11] = [
        &["token", "organization", "--client-secret", "canary"],
        &["token", "organization", "--validity", "2d"],
        &["token", "organization", "--identity-server", "http://id.example/"],
        &["token", "organization"],
        &["token", "organization", "--client-id", "moehaha", "--identity-server", "http://[::1]:1"],
        &["token", "user", "--address", "0.0.0.0"],
        &["token", "narrow"],
        &["inspect", "--profile", "lax"],
        &["inspect", "--leeway", "301"],
        &["call", "OPTIONS", "/"],
        &["call", "GET", "ays"],
    ];
    let said: Vec<_> = wrong.iter().map(|arguments| stage.run(arguments)).collect();
    assert!(said.iter().all(|one| one.code == Some(2) && one.stdout.is_empty()));
    assert_snapshot!(said.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_shell_can_complete_every_command() {
    let stage = Stage::set();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = stage.run(&["completions", shell]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        for word in ["inspect", "narrow", "secret-file", "no-browser"] {
            assert!(said.stdout.contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let stage = Stage::set();
    let page = stage.run(&["man"]);
    assert!(page.stdout.contains(".TH cockpit-jwt 1"), "{}", page.stdout);
    assert_eq!(stage.run(&["man", "--dir", "man"]).code, Some(0));
    for name in ["cockpit-jwt", "cockpit-jwt-inspect", "cockpit-jwt-token-user"] {
        let page = fs::read_to_string(stage.path("man").join(format!("{name}.1"))).unwrap();
        assert!(page.contains(&format!(".TH {name} 1")), "{page}");
    }
    let user = fs::read_to_string(stage.path("man").join("cockpit-jwt-token-user.1")).unwrap();
    assert!(user.contains("\\-\\-no\\-browser"), "{user}");
}
