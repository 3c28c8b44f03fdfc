//! Where each time stands on the line, so that no label lies on another: also on a narrow screen.

use domain::UnixTime;

use super::Stop;

/// In thousandths of the drawing's width.
const FIRST: u64 = 30;
const LAST: u64 = 970;
/// Different times are told apart, however close to each other they are.
const APART: u64 = 40;
/// How wide a letter, and the drawing before a label, are at most: on a screen of 320 pixels.
const LETTER: u64 = 33;
const BEFORE_LABEL: u64 = 40;

/// A time in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) stop: Stop,
    /// In thousandths of the drawing's width.
    pub(super) at: u64,
    /// On which side of the mark its label is.
    pub(super) side: Side,
    /// How far above the line the label is; no two overlap in the same lane.
    pub(super) lane: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Places times, of which the earliest come first.
pub(super) fn layout(times: &[(Stop, UnixTime)]) -> Vec<Placed> {
    let mut placed: Vec<Placed> = times
        .iter()
        .zip(positions(times))
        .map(|((stop, _), at)| Placed { stop: *stop, at, side: side(*stop, at), lane: 0 })
        .collect();
    let (left, right): (Vec<_>, Vec<_>) =
        (0..placed.len()).partition(|at| placed.get(*at).is_some_and(|it| it.side == Side::Left));
    // In this order no line down from a mark goes through a label below it.
    let mut done: Vec<Placed> = Vec::new();
    for index in right.into_iter().rev().chain(left) {
        if let Some(one) = placed.get_mut(index) {
            let lane = (0..done.len()).find(|lane| is_free(*lane, one, &done));
            one.lane = lane.unwrap_or(done.len());
            done.push(one.clone());
        }
    }
    placed
}

/// How many lanes are taken.
pub(super) fn lanes(placed: &[Placed]) -> usize {
    placed.iter().map(|one| one.lane + 1).max().unwrap_or(0)
}

/// From where to where the token is valid; without an end, up to the edge. `None` where it names no
/// beginning and no end, or ends before it begins.
pub(super) fn valid(placed: &[Placed]) -> Option<(u64, u64)> {
    let at = |stop| placed.iter().find(|one| one.stop == stop).map(|one| one.at);
    let beginning = at(Stop::NotBefore).or_else(|| at(Stop::Issued));
    let end = at(Stop::Expiry);
    beginning.or(end)?;
    let (beginning, end) = (beginning.unwrap_or(0), end.unwrap_or(1000));
    (beginning < end).then_some((beginning, end))
}

/// To scale, but for times that could not be told apart.
fn positions(times: &[(Stop, UnixTime)]) -> Vec<u64> {
    let (Some((_, first)), Some((_, last))) = (times.first(), times.last()) else {
        return Vec::new();
    };
    let span = last.seconds_since(*first);
    let mut places: Vec<u64> = times
        .iter()
        .map(|(_, time)| match span {
            0 => u64::midpoint(FIRST, LAST),
            span => FIRST + scaled(time.seconds_since(*first), span),
        })
        .collect();
    spread(times, &mut places);
    places
}

/// Up to the year 9999 nothing overflows, and later ones stay within the line.
fn scaled(seconds: u64, span: u64) -> u64 {
    (seconds.saturating_mul(LAST - FIRST) / span).min(LAST - FIRST)
}

/// Moves what is too close to the left, and what has no room there back to the right.
fn spread(times: &[(Stop, UnixTime)], places: &mut [u64]) {
    let gaps: Vec<u64> = times
        .windows(2)
        .map(|pair| match pair {
            [(_, one), (_, next)] if one != next => APART,
            _ => 0,
        })
        .collect();
    for (index, gap) in gaps.iter().enumerate().rev() {
        if let Some([one, next]) = places.get_mut(index..index + 2) {
            *one = (*one).min(next.saturating_sub(*gap));
        }
    }
    let mut least = FIRST;
    for (index, place) in places.iter_mut().enumerate() {
        *place = (*place).max(least);
        least = *place + gaps.get(index).copied().unwrap_or(0);
    }
}

fn side(stop: Stop, at: u64) -> Side {
    if at + width(stop) <= 1000 { Side::Right } else { Side::Left }
}

/// Of mark and label.
fn width(stop: Stop) -> u64 {
    let letters = u64::try_from(stop.label().len()).unwrap_or(0);
    BEFORE_LABEL + letters * LETTER
}

/// From where to where mark and label reach.
fn reach(one: &Placed) -> (u64, u64) {
    match one.side {
        Side::Right => (one.at, one.at + width(one.stop)),
        Side::Left => (one.at.saturating_sub(width(one.stop)), one.at),
    }
}

/// Nothing lies there, and no line comes down through it.
fn is_free(lane: usize, one: &Placed, done: &[Placed]) -> bool {
    let (from, to) = reach(one);
    done.iter().all(|other| {
        let (start, end) = reach(other);
        let beside = to + BEFORE_LABEL <= start || end + BEFORE_LABEL <= from;
        let crossed = other.lane > lane && from < other.at && other.at < to;
        (other.lane != lane || beside) && !crossed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_484_223;

    fn placed(times: &[(Stop, u64)]) -> Vec<Placed> {
        let mut times: Vec<_> =
            times.iter().map(|(stop, at)| (*stop, UnixTime::from_seconds(*at))).collect();
        times.sort_by_key(|(_, time)| *time);
        layout(&times)
    }

    fn lines(times: &[(Stop, u64)]) -> Vec<String> {
        let line = |one: &Placed| {
            format!("{} at {} {:?} {}", one.stop.label(), one.at, one.side, one.lane)
        };
        placed(times).iter().map(line).collect()
    }

    #[test]
    fn times_stand_to_scale_between_the_edges() {
        assert_eq!(
            lines(&[(Stop::Issued, NOW - 1800), (Stop::Now, NOW), (Stop::Expiry, NOW + 1800)]),
            ["issued at 30 Right 0", "now at 500 Right 0", "expiry at 970 Left 0"]
        );
        // Only an end.
        assert_eq!(
            lines(&[(Stop::Now, NOW), (Stop::Expiry, NOW + 60)]),
            ["now at 30 Right 0", "expiry at 970 Left 0"]
        );
        // Expired.
        assert_eq!(
            lines(&[(Stop::Issued, NOW - 7200), (Stop::Expiry, NOW - 3600), (Stop::Now, NOW)]),
            ["issued at 30 Right 0", "expiry at 500 Right 0", "now at 970 Left 0"]
        );
        // Neither beginning nor end.
        assert_eq!(lines(&[(Stop::Now, NOW)]), ["now at 500 Right 0"]);
    }

    #[test]
    fn equal_times_share_a_place_and_their_labels_do_not() {
        assert_eq!(
            lines(&[(Stop::Issued, NOW), (Stop::NotBefore, NOW), (Stop::Now, NOW)]),
            ["issued at 500 Right 2", "not before at 500 Right 1", "now at 500 Right 0"]
        );
    }

    #[test]
    fn times_too_close_to_each_other_are_still_told_apart() {
        // A century, and its last two seconds.
        assert_eq!(
            lines(&[(Stop::Issued, 0), (Stop::Now, NOW), (Stop::Expiry, NOW + 1)]),
            ["issued at 30 Right 0", "now at 930 Left 0", "expiry at 970 Left 1"]
        );
        assert_eq!(
            lines(&[(Stop::Issued, NOW), (Stop::Now, NOW + 1), (Stop::Expiry, 253_402_300_799)]),
            ["issued at 30 Right 1", "now at 70 Right 0", "expiry at 970 Left 0"]
        );
        let end = u64::MAX;
        assert_eq!(placed(&[(Stop::Issued, 0), (Stop::Now, NOW), (Stop::Expiry, end)]).len(), 3);
    }

    #[test]
    fn the_valid_part_lies_between_beginning_and_end() {
        let part = |times: &[(Stop, u64)]| valid(&placed(times));
        let (now, issued, expiry) =
            ((Stop::Now, NOW), (Stop::Issued, NOW - 60), (Stop::Expiry, NOW + 60));
        assert_eq!(part(&[now, issued, expiry]), Some((30, 970)));
        assert_eq!(part(&[now, issued, expiry, (Stop::NotBefore, NOW)]), Some((500, 970)));
        assert_eq!(part(&[now, expiry]), Some((0, 970)));
        assert_eq!(part(&[now, issued]), Some((30, 1000)));
        assert_eq!(part(&[now]), None);
        assert_eq!(part(&[now, expiry, (Stop::NotBefore, NOW + 120)]), None);
    }

    /// Steps through where four times can lie to each other, near the edges and in the middle.
    fn every_arrangement() -> impl Iterator<Item = [(Stop, u64); 4]> {
        let places = [0, 1, 30, 31, 300, 500, 700, 969, 970, 1000];
        places.into_iter().flat_map(move |issued| {
            places.into_iter().flat_map(move |not_before| {
                places.into_iter().flat_map(move |expiry| {
                    places.into_iter().map(move |now| {
                        [
                            (Stop::Issued, issued),
                            (Stop::NotBefore, not_before),
                            (Stop::Now, now),
                            (Stop::Expiry, expiry),
                        ]
                    })
                })
            })
        })
    }

    #[test]
    fn no_label_lies_on_another_or_outside() {
        for times in every_arrangement() {
            let placed = placed(&times);
            for (index, one) in placed.iter().enumerate() {
                let (from, to) = reach(one);
                assert!(to <= 1000 && (FIRST..=LAST).contains(&one.at), "{placed:?}");
                for other in placed.iter().skip(index + 1) {
                    let (start, end) = reach(other);
                    let overlap = one.lane == other.lane && from < end && start < to;
                    assert!(!overlap, "{placed:?}");
                    assert!(one.at <= other.at, "{placed:?}");
                }
            }
        }
    }
}
