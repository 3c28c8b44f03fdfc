//! Runs one journey: its thread, its browsers, and what is shown when it fails.

use std::{cell::RefCell, path::PathBuf, rc::Rc, time::Duration};

use futures_util::FutureExt as _;

use crate::{Browser, Engine, Environment, Lack, Logs, wait::stillness};

/// No step of a journey takes nearly as long; a whole one may, on a busy machine.
const LONGEST_STEP: Duration = Duration::from_mins(2);

/// Where a journey takes place.
pub struct Stage {
    engine: Engine,
    browsers: RefCell<Vec<Rc<Browser>>>,
    logs: Logs,
}

/// Runs a journey to its end, and ends its browsers however it ends.
pub fn journey(play: impl AsyncFnOnce(&Stage)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("there is no runtime");
    let logs = Logs::default();
    let _capturing = logs.capture();
    runtime.block_on(async {
        let engine = Environment::engine();
        let stage = Stage { engine, browsers: RefCell::default(), logs };
        let playing = async {
            tokio::select! {
                () = play(&stage) => {}
                () = stillness(LONGEST_STEP) => panic!("nothing happened for {LONGEST_STEP:?}"),
            }
        };
        let ended = std::panic::AssertUnwindSafe(playing).catch_unwind().await;
        if ended.is_err() {
            stage.show_evidence().await;
        }
        stage.clear().await;
        if let Err(panic) = ended {
            std::panic::resume_unwind(panic);
        }
    });
}

impl Stage {
    /// A new browser with an empty profile, of a person who comes for the first time.
    pub async fn browser(&self) -> Rc<Browser> {
        let browser = Rc::new(Browser::start(self.engine).await);
        self.browsers.borrow_mut().push(Rc::clone(&browser));
        browser
    }

    /// Whether something cannot be done in the browser in which the journey goes on, which is said
    /// then.
    pub fn lacks(&self, lack: Lack) -> bool {
        let lacks = self.engine == Engine::Firefox;
        if lacks {
            println!("{lack}");
        }
        lacks
    }

    /// What was logged on this stage.
    pub fn logs(&self) -> &Logs {
        &self.logs
    }

    async fn show_evidence(&self) {
        let browsers = self.browsers.take();
        for (number, browser) in browsers.iter().enumerate() {
            let evidence = async {
                println!("--- browser {number} is at {}", browser.address().await);
                println!("{}", browser.text().await);
                println!("complaints: {:#?}", browser.traffic().await.complaints);
                browser.screenshot(&failure_picture(number)).await;
            };
            // A browser that is in the way itself must not hide why the journey failed.
            let said = std::panic::AssertUnwindSafe(evidence).catch_unwind().await;
            if said.is_err() {
                println!("--- browser {number} says nothing");
            }
            println!("--- driver of browser {number}\n{}", tail(&browser.complaints(), 20));
        }
        self.browsers.replace(browsers);
        println!("--- log\n{}", tail(&self.logs.text(), 60));
    }

    async fn clear(self) {
        for browser in self.browsers.into_inner() {
            browser.quit().await;
        }
    }
}

fn failure_picture(number: usize) -> PathBuf {
    let thread = std::thread::current();
    let journey = thread.name().unwrap_or("journey").replace("::", "-");
    crate::screenshot::folder().join(format!("failed-{journey}-{number}.png"))
}

fn tail(text: &str, lines: usize) -> String {
    let quiet = text.lines().filter(|line| !line.contains(" TRACE ") && !line.contains(" DEBUG "));
    let all: Vec<&str> = quiet.collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
