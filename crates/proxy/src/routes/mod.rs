//! What each address answers.

mod answer;
mod call;
mod catalogue;
mod config;
mod derive;
mod health;
mod openapi;
mod published;
mod refresh;
mod token;

use axum::http::StatusCode;

use crate::problem::Refused;

pub(crate) use call::call;
pub(crate) use catalogue::catalogue;
pub(crate) use config::{config, page_config};
pub(crate) use derive::derive;
pub(crate) use health::{alive, ready};
pub(crate) use openapi::openapi;
pub(crate) use published::Published;
pub(crate) use refresh::refresh;
pub(crate) use token::token;

/// Nothing is at this address.
pub(crate) async fn not_found() -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "there is nothing at this address",
        "check the address, or begin at the page",
    )
}

/// Something is at this address, but not for this method.
pub(crate) async fn method_not_allowed() -> Refused {
    Refused::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "this address does not take requests of this method",
        "see the description at api/openapi.json",
    )
}
