//! What was asked for against what was granted.

use crate::{OrganizationId, Scope, api::Grant, text::shown};

/// Scope and audience, asked for and granted, side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// First what was asked for, in that order, then what came besides.
    pub scope: Vec<Compared>,
    /// In the same order.
    pub audience: Vec<Compared>,
}

/// One scope or audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The scope or audience, made safe to show.
    pub name: String,
    /// Where it stands.
    pub standing: Standing,
    /// Why it is not as asked for; empty where it is.
    pub reason: String,
}

/// Where a scope or an audience stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Asked for and granted.
    Granted,
    /// Asked for and left out.
    Dropped,
    /// Granted without being asked for.
    Added,
}

impl Comparison {
    /// Whether everything asked for was granted and nothing else.
    pub fn is_equal(&self) -> bool {
        let mut all = self.scope.iter().chain(&self.audience);
        all.all(|one| one.standing == Standing::Granted)
    }
}

impl Standing {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Dropped => "dropped",
            Self::Added => "added",
        }
    }
}

/// Compares scope and audience.
pub fn compare(asked: &Grant, granted: &Grant) -> Comparison {
    Comparison {
        scope: side_by_side(
            &asked.scope,
            &granted.scope,
            why_dropped,
            "a scope you did not ask for",
        ),
        audience: side_by_side(
            &asked.audience,
            &granted.audience,
            |_, _| "not among the token's audiences".to_owned(),
            "an audience you did not ask for",
        ),
    }
}

fn side_by_side(
    asked: &[String],
    granted: &[String],
    why_dropped: fn(&str, &[String]) -> String,
    added: &str,
) -> Vec<Compared> {
    let of_asked = asked.iter().map(|name| {
        if granted.contains(name) {
            compared(name, Standing::Granted, String::new())
        } else {
            compared(name, Standing::Dropped, why_dropped(name, granted))
        }
    });
    let besides = granted.iter().filter(|name| !asked.contains(name) && !name.is_empty());
    let besides = besides.map(|name| compared(name, Standing::Added, added.to_owned()));
    of_asked.chain(besides).collect()
}

fn compared(name: &str, standing: Standing, reason: String) -> Compared {
    Compared { name: shown(name, 120), standing, reason }
}

/// The identity server says nothing when it leaves out a membership that does not exist.
fn why_dropped(scope: &str, granted: &[String]) -> String {
    let Some(organization) = membership(scope) else {
        return "not granted; whoever is asked to consent can leave it out".to_owned();
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
        format!("you are a member of {} only", below.join(", "))
    }
}

fn membership(scope: &str) -> Option<OrganizationId> {
    Scope::parse(scope).ok()?.membership()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(scopes: &[&str], audience: &[&str]) -> Grant {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        Grant { scope: texts(scopes), audience: texts(audience) }
    }

    fn lines(asked: &[&str], granted: &[&str]) -> Vec<String> {
        let comparison = compare(&grant(asked, &["moehaha"]), &grant(granted, &["moehaha"]));
        let line = |one: &Compared| format!("{} {} {}", one.name, one.standing.code(), one.reason);
        comparison.scope.iter().map(line).collect()
    }

    #[test]
    fn what_was_dropped_is_explained() {
        let member = "user:memberof:moehaha";
        assert_eq!(lines(&[member], &[member]), ["user:memberof:moehaha granted "]);
        assert_eq!(
            lines(&[member], &[]),
            ["user:memberof:moehaha dropped you are not a member of moehaha"]
        );
        assert_eq!(
            lines(&[member], &["user:memberof:moehaha.team"]),
            [
                "user:memberof:moehaha dropped you are a member of moehaha.team only",
                "user:memberof:moehaha.team added a scope you did not ask for",
            ]
        );
        // A name that only begins alike is no organization below.
        assert_eq!(
            lines(&[member], &["user:memberof:moehaha2"])[0],
            "user:memberof:moehaha dropped you are not a member of moehaha"
        );
        assert_eq!(
            lines(&["user:email", member], &[member, ""]),
            [
                "user:email dropped not granted; whoever is asked to consent can leave it out",
                "user:memberof:moehaha granted ",
            ]
        );
    }

    #[test]
    fn audiences_are_compared_too() {
        let asked = grant(&[], &["moehaha", "ext1"]);
        let comparison = compare(&asked, &grant(&[], &["moehaha", "ext2"]));
        let standings: Vec<_> =
            comparison.audience.iter().map(|it| (it.name.as_str(), it.standing)).collect();
        assert_eq!(
            standings,
            [
                ("moehaha", Standing::Granted),
                ("ext1", Standing::Dropped),
                ("ext2", Standing::Added)
            ]
        );
        assert!(!comparison.is_equal());
        assert!(compare(&asked, &asked).is_equal());
    }
}
