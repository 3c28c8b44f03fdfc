//! Fetches a description once, bounded, from the one address that the operator has named.

use catalogue::{Described, LARGEST, Remark};
use reqwest::{Client, Response, StatusCode, header::LOCATION};
use url::Url;

use super::FetchError;
use crate::forward::{self, Network};

/// Where a description is, and how it is fetched from there.
#[derive(Debug)]
pub(crate) struct Source {
    client: Client,
    address: Url,
    /// The beginning of what is said of it: the place in the settings, and the address.
    told_as: String,
}

impl Source {
    /// The description at an address, which is in the Internet, in a private network, or on the own
    /// machine if it is spelled so. Nothing where no HTTP client can be made for it.
    pub(crate) fn new(address: Url, told_as: String, extra_ca_pem: Option<&[u8]>) -> Option<Self> {
        let client = forward::client(&address, network(&address), extra_ca_pem)?;
        Some(Self { client, address, told_as })
    }

    /// Asks once, and reads what comes.
    pub(super) async fn fetch(&self) -> Result<Described, FetchError> {
        let response = self.client.get(self.address.clone()).send().await?;
        let text = text(checked(response)?).await?;
        Ok(catalogue::read(&text)?)
    }

    /// What could not be read in it.
    pub(super) fn remark(&self, remark: &Remark) -> String {
        format!("{}, {remark}", self.told_as)
    }

    /// Why there is none, and what to do.
    pub(super) fn complaint(&self, error: &FetchError) -> String {
        format!(
            "{} {error}; until that is mended no operation is listed or forwarded: {}",
            self.told_as,
            error.hint()
        )
    }
}

fn network(address: &Url) -> Network {
    if domain::is_loopback(address.authority()) { Network::Own } else { Network::Private }
}

/// Only what is there, at this address: a redirect leads to somebody whom nobody has named.
fn checked(response: Response) -> Result<Response, FetchError> {
    match response.status() {
        StatusCode::OK => Ok(response),
        status if status.is_redirection() => {
            let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            Err(FetchError::Redirect { to: domain::quoted_address(to.unwrap_or_default()) })
        }
        status => Err(FetchError::Status(status.as_u16())),
    }
}

async fn text(mut response: Response) -> Result<String, FetchError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LARGEST {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|_| FetchError::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_only_leads_to_the_own_machine_is_not_it() {
        for (address, expected) in [
            ("http://localhost:8092/d", Network::Own),
            ("https://127.0.0.1/d", Network::Own),
            ("https://api.example/d", Network::Private),
            ("https://localhost.api.example/d", Network::Private),
        ] {
            assert_eq!(network(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }
}
