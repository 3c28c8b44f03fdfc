//! The API that tokens are for: its address, what it offers, and whether requests are handed on to it.

use std::sync::Arc;

use catalogue::{Described, LARGEST, read as read_description};
use domain::{api::ApiAddress, catalogue::Catalogue};

use super::{
    Api,
    address::WebAddress,
    reader::{Reader, not_empty},
    refusal::Refusal,
};
use crate::forward::{Forwarder, Network};

/// What belongs to an API and is of no use without its address.
const BELONGING: [&str; 5] =
    ["api.name", "api.example", "api.description", "api.forward", "api.production"];

/// The API is optional, but whoever says something of it gives its address.
pub(super) fn read(reader: &mut Reader<'_>, extra_ca_pem: Option<&[u8]>) -> Option<Api> {
    let name = reader.parse("api.name", not_empty);
    let example = reader.parse("api.example", example_path);
    let catalogue = catalogue(reader);
    let network = reader.word(
        "api.forward",
        &["off", "on", "private-network"],
        &[None, Some(Network::Public), Some(Network::Private)],
        None,
    );
    if !reader.is_set("api.base") {
        if BELONGING.iter().any(|key| reader.is_set(key)) {
            reader.missing_unless_set("api.base");
        }
        return None;
    }
    let base = reader.parse("api.base", WebAddress::parse)?;
    // Nobody but its owner depends on what runs on the own machine.
    let production = reader.switch("api.production").unwrap_or_else(|| !base.is_loopback());
    let catalogue = Catalogue { forwarded: network.is_some(), production, ..catalogue? };
    let catalogue = Arc::new(catalogue);
    let forwarder =
        network.and_then(|network| forwarder(reader, &base, network, &catalogue, extra_ca_pem));
    let address = ApiAddress {
        name: name.unwrap_or_else(|| base.origin()),
        base: base.without_slash(),
        example: example.unwrap_or_else(|| "/".to_owned()),
    };
    Some(Api { address, catalogue, forwarder })
}

fn forwarder(
    reader: &mut Reader<'_>,
    base: &WebAddress,
    network: Network,
    catalogue: &Arc<Catalogue>,
    extra_ca_pem: Option<&[u8]>,
) -> Option<Forwarder> {
    let forwarder = Forwarder::new(&base.without_slash(), network, catalogue, extra_ca_pem);
    if forwarder.is_none() {
        let place = reader.place("api.forward");
        reader.refuse("api.forward", place, "no HTTP client can be made for `api.base`");
    }
    forwarder
}

fn example_path(text: &str) -> Result<String, &'static str> {
    if text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    Err("it is not a path that begins with a slash")
}

/// What the description that is named says, else the Cockpit's operations. Parts of it that cannot
/// be read are remarks.
fn catalogue(reader: &mut Reader<'_>) -> Option<Catalogue> {
    const KEY: &str = "api.description";
    if !reader.is_set(KEY) {
        return Some(catalogue::cockpit());
    }
    let path = reader.path(KEY)?;
    let length = std::fs::metadata(&path.value).map_or(0, |found| found.len());
    if length > LARGEST as u64 {
        reader.unusable(KEY, &path, "is larger than 2 MiB".to_owned());
        return None;
    }
    let text = reader.file(KEY)?;
    let file = path.value.display();
    match read_description(&text.value) {
        Ok(Described { catalogue, remarks }) => {
            for remark in remarks {
                reader.remark(KEY, &path.place, &format!("{file}, {remark}"));
            }
            Some(catalogue)
        }
        Err(error) => {
            let refusal = Refusal::advised(&format!("{file}, {error}"), error.hint());
            reader.refuse(KEY, path.place, refusal);
            None
        }
    }
}
