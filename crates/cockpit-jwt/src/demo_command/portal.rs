//! The portal that comes with the built page: another site than the proxy's, which embeds the widget.

use std::{
    io,
    path::{Path, PathBuf},
};

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
        Ok(PortalPages::new(&self.folder, listen::port(&self.listener)?))
    }

    pub(crate) fn start(self, pages: &Pages) -> Result<Portal, Failure> {
        let options = PortalOptions::new(self.folder, &pages.proxy);
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

/// The portal's own pages.
pub(crate) struct PortalPages {
    /// The portal's address, with a slash at the end.
    pub(crate) address: String,
    /// Whether it has a callback page of its own.
    pub(crate) callback: CallbackPage,
}

/// Where a popup from the portal comes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallbackPage {
    AtTheProxy,
    InThePortal,
}

/// The file of that name at the proxy, and perhaps in the portal.
pub(crate) const CALLBACK: &str = "callback.html";

/// The portal's page with the widget, to which people come back without a popup.
const WIDGET: &str = "cockpit/jwt";

impl PortalPages {
    pub(crate) fn new(folder: &Path, port: u16) -> Self {
        let is_there = folder.join(CALLBACK).is_file();
        Self {
            address: format!("http://127.0.0.1:{port}/"),
            callback: if is_there { CallbackPage::InThePortal } else { CallbackPage::AtTheProxy },
        }
    }

    /// The page with the widget.
    pub(crate) fn widget(&self) -> String {
        format!("{}{WIDGET}", self.address)
    }

    /// What an `Origin` header holds.
    pub(crate) fn origin(&self) -> &str {
        self.address.trim_end_matches('/')
    }
}
