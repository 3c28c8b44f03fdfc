//! How much and how long, in as many digits as people read.

use core::time::Duration;

/// A number of bytes in decimal units (IEC 80000-13): `1 byte`, `3.2 MB`.
pub fn bytes(count: u64) -> String {
    match count {
        1 => "1 byte".to_owned(),
        0..=999 => format!("{count} bytes"),
        // From here on each would be rounded to a thousand of the unit before.
        1_000..=999_499 => format!("{} kB", scaled(count, 1_000)),
        999_500..=999_499_999 => format!("{} MB", scaled(count, 1_000_000)),
        _ => format!("{} GB", scaled(count, 1_000_000_000)),
    }
}

/// A time that somebody waited: `212 ms`, `3.2 s`, `2 min 5 s`.
pub fn duration(time: Duration) -> String {
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    match milliseconds {
        0..=999 => format!("{milliseconds} ms"),
        1_000..=59_499 => format!("{} s", scaled(milliseconds, 1_000)),
        _ => {
            let seconds = milliseconds.saturating_add(500) / 1_000;
            format!("{} min {} s", seconds / 60, seconds % 60)
        }
    }
}

/// In `unit`s, rounded: with one decimal below ten, else with none.
fn scaled(count: u64, unit: u64) -> String {
    let tenth = unit / 10;
    let tenths = count.saturating_add(tenth / 2) / tenth;
    if tenths < 100 {
        format!("{}.{}", tenths / 10, tenths % 10)
    } else {
        (count.saturating_add(unit / 2) / unit).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_in_few_digits() {
        for (count, expected) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (2, "2 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (1_049, "1.0 kB"),
            (1_050, "1.1 kB"),
            (9_949, "9.9 kB"),
            (9_950, "10 kB"),
            (10_499, "10 kB"),
            (10_500, "11 kB"),
            (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (3_200_000, "3.2 MB"),
            (999_499_999, "999 MB"),
            (999_500_000, "1.0 GB"),
            (u64::MAX, "18446744073 GB"),
        ] {
            assert_eq!(bytes(count), expected, "{count}");
        }
    }

    #[test]
    fn a_time_is_told_in_few_digits() {
        for (milliseconds, expected) in [
            (0, "0 ms"),
            (212, "212 ms"),
            (999, "999 ms"),
            (1_000, "1.0 s"),
            (3_249, "3.2 s"),
            (9_950, "10 s"),
            (59_499, "59 s"),
            (59_500, "1 min 0 s"),
            (125_000, "2 min 5 s"),
            (3_600_000, "60 min 0 s"),
        ] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), expected, "{milliseconds}");
        }
        assert_eq!(duration(Duration::from_micros(999)), "0 ms");
        assert!(duration(Duration::MAX).ends_with(" s"));
    }
}
