//! The command as it is typed: what it prints, how it ends, and that it keeps its secret.

mod support;

use std::{fs, net::TcpListener};

use serde_json::json;

use support::{Demo, built_page, command, folder};

#[test]
fn the_example_printed_is_fine_once_its_secret_is_there() {
    let printed = command(&["config", "example"]).output().unwrap();
    let folder = folder("example");
    let file = folder.join("config.toml");
    fs::write(&file, printed.stdout).unwrap();
    fs::write(folder.join("client-secret"), "canary-secret\n").unwrap();
    let checked =
        command(&["config", "check", "--config", file.to_str().unwrap()]).output().unwrap();
    assert_eq!(checked.status.code(), Some(0));
    let said = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(
        said,
        format!("{} is fine: https://jwt.example.com/ on 127.0.0.1:8090\n", file.display())
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_key_that_is_passed_over_is_told() {
    let folder = folder("remarks");
    let file = folder.join("config.toml");
    let key = include_str!("../../domain/tests/fixtures/keys/jwk.jsonl").lines().next().unwrap();
    let set = format!("{{\"keys\": [{{\"kty\": \"RSA\", \"use\": \"enc\"}}, {key}]}}");
    fs::write(&file, proxy::EXAMPLE.replace("\n#key_files", "\nkey_files")).unwrap();
    fs::write(folder.join("client-secret"), "canary-secret\n").unwrap();
    for name in ["identity-server.pem", "jwks.json"] {
        fs::write(folder.join(name), &set).unwrap();
    }
    let checked =
        command(&["config", "check", "--config", file.to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    let remark =
        "`key_files`: passed over: key 1: the public key is not for verifying signatures (`use`)\n";
    assert_eq!(said.matches(remark).count(), 2, "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn mistakes_are_told_and_nothing_is_served() {
    let folder = folder("mistakes");
    let file = folder.join("config.toml");
    fs::write(&file, "listen = \"x\"\ncolour = 1\nclient_secret = \"canary\"\n").unwrap();
    for arguments in [vec!["serve"], vec!["config", "check"]] {
        let arguments = [arguments, vec!["--config", file.to_str().unwrap()]].concat();
        let ended = command(&arguments).output().unwrap();
        assert_eq!(ended.status.code(), Some(3));
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(said.starts_with("cockpit-jwt: 5 mistakes in the configuration"), "{said}");
        for line in
            ["line 1: `listen`", "line 2: there is no setting `colour`", "line 3: `client_secret`"]
        {
            assert!(said.contains(line), "{said}");
        }
        assert!(!said.contains("canary"), "{said}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_wrong_command_line_has_an_exit_code_of_its_own() {
    assert_eq!(command(&["sevre"]).output().unwrap().status.code(), Some(2));
    assert_eq!(command(&["serve"]).output().unwrap().status.code(), Some(2));
    let help = String::from_utf8(command(&["--help"]).output().unwrap().stdout).unwrap();
    for said in ["Exit codes:", "3  the configuration has mistakes", "4  a port is in use"] {
        assert!(help.contains(said), "{help}");
    }
}

#[test]
fn a_port_in_use_is_told_with_the_way_to_choose_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let page = built_page();
    let flags = ["--port", "--identity-port", "--api-port", "--portal-port"];
    for flag in flags {
        let mut arguments = vec!["demo", "--no-open", "--page", page.to_str().unwrap()];
        let port = port.to_string();
        for one in flags {
            arguments.extend([one, if one == flag { &port } else { "0" }]);
        }
        let ended = command(&arguments).output().unwrap();
        assert_eq!(ended.status.code(), Some(4));
        assert_eq!(
            String::from_utf8(ended.stderr).unwrap(),
            format!(
                "cockpit-jwt: port {port} is in use; choose another one with {flag} N, \
                 where 0 takes any free one\n"
            )
        );
    }
    fs::remove_dir_all(page).unwrap();
}

#[test]
fn a_mistake_in_an_option_is_told_as_one_of_that_option() {
    for (option, value, sentence) in [
        ("--page <DIR>", "/nowhere", "it holds no index.html; build the page first"),
        (
            "--page-url <URL>",
            "http://foo.example/",
            "the redirect URI `http://foo.example/` is not https although it is not on the own machine",
        ),
        (
            "--page-url <URL>",
            "https://Foo.Example/",
            "browsers spell `https://Foo.Example/` as `https://foo.example/`",
        ),
    ] {
        let flag = option.split(' ').next().unwrap();
        let ended = command(&["demo", "--no-open", flag, value]).output().unwrap();
        assert_eq!(ended.status.code(), Some(2));
        let said = String::from_utf8(ended.stderr).unwrap();
        let expected = format!("error: invalid value '{value}' for '{option}': {sentence}\n");
        assert!(said.starts_with(&expected), "{said}");
        assert!(!said.contains("COCKPIT_JWT_"), "{said}");
    }
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ended = command(&["config", "example"]).stdout(writer).output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[cfg(unix)]
#[test]
fn the_demo_needs_no_certificates_of_the_system() {
    let none = [("SSL_CERT_FILE", "/nowhere"), ("SSL_CERT_DIR", "/nowhere")];
    let demo = Demo::start_in(&none, &[]);
    assert!(demo.exchange_for("bob").starts_with("HTTP/1.1 200"));
    demo.end("TERM");
}

#[cfg(unix)]
#[test]
fn carol_is_not_told_the_same_as_eve_after_one_click() {
    let demo = Demo::start(&[]);
    let config = demo.get("proxy", "api/config");
    assert!(config.contains(r#""scopes":["user:memberof:moehaha.team","#), "{config}");
    let scopes = ["user:memberof:moehaha", "user:memberof:moehaha.team"];
    let carol = demo.exchange_with("carol", &scopes);
    assert!(carol.starts_with("HTTP/1.1 200"), "{carol}");
    assert!(carol.contains(r#""granted":{"scope":["user:memberof:moehaha.team"]"#), "{carol}");
    let eve = demo.exchange_with("eve", &scopes);
    assert!(eve.contains("You are not a member of moehaha."), "{eve}");
    demo.end("TERM");
}

#[cfg(unix)]
#[test]
fn the_demo_gives_bob_a_token_that_the_api_accepts_and_ends_when_asked() {
    let demo = Demo::start(&[]);
    assert!(demo.get("page", "").contains("<title>JWT</title>"));
    let token = demo.token_for("bob");
    let api = demo.get_as(&token, "api", "/ays/repository");
    assert!(api.starts_with("HTTP/1.1 200"), "{api}");
    let (code, _) = demo.end("TERM");
    assert_eq!(code, Some(0));
}

#[cfg(unix)]
#[test]
fn the_demo_says_where_everything_is_on_one_screen() {
    let demo = Demo::start_for_people();
    let (code, said) = demo.end("INT");
    assert_eq!(code, Some(0));
    for line in [
        "The page",
        "http://localhost:",
        "The widget",
        "/cockpit/jwt   (in a portal on another site)",
        "Sign in as",
        "carol",
        "Ctrl-C ends everything.",
    ] {
        assert!(said.contains(line), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_page_served_elsewhere_can_be_used_with_the_demo() {
    let demo = Demo::start(&["--page-url", "http://localhost:4000/"]);
    assert_eq!(demo.address("page"), "http://localhost:4000/");
    let config = demo.get("proxy", "api/config");
    assert!(
        config.contains(r#""redirect_uris":["http://localhost:4000/","http://localhost:"#),
        "{config}"
    );
    assert!(demo.exchange_for("bob").starts_with("HTTP/1.1 200"));
    demo.end("TERM");
}

#[cfg(unix)]
#[test]
fn the_demo_shows_both_ways_to_the_api() {
    let demo = Demo::start(&[]);
    let (page, portal) = (demo.address("page"), demo.address("portal"));
    for origin in [page.trim_end_matches('/'), portal.trim_end_matches('/')] {
        assert!(demo.get_from(origin, "api", "/ays/repository").contains(origin));
    }
    demo.end("TERM");

    let demo = Demo::start(&["--no-cors"]);
    let page = demo.address("page");
    let refused = demo.get_from(page.trim_end_matches('/'), "api", "/ays/repository");
    assert!(!refused.contains("access-control-allow-origin"), "{refused}");
    let answer = demo.forwarded(&demo.token_for("bob"), "GET", "/ays/repository");
    assert!(answer.contains("\"status\":200") && answer.contains("\"text\":\"[]\""), "{answer}");
    assert!(
        demo.get("proxy", "api/catalogue").ends_with("\"forwarded\":true,\"production\":false}")
    );
    demo.end("TERM");
}

#[cfg(unix)]
#[test]
fn the_demo_has_a_portal_that_embeds_the_widget() {
    let demo = Demo::start(&[]);
    let (portal, proxy) = (demo.address("portal"), demo.address("proxy"));
    assert!(portal.starts_with("http://127.0.0.1:"), "{portal}");
    assert!(demo.get("portal", "").contains("<title>Portal</title>"));
    let page = demo.get("portal", "cockpit/jwt");
    assert!(page.ends_with(&format!("<cockpit-jwt proxy=\"{proxy}\">")), "{page}");
    assert!(page.contains(&format!("script-src 'self' {} 'wasm", proxy.trim_end_matches('/'))));
    let api = demo.address("api").trim_end_matches("/api");
    assert!(page.contains(&format!("connect-src 'self' {} {api};", proxy.trim_end_matches('/'))));
    let origin = portal.trim_end_matches('/');
    let config = demo.get("proxy", "api/config");
    assert!(config.contains(&format!("\"embedding_origins\":[\"{origin}\"]")), "{config}");
    for redirect_uri in [format!("{proxy}callback.html"), format!("{portal}cockpit/jwt")] {
        let answer = demo.exchange_from(origin, &redirect_uri, "bob", &["user:memberof:moehaha"]);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let allowed = format!("access-control-allow-origin: {origin}\r\n");
        assert!(answer.contains(&allowed), "{answer}");
    }
    for (server, path) in [("api", "/ays/repository"), ("proxy", "index.html")] {
        let answer = demo.get_from(origin, server, path);
        let allowed = format!("access-control-allow-origin: {origin}\r\n");
        assert!(answer.contains(&allowed), "{answer}");
    }
    assert_eq!(demo.end("TERM").0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_page_without_a_portal_takes_no_port_for_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let demo = Demo::start_without_portal(&["--portal-port", &port]);
    assert!(!demo.has("portal"));
    assert!(!demo.get("proxy", "api/config").contains("embedding_origins"));
    demo.end("TERM");
}

#[cfg(unix)]
#[test]
fn the_secret_is_in_nothing_that_is_printed_or_answered() {
    let demo = Demo::start(&["--fault-control"]);
    let token = demo.token_for("bob");
    let body = json!({"grant": "organization", "audience": ["moehaha"]}).to_string();
    let organizations = demo.post_token(&body, &[("Authorization", &format!("Bearer {token}"))]);
    assert!(organizations.starts_with("HTTP/1.1 200"), "{organizations}");
    let seen = [
        organizations,
        demo.get("page", ""),
        demo.get("page", "api/config"),
        demo.post_token("{", &[]),
        demo.misbehaving("internal-error"),
        demo.misbehaving("html"),
    ];
    let secrets = demo.secrets();
    assert_eq!(secrets.len(), 5, "the secret, a verifier, three codes");
    let (_, printed) = demo.end("TERM");
    for text in seen.iter().chain([&printed]) {
        for secret in &secrets {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    assert!(printed.contains("organization token handed out"), "{printed}");
    assert!(printed.contains("provider-failed"), "{printed}");
    assert!(!printed.contains(&token), "{printed}");
}
