//! Node.js with jose, given orders and asked for answers.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};

/// A token that jose signed, and the key for it in both forms.
pub(crate) struct Signed {
    pub(crate) token: String,
    pub(crate) jwk: Map<String, Value>,
    pub(crate) pem: String,
}

pub(crate) fn sign(orders: &[Value]) -> Vec<Signed> {
    let answers = answers(&json!({ "sign": orders }));
    let text = |answer: &Value, member| answer[member].as_str().unwrap().to_owned();
    let signed = answers.iter().map(|answer| Signed {
        token: text(answer, "token"),
        jwk: answer["jwk"].as_object().unwrap().clone(),
        pem: text(answer, "pem"),
    });
    let signed: Vec<_> = signed.collect();
    assert_eq!(signed.len(), orders.len());
    signed
}

/// For each token its claims, or why it is refused.
pub(crate) fn verify(orders: &[Value]) -> Vec<Value> {
    let answers = answers(&json!({ "verify": orders }));
    assert_eq!(answers.len(), orders.len());
    answers
}

/// For each token whether it is accepted, or else the code of the refusal.
pub(crate) fn judge(orders: &[Value]) -> Vec<Option<String>> {
    let answers = answers(&json!({ "judge": orders }));
    assert_eq!(answers.len(), orders.len());
    answers.iter().map(|answer| answer["refused"].as_str().map(str::to_owned)).collect()
}

fn answers(order: &Value) -> Vec<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/jose.mjs");
    let mut node = Command::new(told("COCKPIT_JWT_NODE"));
    node.arg(script).env("COCKPIT_JWT_JOSE", told("COCKPIT_JWT_JOSE"));
    let mut child = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(order.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "jose gave up: see above");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn told(variable: &str) -> std::ffi::OsString {
    std::env::var_os(variable).unwrap_or_else(|| {
        panic!(
            "{variable} is not set: `cargo xtask test --only interop` brings what is needed here"
        )
    })
}
