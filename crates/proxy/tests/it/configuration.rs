//! Reading the configuration: everything that is right, and every mistake with its place.

use std::path::Path;

use domain::api::OrganizationTokens;
use proxy::{Config, ConfigError, EXAMPLE, LogFormat, Place};

pub(crate) fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::read("test.toml", text, Path::new("/nowhere"), variables)
}

pub(crate) const SECRET: (&str, &str) = ("COCKPIT_JWT_CLIENT_SECRET", "canary-secret");

/// As little as there can be.
pub(crate) const LEAST: &str = "public_url = \"https://jwt.example/\"\nclient_id = \"acme\"\n";

/// Places and sentences of the mistakes.
pub(crate) fn mistakes(text: &str, variables: &[(&str, &str)]) -> Vec<String> {
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
        "embedding_origins",
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
        "profile",
        "leeway",
        "organization_tokens",
        "organization_audiences",
        "organization_validity",
        "name",
        "base",
        "example",
        "description",
        "forward",
        "production",
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
        .filter(|line| !line.starts_with("#description"))
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
