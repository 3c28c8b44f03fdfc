//! What the page around an embedded element is told.

use core::mem::{Discriminant, discriminant};

use crate::{
    UnixTime,
    flow::{Failure, Flow, HeldToken, TimeLeft},
    jwt::CompactJwt,
};

/// Something that the page around learns.
#[derive(Debug, Clone, Copy)]
pub enum Publication<'a> {
    /// There is a token, or another one. What it grants is foreign text.
    Token(&'a HeldToken),
    /// There is none any more.
    Cleared,
    /// The token's time is nearly over, or over.
    Expiring {
        /// When it ends.
        expires_at: UnixTime,
        /// How many seconds are left.
        remaining: u64,
    },
    /// Something went wrong.
    Failed(&'a Failure),
}

/// What was told last.
#[derive(Debug, Clone)]
pub struct Standing {
    token: Option<CompactJwt>,
    told: TimeLeft,
    failure: Option<Discriminant<Failure>>,
}

impl Standing {
    /// What there is to know of a state.
    pub fn of(flow: &Flow) -> Self {
        let held = flow.held();
        Self {
            token: held.map(|token| token.jwt.compact().clone()),
            told: held.map_or(TimeLeft::Ample, |token| token.told),
            failure: failure(flow).map(discriminant),
        }
    }

    /// What is new in a state that has come after, at the time `now`: about the token, and what went
    /// wrong.
    pub fn news<'a>(&self, flow: &'a Flow, now: UnixTime) -> [Option<Publication<'a>>; 2] {
        let of_token = match (&self.token, flow.held()) {
            (None, None) => None,
            (Some(_), None) => Some(Publication::Cleared),
            (Some(before), Some(held)) if before.is_same_as(held.jwt.compact()) => {
                self.in_time(held, now)
            }
            (_, Some(held)) => Some(Publication::Token(held)),
        };
        let failed = failure(flow).filter(|failure| Some(discriminant(*failure)) != self.failure);
        [of_token, failed.map(Publication::Failed)]
    }

    /// Each turn in the token's time is told once.
    fn in_time<'a>(&self, held: &'a HeldToken, now: UnixTime) -> Option<Publication<'a>> {
        let expires_at = held.jwt.peek_claims().expires_at?;
        let turned = held.told != self.told && held.told != TimeLeft::Ample;
        turned
            .then(|| Publication::Expiring { expires_at, remaining: expires_at.seconds_since(now) })
    }
}

const fn failure(flow: &Flow) -> Option<&Failure> {
    match flow {
        Flow::Failed { failure, .. } => Some(failure),
        _ => None,
    }
}
