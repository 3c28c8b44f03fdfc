//! Bodies of answers, large and strange ones too.

use domain::console::ConsoleEvent;

use super::scene::{Scene, answer};

fn scene(media_type: &str, body: &[u8]) -> Scene {
    let mut scene = Scene::ready();
    scene.sent("listRepositories", answer(200, media_type, body));
    scene
}

fn body(scene: &Scene) -> String {
    scene.inside("class=\"console-body\"")
}

const ALL: &str = "Show all of it";

#[test]
fn no_body_is_said() {
    let drawn = body(&scene("", b""));
    assert!(drawn.contains("The answer has no body.") && drawn.contains("0 bytes"));
    assert!(!drawn.contains("Download"));
}

#[test]
fn what_is_no_text_is_a_download_with_its_size_and_type() {
    let drawn = body(&scene("image/png", &[0xff; 2500]));
    assert!(drawn.contains("2.5 kB of image/png") && drawn.contains("Download (2.5 kB)"));
    assert!(drawn.contains("This is no text.") && !drawn.contains("console-code"));
}

#[test]
fn text_keeps_its_lines_and_shows_what_hides() {
    let drawn = scene("text/html", "<b>\r\n\ta\u{202e}</b>".as_bytes()).drawn();
    assert!(drawn.contains("&lt;b&gt;\n\ta\\u{202e}&lt;/b&gt;"), "{drawn}");
    assert!(
        drawn.contains("tabindex=\"0\"")
            && drawn.contains("aria-labelledby=\"console-answer-body\"")
    );
}

#[test]
fn long_text_is_cut_between_two_characters_until_all_of_it_is_wanted() {
    // The limit lies inside of a character.
    let text = format!("x{}", "é".repeat(40_000));
    let mut scene = scene("text/plain", text.as_bytes());
    let drawn = body(&scene);
    assert_eq!(drawn.matches('é').count(), 32_767);
    assert!(drawn.contains("Only the first part is shown.") && drawn.contains(ALL));
    scene.on(ConsoleEvent::WholeBodyRequested);
    let drawn = body(&scene);
    assert_eq!(drawn.matches('é').count(), 40_000);
    assert!(!drawn.contains("Only the first part") && !drawn.contains(ALL));
}

#[test]
fn what_would_be_too_much_for_the_page_is_only_a_download() {
    let drawn = body(&scene("text/plain", &vec![b'x'; 2_000_001]));
    assert!(drawn.contains("Download (2.0 MB)") && !drawn.contains(ALL));
}

#[test]
fn a_long_list_is_cut_and_counted_until_all_of_it_is_wanted() {
    let list = |length: usize| serde_json::to_string(&vec![7; length]).unwrap();
    let rows = (0..5).map(|_| list(900)).collect::<Vec<_>>().join(",");
    let mut scene = scene("application/json", format!("[{rows}]").as_bytes());
    let drawn = body(&scene);
    assert_eq!(drawn.matches("data-kind=\"number\"").count(), 2000 - 5);
    assert!(drawn.contains("… and 705 more") && drawn.contains("… and 900 more"), "{drawn}");
    assert!(drawn.contains("900 items") && drawn.contains(ALL));
    scene.on(ConsoleEvent::WholeBodyRequested);
    let drawn = body(&scene);
    assert_eq!(drawn.matches("data-kind=\"number\"").count(), 4500);
    assert!(!drawn.contains(" more") && !drawn.contains(ALL));
}

#[test]
fn what_no_tree_can_hold_is_shown_as_it_came() {
    let text = serde_json::to_string(&vec![7; 20_000]).unwrap();
    let mut scene = scene("application/json", text.as_bytes());
    assert!(body(&scene).contains("<details open"));
    scene.on(ConsoleEvent::WholeBodyRequested);
    let drawn = body(&scene);
    assert!(drawn.contains("<pre>") && drawn.contains(&text) && !drawn.contains("<details"));
}

#[test]
fn a_long_text_inside_of_json_is_cut_too() {
    let mut scene = scene("application/json", format!("[\"{}\"]", "y".repeat(5000)).as_bytes());
    assert!(body(&scene).contains("yy…") && body(&scene).contains(ALL));
    scene.on(ConsoleEvent::WholeBodyRequested);
    assert!(body(&scene).contains(&"y".repeat(5000)));
}
