//! Tokens and texts of attackers and accidents, and what is answered to each, in the words that
//! people read.
//!
//! For tests alone. Everything but the cryptography happens here, so that each platform that runs
//! the corpus adds only its own answer to whether a signature is that of a key.

#![expect(clippy::missing_panics_doc, reason = "a broken corpus is the end of a test, everywhere")]

mod case;
mod judged;
mod observed;
mod vector;

pub use case::{Case, Corpus, Text, cases};
pub use observed::{FourAnswers, Observed, Said, Told};
pub use vector::{Answered, Question, Vector, vectors};
