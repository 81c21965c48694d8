//! The rules of the form writer one by one, and agreement with `aws-smithy-query` and `urlencoding`
//! on random input.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Number};

use super::{Style, Value, Writer, encode_into};

fn written(style: Style, members: impl FnOnce(&mut Writer<'_>)) -> String {
    let mut body = String::new();
    let mut q = Writer::new(&mut body, style);
    members(&mut q);
    q.finish().unwrap();
    body
}

fn ec2(value: impl Value) -> String {
    written(Style::EC2_QUERY, |q| q.put("K", &Some(value)))
}

#[test]
fn members_that_are_never_absent() {
    let body = written(Style::EC2_QUERY, |q| {
        q.always("Empty", &String::new());
        q.always("List", &Vec::<String>::new());
        q.always_with("At", &DateTime::from_secs(0), |q, at| q.timestamp(at, Format::EpochSeconds));
        q.put_unless("Same", &3, &3);
        q.put_unless("Other", &0, &3);
        q.put_unless("On", &true, &false);
    });
    assert_eq!(body, "&Empty=&At=0&Other=0&On=true");
}

struct Filter {
    name: Option<String>,
    values: Option<Vec<String>>,
}

impl Value for Filter {
    fn write(&self, q: &mut Writer<'_>) {
        q.put("Name", &self.name);
        q.put("Value", &self.values);
    }
}

fn filter(name: &str, values: &[&str]) -> Filter {
    Filter {
        name: Some(name.to_owned()),
        values: Some(values.iter().map(|&value| value.to_owned()).collect()),
    }
}

#[test]
fn leaves() {
    assert_eq!(ec2("a b+c/é~".to_owned()), "&K=a%20b%2Bc%2F%C3%A9~");
    assert_eq!(ec2(String::new()), "&K=");
    assert_eq!(ec2(true) + &ec2(false), "&K=true&K=false");
    assert_eq!(
        ec2(i8::MIN) + &ec2(i16::MAX) + &ec2(0_i32) + &ec2(i64::MIN),
        "&K=-128&K=32767&K=0&K=-9223372036854775808"
    );
    assert_eq!(ec2(Blob::new(b"hi>\xff".as_slice())), "&K=aGk%2B%2Fw%3D%3D");
    assert_eq!(written(Style::EC2_QUERY, |q| q.put("K", &None::<String>)), "");
}

#[test]
fn floats() {
    assert_eq!(
        ec2(1.0_f32) + &ec2(1.0_f64) + &ec2(-0.5_f64) + &ec2(1e100_f64),
        "&K=1.0&K=1.0&K=-0.5&K=1e100"
    );
    // The official crates widen a float, which shows its binary expansion.
    assert_eq!(ec2(0.1_f32), "&K=0.10000000149011612");
    assert_eq!(
        ec2(f64::NAN) + &ec2(f32::INFINITY) + &ec2(f64::NEG_INFINITY),
        "&K=NaN&K=Infinity&K=-Infinity"
    );
}

#[test]
fn timestamps() {
    let time = DateTime::from_secs_and_nanos(1_795_416_565, 120_000_999);
    assert_eq!(ec2(DateTime::from_secs(0)), "&K=1970-01-01T00%3A00%3A00Z");
    assert_eq!(ec2(time), "&K=2026-11-23T06%3A49%3A25.12Z");
    assert_eq!(ec2(vec![time]), "&K.1=2026-11-23T06%3A49%3A25.12Z");
    let other = |format| written(Style::EC2_QUERY, |q| q.put_timestamp("K", &Some(time), format));
    assert_eq!(other(Format::DateTimeWithOffset), "&K=2026-11-23T06%3A49%3A25.12Z");
    assert_eq!(other(Format::EpochSeconds), "&K=1795416565.120000999");
    assert_eq!(other(Format::HttpDate), "&K=Mon%2C%2023%20Nov%202026%2006%3A49%3A25%20GMT");
    let list = Some(vec![DateTime::from_secs(1), DateTime::from_secs(2)]);
    assert_eq!(
        written(Style::EC2_QUERY, |q| q.put_with("K", &list, |q, list| {
            q.items(list, |q, value| q.timestamp(value, Format::EpochSeconds));
        })),
        "&K.1=1&K.2=2"
    );
}

#[test]
fn timestamps_out_of_range_are_errors_that_name_the_key() {
    // The last second of the year 0, and the first of 10000.
    for seconds in [-62_135_596_801, 253_402_300_800, i64::MAX, i64::MIN] {
        let times = Some(vec![DateTime::from_secs(0), DateTime::from_secs(seconds)]);
        let mut body = String::new();
        let mut q = Writer::new(&mut body, Style::EC2_QUERY);
        q.put("Until", &times);
        q.put("Later", &Some(1));
        let error = q.finish().unwrap_err();
        assert_eq!(error.location(), "Until.2");
        assert!(
            error.to_string().starts_with(
                "cannot send `Until.2`: a timestamp must lie in the years 0001 to 9999"
            ),
            "{error}"
        );
        assert!(std::error::Error::source(&error).is_some());
    }
    assert_eq!(ec2(DateTime::from_secs(-62_135_596_800)), "&K=0001-01-01T00%3A00%3A00Z");
    assert_eq!(ec2(DateTime::from_secs(253_402_300_799)), "&K=9999-12-31T23%3A59%3A59Z");
}

#[test]
fn lists_and_structures() {
    let filters =
        vec![filter("a", &["x", "y"]), filter("b", &[]), Filter { name: None, values: None }];
    assert_eq!(ec2(filters), "&K.1.Name=a&K.1.Value.1=x&K.1.Value.2=y&K.2.Name=b");
    assert_eq!(ec2(Vec::<String>::new()), "");
    assert_eq!(ec2(vec![vec![1, 2], vec![], vec![3]]), "&K.1.1=1&K.1.2=2&K.3.1=3");
    assert_eq!(ec2(Box::new(filter("a", &[]))), "&K.Name=a");
    let tenth = ec2((1..=10).collect::<Vec<i32>>());
    assert!(tenth.ends_with("&K.9=9&K.10=10"));
}

#[test]
fn what_is_entered_is_left() {
    let list = vec![vec![1], vec![2]];
    let body = written(Style::AWS_QUERY, |q| {
        list.write(q);
        q.put("K", &Some(1));
    });
    assert_eq!(body, "&member.1.member.1=1&member.2.member.1=2&K=1");
}

#[test]
fn keys_are_written_as_they_are() {
    assert_eq!(written(Style::EC2_QUERY, |q| q.put("a b&c", &Some(1))), "&a b&c=1");
}

#[test]
fn the_other_style() {
    let filters = Some(vec![filter("a", &["x"]), filter("b", &[])]);
    assert_eq!(
        written(Style::AWS_QUERY, |q| q.put("K", &filters)),
        "&K.member.1.Name=a&K.member.1.Value.member.1=x&K.member.2.Name=b&K.member.2.Value="
    );
    let list = Some(vec![1, 2]);
    assert_eq!(
        written(Style::AWS_QUERY, |q| q.put_list("K", &list, Some("item"))),
        "&K.item.1=1&K.item.2=2"
    );
    assert_eq!(written(Style::AWS_QUERY, |q| q.put_list("K", &list, None)), "&K.1=1&K.2=2");
}

/// A small deterministic generator (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16) % bound
    }

    fn text(&mut self) -> String {
        let length = self.below(12);
        (0..length)
            .filter_map(|_| {
                let limit = [0x80, 0x80, 0x800, 0x11_0000][usize::try_from(self.below(4)).unwrap()];
                char::from_u32(u32::try_from(self.below(limit)).unwrap())
            })
            .collect()
    }
}

#[test]
fn the_same_percent_encoding_as_urlencoding() {
    let mut random = Random(11);
    for _ in 0..20_000 {
        let text = random.text();
        let mut ours = String::new();
        encode_into(&text, &mut ours);
        assert_eq!(ours, urlencoding::encode(&text), "{text:?}");
    }
}

#[test]
fn what_is_encoded_may_stand_anywhere() {
    for length in 0..50 {
        for at in 0..length {
            for odd in ["/", " ", "\u{e9}", "\u{20ac}", "\u{1f600}", "%", "\0", "~"] {
                let text = format!("{}{odd}{}", "a".repeat(at), "Z9".repeat(length - at));
                let mut ours = String::new();
                encode_into(&text, &mut ours);
                assert_eq!(ours, urlencoding::encode(&text), "{text:?}");
            }
        }
    }
}

/// A value of any shape, written by both writers.
enum Any {
    Text(String),
    Flag(bool),
    Integer(i64),
    Double(f64),
    Time(DateTime),
    List(Vec<Any>),
    Structure(Vec<(&'static str, Option<Any>)>),
}

impl Any {
    fn random(random: &mut Random, depth: u64) -> Self {
        match random.below(if depth == 0 { 5 } else { 7 }) {
            0 => Self::Text(random.text()),
            1 => Self::Flag(random.below(2) == 0),
            2 => Self::Integer(random.below(u64::MAX).cast_signed() >> random.below(64)),
            3 => Self::Double(f64::from_bits(random.below(u64::MAX) << 13)),
            4 => Self::Time(DateTime::from_secs_and_nanos(
                i64::try_from(random.below(253_402_300_800)).unwrap(),
                u32::try_from(random.below(1_000) * 1_000_000 + random.below(2) * 999).unwrap(),
            )),
            5 => {
                Self::List((0..random.below(4)).map(|_| Self::random(random, depth - 1)).collect())
            }
            _ => Self::Structure(
                ["A", "Bc", "D"]
                    .into_iter()
                    .map(|key| {
                        (key, (random.below(3) > 0).then(|| Self::random(random, depth - 1)))
                    })
                    .collect(),
            ),
        }
    }

    fn official(&self, mut writer: aws_smithy_query::QueryValueWriter<'_>, style: Style) {
        match self {
            Self::Text(text) => writer.string(text),
            Self::Flag(flag) => writer.boolean(*flag),
            Self::Integer(integer) if *integer < 0 => writer.number(Number::NegInt(*integer)),
            Self::Integer(integer) => writer.number(Number::PosInt(integer.unsigned_abs())),
            Self::Double(double) => writer.number(Number::Float(*double)),
            Self::Time(time) => writer.date_time(time, Format::DateTime).unwrap(),
            Self::List(list) => {
                // What the generated code of the official crates does for ec2Query.
                if list.is_empty() && !style.empty_list {
                    return;
                }
                let mut entries = writer.start_list(style.item.is_none(), None);
                for value in list {
                    value.official(entries.entry(), style);
                }
                entries.finish();
            }
            Self::Structure(members) => {
                for (key, value) in members {
                    if let Some(value) = value {
                        value.official(writer.prefix(key), style);
                    }
                }
            }
        }
    }
}

impl Value for Any {
    fn write(&self, q: &mut Writer<'_>) {
        match self {
            Self::Text(text) => text.write(q),
            Self::Flag(flag) => flag.write(q),
            Self::Integer(integer) => integer.write(q),
            Self::Double(double) => double.write(q),
            Self::Time(time) => time.write(q),
            Self::List(list) => list.write(q),
            Self::Structure(members) => {
                for (key, value) in members {
                    q.put(key, value);
                }
            }
        }
    }
}

#[test]
fn the_same_bodies_as_the_official_writer() {
    let mut random = Random(5);
    let mut bytes = 0;
    for round in 0..10_000 {
        let style = if round % 2 == 0 { Style::EC2_QUERY } else { Style::AWS_QUERY };
        let value = Any::random(&mut random, 4);
        let mut theirs = String::new();
        let mut writer = aws_smithy_query::QueryWriter::new(&mut theirs, "Act ion", "1");
        value.official(writer.prefix("Key"), style);
        writer.finish();

        let mut ours = String::from("Action=Act%20ion&Version=1");
        let mut q = Writer::new(&mut ours, style);
        q.put("Key", &Some(value));
        q.finish().unwrap();
        assert_eq!(ours, theirs);
        bytes += ours.len();
    }
    assert!(bytes > 500_000, "{bytes} bytes were compared");
}
