//! Who is known to the identity server: people, organizations and their API access keys.

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name in tokens.
    pub username: String,
    /// The name for humans, given away with `user:name`.
    pub name: String,
    /// Given away with `user:email:main`.
    pub email: String,
    /// Given away with `user:phone:main`.
    pub phone: String,
    /// Organizations the person is a member of.
    pub member_of: Vec<String>,
    /// Organizations the person owns, and so is a member of as well.
    pub owner_of: Vec<String>,
    /// What the organization granted the person; `add_grants` puts it into a token as `grant:…`.
    pub grants: Vec<String>,
}

/// An organization, which is a client in the words of OAuth.
#[derive(Clone)]
pub struct Organization {
    /// Its name; a sub-organization's reads `parent.child`.
    pub globalid: String,
    /// Its secrets.
    pub api_keys: Vec<ApiKey>,
}

/// One secret of an organization, and what it may be used for.
#[derive(Clone)]
pub struct ApiKey {
    /// What the organization calls it.
    pub label: String,
    /// The client secret.
    pub secret: String,
    /// A redirect URI must begin with one of these.
    pub callbacks: Vec<String>,
    /// Whether the organization's own token can be had with it.
    pub client_credentials: ClientCredentials,
}

/// Whether an API access key may be used with `grant_type=client_credentials`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientCredentials {
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

impl Person {
    /// A person with made-up contact data and no membership.
    pub fn new(username: &str, name: &str) -> Self {
        Self {
            username: username.to_owned(),
            name: name.to_owned(),
            email: format!("{username}@example.com"),
            phone: "+32470000003".to_owned(),
            member_of: Vec::new(),
            owner_of: Vec::new(),
            grants: Vec::new(),
        }
    }

    /// The same person as a member of one more organization.
    #[must_use]
    pub fn member_of(mut self, organization: &str) -> Self {
        self.member_of.push(organization.to_owned());
        self
    }

    /// The same person as an owner of one more organization.
    #[must_use]
    pub fn owner_of(mut self, organization: &str) -> Self {
        self.owner_of.push(organization.to_owned());
        self
    }

    /// The same person with one more grant.
    #[must_use]
    pub fn granted(mut self, grant: &str) -> Self {
        self.grants.push(grant.to_owned());
        self
    }

    /// Whether the person belongs to `organization`. Membership is inherited downwards only.
    pub(super) fn belongs_to(&self, organization: &str) -> bool {
        self.member_of.iter().chain(&self.owner_of).any(|own| is_within(organization, own))
    }

    /// How the login page introduces the person.
    pub(super) fn introduction(&self) -> String {
        match (self.owner_of.first(), self.member_of.first()) {
            (Some(organization), _) => format!("{}, owner of {organization}", self.name),
            (None, Some(organization)) => format!("{}, member of {organization}", self.name),
            (None, None) => format!("{}, in no organization", self.name),
        }
    }
}

fn is_within(organization: &str, other: &str) -> bool {
    organization.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Organization {
    /// Whether a redirect URI begins with the callback of one of the keys.
    pub(super) fn accepts(&self, redirect_uri: &str) -> bool {
        self.api_keys.iter().any(|key| key.leads_to(redirect_uri))
    }
}

impl ApiKey {
    /// Whether a redirect URI begins with one of this key's callbacks, as plain text.
    pub(super) fn leads_to(&self, redirect_uri: &str) -> bool {
        self.callbacks.iter().any(|callback| redirect_uri.starts_with(callback))
    }
}

/// The four people of the demonstration.
pub(super) fn demo_people(organization: &str) -> Vec<Person> {
    vec![
        Person::new("bob", "Bob Builder").member_of(organization).granted("lab.admin"),
        Person::new("alice", "Alice Adams").owner_of(organization),
        Person::new("carol", "Carol Clark").member_of(&format!("{organization}.team")),
        Person::new("eve", "Eve Evans"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn membership_is_inherited_downwards_only() {
        let [bob, alice, carol, eve] = demo_people("acme").try_into().unwrap();
        for person in [&bob, &alice] {
            assert!(person.belongs_to("acme"));
            assert!(person.belongs_to("acme.team"));
            assert!(!person.belongs_to("acme2"));
        }
        assert!(carol.belongs_to("acme.team"));
        assert!(!carol.belongs_to("acme"));
        assert!(!eve.belongs_to("acme"));
    }

    #[test]
    fn everybody_is_introduced() {
        let introductions: Vec<_> = demo_people("acme").iter().map(Person::introduction).collect();
        assert_eq!(
            introductions,
            [
                "Bob Builder, member of acme",
                "Alice Adams, owner of acme",
                "Carol Clark, member of acme.team",
                "Eve Evans, in no organization",
            ]
        );
    }
}
