//! Inputs that once led somewhere new, or once broke something, still do no harm.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

/// The files of a target in `corpus`, of which there are some, and in `findings`, of which there may
/// be none.
fn inputs(target: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| {
        let entries = fs::read_dir(root.join(folder).join(target)).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let (corpus, findings) = (files("corpus"), files("findings"));
    assert!(!corpus.is_empty(), "no corpus of {target}");
    corpus.into_iter().chain(findings).collect()
}

fn replay(name: &str, target: fn(&[u8])) {
    let breaks = |file: &PathBuf| {
        let data = fs::read(file).unwrap();
        panic::catch_unwind(|| target(&data)).is_err()
    };
    let broken: Vec<_> = inputs(name).into_iter().filter(breaks).collect();
    assert!(broken.is_empty(), "see above; what breaks the target {name}: {broken:#?}");
}

#[test]
fn tokens() {
    replay("token", fuzz::token);
}

#[test]
fn keys() {
    replay("keys", fuzz::keys);
}

#[test]
fn pasted_text() {
    replay("paste", fuzz::paste);
}
