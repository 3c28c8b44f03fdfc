//! What a reader of either format notes on its way: operations, and remarks with their lines.

use std::cell::Cell;

use domain::{
    catalogue::{Body, Catalogue, Method, Operation, Parameter, ParameterPlace, PathTemplate},
    quoted, shown,
};

use crate::{Described, MOST_OPERATIONS, Remark, yaml::NodeData};

/// How many remarks are made; a description with more has another problem.
const MOST_REMARKS: usize = 200;

/// How many parameters of one place are read.
pub(crate) const MOST_PARAMETERS: usize = 200;

/// How long a sentence about an operation or a parameter may be.
const LONGEST_SENTENCE: usize = 300;

/// How long an example may be, in bytes.
const LONGEST_EXAMPLE: usize = 16 * 1024;

/// How often something named may be looked up. What is named in a circle, or names much more than
/// it says, comes to an end by this.
const MOST_LOOK_UPS: usize = 20_000;

/// How much is written when definitions are applied to those that use them, in nodes.
const MOST_WRITTEN: usize = 1_000_000;

/// The reading of one description.
pub(crate) struct Reading {
    catalogue: Catalogue,
    remarks: Vec<Remark>,
    look_ups: Cell<usize>,
    written: Cell<usize>,
}

/// Where an operation stands.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    /// Of the method.
    pub(crate) line: usize,
}

impl Reading {
    pub(crate) fn new(repeated: Vec<(usize, String)>) -> Self {
        let mut reading = Self {
            catalogue: Catalogue::default(),
            remarks: Vec::new(),
            look_ups: Cell::new(0),
            written: Cell::new(0),
        };
        for (line, name) in repeated {
            let sentence =
                format!("`{}` stands here a second time; the first counts", quoted(&name));
            reading.remark(line, sentence);
        }
        reading
    }

    pub(crate) fn title(&mut self, title: Option<&str>) {
        self.catalogue.title = shown(title.unwrap_or_default().trim(), 100);
    }

    pub(crate) fn remark(&mut self, line: usize, sentence: impl Into<String>) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(Remark { line, sentence: sentence.into() });
        }
    }

    /// Remarks that something has another form than it needs.
    pub(crate) fn remark_form(&mut self, name: &str, line: usize, needed: &str, found: &NodeData) {
        let found = found.kind_name();
        let name = quoted(name);
        self.remark(line, format!("`{name}` must be {needed}, but is {found}; it is left out"));
    }

    /// Whether something named may still be looked up.
    pub(crate) fn may_look_up(&self) -> bool {
        self.look_ups.set(self.look_ups.get() + 1);
        self.look_ups.get() <= MOST_LOOK_UPS
    }

    /// Whether so much more may be written.
    pub(crate) fn may_write(&self, much: usize) -> bool {
        self.written.set(self.written.get().saturating_add(much));
        self.written.get() <= MOST_WRITTEN
    }

    /// Takes over an operation, unless its path is none or it is there already. Parameters of the
    /// path that the description does not have are added, those that the path does not have left out.
    pub(crate) fn add(&mut self, head: Head<'_>, mut operation: OperationParts) {
        let Head { method, path, line } = head;
        let path = match PathTemplate::parse(path) {
            Ok(path) => path,
            Err(error) => return self.remark(line, format!("{error}; the operation is left out")),
        };
        if self.catalogue.operations.len() >= MOST_OPERATIONS {
            return self.remark(line, "there are more than 2000 operations; the rest is left out");
        }
        let is_there = |it: &Operation| it.method == method && it.path == path;
        if self.catalogue.operations.iter().any(is_there) {
            let sentence = format!("{} {} is there already", method.as_str(), path.as_str());
            return self.remark(line, format!("{sentence}; this one is left out"));
        }
        complete(&mut operation.parameters, &path);
        let OperationParts { name, summary, parameters, body } = operation;
        self.catalogue.operations.push(Operation {
            method,
            path,
            name: shown(name.trim(), 100),
            summary,
            parameters,
            body,
        });
    }

    pub(crate) fn finished(self) -> Described {
        let Self { catalogue, mut remarks, .. } = self;
        remarks.sort();
        remarks.dedup();
        Described { catalogue, remarks }
    }
}

/// What an operation has besides method and path.
#[derive(Default)]
pub(crate) struct OperationParts {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
}

fn complete(parameters: &mut Vec<Parameter>, path: &PathTemplate) {
    let named: Vec<&str> = path.parameters().collect();
    parameters.retain(|parameter| {
        parameter.place != ParameterPlace::Path || named.contains(&parameter.name.as_str())
    });
    for name in named {
        let is_it = |it: &Parameter| it.place == ParameterPlace::Path && it.name == name;
        if !parameters.iter().any(is_it) {
            parameters.push(Parameter {
                name: name.to_owned(),
                place: ParameterPlace::Path,
                required: true,
                description: String::new(),
                example: String::new(),
            });
        }
    }
    // Those of the path first, as they stand in it.
    parameters.sort_by_key(|parameter| match parameter.place {
        ParameterPlace::Path => 0,
        ParameterPlace::Query => 1,
        ParameterPlace::Header => 2,
    });
}

/// The first paragraph of a description, on one line.
pub(crate) fn sentence(text: &str) -> String {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    shown(&words.join(" "), LONGEST_SENTENCE)
}

/// An example, unless it is too long to begin with.
pub(crate) fn bounded(example: String) -> String {
    if example.len() <= LONGEST_EXAMPLE { example } else { String::new() }
}
