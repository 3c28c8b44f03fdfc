//! Tokens that are kept between two commands, in the system's keyring, where somebody asks for it.

mod keyring;
mod question;

use client::Granted;
use proxy::ClientSettings;
use serde_json::json;
use tokio::task::block_in_place;

use self::keyring::{Kept, Keyring};
pub(crate) use self::question::Question;
use crate::{
    clock,
    command_line::{CacheOptions, Format},
    failure::Failure,
    say,
};

/// What is kept for one question; nothing where nobody wants that.
pub(crate) struct Cache {
    keyring: Option<Keyring>,
    question: Question,
}

impl Cache {
    /// Opens the keyring if it is wanted. That there is none is told before anybody signs in.
    pub(crate) fn open(options: &CacheOptions, question: Question) -> Result<Self, Failure> {
        let open = || block_in_place(Keyring::open);
        let keyring = options.cache.then(open).transpose()?;
        Ok(Self { keyring, question })
    }

    /// The token that was kept, if it is good for a while, and the keys of the settings are still those
    /// that sign.
    pub(crate) fn token(&self, settings: &ClientSettings) -> Result<Option<Granted>, Failure> {
        let Some(keyring) = &self.keyring else { return Ok(None) };
        let kept = block_in_place(|| keyring.token(&self.question, clock::now()))?;
        let Some(Kept { jwt, asked }) = kept else { return Ok(None) };
        let Ok(jwt) = settings.keys.verify(jwt) else { return Ok(None) };
        say::on_stderr("The token is from the keyring; `cockpit-jwt token forget` empties it.");
        Ok(Some(Granted::new(jwt, asked)))
    }

    /// Keeps a token that has just been had. It is there even if it cannot be kept, so that is told and
    /// no failure.
    pub(crate) fn keep(&self, granted: &Granted) {
        let Some(keyring) = &self.keyring else { return };
        let token = Kept { jwt: granted.jwt.as_untrusted().clone(), asked: granted.asked.clone() };
        let kept = block_in_place(|| keyring.keep(&self.question, &token, clock::now()));
        if let Err(failure) = kept {
            say::on_stderr(&format!("The token is not kept: {failure}"));
        }
    }
}

/// Removes all that is kept, and says so.
pub(crate) fn forget(format: Format) -> Result<(), Failure> {
    let had_any = block_in_place(|| Keyring::open()?.forget())?;
    if format == Format::Json {
        return say(&format!("{}\n", json!({ "forgotten": had_any })));
    }
    say::on_stderr(if had_any {
        "No token is in the keyring any more."
    } else {
        "There was no token in the keyring."
    });
    Ok(())
}
