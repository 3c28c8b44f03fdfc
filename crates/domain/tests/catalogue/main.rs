//! What an API offers, and which requests belong to it.

use domain::catalogue::{
    Body, Catalogue, ConcretePath, Method, Operation, Parameter, ParameterPlace, PathTemplate,
};
use proptest::prelude::*;
use serde_json::json;

fn operation(method: Method, path: &str) -> Operation {
    Operation {
        method,
        path: PathTemplate::parse(path).unwrap(),
        name: String::new(),
        summary: String::new(),
        parameters: Vec::new(),
        body: None,
    }
}

fn catalogue(operations: &[(Method, &str)]) -> Catalogue {
    let operations = operations.iter().map(|(method, path)| operation(*method, path)).collect();
    Catalogue { title: "API".to_owned(), operations, ..Catalogue::default() }
}

fn path(text: &str) -> ConcretePath {
    ConcretePath::parse(text).unwrap()
}

#[test]
fn an_operation_is_written_without_what_it_has_not() {
    let mut operation = operation(Method::Put, "/a/{b}");
    let least = json!({"method": "PUT", "path": "/a/{b}"});
    assert_eq!(serde_json::to_value(&operation).unwrap(), least);
    assert_eq!(serde_json::from_value::<Operation>(least).unwrap(), operation);
    operation.parameters.push(Parameter {
        name: "b".to_owned(),
        place: ParameterPlace::Path,
        required: true,
        description: String::new(),
        example: "x".to_owned(),
    });
    operation.body = Some(Body {
        media_type: "application/json".to_owned(),
        required: false,
        example: "{}".to_owned(),
    });
    let whole = json!({
        "method": "PUT", "path": "/a/{b}",
        "parameters": [{"name": "b", "in": "path", "required": true, "example": "x"}],
        "body": {"media_type": "application/json", "example": "{}"},
    });
    assert_eq!(serde_json::to_value(&operation).unwrap(), whole);
    assert_eq!(serde_json::from_value::<Operation>(whole).unwrap(), operation);
}

#[test]
fn what_is_no_operation_is_not_read_as_one() {
    for (value, sentence) in [
        (
            json!({"method": "TRACE", "path": "/"}),
            "expected one of: GET HEAD OPTIONS POST PUT PATCH DELETE",
        ),
        (json!({"method": "GET", "path": "a"}), "the path `a` does not begin with a slash"),
    ] {
        let error = serde_json::from_value::<Operation>(value).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn methods_that_change_something_are_dangerous() {
    let dangerous = Method::ALL.into_iter().filter(|method| method.is_dangerous());
    let names: Vec<_> = dangerous.map(Method::as_str).collect();
    assert_eq!(names, ["POST", "PUT", "PATCH", "DELETE"]);
    for method in Method::ALL {
        assert_eq!(Method::named(method.as_str()), Some(method));
    }
    assert_eq!(Method::named("get"), None);
}

#[test]
fn the_path_of_an_operation_is_one_that_requests_can_have() {
    for good in ["/", "/a", "/a/", "/a/{b}", "/{a}/info.0.json", "/a-{b}.{c}/d", "/{b c}"] {
        assert_eq!(PathTemplate::parse(good).unwrap().as_str(), good);
    }
    for (text, reason) in [
        ("", "does not begin with a slash"),
        ("a/b", "does not begin with a slash"),
        ("//", "has an empty segment or one of dots"),
        ("/a//b", "has an empty segment or one of dots"),
        ("/a/../b", "has an empty segment or one of dots"),
        ("/.", "has an empty segment or one of dots"),
        ("/{a", "has braces that do not name parameters one by one"),
        ("/a}", "has braces that do not name parameters one by one"),
        ("/{}", "has braces that do not name parameters one by one"),
        ("/{{a}}", "has braces that do not name parameters one by one"),
        ("/{a}{b}", "has braces that do not name parameters one by one"),
        ("/a?b", "has characters that do not stand in addresses"),
        ("/a b", "has characters that do not stand in addresses"),
        ("/a%2fb", "has characters that do not stand in addresses"),
    ] {
        let error = PathTemplate::parse(text).unwrap_err();
        assert_eq!(error.to_string(), format!("the path `{text}` {reason}"));
    }
    assert_eq!(
        PathTemplate::parse("/\u{202e}`").unwrap_err().to_string(),
        "the path `/\\u{202e}\\u{60}` has characters that do not stand in addresses"
    );
    let template = PathTemplate::parse("/a/{b}/{c}.{d}").unwrap();
    assert_eq!(template.parameters().collect::<Vec<_>>(), ["b", "c", "d"]);
}

#[test]
fn the_path_of_a_request_is_read_alike_by_every_server() {
    for good in ["/", "/a", "/a/", "/a/b%20c", "/~a;b=1,2", "/50%25", "/a:b@c", "/...", "/a%3Fb"] {
        assert_eq!(path(good).as_str(), good);
    }
    for (text, sentence) in [
        ("", "the path does not begin with a slash"),
        ("a", "the path does not begin with a slash"),
        ("https://evil.example/", "the path does not begin with a slash"),
        ("/a?b", "the path has a query or a fragment"),
        ("/a#b", "the path has a query or a fragment"),
        ("//evil.example", "the path has an empty segment"),
        ("/a//b", "the path has an empty segment"),
        ("/a//", "the path has an empty segment"),
        ("/.", "the path has a segment of dots"),
        ("/a/../b", "the path has a segment of dots"),
        ("/a/..;x/b", "the path has a segment of dots"),
        ("/;x/b", "the path has a segment of dots"),
        ("/a/%2e%2E/b", "the path has a segment of dots"),
        ("/a/.%2e/b", "the path has a segment of dots"),
        ("/a/%252e%252e/b", "the path has a segment of dots"),
        ("/a%2fb", "the path has an encoded slash, backslash or control character"),
        ("/a%2Fb", "the path has an encoded slash, backslash or control character"),
        ("/a%252fb", "the path has an encoded slash, backslash or control character"),
        ("/a%5Cb", "the path has an encoded slash, backslash or control character"),
        ("/a%00", "the path has an encoded slash, backslash or control character"),
        ("/a%0d%0aHost:x", "the path has an encoded slash, backslash or control character"),
        ("/a\\b", "the path has a character that has to be percent-encoded"),
        ("/a b", "the path has a character that has to be percent-encoded"),
        ("/a\r\nb", "the path has a character that has to be percent-encoded"),
        ("/ä", "the path has a character that has to be percent-encoded"),
        ("/{a}", "the path has a character that has to be percent-encoded"),
        ("/a%", "the path has a percent sign that begins no escape"),
        ("/a%2", "the path has a percent sign that begins no escape"),
        ("/a%zz", "the path has a percent sign that begins no escape"),
    ] {
        assert_eq!(ConcretePath::parse(text).unwrap_err().to_string(), sentence, "{text:?}");
    }
}

#[test]
fn no_path_of_a_request_holds_bytes_that_some_servers_take_for_dots_and_slashes() {
    for text in ["/%c0%ae%c0%ae/a", "/a%c0%af..%c0%af", "/a%ff"] {
        let error = ConcretePath::parse(text).unwrap_err();
        assert_eq!(error.to_string(), "the path has percent escapes that are not UTF-8", "{text}");
    }
    assert_eq!(path("/Zo%C3%AB").as_str(), "/Zo%C3%AB");
}

#[test]
fn the_path_of_a_request_is_not_endless() {
    let long = format!("/{}", "a".repeat(2048));
    let error = ConcretePath::parse(&long).unwrap_err();
    assert_eq!(error.to_string(), "the path is longer than 2048 bytes");
}

#[test]
fn a_request_belongs_to_the_operation_of_its_path() {
    for (template, fitting, others) in [
        ("/", vec!["/"], vec!["/a"]),
        ("/a", vec!["/a"], vec!["/", "/a/", "/a/b", "/A", "/ab"]),
        ("/a/", vec!["/a/"], vec!["/a", "/a/b"]),
        ("/{a}", vec!["/a", "/a%20b"], vec!["/", "/a/", "/a/b"]),
        ("/a/{b}/c", vec!["/a/b/c", "/a/c/c"], vec!["/a/b", "/a/b/d", "/a/b/c/d"]),
        ("/{a}/info.0.json", vec!["/614/info.0.json"], vec!["/info.0.json", "/614/info_0.json"]),
        ("/x{a}", vec!["/xy"], vec!["/x", "/yx"]),
        ("/{a}.json", vec!["/a.json", "/.json.json"], vec!["/.json", "/a.jso"]),
        ("/{a}-{b}", vec!["/a-b", "/a-b-c", "/--b"], vec!["/-b", "/a-", "/-", "/ab"]),
        ("/v{a}.{b}.x", vec!["/v1.2.x"], vec!["/v1.x", "/v.2.x", "/v1..x"]),
        ("/aa{a}aa", vec!["/aabaa"], vec!["/aaa", "/aaaa"]),
    ] {
        let template = PathTemplate::parse(template).unwrap();
        for text in fitting {
            assert!(template.matches(&path(text)), "{template:?} {text}");
        }
        for text in others {
            assert!(!template.matches(&path(text)), "{template:?} {text}");
        }
    }
}

#[test]
fn the_most_exact_path_and_no_other_method_is_found() {
    let catalogue = catalogue(&[
        (Method::Get, "/pets/{pet}"),
        (Method::Get, "/pets/mine"),
        (Method::Delete, "/pets/{pet}"),
    ]);
    let found = |method, text| {
        catalogue.operation(method, &path(text)).map(|operation| operation.path.as_str())
    };
    assert_eq!(found(Method::Get, "/pets/mine"), Some("/pets/mine"));
    assert_eq!(found(Method::Get, "/pets/5"), Some("/pets/{pet}"));
    assert_eq!(found(Method::Delete, "/pets/mine"), Some("/pets/{pet}"));
    assert_eq!(found(Method::Put, "/pets/5"), None);
    assert_eq!(found(Method::Get, "/pets"), None);
    let methods = |text| {
        let found = Method::ALL.into_iter().filter(|method| found(*method, text).is_some());
        found.collect::<Vec<_>>()
    };
    assert_eq!(methods("/pets/5"), [Method::Get, Method::Delete]);
    assert_eq!(methods("/pets"), []);
}

proptest! {
    /// Whatever is taken as a request's path stays within the base when a browser's rules or a
    /// careless server's are applied to it.
    #[test]
    fn no_path_of_a_request_leads_elsewhere(text in "/?([./\\\\a%25eEfFc;?#:@ ]|%2[eEfF]|%5[cC]|%25){0,12}") {
        if let Ok(path) = ConcretePath::parse(&text) {
            let decoded = path.as_str().replace("%25", "%").replace("%25", "%");
            let decoded = decoded.to_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
            prop_assert_eq!(decoded.matches('/').count(), path.as_str().matches('/').count());
            prop_assert!(!decoded.contains('\\') && !decoded.starts_with("//"));
            prop_assert!(decoded.split('/').all(|segment| !matches!(segment, "." | "..")));
        }
    }

    /// A template is matched by every path that is made from it.
    #[test]
    fn a_path_made_from_a_template_matches(values in proptest::collection::vec("[a-z0-9_.]{1,5}x", 3)) {
        let template = PathTemplate::parse("/a/{b}/c-{d}/{e}.json").unwrap();
        let [b, d, e] = &values[..] else { unreachable!() };
        let text = format!("/a/{b}/c-{d}/{e}.json");
        prop_assert!(template.matches(&path(&text)));
    }
}
