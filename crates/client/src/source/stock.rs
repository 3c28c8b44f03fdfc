//! The token that is kept, how good it still is, and the request for the next one.

use std::{sync::Arc, time::Duration};

use domain::{UnixTime, jwt::VerifiedJwt};
use tokio::{sync::watch, time::Instant};

use super::{
    Outcome,
    back_off::{BackOff, Ended},
};

/// How long before a token is too short for its callers the next one is fetched. Of a token that
/// does not live long it is a quarter of its useful life.
const AHEAD: Duration = Duration::from_mins(5);

/// The token of a source, the request for the next one, and when that may leave.
pub(super) struct Stock {
    held: Option<Held>,
    origin: Origin,
    under_way: Option<watch::Receiver<Option<Outcome>>>,
    back_off: BackOff,
}

struct Held {
    jwt: Arc<VerifiedJwt>,
    since: UnixTime,
}

/// Where the next token comes from.
#[derive(Clone, Copy)]
enum Origin {
    /// The client's credentials.
    Credentials,
    /// The token before it.
    Renewal,
}

/// How good the kept token is for a caller.
pub(super) enum Kept {
    /// Good.
    Fresh(Arc<VerifiedJwt>),
    /// Good, but not for much longer.
    Aging(Arc<VerifiedJwt>),
    /// There is none, or it ends too soon.
    Nothing,
}

/// Where a caller's token is.
pub(super) enum Reach {
    Here(Arc<VerifiedJwt>),
    Coming(watch::Receiver<Option<Outcome>>),
}

impl Stock {
    /// Before the organization's first token.
    pub(super) fn empty() -> Self {
        let (held, under_way, back_off) = Default::default();
        Self { held, origin: Origin::Credentials, under_way, back_off }
    }

    /// With a token that is to be renewed.
    pub(super) fn holding(jwt: Arc<VerifiedJwt>, since: UnixTime) -> Self {
        Self { held: Some(Held { jwt, since }), origin: Origin::Renewal, ..Self::empty() }
    }

    /// The kept token, for a caller who needs it for so long.
    pub(super) fn kept(&self, now: UnixTime, at_least: Duration) -> Kept {
        let Some(held) = &self.held else { return Kept::Nothing };
        let left = remaining(&held.jwt, now);
        let useful_life = remaining(&held.jwt, held.since).saturating_sub(at_least);
        let jwt = Arc::clone(&held.jwt);
        match left.checked_sub(at_least) {
            None => Kept::Nothing,
            Some(useful) if useful < AHEAD.min(useful_life / 4) => Kept::Aging(jwt),
            Some(_) => Kept::Fresh(jwt),
        }
    }

    /// The request that is under way, unless whoever was to answer it is gone.
    pub(super) fn under_way(&self) -> Option<watch::Receiver<Option<Outcome>>> {
        self.under_way.clone().filter(|outcome| outcome.has_changed().is_ok())
    }

    /// Notes a request; when it may leave, and the token that it is to renew.
    pub(super) fn set_out(
        &mut self,
        outcome: watch::Receiver<Option<Outcome>>,
    ) -> (Option<Instant>, Option<Arc<VerifiedJwt>>) {
        self.under_way = Some(outcome);
        let old = match self.origin {
            Origin::Credentials => None,
            Origin::Renewal => self.held.as_ref().map(|held| Arc::clone(&held.jwt)),
        };
        (self.back_off.earliest(), old)
    }

    /// Takes what the request brought. After a failure the old token stays, as good as it is.
    pub(super) fn put(&mut self, outcome: &Outcome, now: UnixTime) {
        self.under_way = None;
        match outcome {
            Ok(jwt) => {
                self.back_off.note(Ended::Well);
                self.held = Some(Held { jwt: Arc::clone(jwt), since: now });
            }
            Err(_) => self.back_off.note(Ended::Badly),
        }
    }
}

/// For how long a token is valid. One that does not expire is so for ever.
pub(super) fn remaining(jwt: &VerifiedJwt, now: UnixTime) -> Duration {
    let end = jwt.claims().expires_at;
    end.map_or(Duration::MAX, |end| Duration::from_secs(end.seconds_since(now)))
}
