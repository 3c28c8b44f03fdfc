//! What a person who magnifies must not lose: nothing sticks out, is cut off or covered, and the text
//! is the same.

#[cfg(test)]
mod tests;

use serde_json::json;

use crate::{Browser, Scheme, until};

/// How large things are.
struct Magnified {
    name: &'static str,
    /// The window's inside, in CSS pixels.
    window: (u32, u32),
    /// Screen pixels for each of them.
    zoom: u32,
    /// The size that the person has chosen for letters.
    letters: u32,
}

/// A desk of 1280 by 900 at 200 %, which leaves half of it, and letters of twice the usual size.
const MAGNIFIED: [Magnified; 3] = [
    Magnified { name: "zoom", window: (640, 450), zoom: 2, letters: USUAL_LETTERS },
    Magnified { name: "letters", window: (1280, 800), zoom: 1, letters: 2 * USUAL_LETTERS },
    Magnified { name: "letters-phone", window: (320, 640), zoom: 1, letters: 2 * USUAL_LETTERS },
];

const USUAL_LETTERS: u32 = 16;

const LOST: &str = include_str!("lost.js");

/// The time goes on meanwhile.
const TEXT: &str = "return visibleText().replace(/\\s+/g, ' ').replace(/\\d+/g, '0');";

const LETTERS: &str = "return getComputedStyle(document.documentElement).fontSize;";

impl Browser {
    /// That nothing can be missed in the window as it is.
    pub async fn loses_nothing(&self, state: &str) {
        let lost = self.script(LOST).await;
        assert_eq!(lost, json!([]), "{state}: this cannot be read or reached");
    }

    /// The same for a person who magnifies, and that they read what others read.
    pub async fn can_be_magnified(&self, state: &str) {
        for magnified in &MAGNIFIED {
            let name = format!("{state}-{}", magnified.name);
            until(&format!("{name}: the same text"), async || {
                self.screen(1280, 800, Scheme::Light).await;
                let usual = self.script(TEXT).await;
                self.magnify(magnified).await;
                let large = self.script(TEXT).await;
                if large == usual { Ok(()) } else { Err(format!("{large}\ninstead of\n{usual}")) }
            })
            .await;
            self.loses_nothing(&name).await;
            let size = self.script(LETTERS).await;
            assert_eq!(size, json!(format!("{}px", magnified.letters)), "{name}");
            self.letters(USUAL_LETTERS).await;
        }
    }

    async fn magnify(&self, magnified: &Magnified) {
        let Magnified { window: (width, height), zoom, letters, .. } = magnified;
        self.zoom(*width, *height, *zoom).await;
        self.letters(*letters).await;
    }
}
