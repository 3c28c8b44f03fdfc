//! `cockpit-jwt token user`: the command waits, a person signs in with their browser, and the token
//! is where the command was typed, and nowhere else.

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::Value;
use tests::{
    Browser, COMMAND_LINE, CommandLine, SECRET, World, WorldOptions, journey, parameter, until,
};

const DONE: &str = "You are signed in. You can close this window.";

async fn world() -> World {
    let further_callbacks = &[COMMAND_LINE];
    World::start_with(WorldOptions { further_callbacks, ..WorldOptions::default() }).await
}

#[test]
fn the_address_is_printed_and_the_token_is_on_stdout_alone() {
    journey(async |stage| {
        let world = world().await;
        let mut command = CommandLine::start(&world, &["token", "user", "--no-browser"], &[]);
        let browser = stage.browser().await;
        let begun = command.address().await;
        browser.visit(&begun).await;
        browser.sign_in("bob").await;
        browser.sees(DONE).await;
        assert_eq!(command.end().await, Some(0), "{}", command.stderr());

        let token = command.stdout();
        let token = token.strip_suffix('\n').expect("it is a line");
        assert_eq!(token.lines().count(), 1, "there is more than the token");
        assert_eq!(world.cockpit_says(token).await.0, 200);
        is_clean(&browser, &begun).await;
        nobody_else_has_it(&browser, &command, token).await;
    });
}

/// Neither the address bar nor the tab's history holds what came back with the person.
async fn is_clean(browser: &Browser, begun: &str) {
    let redirect_uri = parameter(begun, "redirect_uri").expect("it says where to come back");
    let port = redirect_uri.trim_end_matches("%2F").rsplit_once("%3A").expect("it has a port").1;
    assert_eq!(browser.address().await, format!("{COMMAND_LINE}{port}/"));
    let history = browser.memory().await.history;
    for address in &history {
        assert!(!address.contains("code="), "{history:?}");
    }
}

/// The browser never had the token, and what is said to the person holds neither it nor the secret.
async fn nobody_else_has_it(browser: &Browser, command: &CommandLine, token: &str) {
    let signature = token.rsplit('.').next().expect("it has parts");
    for secret in [signature, SECRET] {
        assert!(!command.stderr().contains(secret), "{}", command.stderr());
        for request in browser.traffic().await.requests {
            assert!(!request.address.contains(secret), "{request:?}");
        }
    }
    let left_behind = browser.left_behind().await;
    assert_eq!(left_behind.with(signature), Vec::<&str>::new());
}

#[test]
fn the_browser_of_choice_is_opened_and_another_ones_answer_is_not_taken() {
    journey(async |stage| {
        let world = world().await;
        let folder = tempfile::tempdir().expect("there is room");
        let (program, told) = (folder.path().join("browser"), folder.path().join("told"));
        // Renamed when it is whole, so that nobody reads half of it.
        let script =
            format!("#!/bin/sh\necho \"$@\" > '{0}.part'\nmv '{0}.part' '{0}'\n", told.display());
        fs::write(&program, script).expect("it can be written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("it is ours");
        let program = program.display().to_string();
        let variables = [("DISPLAY", ":0"), ("BROWSER", &program), ("PATH", "/usr/bin:/bin")];
        let mut command = CommandLine::start(&world, &["token", "user", "--json"], &variables);
        let opened = until("the browser to be opened", async || {
            fs::read_to_string(&told).map_err(|error| error.to_string())
        });
        let opened = opened.await;
        assert_eq!(opened, format!("{}\n", command.address().await), "and nothing else");

        let browser = stage.browser().await;
        let home = parameter(&opened, "redirect_uri").expect("it says where to come back");
        let home = home.replace("%3A", ":").replace("%2F", "/");
        browser.visit(&format!("{home}?code=another&state=ones")).await;
        browser.sees("This is not the sign-in that was begun.").await;
        browser.visit(opened.trim_end()).await;
        browser.sign_in("carol").await;
        browser.sees(DONE).await;

        assert_eq!(command.end().await, Some(7), "{}", command.stderr());
        assert_eq!(command.stdout(), "");
        let said: Value =
            serde_json::from_str(command.stderr().lines().last().expect("it says why"))
                .expect("it is JSON");
        assert_eq!(said["error"]["code"], "nothing-granted", "{said}");
    });
}
