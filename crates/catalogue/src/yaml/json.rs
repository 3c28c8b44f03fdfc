//! Writes a node as JSON, with the names in their order.

use super::{Kind, NodeData};

/// On one line.
pub(crate) fn compact(node: &NodeData) -> String {
    let mut written = String::new();
    write(node, None, &mut written);
    written
}

/// Laid out for people.
pub(crate) fn pretty(node: &NodeData) -> String {
    let mut written = String::new();
    write(node, Some(0), &mut written);
    written
}

/// `depth` is that of the layout, where there is one.
fn write(node: &NodeData, depth: Option<usize>, to: &mut String) {
    match &node.kind {
        Kind::Null => to.push_str("null"),
        Kind::Scalar { text, quoted: false } if is_json_word(text) => to.push_str(text),
        Kind::Scalar { text, .. } | Kind::Include(text) => to.push_str(&string(text)),
        Kind::Sequence(items) => {
            let items = items.iter().map(|item| (None, &**item));
            collection(['[', ']'], items, depth, to);
        }
        Kind::Mapping(entries) => {
            let entries = entries.iter().map(|entry| (Some(entry.name.as_str()), &*entry.value));
            collection(['{', '}'], entries, depth, to);
        }
    }
}

fn collection<'a>(
    [begin, end]: [char; 2],
    items: impl ExactSizeIterator<Item = (Option<&'a str>, &'a NodeData)>,
    depth: Option<usize>,
    to: &mut String,
) {
    to.push(begin);
    let (inside, is_empty) = (depth.map(|depth| depth + 1), items.len() == 0);
    for (position, (name, item)) in items.enumerate() {
        if position > 0 {
            to.push(',');
        }
        new_line(inside, to);
        if let Some(name) = name {
            to.push_str(&string(name));
            to.push_str(if depth.is_some() { ": " } else { ":" });
        }
        write(item, inside, to);
    }
    if !is_empty {
        new_line(depth, to);
    }
    to.push(end);
}

fn new_line(depth: Option<usize>, to: &mut String) {
    if let Some(depth) = depth {
        to.push('\n');
        to.extend(std::iter::repeat_n("  ", depth));
    }
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether plain text is a number or a truth value in JSON as in YAML.
fn is_json_word(text: &str) -> bool {
    matches!(text, "true" | "false")
        || text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && serde_json::from_str::<serde_json::Number>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    fn written(yaml: &str) -> String {
        compact(&parse(yaml).unwrap().root)
    }

    #[test]
    fn values_keep_their_kind_and_order() {
        for (yaml, json) in [
            ("{z: 1, a: -2.5e3, b: 007, c: 0x10}", r#"{"z":1,"a":-2.5e3,"b":"007","c":"0x10"}"#),
            ("[true, 'true', yes, null, ~, '']", r#"[true,"true","yes",null,null,""]"#),
            ("- |\n  a\n  \"b\"\n- !!str 5", r#"["a\n\"b\"\n","5"]"#),
            ("{}", "{}"),
            ("[[], {a: []}]", r#"[[],{"a":[]}]"#),
            ("1e999", r#""1e999""#),
        ] {
            assert_eq!(written(yaml), json, "{yaml}");
        }
    }

    #[test]
    fn people_get_it_laid_out() {
        let node = parse("a: [1, {b: []}]\nc: {}").unwrap().root;
        let expected = "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}";
        assert_eq!(pretty(&node), expected);
    }
}
