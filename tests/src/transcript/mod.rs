//! What a person with a screen reader meets: the page in reading order, and what is said meanwhile.

mod node;
mod tree;

use serde_json::json;

use crate::Browser;
use tree::Tree;

/// A page in which it is always the same moment, and which keeps what live regions say.
const BEFORE: &str = include_str!("before.js");

/// Whether it is another page than at the step before.
const NEW: &str = "const one = !window.toldBefore; window.toldBefore = true; return one;";

/// 2 January 2100, 10:00 UTC: so far ahead that nobody's clock is late.
const THEN: u64 = 4_102_567_200;

/// The steps of a journey as they are heard.
pub struct Transcript<'a> {
    browser: &'a Browser,
    text: String,
    /// The page at the step before.
    before: Vec<String>,
}

impl<'a> Transcript<'a> {
    /// At what time it is taken, for the identity server too.
    pub const THEN: u64 = THEN;

    /// Listens from now on.
    pub async fn of(browser: &'a Browser) -> Self {
        let milliseconds = (THEN * 1000).to_string();
        browser.before_every_page(&BEFORE.replace("THEN", &milliseconds)).await;
        Self { browser, text: String::new(), before: Vec::new() }
    }

    /// Writes down what was said since the last step, and the page as it is now.
    pub async fn step(&mut self, what: &str) {
        let heard = self.browser.script("return window.heard.splice(0);").await;
        let heard: Vec<String> = serde_json::from_value(heard).expect("a list of sentences");
        if self.browser.script(NEW).await == json!(true) {
            self.before.clear();
        }
        let tree = self.browser.tree().await;
        let page = Tree::of(&tree, &self.current().await).told();
        let heard = heard.iter().map(|said| format!("> {said}"));
        let lines = [format!("## {what}")].into_iter().chain(heard);
        let lines: Vec<_> = lines.chain(changed(&self.before, &page)).collect();
        self.text.push_str(&lines.join("\n"));
        self.text.push_str("\n\n");
        self.before = page;
    }

    /// The text of all steps, without what is different each time.
    pub fn text(&self, secrets: &[(&str, &str)]) -> String {
        secrets.iter().fold(self.text.clone(), |text, (secret, name)| text.replace(secret, name))
    }

    /// The names of the links to where one is: the tree does not tell.
    async fn current(&self) -> Vec<String> {
        let script = "return everything().filter(element => element.ariaCurrent)
            .map(element => element.textContent);";
        let names = self.browser.script(script).await;
        serde_json::from_value(names).expect("a list of names")
    }
}

/// The page without what is the same as before at its beginning and its end.
fn changed(before: &[String], page: &[String]) -> Vec<String> {
    let equal = |(one, other): &(&String, &String)| one == other;
    let first = before.iter().zip(page).take_while(equal).count();
    let (before, page) = (&before[first..], &page[first..]);
    let last = before.iter().rev().zip(page.iter().rev()).take_while(equal).count();
    let between = page[..page.len() - last].iter().cloned();
    as_before(first).into_iter().chain(between).chain(as_before(last)).collect()
}

fn as_before(count: usize) -> Option<String> {
    (count > 0).then(|| format!("… as before, {count}"))
}
