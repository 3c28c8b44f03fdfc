//! Reading the configuration: everything that is right, and every mistake with its place.

use std::path::Path;

use domain::api::OrganizationTokens;
use proxy::{Config, ConfigError, EXAMPLE, LogFormat, Place};

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::read("test.toml", text, Path::new("/nowhere"), variables)
}

const SECRET: (&str, &str) = ("COCKPIT_JWT_CLIENT_SECRET", "canary-secret");

/// As little as there can be.
const LEAST: &str = "public_url = \"https://jwt.example/\"\nclient_id = \"acme\"\n";

/// Places and sentences of the mistakes.
fn mistakes(text: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let error = read(text, variables).unwrap_err();
    assert!(!error.to_string().contains("canary"), "{error}");
    error.mistakes().iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_is_a_configuration() {
    let text = EXAMPLE.replace("client_secret_file", "#client_secret_file");
    let config = read(&text, &[SECRET]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(config.public_url(), "https://jwt.example.com/");
    assert_eq!(config.log().format, LogFormat::Text);
}

#[test]
fn the_example_says_first_what_it_needs() {
    let first: String = EXAMPLE.lines().take(2).collect();
    assert!(first.contains("a file `client-secret` beside"), "{first}");
}

#[test]
fn every_setting_stands_in_the_example() {
    for variable in [
        "listen",
        "public_url",
        "base_path",
        "page",
        "allowed_origins",
        "redirect_uris",
        "identity_server",
        "authorization_endpoint",
        "exchange",
        "ca_file",
        "client_id",
        "client_secret_file",
        "organization",
        "scopes",
        "issuer",
        "keys",
        "key_files",
        "organization_tokens",
        "organization_audiences",
        "organization_validity",
        "name",
        "base",
        "example",
        "log_format",
        "log_level",
    ] {
        let set = |line: &str| line.trim_start_matches('#').starts_with(&format!("{variable} = "));
        assert!(EXAMPLE.lines().any(set), "{variable}");
    }
}

#[test]
fn what_the_example_has_commented_out_works_too() {
    let text: String = EXAMPLE
        .lines()
        .filter(|line| !line.contains("_file") && !line.starts_with("#page"))
        .filter(|line| !line.starts_with("#---") && !line.starts_with("#..."))
        .filter(|line| !line.starts_with("#keys") && !line.starts_with("#\"\"\""))
        .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        .flat_map(|line| [line, "\n"])
        .collect();
    read(&text, &[SECRET]).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn little_is_needed() {
    let config = read(LEAST, &[SECRET]).unwrap();
    assert_eq!(config.listen().to_string(), "127.0.0.1:8090");
    assert_eq!(config.log().level, tracing::Level::INFO);
    let error = read("", &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "3 mistakes in the configuration test.toml\n  \
         `public_url` is missing\n      add it to the file, or set COCKPIT_JWT_PUBLIC_URL\n  \
         `client_secret_file` is missing\n      \
         name a file that holds it, or set COCKPIT_JWT_CLIENT_SECRET\n  \
         `client_id` is missing\n      add it to the file, or set COCKPIT_JWT_CLIENT_ID"
    );
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let text = r#"
listen = "8090"
public_url = "http://jwt.example/"
redirect_uri = "x"
client_id = "a b"
organization_validity = 5
exchange = "three-step"
scopes = ["memberof:x", 5]
organization_audiences = [
    "ok",
    "not ok",
]
page = 7
[api]
nam = "x"
base = "ftp://x"
"#;
    assert_eq!(
        mistakes(text, &[SECRET]),
        [
            "line 2: `listen`: it is not an IP address and a port, like 127.0.0.1:8090",
            "line 3: `public_url`: `http://jwt.example/` is not https although it is not on the own machine",
            "line 4: there is no setting `redirect_uri`",
            "line 5: `client_id`: the name of the organization `a b` contains a blank, a comma or a colon",
            "line 6: `organization_validity` is 5, which is out of range",
            "line 7: `exchange` does not know `three-step`",
            "line 8: an item of `scopes` must be a text, but is a number",
            "line 8: `scopes`: the scope `memberof:x` is unknown; write `user:memberof:x`",
            "line 11: `organization_audiences`: the audience `not ok` contains a blank; separate several audiences by commas",
            "line 13: `page` must be a text in quotes, but is a number",
            "line 15: there is no setting `api.nam`",
            "line 16: `api.base`: `ftp://x` is not an address that begins with https:// or http://",
        ]
    );
}

#[test]
fn a_slip_of_the_finger_is_answered_with_what_was_meant() {
    let error = read(&format!("{LEAST}organisation = \"x\"\n"), &[SECRET]).unwrap_err();
    assert_eq!(error.mistakes()[0].code(), "config-unknown-name");
    assert_eq!(error.mistakes()[0].hint(), "did you mean `organization`?");
    assert_eq!(error.mistakes()[0].place(), &Place::Line(3));
}

#[test]
fn broken_lines_are_told_and_nothing_that_follows_from_them() {
    let text = "public_url = \nclient_id = acme\n[api\n";
    assert_eq!(
        mistakes(text, &[SECRET]),
        [
            "line 1: this is not TOML: string values must be quoted, expected literal string",
            "line 2: this is not TOML: string values must be quoted, expected literal string",
            "line 3: this is not TOML: unclosed table, expected `]`",
        ]
    );
}

#[test]
fn the_environment_wins_and_is_named_in_mistakes() {
    let variables =
        [SECRET, ("COCKPIT_JWT_LISTEN", "0.0.0.0:80"), ("COCKPIT_JWT_LOG_FORMAT", "json")];
    let config = read(LEAST, &variables).unwrap();
    assert_eq!(config.listen().to_string(), "0.0.0.0:80");
    assert_eq!(config.log().format, LogFormat::Json);
    let variables = [
        SECRET,
        ("COCKPIT_JWT_LISTN", "x"),
        ("COCKPIT_JWT_ORGANIZATION_VALIDITY", "an hour"),
        ("COCKPIT_JWT_SCOPES", "user:name,memberof:x"),
        ("COCKPIT_JWT_ISSUER", ""),
        ("COCKPIT_JWT_SERVICE_HOST", "10.0.0.1"),
        ("COCKPIT_JWT_PORT_80_TCP", "tcp://10.0.0.1:80"),
        ("OTHER", "x"),
    ];
    assert_eq!(
        mistakes(LEAST, &variables),
        [
            "environment variable COCKPIT_JWT_LISTN: there is no setting `COCKPIT_JWT_LISTN`",
            "environment variable COCKPIT_JWT_ORGANIZATION_VALIDITY: `organization_validity` must be a whole number, but is something else",
            "environment variable COCKPIT_JWT_SCOPES: `scopes`: the scope `memberof:x` is unknown; write `user:memberof:x`",
        ]
    );
}

#[test]
fn the_secret_stands_in_no_configuration_file_and_in_one_place() {
    let in_file = format!("{LEAST}client_secret = \"canary-secret\"\n");
    assert_eq!(
        mistakes(&in_file, &[]),
        ["line 3: `client_secret` must not stand in the configuration file"]
    );
    let twice = format!("{LEAST}client_secret_file = \"x\"\n");
    assert_eq!(
        mistakes(&twice, &[SECRET]),
        [
            "line 3: `client_secret_file`: /nowhere/x cannot be read: it does not exist",
            "environment variable COCKPIT_JWT_CLIENT_SECRET: `client_secret` and `client_secret_file` are both given",
        ]
    );
    assert_eq!(
        mistakes(LEAST, &[("COCKPIT_JWT_CLIENT_SECRET", "canary\ncanary")]),
        [
            "environment variable COCKPIT_JWT_CLIENT_SECRET: `client_secret`: the client secret contains a line break or control character"
        ]
    );
    assert!(!format!("{:?}", read(LEAST, &[SECRET]).unwrap()).contains("canary"));
}

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
        "line 3: `keys`: it holds no public key in PEM form (`-----BEGIN PUBLIC KEY-----`)",
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
            "Give the public key alone, as `openssl … -pubout` prints it.",
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

#[test]
fn a_file_that_is_not_there_is_told() {
    let error = Config::load(Path::new("/nowhere/config.toml")).unwrap_err();
    assert_eq!(
        error.mistakes()[0].to_string(),
        "the file /nowhere/config.toml cannot be read: it does not exist"
    );
}

#[test]
fn organization_tokens_are_off_by_omission() {
    assert!(
        format!("{:?}", read(LEAST, &[SECRET]).unwrap())
            .contains(&format!("{:?}", OrganizationTokens::Off))
    );
}
