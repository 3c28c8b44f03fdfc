//! Times as people say them: on their own clock, in UTC, and as a distance.

use crate::UnixTime;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The present, and how the person's clock differs from UTC at any time.
#[derive(Clone, Copy)]
pub struct Moment {
    /// The time.
    pub now: UnixTime,
    /// By how many minutes the person's clock is ahead of UTC at a time.
    pub minutes_east: fn(UnixTime) -> i32,
}

/// The zone is the same for the whole life of a page.
impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.now == other.now
    }
}

impl Moment {
    /// The present in UTC.
    pub fn utc(now: UnixTime) -> Self {
        Self { now, minutes_east: |_| 0 }
    }

    /// The time of day, with the day where it is not today: `14:32`, `tomorrow 00:05`,
    /// `24 Dec 2026, 14:32`.
    pub fn clock(self, time: UnixTime) -> String {
        let (day, second) = self.local(time);
        let (today, _) = self.local(self.now);
        let clock = clock(second);
        if day == today {
            clock
        } else if day == today + 1 {
            format!("tomorrow {clock}")
        } else if day + 1 == today {
            format!("yesterday {clock}")
        } else {
            format!("{}, {clock}", date(day))
        }
    }

    /// The date and the time of day to the second: `24 Dec 2026, 14:32:05`.
    pub fn date_and_clock(self, time: UnixTime) -> String {
        let (day, second) = self.local(time);
        format!("{}, {}:{:02}", date(day), clock(second), second % MINUTE)
    }

    /// All that can be said of a time: `24 Dec 2026, 15:32:05 (14:32:05 UTC), in 1 hour`.
    pub fn in_full(self, time: UnixTime) -> String {
        let (own, utc) = (self.date_and_clock(time), Self::utc(self.now).date_and_clock(time));
        let distance = self.distance(time);
        if own == utc {
            return format!("{own} UTC, {distance}");
        }
        let utc = match (own.split_once(", "), utc.split_once(", ")) {
            (Some((own_date, _)), Some((date, clock))) if own_date == date => clock,
            _ => &utc,
        };
        format!("{own} ({utc} UTC), {distance}")
    }

    /// How far away a time is, in the largest whole unit: `in 59 minutes`, `2 days ago`, `now`.
    pub fn distance(self, time: UnixTime) -> String {
        let ahead = time.seconds_since(self.now);
        let behind = self.now.seconds_since(time);
        match (ahead, behind) {
            (0, 0) => "now".to_owned(),
            (0, behind) => format!("{} ago", duration(behind)),
            (ahead, _) => format!("in {}", duration(ahead)),
        }
    }

    /// Days since the epoch and seconds of the day, on the person's clock.
    fn local(self, time: UnixTime) -> (u64, u64) {
        let minutes = (self.minutes_east)(time);
        let shift = u64::from(minutes.unsigned_abs()) * MINUTE;
        let seconds = time.seconds();
        let local =
            if minutes < 0 { seconds.saturating_sub(shift) } else { seconds.saturating_add(shift) };
        (local / DAY, local % DAY)
    }
}

fn clock(second: u64) -> String {
    format!("{:02}:{:02}", second / HOUR, second % HOUR / MINUTE)
}

/// `90 minutes`, `1 day`: in the largest unit of which there are at least two, or one and no rest.
pub fn duration(seconds: u64) -> String {
    let units = [(DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")];
    let fitting = units.into_iter().find(|(unit, _)| {
        let count = seconds / unit;
        count >= 2 || count == 1 && seconds.is_multiple_of(*unit)
    });
    let (unit, name) = fitting.unwrap_or((1, "second"));
    let count = seconds / unit;
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// The day in the Gregorian calendar.
fn date(day: u64) -> String {
    // Years are counted from March, so that the leap day is the last of its year; 400 years always
    // have the same number of days.
    const DAYS_IN_400_YEARS: u64 = 146_097;
    const FROM_MARCH_OF_YEAR_0: u64 = 719_468;
    let since_year_0 = day.saturating_add(FROM_MARCH_OF_YEAR_0);
    let day_of_era = since_year_0 % DAYS_IN_400_YEARS;
    let leap_days = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let next_year = u64::from(month_from_march >= 10);
    let year = since_year_0 / DAYS_IN_400_YEARS * 400 + year_of_era + next_year;
    let month = usize::try_from((month_from_march + 2) % 12).ok().and_then(|at| MONTHS.get(at));
    format!("{day_of_month} {} {year}", month.unwrap_or(&""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24T01:37:03Z.
    const NOW: u64 = 1_795_484_223;

    fn at(seconds: u64) -> UnixTime {
        UnixTime::from_seconds(seconds)
    }

    #[test]
    fn the_clock_names_the_day_where_it_is_not_today() {
        let moment = Moment::utc(at(NOW));
        for (time, expected) in [
            (NOW, "01:37"),
            (NOW + HOUR, "02:37"),
            (NOW + DAY, "tomorrow 01:37"),
            (NOW - 2 * HOUR, "yesterday 23:37"),
            (NOW + 2 * DAY, "26 Nov 2026, 01:37"),
        ] {
            assert_eq!(moment.clock(at(time)), expected);
        }
    }

    #[test]
    fn the_clock_is_the_persons_own() {
        let east = Moment { now: at(NOW), minutes_east: |_| 330 };
        assert_eq!(east.clock(at(NOW)), "07:07");
        let west = Moment { now: at(NOW), minutes_east: |_| -120 };
        assert_eq!(west.date_and_clock(at(NOW)), "23 Nov 2026, 23:37:03");
        assert_eq!(west.clock(at(NOW + 2 * HOUR)), "tomorrow 01:37");
        // Summer time ends within the next hour.
        let ending =
            Moment { now: at(NOW), minutes_east: |time| if time > at(NOW) { 60 } else { 120 } };
        assert_eq!(ending.clock(at(NOW)), "03:37");
        assert_eq!(ending.clock(at(NOW + HOUR)), "03:37");
    }

    #[test]
    fn a_time_in_full_says_it_on_both_clocks() {
        let full = |minutes_east| Moment { now: at(NOW), minutes_east }.in_full(at(NOW + HOUR));
        assert_eq!(full(|_| 0), "24 Nov 2026, 02:37:03 UTC, in 1 hour");
        assert_eq!(full(|_| 60), "24 Nov 2026, 03:37:03 (02:37:03 UTC), in 1 hour");
        assert_eq!(full(|_| -300), "23 Nov 2026, 21:37:03 (24 Nov 2026, 02:37:03 UTC), in 1 hour");
        let london_in_winter = |time| if time < at(NOW) { 60 } else { 0 };
        assert_eq!(full(london_in_winter), "24 Nov 2026, 02:37:03 UTC, in 1 hour");
    }

    #[test]
    fn dates_follow_the_calendar() {
        let moment = Moment::utc(at(NOW));
        for (time, expected) in [
            (0, "1 Jan 1970, 00:00:00"),
            (951_782_399, "28 Feb 2000, 23:59:59"),
            (951_782_400, "29 Feb 2000, 00:00:00"),
            (951_868_800, "1 Mar 2000, 00:00:00"),
            (1_798_761_599, "31 Dec 2026, 23:59:59"),
            (4_107_542_400, "1 Mar 2100, 00:00:00"),
            (253_402_300_799, "31 Dec 9999, 23:59:59"),
        ] {
            assert_eq!(moment.date_and_clock(at(time)), expected);
        }
        assert!(moment.date_and_clock(at(u64::MAX)).ends_with(":15"));
    }

    #[test]
    fn distances_are_told_in_whole_units() {
        let moment = Moment::utc(at(NOW));
        for (seconds, expected) in [
            (1, "in 1 second"),
            (59, "in 59 seconds"),
            (60, "in 1 minute"),
            (90, "in 90 seconds"),
            (3_599, "in 59 minutes"),
            (3_600, "in 1 hour"),
            (5_400, "in 90 minutes"),
            (86_399, "in 23 hours"),
            (86_400, "in 1 day"),
            (200_000, "in 2 days"),
        ] {
            assert_eq!(moment.distance(at(NOW + seconds)), expected);
        }
        assert_eq!(moment.distance(at(NOW)), "now");
        assert_eq!(moment.distance(at(NOW - 3_600)), "1 hour ago");
        assert_eq!(moment.distance(at(NOW - 7_300)), "2 hours ago");
    }
}
