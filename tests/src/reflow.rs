//! What a person who magnifies must not lose: nothing sticks out, is cut off or covered.

use serde_json::json;

use crate::Browser;

impl Browser {
    /// That nothing sticks out at the side, so that nobody has to scroll there.
    pub async fn fits_its_width(&self, state: &str) {
        let sticking_out = self.script(STICKING_OUT).await;
        assert_eq!(sticking_out, json!([]), "{state}: this sticks out at the side");
    }
}

/// The document and every visible scroll container. What is clipped on purpose for screen readers
/// is a pixel wide.
const STICKING_OUT: &str = "
    const wide = element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
    const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const root = document.scrollingElement;
    return [...document.querySelectorAll('*')]
        .filter(element => wide(element) && (element === root || scrolls(element)))
        .map(element => `${element.outerHTML.slice(0, 120)}: ${element.scrollWidth} in ${element.clientWidth}`);";
