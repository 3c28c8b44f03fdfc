//! Opens the person's browser, where there is one.

use std::process::{Command, Stdio};

/// Opens the address. If it does not work, nothing is lost: the address stands on the screen.
pub(crate) fn open(address: &str) {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(program) = program(std::env::consts::OS, variable) else { return };
    let started = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut browser) = started {
        std::thread::spawn(move || browser.wait());
    }
}

/// The program that opens addresses; none on a build server or a machine without a display.
fn program(system: &str, variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    if variable("CI").is_some() {
        return None;
    }
    let displays = ["DISPLAY", "WAYLAND_DISPLAY"];
    let (default, display) = match system {
        "macos" => ("open", true),
        "windows" => ("explorer", true),
        _ => ("xdg-open", displays.iter().any(|name| variable(name).is_some())),
    };
    // Several programs may stand there, separated by colons; the first is preferred.
    let preferred = variable("BROWSER").and_then(|list| list.split(':').next().map(str::to_owned));
    display.then(|| preferred.unwrap_or_else(|| default.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::program;

    fn chosen(system: &str, variables: &[(&str, &str)]) -> Option<String> {
        program(system, |name| {
            variables.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn opens_what_is_preferred_where_there_is_a_display() {
        assert_eq!(chosen("linux", &[("DISPLAY", ":0")]).unwrap(), "xdg-open");
        assert_eq!(chosen("linux", &[("WAYLAND_DISPLAY", "w")]).unwrap(), "xdg-open");
        assert_eq!(chosen("linux", &[("DISPLAY", ":0"), ("BROWSER", "a:b")]).unwrap(), "a");
        assert_eq!(chosen("macos", &[]).unwrap(), "open");
    }

    #[test]
    fn opens_nothing_where_nobody_would_see_it() {
        assert_eq!(chosen("linux", &[]), None);
        assert_eq!(chosen("linux", &[("BROWSER", "firefox")]), None);
        assert_eq!(chosen("macos", &[("CI", "true")]), None);
    }
}
