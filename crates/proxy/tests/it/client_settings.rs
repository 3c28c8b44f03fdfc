//! What the commands for people read of the same settings.

use std::{ffi::OsString, fs};

use domain::judge::ProfileName;
use proxy::{ClientSettings, server_address};

fn variables(given: &[(&str, &str)]) -> std::vec::IntoIter<(OsString, OsString)> {
    let given = given.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    given.collect::<Vec<_>>().into_iter()
}

#[test]
fn nothing_has_to_be_given() {
    let settings = ClientSettings::load(None, variables(&[])).unwrap();
    assert_eq!(settings.identity_server, "https://itsyou.online");
    assert_eq!(settings.authorization_endpoint, "https://itsyou.online/v1/oauth/authorize");
    assert_eq!((settings.keys.len(), settings.issuer.as_str()), (1, "itsyouonline"));
    assert!(settings.client_id.is_none() && settings.client_secret.is_none());
    assert!(settings.organization.is_none() && settings.api_base.is_none());
}

#[test]
fn a_server_without_known_keys_has_none() {
    let given = [("COCKPIT_JWT_IDENTITY_SERVER", "https://id.example/")];
    let settings = ClientSettings::load(None, variables(&given)).unwrap();
    assert_eq!(settings.identity_server, "https://id.example");
    assert!(settings.keys.is_empty());
}

#[test]
fn the_file_of_the_proxy_is_read_and_the_environment_counts_for_more() {
    let folder = std::env::temp_dir().join(format!("proxy-commands-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    fs::write(&file, proxy::EXAMPLE).unwrap();
    fs::write(folder.join("client-secret"), "canary-secret").unwrap();
    let given = [("COCKPIT_JWT_CLIENT_ID", "moehaha"), ("COCKPIT_JWT_PROFILE", "strict")];
    let settings = ClientSettings::load(Some(&file), variables(&given)).unwrap();
    assert_eq!(settings.client_id.as_ref().unwrap().as_str(), "moehaha");
    assert_eq!(settings.profile, ProfileName::Strict);
    assert!(settings.client_secret.is_some());
    assert!(!format!("{settings:?}").contains("canary"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn mistakes_are_told_with_their_place() {
    let given = [("COCKPIT_JWT_CLIENT_ID", "a b"), ("COCKPIT_JWT_CLIENT_SECRET", " ")];
    let error = ClientSettings::load(None, variables(&given)).unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("2 mistakes in the configuration of the environment\n"), "{said}");
    assert!(said.contains("environment variable COCKPIT_JWT_CLIENT_ID: `client_id`: "), "{said}");
}

#[test]
fn an_address_of_a_server_is_https_or_on_the_own_machine() {
    assert_eq!(server_address("https://id.example/a/").unwrap(), "https://id.example/a");
    assert_eq!(server_address("http://[::1]:8091").unwrap(), "http://[::1]:8091");
    assert_eq!(
        server_address("http://id.example").unwrap_err().to_string(),
        "`http://id.example` is not https although it is not on the own machine"
    );
}
