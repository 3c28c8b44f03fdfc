//! What the demonstration says about itself.

use demo::{CockpitApi, IdentityServer};

use super::{pages::Pages, settings::MEMBERSHIP_OF_TEAM};

/// Where everything is.
pub(crate) struct Addresses {
    page: Option<String>,
    portal: Option<PortalAddresses>,
    proxy: String,
    identity_server: String,
    api: String,
}

/// Where the portal is, and its page with the widget.
struct PortalAddresses {
    start: String,
    widget: String,
}

impl Addresses {
    pub(crate) fn new(pages: &Pages, identity: &IdentityServer, api: &CockpitApi) -> Self {
        Self {
            page: pages.page.clone(),
            portal: pages.portal.as_ref().map(|portal| PortalAddresses {
                start: portal.address.clone(),
                widget: portal.widget(),
            }),
            proxy: pages.proxy.clone(),
            identity_server: identity.base_url(),
            api: api.base_url(),
        }
    }

    /// Where the page is, if there is one.
    pub(crate) fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// One line for programs.
    pub(crate) fn to_json(&self) -> String {
        let Self { page, portal, proxy, identity_server, api } = self;
        let portal = portal.as_ref().map(|portal| &portal.start);
        serde_json::json!({
            "page": page, "portal": portal, "proxy": proxy, "identity_server": identity_server,
            "api": api,
        })
        .to_string()
    }

    /// One screen for people.
    pub(crate) fn greeting(&self) -> String {
        let Self { page, portal, proxy, identity_server, api } = self;
        let first = match page {
            Some(page) => format!("The page             {page}"),
            None => format!("The proxy            {proxy}api/config   (no page: give --page DIR)"),
        };
        let second = portal.as_ref().map_or_else(String::new, |portal| {
            format!("\n  The widget           {}   (in a portal on another site)", portal.widget)
        });
        format!(
            "
  cockpit-jwt demo

  {first}{second}
  Identity server      {identity_server}
  Cockpit API          {api}

  Sign in as
    bob     member of moehaha             gets a token that the API accepts, and the organization's
    alice   owner of moehaha              gets the same
    carol   member of moehaha.team only   click the suggestion {MEMBERSHIP_OF_TEAM} first:
                                          is told that this is not enough for moehaha
    eve     in no organization            is told that she is not a member

  Ctrl-C ends everything.
"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, PortalAddresses};

    fn addresses(page: Option<&str>) -> Addresses {
        Addresses {
            page: page.map(str::to_owned),
            portal: None,
            proxy: "http://localhost:1/".to_owned(),
            identity_server: "http://127.0.0.1:2".to_owned(),
            api: "http://127.0.0.1:3/api".to_owned(),
        }
    }

    fn with_portal() -> Addresses {
        let start = "http://127.0.0.1:4/".to_owned();
        let portal = PortalAddresses { widget: start.clone() + "cockpit/jwt", start };
        Addresses { portal: Some(portal), ..addresses(Some("http://localhost:1/")) }
    }

    #[test]
    fn programs_get_one_line() {
        assert_eq!(
            addresses(None).to_json(),
            r#"{"api":"http://127.0.0.1:3/api","identity_server":"http://127.0.0.1:2","page":null,"portal":null,"proxy":"http://localhost:1/"}"#
        );
        assert_eq!(
            with_portal().to_json(),
            r#"{"api":"http://127.0.0.1:3/api","identity_server":"http://127.0.0.1:2","page":"http://localhost:1/","portal":"http://127.0.0.1:4/","proxy":"http://localhost:1/"}"#
        );
    }

    #[test]
    fn people_get_one_screen() {
        let greeting = addresses(Some("http://localhost:1/")).greeting();
        for said in [
            "The page             http://localhost:1/",
            "bob ",
            "click the suggestion user:memberof:moehaha.team first",
            "eve ",
            "Ctrl-C ends",
        ] {
            assert!(greeting.contains(said), "{said}");
        }
        assert!(greeting.lines().all(|line| line.len() <= 100));
        assert!(!greeting.contains("The widget"));
        let portal = with_portal().greeting();
        let line =
            "The widget           http://127.0.0.1:4/cockpit/jwt   (in a portal on another site)";
        assert!(portal.contains(line), "{portal}");
        assert!(portal.lines().all(|line| line.len() <= 100));
        let greeting = addresses(None).greeting();
        assert!(greeting.contains("http://localhost:1/api/config   (no page: give --page DIR)"));
    }
}
