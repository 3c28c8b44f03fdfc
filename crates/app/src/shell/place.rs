//! Which part of the page the address names.

use domain::{
    Flow, FocusTarget,
    inspect::{InspectFocus, Inspection},
};
use yew::Callback;

use super::{address, document, listener::Listener};
use crate::view::{Place, id};

/// The place that the address' fragment names.
pub fn named() -> Place {
    match address::fragment().as_str() {
        "#inspect" => Place::Inspect,
        _ => Place::Generate,
    }
}

/// The same, by which the document is called from now on.
pub(super) fn named_and_entitled() -> Place {
    let place = named();
    entitle(place);
    place
}

/// Has `told` hear of each change of the fragment.
pub(super) fn watch(told: Callback<Place>) -> Listener {
    Listener::on_window("hashchange", move |_| told.emit(named()))
}

/// What the place is called.
pub const fn name(place: Place) -> &'static str {
    match place {
        Place::Generate => "Generate a JWT",
        Place::Inspect => "Inspect a JWT",
    }
}

/// Calls the document by the place.
pub fn entitle(place: Place) {
    if let Some(document) = document() {
        document.set_title(&format!("{} – cockpit-jwt", name(place)));
    }
}

/// Where the focus goes for somebody who comes to a place. An open dialog has it already.
pub(super) fn landing(place: Place, flow: &Flow, inspection: &Inspection) -> Option<&'static str> {
    match place {
        Place::Inspect if inspection.jwt().is_some() => Some(id::VERDICT),
        Place::Inspect => Some(id::of_inspect(InspectFocus::Text)),
        Place::Generate => target(flow).map(id::of),
    }
}

const fn target(flow: &Flow) -> Option<FocusTarget> {
    match flow {
        Flow::Idle { .. } => Some(FocusTarget::Generate),
        Flow::Asking { .. } | Flow::Narrowing { .. } => None,
        Flow::Redirecting { .. } | Flow::InPopup { .. } => Some(FocusTarget::Cancel),
        Flow::Exchanging { .. }
        | Flow::Minting { .. }
        | Flow::Deriving { .. }
        | Flow::Renewing { .. } => Some(FocusTarget::Work),
        Flow::Holding { .. } => Some(FocusTarget::Verdict),
        Flow::Failed { .. } => Some(FocusTarget::Failure),
    }
}
