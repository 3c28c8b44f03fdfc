//! Small drawings that tell outcomes apart by their shape, not only by their colour.

use domain::judge::Outcome;
use yew::{Html, html};

use super::prose;

/// What a drawing stands for.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    /// A tick in a disc.
    Pass,
    /// A cross in a disc.
    Fail,
    /// An open circle with a dash.
    NotApplicable,
    /// An open circle with a question.
    NotChecked,
    /// A triangle.
    Warning,
    /// An octagon.
    Danger,
    /// A dial.
    Clock,
    /// An i in a disc.
    Information,
}

impl From<Outcome> for Mark {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Pass,
            Outcome::Fail => Self::Fail,
            Outcome::Flagged => Self::Warning,
            Outcome::NotApplicable => Self::NotApplicable,
            Outcome::NotChecked => Self::NotChecked,
        }
    }
}

impl Mark {
    const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotApplicable => "not-applicable",
            Self::NotChecked => "not-checked",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Clock => "clock",
            Self::Information => "information",
        }
    }

    /// Its outline and the strokes in it, on a field of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Pass => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5 8.2l2.1 2.1L11 6",
            Self::Fail => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5.5 5.5l5 5m0-5l-5 5",
            Self::NotApplicable => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5.5 8h5",
            Self::NotChecked => {
                "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6q-.8.4-.8 1.2m0 2v.1"
            }
            Self::Warning => "M8 2 1.5 13.5h13zM8 6.5v3m0 2v.1",
            Self::Danger => {
                "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM8 4.8v3.8m0 2.5v.1"
            }
            Self::Clock => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.5V8l2.5 1.5",
            Self::Information => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 7.5v3.7M8 4.9V5",
        }
    }
}

/// The drawing. What it stands for is said in words beside it.
pub(crate) fn view(mark: Mark) -> Html {
    html! {
        <svg class="mark" data-state={mark.name()} viewBox="0 0 16 16" aria-hidden="true">
            <path d={mark.path()} />
        </svg>
    }
}

/// The drawing, and what it stands for.
pub(crate) fn said(mark: Mark, words: &str) -> Html {
    html! { <p>{ view(mark) }{ prose::view(words) }</p> }
}
