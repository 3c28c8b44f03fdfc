//! The dialect of the ItsYou.online identity server.
//!
//! An endpoint is a pair of plain functions: one builds the request, one reads the answer. Nothing
//! here sends anything, and no type here can hold the client secret: a [`Request`] only says that
//! the client is to be authenticated.

mod answer;
mod answer_error;
pub mod authorize;
mod blame;
pub mod jwt;
mod request;
pub mod token;

pub use answer::Answer;
pub use answer_error::AnswerError;
pub use blame::Blame;
pub use request::{
    AccessToken, AccessTokenError, Authorization, ClientAuthentication, Method, Parameters, Request,
};
