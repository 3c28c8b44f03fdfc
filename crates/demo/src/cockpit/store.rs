//! What the API remembers: repositories with their blueprints, services and runs, and templates.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::Problem;

/// All of it. Nothing lasts longer than the process.
pub(super) struct Store {
    pub(super) repositories: BTreeMap<String, Repository>,
    pub(super) templates: Vec<Template>,
}

/// A place for blueprints and what was made of them.
#[derive(Serialize)]
pub(super) struct Repository {
    pub(super) name: String,
    pub(super) git_url: String,
    #[serde(skip)]
    pub(super) blueprints: BTreeMap<String, Blueprint>,
    #[serde(skip)]
    pub(super) services: Vec<Service>,
    #[serde(skip)]
    pub(super) runs: Vec<Run>,
}

/// A description of services.
#[derive(Clone, Serialize)]
pub(super) struct Blueprint {
    pub(super) name: String,
    pub(super) content: String,
    pub(super) archived: bool,
}

/// Something that a blueprint asked for.
#[derive(Clone, Serialize)]
pub(super) struct Service {
    pub(super) role: String,
    pub(super) name: String,
    pub(super) state: ServiceState,
}

/// How far a service is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ServiceState {
    /// A blueprint asked for it.
    New,
    /// A run installed it.
    Installed,
}

/// What services are made from.
#[derive(Clone, Serialize)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) role: String,
}

/// One go at installing what is new.
#[derive(Clone, Serialize)]
pub(super) struct Run {
    pub(super) key: String,
    pub(super) state: &'static str,
    pub(super) epoch: u64,
    pub(super) installed: Vec<String>,
}

impl Default for Store {
    fn default() -> Self {
        let templates = ["node", "vdc", "vm"].map(|role| Template::new(role, role));
        Self { repositories: BTreeMap::new(), templates: templates.into() }
    }
}

impl Store {
    pub(super) fn repository(&mut self, name: &str) -> Result<&mut Repository, Problem> {
        self.repositories.get_mut(name).ok_or_else(|| Problem::unknown("repository", name))
    }
}

impl Repository {
    pub(super) fn blueprint(&mut self, name: &str) -> Result<&mut Blueprint, Problem> {
        self.blueprints.get_mut(name).ok_or_else(|| Problem::unknown("blueprint", name))
    }

    /// Adds a service, unless it is there already.
    pub(super) fn ask_for(&mut self, role: &str, name: &str) {
        if self.services.iter().all(|service| !service.is(role, name)) {
            let (role, name) = (role.to_owned(), name.to_owned());
            self.services.push(Service { role, name, state: ServiceState::New });
        }
    }
}

impl Blueprint {
    /// Role and name of each service that the blueprint asks for: a line `role__name:` that is not
    /// indented.
    pub(super) fn services(&self) -> Vec<(String, String)> {
        let service = |line: &str| {
            let (role, name) = line.trim_end().strip_suffix(':')?.split_once("__")?;
            let is_name = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
            (is_name(role) && is_name(name)).then(|| (role.to_owned(), name.to_owned()))
        };
        self.content.lines().filter_map(service).collect()
    }
}

impl Service {
    pub(super) fn is(&self, role: &str, name: &str) -> bool {
        self.role == role && self.name == name
    }
}

impl Template {
    pub(super) fn new(name: &str, role: &str) -> Self {
        Self { name: name.to_owned(), role: role.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blueprint_asks_for_the_services_on_its_outer_lines() {
        let blueprint = Blueprint {
            name: "b".to_owned(),
            content: "vdc__main:\n  size: 2\n\nvm__web: \n__x:\nvm__:\nvm__a b:\nactions:\n"
                .to_owned(),
            archived: false,
        };
        let pair = |role: &str, name: &str| (role.to_owned(), name.to_owned());
        assert_eq!(blueprint.services(), [pair("vdc", "main"), pair("vm", "web")]);
    }
}
