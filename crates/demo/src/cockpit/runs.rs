//! Operations on runs, which install what blueprints have asked for.

use std::sync::Arc;

use axum::extract::{Path, State};

use super::{
    Cockpit,
    answer::{Answer, Problem, created, found},
    store::{Repository, Run, ServiceState},
};

pub(super) async fn list(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let mut store = cockpit.store();
    Ok(found(&store.repository(&repository)?.runs))
}

pub(super) async fn create(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let epoch = (cockpit.options.clock)().seconds();
    let mut store = cockpit.store();
    let repository = store.repository(&repository)?;
    let run = Run {
        key: (repository.runs.len() + 1).to_string(),
        state: "ok",
        epoch,
        installed: install(repository),
    };
    let answer = created(&run);
    repository.runs.push(run);
    Ok(answer)
}

pub(super) async fn show(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, key)): Path<(String, String)>,
) -> Answer {
    let mut store = cockpit.store();
    let run = store.repository(&repository)?.runs.iter().find(|run| run.key == key);
    run.map(found).ok_or_else(|| Problem::unknown("run", &key))
}

/// Installs every new service and names it.
fn install(repository: &mut Repository) -> Vec<String> {
    let new = repository.services.iter_mut().filter(|service| service.state == ServiceState::New);
    new.map(|service| {
        service.state = ServiceState::Installed;
        format!("{}!{}", service.role, service.name)
    })
    .collect()
}
