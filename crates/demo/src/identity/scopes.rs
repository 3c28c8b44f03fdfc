//! Which scopes the identity server asks consent for, grants, and takes for covered.

use super::people::Person;

const MEMBER_OF: &str = "user:memberof:";

/// Asked only where a JWT is made: makes it refreshable.
pub(super) const OFFLINE_ACCESS: &str = "offline_access";

/// Asked only at authorize: an ID token besides the access token.
pub(super) const OPENID: &str = "openid";

/// Scopes that stand alone, and of which a consent can be given.
const PLAIN: [&str; 9] = [
    OPENID,
    "user:name",
    "user:address",
    "user:email",
    "user:phone",
    "user:github",
    "user:facebook",
    "user:keystore",
    "user:see",
];

/// What a scope with a label or a name behind it begins with, where a consent can be given.
const WITH_LABEL: [&str; 11] = [
    MEMBER_OF,
    "user:organizations:",
    "user:address:",
    "user:email:",
    "user:phone:",
    "user:validated:",
    "user:bankaccount",
    "user:digitalwalletaddress:",
    "user:publickey",
    "user:avatar",
    "user:ownerof:email:",
];

/// Whether the consent page can give this scope. Where it cannot, a person who consents is asked
/// again, for ever.
pub(super) fn is_consentable(scope: &str) -> bool {
    !scope.contains(char::is_whitespace)
        && (PLAIN.contains(&scope) || WITH_LABEL.iter().any(|begin| scope.starts_with(begin)))
}

/// The scopes without memberships that the person does not have: these are dropped without a word.
pub(super) fn possible(person: &Person, scopes: &[String]) -> Vec<String> {
    let holds = |scope: &&String| {
        scope.strip_prefix(MEMBER_OF).is_none_or(|organization| person.belongs_to(organization))
    };
    scopes.iter().filter(holds).cloned().collect()
}

/// Whether somebody who holds `held` may ask for `asked`.
///
/// A held scope covers whatever begins with it, as plain text. Any held membership covers every
/// membership: [`possible`] then drops the ones that are not true.
pub(super) fn is_covered(asked: &str, held: &[String]) -> bool {
    let is_membership = asked.starts_with(MEMBER_OF);
    held.iter().any(|held| {
        asked.starts_with(held.as_str()) || (is_membership && held.starts_with(MEMBER_OF))
    })
}

/// What `store_info` adds to the scopes of a token, one text for each scope that gives something
/// away.
pub(super) fn stored_info(person: &Person, scopes: &[String]) -> Vec<String> {
    let told = |scope: &String| Some(format!("[{scope}]:{}", information(person, scope)?));
    scopes.iter().filter_map(told).collect()
}

/// What a scope gives away of a person.
pub(super) fn information<'a>(person: &'a Person, scope: &str) -> Option<&'a str> {
    match scope {
        "user:name" => Some(&person.name),
        "user:email" | "user:email:main" | "user:validated:email" | "user:validated:email:main" => {
            Some(&person.email)
        }
        "user:phone" | "user:phone:main" | "user:validated:phone" | "user:validated:phone:main" => {
            Some(&person.phone)
        }
        _ => None,
    }
}

/// A scope in the words of the consent page, if it has some.
pub(super) fn in_words(scope: &str) -> Option<String> {
    let membership = scope.strip_prefix(MEMBER_OF);
    let words = match scope {
        OPENID => "who you are",
        "user:name" => "your name",
        _ if scope.starts_with("user:validated:") => "a validated address of yours",
        _ if scope.starts_with("user:email") => "your email address",
        _ if scope.starts_with("user:phone") => "your phone number",
        _ if scope.starts_with("user:address") => "your postal address",
        _ => return membership.map(|name| format!("that you are a member of {name}")),
    };
    Some(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(list: &[&str]) -> Vec<String> {
        list.iter().map(|&scope| scope.to_owned()).collect()
    }

    #[test]
    fn consent_can_be_given_to_the_scopes_of_a_client_only() {
        for scope in [
            "user:name",
            "user:memberof:acme",
            "user:email",
            "user:email:main",
            "user:validated:phone:main",
            "user:ownerof:email:bob@example.com",
            "openid",
        ] {
            assert!(is_consentable(scope), "{scope}");
        }
        for scope in ["", "user:name user:email", "user:memberof:acme user:name"] {
            assert!(!is_consentable(scope), "{scope}");
        }
    }

    #[test]
    fn coverage_is_by_prefix_and_by_any_membership() {
        let owner = scopes(&["organization:owner"]);
        assert!(is_covered("organization:owner", &owner));
        assert!(is_covered("organization:owner:made:up", &owner));
        assert!(!is_covered("user:memberof:acme", &owner));
        let team = scopes(&["user:memberof:acme.team"]);
        assert!(is_covered("user:memberof:acme", &team));
        assert!(is_covered("user:memberof:other", &team));
        assert!(!is_covered("user:name", &team));
        assert!(!is_covered("user:name", &[]));
    }

    #[test]
    fn memberships_not_held_are_dropped() {
        let carol = Person::new("carol", "Carol Clark").member_of("acme.team");
        let asked = scopes(&["user:memberof:acme", "user:name", "user:memberof:acme.team"]);
        assert_eq!(possible(&carol, &asked), scopes(&["user:name", "user:memberof:acme.team"]));
    }

    #[test]
    fn information_stands_behind_its_scope() {
        let bob = Person::new("bob", "Bob Builder");
        assert_eq!(
            stored_info(&bob, &scopes(&["user:memberof:acme", "user:name", "user:email:main"])),
            scopes(&["[user:name]:Bob Builder", "[user:email:main]:bob@example.com"])
        );
    }

    #[test]
    fn consent_is_asked_in_words() {
        for (scope, words) in [
            ("user:memberof:acme", Some("that you are a member of acme")),
            ("user:email:main", Some("your email address")),
            ("user:validated:email:main", Some("a validated address of yours")),
            ("user:admin", None),
        ] {
            assert_eq!(in_words(scope).as_deref(), words);
        }
    }
}
