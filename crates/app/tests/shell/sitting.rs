//! Sittings at the API console, with an API and a proxy played by the browser.

mod answers;
mod keyboard;
mod sending;
mod way;

use app::console::Console;
use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, holds, run, text, until};

/// A proxy and an API, whose answers a test can change, and what they were asked.
fn services() -> Changed {
    Changed::by(
        "window.realFetch ??= window.fetch;
         window.asked = []; window.judged = 0;
         const name = (place) => ({ name: 'name', in: place, required: true, example: 'web' });
         window.catalogue = { title: 'Cockpit', production: false, operations: [
            { method: 'GET', path: '/repository', name: 'listRepositories' },
            { method: 'POST', path: '/repository', name: 'createNewRepository', body:
                { media_type: 'application/json', required: true, example: '{\"name\": \"web\"}' } },
            { method: 'DELETE', path: '/repository/{name}', name: 'deleteRepository',
                parameters: [name('path')] },
            { method: 'GET', path: '/traced', name: 'listTraced', parameters: [
                { name: 'Trace-Id', in: 'header', required: true, example: '7' },
                { name: 'page', in: 'query', required: true, example: 'a b&c' }] },
            { method: 'GET', path: '/cookie', name: 'listCookies', parameters: [
                { name: 'Cookie', in: 'header', required: true, example: 'a=b' }] }] };
         window.answers = {
            catalogue: () => Response.json(catalogue),
            probe: () => new Response(),
            knock: () => new Response(),
            api: () => Response.json([{ name: 'web' }]),
            forward: () => Response.json({ status: 200, headers: [['X-Trace', '7']], text: 'done' }) };
         window.fetch = async (input, init) => {
            const request = input instanceof Request ? input : new Request(input, init);
            asked.push(request);
            const path = new URL(request.url).pathname;
            if (path == '/proxy/api/catalogue') return answers.catalogue(request);
            if (path == '/proxy/api/call') return answers.forward(request);
            if (request.method == 'HEAD') return answers.probe(request);
            return request.mode == 'no-cors' ? answers.knock(request) : answers.api(request) };
         window.place = document.createElement('div');
         document.body.append(place)",
        "window.fetch = window.realFetch; window.place.remove()",
    )
}

/// A console until it is dropped.
struct Sitting(Console);

impl Sitting {
    /// In the place, at an API of another origin.
    fn begin() -> Self {
        Self::at("https://api.example/api")
    }

    fn at(base: &str) -> Self {
        let options = run(&format!(
            "return {{ proxy: 'https://jwt.example/proxy/', token: 'eyJhbGciOiJFUzM4NCJ9.e30.AAAA',
                api: {{ name: 'Cockpit', base: '{base}', example: '/repository' }} }}"
        ));
        let ask: Function = run("return () => judged++").unchecked_into();
        Self(Console::new(run("return place").unchecked_into(), &options, ask))
    }

    /// With operations, and the way known.
    async fn ready() -> Self {
        let sitting = Self::begin();
        way_is("Requests go straight to the API, which allows this page (CORS).").await;
        sitting
    }

    /// Picks an operation by what is typed, and sends it.
    async fn send(&self, search: &str) {
        pick(search).await;
        press("Send");
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn way_is(told: &str) {
    until(&format!("return place.querySelector('#console-way')?.textContent.trim() == `{told}`"))
        .await;
}

async fn pick(search: &str) {
    write("console-search", search);
    key("console-search", "key: 'Enter'");
    until("return place.querySelector('#console-send')").await;
    until(&format!(
        "return place.querySelector('[aria-current] .console-name')?.textContent == '{search}'"
    ))
    .await;
}

fn write(id: &str, words: &str) {
    run(&format!(
        "const field = place.querySelector('#{id}'); field.focus(); field.value = `{words}`;
         field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
    ));
}

/// Whether the page's own doing is let happen.
fn key(id: &str, key: &str) -> bool {
    holds(&format!(
        "return place.querySelector('#{id}').dispatchEvent(new KeyboardEvent('keydown',
            {{ bubbles: true, cancelable: true, {key} }}))"
    ))
}

fn press(label: &str) {
    run(&format!(
        "const button = [...place.querySelectorAll('button')]
            .find((it) => it.textContent == '{label}');
         button.focus(); button.click()"
    ));
}

async fn answered(headline: &str) {
    until(&format!(
        "return place.querySelector('#console-answer')?.textContent.trim() == '{headline}'"
    ))
    .await;
}

fn said() -> String {
    text("return place.querySelector('#console-live').textContent")
}

fn focused() -> String {
    text("return document.activeElement.id")
}

/// The last request that was no question of the console itself.
const LAST: &str = "asked.findLast((it) => it.method != 'HEAD' && !it.url.endsWith('catalogue'))";

#[wasm_bindgen_test]
async fn from_the_opening_to_an_answer_by_keyboard_alone() {
    let _services = services();
    let sitting = Sitting::begin();
    assert!(holds("return place.querySelector('#console-live[role=status]').textContent == ''"));
    until("return document.activeElement.id == 'console-search'").await;
    way_is("Requests go straight to the API, which allows this page (CORS).").await;
    pick("createNewRepository").await;
    until("return document.activeElement.id == 'console-send'").await;
    press("Send");
    answered("200 OK").await;
    until("return document.activeElement.id == 'console-answer'").await;
    assert!(said().starts_with("Answered: 200 OK after "), "{}", said());
    assert_eq!(
        text("return place.querySelector('.json').textContent.replace(/\\s+/g, ' ')"),
        "[ … ] 1 item{ … } 1 member\"name\": \"web\"}]"
    );
    drop(sitting);
    assert!(holds("return place.childElementCount == 0"));
}

#[wasm_bindgen_test]
async fn it_works_inside_a_shadow_root() {
    let _services = services();
    run("window.host = place; window.place = document.createElement('div');
         host.attachShadow({ mode: 'open' }).append(place)");
    let _back = Changed::by("", "window.place = window.host");
    let sitting = Sitting::ready().await;
    until("return host.shadowRoot.activeElement.id == 'console-search'").await;
    sitting.send("listRepositories").await;
    until("return host.shadowRoot.activeElement.id == 'console-answer'").await;
}

#[wasm_bindgen_test]
async fn it_is_hidden_and_shown_again() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.0.show(false);
    assert!(holds("return place.hidden"));
    sitting.0.show(true);
    assert!(holds("return !place.hidden"));
}

#[wasm_bindgen_test]
async fn without_a_token_nothing_is_drawn() {
    let _services = services();
    let ask: Function = run("return () => {}").unchecked_into();
    for options in ["return undefined", "return { token: 'a b' }"] {
        let place = run("return place").unchecked_into();
        let console = Console::new(place, &run(options), ask.clone());
        console.set("eyJhbGciOiJFUzM4NCJ9.e30.AAAA");
        console.explain(vec!["a".to_owned()]);
        console.show(true);
        assert!(holds("return place.childElementCount == 0"));
        console.close();
        console.close();
    }
}
