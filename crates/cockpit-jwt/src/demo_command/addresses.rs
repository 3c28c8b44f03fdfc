//! What the demonstration says about itself.

use demo::{CockpitApi, IdentityServer};

use super::{pages::Pages, settings::MEMBERSHIP_OF_TEAM};

/// Where everything is.
pub(crate) struct Addresses {
    page: Option<String>,
    proxy: String,
    identity_server: String,
    api: String,
}

impl Addresses {
    pub(crate) fn new(pages: &Pages, identity: &IdentityServer, api: &CockpitApi) -> Self {
        Self {
            page: pages.page.clone(),
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
        let Self { page, proxy, identity_server, api } = self;
        serde_json::json!({
            "page": page, "proxy": proxy, "identity_server": identity_server, "api": api,
        })
        .to_string()
    }

    /// One screen for people.
    pub(crate) fn greeting(&self) -> String {
        let Self { page, proxy, identity_server, api } = self;
        let first = match page {
            Some(page) => format!("The page             {page}"),
            None => format!("The proxy            {proxy}api/config   (no page: give --page DIR)"),
        };
        format!(
            "
  cockpit-jwt demo

  {first}
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
    use super::Addresses;

    fn addresses(page: Option<&str>) -> Addresses {
        Addresses {
            page: page.map(str::to_owned),
            proxy: "http://localhost:1/".to_owned(),
            identity_server: "http://127.0.0.1:2".to_owned(),
            api: "http://127.0.0.1:3/api".to_owned(),
        }
    }

    #[test]
    fn programs_get_one_line() {
        assert_eq!(
            addresses(None).to_json(),
            r#"{"api":"http://127.0.0.1:3/api","identity_server":"http://127.0.0.1:2","page":null,"proxy":"http://localhost:1/"}"#
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
        let greeting = addresses(None).greeting();
        assert!(greeting.contains("http://localhost:1/api/config   (no page: give --page DIR)"));
    }
}
