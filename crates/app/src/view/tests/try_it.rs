//! The way to the API console.

use domain::{Settings, api::PageConfig};

use super::{claims, config, holding, inside, ready, token};
use crate::view::{TryIt, sample::Scene};

fn drawn(console: TryIt, settings: Settings) -> String {
    let flow = holding(token(&claims()), None);
    Scene { flow, settings, console, ..Scene::new() }.drawn()
}

fn with_api(console: TryIt) -> String {
    drawn(console, ready(config()))
}

#[test]
fn there_is_nothing_to_try_without_an_api() {
    assert_eq!(inside(&with_api(TryIt::Closed), "id=\"try-it\"").trim(), "Try it");
    let config = PageConfig { api: None, ..config() };
    assert!(!drawn(TryIt::Closed, ready(config)).contains("try-it"));
    assert!(!drawn(TryIt::Closed, Settings::Loading).contains("try-it"));
}

#[test]
fn the_button_stays_where_it_is_while_the_console_loads_and_when_it_is_there() {
    let loading = with_api(TryIt::Loading);
    assert_eq!(inside(&loading, "id=\"try-it\"").trim(), "Loading…");
    let button = loading.lines().find(|line| line.contains("id=\"try-it\"")).unwrap();
    assert!(button.contains("aria-disabled=\"true\"") && !button.contains(" disabled"), "{button}");
    assert_eq!(with_api(TryIt::Open), with_api(TryIt::Closed));
}

#[test]
fn why_the_console_has_not_come_describes_the_button_that_tries_again() {
    let (reason, hint) = ("It has not come.".to_owned(), "Try again.".to_owned());
    let failed = with_api(TryIt::Failed { reason, hint });
    assert!(inside(&failed, "id=\"try-it-failed\"").ends_with("It has not come. Try again."));
    let button = failed.lines().find(|line| line.contains("id=\"try-it\"")).unwrap();
    assert!(button.contains("aria-describedby=\"try-it-failed\""), "{button}");
    assert_eq!(inside(&failed, "id=\"try-it\"").trim(), "Try it");
}
