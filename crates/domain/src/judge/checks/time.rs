//! When a token is valid, and for how long.

use super::{Case, Examined};
use crate::{
    explain::duration,
    judge::{Outcome, Refusal},
};

const AN_END: &str = "an end that lies ahead";

impl Case<'_> {
    pub(super) fn expiry(&self) -> Examined {
        match self.end() {
            None => Examined::new("does not expire", AN_END).outcome(Outcome::NotApplicable),
            Some(end) if self.now < end => {
                let left = duration(end.seconds_since(self.now));
                Examined::new(format!("expires in {left}"), AN_END)
            }
            Some(end) => {
                let ago = duration(self.now.seconds_since(end));
                Examined::new(format!("expired {ago} ago"), AN_END).refused(Refusal::Expired)
            }
        }
    }

    pub(super) fn expiry_required(&self) -> Examined {
        match self.claims.expires_at {
            None => Examined::new("does not expire", AN_END).refused(Refusal::NoExpiry),
            Some(_) => self.expiry(),
        }
    }

    pub(super) fn not_before(&self) -> Examined {
        let expected = "a beginning that lies behind";
        let Some(beginning) = self.claims.not_before else {
            return Examined::new("none named", expected).outcome(Outcome::NotApplicable);
        };
        let ahead = beginning.seconds_since(self.now);
        if ahead > self.profile.leeway {
            Examined::new(format!("valid in {}", duration(ahead)), expected)
                .refused(Refusal::NotYetValid)
        } else if ahead > 0 {
            let ahead = duration(ahead);
            Examined::new(format!("valid in {ahead}, which may be the clocks"), expected)
        } else {
            let already = duration(self.now.seconds_since(beginning));
            Examined::new(format!("valid for {already} already"), expected)
        }
    }

    /// A long life is no reason to refuse a token, but one to ask for a shorter one.
    pub(super) fn lifetime(&self) -> Examined {
        const LONGEST_SECONDS: u64 = 3600;
        const EXPECTED: &str = "at most an hour";
        let Some(end) = self.claims.expires_at else {
            return Examined::new("without end", EXPECTED).outcome(Outcome::NotApplicable);
        };
        let left = end.seconds_since(self.now);
        let (beginning, at_least) = match self.claims.issued_at {
            Some(beginning) => (beginning, ""),
            None if left <= LONGEST_SECONDS => {
                return Examined::new("unknown", EXPECTED).outcome(Outcome::NotApplicable);
            }
            None => (self.now, "at least "),
        };
        let seconds = end.seconds_since(beginning);
        let examined = Examined::new(format!("{at_least}{}", duration(seconds)), EXPECTED);
        if seconds > LONGEST_SECONDS {
            examined.flagged(
                "Ask for a shorter validity: whoever finds the token can use it until it ends.",
            )
        } else {
            examined
        }
    }
}
