//! `token user`: there by the browser, back by the loopback address or by hand.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    process::{Child, ChildStderr},
};

use insta::assert_snapshot;

use crate::stage::{SECRET, Stage, connected};

/// A sign-in that has been begun.
struct Begun {
    command: Child,
    stderr: BufReader<ChildStderr>,
    /// Where to sign in.
    address: String,
    /// What was said before.
    said: String,
}

impl Begun {
    fn new(stage: &Stage, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let server = stage.identity.base_url();
        let arguments =
            [&["token", "user", "--secret-file", "secret"], &connected(&server)[..], more];
        let mut command = stage.start(&arguments.concat(), variables);
        let mut stderr = BufReader::new(command.stderr.take().unwrap());
        let mut said = String::new();
        while !said.lines().any(|line| line.starts_with("  http")) {
            assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
        }
        let address = said.lines().find(|line| line.starts_with("  http")).unwrap().trim();
        Self { address: address.to_owned(), said: said.clone(), command, stderr }
    }

    /// The query parameter `redirect_uri` or `state` of the address.
    fn parameter(&self, name: &str) -> String {
        let query = self.address.split_once('?').unwrap().1;
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(one, _)| one == name).unwrap().1.into_owned()
    }

    fn paste(&mut self, line: &str) {
        let stdin = self.command.stdin.as_mut().unwrap();
        stdin.write_all(line.as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// Waits for the end: exit code, stdout, and all of stderr.
    fn end(mut self) -> (Option<i32>, String, String) {
        let mut stdout = String::new();
        self.command.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        self.stderr.read_to_string(&mut self.said).unwrap();
        (self.command.wait().unwrap().code(), stdout, self.said)
    }
}

/// Bob's token.
pub(crate) fn bobs(stage: &Stage, more: &[&str]) -> String {
    let begun = Begun::new(stage, &[&["--no-browser"], more].concat(), &[]);
    stage.visit(&stage.sign_in(&begun.address));
    let (code, stdout, stderr) = begun.end();
    assert_eq!(code, Some(0), "{stderr}");
    stdout.trim_end().to_owned()
}

#[test]
fn the_browser_comes_back_to_the_loopback_address() {
    let stage = Stage::set();
    let begun = Begun::new(&stage, &["--no-browser"], &[]);
    let back = stage.sign_in(&begun.address);
    let (status, page) = stage.visit(&back);
    assert_eq!(status, 200);
    assert!(page.contains("You are signed in. You can close this window."), "{page}");
    assert!(!page.contains("code"), "{page}");
    let (code, stdout, stderr) = begun.end();
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(stage.ask(&["inspect"], &stdout).code, Some(0));
    assert!(!stderr.contains("eyJ") && !stderr.contains(SECRET), "{stderr}");
}

#[test]
fn the_browser_may_come_back_by_the_other_protocol_and_to_a_port_of_choice() {
    let stage = Stage::set();
    let begun = Begun::new(&stage, &["--no-browser", "--address", "::1"], &[]);
    assert!(begun.parameter("redirect_uri").starts_with("http://[::1]:"));
    stage.visit(&stage.sign_in(&begun.address));
    assert_eq!(begun.end().0, Some(0));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let server = stage.identity.base_url();
    let options = ["token", "user", "--secret-file", "secret", "--port", &port];
    let said = stage.run(&[&options, &connected(&server)[..]].concat());
    assert_eq!(said.code, Some(4));
    assert_eq!(
        said.stderr,
        format!(
            "cockpit-jwt: port {port} is in use; choose another one with --port N, \
             where 0 takes any free one\n"
        )
    );
}

#[test]
fn from_another_machine_the_address_is_pasted() {
    let stage = Stage::set();
    let mut begun = Begun::new(&stage, &["--no-browser", "--json"], &[]);
    let back = stage.sign_in(&begun.address);
    begun.paste("http://127.0.0.1:1/?code=a&state=b\n\n");
    begun.paste(&format!("{back}\n"));
    let (code, stdout, stderr) = begun.end();
    assert_eq!(code, Some(0), "{stderr}");
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(json["granted"]["scope"], serde_json::json!(["user:memberof:moehaha"]));
    assert_eq!(json["granted"]["audience"], serde_json::json!(["moehaha"]));
    let after = stderr.split_once("paste it here:\n").unwrap().1;
    assert_snapshot!(after, @r"
    the `state` in the address is not that of this sign-in
      Begin the sign-in again, and finish that one.
    ");
}

#[test]
fn nobody_else_can_end_the_sign_in() {
    let stage = Stage::set();
    let begun = Begun::new(&stage, &["--no-browser"], &[]);
    let (uri, nonce) = (begun.parameter("redirect_uri"), begun.parameter("state"));
    for (path, status) in [
        ("", 404),
        ("favicon.ico", 404),
        ("?code=a&state=b", 400),
        (&format!("?code=a&code=b&state={nonce}"), 400),
        (&format!("?code=a&error=b&state={nonce}"), 400),
        (&format!("other?code=a&state={nonce}"), 404),
    ] {
        assert_eq!(stage.visit(&format!("{uri}{path}")).0, status, "{path}");
    }
    // Another name for this machine is none that anybody was sent to.
    let other = uri.replace("127.0.0.1", "localhost");
    assert_eq!(stage.visit(&format!("{other}?code=a&state={nonce}")).0, 404);
    assert_eq!(stage.visit(&stage.sign_in(&begun.address)).0, 200);
    assert_eq!(begun.end().0, Some(0));
}

#[test]
fn a_refusal_ends_the_sign_in() {
    let stage = Stage::set();
    let begun = Begun::new(&stage, &["--no-browser"], &[]);
    let (uri, nonce) = (begun.parameter("redirect_uri"), begun.parameter("state"));
    let (_, page) = stage.visit(&format!("{uri}?error=access_denied&state={nonce}"));
    assert!(page.contains("The sign-in was refused. You can close this window."), "{page}");
    let (code, stdout, stderr) = begun.end();
    assert_eq!((code, stdout.as_str()), (Some(7), ""));
    let last = "cockpit-jwt: the identity server refused the sign-in: access_denied\n  \
                Begin the sign-in again, and finish that one.\n";
    assert!(stderr.ends_with(last), "{stderr}");
}

#[test]
fn who_does_not_come_back_is_not_waited_for_for_ever() {
    let stage = Stage::set();
    let begun = Begun::new(&stage, &["--no-browser", "--timeout", "1"], &[]);
    let (code, stdout, stderr) = begun.end();
    assert_eq!((code, stdout.as_str()), (Some(9), ""));
    let last = stderr.lines().rev().nth(1).unwrap();
    assert_eq!(last, "cockpit-jwt: nobody came back from the sign-in within 1 second");
}

#[test]
fn what_a_consent_can_never_give_is_told_before_anybody_goes_there() {
    let stage = Stage::set();
    let said = stage
        .ask(&["token", "user", "--secret-file", "secret", "--scope", "organization:owner"], "");
    assert_eq!(said.code, Some(2));
    assert_snapshot!("user-never-granted", said.text);
}

#[cfg(unix)]
#[test]
fn the_browser_of_the_system_is_opened() {
    use std::{fs, os::unix::fs::PermissionsExt as _, process::Command};
    let stage = Stage::set();
    let (browser, went) = (stage.path("browser"), stage.path("went"));
    assert!(Command::new("mkfifo").arg(&went).status().unwrap().success());
    fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > '{}'\n", went.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
    let variables = [("DISPLAY", ":0"), ("BROWSER", browser.to_str().unwrap())];
    let begun = Begun::new(&stage, &[], &variables);
    // Opening the pipe waits until the browser has it open, too.
    assert_eq!(fs::read_to_string(went).unwrap().trim(), begun.address);
    stage.visit(&stage.sign_in(&begun.address));
    assert_eq!(begun.end().0, Some(0));
}
