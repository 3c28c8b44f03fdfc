//! `cockpit-jwt token`: the organization's token, a person's, renewed and narrower ones.

mod granted;
mod loopback;
mod paste;
mod user;

use client::{AudienceSet, Derivation, Granted};
use domain::Audience;
use proxy::ClientSettings;

use crate::{
    cache::{self, Cache, Question},
    command_line::{
        CacheOptions, Format, NarrowOptions, OrganizationOptions, RefreshOptions, TokenCommand,
        Wanted,
    },
    failure::Failure,
    input, settings,
};

/// Gets the token that was asked for, and prints it.
pub(crate) async fn run(command: &TokenCommand) -> Result<(), Failure> {
    let format = command.format();
    match command {
        TokenCommand::Organization(options) => organization(options, format).await,
        TokenCommand::User(options) => user::run(options, format).await,
        TokenCommand::Refresh(options) => refresh(options, format).await,
        TokenCommand::Narrow(options) => narrow(options, format).await,
        TokenCommand::Forget(_) => cache::forget(format),
    }
}

async fn organization(options: &OrganizationOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, Some(&options.secret))?;
    let granted = organizations(&settings, &options.wanted, &options.cache).await?;
    granted::print(&granted, &settings, format)
}

/// The organization's own token: that which was kept, or a new one.
pub(crate) async fn organizations(
    settings: &ClientSettings,
    wanted: &Wanted,
    options: &CacheOptions,
) -> Result<Granted, Failure> {
    let (audience, validity) = (wanted.audience.as_ref(), wanted.validity);
    let cache = Cache::open(options, Question::for_organization(settings, audience, validity))?;
    if let Some(granted) = cache.token(settings)? {
        return Ok(granted);
    }
    let client = settings::client_with_secret(settings, wanted)?;
    let granted = client.token_for_organization().await?;
    cache.keep(&granted);
    Ok(granted)
}

async fn refresh(options: &RefreshOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, None)?;
    let client = settings::client_without_secret(&settings)?;
    let old = input::token(&options.token)?;
    let granted = client.refresh(old.compact(), options.validity).await?;
    granted::print(&granted, &settings, format)
}

async fn narrow(options: &NarrowOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, None)?;
    let client = settings::client_without_secret(&settings)?;
    let audience = audience(&options.wanted, &settings)?;
    let from = input::token(&options.token)?;
    let validity = options.wanted.validity;
    let derivation = Derivation { scope: &options.scope, audience: &audience, validity };
    let granted = client.narrow(from.compact(), &derivation).await?;
    granted::print(&granted, &settings, format)
}

/// Whom the token is for: by default the organization.
fn audience(wanted: &Wanted, settings: &ClientSettings) -> Result<AudienceSet, Failure> {
    match &wanted.audience {
        Some(audience) => Ok(audience.clone()),
        None => Ok([Audience::from(settings::organization(settings)?)].into_iter().collect()),
    }
}
