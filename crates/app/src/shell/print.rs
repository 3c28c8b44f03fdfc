//! The page on paper, where nothing can be unfolded.

use web_sys::Element;

use super::{listener::Listener, surface::Surface, window};

/// Marks what was unfolded for the paper only.
const UNFOLDED: &str = "data-unfolded";

/// Has the browser print the page.
pub fn print() {
    // A browser that cannot print leaves it to its own menu.
    let _ = window().map(|window| window.print());
}

/// Everything is unfolded while the page is printed, whoever has it printed.
pub fn unfold_for_print(surface: &Surface) -> [Listener; 2] {
    let on = |event, selector, act: fn(&Element)| {
        let surface = surface.clone();
        Listener::on_window(event, move |_| surface.each(selector, act))
    };
    [
        on("beforeprint", "details:not([open])", unfold),
        on("afterprint", "details[data-unfolded]", fold),
    ]
}

fn unfold(details: &Element) {
    // It fails only for a name that is none.
    let _ = details.set_attribute(UNFOLDED, "");
    let _ = details.set_attribute("open", "");
}

fn fold(details: &Element) {
    // As above.
    let _ = details.remove_attribute(UNFOLDED);
    let _ = details.remove_attribute("open");
}
