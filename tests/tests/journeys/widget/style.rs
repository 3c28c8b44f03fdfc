//! Neither the portal's styles nor the widget's get to the other side, whatever page it is in.

use serde_json::Value;
use tests::{Browser, World, journey};

use super::{open_portal, token_by_popup};

/// How the widget's button and sentence look, by what a portal's rules could change.
const LOOKS: &str = "
    const look = (element) => {
        const style = getComputedStyle(element);
        const of = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'lineHeight',
            'letterSpacing', 'textTransform', 'textAlign', 'borderRadius', 'paddingTop', 'marginTop', 'cursor'];
        const looks = Object.fromEntries(of.map((name) => [name, style[name]]));
        looks.textAlign = looks.textAlign.replace('left', 'start');
        return looks;
    };
    const [button] = everything().filter(({ id }) => id === 'generate');
    const [lead] = everything().filter(({ className }) => className === 'lead');
    return [look(button), look(lead)];";

/// Rules that would be seen anywhere.
const HOSTILE: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { color: rgb(1, 2, 3) !important; letter-spacing: 9px !important; margin: 7px !important;
            --color-accent: red !important; --space-4: 90px !important; }
        html { font: 62.5%/3 fantasy; text-transform: uppercase; text-align: end; cursor: wait; }
        button, p, h2, .button, .lead, .card { background: red !important; padding: 50px !important;
            border-radius: 0 !important; font-size: 5px !important; }`);
    document.adoptedStyleSheets.push(sheet);";

/// How the portal's own heading looks, and whose styles there are in its page.
const HEADING: &str = "
    const { color, font, margin } = getComputedStyle(document.querySelector('h1'));
    return [color, font, margin, document.styleSheets.length, document.adoptedStyleSheets.length];";

async fn looks(browser: &Browser) -> Value {
    browser.script(LOOKS).await
}

#[test]
fn the_portals_rules_do_not_get_in_and_the_widgets_do_not_get_out() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        let own = looks(&browser).await;
        browser.visit(&format!("{}cockpit/api", world.portal())).await;
        browser.find("heading", "API").await;
        let without = browser.script(HEADING).await;
        open_portal(&browser, &world, "").await;
        assert_eq!(browser.script(HEADING).await, without);
        assert_eq!(looks(&browser).await, own);
        browser.script(HOSTILE).await;
        assert_eq!(looks(&browser).await, own);
    });
}

#[test]
fn it_works_in_a_page_with_a_base_a_zoom_and_another_direction() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(ODD_PAGE).await;
        open_portal(&browser, &world, "").await;
        token_by_popup(&browser, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        let direction = browser
            .script("return everything().filter(({ id }) => ['verdict', 'token'].includes(id)).map((one) => getComputedStyle(one).direction)")
            .await;
        assert_eq!(
            direction,
            serde_json::json!(["rtl", "ltr"]),
            "a token is read from left to right"
        );
        let wider =
            "return document.scrollingElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.script(wider).await, 0, "nothing sticks out at the side");
    });
}

const ODD_PAGE: &str = "
    addEventListener('DOMContentLoaded', () => {
        if (!document.querySelector('cockpit-jwt')) return;
        const base = document.createElement('base');
        base.href = '/somewhere/else/';
        document.head.prepend(base);
        document.documentElement.dir = 'rtl';
        document.documentElement.style.zoom = '1.5';
    });";

#[test]
fn it_can_be_styled_by_properties_and_parts() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.script(STYLED).await;
        let look = browser.script(LOOKS).await;
        assert_eq!(look[0]["backgroundColor"], "rgb(120, 0, 90)");
        assert_eq!(look[0]["textTransform"], "uppercase");
        assert_eq!(look[1]["textTransform"], "none");

        let scheme = "
            document.querySelector('cockpit-jwt').theme = arguments[0];
            const [lead] = everything().filter(({ className }) => className === 'lead');
            return getComputedStyle(lead).color;";
        let light = browser.script(&scheme.replace("arguments[0]", "'light'")).await;
        let dark = browser.script(&scheme.replace("arguments[0]", "'dark'")).await;
        assert_ne!(light, dark);
    });
}

const STYLED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        cockpit-jwt { --cockpit-jwt-accent: rgb(120, 0, 90); }
        cockpit-jwt::part(button) { text-transform: uppercase; }`);
    document.adoptedStyleSheets.push(sheet);";
