//! Operations on templates, and the update of the Cockpit itself.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    Cockpit,
    answer::{Answer, Problem, created, filled, found, read},
    store::Template,
};

#[derive(Deserialize)]
struct TemplateRepository {
    url: String,
}

pub(super) async fn update_cockpit() -> Answer {
    Ok(found(json!({ "status": "up to date" })))
}

/// Adds one template that is called like the last part of the repository's address.
pub(super) async fn add_repository(State(cockpit): State<Arc<Cockpit>>, body: Bytes) -> Answer {
    let TemplateRepository { url } = read(&body)?;
    let url = filled("url", url)?;
    let name = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let template = Template::new(name.trim_end_matches(".git"), "custom");
    let answer = created(&template);
    cockpit.store().templates.push(template);
    Ok(answer)
}

pub(super) async fn list(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let mut store = cockpit.store();
    store.repository(&repository)?;
    Ok(found(&store.templates))
}

pub(super) async fn show(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, name)): Path<(String, String)>,
) -> Answer {
    let mut store = cockpit.store();
    store.repository(&repository)?;
    let template = store.templates.iter().find(|template| template.name == name);
    template.map(found).ok_or_else(|| Problem::unknown("template", &name))
}
