//! The identity server answers to a wrong client secret as to an old code. Hence a refused code is
//! the operator's affair as long as none has ever been accepted.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::itsyouonline::AnswerError;
use provider::{Granted, ProviderError};

use crate::problem::Refused;

/// What the operator is told.
const CAUSE: &str = "this was the first code since the start; if others are refused as well, compare \
    the client secret and the callback URL with the API key at the identity server";

/// Whether nothing is known yet of the client secret.
#[derive(Debug)]
pub(crate) struct Suspicion(AtomicBool);

impl Suspicion {
    pub(crate) fn new() -> Self {
        Self(AtomicBool::new(true))
    }

    /// The outcome of an exchange, as it is answered. The first says the most, and says it once.
    pub(crate) fn judge(
        &self,
        outcome: Result<Granted, ProviderError>,
    ) -> Result<Granted, Refused> {
        match outcome {
            Err(error @ ProviderError::Answer(AnswerError::CodeRefused)) => {
                let first = self.0.swap(false, Ordering::Relaxed);
                let refused = Refused::from(error);
                Err(if first { refused.with_cause(&CAUSE) } else { refused })
            }
            Err(error) => Err(error.into()),
            Ok(granted) => {
                self.0.store(false, Ordering::Relaxed);
                Ok(granted)
            }
        }
    }
}
