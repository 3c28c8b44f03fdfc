//! Whose fault a failure is.

/// Whose fault a failure is, and so who can mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// The identity server misbehaves or is out of reach.
    Provider,
    /// Whoever runs this service has to change a setting.
    Configuration,
    /// The person who asks can do something about it.
    Person,
}
