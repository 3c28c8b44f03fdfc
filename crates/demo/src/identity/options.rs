//! With whom and with what the identity server starts.

use super::{
    FaultControl,
    people::{ApiKey, ClientCredentials, Organization, Person, demo_people},
};
use crate::{Clock, clock::system_clock};

/// Everything that can be chosen about an identity server.
pub struct IdentityOptions {
    /// The organizations, which are the clients.
    pub organizations: Vec<Organization>,
    /// Who can sign in.
    pub people: Vec<Person>,
    /// What time it is.
    pub clock: Clock,
    /// Whether another process can ask for faults.
    pub fault_control: FaultControl,
}

impl IdentityOptions {
    /// Name of the demonstration's organization.
    pub const ORGANIZATION: &str = "moehaha";

    /// Secret of the demonstration's second API access key, which refuses client credentials.
    pub const SECOND_SECRET: &str = "the demo's second secret, for people only";

    /// The demonstration: the organization `moehaha` with two API access keys, and bob (a member),
    /// alice (the owner), carol (a member of `moehaha.team` only) and eve (in no organization).
    ///
    /// `callbacks` are beginnings of redirect URIs.
    pub fn demo<C: Into<String>>(secret: &str, callbacks: impl IntoIterator<Item = C>) -> Self {
        let callbacks: Vec<String> = callbacks.into_iter().map(Into::into).collect();
        let key = |label: &str, secret: &str, client_credentials| ApiKey {
            label: label.to_owned(),
            secret: secret.to_owned(),
            callbacks: callbacks.clone(),
            client_credentials,
        };
        let organization = Organization {
            globalid: Self::ORGANIZATION.to_owned(),
            api_keys: vec![
                key("cockpit-jwt", secret, ClientCredentials::Allowed),
                key("people-only", Self::SECOND_SECRET, ClientCredentials::Refused),
            ],
        };
        Self {
            organizations: vec![organization],
            people: demo_people(Self::ORGANIZATION),
            clock: system_clock(),
            fault_control: FaultControl::Absent,
        }
    }
}
