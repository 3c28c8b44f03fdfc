//! Operations on blueprints.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
};

use super::{
    Cockpit,
    answer::{Answer, NamedContent, Problem, created, filled, found, gone, read},
    store::Blueprint,
};

type Named = Path<(String, String)>;

pub(super) async fn list(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let mut store = cockpit.store();
    let blueprints = &store.repository(&repository)?.blueprints;
    Ok(found(blueprints.values().collect::<Vec<_>>()))
}

pub(super) async fn create(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
    body: Bytes,
) -> Answer {
    let NamedContent { name, content } = read(&body)?;
    let (name, content) = (filled("name", name)?, filled("content", content)?);
    let mut store = cockpit.store();
    let repository = store.repository(&repository)?;
    if repository.blueprints.contains_key(&name) {
        return Err(Problem::conflict(format!("there is a blueprint {name} already")));
    }
    let blueprint = Blueprint { name: name.clone(), content, archived: false };
    let answer = created(&blueprint);
    repository.blueprints.insert(name, blueprint);
    Ok(answer)
}

pub(super) async fn show(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, blueprint)): Named,
) -> Answer {
    let mut store = cockpit.store();
    store.repository(&repository)?.blueprint(&blueprint).map(found)
}

/// Executing a blueprint makes the services that it asks for.
pub(super) async fn execute(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, blueprint)): Named,
) -> Answer {
    let mut store = cockpit.store();
    let repository = store.repository(&repository)?;
    let blueprint = repository.blueprint(&blueprint)?;
    if blueprint.archived {
        return Err(Problem::conflict(format!("the blueprint {} is archived", blueprint.name)));
    }
    let services = blueprint.services();
    if services.is_empty() {
        return Err(Problem::bad_request("the blueprint asks for no service, like `vm__web:`"));
    }
    for (role, name) in &services {
        repository.ask_for(role, name);
    }
    Ok(found(&repository.services))
}

pub(super) async fn update(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, blueprint)): Named,
    body: Bytes,
) -> Answer {
    let NamedContent { name, content } = read(&body)?;
    let content = filled("content", content)?;
    if name != blueprint {
        return Err(Problem::bad_request("the body: `name` is not the blueprint's"));
    }
    let mut store = cockpit.store();
    let blueprint = store.repository(&repository)?.blueprint(&blueprint)?;
    blueprint.content = content;
    Ok(found(blueprint))
}

pub(super) async fn delete(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, blueprint)): Named,
) -> Answer {
    let mut store = cockpit.store();
    let removed = store.repository(&repository)?.blueprints.remove(&blueprint);
    removed.map(|_| gone()).ok_or_else(|| Problem::unknown("blueprint", &blueprint))
}

pub(super) async fn archive(state: State<Arc<Cockpit>>, named: Named) -> Answer {
    change(state, named, |blueprint| blueprint.archived = true)
}

pub(super) async fn restore(state: State<Arc<Cockpit>>, named: Named) -> Answer {
    change(state, named, |blueprint| blueprint.archived = false)
}

fn change(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, blueprint)): Named,
    change: impl FnOnce(&mut Blueprint),
) -> Answer {
    let mut store = cockpit.store();
    let blueprint = store.repository(&repository)?.blueprint(&blueprint)?;
    change(blueprint);
    Ok(found(blueprint))
}
