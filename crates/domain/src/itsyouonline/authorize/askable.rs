//! Which scopes a person can consent to.
//!
//! The server's consent page repeats itself for ever when it is asked for a scope that it cannot
//! give. Hence nothing is asked that is not known to be askable.

use core::fmt;

use crate::{OrganizationId, Scope, ScopeSet, text::quoted};

/// Checks that every scope can be consented to, and that they can be so together.
///
/// # Errors
/// When asking for them would put the person into the endless consent loop, or make the exchange
/// fail afterwards.
pub fn check_scope(scope: &ScopeSet) -> Result<(), NeverGranted> {
    scope.iter().try_for_each(check_one)?;
    match scope.iter().find(|one| names_an_email(one.as_str())) {
        Some(email) if scope.contains("openid") => {
            Err(NeverGranted::OpenIdWithEmail { email: quoted(email.as_str()) })
        }
        _ => Ok(()),
    }
}

fn check_one(scope: &Scope) -> Result<(), NeverGranted> {
    match scope.as_str() {
        Scope::OFFLINE_ACCESS => Err(NeverGranted::OfflineAccess),
        "profile" => Err(NeverGranted::NamedOtherwise { scope: "profile", here: "user:name" }),
        "email" => Err(NeverGranted::NamedOtherwise { scope: "email", here: "user:email" }),
        owner if is_owner(owner) => Err(NeverGranted::OrganizationOwner { scope: quoted(owner) }),
        other if is_askable(other) => Ok(()),
        other => Err(NeverGranted::Unknown { scope: quoted(other) }),
    }
}

fn is_owner(scope: &str) -> bool {
    scope
        .strip_prefix("organization:owner")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

fn names_an_email(scope: &str) -> bool {
    scope.strip_prefix("user:email:").is_some()
}

/// The scopes that the server's consent page knows.
fn is_askable(scope: &str) -> bool {
    let Some(rest) = scope.strip_prefix("user:") else {
        return scope == "openid";
    };
    let (name, detail) = match rest.split_once(':') {
        Some((name, detail)) => (name, Some(detail)),
        None => (rest, None),
    };
    match name {
        "name" | "github" | "facebook" | "keystore" | "see" => detail.is_none(),
        "memberof" | "organizations" => detail.is_some_and(|id| OrganizationId::parse(id).is_ok()),
        "address" | "email" | "bankaccount" | "publickey" | "avatar" => detail.is_none_or(is_label),
        "phone" => {
            detail.is_none_or(|detail| is_label(detail.strip_suffix(":write").unwrap_or(detail)))
        }
        "validated" => detail.is_some_and(is_validated),
        "digitalwalletaddress" => detail.is_some_and(is_wallet),
        "ownerof" => detail.and_then(|it| it.strip_prefix("email:")).is_some_and(is_label),
        _ => false,
    }
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && !text.contains(':')
}

/// `phone` or `email`, with or without a label.
fn is_validated(detail: &str) -> bool {
    match detail.split_once(':') {
        Some((kind, label)) => matches!(kind, "phone" | "email") && is_label(label),
        None => matches!(detail, "phone" | "email"),
    }
}

/// A label and a currency, either of which may be empty.
fn is_wallet(detail: &str) -> bool {
    detail.split_once(':').is_some_and(|(_, currency)| !currency.contains(':'))
}

/// Why asking for a scope would lead nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeverGranted {
    /// Understood only where a JWT is made.
    OfflineAccess,
    /// Only an organization itself holds it.
    OrganizationOwner {
        /// The scope, made safe to show.
        scope: String,
    },
    /// Known elsewhere under this name, here under another.
    NamedOtherwise {
        /// What was asked for.
        scope: &'static str,
        /// What it is called here.
        here: &'static str,
    },
    /// Not among the scopes that the consent page knows.
    Unknown {
        /// The scope, made safe to show.
        scope: String,
    },
    /// Each is fine alone; together the exchange fails.
    OpenIdWithEmail {
        /// The other scope, made safe to show.
        email: String,
    },
}

impl NeverGranted {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OfflineAccess => "scope-offline-access",
            Self::OrganizationOwner { .. } => "scope-organization-owner",
            Self::NamedOtherwise { .. } => "scope-named-otherwise",
            Self::Unknown { .. } => "scope-never-granted",
            Self::OpenIdWithEmail { .. } => "scope-openid-with-email",
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> String {
        match self {
            Self::OfflineAccess => "Leave it out and tick refreshable instead.".to_owned(),
            Self::OrganizationOwner { .. } => {
                "Ask on behalf of the organization instead.".to_owned()
            }
            Self::NamedOtherwise { here, .. } => format!("Ask for `{here}` instead."),
            Self::Unknown { .. } => {
                "Ask for a membership like `user:memberof:acme`, or for one of the suggested scopes."
                    .to_owned()
            }
            Self::OpenIdWithEmail { .. } => {
                "Ask for `user:email` without a label, or leave `openid` out.".to_owned()
            }
        }
    }
}

impl fmt::Display for NeverGranted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OfflineAccess => formatter
                .write_str("the scope `offline_access` is not one that a person can consent to"),
            Self::OrganizationOwner { scope } => {
                write!(
                    formatter,
                    "the scope `{scope}` is held by an organization, never by a person"
                )
            }
            Self::NamedOtherwise { scope, here } => {
                write!(formatter, "the scope `{scope}` is called `{here}` at this identity server")
            }
            Self::Unknown { scope } => {
                write!(
                    formatter,
                    "the scope `{scope}` is not one that the identity server ever grants"
                )
            }
            Self::OpenIdWithEmail { email } => write!(
                formatter,
                "the scopes `openid` and `{email}` together make the identity server fail"
            ),
        }
    }
}

impl core::error::Error for NeverGranted {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str) -> Result<(), NeverGranted> {
        check_scope(&ScopeSet::parse(list).unwrap())
    }

    #[test]
    fn what_can_be_consented_to_may_be_asked() {
        for list in [
            "",
            "user:name",
            "user:memberof:moehaha,user:memberof:moehaha.team",
            "user:organizations:moehaha",
            "user:address,user:address:home",
            "user:email,user:email:main",
            "user:phone,user:phone:main,user:phone:main:write,user:phone:write",
            "user:validated:phone,user:validated:phone:main",
            "user:validated:email,user:validated:email:main",
            "user:github,user:facebook,user:keystore,user:see",
            "user:bankaccount,user:bankaccount:main",
            "user:digitalwalletaddress:main:BTC,user:digitalwalletaddress::",
            "user:publickey,user:publickey:ssh,user:avatar,user:avatar:main",
            "user:ownerof:email:bob@example.com",
            "openid,user:email",
        ] {
            assert_eq!(check(list), Ok(()), "{list}");
        }
    }

    #[test]
    fn what_would_loop_is_refused() {
        for scope in [
            "user:admin",
            "user",
            "user:",
            "user:memberof",
            "user:memberof:",
            "user:name:x",
            "user:email:",
            "user:email:a:b",
            "user:phone:main:read",
            "user:phone::write",
            "user:validated",
            "user:validated:name",
            "user:validated:email:",
            "user:digitalwalletaddress",
            "user:digitalwalletaddress:main",
            "user:ownerof:phone:1",
            "user:ownerof:email:",
            "address",
            "phone",
            "organization:member",
            "organization:ownership",
        ] {
            let error = check(&format!("user:name,{scope}")).unwrap_err();
            assert_eq!(error.code(), "scope-never-granted", "{scope}");
            assert_eq!(
                error.to_string(),
                format!("the scope `{scope}` is not one that the identity server ever grants")
            );
            assert_eq!(
                error.hint(),
                "Ask for a membership like `user:memberof:acme`, or for one of the suggested scopes."
            );
        }
    }

    #[test]
    fn what_belongs_elsewhere_is_sent_there() {
        for (list, code, sentence, hint) in [
            (
                "user:name,offline_access",
                "scope-offline-access",
                "the scope `offline_access` is not one that a person can consent to",
                "Leave it out and tick refreshable instead.",
            ),
            (
                "organization:owner",
                "scope-organization-owner",
                "the scope `organization:owner` is held by an organization, never by a person",
                "Ask on behalf of the organization instead.",
            ),
            (
                "organization:owner:cockpit",
                "scope-organization-owner",
                "the scope `organization:owner:cockpit` is held by an organization, never by a person",
                "Ask on behalf of the organization instead.",
            ),
            (
                "profile",
                "scope-named-otherwise",
                "the scope `profile` is called `user:name` at this identity server",
                "Ask for `user:name` instead.",
            ),
            (
                "openid,email",
                "scope-named-otherwise",
                "the scope `email` is called `user:email` at this identity server",
                "Ask for `user:email` instead.",
            ),
        ] {
            let error = check(list).unwrap_err();
            assert_eq!((error.code(), error.hint().as_str()), (code, hint));
            assert_eq!(error.to_string(), sentence);
        }
    }
    #[test]
    fn an_email_by_its_label_does_not_go_with_openid() {
        let error = check("user:email:main,openid").unwrap_err();
        assert_eq!(error.code(), "scope-openid-with-email");
        assert_eq!(
            error.to_string(),
            "the scopes `openid` and `user:email:main` together make the identity server fail"
        );
        assert_eq!(error.hint(), "Ask for `user:email` without a label, or leave `openid` out.");
    }
}
