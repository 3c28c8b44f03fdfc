//! `cockpit-jwt serve`.

use std::path::Path;

use crate::{failure::Failure, listen, logging, say::say, stop};

/// Serves what the file configures until asked to end.
pub(crate) async fn serve(file: &Path) -> Result<(), Failure> {
    let config = proxy::Config::load(file)?;
    logging::start(config.log());
    let config = config.with_description().await;
    for remark in config.remarks() {
        tracing::warn!(remark, "the configuration holds something that may surprise");
    }
    let stop = stop::asked()?;
    let remedy = "choose another one with the setting `listen`";
    let listener = listen::on(config.listen(), remedy).await?;
    let port = listen::port(&listener)?;
    let (url, address) = (config.public_url(), config.listen().ip());
    say(&format!("{url} is served on {address}, port {port}\n"))?;
    proxy::serve(listener, proxy::router(config), stop).await;
    Ok(())
}
