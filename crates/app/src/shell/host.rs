//! Where the view stands: on the page of its own, or in an element of somebody else's page.

use domain::{Embedding, Preset, PresetError, SignInMode, api::PageConfig};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::view::Frame;

/// What is around the view, and what its author has decided.
#[derive(Debug)]
pub(crate) struct Host {
    pub(super) frame: Frame,
    /// `None` on the page of its own.
    pub(super) embedding: Option<Embedding>,
    /// What the author has written that means nothing.
    pub(super) mistakes: Vec<PresetError>,
}

impl Host {
    pub(super) const fn page() -> Self {
        Self { frame: Frame::Page, embedding: None, mistakes: Vec::new() }
    }

    /// Reads the options of an element.
    pub(super) fn read(options: &JsValue) -> Self {
        let (preset, mistakes) = Preset::read(|name| {
            option(options, if name == "on-behalf-of" { "onBehalfOf" } else { name })
        });
        let mode = SignInMode::named_or_popup(option(options, "mode").as_deref());
        // What was begun for one proxy is not for another.
        let [proxy, name] = ["proxy", "name"].map(|it| option(options, it).unwrap_or_default());
        let name = format!("{proxy} {name}");
        let frame = match option(options, "frame").as_deref() {
            Some("compact") => Frame::Compact,
            _ => Frame::Full,
        };
        Self { frame, embedding: Some(Embedding { name, mode, preset }), mistakes }
    }

    /// Makes the proxy's settings those that count here.
    pub(super) fn apply_to(&self, config: &mut PageConfig) {
        if let Some(embedding) = &self.embedding {
            embedding.preset.apply_to(config);
        }
    }

    /// Who begins sign-ins here.
    pub(super) fn name(&self) -> &str {
        self.embedding.as_ref().map_or("", |embedding| &embedding.name)
    }

    /// How people get to the identity server.
    pub(super) fn mode(&self) -> SignInMode {
        SignInMode::of(self.embedding.as_ref())
    }
}

/// One option, where it is given.
pub(crate) fn option(options: &JsValue, name: &str) -> Option<String> {
    Reflect::get(options, &name.into()).ok()?.as_string()
}
