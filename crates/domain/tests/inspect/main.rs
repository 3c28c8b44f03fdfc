//! What the page makes of any token, without a browser.

mod paste;
mod properties;
mod samples;
mod speed;
mod step;
mod table;
mod wrapped;
