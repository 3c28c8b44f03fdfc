//! Where log lines go, and which are written.

use proxy::{LogFormat, LogSettings};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{Layer as _, filter::Targets, fmt, layer::SubscriberExt as _, registry};

/// Writes log lines to stderr from now on.
///
/// Our own crates write as much as is configured; the libraries below never more than warnings,
/// since on finer levels some of them show requests and answers, credentials included.
pub(crate) fn start(settings: LogSettings) {
    let own = LevelFilter::from_level(settings.level);
    let filter = Targets::new()
        .with_default(own.min(LevelFilter::WARN))
        .with_targets(["cockpit_jwt", "proxy", "provider", "demo"].map(|target| (target, own)));
    // A line that cannot be written is lost; to complain about it on stderr would be no use.
    let lines = fmt::layer().with_writer(std::io::stderr).log_internal_errors(false);
    let lines = match settings.format {
        LogFormat::Text => {
            lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).boxed()
        }
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // Fails only where somebody has begun to log already, which is nobody else here.
    let _begun =
        tracing::subscriber::set_global_default(registry().with(lines.with_filter(filter)));
}
