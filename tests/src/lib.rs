//! What the end-to-end journeys share: a browser that is asked by role and name, the servers of one
//! journey, and the evidence that is shown when a journey fails.
#![expect(
    clippy::missing_panics_doc,
    reason = "a journey ends with a panic that says what was awaited; nothing here returns errors"
)]

mod axe;
mod binary;
mod browser;
mod chromedriver;
mod elsewhere;
mod environment;
mod gate;
mod logs;
mod recorder;
mod screenshot;
mod serving;
mod stage;
mod steps;
mod wait;
mod world;

pub use browser::{Browser, Memory, Request, Scheme, Traffic};
use chromedriver::ChromeDriver;
pub use elsewhere::{Elsewhere, ServedElsewhere};
pub use environment::Environment;
pub use gate::Gate;
pub use logs::Logs;
pub use recorder::{Exchange, Recorder};
pub use screenshot::{SCHEMES, SCREENS};
pub use stage::{Stage, journey};
pub use steps::GENERATE;
pub use thirtyfour::Key;
pub use wait::until;
pub use world::{ORGANIZATION, SECRET, Server, World, WorldOptions};
