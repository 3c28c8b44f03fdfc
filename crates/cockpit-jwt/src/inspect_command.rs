//! `cockpit-jwt inspect`.

use crate::{
    clock,
    command_line::InspectOptions,
    failure::{Exit, Failure},
    input,
    report::{self, Subject},
    say, settings,
};

/// Reads the token, judges it, prints the report. Only an accepted token is a success.
pub(crate) fn run(options: &InspectOptions) -> Result<(), Failure> {
    let settings = settings::read(&options.connection, None)?;
    let profile = settings::profile(&settings, options.profile, options.leeway);
    let jwt = input::inspected(options)?;
    let subject = Subject::judged(&jwt, &settings.keys, profile.as_ref(), clock::now());
    if options.json {
        say(&format!("{:#}\n", report::json(&subject)))?;
    } else {
        say::in_colours(&report::text(&subject))?;
    }
    if subject.is_accepted() { Ok(()) } else { Err(Failure::Silent(Exit::NotAccepted)) }
}
