//! The smallest possible web server: it waits for the browser to come back from the sign-in, takes
//! the one request that does, and is gone (RFC 8252 §7.3 and 8.3).

use std::{io, time::Duration};

use client::{AuthorizationCode, SignIn, SignInError};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::{sleep, timeout},
};

/// The longest head of a request that is read.
const LONGEST: usize = 16 * 1024;

/// How long a connection may take to say what it wants. Browsers open some that they never use.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many connections may be about to say what they want.
const MOST: usize = 32;

/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes code and state out of the address bar and of the tab's history. It is the page's only script.
const CLEAN: &str = r#"history.replaceState(null,"","/")"#;

/// The SHA-256 of that script, by which the page's policy allows it.
const CLEAN_HASH: &str = "4yQlCA6sut83myo/n+J0YG9sdFWm5qA32W2S+0f011U=";

/// Waits for the answer to this sign-in. Whatever else comes is answered and forgotten: whoever does
/// not know the state can neither end the sign-in nor slip in another.
pub(super) async fn code(
    sign_in: &SignIn,
    listener: &TcpListener,
) -> Result<AuthorizationCode, SignInError> {
    let mut heads = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if heads.len() < MOST => match accepted {
                Ok((connection, _)) => drop(heads.spawn(timeout(PATIENCE, head(connection)))),
                Err(_) => sleep(PAUSE).await,
            },
            Some(read) = heads.join_next() => {
                let Ok(Ok(Ok((head, connection)))) = read else { continue };
                if let Some(outcome) = answered(sign_in, &head, connection).await {
                    return outcome;
                }
            }
        }
    }
}

/// Answers a request; what came of it, if it was the one.
async fn answered(
    sign_in: &SignIn,
    head: &str,
    connection: TcpStream,
) -> Option<Result<AuthorizationCode, SignInError>> {
    let asked = query(sign_in, head);
    let outcome = asked.map(|query| sign_in.code(query));
    let (status, words) = match &outcome {
        None => ("404 Not Found", "There is nothing here."),
        Some(Ok(_)) => ("200 OK", "You are signed in. You can close this window."),
        Some(Err(SignInError::Refused { .. })) => {
            ("200 OK", "The sign-in was refused. You can close this window.")
        }
        Some(Err(_)) => ("400 Bad Request", "This is not the sign-in that was begun."),
    };
    // If the browser has gone, the sign-in is no worse for it.
    let _answered = timeout(PATIENCE, answer(connection, status, words)).await;
    outcome.filter(|it| matches!(it, Ok(_) | Err(SignInError::Refused { .. })))
}

/// The query of a request that comes back to the redirect URI. The host has to be ours, so that no
/// other name for this machine will do.
fn query<'a>(sign_in: &SignIn, head: &'a str) -> Option<&'a str> {
    let mut lines = head.split("\r\n");
    let mut request = lines.next()?.split(' ');
    let ("GET", target) = (request.next()?, request.next()?) else { return None };
    let mut hosts = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim())
    });
    let ours = sign_in.redirect_uri().origin().strip_prefix("http://")?;
    let is_ours = hosts.next() == Some(ours) && hosts.next().is_none();
    is_ours.then(|| target.strip_prefix("/?")).flatten()
}

/// Everything up to the empty line.
async fn head(mut connection: TcpStream) -> io::Result<(String, TcpStream)> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if bytes.len() > LONGEST || connection.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok((String::from_utf8_lossy(&bytes).into_owned(), connection))
}

/// A small page. It loads nothing and tells nobody where it was.
async fn answer(mut connection: TcpStream, status: &str, words: &str) -> io::Result<()> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>cockpit-jwt</title><script>{CLEAN}</script><main><h1>cockpit-jwt</h1><p>{words}</p></main></html>\n"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'; script-src 'sha256-{CLEAN_HASH}'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
         Referrer-Policy: no-referrer\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        page.len()
    );
    connection.write_all((head + &page).as_bytes()).await?;
    connection.shutdown().await
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::{SHA256, digest};
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    use super::{CLEAN, CLEAN_HASH};

    #[test]
    fn the_policy_allows_the_script() {
        assert_eq!(STANDARD.encode(digest(&SHA256, CLEAN.as_bytes())), CLEAN_HASH);
    }
}
