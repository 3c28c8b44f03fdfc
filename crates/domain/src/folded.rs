//! JSON as a tree to fold, each value as it is written: with all digits, in the same order, and with
//! names that come twice.

use serde::de::IgnoredAny;

use crate::{
    json_token,
    text::{is_deceptive, json_escape},
};

/// How many brackets stand around a value at most.
const DEEPEST: usize = 64;

/// How many members one object or array shows at most.
const MOST_MEMBERS: usize = 1000;

/// How many values are shown at most.
const MOST_VALUES: usize = 10_000;

/// How many characters of one text, number or name are shown at most.
const LONGEST: usize = 10_000;

/// A value. Like an API's answer it has no `Debug`: there may be anything in it.
#[derive(Clone, PartialEq, Eq)]
pub enum Node {
    /// A value that holds no others.
    Leaf(Leaf),
    /// An object or an array.
    Branch {
        /// Which of them.
        brackets: Brackets,
        /// What is shown of it, in the order of the text.
        members: Vec<Member>,
        /// How many members there are besides, too many or too deep to be shown.
        left_out: usize,
    },
}

/// What stands in an object or an array.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The name; none in an array.
    pub name: Option<Leaf>,
    /// The value.
    pub value: Node,
}

/// A text, number or word.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaf {
    /// As it is written, a text with its quotes. Characters that hide or reorder others are written
    /// as escapes, which mean the same.
    pub text: String,
    /// What it is.
    pub kind: LeafKind,
    /// How many characters there are besides, too many to be shown.
    pub left_out: usize,
}

/// The kinds of values that hold no others (RFC 8259 §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Word,
}

/// What stands around members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brackets {
    /// Those of an object.
    Braces,
    /// Those of an array.
    Square,
}

impl Brackets {
    /// The opening one and the closing one.
    pub const fn pair(self) -> [&'static str; 2] {
        match self {
            Self::Braces => ["{", "}"],
            Self::Square => ["[", "]"],
        }
    }
}

impl Node {
    /// Reads a JSON text (RFC 8259). `None` if it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        // From bytes, as everything else: the page needs no second reader of JSON.
        serde_json::from_slice::<IgnoredAny>(text.as_bytes()).ok()?;
        let mut reader = Reader { rest: text, room: MOST_VALUES };
        let first = reader.token()?;
        Some(reader.value(first, 0))
    }

    /// Whether nothing of the text is left out, here and below.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Leaf(leaf) => leaf.left_out == 0,
            Self::Branch { members, left_out, .. } => {
                *left_out == 0 && members.iter().all(Member::is_whole)
            }
        }
    }
}

impl Member {
    fn is_whole(&self) -> bool {
        self.value.is_whole() && self.name.as_ref().is_none_or(|name| name.left_out == 0)
    }
}

/// A text that is known to be JSON, and how many more values are shown.
struct Reader<'j> {
    rest: &'j str,
    room: usize,
}

impl<'j> Reader<'j> {
    fn token(&mut self) -> Option<&'j str> {
        let (token, rest) = json_token::first(self.rest.trim_start())?;
        self.rest = rest;
        Some(token)
    }

    /// The value that begins with `first`, with `depth` brackets around it.
    fn value(&mut self, first: &str, depth: usize) -> Node {
        match first {
            "{" => self.branch(Brackets::Braces, depth),
            "[" => self.branch(Brackets::Square, depth),
            _ => Node::Leaf(leaf(first)),
        }
    }

    fn branch(&mut self, brackets: Brackets, depth: usize) -> Node {
        let mut members = Vec::new();
        let mut left_out = 0;
        while let Some((name, first)) = self.member(brackets) {
            if depth == DEEPEST || members.len() == MOST_MEMBERS || self.room == 0 {
                left_out += 1;
                self.skip(first);
            } else {
                self.room -= 1;
                let value = self.value(first, depth + 1);
                members.push(Member { name: name.map(leaf), value });
            }
        }
        Node::Branch { brackets, members, left_out }
    }

    /// The name of the next member and the first token of its value, if the branch has one.
    fn member(&mut self, brackets: Brackets) -> Option<(Option<&'j str>, &'j str)> {
        let mut token = self.token()?;
        if token == "," {
            token = self.token()?;
        }
        match (token, brackets) {
            ("}" | "]", _) => None,
            (value, Brackets::Square) => Some((None, value)),
            (name, Brackets::Braces) => {
                self.token();
                Some((Some(name), self.token()?))
            }
        }
    }

    /// Goes past the value that begins with `first`, however deep it is.
    fn skip(&mut self, first: &str) {
        let mut open = 0_usize;
        let mut token = Some(first);
        while let Some(it) = token {
            match it {
                "{" | "[" => open += 1,
                "}" | "]" => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 {
                return;
            }
            token = self.token();
        }
    }
}

fn leaf(token: &str) -> Leaf {
    let kind = match token.as_bytes().first() {
        Some(b'"') => LeafKind::Text,
        Some(b't' | b'f' | b'n') => LeafKind::Word,
        _ => LeafKind::Number,
    };
    let mut text = String::new();
    for character in token.chars().take(LONGEST) {
        if is_deceptive(character) {
            text.push_str(&json_escape(character));
        } else {
            text.push(character);
        }
    }
    Leaf { text, kind, left_out: token.chars().skip(LONGEST).count() }
}
