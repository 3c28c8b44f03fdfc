//! What has to hold for any input whatever, as functions that panic where it does not.
//!
//! `cargo xtask fuzz` looks for such an input, guided by what the code does with those before; the
//! tests go through the inputs in `corpus` and `findings`.

mod facts;
mod judged;
mod keys;
mod paste;
mod recipe;
mod shown;
mod token;

use std::io;

pub use keys::keys;
pub use paste::paste;
pub use token::token;

/// Runs a target over the files that stand on the command line: what the fuzzers are without
/// libFuzzer.
///
/// # Errors
/// When a file cannot be read.
pub fn replay(target: fn(&[u8])) -> io::Result<()> {
    for file in std::env::args_os().skip(1) {
        target(&std::fs::read(&file)?);
        println!("{}: as it should be", file.display());
    }
    Ok(())
}
