//! Where people find the page: at the proxy, where somebody else serves it, or in a portal.

use domain::RedirectUri;

use super::portal::PortalPages;
use crate::command_line::DemoOptions;

/// The addresses of the page and of the proxy, which are the same if the proxy serves it.
pub(crate) struct Pages {
    /// The proxy's, and that of the page in the folder.
    pub(crate) proxy: String,
    /// That of the page for people, if there is one.
    pub(crate) page: Option<String>,
    /// That of the portal which embeds the widget, if there is one.
    pub(crate) portal: Option<PortalPages>,
}

impl Pages {
    pub(crate) fn new(options: &DemoOptions, port: u16, portal: Option<PortalPages>) -> Self {
        let proxy = format!("http://localhost:{port}/");
        let own = options.page.is_some().then(|| proxy.clone());
        let elsewhere = options.page_url.as_ref().map(ToString::to_string);
        Self { page: elsewhere.or(own), proxy, portal }
    }

    /// Every address to which people may be sent back.
    pub(crate) fn all(&self) -> Vec<String> {
        let elsewhere = self.page.iter().filter(|page| **page != self.proxy);
        let pages = elsewhere.chain([&self.proxy]).cloned();
        let Some(portal) = &self.portal else { return pages.collect() };
        pages
            .chain([format!("{}{}", self.proxy, RedirectUri::CALLBACK_PAGE), portal.widget()])
            .collect()
    }

    /// The origins of all pages. What is no address is told when the configuration is read.
    pub(crate) fn origins(&self) -> Vec<String> {
        let uris = self.all().into_iter().filter_map(|page| RedirectUri::parse(&page).ok());
        let mut origins: Vec<_> = uris.map(|uri| uri.origin().to_owned()).collect();
        origins.dedup();
        origins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "http://localhost:8090/";

    fn pages(page: &str, portal: Option<&str>) -> Pages {
        Pages {
            page: Some(page.to_owned()),
            proxy: PROXY.to_owned(),
            portal: portal.map(|address| PortalPages { address: address.to_owned() }),
        }
    }

    #[test]
    fn a_page_elsewhere_comes_first_and_the_proxy_stays_allowed() {
        let elsewhere = pages("http://localhost:8080/", None);
        assert_eq!(elsewhere.all(), ["http://localhost:8080/", PROXY]);
        assert_eq!(elsewhere.origins(), ["http://localhost:8080", "http://localhost:8090"]);
        assert_eq!(pages(PROXY, None).all(), [PROXY]);
    }

    #[test]
    fn people_come_back_to_the_portal_and_popups_to_the_callback_page() {
        let portal = pages(PROXY, Some("http://127.0.0.1:8093/"));
        assert_eq!(
            portal.all(),
            [PROXY, "http://localhost:8090/callback.html", "http://127.0.0.1:8093/cockpit/jwt"]
        );
        assert_eq!(portal.origins(), ["http://localhost:8090", "http://127.0.0.1:8093"]);
    }
}
