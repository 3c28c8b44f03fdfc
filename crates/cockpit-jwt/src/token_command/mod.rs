//! `cockpit-jwt token`: the organization's token, a person's, renewed and narrower ones.

mod granted;
mod loopback;
mod paste;
mod user;

use client::{AudienceSet, Derivation};
use domain::Audience;
use proxy::ClientSettings;

use crate::{
    command_line::{
        Format, NarrowOptions, OrganizationOptions, RefreshOptions, TokenCommand, Wanted,
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
    }
}

async fn organization(options: &OrganizationOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, Some(&options.secret))?;
    let client = settings::client_with_secret(&settings, &options.wanted)?;
    let granted = client.token_for_organization().await?;
    granted::print(&granted, &settings, format)
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
