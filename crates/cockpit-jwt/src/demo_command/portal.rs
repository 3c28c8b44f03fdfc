//! The portal that comes with the built page: another site than the proxy's, which embeds the widget.

use std::{io, path::PathBuf};

use demo::{Portal, PortalOptions};
use tokio::net::TcpListener;

use super::pages::Pages;
use crate::{command_line::DemoOptions, failure::Failure, listen};

/// A portal's pages, and where they will be served.
pub(crate) struct PortalStand {
    folder: PathBuf,
    listener: TcpListener,
}

impl PortalStand {
    /// The portal that was built with the page.
    pub(crate) async fn find(options: &DemoOptions) -> Result<Option<Self>, Failure> {
        let folder = options.page.as_ref().map(|page| page.join("embed"));
        let Some(folder) = folder.filter(|folder| folder.is_dir()) else { return Ok(None) };
        let listener = listen::on_loopback(options.portal_port, "--portal-port").await?;
        Ok(Some(Self { folder, listener }))
    }

    pub(crate) fn pages(&self) -> Result<PortalPages, Failure> {
        let port = listen::port(&self.listener)?;
        Ok(PortalPages { address: format!("http://127.0.0.1:{port}/") })
    }

    /// Serves the pages, which may send requests to the API at this origin.
    pub(crate) fn start(self, pages: &Pages, api: String) -> Result<Portal, Failure> {
        let mut options = PortalOptions::new(self.folder, &pages.proxy);
        options.connect_to.push(api);
        Portal::start(self.listener, &options)
            .map_err(|error| Failure::System { doing: "starting the portal", error })
    }
}

/// Ends the portal, if there is one.
pub(crate) async fn shutdown(portal: Option<Portal>) -> io::Result<()> {
    match portal {
        Some(portal) => portal.shutdown().await,
        None => Ok(()),
    }
}

/// The page of the portal with the widget, to which people come back without a popup.
const WIDGET: &str = "cockpit/jwt";

/// Where the portal's pages are.
pub(crate) struct PortalPages {
    /// The portal's address, with a slash at the end.
    pub(crate) address: String,
}

impl PortalPages {
    /// The page with the widget.
    pub(crate) fn widget(&self) -> String {
        format!("{}{WIDGET}", self.address)
    }

    /// What an `Origin` header holds.
    pub(crate) fn origin(&self) -> &str {
        self.address.trim_end_matches('/')
    }
}
