//! Sends one request and receives one answer, both within bounds.

use domain::{
    is_loopback,
    itsyouonline::{Answer, AnswerError, ClientAuthentication, Method, Parameters, Request},
};
use form_urlencoded::Serializer;
use reqwest::{
    Certificate, Client, ClientBuilder, RequestBuilder, Response, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    redirect, retry,
};

use crate::{
    ClientSecret, ConfigurationError, Limits, ProviderConfig, ProviderError, config::base_url,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// A connection to the identity server that is kept alive, and the secret that goes with it.
pub(crate) struct Transport {
    client: Client,
    base_url: String,
    client_secret: ClientSecret,
}

/// An answer in one piece.
pub(crate) struct Received {
    status: u16,
    content_type: Option<String>,
    body: Vec<u8>,
}

impl Received {
    /// As the domain reads it.
    pub(crate) fn answer(&self) -> Answer<'_> {
        Answer { status: self.status, content_type: self.content_type.as_deref(), body: &self.body }
    }
}

impl Transport {
    pub(crate) fn new(config: &ProviderConfig) -> Result<Self, ConfigurationError> {
        let url = base_url(&config.base_url)?;
        let extra_ca = config.extra_ca_pem.as_deref().map(authorities).transpose()?;
        let client = client(&url, extra_ca.unwrap_or_default(), config.limits)?;
        let base_url = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { client, base_url, client_secret: config.client_secret.clone() })
    }

    /// Sends a request once.
    pub(crate) async fn send(&self, request: &Request) -> Result<Received, ProviderError> {
        let response = self
            .built(request)
            .send()
            .await
            .map_err(|error| ProviderError::from_transport(&error))?;
        receive(response).await
    }

    fn built(&self, request: &Request) -> RequestBuilder {
        let url = self.url(request);
        let builder = match request.method {
            Method::Get => self.client.get(url),
            Method::Post => {
                self.client.post(url).header(CONTENT_TYPE, FORM).body(self.form(request))
            }
        };
        let builder = builder.header(ACCEPT, request.accept);
        match &request.authorization {
            Some(authorization) => builder.header(AUTHORIZATION, sensitive(authorization.expose())),
            None => builder,
        }
    }

    fn url(&self, request: &Request) -> String {
        let address = format!("{}{}", self.base_url, request.path);
        if request.query.is_empty() {
            return address;
        }
        format!("{address}?{}", serializer(&request.query).finish())
    }

    /// The only place where the secret leaves its type.
    fn form(&self, request: &Request) -> String {
        let mut form = serializer(&request.form);
        match request.client_authentication {
            ClientAuthentication::None => {}
            ClientAuthentication::SecretInForm => {
                form.append_pair("client_secret", self.client_secret.expose());
            }
        }
        form.finish()
    }
}

fn serializer(parameters: &Parameters) -> Serializer<'static, String> {
    let mut serializer = Serializer::new(String::new());
    serializer.extend_pairs(parameters.iter());
    serializer
}

/// Credentials are letters, digits and a few marks, so this is always a value. Were it not, the
/// server would see an empty header and refuse.
fn sensitive(value: &str) -> HeaderValue {
    let mut value = HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

/// Certificates are verified, redirects not followed, and a request never sent a second time: a
/// code that was seen once must not be tried again.
fn client(
    url: &Url,
    extra_ca: Vec<Certificate>,
    limits: Limits,
) -> Result<Client, ConfigurationError> {
    // An authority that is no certificate shows only when the client is built.
    let blamed =
        if extra_ca.is_empty() { ConfigurationError::Tls } else { ConfigurationError::ExtraCa };
    let builder = Client::builder()
        .user_agent(concat!("cockpit-jwt/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.whole);
    bypassing_proxies(trusting(builder, url, extra_ca), url).build().map_err(|_| blamed)
}

/// What is meant for the own machine must not leave it by a proxy named in the environment.
fn bypassing_proxies(builder: ClientBuilder, url: &Url) -> ClientBuilder {
    if is_loopback(url.authority()) { builder.no_proxy() } else { builder }
}

/// The authorities to trust: the system's and the operator's. Where nothing is ever verified, those
/// of the system are not looked for, since it may have none.
fn trusting(builder: ClientBuilder, url: &Url, extra_ca: Vec<Certificate>) -> ClientBuilder {
    match url.scheme() {
        "http" => builder.tls_certs_only(extra_ca),
        _ => builder.tls_certs_merge(extra_ca),
    }
}

fn authorities(pem: &[u8]) -> Result<Vec<Certificate>, ConfigurationError> {
    match Certificate::from_pem_bundle(pem) {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) | Err(_) => Err(ConfigurationError::ExtraCa),
    }
}

async fn receive(mut response: Response) -> Result<Received, ProviderError> {
    let status = response.status().as_u16();
    let content_type = response
        .headers()
        .get(CONTENT_TYPE)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let mut body = Vec::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| ProviderError::from_transport(&error))?
    {
        if body.len() + chunk.len() > Answer::LARGEST {
            return Err(ProviderError::Answer(AnswerError::TooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Received { status, content_type, body })
}
