//! Opening: the operations, and the way to the API.

use domain::{
    RequestFailure,
    catalogue::Catalogue,
    console::{ConsoleEvent, Listing, Reach, Way},
};

use crate::bench::{Bench, catalogue};

#[test]
fn the_operations_and_the_way_are_asked_for_at_once() {
    assert_eq!(
        Bench::new().on(ConsoleEvent::Opened),
        ["fetch the catalogue", "probe", "focus: Search"]
    );
}

#[test]
fn the_way_is_said_once_both_are_known_in_either_order() {
    let told = "say: Requests go straight to the API, which allows this page (CORS).";
    let mut bench = Bench::new();
    let came = ConsoleEvent::CatalogueCame(Ok(catalogue()));
    assert_eq!(bench.on(came.clone()), [""; 0]);
    assert_eq!(bench.on(ConsoleEvent::Probed(Reach::Allowed)), [told]);
    let mut bench = Bench::new();
    assert_eq!(bench.on(ConsoleEvent::Probed(Reach::Allowed)), [""; 0]);
    assert_eq!(bench.on(came), [told]);
}

#[test]
fn the_operations_stand_by_path() {
    let bench = Bench::ready();
    let names: Vec<_> = bench.console.found().iter().map(|(_, it)| it.name.as_str()).collect();
    assert_eq!(names, ["listRepositories", "createNewRepository", "deleteRepository"]);
}

#[test]
fn operations_that_do_not_come_can_be_asked_for_again() {
    let mut bench = Bench::new();
    let told = bench.on(ConsoleEvent::CatalogueCame(Err(RequestFailure::Unreachable)));
    assert!(told[0].starts_with("say: No operations. "), "{told:?}");
    assert!(matches!(bench.console.listing, Listing::Missing(_)));
    let effects = bench.on(ConsoleEvent::CatalogueWanted);
    assert_eq!(effects, ["say: Loading the operations.", "fetch the catalogue"]);
    assert_eq!(bench.console.listing, Listing::Loading);
}

#[test]
fn without_a_way_it_can_be_tried_again_and_nothing_is_sent() {
    let mut bench = Bench::with(catalogue(), Reach::RefusedByCors);
    bench.pick("list");
    let told = bench.on(ConsoleEvent::SendRequested);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("say: No request can be sent: the API does not allow"), "{told:?}");
    assert_eq!(bench.on(ConsoleEvent::ProbeWanted), ["probe"]);
    let told = bench.on(ConsoleEvent::SendRequested);
    assert_eq!(told, ["say: Not sent. Still looking for the way to the API."]);
    bench.on(ConsoleEvent::Probed(Reach::SameOrigin));
    assert_eq!(bench.on(ConsoleEvent::SendRequested)[1], "send 1 GET /repository directly");
}

#[test]
fn where_both_ways_are_open_the_person_chooses() {
    let forwarded = || Catalogue { forwarded: true, ..catalogue() };
    let mut bench = Bench::with(forwarded(), Reach::Allowed);
    assert_eq!(
        bench.on(ConsoleEvent::WayChosen(Way::Forwarded)),
        ["say: Requests go through the proxy, as you have chosen."]
    );
    bench.pick("list");
    let sent = bench.on(ConsoleEvent::SendRequested);
    assert_eq!(sent[1], "send 1 GET /repository through the proxy");

    let mut bench = Bench::with(forwarded(), Reach::RefusedByCors);
    assert_eq!(bench.on(ConsoleEvent::WayChosen(Way::Direct)), [""; 0]);
    assert_eq!(bench.console.route().unwrap().way(), Some(Way::Forwarded));
}
