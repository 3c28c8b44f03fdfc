//! `cockpit-jwt call`: a request to the API.

use std::{path::Path, time::Duration};

use client::{ConfigurationError, ProviderError};
use domain::{
    jwt::{CompactJwt, UntrustedJwt},
    shown,
};
use proxy::ClientSettings;
use reqwest::{
    Certificate, Client, Response, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    redirect,
};
use serde_json::{Value, json};

use crate::{
    clock,
    command_line::{CallOptions, Format, Wanted},
    failure::{Exit, Failure},
    input,
    report::{self, Subject},
    say, settings,
    token_command::organizations,
};

/// More of an answer is not read.
const LARGEST: usize = 64 * 1024 * 1024;

/// An answer in one piece.
struct Received {
    status: StatusCode,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Sends the request, prints the answer. Only an answer without error is a success.
pub(crate) async fn run(options: &CallOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, Some(&options.secret))?;
    let base = options.api.as_ref().or(settings.api_base.as_ref());
    let base = base.ok_or_else(Failure::api_missing)?.clone();
    if options.data.as_deref() == Some("@-") && options.token.is_stdin() {
        return Err(Failure::stdin_twice());
    }
    let body = options.data.as_deref().map(body).transpose()?;
    let token = token(options, &settings).await?;
    let client = http_client(options, &settings, &base)?;
    let received = send(&client, options, &base, &token, body).await?;
    print(&received, format)?;
    if received.status == StatusCode::UNAUTHORIZED {
        explain(&token, &settings);
    }
    let failed = received.status.is_client_error() || received.status.is_server_error();
    if failed { Err(Failure::Silent(Exit::ApiError)) } else { Ok(()) }
}

fn body(data: &str) -> Result<String, Failure> {
    match data.strip_prefix('@') {
        Some("-") => input::from_stdin(),
        Some(file) => settings::contents(Path::new(file)),
        None => Ok(data.to_owned()),
    }
}

/// The given token, renewed if it has ended and can be; without one the organization's own.
async fn token(options: &CallOptions, settings: &ClientSettings) -> Result<CompactJwt, Failure> {
    let Some(jwt) = input::token_if_given(&options.token)? else {
        let wanted = Wanted { audience: None, validity: None, json: false };
        let granted = organizations(settings, &wanted, &options.cache).await?;
        return Ok(granted.jwt.compact().clone());
    };
    if !(has_ended(&jwt) && jwt.peek_claims().carries_refresh_token()) {
        return Ok(jwt.compact().clone());
    }
    say::on_stderr("The token has expired; a new one is asked for.");
    let client = settings::client_without_secret(settings)?;
    let granted = client.refresh(jwt.compact(), None).await?;
    Ok(granted.jwt.compact().clone())
}

fn has_ended(jwt: &UntrustedJwt) -> bool {
    jwt.peek_claims().expires_at.is_some_and(|end| end <= clock::now())
}

/// Redirects are not followed: the token is for this API alone.
fn http_client(
    options: &CallOptions,
    settings: &ClientSettings,
    base: &str,
) -> Result<Client, Failure> {
    let extra_ca = match settings.extra_ca_pem.as_deref().map(Certificate::from_pem_bundle) {
        None => Vec::new(),
        Some(Ok(certificates)) if !certificates.is_empty() => certificates,
        Some(_) => return Err(Failure::from_connection(&ConfigurationError::ExtraCa)),
    };
    let builder = Client::builder()
        .user_agent(concat!("cockpit-jwt/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .tls_certs_merge(extra_ca)
        .timeout(Duration::from_secs(options.timeout));
    let builder = if is_local(base) { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| Failure::api_unreachable(base, &reason(&error)))
}

async fn send(
    client: &Client,
    options: &CallOptions,
    base: &str,
    token: &CompactJwt,
    body: Option<String>,
) -> Result<Received, Failure> {
    let mut request = client
        .request(options.method.clone(), format!("{base}{}", options.path))
        .header(AUTHORIZATION, bearer(token));
    if let Some(body) = body {
        request = request.header(CONTENT_TYPE, "application/json").body(body);
    }
    let sent = request.send().await;
    let response = sent.map_err(|error| Failure::api_unreachable(base, &reason(&error)))?;
    received(response).await.map_err(|reason| Failure::api_unreachable(base, &reason))
}

fn is_local(base: &str) -> bool {
    let authority = base.split('/').nth(2).unwrap_or_default();
    domain::is_loopback(authority)
}

/// A token is letters, digits and a few marks, so this is always a value.
fn bearer(token: &CompactJwt) -> HeaderValue {
    let value = HeaderValue::from_str(&format!("bearer {}", token.expose()));
    let mut value = value.unwrap_or(HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

async fn received(mut response: Response) -> Result<Received, String> {
    let status = response.status();
    let header = |(name, value): (&reqwest::header::HeaderName, &HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = response.headers().iter().map(header).collect();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| reason(&error))? {
        if body.len() + chunk.len() > LARGEST {
            return Err("answers with more than 64 MiB".to_owned());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Received { status, headers, body })
}

/// What a person makes of the error: what happened, and the cause.
fn reason(error: &reqwest::Error) -> String {
    match ProviderError::from_transport(error) {
        ProviderError::CertificateRefused => "has a certificate that is not trusted".to_owned(),
        ProviderError::Unreachable { reason } => format!("cannot be reached: {reason}"),
        ProviderError::Timeout => "did not answer in time".to_owned(),
        _ => "broke off in the middle of its answer".to_owned(),
    }
}

/// The status goes to stderr, the body to stdout; JSON is indented for a person.
fn print(received: &Received, format: Format) -> Result<(), Failure> {
    let Received { status, headers, body } = received;
    let parsed = serde_json::from_slice::<Value>(body).ok();
    if format == Format::Json {
        let body = parsed.unwrap_or_else(|| String::from_utf8_lossy(body).into());
        let headers: Value = headers.iter().map(|(name, value)| json!([name, value])).collect();
        let answer = json!({ "status": status.as_u16(), "headers": headers, "body": body });
        return say(&format!("{answer:#}\n"));
    }
    say::on_stderr(&status.to_string());
    if !say::is_read_by_a_person() {
        return say::bytes(body);
    }
    let text = parsed.map(|json| format!("{json:#}"));
    say(&harmless(&text.unwrap_or_else(|| String::from_utf8_lossy(body).into_owned())))
}

/// Lines for a terminal, which would obey what is no text in them.
fn harmless(text: &str) -> String {
    let part = |part: &str| shown(part, usize::MAX);
    let line = |line: &str| line.split('\t').map(part).collect::<Vec<_>>().join("\t") + "\n";
    text.lines().map(line).collect()
}

/// Which check the API probably failed on.
fn explain(token: &CompactJwt, settings: &ClientSettings) {
    let Ok(jwt) = UntrustedJwt::parse(token.clone()) else { return };
    let Some(profile) = settings::profile(settings, None, None) else { return };
    let subject = Subject::judged(&jwt, &settings.keys, Some(&profile), clock::now());
    say::on_stderr(report::headline(&subject).trim_end());
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn an_answer_does_not_command_the_terminal() {
        for (answer, seen) in [
            ("", ""),
            ("a\tb\r\n\nc", "a\tb\n\nc\n"),
            ("\u{1b}]0;owned\u{7}\u{9b}2J", "\\u{1b}]0;owned\\u{7}\\u{9b}2J\n"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe\n"),
        ] {
            assert_eq!(harmless(answer), seen);
        }
    }
}
