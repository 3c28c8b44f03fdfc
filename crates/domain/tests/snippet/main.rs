//! A request as a program: what it looks like, and that no text in it is anything but text.

mod hostile;
#[cfg(unix)]
mod shell;

use domain::{
    catalogue::{CallRequest, ConcretePath, Method},
    jwt::CompactJwt,
    snippet::{Language, snippet},
};

const BASE: &str = "https://cockpit.example/api";
const TOKEN: &str = "eyJhbGciOiJFUzM4NCJ9.e30.AA";

fn request(method: Method, path: &str) -> CallRequest {
    CallRequest {
        method,
        path: ConcretePath::parse(path).unwrap(),
        query: Vec::new(),
        headers: Vec::new(),
        media_type: None,
        body: None,
    }
}

fn with_body(body: &str) -> CallRequest {
    CallRequest {
        media_type: Some("application/json".to_owned()),
        body: Some(body.to_owned()),
        ..request(Method::Post, "/ays/repository")
    }
}

fn with_header(name: &str, value: &str) -> CallRequest {
    CallRequest {
        headers: vec![(name.to_owned(), value.to_owned())],
        ..request(Method::Get, "/ays/repository")
    }
}

fn written(language: Language, request: &CallRequest) -> String {
    let token = CompactJwt::parse(TOKEN).unwrap();
    snippet(language, request, BASE, &token).expose().to_owned()
}

#[test]
fn a_request_is_written_in_each_language() {
    let everything = CallRequest {
        query: vec![("all".into(), "yes & no".into()), ("all".into(), String::new())],
        headers: vec![("X-Trace".into(), "Zoë's".into()), ("X-Empty".into(), String::new())],
        ..with_body("{\"name\": \"it's\",\n \"cost\": \"$5 `\\\\`\"}")
    };
    let programs = Language::ALL.map(|language| {
        let (label, program) = (language.label(), written(language, &everything));
        format!("──── {label} ────\n{program}")
    });
    insta::assert_snapshot!(programs.join("\n"));
}

#[test]
fn a_request_without_anything_is_written_in_each_language() {
    let least = request(Method::Get, "/ays/repository");
    let programs = Language::ALL.map(|language| {
        let (label, program) = (language.label(), written(language, &least));
        format!("──── {label} ────\n{program}")
    });
    insta::assert_snapshot!(programs.join("\n"));
}

#[test]
fn an_address_reads_the_same_for_everybody() {
    for (name, value, expected) in [
        ("a", "b", "?a=b"),
        ("", "", "?="),
        ("a b", "c+d", "?a%20b=c%2Bd"),
        ("a=b", "c&d#e?f", "?a%3Db=c%26d%23e%3Ff"),
        ("é", "漢\u{1f600}", "?%C3%A9=%E6%BC%A2%F0%9F%98%80"),
        ("%", "100%25", "?%25=100%2525"),
        ("[x]", "\"'\\\n\0", "?%5Bx%5D=%22%27%5C%0A%00"),
    ] {
        let request = CallRequest {
            query: vec![(name.to_owned(), value.to_owned())],
            ..request(Method::Get, "/a%20b/")
        };
        let address = request.address(BASE);
        assert_eq!(address, format!("{BASE}/a%20b/{expected}"));
        let query = address.split_once('?').unwrap().1;
        let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(read, request.query);
        assert_eq!(request.address(&format!("{BASE}/")), address);
    }
    assert_eq!(request(Method::Get, "/").address(BASE), format!("{BASE}/"));
}

#[test]
fn a_body_is_sent_where_it_means_something() {
    for method in Method::ALL {
        let request = CallRequest { method, ..with_body("{}") };
        let is_without = matches!(method, Method::Get | Method::Head);
        let expected = (!is_without).then_some(("application/json", "{}"));
        assert_eq!(request.content(), expected, "{}", method.as_str());
    }
    let untyped = CallRequest { media_type: None, ..with_body("") };
    assert_eq!(untyped.content(), Some(("text/plain;charset=UTF-8", "")));
    assert_eq!(request(Method::Post, "/").content(), None);
}

#[test]
fn the_version_of_reqwest_is_the_one_this_project_uses() {
    let program = written(Language::Rust, &request(Method::Get, "/"));
    let line = program.lines().find(|line| line.contains("reqwest = ")).unwrap();
    let version = line.split('"').nth(1).unwrap();
    let manifest = include_str!("../../../../Cargo.toml");
    assert!(manifest.contains(&format!("\nreqwest = {{ version = \"{version}\"")), "{version}");
}

#[test]
fn a_program_with_a_token_is_not_shown() {
    let token = CompactJwt::parse(TOKEN).unwrap();
    let program = snippet(Language::Curl, &with_body("canary"), BASE, &token);
    assert_eq!(format!("{program:?}"), "CopyText(redacted)");
}
