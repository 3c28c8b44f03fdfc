//! The accessibility tree in reading order, one line for each thing that is heard.

use std::collections::HashMap;

use serde_json::Value;

use super::node::Node;

/// All nodes, by their ids.
pub(super) struct Tree<'a> {
    nodes: HashMap<&'a str, Node<'a>>,
    root: &'a str,
    current: &'a [String],
}

impl<'a> Tree<'a> {
    pub(super) fn of(told: &'a Value, current: &'a [String]) -> Self {
        let nodes = told["nodes"].as_array().expect("the browser tells the tree");
        let id = |node: &'a Value| node["nodeId"].as_str().expect("a node has an id");
        let root = nodes.iter().find(|node| node["parentId"].is_null()).map(id);
        Self {
            nodes: nodes.iter().map(|node| (id(node), Node(node))).collect(),
            root: root.expect("the tree has a root"),
            current,
        }
    }

    pub(super) fn told(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.tell(self.root, 0, &mut lines);
        lines
    }

    fn tell(&self, id: &str, depth: usize, lines: &mut Vec<String>) {
        let Some(node) = self.nodes.get(id) else { return };
        if node.is_unheard() {
            self.tell_children(node, depth, lines);
            return;
        }
        let text = self.text(node);
        // What is read from the contents is not read twice.
        let unsaid = text.as_deref().filter(|text| !text.is_empty() && !node.says(text));
        let unsaid = unsaid.map(|text| format!(": {text}")).unwrap_or_default();
        lines.push(format!("{}{}{unsaid}", "  ".repeat(depth), node.line(self.current)));
        if text.is_none() && !node.has_value() {
            self.tell_children(node, depth + 1, lines);
        }
    }

    /// Sentences in one line, whatever they are made of; the rest one by one.
    fn tell_children(&self, node: &Node<'_>, depth: usize, lines: &mut Vec<String>) {
        let mut sentence = String::new();
        let children = node.children().filter_map(|id| Some((id, self.nodes.get(id)?)));
        for (id, child) in children {
            if let Some(text) = self.sentence(child) {
                join(&mut sentence, &text, child);
            } else {
                end(&mut sentence, node, depth, lines);
                self.tell(id, depth, lines);
            }
        }
        end(&mut sentence, node, depth, lines);
    }

    /// The text of something that is only a part of a sentence, or one. A label's is heard with the
    /// control that it names.
    fn sentence(&self, node: &Node<'_>) -> Option<String> {
        if node.is_text() {
            return Some(node.name().to_owned());
        }
        let part = node.is_inline() || node.is_unheard() && !node.is_label();
        part.then(|| self.text(node))?
    }

    /// The text in a node, if there is nothing but text in it.
    fn text(&self, node: &Node<'_>) -> Option<String> {
        let mut text = String::new();
        for child in node.children().filter_map(|id| self.nodes.get(id)) {
            join(&mut text, &self.sentence(child)?, child);
        }
        Some(text)
    }
}

/// A block stands apart from what is before it, without a blank of its own.
fn join(before: &mut String, text: &str, node: &Node<'_>) {
    let apart = [before.chars().next_back(), text.chars().next()];
    let blank = apart.iter().any(|it| it.is_none_or(char::is_whitespace));
    if node.is_unheard() && !blank {
        before.push(' ');
    }
    before.push_str(text);
}

fn end(sentence: &mut String, node: &Node<'_>, depth: usize, lines: &mut Vec<String>) {
    let said = std::mem::take(sentence);
    if !said.trim().is_empty() && !node.is_label() {
        lines.push(format!("{}“{}”", "  ".repeat(depth), said.trim()));
    }
}
