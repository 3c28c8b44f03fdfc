//! Which settings there must be, what they default to, and which must fit together.

use std::net::SocketAddr;

use domain::{
    Audience, Scope, Validity, api::OrganizationTokens, itsyouonline::authorize::check_scope,
    judge::ProfileName,
};
use tracing::Level;

use super::{
    Acceptance, Client, Config, LogFormat, LogSettings, OrganizationPolicy, api,
    connection::{self, Connection},
    reader::Reader,
    refusal::Refusal,
    site,
};

/// Reads everything, also after a mistake; `None` where a needed value is missing or refused.
pub(super) fn config(reader: &mut Reader<'_>) -> Option<Config> {
    let listen = listen(reader);
    let log = log(reader);
    let site = site::read(reader);
    let connection = connection::read(reader);
    let tokens = organization_policy(reader, connection.as_ref().map(|it| &it.client));
    let scopes = reader.values("scopes", askable_scope).unwrap_or_default();
    let extra_ca_pem = connection.as_ref().and_then(|it| it.extra_ca_pem.clone());
    let api = api::read(reader, extra_ca_pem.as_deref());
    let acceptance = acceptance(reader);
    let Connection { identity, client, provider, .. } = connection?;
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
        acceptance,
        remarks: Vec::new(),
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

/// A scope to suggest: one that can be asked for at all.
fn askable_scope(text: &str) -> Result<Scope, Refusal> {
    let scope = Scope::parse(text)?;
    check_scope(&[scope.clone()].into_iter().collect())
        .map_err(|never| Refusal::advised(&never, never.hint()))?;
    Ok(scope)
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
    let audiences = reader.some("organization_audiences", Audience::parse);
    let seconds = reader.number("organization_validity", 60, Validity::LONGEST_SECONDS.into());
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(3600);
    Some(OrganizationPolicy {
        to,
        audiences: match audiences {
            Some(audiences) => audiences.into_iter().map(|audience| audience.value).collect(),
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
        reader.refuse("organization_tokens", place, reason);
    }
}

pub(super) fn acceptance(reader: &mut Reader<'_>) -> Acceptance {
    const LONGEST_LEEWAY: i64 = 300;
    const NAMES: &[&str] = &[
        ProfileName::Cockpit.as_str(),
        ProfileName::Documented.as_str(),
        ProfileName::Strict.as_str(),
    ];
    let profile = reader.word("profile", NAMES, &ProfileName::ALL, ProfileName::Cockpit);
    let leeway = reader.number("leeway", 0, LONGEST_LEEWAY).unwrap_or(0);
    Acceptance { profile, leeway: leeway.unsigned_abs() }
}
