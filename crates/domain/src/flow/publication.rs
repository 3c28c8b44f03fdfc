//! What the page around an embedded element is told.

use crate::{
    UnixTime,
    flow::{Failure, Flow, HeldToken, TimeLeft},
    jwt::CompactJwt,
};

/// Something that the page around learns.
#[derive(Debug, Clone)]
pub enum Publication {
    /// There is a token, or another one.
    Token {
        /// It.
        token: CompactJwt,
        /// When it ends, if it does.
        expires_at: Option<UnixTime>,
        /// What it grants; foreign text.
        scope: Vec<String>,
        /// Whom it is for; foreign text.
        audience: Vec<String>,
    },
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
    Failed(Failure),
}

/// What was told last.
#[derive(Debug, Clone)]
pub struct Standing {
    token: Option<CompactJwt>,
    told: TimeLeft,
    failure: Option<Failure>,
}

impl Standing {
    /// What there is to know of a state.
    pub fn of(flow: &Flow) -> Self {
        let failure = match flow {
            Flow::Failed { failure, .. } => Some(failure.clone()),
            _ => None,
        };
        let held = flow.held();
        Self {
            token: held.map(|token| token.jwt.compact().clone()),
            told: held.map_or(TimeLeft::Ample, |token| token.told),
            failure,
        }
    }

    /// What is new in a state that has come after, at the time `now`.
    pub fn news(&self, flow: &Flow, now: UnixTime) -> Vec<Publication> {
        let after = Self::of(flow);
        let failed = after.failure.filter(|failure| Some(failure) != self.failure.as_ref());
        let of_token = match (&self.token, flow.held()) {
            (None, None) => None,
            (Some(_), None) => Some(Publication::Cleared),
            (Some(before), Some(held)) if before.is_same_as(held.jwt.compact()) => {
                self.in_time(held, now)
            }
            (_, Some(held)) => Some(arrived(held)),
        };
        of_token.into_iter().chain(failed.map(Publication::Failed)).collect()
    }

    /// Each turn in the token's time is told once.
    fn in_time(&self, held: &HeldToken, now: UnixTime) -> Option<Publication> {
        let expires_at = held.jwt.peek_claims().expires_at?;
        let turned = held.told != self.told && held.told != TimeLeft::Ample;
        turned
            .then(|| Publication::Expiring { expires_at, remaining: expires_at.seconds_since(now) })
    }
}

fn arrived(held: &HeldToken) -> Publication {
    Publication::Token {
        token: held.jwt.compact().clone(),
        expires_at: held.jwt.peek_claims().expires_at,
        scope: held.granted.scope.clone(),
        audience: held.granted.audience.clone(),
    }
}
