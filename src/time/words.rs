//! Lengths and dates in the few words that the screens and the commands share.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A length as a clock shows it: `7:58`, `1:02:03`. A second that has begun counts.
pub fn clock(length: Duration) -> String {
    let seconds = length.as_secs() + u64::from(length.subsec_nanos() > 0);
    match seconds {
        0..3600 => format!("{}:{:02}", seconds / 60, seconds % 60),
        _ => format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60),
    }
}

/// What the large digits show: seconds as long as two digits hold them.
pub fn digits(seconds: u64) -> String {
    match seconds {
        0..100 => seconds.to_string(),
        _ => format!("{}:{:02}", seconds / 60, seconds % 60),
    }
}

/// A length as people say it: `2.5 s`, `90 s`, `2:30 min`.
pub fn span(length: Duration) -> String {
    match length.as_secs_f64() {
        seconds if seconds <= 90.0 || length.subsec_nanos() > 0 => format!("{seconds} s"),
        _ => format!("{} min", clock(length)),
    }
}

/// A length that is told and not counted: `5 s`, `12 min`, `3 h`.
pub fn about(length: Duration) -> String {
    match length.as_secs() {
        0..60 => format!("{} s", length.as_secs()),
        60..5400 => format!("{} min", length.as_secs().div_ceil(60)),
        more => format!("{} h", (more + 1800) / 3600),
    }
}

/// How long ago, in days, or the date when it is long.
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let hours = now.duration_since(then).as_hours();
    match hours {
        i64::MIN..1 => "just now".to_owned(),
        1..24 => format!("{hours} h ago"),
        24..48 => "yesterday".to_owned(),
        48..720 => format!("{} days ago", hours / 24),
        _ => then.strftime("%Y-%m-%d").to_string(),
    }
}

/// How many days ago by the calendar of `zone`, or the date when they are many: at most eleven columns.
pub fn day(then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let [then, now] = [then, now].map(|at| zone.to_datetime(at).date());
    match now.since(then).map_or(i32::MAX, |span| span.get_days()) {
        i32::MIN..1 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..30 => format!("{days} days ago"),
        _ => then.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        assert_eq!(
            ["0:00", "0:01", "1:05", "59:59", "1:00:00", "2:00:01"].map(str::to_owned),
            [0.0, 0.4, 64.2, 3599.0, 3599.5, 7200.1].map(|x| clock(s(x)))
        );
        assert_eq!(["0", "99", "1:40", "10:00"].map(str::to_owned), [0, 99, 100, 600].map(digits));
        assert_eq!(
            ["3 s", "12 min", "2 min", "3 h"].map(str::to_owned),
            [3.0, 720.0, 61.0, 10_000.0].map(|x| about(s(x)))
        );
        assert_eq!(
            ["30 s", "2.5 s", "90 s", "100.25 s", "1:40 min"].map(str::to_owned),
            [30.0, 2.5, 90.0, 100.25, 100.0].map(|x| span(s(x)))
        );
    }

    #[test]
    fn days_are_told_until_they_are_many() {
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let ago = |hours: i64| ago(now - Duration::from_secs(hours as u64 * 3600), now);
        assert_eq!(
            ["just now", "5 h ago", "yesterday", "3 days ago", "2026-03-29"].map(str::to_owned),
            [0, 5, 30, 72, 1440].map(ago)
        );
        assert_eq!(super::ago(now, now - Duration::from_secs(9)), "just now");
    }

    #[test]
    fn a_day_ends_at_midnight_where_the_person_is() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-05-28T20:30:00Z");
        let days = ["2026-05-28T00:10:00Z", "2026-05-27T23:50:00Z", "2026-04-29T12:00:00Z", "2026-04-28T12:00:00Z"];
        assert_eq!(
            days.map(|then| day(at(then), now, &TimeZone::UTC)),
            ["today", "yesterday", "29 days ago", "2026-04-28"]
        );
        let east = TimeZone::fixed(jiff::tz::offset(5));
        assert_eq!(day(at("2026-05-28T18:50:00Z"), now, &east), "yesterday");
        assert_eq!(day(now, at("2026-05-27T09:00:00Z"), &TimeZone::UTC), "today");
    }
}
