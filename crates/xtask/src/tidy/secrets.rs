//! The client secret stays where it belongs, and no secret can be printed, compared or serialized.

use super::Finding;
use super::tree::{Source, Tree};

/// In two halves, so that this file may not name it either.
const CLIENT_SECRET: &str = concat!("Client", "Secret");

/// The only crate that defines it, and the others that run on the server.
const HOME: &str = "crates/provider/";
const ON_THE_SERVER: &[&str] =
    &[HOME, "crates/client/", "crates/cockpit-jwt/", "crates/demo/", "crates/proxy/", "tests/"];

const SECRETS: &[&str] = &[
    CLIENT_SECRET,
    "AccessToken",
    "Authorization",
    "AuthorizationCode",
    "CodeVerifier",
    "CompactJwt",
    "CopyText",
    "UntrustedJwt",
];

const DISCLOSING: &[&str] =
    &["Debug", "Display", "Hash", "Ord", "PartialEq", "PartialOrd", "Serialize"];

/// What runs in a browser cannot even name the client secret.
pub(crate) fn out_of_reach(tree: &Tree) -> Vec<Finding> {
    let code =
        tree.all().filter(|source| ["rs", "js", "html"].iter().any(|k| source.is_of_kind(k)));
    let outside = code.filter(|source| !ON_THE_SERVER.iter().any(|at| source.path.starts_with(at)));
    outside.flat_map(|source| naming(source, CLIENT_SECRET)).collect()
}

fn naming<'a>(source: &'a Source, word: &'a str) -> impl Iterator<Item = Finding> + 'a {
    let lines = source.lines().filter(move |(_, line)| line.contains(word));
    lines.map(move |(number, _)| {
        source.finding(number, "secrets", format!("`{word}` may be named on the server only"))
    })
}

/// One definition, in one crate.
pub(crate) fn defined_once(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.of_kind("rs").filter(|source| !source.path.starts_with(HOME));
    let definitions = elsewhere.flat_map(|source| {
        source.lines().filter(|(_, line)| defines(line, CLIENT_SECRET)).map(|(number, _)| {
            let message = format!("`{CLIENT_SECRET}` is defined in {HOME} only");
            source.finding(number, "secrets", message)
        })
    });
    definitions.collect()
}

/// Neither derived nor written out; a `Debug` that redacts is written out, so only its derive is bad.
pub(crate) fn unprintable(tree: &Tree) -> Vec<Finding> {
    tree.of_kind("rs")
        .flat_map(|source| SECRETS.iter().flat_map(|name| told(source, name)))
        .collect()
}

fn told(source: &Source, name: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut derives = String::new();
    for (number, line) in source.lines() {
        let line = line.trim();
        if defines(line, name) {
            findings.extend(derived(&derives).map(|what| derive_of(source, number, name, what)));
        }
        if let Some(what) = implemented(line, name) {
            let message = format!("`{name}` is a secret: no `impl {what}`");
            findings.push(source.finding(number, "secrets", message));
        }
        if is_attribute(line, &derives) {
            derives.push_str(line);
        } else {
            derives.clear();
        }
    }
    findings
}

fn derive_of(source: &Source, number: usize, name: &str, what: &str) -> Finding {
    let message = format!("`{name}` is a secret: no `derive({what})`");
    source.finding(number, "secrets", message)
}

/// An attribute or a comment, or the rest of an attribute that takes several lines.
fn is_attribute(line: &str, before: &str) -> bool {
    let open = before.matches('[').count() > before.matches(']').count();
    open || line.starts_with("#[") || line.starts_with("//")
}

fn derived(attributes: &str) -> impl Iterator<Item = &'static str> {
    let lists: Vec<String> = attributes
        .split("derive(")
        .skip(1)
        .map(|part| part.split(')').next().unwrap_or("").into())
        .collect();
    DISCLOSING.iter().copied().filter(move |what| {
        let mut words = lists.iter().flat_map(|list| list.split(','));
        words.any(|word| word.trim().rsplit("::").next() == Some(what))
    })
}

fn implemented(line: &str, name: &str) -> Option<&'static str> {
    let (head, subject) = line.strip_prefix("impl")?.split_once(" for ")?;
    let is_it = subject.trim_start_matches("super::").split(['<', ' ', '{']).next() == Some(name);
    let head = head.rsplit("::").next()?.split('<').next()?.trim();
    let mut written_out = DISCLOSING.iter().copied().filter(|what| *what != "Debug");
    written_out.find(|what| is_it && head == *what)
}

fn defines(line: &str, name: &str) -> bool {
    let rest =
        line.split_once("struct ").or_else(|| line.split_once("enum ")).map(|(_, rest)| rest);
    let rest = rest.and_then(|rest| rest.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['(', ' ', '<', ';', '{']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn the_client_secret_is_found_in_the_browser() {
        let text = format!("use provider::{CLIENT_SECRET};\n");
        let files = [("crates/app/src/a.rs", &*text), ("crates/proxy/src/a.rs", &*text)];
        let expected = format!(
            "crates/app/src/a.rs:1: secrets: `{CLIENT_SECRET}` may be named on the server only"
        );
        assert_eq!(printed(out_of_reach, &files), [expected]);
    }

    #[test]
    fn a_second_definition_is_found() {
        let text = format!("pub struct {CLIENT_SECRET}(String);\n");
        let files = [("crates/proxy/src/a.rs", &*text), ("crates/provider/src/a.rs", &*text)];
        let expected = format!(
            "crates/proxy/src/a.rs:1: secrets: `{CLIENT_SECRET}` is defined in crates/provider/ only"
        );
        assert_eq!(printed(defined_once, &files), [expected]);
    }

    #[test]
    fn a_secret_that_derives_too_much_is_found() {
        let text = "#[derive(\n    Clone,\n    serde::Serialize,\n)]\n/// A.\npub struct CodeVerifier(String);\n";
        let expected = ["a.rs:6: secrets: `CodeVerifier` is a secret: no `derive(Serialize)`"];
        assert_eq!(printed(unprintable, &[("a.rs", text)]), expected);
        let text = "#[derive(Clone, Debug)]\nstruct AccessToken {\n";
        let expected = ["a.rs:2: secrets: `AccessToken` is a secret: no `derive(Debug)`"];
        assert_eq!(printed(unprintable, &[("a.rs", text)]), expected);
    }

    #[test]
    fn a_secret_that_can_be_shown_is_found() {
        let text =
            "impl fmt::Display for CompactJwt {\nimpl PartialEq<str> for AuthorizationCode {\n";
        let expected = [
            "a.rs:2: secrets: `AuthorizationCode` is a secret: no `impl PartialEq`",
            "a.rs:1: secrets: `CompactJwt` is a secret: no `impl Display`",
        ];
        assert_eq!(printed(unprintable, &[("a.rs", text)]), expected);
    }

    #[test]
    fn what_redacts_and_what_only_resembles_is_left_alone() {
        let text = "#[derive(Clone)]\npub struct CodeVerifier(String);\n\
            impl fmt::Debug for CodeVerifier {\n\
            #[derive(Debug, PartialEq)]\npub struct CodeVerifierError;\n\
            impl fmt::Display for CodeVerifierError {\n";
        assert_eq!(printed(unprintable, &[("a.rs", text)]), [""; 0]);
    }
}
