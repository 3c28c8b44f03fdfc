//! Operations on repositories.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Bytes,
    extract::{Path, State},
};
use serde::Deserialize;

use super::{
    Cockpit,
    answer::{Answer, Problem, created, filled, found, gone, read},
    store::Repository,
};

#[derive(Deserialize)]
struct NewRepository {
    name: String,
    git_url: String,
}

pub(super) async fn list(State(cockpit): State<Arc<Cockpit>>) -> Answer {
    let store = cockpit.store();
    Ok(found(store.repositories.values().collect::<Vec<_>>()))
}

pub(super) async fn create(State(cockpit): State<Arc<Cockpit>>, body: Bytes) -> Answer {
    let new: NewRepository = read(&body)?;
    let name = filled("name", new.name)?;
    let mut store = cockpit.store();
    if store.repositories.contains_key(&name) {
        return Err(Problem::conflict(format!("there is a repository {name} already")));
    }
    let repository = Repository {
        name: name.clone(),
        git_url: new.git_url,
        blueprints: BTreeMap::new(),
        services: Vec::new(),
        runs: Vec::new(),
    };
    let answer = created(&repository);
    store.repositories.insert(name, repository);
    Ok(answer)
}

pub(super) async fn show(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    cockpit.store().repository(&repository).map(found)
}

pub(super) async fn delete(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let removed = cockpit.store().repositories.remove(&repository);
    removed.map(|_| gone()).ok_or_else(|| Problem::unknown("repository", &repository))
}
