//! Values that models write in another form than JSON's own: bytes, and points in time. Source: Smithy 2.0 specification,
//! "default trait", and "timestampFormat trait".

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use smithy_json_ast::Node;
use toml::value::{Datetime, Offset};

/// Reads bytes, which are base64. Padding may be missing.
pub(crate) fn bytes(node: &Node) -> Option<Vec<u8>> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&STANDARD, config).decode(node.as_str()?).ok()
}

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Since 1970, in UTC, rounded down.
    pub(crate) seconds: i64,
    pub(crate) nanos: u32,
}

impl Moment {
    /// Reads seconds since 1970, or an RFC 3339 date and time.
    pub(crate) fn read(node: &Node) -> Option<Self> {
        match node {
            Node::Number(_) => Self::from_epoch_seconds(node),
            Node::String(text) => Self::from_date_time(text),
            _ => None,
        }
    }

    fn from_epoch_seconds(node: &Node) -> Option<Self> {
        if let Some(seconds) = node.as_i64() {
            return Some(Self { seconds, nanos: 0 });
        }
        let number = node.as_f64().filter(|number| number.abs() < 1e15)?;
        // A double holds microseconds, not nanoseconds.
        let micros = (number * 1e6).round() as i64;
        let nanos = u32::try_from(micros.rem_euclid(1_000_000)).ok()? * 1000;
        Some(Self { seconds: micros.div_euclid(1_000_000), nanos })
    }

    fn from_date_time(text: &str) -> Option<Self> {
        let Datetime { date, time, offset } = text.parse().ok()?;
        let (date, time, offset) = (date?, time?, offset?);
        let minutes = match offset {
            Offset::Z => 0,
            Offset::Custom { minutes } => i64::from(minutes),
        };
        let days = days(i64::from(date.year), i64::from(date.month), i64::from(date.day));
        let of_day = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60;
        let seconds = i64::from(time.second);
        Some(Self {
            seconds: days * 86_400 + of_day + seconds - minutes * 60,
            nanos: time.nanosecond,
        })
    }
}

/// Days since 1970 of a date of the Gregorian calendar, from year 0 on.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March end with the day that leap years add.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2) / 5 + day - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from `date --utc --date=@SECONDS`.
    #[test]
    fn seconds_and_dates_are_read() {
        let read = |json: &str| {
            let node: serde_json::Value = serde_json::from_str(json).unwrap();
            Moment::read(&node.into()).map(|moment| (moment.seconds, moment.nanos))
        };
        assert_eq!(read("0"), Some((0, 0)));
        assert_eq!(read("-1.5"), Some((-2, 500_000_000)));
        assert_eq!(read("1515531081.123"), Some((1_515_531_081, 123_000_000)));
        assert_eq!(read("\"1970-01-01T00:00:00Z\""), Some((0, 0)));
        assert_eq!(read("\"2024-02-29T12:30:45Z\""), Some((1_709_209_845, 0)));
        assert_eq!(read("\"2024-03-01T00:00:00.25+01:00\""), Some((1_709_247_600, 250_000_000)));
        assert_eq!(read("\"1969-12-31T23:59:59Z\""), Some((-1, 0)));
        assert_eq!(read("\"0001-01-01T00:00:00Z\""), Some((-62_135_596_800, 0)));
        for wrong in [
            "\"2024-02-29\"",
            "\"12:30:45\"",
            "\"2024-02-29T12:30:45\"",
            "\"soon\"",
            "true",
            "1e300",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
