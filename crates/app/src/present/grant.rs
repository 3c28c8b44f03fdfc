//! What was asked for against what was granted.

use domain::{HeldToken, OrganizationId, Scope};

use domain::shown;

/// Where the two differ, each as a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What was asked for and is not in the token.
    pub dropped: Vec<Difference>,
    /// What is in the token and was not asked for.
    pub added: Vec<Difference>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The scope or audience, made safe to show.
    pub name: String,
    /// What that means.
    pub reason: String,
}

impl Comparison {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.dropped.is_empty() && self.added.is_empty()
    }
}

/// Compares scope and audience.
pub fn compare(token: &HeldToken) -> Comparison {
    let (asked, granted) = (&token.asked, &token.granted);
    let dropped_scope = missing(&asked.scope, &granted.scope)
        .map(|scope| difference(scope, why_dropped(scope, &granted.scope)));
    let dropped_audience = missing(&asked.audience, &granted.audience)
        .map(|audience| difference(audience, "not among the token's audiences".to_owned()));
    let added_scope = missing(&granted.scope, &asked.scope)
        .map(|scope| difference(scope, "a scope you did not ask for".to_owned()));
    let added_audience = missing(&granted.audience, &asked.audience)
        .map(|audience| difference(audience, "an audience you did not ask for".to_owned()));
    Comparison {
        dropped: dropped_scope.chain(dropped_audience).collect(),
        added: added_scope.chain(added_audience).collect(),
    }
}

fn missing<'a>(those: &'a [String], among: &'a [String]) -> impl Iterator<Item = &'a str> {
    let missing = those.iter().filter(move |one| !among.contains(one));
    missing.map(String::as_str).filter(|one| !one.is_empty())
}

fn difference(name: &str, reason: String) -> Difference {
    Difference { name: shown(name, 120), reason }
}

/// The identity server says nothing when it leaves out a membership that does not exist.
fn why_dropped(scope: &str, granted: &[String]) -> String {
    let Some(organization) = membership(scope) else {
        return "not granted: you may have left it out when you consented".to_owned();
    };
    let below: Vec<_> = granted
        .iter()
        .filter_map(|scope| membership(scope))
        .filter(|other| other.is_below(&organization))
        .map(|other| shown(other.as_str(), 120))
        .collect();
    if below.is_empty() {
        format!("you are not a member of {organization}")
    } else {
        format!("you are a member of {} only, not of {organization}", below.join(", "))
    }
}

fn membership(scope: &str) -> Option<OrganizationId> {
    Scope::parse(scope).ok()?.membership()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::view::sample;

    fn reasons(asked: &[&str], granted: &[&str]) -> Vec<String> {
        let comparison = compare(&sample::token_granted(asked, granted));
        let all = comparison.dropped.into_iter().chain(comparison.added);
        all.map(|difference| format!("{}: {}", difference.name, difference.reason)).collect()
    }

    #[test]
    fn what_was_dropped_is_explained() {
        let member = "user:memberof:moehaha";
        assert!(reasons(&[member], &[member]).is_empty());
        assert_eq!(
            reasons(&[member], &[]),
            ["user:memberof:moehaha: you are not a member of moehaha"]
        );
        assert_eq!(
            reasons(&[member], &["user:memberof:moehaha.team"]),
            [
                "user:memberof:moehaha: you are a member of moehaha.team only, not of moehaha",
                "user:memberof:moehaha.team: a scope you did not ask for",
            ]
        );
        // A name that only begins alike is no organization below.
        assert_eq!(
            reasons(&[member], &["user:memberof:moehaha2"])[0],
            "user:memberof:moehaha: you are not a member of moehaha"
        );
        assert_eq!(
            reasons(&[member, "user:email"], &[member]),
            ["user:email: not granted: you may have left it out when you consented"]
        );
        assert!(reasons(&[member], &[member, ""]).is_empty());
    }
}
