//! `cockpit-jwt call`: a request to the API.

use std::{error::Error as _, path::Path, time::Duration};

use domain::jwt::{CompactJwt, UntrustedJwt};
use proxy::ClientSettings;
use reqwest::{
    Response, StatusCode,
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
    let body = options.data.as_deref().map(body).transpose()?;
    let token = token(options, &settings).await?;
    let received = send(options, &base, &token, body).await?;
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
    say::on_stderr("The token has expired and is renewed.");
    let client = settings::client_without_secret(settings)?;
    let granted = client.refresh(jwt.compact(), None).await?;
    Ok(granted.jwt.compact().clone())
}

fn has_ended(jwt: &UntrustedJwt) -> bool {
    jwt.peek_claims().expires_at.is_some_and(|end| end <= clock::now())
}

/// Redirects are not followed: the token is for this API alone.
async fn send(
    options: &CallOptions,
    base: &str,
    token: &CompactJwt,
    body: Option<String>,
) -> Result<Received, Failure> {
    let unreachable = |error: reqwest::Error| Failure::api_unreachable(base, &reason(&error));
    let client = reqwest::Client::builder()
        .user_agent(concat!("cockpit-jwt/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .timeout(Duration::from_secs(options.timeout));
    let client = if is_local(base) { client.no_proxy() } else { client };
    let client = client.build().map_err(unreachable)?;
    let mut request = client
        .request(options.method.clone(), format!("{base}{}", options.path))
        .header(AUTHORIZATION, bearer(token));
    if let Some(body) = body {
        request = request.header(CONTENT_TYPE, "application/json").body(body);
    }
    let response = request.send().await.map_err(unreachable)?;
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

/// What a person makes of the error: what happened, and the cause in the system's words.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "did not answer in time".to_owned();
    }
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let system = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>()).last();
    let why = system.map_or_else(String::new, |error| format!(": {}", error.kind()));
    if error.is_connect() {
        format!("cannot be reached{why}")
    } else {
        format!("broke off in the middle of its answer{why}")
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
    match parsed {
        Some(json) if say::is_read_by_a_person() => say(&format!("{json:#}\n")),
        _ => say::bytes(body),
    }
}

/// Which check the API probably failed on.
fn explain(token: &CompactJwt, settings: &ClientSettings) {
    let Ok(jwt) = UntrustedJwt::parse(token.clone()) else { return };
    let Some(profile) = settings::profile(settings, None, None) else { return };
    let subject = Subject::judged(&jwt, &settings.keys, Some(&profile), clock::now());
    say::on_stderr(report::headline(&subject).trim_end());
}
