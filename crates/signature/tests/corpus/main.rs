//! The attack corpus, by this platform's cryptography: each token's attack is described here in code,
//! and the file that every platform runs is written from it.
//!
//! `CORPUS_UPDATE=1 cargo test -p signature --test corpus` writes the file.

mod algorithms;
mod attack;
mod audiences;
mod authorization;
mod file;
mod forms;
mod headers;
mod json;
mod pastes;
mod signatures;
mod signer;
mod times;
mod token;

use std::collections::BTreeSet;

use attack::Attack;
use corpus::{Case, Observed};
use domain::{
    judge::SignatureState,
    jwt::{SignatureError, UntrustedJwt},
    key::SignatureCheck,
};
use signature::{KeySet, PublicKey};

/// All of them, by what is attacked.
fn attacks() -> Vec<Attack> {
    [
        algorithms::attacks(),
        headers::attacks(),
        signatures::attacks(),
        forms::attacks(),
        json::attacks(),
        times::attacks(),
        audiences::attacks(),
        authorization::attacks(),
        pastes::attacks(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the browser's cryptography answers there is answered by aws-lc-rs here.
fn check(check: &SignatureCheck) -> SignatureState {
    let keys: KeySet = check.keys.iter().filter_map(|key| key.clone().try_into().ok()).collect();
    if keys.is_empty() {
        return SignatureState::Invalid(SignatureError::KeyUnusable);
    }
    keys.verify(check.jwt.clone()).map(drop).into()
}

fn observed(case: &Case) -> Observed {
    case.observed(case.questions().iter().map(check).collect())
}

/// The names of those that are not answered as they should be, with both answers.
fn differences<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let differs = |case: &Case| {
        let (observed, expected) = (observed(case), &case.expected);
        let text = |it: &Observed| serde_json::to_string_pretty(it).unwrap();
        (observed != *expected).then(|| {
            format!("{}\nanswered: {}\nexpected: {}\n", case.name, text(&observed), text(expected))
        })
    };
    cases.into_iter().filter_map(differs).collect()
}

#[test]
fn the_file_is_what_is_described_here() {
    if std::env::var_os("CORPUS_UPDATE").is_some() {
        return file::update(&attacks());
    }
    let stale = file::stale(&attacks());
    assert!(stale.is_empty(), "CORPUS_UPDATE=1 writes the file anew: {stale:?}");
}

#[test]
fn each_is_answered_as_it_should_be() {
    let differences = differences(&corpus::cases());
    assert!(differences.is_empty(), "{differences}");
}

/// Signatures are made anew each time, so this is another token than that of the file.
#[test]
fn the_same_attack_with_another_signature_is_answered_alike() {
    let cases: Vec<Case> = attacks().iter().map(file::case_with_keys).collect();
    let differences = differences(&cases);
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn each_has_a_name_of_its_own_and_a_reason() {
    let cases = corpus::cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len());
    assert!(cases.len() >= 90, "{}", cases.len());
    assert!(cases.iter().all(|case| !case.why.is_empty()));
}

/// The file holds what it says: of the two numbers that are both right, the one that is less usual.
#[test]
fn the_other_of_the_two_signatures_is_the_greater_one() {
    let cases = corpus::cases();
    let case = cases.iter().find(|case| case.name == "the other of the two signatures").unwrap();
    let jwt = UntrustedJwt::parse(case.text.written_out().as_str()).unwrap();
    let half = signer::P384_ORDER[0] / 2;
    assert!(jwt.signature()[48] > half);
}

/// The servers verify with a set of keys, the page by asking its browser.
#[test]
fn a_servers_verification_agrees() {
    for case in corpus::cases() {
        let Ok(jwt) = UntrustedJwt::parse(case.text.written_out().trim()) else { continue };
        let Observed::Token(told) = &case.expected else { continue };
        let keys = case.keys_of_api().into_iter().map(|key| PublicKey::try_from(key).unwrap());
        let verified = keys.collect::<KeySet>().verify(jwt);
        match verified {
            Ok(_) => assert_eq!(told.signature.code, "valid", "{}", case.name),
            Err(error) => {
                assert_eq!(told.signature.code, error.code(), "{}", case.name);
                assert_eq!(told.signature.sentence, error.to_string(), "{}", case.name);
            }
        }
    }
}
