//! Operations on services.

use std::sync::Arc;

use axum::extract::{Path, State};

use super::{
    Cockpit,
    answer::{Answer, Problem, found, gone},
};

pub(super) async fn list(
    State(cockpit): State<Arc<Cockpit>>,
    Path(repository): Path<String>,
) -> Answer {
    let mut store = cockpit.store();
    Ok(found(&store.repository(&repository)?.services))
}

pub(super) async fn list_by_role(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, role)): Path<(String, String)>,
) -> Answer {
    let mut store = cockpit.store();
    let services = store.repository(&repository)?.services.iter();
    Ok(found(services.filter(|service| service.role == role).collect::<Vec<_>>()))
}

pub(super) async fn show(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, role, name)): Path<(String, String, String)>,
) -> Answer {
    let mut store = cockpit.store();
    let mut services = store.repository(&repository)?.services.iter();
    let service = services.find(|service| service.is(&role, &name));
    service.map(found).ok_or_else(|| Problem::unknown(&role, &name))
}

pub(super) async fn delete(
    State(cockpit): State<Arc<Cockpit>>,
    Path((repository, role, name)): Path<(String, String, String)>,
) -> Answer {
    let mut store = cockpit.store();
    let services = &mut store.repository(&repository)?.services;
    let position = services.iter().position(|service| service.is(&role, &name));
    let position = position.ok_or_else(|| Problem::unknown(&role, &name))?;
    services.remove(position);
    Ok(gone())
}
