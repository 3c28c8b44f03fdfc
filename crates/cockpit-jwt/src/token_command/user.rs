//! `cockpit-jwt token user`: the sign-in with a browser, by RFC 8252.

use std::{net::SocketAddr, time::Duration};

use client::{AuthorizationCode, Client, SignIn};
use domain::{RedirectUri, Scope, ScopeSet};
use proxy::ClientSettings;
use tokio::{net::TcpListener, time::timeout};

use super::{audience, granted, loopback, paste};
use crate::{
    browser,
    cache::{Cache, Question},
    clock,
    command_line::{Format, UserOptions},
    failure::Failure,
    listen, say, settings,
};

/// Sends the person to the identity server, waits for them to come back, and prints their token.
pub(super) async fn run(options: &UserOptions, format: Format) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, Some(&options.secret))?;
    settings::check(&settings)?;
    let audience = audience(&options.wanted, &settings)?;
    let scope = scope(options, &settings)?;
    let (validity, refreshable) = (options.wanted.validity, options.refreshable.into());
    let question = Question::for_person(&settings, &scope, &audience, validity, refreshable);
    let cache = Cache::open(&options.cache, question)?;
    if let Some(granted) = cache.token(&settings)? {
        return granted::print(&granted, &settings, format);
    }
    let client = settings::client_with_secret(&settings, &options.wanted)?;
    let listener = listener(options).await?;
    let sign_in = begin(&client, &listener, scope)?;
    let code = come_back(options, &sign_in, listener).await?;
    let redemption = sign_in.redemption(&code, &audience, validity, refreshable);
    let granted = client.token_from_code(&redemption).await?;
    cache.keep(&granted);
    granted::print(&granted, &settings, format)
}

/// What is asked for: by default the membership that the API wants.
fn scope(options: &UserOptions, settings: &ClientSettings) -> Result<ScopeSet, Failure> {
    match &options.scope {
        Some(scope) => Ok(scope.clone()),
        None => Ok([Scope::member_of(settings::organization(settings)?)].into_iter().collect()),
    }
}

async fn listener(options: &UserOptions) -> Result<TcpListener, Failure> {
    let remedy = "choose another one with --port N, where 0 takes any free one";
    listen::on(SocketAddr::new(options.address, options.port), remedy).await
}

fn begin(client: &Client, listener: &TcpListener, scope: ScopeSet) -> Result<SignIn, Failure> {
    let address = listener.local_addr();
    let address =
        address.map_err(|error| Failure::System { doing: "listening", error })?.to_string();
    let redirect_uri = RedirectUri::parse(&format!("http://{address}/")).map_err(|error| {
        Failure::System { doing: "listening", error: std::io::Error::other(error) }
    })?;
    client
        .sign_in(redirect_uri, scope, clock::random()?)
        .map_err(|error| Failure::never_granted(&error))
}

/// Waits for the person to come back: to the listener or, where the browser is on another machine, by
/// hand. The first answer to this very sign-in counts, and ends both.
async fn come_back(
    options: &UserOptions,
    sign_in: &SignIn,
    listener: TcpListener,
) -> Result<AuthorizationCode, Failure> {
    let address = sign_in.address();
    if options.no_browser {
        say::on_stderr(&format!("Sign in at:\n\n  {address}\n"));
        say::on_stderr(
            "If your browser is on another machine, it cannot show the page at the end. Copy that \
             page's address from the browser and paste it here:",
        );
    } else {
        say::on_stderr(&format!(
            "Your browser opens. If it does not, sign in at:\n\n  {address}\n"
        ));
        browser::open(address);
    }
    let by_hand = async {
        if options.no_browser { paste::code(sign_in).await } else { std::future::pending().await }
    };
    let answer = async {
        tokio::select! {
            answer = loopback::code(sign_in, &listener) => answer,
            answer = by_hand => answer,
        }
    };
    match timeout(Duration::from_secs(options.timeout), answer).await {
        Ok(Ok(code)) => Ok(code),
        Ok(Err(error)) => Err(Failure::unfinished(&error)),
        Err(_) => Err(Failure::nobody_came(options.timeout)),
    }
}
