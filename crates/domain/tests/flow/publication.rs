//! What the page around an element is told.

use domain::{Event, Flow, Popup, Publication, RequestFailure, Standing, UnixTime};

use crate::samples::{NOW, World, held, holding, in_popup, member_token, response};

/// The news of one step, by name.
fn news(world: &World, flow: Flow, event: Event) -> (Flow, Vec<&'static str>) {
    let before = Standing::of(&flow);
    let (after, _) = world.step(flow, event);
    let news = before.news(&after, world.now);
    let names = news.into_iter().flatten().map(|news| match news {
        Publication::Token(_) => "token",
        Publication::Cleared => "cleared",
        Publication::Expiring { .. } => "expiring",
        Publication::Failed(_) => "failed",
    });
    let names = names.collect();
    (after, names)
}

fn minting() -> Flow {
    let wish = crate::samples::wish(domain::OnBehalfOf::Organization);
    Flow::Minting { wish, behind: None }
}

#[test]
fn a_token_is_told_with_what_it_grants() {
    let (after, _) =
        World::default().step(minting(), Event::TokenArrived(response(member_token())));
    let told = Standing::of(&minting()).news(&after, NOW);
    let [Some(Publication::Token(held)), None] = told else { panic!("{told:?}") };
    assert!(held.jwt.compact().is_same_as(&member_token()));
    assert_eq!(held.jwt.peek_claims().expires_at, Some(NOW.plus(3600)));
    assert!(!format!("{told:?}").contains(member_token().expose()));
}

#[test]
fn the_same_token_is_told_once() {
    let world = World::default();
    let (flow, told) = news(&world, holding(held()), Event::GenerateRequested);
    assert_eq!(told, [""; 0]);
    let (_, told) = news(&world, flow, Event::Cancelled);
    assert_eq!(told, [""; 0]);
    let (_, told) = news(&world, in_popup(Popup::Open, Some(held())), Event::Cancelled);
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_forgotten_token_is_told() {
    for event in [Event::StartOverRequested, Event::ClearRequested] {
        assert_eq!(news(&World::default(), holding(held()), event).1, ["cleared"]);
    }
    assert_eq!(news(&World::default(), Flow::new(), Event::ClearRequested).1, [""; 0]);
}

#[test]
fn the_end_is_told_twice() {
    let at = |seconds| World { now: NOW.plus(seconds), ..World::default() };
    let (flow, told) = news(&at(60), holding(held()), Event::Woken);
    assert_eq!(told, [""; 0]);
    let before = Standing::of(&flow);
    let (flow, _) = at(3600 - 300).step(flow, Event::Woken);
    let told = before.news(&flow, at(3600 - 300).now);
    let [Some(Publication::Expiring { expires_at, remaining: 300 }), None] = told else {
        panic!("{told:?}")
    };
    assert_eq!(expires_at, UnixTime::from_seconds(NOW.seconds() + 3600));
    let (flow, told) = news(&at(3600 - 200), flow, Event::Woken);
    assert_eq!(told, [""; 0]);
    let (flow, told) = news(&at(3600), flow, Event::Woken);
    assert_eq!(told, ["expiring"]);
    assert_eq!(news(&at(4000), flow, Event::Woken).1, [""; 0]);
}

#[test]
fn a_failure_is_told_each_time() {
    let world = World::default();
    let failed = || Event::RequestFailed(RequestFailure::Unreachable);
    let (flow, told) = news(&world, minting(), failed());
    assert_eq!(told, ["failed"]);
    assert_eq!(news(&world, flow, Event::RetryRequested).1, [""; 0]);
    assert_eq!(news(&world, minting(), failed()).1, ["failed"]);
}
