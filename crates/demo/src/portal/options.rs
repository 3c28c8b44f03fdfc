//! What a portal shows, and how strictly it keeps to itself.

use std::path::PathBuf;

/// Everything that can be chosen about a portal.
#[derive(Debug, Clone)]
pub struct PortalOptions {
    /// The folder with its pages.
    pub folder: PathBuf,
    /// The address of the proxy whose widget it embeds, with a slash at the end.
    pub proxy: String,
    /// Origins to which its pages may send requests, besides its own and the proxy's.
    pub connect_to: Vec<String>,
    /// What becomes of the windows that its pages open.
    pub opener_policy: OpenerPolicy,
    /// What its pages may load from elsewhere.
    pub embedder_policy: EmbedderPolicy,
}

impl PortalOptions {
    /// A portal that sends neither an opener policy nor an embedder policy, as most do.
    pub fn new(folder: impl Into<PathBuf>, proxy: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            proxy: proxy.into(),
            connect_to: Vec::new(),
            opener_policy: OpenerPolicy::NotSent,
            embedder_policy: EmbedderPolicy::NotSent,
        }
    }
}

/// The values of `Cross-Origin-Opener-Policy` (HTML §7.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenerPolicy {
    /// No header: whoever opens a window keeps a handle on it.
    NotSent,
    /// A window of another origin is cut off.
    SameOrigin,
    /// Windows that its own pages open are not cut off.
    SameOriginAllowPopups,
}

impl OpenerPolicy {
    pub(super) const fn value(self) -> Option<&'static str> {
        match self {
            Self::NotSent => None,
            Self::SameOrigin => Some("same-origin"),
            Self::SameOriginAllowPopups => Some("same-origin-allow-popups"),
        }
    }
}

/// The values of `Cross-Origin-Embedder-Policy` (HTML §7.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbedderPolicy {
    /// No header: anything may be loaded.
    NotSent,
    /// Only what agrees to be loaded, by CORS or by a header.
    RequireCorp,
}

impl EmbedderPolicy {
    pub(super) const fn value(self) -> Option<&'static str> {
        match self {
            Self::NotSent => None,
            Self::RequireCorp => Some("require-corp"),
        }
    }
}
