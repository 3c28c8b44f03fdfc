//! `cockpit-jwt demo`: everything on this machine, in one process.

mod addresses;
mod browser;
mod secret;
mod settings;

use demo::{CockpitApi, CockpitOptions, FaultControl, IdentityOptions, IdentityServer};
use domain::OrganizationId;
use signature::PublicKey;
use tokio::net::TcpListener;

use crate::{
    command_line::{AddressFormat, DemoOptions},
    failure::Failure,
    listen, logging, stop,
};
use addresses::Addresses;
use settings::Settings;

/// Starts the three servers, says where they are, and ends them when asked to.
pub(crate) async fn run(options: &DemoOptions) -> Result<(), Failure> {
    let stop = stop::asked()?;
    let page = listen::on_loopback(options.port, "--port").await?;
    let identity = listen::on_loopback(options.identity_port, "--identity-port").await?;
    let api = listen::on_loopback(options.api_port, "--api-port").await?;

    let page_url = format!("http://localhost:{}/", listen::port(&page)?);
    let secret = secret::client_secret();
    let identity = identity_server(options, identity, &secret, &page_url)?;
    let api = api_server(api, &identity, &page_url)?;
    let settings =
        Settings { options, secret, page_url: &page_url, identity: &identity, api: &api };
    let config = settings.read()?;
    logging::start(config.log());

    greet(options, &Addresses::new(&page_url, &identity, &api));
    proxy::serve(page, proxy::router(config), stop).await;
    let (identity, api) = tokio::join!(identity.shutdown(), api.shutdown());
    identity.and(api).map_err(|error| Failure::System { doing: "ending", error })
}

fn greet(options: &DemoOptions, addresses: &Addresses) {
    match options.print_addresses {
        Some(AddressFormat::Json) => println!("{}", addresses.to_json()),
        None => println!("{}", addresses.greeting(options.page.is_some())),
    }
    if !options.no_open && options.page.is_some() {
        browser::open(addresses.page());
    }
}

fn identity_server(
    options: &DemoOptions,
    listener: TcpListener,
    secret: &str,
    page_url: &str,
) -> Result<IdentityServer, Failure> {
    let mut identity = IdentityOptions::demo(secret, [page_url]);
    if options.fault_control {
        identity.fault_control = FaultControl::ForThisMachine;
    }
    IdentityServer::start(listener, identity).map_err(starting)
}

fn api_server(
    listener: TcpListener,
    identity: &IdentityServer,
    page_url: &str,
) -> Result<CockpitApi, Failure> {
    let organization =
        OrganizationId::parse(IdentityOptions::ORGANIZATION).map_err(std::io::Error::other);
    let key = PublicKey::from_pem(&identity.public_key_pem()).map_err(std::io::Error::other);
    let options = CockpitOptions::new(organization.map_err(starting)?, key.map_err(starting)?)
        .with_origin(page_url.trim_end_matches('/'));
    CockpitApi::start(listener, options).map_err(starting)
}

fn starting(error: std::io::Error) -> Failure {
    Failure::System { doing: "starting the demo", error }
}
