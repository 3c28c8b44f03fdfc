//! The time that is left. It ticks in silence: what has to be announced, the flow announces.

use domain::{
    TimeLeft, UnixTime,
    explain::{Moment, duration},
};
use yew::{Html, html};

use super::mark::{self, Mark};

/// `leeway` is for how many seconds the API takes a token beyond its end.
pub(super) fn view(end: Option<UnixTime>, leeway: u64, moment: Moment) -> Html {
    let (state, mark) = match (end, TimeLeft::until(end, moment.now)) {
        (None, _) => ("endless", Mark::Information),
        (Some(_), TimeLeft::Ample) => ("ample", Mark::Clock),
        (Some(_), TimeLeft::Short) => ("short", Mark::Warning),
        (Some(_), TimeLeft::Over) => ("over", Mark::Warning),
    };
    html! {
        <p class="countdown" role="timer" data-state={state}>
            { mark::view(mark) }<span>{ words(end, leeway, moment) }</span>
        </p>
    }
}

/// In minutes or more and, when it is nearly over, by the second.
fn words(end: Option<UnixTime>, leeway: u64, moment: Moment) -> String {
    let Some(end) = end else { return "It does not say when it expires.".to_owned() };
    let left = end.seconds_since(moment.now);
    match TimeLeft::until(Some(end), moment.now) {
        TimeLeft::Ample => format!("{} left", duration(left)),
        TimeLeft::Short => format!("{}:{:02} left: it expires soon", left / 60, left % 60),
        TimeLeft::Over => over(end, leeway, moment),
    }
}

fn over(end: UnixTime, leeway: u64, moment: Moment) -> String {
    let ago = if end == moment.now { "just now".to_owned() } else { moment.distance(end) };
    match end.plus(leeway).seconds_since(moment.now) {
        0 => format!("Expired {ago}"),
        left => format!("Expired {ago}; the API still takes it for {}", duration(left)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_the_closer_the_nearer_the_end_is() {
        let now = UnixTime::from_seconds(1_795_484_223);
        let moment = Moment::utc(now);
        assert_eq!(words(None, 0, moment), "It does not say when it expires.");
        for (left, expected) in [
            (90_000, "25 hours left"),
            (3599, "59 minutes left"),
            (301, "5 minutes left"),
            (300, "5:00 left: it expires soon"),
            (299, "4:59 left: it expires soon"),
            (61, "1:01 left: it expires soon"),
            (9, "0:09 left: it expires soon"),
        ] {
            assert_eq!(words(Some(now.plus(left)), 60, moment), expected);
        }
        for (ago, expected) in
            [(0, "Expired just now"), (1, "Expired 1 second ago"), (120, "Expired 2 minutes ago")]
        {
            assert_eq!(words(Some(now.minus(ago)), 0, moment), expected);
        }
    }

    #[test]
    fn a_leeway_is_no_contradiction_to_the_verdict() {
        let now = UnixTime::from_seconds(1_795_484_223);
        let told = |ago| words(Some(now.minus(ago)), 60, Moment::utc(now));
        assert_eq!(told(0), "Expired just now; the API still takes it for 1 minute");
        assert_eq!(told(50), "Expired 50 seconds ago; the API still takes it for 10 seconds");
        assert_eq!(told(60), "Expired 1 minute ago");
    }
}
