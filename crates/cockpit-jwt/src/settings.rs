//! From options, environment and configuration file to a client of the identity server.

use std::{collections::BTreeMap, ffi::OsString, fs, path::Path};

use client::{Client, ClientBuilder, ClientSecret};
use domain::{
    OrganizationId,
    judge::{Profile, ProfileName},
    jwt::Algorithm,
    key::parse_keys,
};
use proxy::ClientSettings;
use signature::{KeySet, PublicKey};

use crate::{
    command_line::{ConnectionOptions, SecretOptions, Wanted},
    failure::Failure,
    input, say,
};

/// The variable with a token. It is no setting.
pub(crate) const TOKEN: &str = "COCKPIT_JWT_TOKEN";

/// The client secret by environment.
const SECRET: &str = "COCKPIT_JWT_CLIENT_SECRET";

/// The settings that hold for a command. What surprises in them is told on stderr.
pub(crate) fn read(
    options: &ConnectionOptions,
    secret: Option<&SecretOptions>,
) -> Result<ClientSettings, Failure> {
    let variables = variables(options, secret)?;
    let mut settings = ClientSettings::load(options.config.as_deref(), variables.into_iter())?;
    for remark in &settings.remarks {
        say::on_stderr(remark);
    }
    if !options.keys.is_empty() {
        settings.keys = keys(&options.keys)?;
    }
    Ok(settings)
}

/// The environment with what the options say instead.
fn variables(
    options: &ConnectionOptions,
    secret: Option<&SecretOptions>,
) -> Result<BTreeMap<OsString, OsString>, Failure> {
    let mut variables: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
    variables.remove(OsString::from(TOKEN).as_os_str());
    let given = [
        ("COCKPIT_JWT_IDENTITY_SERVER", options.identity_server.clone()),
        ("COCKPIT_JWT_CLIENT_ID", options.client_id.as_ref().map(ToString::to_string)),
        ("COCKPIT_JWT_ORGANIZATION", options.organization.as_ref().map(ToString::to_string)),
    ];
    for (name, value) in given {
        if let Some(value) = value {
            variables.insert(name.into(), value.into());
        }
    }
    if let Some(file) = secret.and_then(|secret| secret.secret_file.as_deref()) {
        // What is wrong with it is told of the option, not of the variable that stands for it below.
        ClientSecret::parse(&contents(file)?)
            .map_err(|error| Failure::unusable_secret_file(&file.display(), &error))?;
        // Paths of settings are relative to the configuration file, those of options are not.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        variables.remove(OsString::from(SECRET).as_os_str());
        variables.insert("COCKPIT_JWT_CLIENT_SECRET_FILE".into(), file.into());
    }
    Ok(variables)
}

/// The keys of all these files.
fn keys(files: &[impl AsRef<Path>]) -> Result<KeySet, Failure> {
    let mut all = Vec::new();
    for file in files {
        let file = file.as_ref();
        let unusable =
            |reason: String, hint: &str| Failure::unusable_key(&file.display(), &reason, hint);
        let read = parse_keys(&contents(file)?)
            .map_err(|error| unusable(error.to_string(), error.hint()))?;
        for skipped in read.skipped {
            say::on_stderr(&format!("{}: passed over: {skipped}", file.display()));
        }
        for key in read.keys {
            all.push(
                PublicKey::try_from(key)
                    .map_err(|error| unusable(error.to_string(), error.hint()))?,
            );
        }
    }
    Ok(all.into_iter().collect())
}

/// What stands in a file that an option names.
pub(crate) fn contents(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::unreadable_file(&file.display(), &error))
}

/// By which rules the API judges; nothing where nobody says which API.
pub(crate) fn profile(
    settings: &ClientSettings,
    name: Option<ProfileName>,
    leeway: Option<u16>,
) -> Option<Profile> {
    let mut algorithms = settings.keys.algorithms();
    if algorithms.is_empty() {
        // What this identity server signs with.
        algorithms.push(Algorithm::Es384);
    }
    Some(Profile {
        name: name.unwrap_or(settings.profile),
        organization: settings.organization.clone()?,
        issuer: settings.issuer.clone(),
        algorithms,
        leeway: leeway.map_or(settings.leeway, u64::from),
    })
}

/// The organization, without which the command cannot go on.
pub(crate) fn organization(settings: &ClientSettings) -> Result<&OrganizationId, Failure> {
    settings.organization.as_ref().ok_or_else(|| Failure::missing_option("--organization"))
}

/// A client that can ask for anything: the secret is asked for where it is not given.
pub(crate) fn client_with_secret(
    settings: &ClientSettings,
    wanted: &Wanted,
) -> Result<Client, Failure> {
    check(settings)?;
    let secret = match &settings.client_secret {
        Some(secret) => secret.clone(),
        None => input::secret()?,
    };
    let mut builder = builder(settings, secret)?;
    if let Some(audience) = &wanted.audience {
        builder = builder.audience(audience.clone());
    }
    if let Some(validity) = wanted.validity {
        builder = builder.validity(validity);
    }
    built(builder)
}

/// A client that renews tokens and makes them narrower, which takes no secret.
pub(crate) fn client_without_secret(settings: &ClientSettings) -> Result<Client, Failure> {
    check(settings)?;
    built(builder(settings, ClientSecret::none())?)
}

/// Says what is missing before anybody is asked for a secret or a token.
pub(crate) fn check(settings: &ClientSettings) -> Result<(), Failure> {
    if settings.client_id.is_none() {
        return Err(Failure::missing_option("--client-id"));
    }
    if settings.keys.is_empty() {
        return Err(Failure::no_keys(&settings.identity_server));
    }
    Ok(())
}

fn builder(settings: &ClientSettings, secret: ClientSecret) -> Result<ClientBuilder, Failure> {
    let client_id =
        settings.client_id.clone().ok_or_else(|| Failure::missing_option("--client-id"))?;
    let mut builder = ClientBuilder::new(client_id, secret, settings.keys.clone())
        .identity_server(&settings.identity_server)
        .authorization_endpoint(&settings.authorization_endpoint)
        .issuer(&settings.issuer)
        .exchange(settings.exchange);
    if let Some(organization) = &settings.organization {
        builder = builder.organization(organization.clone());
    }
    if let Some(pem) = &settings.extra_ca_pem {
        builder = builder.extra_ca_pem(pem.clone());
    }
    Ok(builder)
}

fn built(builder: ClientBuilder) -> Result<Client, Failure> {
    builder.build().map_err(|error| Failure::from_connection(&error))
}
