//! Answers that are large, binary, or do not come.

use tests::{ApiWish, LAST_LINE, PICTURE, Which, journey, until};

use super::{OPEN, open_with_token, pick, world};

const ODD: ApiWish = ApiWish { which: Which::Odd, ..OPEN };

#[test]
fn a_large_answer_is_cut_and_can_be_had_whole_and_a_binary_one_is_no_text() {
    journey(async |stage| {
        let world = world(ODD).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        pick(&browser, "getLarge", "GET /large").await;
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", "200 OK").await;
        browser.sees("Only the first part is shown.").await;
        browser.sees_no(LAST_LINE).await;
        browser.click("button", "Show all of it").await;
        browser.sees(LAST_LINE).await;
        browser.sees_no("Only the first part is shown.").await;

        pick(&browser, "getPicture", "GET /picture").await;
        browser.click("button", "Send").await;
        browser.sees("This is no text. Download it to look at it.").await;
        let size = PICTURE.len();
        browser.find("button", &format!("Download ({size} bytes)")).await;
        browser.sees("of image/png").await;
    });
}

#[test]
fn a_request_that_is_not_answered_can_be_cancelled() {
    journey(async |stage| {
        let world = world(ODD).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        pick(&browser, "getNever", "GET /never").await;
        browser.click("button", "Send").await;
        browser.sees("Sending GET /never, straight to the API…").await;
        browser.click("button", "Cancel").await;
        browser.find("heading", "Cancelled").await;
        browser.focus_is_on("button", "Send").await;
        browser.sees("You did not wait for the answer.").await;

        // Nobody waits for it any more, so the next one goes at once.
        pick(&browser, "putThing", "PUT /thing/{name}").await;
        browser.fill("name (in the path, required)", "a/b c").await;
        browser.click("button", "Send").await;
        browser.find("textbox", "name (in the path, required)").await;
        browser.fill("name (in the path, required)", "b c").await;
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", "204 No Content").await;
        let odd = world.odd.as_ref().expect("it is there");
        until("the request at the API", async || {
            let things = odd.recorder.all();
            let mut things = things.iter().filter(|it| it.uri.path().contains("/thing/"));
            match things.next() {
                Some(thing) if thing.uri.path() == "/api/thing/b%20c" => Ok(()),
                other => Err(format!("{other:?}")),
            }
        })
        .await;
    });
}
