//! What the end-to-end journeys share: a browser that is asked by role and name, the servers of one
//! journey, and the evidence that is shown when a journey fails.
#![expect(
    clippy::missing_panics_doc,
    reason = "a journey ends with a panic that says what was awaited; nothing here returns errors"
)]

mod api;
mod axe;
mod binary;
mod browser;
mod by_hand;
mod command_line;
mod door;
mod driver;
mod elsewhere;
mod engine;
mod environment;
mod gate;
mod logs;
mod lure;
mod mint;
mod options;
mod portal;
mod preference;
mod recorder;
mod reflow;
mod rest;
mod screenshot;
mod search;
mod serving;
mod settings;
mod stage;
mod steps;
mod transcript;
mod wait;
mod world;

pub use api::{ApiWish, LAST_LINE, OddApi, PICTURE, Pages, Which};
pub use browser::{Browser, Dragged, Medium, Memory, Request, Scheme, Traffic, parameter};
pub use command_line::CommandLine;
pub use elsewhere::{Elsewhere, ServedElsewhere};
pub use engine::{Engine, Lack};
pub use environment::Environment;
pub use gate::Gate;
pub use logs::Logs;
pub use lure::Lure;
pub use mint::{Mint, claims_of, now, rewritten, unsigned};
pub use options::{COMMAND_LINE, ORGANIZATION, SECRET, Server, Time, WorldOptions};
pub use portal::{Callback, Policy, PortalWish, Standing};
pub use preference::{PREFERENCES, Preference};
pub use recorder::{Exchange, Recorder};
pub use rest::Rest;
pub use screenshot::{SCHEMES, SCREENS};
pub use search::Files;
pub use stage::{Stage, journey};
pub use steps::{BACK, GENERATE};
pub use thirtyfour::Key;
pub use transcript::Transcript;
pub use wait::until;
pub use world::World;
