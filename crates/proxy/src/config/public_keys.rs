//! The public keys of the identity server: those given, inline and in files, or the known one.

use domain::key::{ReadKeys, parse_keys};
use signature::{KeySet, PublicKey};

use super::{
    address::WebAddress, connection::PRODUCTION, entries::Located, reader::Reader, refusal::Refusal,
};

/// With this key ItsYou.online signs; it is published in its documentation.
const PRODUCTION_KEY: &str = include_str!("itsyouonline.pem");

/// The keys of one text, and what else stands there.
struct Given {
    keys: Vec<PublicKey>,
    skipped: Vec<String>,
}

/// What to make of a server whose keys nobody names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// A mistake.
    Missing,
    /// There are no keys.
    None,
}

/// Reads `keys` and `key_files`. Only the production server has a known key.
pub(super) fn read(
    reader: &mut Reader<'_>,
    server: Option<&WebAddress>,
    unknown: Unknown,
) -> KeySet {
    if !reader.is_set("keys") && !reader.is_set("key_files") {
        return known(reader, server, unknown);
    }
    let mut keys = Vec::new();
    for given in reader.some("keys", given).unwrap_or_default() {
        add(reader, "keys", given, &mut keys);
    }
    for Located { value, place } in reader.files("key_files") {
        match given(&value) {
            Ok(value) => add(reader, "key_files", Located { value, place }, &mut keys),
            Err(refusal) => reader.refuse("key_files", place, refusal),
        }
    }
    keys.into_iter().collect()
}

fn known(reader: &mut Reader<'_>, server: Option<&WebAddress>, unknown: Unknown) -> KeySet {
    match server {
        Some(server) if server.without_slash() == PRODUCTION => {
            PublicKey::from_pem(PRODUCTION_KEY).map(KeySet::from).unwrap_or_default()
        }
        Some(_) if unknown == Unknown::Missing => {
            reader.missing_unless_set("keys");
            KeySet::default()
        }
        Some(_) | None => KeySet::default(),
    }
}

fn given(text: &str) -> Result<Given, Refusal> {
    let ReadKeys { keys, skipped } =
        parse_keys(text).map_err(|error| Refusal::advised(&error, error.hint()))?;
    let keys: Result<_, _> = keys.into_iter().map(PublicKey::try_from).collect();
    let keys = keys.map_err(|error| Refusal::advised(&error, error.hint()))?;
    Ok(Given { keys, skipped })
}

/// Takes over the keys that are not known yet. A key may stand in several places, as it does when a
/// file is shared, but two keys that a token cannot tell apart are a mistake.
fn add(
    reader: &mut Reader<'_>,
    setting: &'static str,
    given: Located<Given>,
    keys: &mut Vec<PublicKey>,
) {
    let Located { value: Given { keys: new, skipped }, place } = given;
    for reason in skipped {
        reader.remark(setting, &place, &format!("passed over: {reason}"));
    }
    for key in new {
        if keys.iter().any(|other| key.as_key().is_confused_with(other.as_key())) {
            reader.refuse(setting, place.clone(), confused(&key));
        } else if !keys.contains(&key) {
            keys.push(key);
        }
    }
}

fn confused(key: &PublicKey) -> Refusal {
    let key_id = domain::quoted(key.key_id().unwrap_or_default());
    Refusal::advised(
        &format!("another key has the same name (`kid`), `{key_id}`"),
        "Leave out the one that the identity server does not sign with, or give each its own `kid`.",
    )
}
