//! Gathers what is set, from the file and from the environment, without judging the values yet.

use std::{collections::BTreeMap, ffi::OsString};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{
    keys::{KEYS, Key, PREFIX, Shape, nearest},
    kubernetes,
    mistake::{Kind, Mistake, Place},
};

/// A piece of text with the place where it stands.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// A value in the shape of its setting.
pub(super) enum Given {
    Text(String),
    List(Vec<Located<String>>),
    Number(i64),
    Switch(bool),
}

/// Everything that is set, by name, and what could not be taken over.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) set: BTreeMap<&'static str, Located<Given>>,
    pub(super) mistakes: Vec<Mistake>,
}

impl Entries {
    /// Takes over a TOML document. Broken lines are mistakes; the rest is read all the same.
    pub(super) fn add_document(&mut self, text: &str) {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            let message = error.message().to_owned();
            self.mistakes
                .push(Mistake { place: Place::Line(line), kind: Kind::NotToml { message } });
        }
        self.add_table(text, "", table.get_ref());
    }

    fn add_table(&mut self, text: &str, prefix: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let place = Place::Line(line_of(text, name.span().start));
            let name = format!("{prefix}{}", name.get_ref());
            match (Key::named(&name), value.get_ref()) {
                (Some(key), _) => self.add_value(text, key, place, value),
                (None, DeValue::Table(inner)) if Key::is_table(&name) => {
                    self.add_table(text, &format!("{name}."), inner);
                }
                (None, _) => self.unknown(place, name, KEYS.iter().map(|key| key.name.to_owned())),
            }
        }
    }

    fn add_value(
        &mut self,
        text: &str,
        key: &'static Key,
        place: Place,
        value: &Spanned<DeValue<'_>>,
    ) {
        let given = match (key.shape, value.get_ref()) {
            (Shape::Secret, _) => Err(Kind::SecretInFile),
            (Shape::Text, DeValue::String(one)) => Ok(Given::Text(one.to_string())),
            (Shape::List | Shape::Keys, DeValue::Array(many)) => {
                Ok(Given::List(self.items(text, key, many)))
            }
            (Shape::Number, DeValue::Integer(number)) => {
                i64::from_str_radix(number.as_str(), number.radix())
                    .map(Given::Number)
                    .map_err(|_| wrong_shape(key, "a number that does not fit"))
            }
            (Shape::Switch, DeValue::Boolean(on)) => Ok(Given::Switch(*on)),
            (_, other) => Err(wrong_shape(key, shown_type(other))),
        };
        self.add(key, place, given);
    }

    /// The items that are texts; the others are mistakes with a line of their own.
    fn items(&mut self, text: &str, key: &'static Key, many: &DeArray<'_>) -> Vec<Located<String>> {
        let mut items = Vec::new();
        for one in many {
            let place = Place::Line(line_of(text, one.span().start));
            match one.get_ref() {
                DeValue::String(value) => items.push(Located { value: value.to_string(), place }),
                other => {
                    let kind = Kind::WrongItem { key: key.name, found: shown_type(other) };
                    self.mistakes.push(Mistake { place, kind });
                }
            }
        }
        items
    }

    /// Takes over the environment, which wins over the file.
    pub(super) fn add_environment(
        &mut self,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) {
        for (variable, value) in variables {
            let variable = variable.to_string_lossy();
            // Composing tools pass unset variables on as empty ones.
            if variable.starts_with(PREFIX) && !value.is_empty() {
                self.add_variable(&variable, value);
            }
        }
    }

    fn add_variable(&mut self, variable: &str, value: OsString) {
        let place = Place::Variable(variable.to_owned());
        match (Key::of_variable(variable), value.into_string()) {
            (Some(key), Ok(value)) => {
                let given = from_variable(key, &place, value);
                self.add(key, place, given);
            }
            (Some(_), Err(_)) => self.mistakes.push(Mistake { place, kind: Kind::NotText }),
            (None, Ok(value)) if kubernetes::sets(variable, &value) => {}
            (None, _) => {
                self.unknown(place, variable.to_owned(), KEYS.iter().map(Key::variable));
            }
        }
    }

    fn add(&mut self, key: &'static Key, place: Place, given: Result<Given, Kind>) {
        match given {
            Ok(value) => {
                self.set.insert(key.name, Located { value, place });
            }
            Err(kind) => self.mistakes.push(Mistake { place, kind }),
        }
    }

    fn unknown(&mut self, place: Place, name: String, known: impl Iterator<Item = String>) {
        let near = nearest(&name, known);
        self.mistakes.push(Mistake { place, kind: Kind::UnknownName { name, near } });
    }
}

fn from_variable(key: &'static Key, place: &Place, value: String) -> Result<Given, Kind> {
    match key.shape {
        Shape::Text | Shape::Secret => Ok(Given::Text(value)),
        Shape::Number => {
            value.trim().parse().map(Given::Number).map_err(|_| wrong_shape(key, "something else"))
        }
        Shape::Switch => {
            value.trim().parse().map(Given::Switch).map_err(|_| wrong_shape(key, "something else"))
        }
        Shape::Keys if value.trim_start().starts_with(['{', '[']) => {
            Ok(Given::List(vec![Located { value, place: place.clone() }]))
        }
        Shape::List | Shape::Keys => Ok(Given::List(
            value
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| Located { value: part.to_owned(), place: place.clone() })
                .collect(),
        )),
    }
}

fn wrong_shape(key: &'static Key, found: &'static str) -> Kind {
    let expected = match key.shape {
        Shape::Text | Shape::Secret => "a text in quotes",
        Shape::List | Shape::Keys => "a list of texts, like [\"a\", \"b\"]",
        Shape::Number => "a whole number",
        Shape::Switch => "true or false",
    };
    Kind::WrongShape { key: key.name, expected, found }
}

fn shown_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn line_of(text: &str, position: usize) -> usize {
    1 + text.bytes().take(position).filter(|byte| *byte == b'\n').count()
}
