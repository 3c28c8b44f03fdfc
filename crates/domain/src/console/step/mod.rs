//! The transitions of the console.

mod call;
mod fill;
mod keep;

use super::{Console, ConsoleEffect, ConsoleEvent, ConsoleFocus, Listing, Route, Way};
use crate::{
    Failure, RequestFailure, UnixTime, api::ApiAddress, catalogue::Catalogue, jwt::CompactJwt,
    sentence,
};

/// What a step may know of the world, as it is at the time of the event.
pub struct ConsoleEnv<'a> {
    /// The time.
    pub now: UnixTime,
    /// The API.
    pub api: &'a ApiAddress,
    /// The token that is held.
    pub token: &'a CompactJwt,
}

type Next = (Console, Vec<ConsoleEffect>);

/// The state after an event, and what is to be done.
///
/// An event that means nothing in a state leaves it as it is and asks for nothing.
pub fn step(console: Console, event: ConsoleEvent, env: &ConsoleEnv<'_>) -> Next {
    use ConsoleEvent as Event;
    match event {
        Event::Opened => opened(console),
        Event::CatalogueWanted => catalogue_wanted(console),
        Event::CatalogueCame(answer) => catalogue_came(console, answer),
        Event::ProbeWanted => (Console { reach: None, ..console }, vec![ConsoleEffect::Probe]),
        Event::Probed(reach) => told_of_route(Console { reach: Some(reach), ..console }),
        Event::WayChosen(way) => way_chosen(console, way),
        Event::Searched(search) => (Console { search, ..console }, vec![]),
        Event::FirstPicked => fill::first_picked(console),
        Event::Picked(index) => fill::picked(console, index),
        Event::Edited(edit) => fill::edited(console, edit),
        Event::ExampleWanted => fill::example_wanted(console),
        Event::SendRequested => call::send_requested(console, env),
        Event::Confirmed => call::confirmed(console, env),
        Event::Declined => call::declined(console),
        Event::CancelRequested => call::cancel_requested(console, env),
        Event::Answered(number, answer) => call::answered(console, number, answer, env),
        Event::Failed(number, failure) => call::failed(console, number, failure, env),
        Event::Explained(lines) => call::explained(console, lines),
        Event::EntryShown(number) => keep::shown(console, number),
        Event::EntryResent(number) => keep::resent(console, number, env),
        Event::EntryReopened(number) => keep::reopened(console, number),
        Event::CopyRequested(number, language) => keep::copied(console, number, language, env),
        Event::DownloadRequested(number) => keep::download(console, number),
        Event::WholeBodyRequested => keep::whole_body(console),
        Event::HistoryCleared => keep::cleared(console),
        Event::Copied(number, language) => keep::taken(console, number, language),
        Event::CopyRefused(number, language, text) => {
            keep::not_taken(console, number, language, text)
        }
    }
}

fn opened(console: Console) -> Next {
    let focus = ConsoleEffect::Focus(ConsoleFocus::Search);
    let effects = vec![ConsoleEffect::FetchCatalogue, ConsoleEffect::Probe, focus];
    (console, effects)
}

fn catalogue_wanted(console: Console) -> Next {
    let effects = vec![announce("Loading the operations."), ConsoleEffect::FetchCatalogue];
    (Console { listing: Listing::Loading, ..console }, effects)
}

/// By path, and on a path in the order of the description.
fn catalogue_came(mut console: Console, answer: Result<Catalogue, RequestFailure>) -> Next {
    match answer {
        Ok(mut catalogue) => {
            catalogue.operations.sort_by(|a, b| a.path.as_str().cmp(b.path.as_str()));
            console.listing = Listing::Ready(catalogue);
            told_of_route(console)
        }
        Err(failure) => {
            let failure = Failure::from(failure);
            let told = format!("No operations. {}", sentence(failure.hint()));
            (Console { listing: Listing::Missing(failure), ..console }, vec![announce(&told)])
        }
    }
}

/// It is said as soon as both are known: what the browser can do, and what the proxy does.
fn told_of_route(console: Console) -> Next {
    let told = console.route().map(|route| announce(&route.to_string()));
    (console, told.into_iter().collect())
}

fn way_chosen(console: Console, way: Way) -> Next {
    if !console.route().is_some_and(Route::is_choice) {
        return (console, vec![]);
    }
    told_of_route(Console { preferred: Some(way), ..console })
}

fn announce(sentence: &str) -> ConsoleEffect {
    ConsoleEffect::Announce(sentence.to_owned())
}
