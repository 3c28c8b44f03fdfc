//! What holds for any text whatever.

use catalogue::read;
use domain::catalogue::Catalogue;
use proptest::prelude::*;

/// Pieces of which descriptions, and what is nearly one, are made.
const PIECES: &[&str] = &[
    "/a",
    "/{b}",
    "get",
    "put",
    "body",
    "is",
    "type",
    "types",
    "traits",
    "resourceTypes",
    "paths",
    "parameters",
    "requestBody",
    "content",
    "application/json",
    "schema",
    "properties",
    "items",
    "allOf",
    "$ref",
    "'#/paths'",
    "'#/'",
    "example",
    "examples",
    "queryParameters",
    "uriParameters",
    "name",
    "in",
    "query",
    "x[]",
    "x | y",
    "<<resourcePath>>",
    "!include f",
    "&a",
    "*a",
    "x",
    "5",
    "title",
    "null",
    "'",
    "\"",
    "|\n",
    ">\n",
    "? ",
    "- ",
    ": ",
    ":\n ",
    ":\n  ",
    ":\n    ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "\t",
    "---\n",
    "%YAML 1.2\n",
    "!!str ",
    "#",
    "\u{202e}",
    "ä",
];

const HEADS: &[&str] = &["#%RAML 1.0\n", "openapi: 3.1.0\n", "{\"openapi\": \"3.0.0\", ", ""];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..60);
    (prop::sample::select(HEADS), pieces)
        .prop_map(|(head, pieces)| head.to_owned() + &pieces.concat())
}

/// A description with one place changed.
fn changed() -> impl Strategy<Value = String> {
    let texts = [
        include_str!("../../cockpit.raml"),
        include_str!("fixtures/petstore.json"),
        include_str!("fixtures/readme.yaml"),
    ];
    let piece = prop::sample::select(PIECES);
    (prop::sample::select(texts.to_vec()), any::<prop::sample::Index>(), 0..80_usize, piece)
        .prop_map(|(text, at, gone, piece)| {
            let lines: Vec<_> = text.split_inclusive('\n').collect();
            let at = at.index(lines.len());
            let cut: String = lines[at].chars().skip(gone).collect();
            [&lines[..at].concat(), piece, &cut, &lines[at + 1..].concat()].concat()
        })
}

/// What is read can be sent, read again, and has lines that there are.
fn check(text: &str) -> Result<(), TestCaseError> {
    let lines = text.split(['\n', '\r']).count();
    let described = match read(text) {
        Ok(described) => described,
        Err(error) => {
            prop_assert!(error.line().is_none_or(|line| line <= lines), "{error}");
            return Ok(());
        }
    };
    for remark in &described.remarks {
        prop_assert!((1..=lines).contains(&remark.line), "{remark}");
        prop_assert!(!remark.sentence.contains(['\n', '\u{202e}']), "{remark}");
    }
    for operation in &described.catalogue.operations {
        let named: Vec<_> = operation.path.parameters().collect();
        let in_path = operation.parameters.iter().filter(|it| it.place.as_str() == "path");
        prop_assert!(in_path.clone().all(|it| it.required && named.contains(&&*it.name)));
        prop_assert!(named.iter().all(|name| in_path.clone().any(|it| it.name == *name)));
    }
    let written = serde_json::to_string(&described.catalogue).unwrap();
    let again: Catalogue = serde_json::from_str(&written).unwrap();
    prop_assert_eq!(again, described.catalogue);
    Ok(())
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in text()) {
        check(&text)?;
    }

    #[test]
    fn no_letters_break_the_reader(text in "(#%RAML 1.0\n|openapi: 3.0.0\n)?.{0,200}") {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_change_in_one_place_leaves_the_rest(text in changed()) {
        check(&text)?;
    }
}

#[test]
fn an_operation_that_is_wrong_does_not_take_others_with_it() {
    let text = include_str!("../../cockpit.raml");
    let broken = text.replacen("        delete:\n", "        delete: wrong\n        x:\n", 1);
    let described = read(&broken).unwrap();
    assert_eq!(described.catalogue.operations.len(), 22);
    assert_eq!(
        described.remarks[0].to_string(),
        "line 95: `delete` must be a mapping, but is a text; it is left out"
    );
}
