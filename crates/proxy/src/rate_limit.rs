//! Limits how many tokens one person gets: a bucket of allowances that fills up again.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::UnixTime;

/// Beyond so many persons, the fullest buckets are thrown away.
const MOST_PERSONS: usize = 10_000;

/// How many at once, and how many seconds until there is one more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    pub(crate) at_once: u64,
    pub(crate) seconds_each: u64,
}

/// The buckets of all persons, shared by requests.
#[derive(Debug)]
pub(crate) struct RateLimit(Mutex<Buckets>);

impl RateLimit {
    pub(crate) fn new(allowance: Allowance) -> Self {
        Self(Mutex::new(Buckets { allowance, full_at: HashMap::new() }))
    }

    /// Takes one allowance of `person`.
    ///
    /// # Errors
    /// The number of seconds until there is one.
    pub(crate) fn take(&self, person: &str, now: UnixTime) -> Result<(), u64> {
        self.buckets().take(person, now)
    }

    /// Gives back an allowance of `person` that was of no use.
    pub(crate) fn give_back(&self, person: &str) {
        self.buckets().give_back(person);
    }

    fn buckets(&self) -> MutexGuard<'_, Buckets> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When each person's bucket will be full again. That one number says how full it is now.
#[derive(Debug)]
struct Buckets {
    allowance: Allowance,
    full_at: HashMap<String, UnixTime>,
}

impl Buckets {
    fn take(&mut self, person: &str, now: UnixTime) -> Result<(), u64> {
        let Allowance { at_once, seconds_each } = self.allowance;
        let full_at = self.full_at.get(person).copied().unwrap_or(now).max(now);
        let after_this = full_at.plus(seconds_each);
        let waiting = after_this.seconds_since(now).saturating_sub(at_once * seconds_each);
        if waiting > 0 {
            return Err(waiting);
        }
        self.make_room_for(person, now);
        self.full_at.insert(person.to_owned(), after_this);
        Ok(())
    }

    fn give_back(&mut self, person: &str) {
        if let Some(full_at) = self.full_at.get_mut(person) {
            *full_at = full_at.minus(self.allowance.seconds_each);
        }
    }

    /// Throws away the full buckets or, if there are none, the fullest.
    fn make_room_for(&mut self, person: &str, now: UnixTime) {
        if self.full_at.len() < MOST_PERSONS || self.full_at.contains_key(person) {
            return;
        }
        self.full_at.retain(|_, full_at| *full_at > now);
        if self.full_at.len() < MOST_PERSONS {
            return;
        }
        let fullest = self.full_at.iter().min_by_key(|(_, full_at)| **full_at);
        if let Some(person) = fullest.map(|(person, _)| person.clone()) {
            self.full_at.remove(&person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit() -> Buckets {
        let allowance = Allowance { at_once: 10, seconds_each: 60 };
        Buckets { allowance, full_at: HashMap::new() }
    }

    fn at(seconds: u64) -> UnixTime {
        UnixTime::from_seconds(1_000_000 + seconds)
    }

    #[test]
    fn ten_at_once_and_then_one_a_minute() {
        let mut limit = limit();
        for _ in 0..10 {
            assert_eq!(limit.take("bob", at(0)), Ok(()));
        }
        assert_eq!(limit.take("bob", at(0)), Err(60));
        assert_eq!(limit.take("bob", at(59)), Err(1));
        assert_eq!(limit.take("bob", at(60)), Ok(()));
        assert_eq!(limit.take("bob", at(60)), Err(60));
        assert_eq!(limit.take("alice", at(60)), Ok(()), "one person does not use up another's");
    }

    #[test]
    fn a_bucket_never_holds_more_than_ten() {
        let mut limit = limit();
        assert_eq!(limit.take("bob", at(0)), Ok(()));
        for _ in 0..10 {
            assert_eq!(limit.take("bob", at(1_000_000)), Ok(()));
        }
        assert!(limit.take("bob", at(1_000_000)).is_err());
    }

    #[test]
    fn persons_whose_bucket_is_full_are_forgotten() {
        let mut limit = limit();
        for number in 0..MOST_PERSONS {
            assert_eq!(limit.take(&number.to_string(), at(0)), Ok(()));
        }
        assert_eq!(limit.take("one more", at(61)), Ok(()));
        assert_eq!(limit.full_at.len(), 1);
    }

    #[test]
    fn beyond_ten_thousand_persons_the_memory_no_longer_grows() {
        let mut limit = limit();
        for number in 0..MOST_PERSONS + 10 {
            assert_eq!(limit.take(&number.to_string(), at(0)), Ok(()));
            assert_eq!(limit.take("bob", at(0)).is_ok(), number < 10, "{number}");
        }
        assert_eq!(limit.full_at.len(), MOST_PERSONS);
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let mut limit = limit();
        for _ in 0..20 {
            assert_eq!(limit.take("bob", at(0)), Ok(()));
            limit.give_back("bob");
        }
        limit.give_back("nobody");
        for _ in 0..10 {
            assert_eq!(limit.take("bob", at(0)), Ok(()));
        }
        assert!(limit.take("bob", at(0)).is_err());
    }
}
