//! Hands requests on to the API: only listed operations, only to the configured address, bounded, with
//! nothing kept between two of them.

mod error;
mod headers;
mod network;

use std::{fmt, sync::Arc, time::Duration};

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::catalogue::{CallAnswer, CallRequest, Catalogue, Method, Operation};
use reqwest::{Certificate, Client, Response, redirect, retry};
use tokio::sync::Semaphore;
use url::Url;

pub(crate) use error::ForwardError;
pub(crate) use network::Network;

use network::Resolver;

/// How long a call may be, in bytes.
pub(crate) const LONGEST_CALL: usize = 1024 * 1024;

/// How long an answer of the API may be, in bytes.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// How long path, query and headers of a call may be together, in bytes: as long as ours.
const LONGEST_HEAD: usize = 32 * 1024;

/// How many calls are under way at most; each may hold a whole answer.
const MOST_CALLS: usize = 32;

const CONNECT_TIME: Duration = Duration::from_secs(2);

/// For all of it; less than any answer of ours may take.
const WHOLE_TIME: Duration = Duration::from_secs(15);

/// A way to the API.
pub(crate) struct Forwarder {
    client: Client,
    base: Url,
    calls: Semaphore,
}

impl Forwarder {
    /// A way to the API at `base`, an address without a slash at its end.
    pub(crate) fn new(base: &str, network: Network, extra_ca_pem: Option<&[u8]>) -> Option<Self> {
        let base = Url::parse(base).ok()?;
        let network = if domain::is_loopback(base.authority()) { Network::Own } else { network };
        let client = client(&base, network, extra_ca_pem)?;
        let calls = Semaphore::new(MOST_CALLS);
        Some(Self { client, base, calls })
    }

    /// Sends a call once if the catalogue has it, and waits for the whole answer.
    pub(crate) async fn call(
        &self,
        call: CallRequest,
        catalogue: &Catalogue,
        caller: &HeaderMap,
    ) -> Result<CallAnswer, ForwardError> {
        let operation = catalogue.operation(call.method, &call.path);
        let operation = operation.ok_or(ForwardError::NotListed)?;
        let request = self.request(call, operation, caller)?;
        let _permit = self.calls.try_acquire().map_err(|_| ForwardError::Busy)?;
        let response = self.client.execute(request).await.map_err(|it| ForwardError::from(&it))?;
        received(response).await
    }

    fn request(
        &self,
        call: CallRequest,
        operation: &Operation,
        caller: &HeaderMap,
    ) -> Result<reqwest::Request, ForwardError> {
        let url = self.address(&call)?;
        let mut request = reqwest::Request::new(method(call.method), url);
        *request.headers_mut() = headers::sent(&call, operation, caller)?;
        if head_length(&request) > LONGEST_HEAD {
            return Err(ForwardError::TooLong);
        }
        *request.body_mut() = call.body.map(Into::into);
        Ok(request)
    }

    /// The address of a call. That it still leads where the path says is looked at again, since a
    /// parser of addresses has been over it.
    fn address(&self, call: &CallRequest) -> Result<Url, ForwardError> {
        let text = call.address(self.base.as_str());
        let url = Url::parse(&text).map_err(|_| ForwardError::NotListed)?;
        if url.as_str() != text || url.origin() != self.base.origin() {
            return Err(ForwardError::NotListed);
        }
        Ok(url)
    }
}

/// What is sent is the operator's business; nothing of it is shown.
impl fmt::Debug for Forwarder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Forwarder")
            .field("base", &self.base.as_str())
            .finish_non_exhaustive()
    }
}

/// Redirects are not followed, nothing is sent twice, no cookie is kept, and no proxy of the
/// environment stands between us and the address that is configured.
pub(crate) fn client(base: &Url, network: Network, extra_ca_pem: Option<&[u8]>) -> Option<Client> {
    // Authorities that are none have been refused with `ca_file`.
    let extra_ca = extra_ca_pem.and_then(|pem| Certificate::from_pem_bundle(pem).ok());
    let extra_ca = extra_ca.unwrap_or_default();
    let builder = Client::builder()
        .user_agent(concat!("cockpit-jwt/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        .dns_resolver(Arc::new(Resolver::new(network)))
        .connect_timeout(CONNECT_TIME)
        .timeout(WHOLE_TIME);
    let builder = match base.scheme() {
        "http" => builder.tls_certs_only(extra_ca),
        _ => builder.tls_certs_merge(extra_ca),
    };
    builder.build().ok()
}

fn head_length(request: &reqwest::Request) -> usize {
    let headers = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    request.url().as_str().len() + headers.sum::<usize>()
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Head => reqwest::Method::HEAD,
        Method::Options => reqwest::Method::OPTIONS,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

async fn received(mut response: Response) -> Result<CallAnswer, ForwardError> {
    let status = response.status().as_u16();
    let headers = headers::handed_back(response.headers());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| ForwardError::from(&error))? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(ForwardError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let (text, base64) = match String::from_utf8(body) {
        Ok(text) => (Some(text), None),
        Err(error) => (None, Some(STANDARD.encode(error.as_bytes()))),
    };
    Ok(CallAnswer { status, headers, text, base64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_to_the_own_machine_is_no_api_elsewhere() {
        // Loopback is what the address itself has to say, so the client is made by hand.
        let base = Url::parse("https://localhost:1").unwrap();
        for network in [Network::Private, Network::Public] {
            let client = client(&base, network, None).unwrap();
            let error = client.get(base.clone()).send().await.unwrap_err();
            assert_eq!(ForwardError::from(&error), ForwardError::AddressNotAllowed);
        }
        let client = client(&base, Network::Own, None).unwrap();
        let error = client.get(base).send().await.unwrap_err();
        assert_eq!(ForwardError::from(&error), ForwardError::Unreachable);
    }

    #[test]
    fn nothing_of_what_is_sent_is_shown() {
        let forwarder = Forwarder::new("https://api.example/api", Network::Public, None).unwrap();
        assert_eq!(
            format!("{forwarder:?}"),
            r#"Forwarder { base: "https://api.example/api", .. }"#
        );
    }
}
