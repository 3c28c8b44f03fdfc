//! What is worth knowing about a token, whether or not an API accepts it.

use crate::{
    UnixTime,
    explain::duration,
    jwt::{Algorithm, Claims, TokenKind, UntrustedJwt},
    text::{quoted, quoted_or_empty},
};

/// Something worth knowing about a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub name: FindingName,
    /// Why it matters, as a sentence about this token.
    pub reason: String,
    /// What the person can do about it.
    pub remedy: &'static str,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingName {
    /// No signature at all, or one that anybody who can check it can make.
    WeakAlgorithm,
    /// An algorithm that this program does not know.
    UnusualAlgorithm,
    /// Keys, or the address of keys, in the header.
    KeyInHeader,
    /// The token can be renewed by whoever holds it.
    RefreshToken,
    /// A scope that opens administration.
    PowerfulScope,
    /// Who the person is, written into the scope list.
    PersonalData,
    /// An ID token (`OpenID` Connect Core §2).
    IdToken,
    /// The token does not say when it ends.
    NoExpiry,
    /// The token is valid for very long.
    LongLife,
    /// The token does not say whom it is for.
    NoAudience,
    /// The token does not say when it was made.
    NoIssuedAt,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Good to know.
    Note,
    /// A risk.
    Caution,
    /// A reason not to use the token.
    Danger,
}

impl FindingName {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::WeakAlgorithm,
        Self::UnusualAlgorithm,
        Self::KeyInHeader,
        Self::RefreshToken,
        Self::PowerfulScope,
        Self::PersonalData,
        Self::IdToken,
        Self::NoExpiry,
        Self::LongLife,
        Self::NoAudience,
        Self::NoIssuedAt,
    ];

    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WeakAlgorithm => "weak-algorithm",
            Self::UnusualAlgorithm => "unusual-algorithm",
            Self::KeyInHeader => "key-in-header",
            Self::RefreshToken => "refresh-token",
            Self::PowerfulScope => "powerful-scope",
            Self::PersonalData => "personal-data",
            Self::IdToken => "id-token",
            Self::NoExpiry => "no-expiry",
            Self::LongLife => "long-life",
            Self::NoAudience => "no-audience",
            Self::NoIssuedAt => "no-issued-at",
        }
    }

    /// How much it matters.
    pub const fn weight(self) -> Weight {
        match self {
            Self::WeakAlgorithm | Self::PowerfulScope | Self::NoExpiry => Weight::Danger,
            Self::KeyInHeader
            | Self::RefreshToken
            | Self::PersonalData
            | Self::IdToken
            | Self::LongLife => Weight::Caution,
            Self::UnusualAlgorithm | Self::NoAudience | Self::NoIssuedAt => Weight::Note,
        }
    }

    const fn remedy(self) -> &'static str {
        match self {
            Self::WeakAlgorithm => "Do not rely on anything that it says.",
            Self::UnusualAlgorithm => "Check it with a program that knows the algorithm.",
            Self::KeyInHeader => {
                "Check the signature only with keys that you have from the issuer itself."
            }
            Self::RefreshToken => {
                "Keep it to yourself; hand on a narrower copy, which cannot be renewed."
            }
            Self::PowerfulScope => "Ask for no more than the API needs.",
            Self::PersonalData => {
                "Whoever gets the token can read it; leave out scopes like `user:name` that the API \
                 does not need."
            }
            Self::IdToken => "Use an access token for an API: leave `openid` out of the scope.",
            Self::NoExpiry => "Ask for a token with an end.",
            Self::LongLife => "Ask for a shorter validity when you generate the next one.",
            Self::NoAudience => "Name the audience when you generate the next one.",
            Self::NoIssuedAt => "Nothing has to be done.",
        }
    }
}

impl Weight {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}

/// Looks for everything that is worth knowing, what matters most first.
pub fn findings(jwt: &UntrustedJwt, now: UnixTime) -> Vec<Finding> {
    // Sorting costs the page more than going through the few names once for each weight.
    let weights = [Weight::Danger, Weight::Caution, Weight::Note].into_iter();
    weights
        .flat_map(|weight| FindingName::ALL.into_iter().filter(move |it| it.weight() == weight))
        .filter_map(|name| {
            let reason = reason(name, jwt, now)?;
            Some(Finding { name, reason, remedy: name.remedy() })
        })
        .collect()
}

fn reason(name: FindingName, jwt: &UntrustedJwt, now: UnixTime) -> Option<String> {
    let claims = jwt.peek_claims();
    match name {
        FindingName::WeakAlgorithm => weak_algorithm(jwt.algorithm()),
        FindingName::UnusualAlgorithm => unusual_algorithm(jwt.algorithm()),
        FindingName::KeyInHeader => key_in_header(jwt),
        FindingName::RefreshToken => claims.carries_refresh_token().then(|| {
            "a refresh token is inside: whoever gets this token can renew it for as long as it is \
             used every 30 days"
                .to_owned()
        }),
        FindingName::PowerfulScope => powerful_scope(claims),
        FindingName::PersonalData => personal_data(claims),
        FindingName::IdToken => id_token(jwt),
        FindingName::NoExpiry => claims
            .expires_at
            .is_none()
            .then(|| "it does not expire: whoever finds it can use it for ever".to_owned()),
        FindingName::LongLife => long_life(claims, now),
        FindingName::NoAudience => claims.audience.is_none().then(|| {
            "it names no audience: any service that trusts the issuer may accept it".to_owned()
        }),
        FindingName::NoIssuedAt => claims.issued_at.is_none().then(|| {
            "it does not say when it was issued (`iat`), so its age is unknown".to_owned()
        }),
    }
}

fn weak_algorithm(name: &str) -> Option<String> {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    if is("none") {
        Some("it is not signed: anybody can have made it".to_owned())
    } else if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("HS")) {
        Some(format!(
            "it is signed with a shared secret ({}): everybody who can check it can make one",
            quoted(name)
        ))
    } else if is("RS1") {
        Some("it is signed over a SHA-1 hash (RS1), which can be forged".to_owned())
    } else {
        None
    }
}

fn unusual_algorithm(name: &str) -> Option<String> {
    let known = Algorithm::parse(name).is_ok() || weak_algorithm(name).is_some();
    (!known).then(|| {
        format!("its algorithm, {}, is none that this program can check", quoted_or_empty(name))
    })
}

/// Members that name or hold keys (RFC 7515 §4.1.2 to 4.1.6). Whoever made the token chose them.
fn key_in_header(jwt: &UntrustedJwt) -> Option<String> {
    let members = ["jku", "jwk", "x5u", "x5c"];
    let found: Vec<_> =
        members.into_iter().filter(|name| jwt.peek_header().contains_key(*name)).collect();
    (!found.is_empty()).then(|| {
        format!(
            "its header brings keys along ({}); they prove nothing and were not used",
            found.join(", ")
        )
    })
}

/// The last word of a scope says what it opens: `organization:owner` opens the administration, but
/// `organization:owner:cockpit` nothing beyond the Cockpit.
fn powerful_scope(claims: &Claims) -> Option<String> {
    /// What follows here is somebody's name, whatever it is.
    const NAMES: [&str; 4] = ["user:memberof:", "user:organizations:", "user:ownerof:", "["];
    let mut scopes = claims.scope.iter().filter(|scope| {
        let last = scope.rsplit([':', '.', '/']).next();
        last.is_some_and(|last| matches!(last, "owner" | "admin"))
            && !NAMES.iter().any(|start| scope.starts_with(start))
    });
    let scope = quoted(scopes.next()?);
    Some(format!("the scope `{scope}` opens administration, not only the API"))
}

/// Some APIs take it by mistake.
fn id_token(jwt: &UntrustedJwt) -> Option<String> {
    (jwt.kind() == TokenKind::IdToken)
        .then(|| "it is an ID token: it says who somebody is, not what they may do".to_owned())
}

/// With `store_info` the server writes entries like `[user:name]:Bob Builder` into the scope list.
fn personal_data(claims: &Claims) -> Option<String> {
    let written = |scope: &&String| scope.starts_with('[') && scope.contains("]:");
    let count = claims.scope.iter().filter(written).count();
    (count > 0).then(|| {
        let entries = if count == 1 { "entry" } else { "entries" };
        format!("personal data stands in the scope list ({count} {entries})")
    })
}

fn long_life(claims: &Claims, now: UnixTime) -> Option<String> {
    const LONG_SECONDS: u64 = 12 * 3600;
    let end = claims.expires_at?;
    let left = end.seconds_since(now);
    match claims.issued_at {
        Some(beginning) if end.seconds_since(beginning) > LONG_SECONDS => {
            Some(format!("it lives for {}", duration(end.seconds_since(beginning))))
        }
        None if left > LONG_SECONDS => Some(format!("it is still valid for {}", duration(left))),
        Some(_) | None => None,
    }
}
