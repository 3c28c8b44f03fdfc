//! The words a contributor types after `cargo xtask`.

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Everything a contributor types")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Bring the tools: wasm target, Trunk, wasm-bindgen, wasm-opt, axe, jose, cargo-deny, Chromium,
    /// Firefox
    Setup,
    /// Build the page into dist/, compressed files beside the plain ones
    Build,
    /// Build everything and start the demo on this machine
    Demo(DemoOptions),
    /// The page with live reload, the demo's servers behind it
    Dev(DevOptions),
    /// Run every check and every test
    Test(TestOptions),
    /// Look for a token or a key that breaks what has to hold for all of them
    Fuzz(FuzzOptions),
    /// Break what decides about a token, one place after the other, and see whether a test minds
    Mutants(MutantsOptions),
    /// Measure the first view against budget.toml
    Size,
    /// Check the house rules that a program can check
    Tidy,
}

/// What `cockpit-jwt demo` takes, without what is decided here.
#[derive(Args)]
pub(crate) struct DemoOptions {
    /// The page's and the proxy's port; 0 takes any free one
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// The demo identity server's port; 0 takes any free one
    #[arg(long, value_name = "N")]
    pub(crate) identity_port: Option<u16>,
    /// The demo API's port; 0 takes any free one
    #[arg(long, value_name = "N")]
    pub(crate) api_port: Option<u16>,
    /// The port of the portal that embeds the widget; 0 takes any free one
    #[arg(long, value_name = "N")]
    pub(crate) portal_port: Option<u16>,
    /// In how many steps a code becomes a token
    #[arg(long, value_name = "HOW", value_parser = ["one-step", "two-step"])]
    pub(crate) exchange: Option<String>,
    /// Do not open the browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Let others make the identity server misbehave, by `POST /_demo/faults`
    #[arg(long)]
    pub(crate) fault_control: bool,
    /// Let the demo API refuse requests of pages, which then go by the proxy
    #[arg(long)]
    pub(crate) no_cors: bool,
    /// Print the addresses for a program, on one line, instead of the greeting
    #[arg(long, value_name = "FORMAT", value_parser = ["json"])]
    pub(crate) print_addresses: Option<String>,
}

impl DemoOptions {
    /// The options as `cockpit-jwt demo` is told them.
    pub(crate) fn words(&self) -> Vec<String> {
        let number = |port: Option<u16>| port.map(|port| port.to_string());
        let values = [
            ("--port", number(self.port)),
            ("--identity-port", number(self.identity_port)),
            ("--api-port", number(self.api_port)),
            ("--portal-port", number(self.portal_port)),
            ("--exchange", self.exchange.clone()),
            ("--print-addresses", self.print_addresses.clone()),
        ];
        let values = values.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value?]));
        let switches = [
            ("--no-open", self.no_open),
            ("--fault-control", self.fault_control),
            ("--no-cors", self.no_cors),
        ];
        let switches =
            switches.into_iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name.to_owned());
        values.flatten().chain(switches).collect()
    }
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
    /// Only the step of this name, such as "end to end", or those with this in their name
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
    /// Only in this browser, instead of in both; what needs none runs all the same
    #[arg(long, value_name = "NAME", value_enum)]
    pub(crate) browser: Option<Browser>,
}

/// A browser in which the journeys run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
}

#[derive(Args)]
pub(crate) struct FuzzOptions {
    /// For how long
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) seconds: u64,
}

#[derive(Args)]
pub(crate) struct MutantsOptions {
    /// Only this file, instead of all that decides about a token; may be given several times
    #[arg(short, long = "file", value_name = "FILE")]
    pub(crate) files: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    fn demo(words: &[&str]) -> Result<Vec<String>, clap::Error> {
        let words = ["xtask", "demo"].iter().chain(words);
        let task = Arguments::try_parse_from(words)?.task;
        let Task::Demo(options) = task else { panic!("not the demo") };
        Ok(options.words())
    }

    #[test]
    fn the_demos_options_may_stand_in_any_order() {
        let words = ["--api-port", "4002", "--no-open", "--port", "4000", "--exchange", "two-step"];
        let expected =
            ["--port", "4000", "--api-port", "4002", "--exchange", "two-step", "--no-open"];
        assert_eq!(demo(&words).unwrap(), expected);
        assert_eq!(demo(&[]).unwrap(), [""; 0]);
        let words = ["--print-addresses", "json", "--portal-port", "0", "--fault-control"];
        let expected = ["--portal-port", "0", "--print-addresses", "json", "--fault-control"];
        assert_eq!(demo(&words).unwrap(), expected);
        let words = ["--no-open", "--identity-port", "0"];
        let expected = ["--identity-port", "0", "--no-open"];
        assert_eq!(demo(&words).unwrap(), expected);
    }

    #[test]
    fn a_misspelt_option_is_told_as_one_of_this_command() {
        let error = demo(&["--prot", "1"]).unwrap_err().to_string();
        assert!(error.contains("unexpected argument '--prot'"), "{error}");
        assert!(error.contains("'--port'"), "{error}");
        assert!(error.contains("Usage: cargo xtask demo"), "{error}");
    }
}
