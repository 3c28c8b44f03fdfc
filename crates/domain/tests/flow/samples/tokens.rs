//! Tokens, and what it is to hold one.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    HeldToken, OnBehalfOf, Refreshable, TimeLeft, Wish,
    api::Grant,
    judge::{SignatureState, Unchecked},
    jwt::{CompactJwt, UntrustedJwt},
};
use serde_json::{Value, json};

use super::{NOW, wish};

pub(crate) const REFRESH_TOKEN: &str = "kMVeOldXUmzsCBYrZhFoxkRKnpXS";

/// A token with these claims and a signature of nothing.
pub(crate) fn token(claims: &Value) -> CompactJwt {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = encode(br#"{"alg":"ES384","typ":"JWT"}"#);
    let claims = encode(claims.to_string().as_bytes());
    CompactJwt::parse(&format!("{header}.{claims}.{}", encode(&[1; 96]))).unwrap()
}

pub(crate) fn member_token() -> CompactJwt {
    token(&json!({
        "username": "bob", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["user:memberof:moehaha"], "exp": NOW.seconds() + 3600,
    }))
}

pub(crate) fn organization_token() -> CompactJwt {
    token(&json!({
        "globalid": "moehaha", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["organization:owner:cockpit"], "exp": NOW.seconds() + 3600,
    }))
}

/// A token that can be renewed, and narrowed while it is valid: until `end`.
pub(crate) fn refreshable_token(end: u64) -> CompactJwt {
    token(&json!({
        "username": "bob", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["user:memberof:moehaha", "user:name"], "refresh_token": REFRESH_TOKEN,
        "exp": end,
    }))
}

/// What has the form of a token, but says nothing.
pub(super) fn unreadable_token() -> CompactJwt {
    CompactJwt::parse("aGVhZGVy.cGF5bG9hZA.c2ln").unwrap()
}

/// A copy of it with less, and without the refresh token.
pub(crate) fn narrower_token() -> CompactJwt {
    token(&json!({
        "username": "bob", "globalid": null, "azp": "moehaha", "iss": "itsyouonline",
        "aud": ["moehaha"], "scope": ["user:memberof:moehaha"], "exp": NOW.seconds() + 1800,
    }))
}

pub(crate) const PENDING: SignatureState = SignatureState::NotChecked(Unchecked::Pending);

fn holding_of(token: CompactJwt) -> HeldToken {
    let granted = Grant {
        scope: vec!["user:memberof:moehaha".into(), "user:name".into()],
        audience: vec!["moehaha".into()],
    };
    HeldToken {
        jwt: UntrustedJwt::parse(token).unwrap(),
        wish: wish(OnBehalfOf::Myself),
        asked: Grant::default(),
        granted,
        signature: SignatureState::Valid,
        told: TimeLeft::Ample,
        origin: None,
    }
}

pub(crate) fn held() -> HeldToken {
    holding_of(member_token())
}

pub(crate) fn refreshable() -> HeldToken {
    let wish = Wish { refreshable: Refreshable::Yes, ..wish(OnBehalfOf::Myself) };
    HeldToken { wish, ..holding_of(refreshable_token(NOW.seconds() + 3600)) }
}

/// What can still be renewed, but not narrowed.
pub(crate) fn expired() -> HeldToken {
    let jwt = UntrustedJwt::parse(refreshable_token(NOW.seconds())).unwrap();
    HeldToken { jwt, told: TimeLeft::Over, ..refreshable() }
}

pub(crate) fn narrower() -> HeldToken {
    HeldToken { origin: Some(Box::new(refreshable())), ..holding_of(narrower_token()) }
}
