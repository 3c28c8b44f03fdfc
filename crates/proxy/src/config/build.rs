//! Which settings there must be, what they default to, and which must fit together.

use std::net::SocketAddr;

use domain::{
    Audience, RedirectUri, Scope, Validity,
    api::{ApiAddress, OrganizationTokens},
};
use tracing::Level;

use super::{
    Client, Config, LogFormat, LogSettings, OrganizationPolicy, Site,
    address::{BasePath, WebAddress, parse_origin},
    connection::{self, Connection},
    entries::Located,
    mistake::Kind,
    reader::Reader,
};

/// Reads everything, also after a mistake; `None` where a needed value is missing or refused.
pub(super) fn config(reader: &mut Reader<'_>) -> Option<Config> {
    let listen = listen(reader);
    let log = log(reader);
    let site = site(reader);
    let connection = connection::read(reader);
    let tokens = organization_policy(reader, connection.as_ref().map(|it| &it.client));
    let scopes = reader.values("scopes", Scope::parse).unwrap_or_default();
    let api = api(reader);
    let Connection { identity, client, provider } = connection?;
    Some(Config {
        listen: listen?,
        log,
        site: site?,
        identity,
        client,
        provider,
        tokens: tokens?,
        scopes,
        api,
    })
}

fn listen(reader: &mut Reader<'_>) -> Option<SocketAddr> {
    let parse = |text: &str| {
        text.parse().map_err(|_| "it is not an IP address and a port, like 127.0.0.1:8090")
    };
    if !reader.is_set("listen") {
        return Some(SocketAddr::from(([127, 0, 0, 1], 8090)));
    }
    reader.parse("listen", parse)
}

fn log(reader: &mut Reader<'_>) -> LogSettings {
    const FORMATS: &[&str] = &["text", "json"];
    const LEVELS: &[&str] = &["error", "warn", "info", "debug"];
    let levels = [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG];
    LogSettings {
        format: reader.word(
            "log_format",
            FORMATS,
            &[LogFormat::Text, LogFormat::Json],
            LogFormat::Text,
        ),
        level: reader.word("log_level", LEVELS, &levels, Level::INFO),
    }
}

fn site(reader: &mut Reader<'_>) -> Option<Site> {
    let public_url = reader.required("public_url", WebAddress::parse);
    let base_path = base_path(reader, public_url.as_ref());
    let page = page(reader);
    let redirect_uris = redirect_uris(reader, public_url.as_ref());
    let origins = origins(reader, public_url.as_ref(), &redirect_uris);
    let redirect_uris = redirect_uris.into_iter().map(|uri| uri.value).collect();
    Some(Site { public_url: public_url?, base_path: base_path?, page, origins, redirect_uris })
}

/// The path of the public address, unless something in front takes it off.
fn base_path(reader: &mut Reader<'_>, public_url: Option<&WebAddress>) -> Option<BasePath> {
    if reader.is_set("base_path") {
        return reader.parse("base_path", BasePath::parse);
    }
    match BasePath::parse(public_url?.path()) {
        Ok(path) => Some(path),
        Err(reason) => {
            let kind = Kind::Refused { key: "public_url", reason: reason.to_string() };
            reader.note(reader.place("public_url"), kind);
            None
        }
    }
}

fn page(reader: &mut Reader<'_>) -> Option<std::path::PathBuf> {
    let folder = reader.path("page")?;
    if folder.value.join("index.html").is_file() {
        return Some(folder.value);
    }
    reader.unusable("page", &folder, "holds no index.html; build the page first".to_owned());
    None
}

/// The page's own address, unless others are given.
fn redirect_uris(
    reader: &mut Reader<'_>,
    public_url: Option<&WebAddress>,
) -> Vec<Located<RedirectUri>> {
    if let Some(uris) = reader.list("redirect_uris", RedirectUri::parse) {
        return uris;
    }
    let Some(public_url) = public_url else { return Vec::new() };
    let place = reader.place("public_url");
    match RedirectUri::parse(&public_url.with_slash()) {
        Ok(value) => vec![Located { value, place }],
        Err(reason) => {
            let reason = reason.to_string();
            reader.note(place, Kind::Refused { key: "public_url", reason });
            Vec::new()
        }
    }
}

/// The origins of all pages to which people come back, unless others are given; then every page
/// must be among them, or its call would be refused.
fn origins(
    reader: &mut Reader<'_>,
    public_url: Option<&WebAddress>,
    redirect_uris: &[Located<RedirectUri>],
) -> Vec<String> {
    let Some(origins) = reader.values("allowed_origins", parse_origin) else {
        let pages = redirect_uris.iter().map(|uri| uri.value.origin().to_owned());
        let mut origins: Vec<_> =
            public_url.map(WebAddress::origin).into_iter().chain(pages).collect();
        origins.sort();
        origins.dedup();
        return origins;
    };
    for uri in redirect_uris {
        if !origins.iter().any(|origin| origin == uri.value.origin()) {
            let reason = format!(
                "the page at {} could not call, its origin is not in `allowed_origins`",
                uri.value
            );
            reader.note(uri.place.clone(), Kind::Refused { key: "redirect_uris", reason });
        }
    }
    origins
}

fn organization_policy(
    reader: &mut Reader<'_>,
    client: Option<&Client>,
) -> Option<OrganizationPolicy> {
    let to = reader.word(
        "organization_tokens",
        &["off", "members"],
        &[OrganizationTokens::Off, OrganizationTokens::Members],
        OrganizationTokens::Off,
    );
    check_whose_token(reader, to, client);
    let audiences = reader.values("organization_audiences", Audience::parse);
    if audiences.as_ref().is_some_and(Vec::is_empty) {
        let reason = "at least one audience is needed".to_owned();
        let place = reader.place("organization_audiences");
        reader.note(place, Kind::Refused { key: "organization_audiences", reason });
    }
    let seconds = reader.number("organization_validity", 60, Validity::LONGEST_SECONDS.into());
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(3600);
    Some(OrganizationPolicy {
        to,
        audiences: match audiences {
            Some(audiences) => audiences,
            None => vec![(&client?.organization).into()],
        },
        validity: Validity::from_seconds(seconds).ok()?,
    })
}

/// The identity server makes the token of the organization whose API key it is shown, and the API
/// takes no other organization's than its own.
fn check_whose_token(reader: &mut Reader<'_>, to: OrganizationTokens, client: Option<&Client>) {
    let Some(Client { id, organization }) = client else { return };
    if to == OrganizationTokens::Members && id.as_str() != organization.as_str() {
        let reason = format!(
            "the token would be that of `client_id`, {id}, and not of `organization`, {organization}"
        );
        let place = reader.place("organization_tokens");
        reader.note(place, Kind::Refused { key: "organization_tokens", reason });
    }
}

/// The API is optional, but whoever names it gives its address.
fn api(reader: &mut Reader<'_>) -> Option<ApiAddress> {
    let name = reader.text("api.name").map(|text| text.value);
    let example = reader.parse("api.example", example_path);
    if !reader.is_set("api.base") {
        if name.is_some() || reader.is_set("api.example") {
            reader.missing_unless_set("api.base");
        }
        return None;
    }
    let base = reader.parse("api.base", WebAddress::parse)?;
    Some(ApiAddress {
        name: name.unwrap_or_else(|| base.origin()),
        base: base.without_slash(),
        example: example.unwrap_or_else(|| "/".to_owned()),
    })
}

fn example_path(text: &str) -> Result<String, &'static str> {
    if text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    Err("it is not a path that begins with a slash")
}
