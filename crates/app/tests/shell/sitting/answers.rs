//! What comes back, and what is done with it.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Sitting, answered, focused, pick, press, said, services, write};
use crate::{Changed, holds, run, text, until};

async fn sent(answer: &str) -> Sitting {
    run(&format!("answers.api = () => {answer}"));
    let sitting = Sitting::ready().await;
    sitting.send("listRepositories").await;
    sitting
}

#[wasm_bindgen_test]
async fn a_refused_token_is_explained_by_whoever_is_asked() {
    let _services = services();
    let sitting = sent("new Response('no', { status: 401 })").await;
    answered("401 Unauthorized").await;
    assert!(holds("return judged == 1"));
    sitting.0.explain(vec!["Refused by moehaha: it has expired.".into(), "Get a new one.".into()]);
    until("return place.querySelector('.console-explanation li')?.textContent == 'Get a new one.'")
        .await;
    assert_eq!(said(), "Refused by moehaha: it has expired.");
}

#[wasm_bindgen_test]
async fn a_redirect_is_told_from_a_failure() {
    let _services = services();
    let _sitting =
        sent("Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })").await;
    answered("No answer").await;
    assert_eq!(
        said(),
        "No answer. The API sends this request elsewhere, where the browser does not take the token."
    );
}

#[wasm_bindgen_test]
async fn a_connection_that_breaks_is_told_with_what_to_do() {
    let _services = services();
    for answer in [
        "{ throw new TypeError() }",
        "{ return new Response(new ReadableStream({ pull(it) { it.error(new TypeError()) } })) }",
        "{ return 'no response' }",
    ] {
        let _sitting = sent(answer).await;
        answered("No answer").await;
        assert!(said().starts_with("No answer. The browser got no answer"), "{}", said());
        assert!(holds(
            "return place.querySelector('.console-answer').textContent.includes('CORS')"
        ));
    }
}

#[wasm_bindgen_test]
async fn an_answer_without_end_is_cut_off() {
    let _services = services();
    run("window.chunks = 0; window.stopped = false");
    let _sitting = sent(
        "new Response(new ReadableStream({
            pull(it) { chunks++; it.enqueue(new Uint8Array(4_000_000)) },
            cancel() { stopped = true } }, { highWaterMark: 0 }))",
    )
    .await;
    answered("No answer").await;
    assert!(said().contains("The answer is larger than 32 MB"), "{}", said());
    assert!(holds("return chunks <= 10"));
}

#[wasm_bindgen_test]
async fn a_problem_of_the_proxy_is_told_in_its_own_words() {
    let _services = services();
    run("catalogue.forwarded = true; answers.probe = () => { throw new TypeError() };
         answers.forward = () => new Response(JSON.stringify({ type: 'about:blank', title: 't',
            status: 504, code: 'api-timeout', detail: 'the API did not answer in time',
            hint: 'Try again later.' }), { status: 504,
                headers: { 'content-type': 'application/problem+json' } })");
    let sitting = Sitting::begin();
    until("return place.querySelector('#console-way svg')").await;
    sitting.send("listRepositories").await;
    answered("No answer").await;
    assert!(said().contains("The API did not answer in time."), "{}", said());
    assert!(holds(
        "return place.querySelector('.console-answer').textContent.includes('Try again later.')"
    ));
}

#[wasm_bindgen_test]
async fn brackets_without_end_are_an_answer_like_any_other() {
    let _services = services();
    let sitting = sent(
        "new Response('['.repeat(100) + ']'.repeat(100),
            { headers: { 'content-type': 'application/json' } })",
    )
    .await;
    answered("200 OK").await;
    assert!(holds("return place.querySelectorAll('.json details').length == 65"));
    drop(sitting);
    let _sitting = sent("new Response('['.repeat(1e6))").await;
    answered("200 OK").await;
    assert!(holds("return place.querySelector('.console-code pre')"));
}

#[wasm_bindgen_test]
async fn a_body_is_saved_under_its_name_and_the_address_goes_with_the_console() {
    let _services = services();
    let _browser = Changed::by(
        "window.click = HTMLAnchorElement.prototype.click;
         window.revoke = URL.revokeObjectURL;
         window.revoked = [];
         URL.revokeObjectURL = (address) => revoked.push(address);
         HTMLAnchorElement.prototype.click = function () { window.link = this }",
        "HTMLAnchorElement.prototype.click = window.click; URL.revokeObjectURL = window.revoke",
    );
    let sitting = sent(
        "new Response(new Uint8Array([137, 80, 255]), { headers: { 'content-type': 'image/png' } })",
    )
    .await;
    answered("200 OK").await;
    press("Download (3 bytes)");
    until("return window.link").await;
    assert_eq!(text("return link.download"), "answer-1.png");
    assert!(holds("return link.href.startsWith('blob:') && revoked.length == 0"));
    run("realFetch(link.href).then((it) => it.arrayBuffer()).then((it) => window.saved = it)");
    until("return window.saved").await;
    assert_eq!(text("return new Uint8Array(saved).join()"), "137,80,255");
    press("Download (3 bytes)");
    until("return revoked.length == 1").await;
    drop(sitting);
    assert!(holds("return revoked.length == 2"));
}

#[wasm_bindgen_test]
async fn what_the_clipboard_refuses_is_selected_to_be_copied_by_hand() {
    let _services = services();
    let _refusing = Changed::by(
        "window.writeText = Clipboard.prototype.writeText;
         Clipboard.prototype.writeText = async () => { throw new DOMException('', 'NotAllowedError') }",
        "Clipboard.prototype.writeText = window.writeText",
    );
    let _sitting = sent("Response.json([])").await;
    answered("200 OK").await;
    press("curl");
    until("return document.activeElement.id == 'console-copy-text'").await;
    let selected = text("return String(getSelection())");
    assert!(selected.starts_with("curl ") && selected.contains("e30.AAAA"), "{selected}");
}

#[wasm_bindgen_test]
async fn who_writes_meanwhile_keeps_the_focus() {
    let _services = services();
    run("window.waiting = new Promise((come) => window.come = come)");
    let _sitting = sent("waiting.then(() => Response.json([]))").await;
    until("return document.activeElement.textContent == 'Cancel'").await;
    write("console-search", "x");
    run("come()");
    answered("200 OK").await;
    assert_eq!(focused(), "console-search");
    // Elsewhere on the page it stays, too.
    run("window.waiting = new Promise((come) => window.come = come);
         window.other = document.createElement('button'); document.body.append(other)");
    let _other = Changed::by("", "window.other.remove()");
    run("answers.api = () => waiting.then(() => new Response('', { status: 404 }))");
    pick("listRepositories").await;
    press("Send");
    until("return document.activeElement.textContent == 'Cancel'").await;
    run("other.focus(); come()");
    answered("404 Not Found").await;
    assert!(holds("return document.activeElement == other"));
}
