//! `cockpit-jwt serve`.

use std::path::Path;

use crate::{failure::Failure, listen, logging, stop};

/// Serves what the file configures until asked to end.
pub(crate) async fn serve(file: &Path) -> Result<(), Failure> {
    let config = proxy::Config::load(file)?;
    logging::start(config.log());
    let stop = stop::asked()?;
    let remedy = "choose another one with the setting `listen`";
    let listener = listen::on(config.listen(), remedy).await?;
    let port = listen::port(&listener)?;
    println!("{} is served on {}, port {port}", config.public_url(), config.listen().ip());
    proxy::serve(listener, proxy::router(config), stop).await;
    Ok(())
}
