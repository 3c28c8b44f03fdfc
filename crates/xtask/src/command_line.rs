//! The words a contributor types after `cargo xtask`.

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Everything a contributor types")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Bring the tools: wasm target, Trunk, wasm-bindgen, wasm-opt, axe, cargo-deny, Chromium
    Setup,
    /// Build the page into dist/, compressed files beside the plain ones
    Build,
    /// Build everything and start the demo on this machine
    Demo(DemoOptions),
    /// The page with live reload, the demo's servers behind it
    Dev(DevOptions),
    /// Run every check and every test
    Test(TestOptions),
    /// Measure the first view against budget.toml
    Size,
    /// Check the house rules that a program can check
    Tidy,
}

#[derive(Args)]
pub(crate) struct DemoOptions {
    /// The port of the page
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// Do not open a browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Further arguments for `cockpit-jwt demo`, such as `--identity-port N` or `--api-port N`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) further: Vec<String>,
}

#[derive(Args)]
pub(crate) struct DevOptions {
    /// The port of the page
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
}

#[derive(Args)]
pub(crate) struct TestOptions {
    /// Only what needs neither browser nor page: format, lints, house rules, native tests
    #[arg(long)]
    pub(crate) fast: bool,
    /// Only the steps with this in their name, such as "end to end"
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_is_not_known_here_goes_to_the_demo() {
        let words = ["xtask", "demo", "--port", "4000", "--api-port", "4002", "--no-open"];
        let Task::Demo(options) = Arguments::parse_from(words).task else { panic!("not the demo") };
        assert_eq!(options.port, Some(4000));
        assert_eq!(options.further, ["--api-port", "4002", "--no-open"]);
    }
}
