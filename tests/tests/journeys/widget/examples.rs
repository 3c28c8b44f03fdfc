//! The examples that are made to be copied, as they are.

use serde_json::json;
use tests::{Browser, GENERATE, Stage, World, journey};

use super::sign_in_in_popup;

async fn open(stage: &Stage, world: &World, example: &str) -> std::rc::Rc<Browser> {
    let browser = stage.browser().await;
    browser.visit(&format!("{}examples/{example}", world.portal())).await;
    browser.find("button", GENERATE).await;
    browser
}

/// By the example's own button, which calls the element's method.
async fn generate(browser: &Browser, person: &str) {
    browser.click("button", "Generate a token").await;
    browser.find("dialog", GENERATE).await;
    assert_eq!(browser.value("Audience").await, "moehaha");
    browser.click("button", "Confirm").await;
    sign_in_in_popup(browser, person).await;
    browser.sees("A token for moehaha until ").await;
}

#[test]
fn in_plain_html_the_token_is_the_value_of_a_form() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = open(stage, &world, "plain").await;
        browser.click("button", "Call the API").await;
        browser.sees("No token yet.").await;
        generate(&browser, "bob").await;
        let token = browser.token().await;
        browser.click("button", "Call the API").await;
        let length = token.len();
        browser.sees(&format!("for demo with a token of {length} characters.")).await;
        browser.click("button", "Reset").await;
        browser.sees("No token.").await;
        browser.has_no("textbox", "The token").await;
    });
}

#[test]
fn no_form_puts_the_token_into_an_address() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = open(stage, &world, "plain").await;
        generate(&browser, "bob").await;
        let given = browser.script(IN_ANOTHER_FORM).await;
        let expected = json!([
            ["a script asks", true],
            ["get", false],
            ["a script asks after it", true],
            ["post", true],
            ["get, prevented by a script that asks", true],
            ["a script asks later", true],
        ]);
        assert_eq!(given, expected);
    });
}

/// Its field has a name that stands in the way of the form's own property.
const IN_ANOTHER_FORM: &str = "
    const form = document.createElement('form');
    const field = Object.assign(document.createElement('input'), { name: 'method' });
    const frame = Object.assign(document.createElement('iframe'), { name: 'there' });
    form.target = 'there';
    form.append(field, document.querySelector('cockpit-jwt'));
    document.body.append(form, frame);
    const given = [];
    let what;
    form.addEventListener('formdata', ({ formData }) => given.push([what, formData.has('jwt')]));
    const when = (name, act) => { what = name; act(); };
    when('a script asks', () => new FormData(form));
    when('get', () => form.requestSubmit());
    when('a script asks after it', () => new FormData(form));
    form.setAttribute('method', 'post');
    when('post', () => form.requestSubmit());
    form.setAttribute('method', 'get');
    form.addEventListener('submit', event => { event.preventDefault(); new FormData(form); });
    when('get, prevented by a script that asks', () => form.requestSubmit());
    when('a script asks later', () => new FormData(form));
    return given;";

#[test]
fn in_react_and_vue_events_properties_and_methods_work() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        for (example, person) in [("react", "bob"), ("vue", "alice")] {
            let browser = open(stage, &world, example).await;
            generate(&browser, person).await;
            browser.sees("Accepted by moehaha until ").await;
            browser.click("button", "Forget it").await;
            browser.sees("No token.").await;
            browser.has_no("textbox", "The token").await;
        }
    });
}
