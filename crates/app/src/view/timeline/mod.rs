//! When the token is valid: drawn, and in words.

mod layout;

use domain::{UnixTime, explain::Moment, jwt::Claims};
use yew::{Html, html};

use super::{card, prose};
use layout::{Placed, Side, lanes, layout};

/// A time on the line. In the order in which equal times are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Issued,
    NotBefore,
    Now,
    Expiry,
}

/// In pixels: the drawing is as wide as its place, but its labels are not stretched.
const LANE: usize = 22;
const ABOVE_LINE: usize = 8;
const BELOW_LINE: usize = 8;

pub(super) fn view(claims: &Claims, moment: Moment) -> Html {
    let times = times(claims, moment.now);
    let content = if times.len() == 1 {
        prose::hint("The token does not say when it is valid.")
    } else {
        html! {
            <>
                { drawing(&times) }
                <ul class="times">{ for times.iter().map(|(stop, time)| in_words(*stop, *time, moment)) }</ul>
            </>
        }
    };
    card::view("timeline-title", "When it is valid", content)
}

/// Those that exist, the earliest first.
fn times(claims: &Claims, now: UnixTime) -> Vec<(Stop, UnixTime)> {
    let mut times = Vec::new();
    add(&mut times, Stop::Issued, claims.issued_at);
    add(&mut times, Stop::NotBefore, claims.not_before);
    add(&mut times, Stop::Now, Some(now));
    add(&mut times, Stop::Expiry, claims.expires_at);
    times
}

/// At its place: a library's sort would be a hundredth of the page.
fn add(times: &mut Vec<(Stop, UnixTime)>, stop: Stop, time: Option<UnixTime>) {
    if let Some(time) = time {
        let place = times.iter().take_while(|(_, other)| *other <= time).count();
        times.insert(place, (stop, time));
    }
}

impl Stop {
    /// In the drawing, where there is little room.
    const fn label(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::NotBefore => "not before",
            Self::Now => "now",
            Self::Expiry => "expiry",
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::Issued => "Issued",
            Self::NotBefore => "Not valid before",
            Self::Now => "Now",
            Self::Expiry => "Expiry",
        }
    }

    /// A disc, a triangle, a diamond, a cross: around the origin, five pixels to each side.
    const fn shape(self) -> &'static str {
        match self {
            Self::Issued => "M-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0z",
            Self::NotBefore => "M-4-5 5 0-4 5z",
            Self::Now => "M0-6 6 0 0 6-6 0z",
            Self::Expiry => "M-5-5 5 5M5-5-5 5",
        }
    }
}

/// The list beside it says all that can be seen in it.
fn drawing(times: &[(Stop, UnixTime)]) -> Html {
    let placed = layout(times);
    let line = lanes(&placed) * LANE + ABOVE_LINE;
    let valid = layout::valid(&placed).map(|(from, to)| {
        let (y, width) = ((line - 4).to_string(), percent(to - from));
        html! { <rect class="timeline-valid" x={percent(from)} {y} {width} height="8" /> }
    });
    let (y, height) = (line.to_string(), (line + BELOW_LINE).to_string());
    html! {
        <svg class="timeline" width="100%" {height} aria-hidden="true">
            <line class="timeline-line" x1="0" x2="100%" y1={y.clone()} y2={y} />
            { valid.unwrap_or_default() }
            { for placed.iter().map(|placed| mark(placed, line)) }
        </svg>
    }
}

fn mark(placed: &Placed, line: usize) -> Html {
    let y = line - ABOVE_LINE - placed.lane * LANE - LANE / 2;
    let (x, anchor) = match placed.side {
        Side::Right => ("10", "start"),
        Side::Left => ("-10", "end"),
    };
    let stop = placed.stop;
    html! {
        <svg class="timeline-mark" overflow="visible" x={percent(placed.at)} y={y.to_string()}>
            <line y2={(line - y).to_string()} />
            <path d={stop.shape()} />
            <text {x} y="5" text-anchor={anchor}>{ stop.label() }</text>
        </svg>
    }
}

/// Of thousandths.
fn percent(thousandths: u64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

fn in_words(stop: Stop, time: UnixTime, moment: Moment) -> Html {
    let mut words = moment.in_full(time);
    if stop == Stop::Now {
        // That now is now need not be said.
        words.truncate(words.trim_end_matches(", now").len());
    }
    html! { <li><b>{ stop.heading() }</b>{ ": " }{ words }</li> }
}
