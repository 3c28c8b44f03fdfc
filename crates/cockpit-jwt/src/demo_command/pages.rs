//! Where people find the page: at the proxy, or where somebody else serves it.

use domain::RedirectUri;

use crate::command_line::DemoOptions;

/// The addresses of the page and of the proxy, which are the same if the proxy serves it.
pub(crate) struct Pages {
    /// The proxy's, and that of the page in the folder.
    pub(crate) proxy: String,
    /// That of the page for people, if there is one.
    pub(crate) page: Option<String>,
}

impl Pages {
    pub(crate) fn new(options: &DemoOptions, port: u16) -> Self {
        let proxy = format!("http://localhost:{port}/");
        let own = options.page.is_some().then(|| proxy.clone());
        let elsewhere = options.page_url.as_ref().map(ToString::to_string);
        Self { page: elsewhere.or(own), proxy }
    }

    /// Every address to which people may be sent back.
    pub(crate) fn all(&self) -> Vec<String> {
        let elsewhere = self.page.iter().filter(|page| **page != self.proxy);
        elsewhere.chain([&self.proxy]).cloned().collect()
    }

    /// The origins of all pages. What is no address is told when the configuration is read.
    pub(crate) fn origins(&self) -> Vec<String> {
        let uris = self.all().into_iter().filter_map(|page| RedirectUri::parse(&page).ok());
        uris.map(|uri| uri.origin().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn a_page_elsewhere_comes_first_and_the_proxy_stays_allowed() {
        let proxy = "http://localhost:8090/".to_owned();
        let pages = Pages { page: Some("http://localhost:8080/".to_owned()), proxy: proxy.clone() };
        assert_eq!(pages.all(), ["http://localhost:8080/", "http://localhost:8090/"]);
        assert_eq!(pages.origins(), ["http://localhost:8080", "http://localhost:8090"]);
        assert_eq!(Pages { page: Some(proxy.clone()), proxy }.all(), ["http://localhost:8090/"]);
    }
}
