//! The API that tokens are for: its address, what it offers, and whether requests are handed on to it.

use catalogue::{Described, LARGEST, read as read_description};
use domain::{api::ApiAddress, catalogue::Catalogue};

use super::{
    Api,
    address::WebAddress,
    reader::{Reader, not_empty},
    refusal::Refusal,
};
use crate::{
    description::{Description, Source},
    forward::{Forwarder, Network},
};

/// What belongs to an API and is of no use without its address.
const BELONGING: [&str; 5] =
    ["api.name", "api.example", DESCRIPTION, "api.forward", "api.production"];

const DESCRIPTION: &str = "api.description";

/// The API is optional, but whoever says something of it gives its address.
pub(super) fn read(reader: &mut Reader<'_>, extra_ca_pem: Option<&[u8]>) -> Option<Api> {
    let name = reader.parse("api.name", not_empty);
    let example = reader.parse("api.example", example_path);
    let described = described(reader, extra_ca_pem);
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
    let stated = Catalogue { forwarded: network.is_some(), production, ..Catalogue::default() };
    let forwarder = network.and_then(|network| forwarder(reader, &base, network, extra_ca_pem));
    let address = ApiAddress {
        name: name.unwrap_or_else(|| base.origin()),
        base: base.without_slash(),
        example: example.unwrap_or_else(|| "/".to_owned()),
    };
    Some(Api { address, description: described?.into_description(stated), forwarder })
}

fn forwarder(
    reader: &mut Reader<'_>,
    base: &WebAddress,
    network: Network,
    extra_ca_pem: Option<&[u8]>,
) -> Option<Forwarder> {
    let forwarder = Forwarder::new(&base.without_slash(), network, extra_ca_pem);
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

/// Where the operations come from.
enum Operations {
    Known(Catalogue),
    Address(Source),
}

impl Operations {
    fn into_description(self, stated: Catalogue) -> Description {
        match self {
            Self::Known(Catalogue { title, operations, .. }) => {
                Description::known_as(Catalogue { title, operations, ..stated })
            }
            Self::Address(source) => Description::fetched_from(source, stated),
        }
    }
}

/// The description that is named, by file or by address; else the Cockpit's operations.
fn described(reader: &mut Reader<'_>, extra_ca_pem: Option<&[u8]>) -> Option<Operations> {
    match reader.text(DESCRIPTION) {
        None if reader.is_set(DESCRIPTION) => None,
        None => Some(Operations::Known(catalogue::cockpit())),
        Some(named) if named.value.contains("://") => {
            source(reader, extra_ca_pem).map(Operations::Address)
        }
        Some(_) => from_file(reader).map(Operations::Known),
    }
}

/// The address of a description, which is fetched when the settings have been read.
fn source(reader: &mut Reader<'_>, extra_ca_pem: Option<&[u8]>) -> Option<Source> {
    let address = reader.parse(DESCRIPTION, WebAddress::parse)?;
    let place = reader.place(DESCRIPTION);
    let told_as = format!("{place}`{DESCRIPTION}`: {address}");
    let source = Source::new(address.into_url(), told_as, extra_ca_pem);
    if source.is_none() {
        reader.refuse(DESCRIPTION, place, "no HTTP client can be made for it");
    }
    source
}

/// What the file says. Parts of it that cannot be read are remarks.
fn from_file(reader: &mut Reader<'_>) -> Option<Catalogue> {
    let path = reader.path(DESCRIPTION)?;
    let length = std::fs::metadata(&path.value).map_or(0, |found| found.len());
    if length > LARGEST as u64 {
        reader.unusable(DESCRIPTION, &path, "is larger than 2 MiB".to_owned());
        return None;
    }
    let text = reader.file(DESCRIPTION)?;
    let file = path.value.display();
    match read_description(&text.value) {
        Ok(Described { catalogue, remarks }) => {
            for remark in remarks {
                reader.remark(DESCRIPTION, &path.place, &format!("{file}, {remark}"));
            }
            Some(catalogue)
        }
        Err(error) => {
            let refusal = Refusal::advised(&format!("{file}, {error}"), error.hint());
            reader.refuse(DESCRIPTION, path.place, refusal);
            None
        }
    }
}
