//! The file of the corpus, held against what is described here.

use std::{fs, path::Path};

use corpus::{Case, Corpus};

use crate::{attack::Attack, observed, signer};

/// The case with its keys in place of their names, as the corpus gives it to a platform.
pub(crate) fn case_with_keys(attack: &Attack) -> Case {
    with_keys(attack.case())
}

fn with_keys(case: Case) -> Case {
    let keys = &*signer::PUBLIC_KEYS;
    Case {
        api_keys: keys[&case.api_keys].clone(),
        given_keys: case.given_keys.map(|name| keys[&name].clone()),
        ..case
    }
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/cases.json")
}

fn read() -> Corpus {
    Corpus::of(&fs::read_to_string(path()).unwrap())
}

/// What the file does not say as it is described.
pub(crate) fn stale(attacks: &[Attack]) -> Vec<String> {
    let file = read();
    let mut stale = Vec::new();
    if file.keys != *signer::PUBLIC_KEYS {
        stale.push("the keys".to_owned());
    }
    if file.cases.len() != attacks.len() {
        stale.push(format!("{} cases instead of {}", file.cases.len(), attacks.len()));
    }
    let differ = file.cases.iter().zip(attacks).filter(|(case, attack)| !is_of(attack, case));
    stale.extend(differ.map(|(_, attack)| attack.name.to_owned()));
    stale
}

/// Whether the case is that of the attack, whatever its signature.
fn is_of(attack: &Attack, case: &Case) -> bool {
    let mut described = attack.case();
    described.text = case.text.clone();
    let json = |case: &Case| serde_json::to_value(case).unwrap();
    attack.pasted.is_like(&case.text) && json(&described) == json(case)
}

/// Writes the file, with the signatures that it had where they are still good.
pub(crate) fn update(attacks: &[Attack]) {
    let before = read().cases;
    let cases = attacks.iter().map(|attack| {
        let mut case = attack.case();
        let kept = before.iter().find(|other| other.name == case.name && is_kept(attack, other));
        if let Some(kept) = kept {
            case.text = kept.text.clone();
        }
        case
    });
    let corpus = Corpus { cases: cases.collect(), ..signer::empty() };
    fs::write(path(), serde_json::to_string_pretty(&corpus).unwrap() + "\n").unwrap();
}

fn is_kept(attack: &Attack, before: &Case) -> bool {
    let case = with_keys(Case { text: before.text.clone(), ..attack.case() });
    attack.pasted.is_like(&case.text) && observed(&case) == case.expected
}
