//! The program in the guide. From the first `use` on it stands there word for word.

use std::error::Error;

use client::{ClientBuilder, ClientId, ClientSecret, KeySet, PublicKey, TokenSource};

/// Make one for the whole program and hand out clones: they share the token.
pub(crate) fn source(
    identity_server: &str,
    secret: &str,
    key_pem: &str,
) -> Result<TokenSource, Box<dyn Error>> {
    let keys = KeySet::from(PublicKey::from_pem(key_pem)?);
    let client_id = ClientId::parse("moehaha")?;
    let client = ClientBuilder::new(client_id, ClientSecret::parse(secret)?, keys)
        .identity_server(identity_server)
        .build()?;
    Ok(TokenSource::for_organization(client))
}

/// The repositories of the Cockpit, as JSON.
pub(crate) async fn repositories(
    source: &TokenSource,
    api: &str,
) -> Result<String, Box<dyn Error>> {
    // Ask each time: it is the same token until it has to be a new one.
    let token = source.token().await?;
    let response = reqwest::Client::new()
        .get(format!("{api}/ays/repository"))
        .header("Authorization", format!("bearer {}", token.compact().expose()))
        .send()
        .await?
        .error_for_status()?;
    Ok(response.text().await?)
}
