//! A code lives ten seconds, also on a slow line: the page must come to ask for the token in time.
//!
//! `cargo xtask test --only "slow line"` runs it and prints the figure.

use tests::{World, journey};

const BITS_PER_SECOND: u32 = 400_000;
const LATENCY_MILLISECONDS: u32 = 400;

/// From the redirect to the request for the token.
const LONGEST_SECONDS: f64 = 7.0;

#[test]
fn on_a_slow_line_with_a_cold_cache_the_exchange_leaves_in_time() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        browser.set_out().await;
        browser.log_in("bob").await;
        browser.find("button", "Allow").await;
        browser.slow_line(BITS_PER_SECOND, LATENCY_MILLISECONDS).await;
        let loaded_before = world.recorder.all().len();
        browser.traffic().await;
        browser.click("button", "Allow").await;
        browser.sees("Accepted by moehaha until ").await;

        let requests = browser.traffic().await.requests;
        let sent = |part: &str| {
            let request = requests.iter().find(|request| request.address.contains(part));
            request.unwrap_or_else(|| panic!("no request to {part}: {requests:?}")).at
        };
        let seconds = sent("/api/token") - sent("?code=");
        println!(
            "the exchange leaves {seconds:.2} s after the redirect (at most {LONGEST_SECONDS} s)"
        );
        assert!(seconds <= LONGEST_SECONDS, "{seconds} s");

        let loaded = &world.recorder.all()[loaded_before..];
        let bytes: usize = loaded
            .iter()
            .filter(|exchange| !exchange.uri.path().starts_with("/api/"))
            .map(|exchange| exchange.answer.len())
            .sum();
        println!("the page was loaded again with {} KiB", bytes / 1024);
        let wasm = loaded.iter().find(|exchange| exchange.uri.path().contains(".wasm"));
        let wasm = wasm.expect("the cache was cold");
        assert!(wasm.status.is_success() && !wasm.answer.is_empty());
        // At this rate these bytes take at least so long: the line was slow indeed.
        let least = f64::from(u32::try_from(bytes).expect("it is small")) * 8.0 / 400_000.0;
        assert!(seconds > least * 0.8, "{seconds} s for {bytes} bytes: the line was not slow");
    });
}
