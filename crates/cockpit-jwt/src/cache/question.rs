//! What a token was asked for: only the very same question gets the same token again.

use client::{AudienceSet, Refreshable, ScopeSet, Validity};
use proxy::ClientSettings;
use serde_json::{Value, json};

/// Whom was asked, in whose name, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question(Value);

impl Question {
    /// For the token of a person who signs in.
    pub(crate) fn for_person(
        settings: &ClientSettings,
        scope: &ScopeSet,
        audience: &AudienceSet,
        validity: Option<Validity>,
        refreshable: Refreshable,
    ) -> Self {
        let scope: Vec<_> = scope.iter().map(ToString::to_string).collect();
        let is_refreshable = refreshable == Refreshable::Yes;
        let for_what =
            json!({ "whose": "a person's", "scope": scope, "refreshable": is_refreshable });
        Self::new(settings, for_what, Some(audience), validity)
    }

    /// For the organization's own token.
    pub(crate) fn for_organization(
        settings: &ClientSettings,
        audience: Option<&AudienceSet>,
        validity: Option<Validity>,
    ) -> Self {
        Self::new(settings, json!({ "whose": "the organization's" }), audience, validity)
    }

    fn new(
        settings: &ClientSettings,
        mut question: Value,
        audience: Option<&AudienceSet>,
        validity: Option<Validity>,
    ) -> Self {
        let text = |it: &dyn ToString| it.to_string();
        question["server"] = settings.identity_server.clone().into();
        question["issuer"] = settings.issuer.clone().into();
        question["client"] = settings.client_id.as_ref().map(|it| text(it)).into();
        question["organization"] = settings.organization.as_ref().map(|it| text(it)).into();
        question["audience"] =
            audience.map(|them| them.iter().map(|it| text(it)).collect::<Vec<_>>()).into();
        question["validity"] = validity.map(Validity::seconds).into();
        Self(question)
    }

    /// As it is kept beside the token.
    pub(super) fn to_json(&self) -> Value {
        self.0.clone()
    }

    /// Whether this is what is kept beside a token.
    pub(super) fn is(&self, kept: &Value) -> bool {
        self.0 == *kept
    }
}
