//! Which operation stands where.

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    middleware::from_fn_with_state,
    routing::{get, post, put},
};

use super::{
    Cockpit, answer::Problem, blueprints, cors, guard::require_token, repositories, runs, services,
    templates,
};

/// All operations, below `/api`, for whoever has a token.
pub fn cockpit_router(cockpit: &Arc<Cockpit>) -> Router {
    let operations = Router::new()
        .route("/cockpit/update", post(templates::update_cockpit))
        .route("/ays/template", post(templates::add_repository))
        .route("/ays/repository", get(repositories::list).post(repositories::create))
        .route("/ays/repository/{repository}", get(repositories::show).delete(repositories::delete))
        .nest("/ays/repository/{repository}", in_repository());
    Router::new()
        .nest("/api", operations)
        .fallback(async || Problem::no_operation(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Problem::no_operation(StatusCode::METHOD_NOT_ALLOWED))
        .layer(from_fn_with_state(Arc::clone(cockpit), require_token))
        .layer(from_fn_with_state(Arc::clone(cockpit), cors::allow_origins))
        .with_state(Arc::clone(cockpit))
}

fn in_repository() -> Router<Arc<Cockpit>> {
    let blueprint = get(blueprints::show)
        .post(blueprints::execute)
        .put(blueprints::update)
        .delete(blueprints::delete);
    Router::new()
        .route("/blueprint", get(blueprints::list).post(blueprints::create))
        .route("/blueprint/{blueprint}", blueprint)
        .route("/blueprint/{blueprint}/archive", put(blueprints::archive))
        .route("/blueprint/{blueprint}/restore", put(blueprints::restore))
        .route("/service", get(services::list))
        .route("/service/{role}", get(services::list_by_role))
        .route("/service/{role}/{name}", get(services::show).delete(services::delete))
        .route("/template", get(templates::list))
        .route("/template/{template}", get(templates::show))
        .route("/aysrun", get(runs::list).post(runs::create))
        .route("/aysrun/{aysrun}", get(runs::show))
}
