//! JSON as a tree: literally, in order, and within bounds.

use domain::folded::{Leaf, LeafKind, Node};
use proptest::prelude::*;
use serde_json::Value;

/// The tree as JSON in one line; what is left out is counted.
fn line(node: &Node) -> String {
    match node {
        Node::Leaf(it) => leaf(it),
        Node::Branch { brackets, members, left_out } => {
            let mut written: Vec<String> = members
                .iter()
                .map(|member| {
                    let name = member.name.as_ref();
                    let name = name.map(|it| format!("{}:", leaf(it))).unwrap_or_default();
                    format!("{name}{}", line(&member.value))
                })
                .collect();
            if *left_out > 0 {
                written.push(format!("…{left_out}"));
            }
            let [open, close] = brackets.pair();
            format!("{open}{}{close}", written.join(","))
        }
    }
}

fn leaf(leaf: &Leaf) -> String {
    match leaf.left_out {
        0 => leaf.text.clone(),
        left_out => format!("{}…{left_out}", leaf.text),
    }
}

fn read(text: &str) -> String {
    line(&Node::parse(text).unwrap())
}

#[test]
fn values_are_shown_as_they_are_written() {
    for (text, expected) in [
        ("null", "null"),
        (" -0.10e+400\n", "-0.10e+400"),
        (
            "12345678901234567890.000000000000000000001",
            "12345678901234567890.000000000000000000001",
        ),
        (r#""a\"b\\""#, r#""a\"b\\""#),
        (r#""\ud800 \u0041 \/""#, r#""\ud800 \u0041 \/""#),
        ("[]", "[]"),
        (" { } ", "{}"),
        ("[ {}, [ ] ,\t0 ]", "[{},[],0]"),
        (r#"{"z":1,"a":2,"z":{"":[true,false]}}"#, r#"{"z":1,"a":2,"z":{"":[true,false]}}"#),
        (r#"{"}":"]","\"":"{,:"}"#, r#"{"}":"]","\"":"{,:"}"#),
    ] {
        assert_eq!(read(text), expected);
        assert!(Node::parse(text).unwrap().is_whole());
    }
}

#[test]
fn what_is_no_json_is_no_tree() {
    for text in [
        "",
        " ",
        "text",
        "{",
        "[1,]",
        "{\"a\" 1}",
        "{} {}",
        "01",
        "'a'",
        "\u{feff}{}",
        "\"a\nb\"",
        "<html>",
        "NaN",
        "[1",
        "{\"a\":1}x",
    ] {
        assert!(Node::parse(text).is_none(), "{text:?}");
    }
}

#[test]
fn each_kind_is_told() {
    for (text, kind) in [
        ("\"true\"", LeafKind::Text),
        ("true", LeafKind::Word),
        ("false", LeafKind::Word),
        ("null", LeafKind::Word),
        ("-1", LeafKind::Number),
        ("0", LeafKind::Number),
    ] {
        let Some(Node::Leaf(leaf)) = Node::parse(text) else { panic!("{text}") };
        assert_eq!(leaf.kind, kind, "{text}");
    }
}

#[test]
fn what_deceives_is_written_as_an_escape() {
    assert_eq!(
        read("{\"x\u{202e}\":\"y\u{e0041}\u{7f}\u{200b}\"}"),
        r#"{"x\u202e":"y\udb40\udc41\u007f\u200b"}"#
    );
}

#[test]
fn what_is_too_deep_is_left_out_and_counted() {
    let nested =
        |depth: usize, inner: &str| format!("{}{inner}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Node::parse(&nested(64, "1,2")).unwrap().is_whole());
    assert_eq!(read(&nested(65, "1,{\"a\":[3]},4")), nested(65, "…3"));
    assert_eq!(read(&nested(100_000, "")), nested(65, "…1"));
    // What comes behind is there.
    assert_eq!(read(&format!("[{},5]", nested(66, ""))), format!("[{},5]", nested(64, "…1")));
}

#[test]
fn what_is_too_much_is_left_out_and_counted() {
    let array = |count: usize| format!("[{}]", vec!["7"; count].join(","));
    assert!(Node::parse(&array(1000)).unwrap().is_whole());
    let Some(Node::Branch { members, left_out, .. }) = Node::parse(&array(1234)) else { panic!() };
    assert_eq!((members.len(), left_out), (1000, 234));

    // A long list does not hide what stands behind it.
    let text = format!(r#"{{"items":{},"next":"page 2"}}"#, array(5000));
    let node = Node::parse(&text).unwrap();
    assert!(!node.is_whole());
    assert!(line(&node).ends_with(r#",…4000],"next":"page 2"}"#));

    let lists = vec![array(999); 11].join(",");
    let shown = line(&Node::parse(&format!("[{lists}]")).unwrap());
    assert_eq!(shown.matches('7').count() + shown.matches('[').count() - 1, 10_000);
    assert!(shown.ends_with("…1]"), "{}", &shown[shown.len() - 40..]);
}

#[test]
fn a_long_text_is_cut_between_characters() {
    let node = Node::parse(&format!("\"{}\"", "é".repeat(10_010))).unwrap();
    assert!(!node.is_whole());
    assert_eq!(line(&node), format!("\"{}…12", "é".repeat(9_999)));
    let node = Node::parse(&format!("{{\"{}\":1}}", "n".repeat(10_010))).unwrap();
    assert!(!node.is_whole());
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".{0,6}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn the_tree_means_the_same(value in json(), is_indented in any::<bool>()) {
        let text = if is_indented { format!("{value:#}") } else { value.to_string() };
        prop_assert_eq!(serde_json::from_str::<Value>(&read(&text)).unwrap(), value);
    }

    #[test]
    fn any_text_is_a_tree_or_none(text in r#"[\[\]{},:"\\ a0tru\n]{0,24}"#) {
        let is_json = serde_json::from_str::<Value>(&text).is_ok();
        prop_assert_eq!(Node::parse(&text).is_some(), is_json);
    }
}
