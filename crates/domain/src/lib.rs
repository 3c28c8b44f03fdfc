//! The pure core: what a token request is, how the sign-in proceeds, how the identity server is
//! spoken to, and how a token is read and judged.
//!
//! This crate has no I/O, no clock, no randomness, no async and no JavaScript. Time and random
//! bytes come in as values. It is the same code in the page (WebAssembly) and in the servers.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod address;
pub mod amount;
pub mod api;
mod audience;
pub mod catalogue;
mod code;
mod comma_list;
pub mod console;
mod embedding;
pub mod explain;
mod flow;
pub mod folded;
pub mod inspect;
pub mod itsyouonline;
mod json_token;
pub mod judge;
pub mod jwt;
pub mod key;
mod lens;
mod organization;
mod redirect_uri;
mod scope;
pub mod snippet;
pub mod status;
mod text;
mod time;
mod transaction;
mod validity;
mod wish;

pub use address::{is_loopback, quoted_address};
pub use audience::{Audience, AudienceError, AudienceSet};
pub use code::{AuthorizationCode, AuthorizationCodeError};
pub use comma_list::CommaList;
pub use embedding::{Embedding, Preset, PresetError, SignInMode};
pub use flow::*;
pub use lens::{Lens, LensChange};
pub use organization::{ClientId, OrganizationId, OrganizationIdError};
pub use redirect_uri::{RedirectUri, RedirectUriError};
pub use scope::{Scope, ScopeError, ScopeSet};
pub use text::{quoted, sentence, shown};
pub use time::UnixTime;
pub use transaction::{
    CodeChallenge, CodeVerifier, CodeVerifierError, State, Transaction, TransactionError,
};
pub use validity::{Validity, ValidityError};
pub use wish::{OnBehalfOf, Refreshable, Wish};
