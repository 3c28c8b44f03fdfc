//! The names of all settings: where each may stand and what shape it has.

/// The beginning of every environment variable that holds a setting.
pub(super) const PREFIX: &str = "COCKPIT_JWT_";

/// The shape of a setting's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One text.
    Text,
    /// Several texts; separated by commas in the environment.
    List,
    /// Several texts, each of which may be JSON with commas of its own: in the environment either
    /// texts separated by commas or one JSON text.
    Keys,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Switch,
    /// A text that may stand in the environment only.
    Secret,
}

/// A setting.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
}

const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape }
}

/// All settings there are. A dot separates a table's name from the key inside it.
pub(super) const KEYS: &[Key] = &[
    key("listen", Shape::Text),
    key("public_url", Shape::Text),
    key("base_path", Shape::Text),
    key("page", Shape::Text),
    key("allowed_origins", Shape::List),
    key("embedding_origins", Shape::List),
    key("redirect_uris", Shape::List),
    key("identity_server", Shape::Text),
    key("authorization_endpoint", Shape::Text),
    key("exchange", Shape::Text),
    key("ca_file", Shape::Text),
    key("client_id", Shape::Text),
    key("client_secret", Shape::Secret),
    key("client_secret_file", Shape::Text),
    key("organization", Shape::Text),
    key("scopes", Shape::List),
    key("issuer", Shape::Text),
    key("keys", Shape::Keys),
    key("key_files", Shape::List),
    key("profile", Shape::Text),
    key("leeway", Shape::Number),
    key("organization_tokens", Shape::Text),
    key("organization_audiences", Shape::List),
    key("organization_validity", Shape::Number),
    key("api.name", Shape::Text),
    key("api.base", Shape::Text),
    key("api.example", Shape::Text),
    key("api.description", Shape::Text),
    key("api.forward", Shape::Text),
    key("api.production", Shape::Switch),
    key("log_format", Shape::Text),
    key("log_level", Shape::Text),
];

impl Key {
    /// The setting of this name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The environment variable that holds this setting.
    pub(super) fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.replace('.', "_").to_ascii_uppercase())
    }

    /// The setting that an environment variable holds.
    pub(super) fn of_variable(variable: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.variable() == variable)
    }

    /// Whether settings stand inside a table of this name.
    pub(super) fn is_table(name: &str) -> bool {
        KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    }
}

/// The known name that an unknown one was probably meant to be.
pub(super) fn nearest<S: AsRef<str>>(unknown: &str, known: impl Iterator<Item = S>) -> Option<S> {
    let furthest = 1 + unknown.trim_start_matches(PREFIX).len() / 6;
    known
        .map(|name| (strsim::osa_distance(unknown, name.as_ref()), name))
        .filter(|(distance, _)| *distance <= furthest)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_variable_of_its_own() {
        for key in KEYS {
            assert_eq!(Key::of_variable(&key.variable()), Some(key));
        }
        assert_eq!(Key::named("api.base").unwrap().variable(), "COCKPIT_JWT_API_BASE");
        assert!(Key::is_table("api"));
        assert!(!Key::is_table("ap"));
        assert!(!Key::is_table("listen"));
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let near = |unknown| nearest(unknown, KEYS.iter().map(|key| key.name));
        assert_eq!(near("redirect_uri"), Some("redirect_uris"));
        assert_eq!(near("organisation"), Some("organization"));
        assert_eq!(near("client_secert_file"), Some("client_secret_file"));
        assert_eq!(near("colour"), None);
        let near = |unknown| nearest(unknown, KEYS.iter().map(Key::variable));
        assert_eq!(near("COCKPIT_JWT_LISTN").as_deref(), Some("COCKPIT_JWT_LISTEN"));
        assert_eq!(near("COCKPIT_JWT_PORT"), None);
    }
}
