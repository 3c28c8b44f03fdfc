//! What the demonstration says about itself.

use demo::{CockpitApi, IdentityServer};

/// Where everything is.
pub(crate) struct Addresses {
    page: String,
    identity_server: String,
    api: String,
}

impl Addresses {
    pub(crate) fn new(page: &str, identity: &IdentityServer, api: &CockpitApi) -> Self {
        Self { page: page.to_owned(), identity_server: identity.base_url(), api: api.base_url() }
    }

    pub(crate) fn page(&self) -> &str {
        &self.page
    }

    /// One line for programs.
    pub(crate) fn to_json(&self) -> String {
        let Self { page, identity_server, api } = self;
        serde_json::json!({ "page": page, "identity_server": identity_server, "api": api })
            .to_string()
    }

    /// One screen for people.
    pub(crate) fn greeting(&self, has_page: bool) -> String {
        let Self { page, identity_server, api } = self;
        let first = if has_page {
            format!("The page             {page}")
        } else {
            format!("The proxy            {page}api/config   (no page: give --page DIR)")
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
    carol   member of moehaha.team only   is told that this is not enough for moehaha
    eve     in no organization            is told that she is not a member

  Ctrl-C ends everything.
"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    fn addresses() -> Addresses {
        Addresses {
            page: "http://localhost:1/".to_owned(),
            identity_server: "http://127.0.0.1:2".to_owned(),
            api: "http://127.0.0.1:3/api".to_owned(),
        }
    }

    #[test]
    fn programs_get_one_line() {
        assert_eq!(
            addresses().to_json(),
            r#"{"api":"http://127.0.0.1:3/api","identity_server":"http://127.0.0.1:2","page":"http://localhost:1/"}"#
        );
    }

    #[test]
    fn people_get_one_screen() {
        let greeting = addresses().greeting(true);
        for said in
            ["The page             http://localhost:1/", "bob ", "eve ", "Ctrl-C ends everything."]
        {
            assert!(greeting.contains(said), "{said}");
        }
        assert!(greeting.lines().all(|line| line.len() <= 100));
        assert!(addresses().greeting(false).contains("http://localhost:1/api/config   (no page:"));
    }
}
