//! `cargo xtask tidy`: the house rules that a program can check.
//!
//! An exception stands where it is made, with its reason: `// tidy: function-length - a table reads
//! better in one piece`. For a rule about a whole file it may stand anywhere in it.

mod dependencies;
mod exceptions;
mod layers;
mod length;
mod module_docs;
mod modules;
mod names;
mod secrets;
mod tree;
mod words;

use std::fmt;
use std::process::ExitCode;

use self::tree::Tree;
use crate::project::Project;

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    path: String,
    /// Counted from 1; 0 means the whole file.
    line: usize,
    rule: &'static str,
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, message } = self;
        match line {
            0 => write!(f, "{path}: {rule}: {message}"),
            _ => write!(f, "{path}:{line}: {rule}: {message}"),
        }
    }
}

const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    length::functions,
    length::views,
    length::files,
    module_docs::check,
    modules::named,
    names::check,
    words::forbidden,
    words::machine_paths,
    secrets::out_of_reach,
    secrets::defined_once,
    secrets::unprintable,
    layers::crates,
    layers::purity,
    dependencies::documented,
    dependencies::in_use,
];

/// Prints what breaks a rule; a failure when anything does.
pub(crate) fn run(project: &Project) -> anyhow::Result<ExitCode> {
    let findings = findings(project)?;
    println!("{} findings by {} rules", findings.len(), RULES.len());
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints and returns what breaks a rule.
pub(crate) fn findings(project: &Project) -> anyhow::Result<Vec<Finding>> {
    let tree = Tree::read(project.root())?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    findings.retain(|finding| !exceptions::covers(&tree, finding));
    for finding in &findings {
        println!("{finding}");
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_place() {
        let mut finding =
            Finding { path: "a.rs".to_owned(), line: 3, rule: "words", message: "no".to_owned() };
        assert_eq!(finding.to_string(), "a.rs:3: words: no");
        finding.line = 0;
        assert_eq!(finding.to_string(), "a.rs: words: no");
    }
}
