//! Who may have a token renewed or narrowed: whoever presents a person's own, not too often.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::{UnixTime, jwt::VerifiedJwt};

use crate::{
    app::App,
    presented::{self, Expired},
    problem::Refused,
};

/// The presented token, if it is a person's and the person has not asked too often.
pub(crate) fn admit(
    app: &App,
    headers: &HeaderMap,
    expired: Expired,
    now: UnixTime,
) -> Result<VerifiedJwt, Refused> {
    let jwt = presented::read(app, headers, expired, now)?;
    let person = presented::person(&jwt)?;
    app.renewals.take(person, now).map_err(too_many)?;
    Ok(jwt)
}

fn too_many(seconds: u64) -> Refused {
    Refused::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-renewals",
        "you have had too many tokens renewed or narrowed in a short time",
        format!("use the ones you have, or try again in {seconds} seconds"),
    )
    .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
}
