//! Secrets and tokens that come in: by environment, from a file, from stdin or by a question.

use std::{
    io::{self, IsTerminal as _, Read as _},
    path::Path,
};

use client::ClientSecret;
use domain::{
    inspect::{PasteError, token_in},
    jwt::UntrustedJwt,
};

use crate::{
    command_line::{InspectOptions, TokenInput},
    failure::Failure,
    say,
    settings::{TOKEN, contents},
};

/// More than any text with a token.
const LONGEST: u64 = 1024 * 1024;

/// The client secret from a question on the terminal; it is not shown while it is typed.
pub(crate) fn secret() -> Result<ClientSecret, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::no_secret());
    }
    let typed = asked("Client secret: ")?;
    ClientSecret::parse(&typed).map_err(|error| Failure::unusable_secret(&error))
}

/// The token to begin with. Where nothing says where it is, it comes from stdin.
pub(crate) fn token(input: &TokenInput) -> Result<UntrustedJwt, Failure> {
    match token_if_given(input)? {
        Some(token) => Ok(token),
        None if io::stdin().is_terminal() => Ok(token_in(&asked("Token (not shown): ")?)?),
        None => match from_stdin()? {
            empty if empty.trim().is_empty() => Err(Failure::no_token_given()),
            text => Ok(token_in(&text)?),
        },
    }
}

/// The token to begin with, if one is given.
pub(crate) fn token_if_given(input: &TokenInput) -> Result<Option<UntrustedJwt>, Failure> {
    let text = match &input.token_file {
        Some(file) if file == Path::new("-") => from_stdin()?,
        Some(file) => contents(file)?,
        None => match std::env::var(TOKEN) {
            Ok(text) if !text.is_empty() => text,
            Ok(_) | Err(_) => return Ok(None),
        },
    };
    Ok(Some(token_in(&text)?))
}

/// The token to inspect.
pub(crate) fn inspected(options: &InspectOptions) -> Result<UntrustedJwt, Failure> {
    let text = match (&options.token, &options.file) {
        (_, Some(file)) if file != Path::new("-") => contents(file)?,
        (Some(text), None) if text != "-" => text.clone(),
        _ => {
            if io::stdin().is_terminal() {
                say::on_stderr("Paste the token, then press Enter and Ctrl-D.");
            }
            from_stdin()?
        }
    };
    Ok(token_in(&text)?)
}

/// All of stdin. More than there can be of use is an error of its own.
pub(crate) fn from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let mut stdin = io::stdin().lock().take(LONGEST + 1);
    stdin
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::System { doing: "reading stdin", error })?;
    if bytes.len() as u64 > LONGEST {
        return Err(PasteError::TooLong.into());
    }
    String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::from(io::ErrorKind::InvalidData);
        Failure::unreadable_file(&"stdin", &error)
    })
}

/// The answer to a question, typed without echo.
fn asked(question: &str) -> Result<String, Failure> {
    rpassword::prompt_password(question)
        .map_err(|error| Failure::System { doing: "asking on the terminal", error })
}
