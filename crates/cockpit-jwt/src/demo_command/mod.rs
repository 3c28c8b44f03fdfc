//! `cockpit-jwt demo`: everything on this machine, in one process.

mod addresses;

mod pages;
mod portal;
mod secret;
mod settings;

use demo::{CockpitApi, CockpitOptions, FaultControl, IdentityOptions, IdentityServer};
use domain::OrganizationId;
use signature::PublicKey;
use tokio::net::TcpListener;

use crate::{
    browser,
    command_line::{AddressFormat, DemoOptions},
    failure::Failure,
    listen, logging,
    say::say,
    stop,
};
use addresses::Addresses;
use pages::Pages;
use portal::PortalStand;
use settings::Settings;

/// Starts the servers, says where they are, and ends them when asked to.
pub(crate) async fn run(options: &DemoOptions) -> Result<(), Failure> {
    let stop = stop::asked()?;
    let proxy = listen::on_loopback(options.port, "--port").await?;
    let identity = listen::on_loopback(options.identity_port, "--identity-port").await?;
    let api = listen::on_loopback(options.api_port, "--api-port").await?;

    let portal = PortalStand::find(options).await?;
    let portal_pages = portal.as_ref().map(PortalStand::pages).transpose()?;
    let pages = Pages::new(options, listen::port(&proxy)?, portal_pages);
    let secret = secret::client_secret();
    let identity = identity_server(options, identity, &secret, &pages)?;
    let api = api_server(options, api, &identity, &pages)?;
    let api_origin = format!("http://{}", api.address());
    let portal = portal.map(|portal| portal.start(&pages, api_origin)).transpose()?;
    let settings = Settings { options, secret, pages: &pages, identity: &identity, api: &api };
    let config = settings.read()?;
    logging::start(config.log());

    greet(options, &Addresses::new(&pages, &identity, &api))?;
    proxy::serve(proxy, proxy::router(config), stop).await;
    let (identity, api, portal) =
        tokio::join!(identity.shutdown(), api.shutdown(), portal::shutdown(portal));
    identity.and(api).and(portal).map_err(|error| Failure::System { doing: "ending", error })
}

fn greet(options: &DemoOptions, addresses: &Addresses) -> Result<(), Failure> {
    say(&match options.print_addresses {
        Some(AddressFormat::Json) => addresses.to_json() + "\n",
        None => addresses.greeting() + "\n",
    })?;
    if let (Some(page), false) = (addresses.page(), options.no_open) {
        browser::open(page);
    }
    Ok(())
}

fn identity_server(
    options: &DemoOptions,
    listener: TcpListener,
    secret: &str,
    pages: &Pages,
) -> Result<IdentityServer, Failure> {
    // The command line takes any port of this machine for the way back.
    let by_command_line = ["http://127.0.0.1:", "http://[::1]:"].map(str::to_owned);
    let callbacks = pages.all().into_iter().chain(by_command_line);
    let mut identity = IdentityOptions::demo(secret, callbacks);
    if options.fault_control {
        identity.fault_control = FaultControl::ForThisMachine;
    }
    IdentityServer::start(listener, identity).map_err(starting)
}

fn api_server(
    demo: &DemoOptions,
    listener: TcpListener,
    identity: &IdentityServer,
    pages: &Pages,
) -> Result<CockpitApi, Failure> {
    let organization =
        OrganizationId::parse(IdentityOptions::ORGANIZATION).map_err(std::io::Error::other);
    let key = PublicKey::from_pem(&identity.public_key_pem()).map_err(std::io::Error::other);
    let mut options = CockpitOptions::new(organization.map_err(starting)?, key.map_err(starting)?);
    if !demo.no_cors {
        options.origins = pages.origins();
    }
    CockpitApi::start(listener, options).map_err(starting)
}

fn starting(error: std::io::Error) -> Failure {
    Failure::System { doing: "starting the demo", error }
}
