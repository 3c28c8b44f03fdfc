//! Settings that can be read but never work: each is a mistake with its place.

use std::path::Path;

use proxy::Config;

use crate::configuration::{LEAST, SECRET, mistakes, read};

/// The least configuration with `more` has this mistake among others.
fn assert_mistake(more: &str, sentence: &str) {
    let found = mistakes(&format!("{LEAST}{more}\n"), &[SECRET]);
    assert!(found.iter().any(|one| one == sentence), "{found:?}");
}

#[test]
fn settings_that_do_not_fit_together_are_mistakes() {
    assert_mistake("identity_server = \"https://other.example\"", "`keys` is missing");
    assert_mistake("api.name = \"x\"", "`api.base` is missing");
    assert_mistake(
        "redirect_uris = [\"https://b.example/\"]\nallowed_origins = [\"https://a.example\"]",
        "line 3: `redirect_uris`: the page at https://b.example/ could not call, its origin is not in `allowed_origins`",
    );
    assert_mistake(
        "organization = \"other\"\norganization_tokens = \"members\"",
        "line 4: `organization_tokens`: the token would be that of `client_id`, acme, and not of `organization`, other",
    );
}

#[test]
fn values_that_cannot_work_are_mistakes() {
    assert_mistake(
        "organization_audiences = []",
        "line 3: `organization_audiences`: it is empty, but at least one is needed",
    );
    assert_mistake(
        "allowed_origins = [\"*\"]",
        "line 3: `allowed_origins`: `*` is not an address that begins with https:// or http://",
    );
    assert_mistake(
        "keys = [\"x\"]",
        "line 3: `keys`: it holds no public key in PEM form (`-----BEGIN PUBLIC KEY-----`), nor as JWK or JWKS",
    );
    assert_mistake(
        "base_path = \"a/../b\"",
        "line 3: `base_path`: `a/../b` is not a path of plain names that begins with a slash",
    );
}

#[test]
fn empty_settings_no_longer_pass_as_fine() {
    for key in ["keys", "key_files", "redirect_uris"] {
        let sentence = format!("line 3: `{key}`: it is empty, but at least one is needed");
        assert_mistake(&format!("{key} = []"), &sentence);
    }
    let variables = [SECRET, ("COCKPIT_JWT_KEYS", ",")];
    assert_eq!(
        mistakes(LEAST, &variables),
        ["environment variable COCKPIT_JWT_KEYS: `keys`: it is empty, but at least one is needed"]
    );
    assert_mistake("issuer = \" \"", "line 3: `issuer`: it is empty");
    assert_mistake("[api]\nname = \"\"", "line 4: `api.name`: it is empty");
}

#[test]
fn a_page_that_browsers_spell_otherwise_no_longer_passes_as_fine() {
    assert_mistake(
        "redirect_uris = [\"https://Portal.Example.com:443/cockpit\"]",
        "line 3: `redirect_uris`: browsers spell `https://Portal.Example.com:443/cockpit` as `https://portal.example.com/cockpit`",
    );
}

#[test]
fn a_suggestion_that_is_never_granted_no_longer_passes_as_fine() {
    let text = format!("{LEAST}scopes = [\"user:name\", \"offline_access\"]\n");
    let error = read(&text, &[SECRET]).unwrap_err();
    assert_eq!(
        error.mistakes()[0].to_string(),
        "line 3: `scopes`: the scope `offline_access` is not one that a person can consent to"
    );
    assert_eq!(error.mistakes()[0].hint(), "Leave it out and tick refreshable instead.");
    assert_mistake(
        "scopes = [\"user:admin\"]",
        "line 3: `scopes`: the scope `user:admin` is not one that the identity server ever grants",
    );
}

#[test]
fn an_endpoint_that_no_browser_is_sent_to_no_longer_passes_as_fine() {
    assert_mistake(
        "authorization_endpoint = \"https://id.example/a%20b\"",
        "line 3: `authorization_endpoint`: the authorization endpoint `https://id.example/a%20b` is not a plain https address",
    );
    assert_mistake(
        "identity_server = \"https://id.example/a%20b\"",
        "line 3: `identity_server`: the authorization endpoint `https://id.example/a%20b/v1/oauth/authorize` is not a plain https address",
    );
}

#[test]
fn a_page_that_this_service_would_not_find_no_longer_passes_as_fine() {
    let folder = std::env::temp_dir().join(format!("proxy-served-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "").unwrap();
    let page = format!("page = \"{}\"", folder.display());
    assert_mistake(
        &format!("{page}\nredirect_uris = [\"https://jwt.example/other\"]"),
        "line 4: `redirect_uris`: nothing is served at https://jwt.example/other; the page is at https://jwt.example/",
    );
    let served =
        "redirect_uris = [\"https://jwt.example/\", \"https://jwt.example/index.html?a=b\"]";
    let portal = LEAST.replace("jwt.example/", "jwt.example/jwt/")
        + "redirect_uris = [\"https://jwt.example/portal\"]\n";
    for good in [format!("{LEAST}{page}\n{served}\n"), format!("{portal}{page}\n")] {
        read(&good, &[SECRET]).unwrap_or_else(|error| panic!("{error}"));
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_mistake_has_the_advice_of_whoever_found_it() {
    let more = "ca_file = \"Cargo.toml\"";
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let variables = [SECRET].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let text = format!("{LEAST}{more}\nkeys = [\"-----BEGIN EC PRIVATE KEY-----\"]\n");
    let error = Config::read("test.toml", &text, here, variables.into_iter()).unwrap_err();
    let hints: Vec<_> = error.mistakes().iter().map(proxy::Mistake::hint).collect();
    assert_eq!(
        hints,
        [
            "Give a file with one or more PEM blocks `BEGIN CERTIFICATE`.",
            "Give the public key alone, as `openssl pkey -pubout -in FILE` prints it.",
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_text_in_the_environment_is_a_mistake_and_no_panic() {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt as _};
    let bytes = |bytes: &[u8]| OsString::from_vec(bytes.to_vec());
    let variables = [
        (SECRET.0.into(), SECRET.1.into()),
        (bytes(b"FOREIGN"), bytes(b"\xff")),
        (bytes(b"FOREIGN_\xff"), bytes(b"x")),
        (bytes(b"COCKPIT_JWT_ISSUER"), bytes(b"canary\xff")),
    ];
    let read = |count| {
        let variables = variables.clone().into_iter().take(count);
        Config::read("test.toml", LEAST, Path::new("/nowhere"), variables)
    };
    read(3).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        read(4).unwrap_err().to_string(),
        "1 mistake in the configuration test.toml\n  \
         environment variable COCKPIT_JWT_ISSUER: its value is not UTF-8 text\n      \
         give it in UTF-8"
    );
}

#[test]
fn a_port_is_not_taken_for_one_of_kubernetes() {
    assert_eq!(
        mistakes(LEAST, &[SECRET, ("COCKPIT_JWT_PORT", "9999")]),
        ["environment variable COCKPIT_JWT_PORT: there is no setting `COCKPIT_JWT_PORT`"]
    );
}

#[test]
fn files_and_folders_that_cannot_be_used_are_mistakes() {
    assert_mistake(
        "page = \"dist\"",
        "line 3: `page`: /nowhere/dist holds no index.html; build the page first",
    );
    assert_mistake(
        "ca_file = \"ca.pem\"",
        "line 3: `ca_file`: /nowhere/ca.pem cannot be read: it does not exist",
    );
    assert_mistake(
        "key_files = [\"key.pem\"]",
        "line 3: `key_files`: /nowhere/key.pem cannot be read: it does not exist",
    );
}
