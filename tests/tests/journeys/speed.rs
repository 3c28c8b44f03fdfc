//! Judging a token is quick enough to be done with every key press and every second.

use domain::jwt::Algorithm;
use serde_json::{Value, json};
use tests::{Browser, Mint, World, journey, until};

/// How often the same is done. The machine has other work too, so the middle one counts.
const TIMES: usize = 15;

/// Reading a token and judging it, together.
const LONGEST_MILLISECONDS: f64 = 2.0;

/// Collects what the page measures of itself.
const WATCH: &str = "
    window.measured = { read: [], judge: [] };
    new PerformanceObserver(list => {
        for (const { name, duration } of list.getEntries()) window.measured[name]?.push(duration);
    }).observe({ type: 'measure', buffered: true });";

#[test]
fn a_token_is_read_and_judged_in_less_than_two_milliseconds() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page(WATCH).await;
        browser.visit(&format!("{}#inspect", world.page)).await;
        let mint = Mint::new(Algorithm::Es384);
        let typical = median(&browser, || mint.token(&json!({}))).await;
        let large = median(&browser, || mint.token(&of_eight_kibibytes())).await;
        for (what, [read, judge]) in [("a typical token", typical), ("one of 8 KiB", large)] {
            println!("{what} is read in {read:.1} ms and judged in {judge:.1} ms");
            assert!(read + judge < LONGEST_MILLISECONDS, "{what}: {read} ms and {judge} ms");
        }
    });
}

/// Much of everything: memberships, and claims of which nobody knows the meaning.
fn of_eight_kibibytes() -> Value {
    let mut scope: Vec<String> =
        (0..100).map(|n| format!("user:memberof:moehaha.{n:03}")).collect();
    scope.push("user:memberof:moehaha".to_owned());
    let mut claims = json!({ "scope": scope });
    for number in 0..80 {
        claims[format!("claim{number:02}")] = json!("thirty letters that say nothing");
    }
    claims
}

/// The medians of reading and of judging in milliseconds.
async fn median(browser: &Browser, token: impl Fn() -> String) -> [f64; 2] {
    browser.paste("Token", &token()).await;
    browser.sees("no, by the API's key").await;
    browser.script("window.measured = { read: [], judge: [] };").await;
    let mut last = String::new();
    for times in 1..=TIMES {
        last = token();
        // To look for the field each time would take much longer than what is measured.
        browser.script("document.activeElement.select();").await;
        browser.paste_here(&last).await;
        until("the judge", async || {
            let measured = all_measured(browser).await.map(|all| all.len());
            if measured.iter().all(|count| *count >= times) {
                Ok(())
            } else {
                Err(format!("{measured:?} times"))
            }
        })
        .await;
    }
    assert_eq!(browser.token().await, last);
    all_measured(browser).await.map(|mut all| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    })
}

/// How long each reading and each judging took.
async fn all_measured(browser: &Browser) -> [Vec<f64>; 2] {
    let measured = browser.script("return window.measured;").await;
    ["read", "judge"].map(|name| {
        let all = measured[name].as_array().expect("it is measured");
        all.iter().filter_map(Value::as_f64).collect()
    })
}
