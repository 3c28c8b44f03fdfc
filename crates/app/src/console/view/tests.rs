//! Every state of the console, as HTML.

mod bodies;
mod history;
mod scene;
mod sending;

use domain::{
    RequestFailure,
    catalogue::Catalogue,
    console::{ConsoleEvent, ConsoleFocus, Place, Reach, Way},
};

use super::id;
use scene::{Scene, catalogue};

#[test]
fn while_everything_loads_it_is_said_what_is_waited_for() {
    insta::assert_snapshot!("opening", Scene::opening().drawn());
}

#[test]
fn operations_are_listed_by_path_each_a_button() {
    insta::assert_snapshot!("listed", Scene::ready().drawn());
}

#[test]
fn missing_operations_are_explained_and_can_be_asked_for_again() {
    let mut scene = Scene::opening();
    scene.on(ConsoleEvent::CatalogueCame(Err(RequestFailure::Unreachable)));
    insta::assert_snapshot!("operations_missing", scene.drawn());
}

#[test]
fn an_api_without_operations_says_so() {
    let scene = Scene::with(Catalogue { operations: vec![], ..catalogue() }, Reach::Allowed);
    assert!(scene.drawn().contains("The description of this API has no operations."));
}

#[test]
fn what_is_found_is_counted() {
    let mut scene = Scene::ready();
    let told = |scene: &Scene| scene.inside("role=\"status\"").trim().to_owned();
    assert_eq!(told(&scene), "4 operations");
    scene.on(ConsoleEvent::Searched("repository".into()));
    assert_eq!(told(&scene), "3 of 4 operations");
    scene.on(ConsoleEvent::Searched("nothing".into()));
    assert_eq!(told(&scene), "No operation fits the search");
}

#[test]
fn each_way_says_why_it_is_taken() {
    for (reach, forwarded, told) in [
        (Reach::SameOrigin, false, "which has this page's own origin."),
        (
            Reach::RefusedByCors,
            true,
            "because the API does not allow this page to send them (CORS)",
        ),
        (Reach::RefusedByPolicy, true, "the content security policy of this page"),
        (Reach::Unreachable, false, "Check your connection and that the API is running"),
    ] {
        let scene = Scene::with(Catalogue { forwarded, ..catalogue() }, reach);
        let html = scene.drawn().replace("&#x27;", "'");
        assert!(html.contains(told) && html.contains("Check again"), "{reach:?}");
        assert!(!html.contains("type=\"radio\""), "there is no choice");
    }
}

#[test]
fn where_both_ways_are_open_the_person_chooses() {
    let mut scene = Scene::with(Catalogue { forwarded: true, ..catalogue() }, Reach::Allowed);
    insta::assert_snapshot!("both_ways", scene.inside("console-way\">"));
    scene.on(ConsoleEvent::WayChosen(Way::Forwarded));
    assert!(scene.drawn().contains("Requests go through the proxy, as you have chosen."));
}

#[test]
fn an_operation_is_filled_in_with_what_each_field_means() {
    let mut scene = Scene::ready();
    scene.pick("updateRepository");
    insta::assert_snapshot!("filling_in", scene.inside("class=\"console-form\""));
}

#[test]
fn what_is_chosen_makes_room_for_what_it_takes() {
    let mut scene = Scene::ready();
    assert!(scene.drawn().contains("<details open"));
    scene.pick("listRepositories");
    assert!(!scene.drawn().contains("<details open"));
    assert!(scene.drawn().contains("aria-current=\"true\""));
    scene.on(ConsoleEvent::Searched("repository".into()));
    assert!(scene.drawn().contains("<details open"), "who searches sees what there is");
}

#[test]
fn a_mistake_stands_at_its_field_and_describes_it() {
    let mut scene = Scene::ready();
    scene.pick("updateRepository");
    scene.write(Place::Parameter(0), "a/b");
    scene.write(Place::Body, "{");
    scene.on(ConsoleEvent::SendRequested);
    let form = scene.inside("class=\"console-form\"");
    for (field, told) in [
        ("console-parameter-0", "A value in the path cannot have a slash"),
        ("console-body", "This is no JSON: look at line 1, column 1"),
    ] {
        assert!(form.contains(&format!("aria-describedby=\"{field}-error {field}-help\"")));
        assert!(form.contains(&format!("id=\"{field}-error\"")) && form.contains(told), "{form}");
    }
    assert_eq!(form.matches("aria-invalid=\"true\"").count(), 2);
}

#[test]
fn the_example_comes_back_once_it_is_gone() {
    let mut scene = Scene::ready();
    scene.pick("updateRepository");
    let wanted = "Use the example again";
    assert!(!scene.drawn().contains(wanted));
    scene.write(Place::Body, "{}");
    assert!(scene.drawn().contains(wanted));
    scene.on(ConsoleEvent::ExampleWanted);
    assert!(!scene.drawn().contains(wanted));
}

#[test]
fn each_target_of_the_focus_is_drawn() {
    let mut scene = Scene::ready();
    scene.pick("updateRepository");
    let drawn =
        |scene: &Scene, target| scene.drawn().contains(&format!("id=\"{}\"", id::of(target)));
    for target in
        [ConsoleFocus::Search, ConsoleFocus::Parameter(0), ConsoleFocus::Body, ConsoleFocus::Send]
    {
        assert!(drawn(&scene, target), "{target:?}");
    }
    scene.on(ConsoleEvent::SendRequested);
    assert!(drawn(&scene, ConsoleFocus::Question));
    scene.on(ConsoleEvent::Confirmed);
    scene.on(ConsoleEvent::CancelRequested);
    assert!(drawn(&scene, ConsoleFocus::Answer));
    scene.copy_refused();
    assert!(drawn(&scene, ConsoleFocus::CopyText));
}

#[test]
fn a_description_is_foreign_text() {
    let mut hostile = catalogue();
    let operation = &mut hostile.operations[0];
    operation.name = "a\u{202e}b<img src=x>".into();
    operation.summary = format!("<script>\n{}", "x".repeat(1000));
    operation.parameters[0].description = "\u{200b}".into();
    let mut scene = Scene::with(hostile, Reach::Allowed);
    scene.pick("<img");
    let html = scene.drawn();
    assert!(html.contains("a\\u{202e}b&lt;img src=x") && html.contains("&lt;script&gt; xxx"));
    assert!(html.contains("\\u{200b}") && !html.contains(&"x".repeat(501)));
    assert!(!html.contains("<img") && !html.contains("<script") && !html.contains('\u{202e}'));
}

#[test]
fn the_token_is_shown_by_its_ends_only() {
    let mut scene = Scene::ready();
    scene.sent("listRepositories", scene::answer(200, "application/json", b"[]"));
    let html = scene.drawn();
    assert!(html.contains("Authorization: bearer eyJhbGci…QUFB"), "{html}");
    assert!(html.contains("authorization: bearer eyJhbGci…QUFB"));
    assert!(!html.contains(scene::TOKEN));
}
