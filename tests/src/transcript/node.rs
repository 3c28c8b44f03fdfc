//! One node of the accessibility tree, as the browser's developer tools tell it.

use serde_json::Value;

/// Has no role for a person, only for the one who wrote the page.
const UNHEARD: &[&str] = &["none", "generic", "LayoutTable", "Legend", "LabelText"];

/// Parts of a sentence.
const INLINE: &[&str] = &["StaticText", "code", "strong", "emphasis", "superscript", "LineBreak"];

/// States that are told whatever they are, since the control has one or the other.
const TWOFOLD: &[&str] = &["checked", "pressed", "expanded"];

/// States that are told when it is in them.
const STATES: &[&str] =
    &["focused", "disabled", "required", "readonly", "modal", "busy", "selected"];

/// A node.
pub(super) struct Node<'a>(pub(super) &'a Value);

impl Node<'_> {
    /// Its role, as people call it.
    pub(super) fn role(&self) -> &str {
        match self.0["role"]["value"].as_str().unwrap_or_default() {
            "RootWebArea" => "page",
            "DisclosureTriangle" | "DisclosureTriangleGrouped" => "summary",
            "Details" => "details",
            role => role,
        }
    }

    /// Whether only what is in it is heard.
    pub(super) fn is_unheard(&self) -> bool {
        self.0["ignored"] == true || UNHEARD.contains(&self.role())
    }

    /// Whether its text belongs to the sentence around it.
    pub(super) fn is_inline(&self) -> bool {
        INLINE.contains(&self.role())
    }

    pub(super) fn is_text(&self) -> bool {
        self.role() == "StaticText"
    }

    /// Whether what stands in it names the control beside it, which says so.
    pub(super) fn is_label(&self) -> bool {
        ["LabelText", "Legend"].contains(&self.role())
    }

    pub(super) fn name(&self) -> &str {
        self.0["name"]["value"].as_str().unwrap_or_default()
    }

    /// Whether its line says this already.
    pub(super) fn says(&self, text: &str) -> bool {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        [self.name(), self.value()].iter().any(|said| bare(said) == bare(text))
    }

    /// Whether what was filled in is heard with it, and not line by line.
    pub(super) fn has_value(&self) -> bool {
        self.role() == "textbox" && !self.value().is_empty()
    }

    fn value(&self) -> &str {
        self.0["value"]["value"].as_str().unwrap_or_default()
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &str> {
        self.0["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    /// Role, name, value, states and description in one line.
    pub(super) fn line(&self, current: &[String]) -> String {
        let filled = |text: &str, told: String| if text.is_empty() { String::new() } else { told };
        let level = self.property("level").filter(|_| self.role() == "heading");
        let level = level.map(|level| format!(" {level}")).unwrap_or_default();
        let (name, value) = (self.name(), self.value());
        let states = self.states(current).join(", ");
        let description = self.0["description"]["value"].as_str().unwrap_or_default();
        [
            format!("{}{level}", self.role()),
            filled(name, format!(" “{name}”")),
            filled(value, format!(" = “{value}”")),
            filled(&states, format!(" ({states})")),
            filled(description, format!(": {description}")),
        ]
        .concat()
    }

    fn states(&self, current: &[String]) -> Vec<String> {
        let twofold = TWOFOLD.iter().filter_map(|state| match self.property(state)?.as_str() {
            "true" => Some((*state).to_owned()),
            "false" => Some(format!("not {state}")),
            other => Some(format!("{state}: {other}")),
        });
        // Somewhere in a page the focus always is.
        let is = |state: &&&str| {
            self.role() != "page" && self.property(state).is_some_and(|value| value == "true")
        };
        let others = STATES.iter().filter(is).map(ToString::to_string);
        let invalid = self.property("invalid").filter(|it| it != "false");
        let invalid = invalid.map(|_| "invalid".to_owned());
        let here = self.role() == "link" && current.iter().any(|name| name == self.name());
        let here = here.then(|| "current".to_owned());
        twofold.chain(others).chain(invalid).chain(here).collect()
    }

    fn property(&self, name: &str) -> Option<String> {
        let properties = self.0["properties"].as_array()?;
        let found = properties.iter().find(|property| property["name"] == name)?;
        match &found["value"]["value"] {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }
}
