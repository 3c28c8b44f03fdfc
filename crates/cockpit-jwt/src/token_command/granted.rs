//! Prints a token that was had: alone where a program reads, with a report where a person does.

use client::Granted;
use domain::{
    api::Grant,
    explain::{Compared, Standing, compare},
};
use proxy::ClientSettings;
use serde_json::{Value, json};

use crate::{
    clock,
    command_line::Format,
    failure::Failure,
    report::{self, Subject},
    say, settings,
};

/// Prints the token. What was granted otherwise than asked is told on stderr in any case.
pub(super) fn print(
    granted: &Granted,
    settings: &ClientSettings,
    format: Format,
) -> Result<(), Failure> {
    let token = granted.jwt.compact().expose();
    for line in differences(granted) {
        say::on_stderr(&line);
    }
    if format == Format::Json {
        return say(&format!("{:#}\n", json(granted)));
    }
    if !say::is_read_by_a_person() {
        return say(&format!("{token}\n"));
    }
    let profile = settings::profile(settings, None, None);
    let jwt = granted.jwt.as_untrusted();
    let subject = Subject::judged(jwt, &settings.keys, profile.as_ref(), clock::now());
    say::in_colours(&format!("{}\n{token}\n", report::headline(&subject)))
}

/// What a program may want to know. The token comes first.
fn json(granted: &Granted) -> Value {
    let grant = |grant: &Grant| json!({ "scope": grant.scope, "audience": grant.audience });
    json!({
        "token": granted.jwt.compact().expose(),
        "expires_at": granted.jwt.claims().expires_at.map(domain::UnixTime::seconds),
        "asked": grant(&granted.asked),
        "granted": grant(&granted.granted),
    })
}

/// A line for everything that was asked for and not granted, or granted and not asked for.
fn differences(granted: &Granted) -> Vec<String> {
    let compared = compare(&granted.asked, &granted.granted);
    let scope = compared.scope.iter().filter_map(|one| difference("scope", one));
    let audience = compared.audience.iter().filter_map(|one| difference("audience", one));
    scope.chain(audience).collect()
}

fn difference(kind: &str, compared: &Compared) -> Option<String> {
    let Compared { name, standing, reason } = compared;
    match standing {
        Standing::Granted => None,
        Standing::Dropped => Some(format!("not granted: {kind} {name} ({reason})")),
        Standing::Added => Some(format!("also granted: {kind} {name} ({reason})")),
    }
}
