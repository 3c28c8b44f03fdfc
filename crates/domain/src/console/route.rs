//! Which way a request goes: straight to the API, or through the proxy's forwarder.

use core::fmt;

/// The way of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the browser to the API.
    Direct,
    /// To the proxy, which hands it on.
    Forwarded,
}

/// What became of a first, harmless request from the browser to the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The API has the page's own origin.
    SameOrigin,
    /// The API allows the page's origin to send it requests (CORS, Fetch §3.2).
    Allowed,
    /// The API is there, and does not allow it.
    RefusedByCors,
    /// The content security policy of the page around does not allow it.
    RefusedByPolicy,
    /// The browser does not get there, and does not say why.
    Unreachable,
}

/// The ways that are open, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// What the browser can do by itself.
    pub reach: Reach,
    /// Whether the proxy hands requests on.
    pub forwarded: bool,
    /// What the person prefers, where both are open.
    pub preferred: Option<Way>,
}

impl Reach {
    /// Whether requests can go straight to the API.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::SameOrigin | Self::Allowed)
    }
}

impl Route {
    /// The way that is taken; `None` where there is none.
    pub const fn way(self) -> Option<Way> {
        match (self.reach.is_open(), self.forwarded) {
            (true, true) => match self.preferred {
                Some(Way::Forwarded) => Some(Way::Forwarded),
                _ => Some(Way::Direct),
            },
            (true, false) => Some(Way::Direct),
            (false, true) => Some(Way::Forwarded),
            (false, false) => None,
        }
    }

    /// Whether the person can choose.
    pub const fn is_choice(self) -> bool {
        self.reach.is_open() && self.forwarded
    }

    /// Who can open a way, where there is none.
    pub const fn hint(self) -> Option<&'static str> {
        match (self.way(), self.reach) {
            (Some(_), _) => None,
            (None, Reach::RefusedByPolicy) => Some(
                "Whoever runs this page can add the API's origin to connect-src in its content \
                 security policy, or whoever runs the proxy can set api.forward.",
            ),
            (None, Reach::Unreachable) => Some(
                "Check your connection and that the API is running, then check again. Whoever runs \
                 the proxy can also set api.forward, so that requests go through it.",
            ),
            (None, _) => Some(
                "Whoever runs the API can allow this page's origin, or whoever runs the proxy can \
                 set api.forward. Copied as curl a request works from your own terminal.",
            ),
        }
    }
}

/// A sentence for the person.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.way(), self.reach) {
            (Some(Way::Direct), Reach::SameOrigin) => {
                "Requests go straight to the API, which has this page's own origin."
            }
            (Some(Way::Direct), _) => {
                "Requests go straight to the API, which allows this page (CORS)."
            }
            (Some(Way::Forwarded), Reach::RefusedByCors) => {
                "Requests go through the proxy, because the API does not allow this page to send \
                 them (CORS)."
            }
            (Some(Way::Forwarded), Reach::RefusedByPolicy) => {
                "Requests go through the proxy, because the content security policy of this page \
                 does not allow the API."
            }
            (Some(Way::Forwarded), Reach::Unreachable) => {
                "Requests go through the proxy, because this browser does not reach the API."
            }
            (Some(Way::Forwarded), _) => "Requests go through the proxy, as you have chosen.",
            (None, Reach::RefusedByPolicy) => {
                "No request can be sent: the content security policy of this page does not allow the \
                 API, and the proxy does not hand requests on."
            }
            (None, Reach::Unreachable) => {
                "No request can be sent: this browser does not reach the API, and the proxy does not \
                 hand requests on."
            }
            (None, _) => {
                "No request can be sent: the API does not allow this page to send them (CORS), and \
                 the proxy does not hand requests on."
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Reach; 5] = [
        Reach::SameOrigin,
        Reach::Allowed,
        Reach::RefusedByCors,
        Reach::RefusedByPolicy,
        Reach::Unreachable,
    ];

    fn route(reach: Reach, forwarded: bool, preferred: Option<Way>) -> Route {
        Route { reach, forwarded, preferred }
    }

    #[test]
    fn what_is_open_is_taken_and_a_preference_counts_only_where_both_are() {
        for reach in ALL {
            let open = reach.is_open();
            for preferred in [None, Some(Way::Direct), Some(Way::Forwarded)] {
                let alone = route(reach, false, preferred);
                assert_eq!(alone.way(), open.then_some(Way::Direct));
                assert!(!alone.is_choice());
                let both = route(reach, true, preferred);
                let expected = if open { preferred.unwrap_or(Way::Direct) } else { Way::Forwarded };
                assert_eq!((both.way(), both.is_choice()), (Some(expected), open));
            }
        }
    }

    #[test]
    fn where_there_is_no_way_it_is_said_who_can_open_one() {
        for reach in ALL {
            for forwarded in [false, true] {
                let route = route(reach, forwarded, None);
                assert_eq!(route.hint().is_none(), route.way().is_some(), "{route}");
                assert_eq!(route.to_string().contains("No request"), route.way().is_none());
            }
        }
    }

    #[test]
    fn cors_is_named_where_it_is_the_reason() {
        for forwarded in [false, true] {
            assert!(route(Reach::RefusedByCors, forwarded, None).to_string().contains("(CORS)"));
            assert!(!route(Reach::Unreachable, forwarded, None).to_string().contains("CORS"));
        }
    }
}
