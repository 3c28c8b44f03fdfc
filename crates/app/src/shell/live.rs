//! The live regions: what a screen reader says without moving the focus.

use super::surface::Surface;
use crate::view::id;

/// Says a sentence, even one that was said before. A modal dialog silences all that is outside it,
/// so it has a region of its own; the other one is there before anything is drawn.
pub fn say(surface: &Surface, sentence: &str) {
    let region = surface.element(id::DIALOG_LIVE).or_else(|| surface.element(id::LIVE));
    if let Some(region) = region {
        // Writing the same text again would change nothing, and so be silent.
        region.set_text_content(None);
        region.set_text_content(Some(&sentence.replace('`', "")));
    }
}

/// What was said about another state is not to be found any more.
pub fn clear(surface: &Surface) {
    say(surface, "");
}
