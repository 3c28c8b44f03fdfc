//! What is no description, and what would be one without end.

use catalogue::{DescriptionError, LARGEST, read};

use crate::lines;

/// What is said for each number, one after the other.
fn said(numbers: std::ops::Range<usize>, say: impl Fn(usize) -> String) -> String {
    numbers.map(say).collect::<Vec<_>>().concat()
}

fn error(text: &str) -> DescriptionError {
    read(text).unwrap_err()
}

#[test]
fn what_is_no_description_is_an_error_with_its_line() {
    for (text, code, sentence) in [
        ("", "description-format-unknown", "the description is neither RAML 1.0 nor OpenAPI 3"),
        ("[1]", "description-format-unknown", "the description is neither RAML 1.0 nor OpenAPI 3"),
        ("<a/>", "description-format-unknown", "the description is neither RAML 1.0 nor OpenAPI 3"),
        (
            "swagger: '2.0'",
            "description-version-unknown",
            "the description is Swagger 2.0, not OpenAPI 3",
        ),
        (
            "info:\nopenapi: 4.0.0",
            "description-version-unknown",
            "line 2: the version of OpenAPI, `4.0.0`, is not known",
        ),
        (
            "openapi: [3]",
            "description-version-unknown",
            "line 1: the version of OpenAPI, ``, is not known",
        ),
        (
            "#%RAML 0.8\ntitle: T",
            "description-version-unknown",
            "line 1: the description is RAML `0.8`, not the RAML 1.0 of an API",
        ),
        (
            "#%RAML 1.0 Overlay\ntitle: T",
            "description-version-unknown",
            "line 1: the description is RAML `1.0 Overlay`, not the RAML 1.0 of an API",
        ),
    ] {
        let error = error(text);
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence), "{text}");
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn what_is_no_yaml_is_told_with_its_line() {
    for (text, line) in [
        ("openapi: 3.1.0\npaths:\n  /a: {\n  b", 3),
        ("openapi: 3.1.0\npaths:\n  - a\n b\n", 4),
        ("openapi: 3.1.0\npaths: \"never closed\n", 2),
        ("openapi: 3.1.0\npaths: *nothing\n", 2),
        ("{\"openapi\": \"3.1.0\",\n\"paths\": }}", 2),
        ("a: b: c", 1),
    ] {
        let error = error(text);
        assert_eq!(error.code(), "description-not-yaml", "{text}: {error}");
        assert_eq!(error.line(), Some(line), "{text}: {error}");
    }
    assert_eq!(
        error("a: &a\nb: *c").to_string(),
        "line 2: this is not YAML: while parsing node, found unknown anchor"
    );
}

#[test]
fn json_with_tabs_and_a_byte_order_mark_is_read() {
    let text = "\u{feff}{\n\t\"openapi\": \"3.0.3\",\n\t\"paths\": {\"/a\": {\"get\": {}}}\n}";
    assert_eq!(lines(&read(text).unwrap().catalogue.operations), ["GET /a"]);
}

#[test]
fn what_is_too_large_is_not_looked_at() {
    let text = format!("openapi: 3.1.0\n#{}", " ".repeat(LARGEST));
    assert_eq!(error(&text).to_string(), "the description is larger than 2 MiB");
    assert_eq!(error(&text).code(), "description-too-large");
}

#[test]
fn aliases_are_followed_until_they_are_too_many() {
    let few = "openapi: 3.1.0\nx: &x {get: &g {operationId: o}}\npaths: {/a: *x, /b: {put: *g}}";
    assert_eq!(lines(&read(few).unwrap().catalogue.operations), ["GET /a", "PUT /b"]);
    let mut bomb = "openapi: 3.1.0\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = level - 1;
        let line = format!("a{level}: &a{level} [{}]\n", vec![format!("*a{before}"); 10].join(","));
        bomb.push_str(&line);
    }
    let error = error(&bomb);
    assert_eq!(
        error.to_string(),
        "line 7: the description is nested too deeply, or its aliases are too many"
    );
    assert_eq!(error.code(), "description-unbounded");
}

#[test]
fn an_alias_inside_itself_or_in_a_long_chain_is_no_trap() {
    assert_eq!(error("openapi: 3.1.0\nx: &x [*x]").code(), "description-unbounded");
    let chain = "openapi: 3.1.0\na0: &a0 {b: c}\n".to_owned();
    let chain =
        chain + &said(1..100, |level| format!("a{level}: &a{level} {{b: *a{}}}\n", level - 1));
    assert_eq!(error(&chain).code(), "description-unbounded");
}

#[test]
fn deep_nesting_is_refused_in_every_form() {
    for text in [
        format!("openapi: 3.1.0\nx: {}", "[".repeat(100_000)),
        format!("openapi: 3.1.0\nx: {}1{}", "[".repeat(70), "]".repeat(70)),
        format!("openapi: 3.1.0\nx: {}", "{a: ".repeat(100_000)),
        format!("openapi: 3.1.0\nx:\n{}", said(0..200, |at| format!("{}a:\n", " ".repeat(at + 1)))),
        format!("- {}", "- ".repeat(10_000)),
    ] {
        let code = error(&text).code();
        assert!(matches!(code, "description-unbounded" | "description-not-yaml"), "{code}");
    }
}

#[test]
fn what_names_itself_many_times_comes_to_an_end() {
    let names = said(0..200, |at| format!("p{at}: {{$ref: '#/s'}}, "));
    let operations: String = said(0..400, |at| {
        format!(
            "  /a{at}: {{put: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/s'}}}}}}}}}}}}\n"
        )
    });
    let text = format!("openapi: 3.1.0\ns: {{properties: {{{names}}}}}\npaths:\n{operations}");
    assert_eq!(read(&text).unwrap().catalogue.operations.len(), 400);
    let uses: String = said(0..3000, |at| format!("/r{at}: {{type: t}}\n"));
    let many: String = said(0..2000, |at| format!("      p{at}: <<resourcePath>>\n"));
    let text = format!(
        "#%RAML 1.0\nresourceTypes:\n  t:\n    type: t\n    get:\n     queryParameters:\n{many}{uses}"
    );
    let described = read(&text).unwrap();
    assert!(described.catalogue.operations.len() > 50);
    assert!(described.remarks.len() > 100);
    assert_eq!(
        described.remarks[150].sentence,
        "too many uses of a resource type; it is not applied here"
    );
}

#[test]
fn more_operations_than_anybody_reads_are_cut_off() {
    let paths: String = said(0..2100, |at| format!("  /a{at}: {{get: {{}}}}\n"));
    let described = read(&format!("openapi: 3.1.0\npaths:\n{paths}")).unwrap();
    assert_eq!(described.catalogue.operations.len(), catalogue::MOST_OPERATIONS);
    assert_eq!(
        described.remarks[0].to_string(),
        "line 2003: there are more than 2000 operations; the rest is left out"
    );
}
