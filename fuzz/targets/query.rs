//! The writer of forms, on random structured values.
//!
//! - It writes what `aws-smithy-query` writes, byte for byte, or neither can write the value.
//! - `form_urlencoded` reads it back: the keys and values are those of the value, in its order.
//! - Every byte is unreserved (RFC 3986, 2.3), part of an escape, or the `&` and `=` of the form.

#![no_main]

use aws_smithy_query::{QueryValueWriter, QueryWriter};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Number, base64};
use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::query::{Style, Value, Writer};

fuzz_target!(|input: (bool, Members)| {
    let (flat, members) = input;
    let style = if flat { Style::EC2_QUERY } else { Style::AWS_QUERY };
    let mut ours = String::from("Action=Do&Version=1");
    let mut writer = Writer::new(&mut ours, style);
    members.write(&mut writer);
    let written = writer.finish();

    let mut theirs = String::new();
    let mut writer = QueryWriter::new(&mut theirs, "Do", "1");
    let mut expected = Vec::new();
    let sound = members.0.iter().try_for_each(|(key, value)| {
        value.flatten(key, flat, &mut expected);
        value.official(writer.prefix(key), flat)
    });
    let Some(()) = sound else {
        assert!(written.is_err(), "only we can write it: {ours}");
        return;
    };
    writer.finish();
    written.expect("the official crate can write it");
    assert_eq!(ours, theirs);

    let form = ours.strip_prefix("Action=Do&Version=1").expect("it only appends");
    let read: Vec<_> = form_urlencoded::parse(form.as_bytes()).collect();
    assert_eq!(read.len(), expected.len(), "{form}");
    for ((key, text), (path, leaf)) in read.iter().zip(&expected) {
        assert_eq!(key, path);
        assert!(leaf.is(text), "{leaf:?} is {text:?} at {path}");
    }
    let mut rest = form;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '%' => 3,
            _ => 1,
        };
        let digit = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b);
        let escape =
            rest.as_bytes().get(1..length).is_some_and(|digits| digits.iter().copied().all(digit));
        assert!(
            escape && (c == '%' || c.is_ascii_alphanumeric() || "-_.~&=".contains(c)),
            "{form}"
        );
        rest = &rest[length..];
    }
});

/// The members of a structure, with their keys.
#[derive(Debug)]
struct Members(Vec<(&'static str, Any)>);

#[derive(Debug)]
enum Any {
    Text(String),
    Flag(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    Bytes(Vec<u8>),
    Time(DateTime, Format),
    List(Vec<Any>),
    /// A list that a model gives another form: flat, or with this name for its elements.
    Named(Option<&'static str>, Vec<Any>),
    Structure(Members),
}

const KEYS: [&str; 8] = ["A", "Bc", "Filter", "Value", "x-y", "D.E", "_1", "Tag"];
const ITEMS: [Option<&str>; 3] = [None, Some("item"), Some("M")];
const FORMATS: [Format; 4] =
    [Format::DateTime, Format::DateTimeWithOffset, Format::EpochSeconds, Format::HttpDate];

impl<'a> Arbitrary<'a> for Members {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        members(u, 5)
    }
}

fn members(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Members> {
    let count = u.int_in_range(0..=4)?;
    let member = |_| Ok((*u.choose(&KEYS)?, any(u, depth)?));
    Ok(Members((0..count).map(member).collect::<arbitrary::Result<_>>()?))
}

fn any(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Any> {
    let kinds = if depth == 0 { 9 } else { 12 };
    Ok(match u.int_in_range(0..=kinds)? {
        0 => Any::Text(u.arbitrary()?),
        1 => Any::Flag(u.arbitrary()?),
        2 => Any::Byte(u.arbitrary()?),
        3 => Any::Short(u.arbitrary()?),
        4 => Any::Integer(u.arbitrary()?),
        5 => Any::Long(u.arbitrary()?),
        6 => Any::Float(u.arbitrary()?),
        7 => Any::Double(u.arbitrary()?),
        8 => Any::Bytes(u.arbitrary()?),
        9 => {
            let seconds = match u.arbitrary()? {
                true => u.int_in_range(-62_135_596_801..=253_402_300_800)?,
                false => u.arbitrary()?,
            };
            let nanos = u.int_in_range(0..=999_999_999)?;
            Any::Time(DateTime::from_secs_and_nanos(seconds, nanos), *u.choose(&FORMATS)?)
        }
        10 => Any::List(list(u, depth)?),
        11 => Any::Named(*u.choose(&ITEMS)?, list(u, depth)?),
        _ => Any::Structure(members(u, depth - 1)?),
    })
}

fn list(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Vec<Any>> {
    let count = u.int_in_range(0..=12)?;
    let element = |_| {
        Ok(match any(u, depth - 1)? {
            // Only a member can give a list another form.
            Any::Named(_, list) => Any::List(list),
            element => element,
        })
    };
    (0..count).map(element).collect()
}

impl Value for Members {
    fn write(&self, q: &mut Writer<'_>) {
        for (key, value) in &self.0 {
            match value {
                Any::Time(time, format) => q.put_timestamp(key, &Some(*time), *format),
                Any::Named(item, list) => {
                    let list: Vec<Borrowed<'_>> = list.iter().map(Borrowed).collect();
                    q.put_list(key, &Some(list), *item);
                }
                value => q.put(key, &Some(Borrowed(value))),
            }
        }
    }
}

struct Borrowed<'a>(&'a Any);

impl Value for Borrowed<'_> {
    fn write(&self, q: &mut Writer<'_>) {
        match self.0 {
            Any::Text(text) => text.write(q),
            Any::Flag(flag) => flag.write(q),
            Any::Byte(integer) => integer.write(q),
            Any::Short(integer) => integer.write(q),
            Any::Integer(integer) => integer.write(q),
            Any::Long(integer) => integer.write(q),
            Any::Float(float) => float.write(q),
            Any::Double(double) => double.write(q),
            Any::Bytes(bytes) => Blob::new(bytes.as_slice()).write(q),
            Any::Time(time, format) => q.timestamp(time, *format),
            Any::List(list) | Any::Named(_, list) => {
                q.items(list, |q, value| Borrowed(value).write(q));
            }
            Any::Structure(members) => members.write(q),
        }
    }
}

impl Any {
    /// As the generated code of the official crates does it; none if there is no way.
    fn official(&self, mut writer: QueryValueWriter<'_>, flat: bool) -> Option<()> {
        match self {
            Self::Text(text) => writer.string(text),
            Self::Flag(flag) => writer.boolean(*flag),
            Self::Byte(integer) => writer.number(number((*integer).into())),
            Self::Short(integer) => writer.number(number((*integer).into())),
            Self::Integer(integer) => writer.number(number((*integer).into())),
            Self::Long(integer) => writer.number(number(*integer)),
            Self::Float(float) => writer.number(Number::Float((*float).into())),
            Self::Double(double) => writer.number(Number::Float(*double)),
            Self::Bytes(bytes) => writer.string(&base64::encode(bytes)),
            Self::Time(time, format) => {
                // What is sent is always in UTC.
                let utc = *format == Format::DateTimeWithOffset;
                let format = if utc { Format::DateTime } else { *format };
                writer.date_time(time, format).ok()?;
            }
            Self::List(list) => official_list(list, flat, None, writer, flat)?,
            Self::Named(item, list) => official_list(list, item.is_none(), *item, writer, flat)?,
            Self::Structure(members) => {
                for (key, value) in &members.0 {
                    value.official(writer.prefix(key), flat)?;
                }
            }
        }
        Some(())
    }

    /// Its keys and values, in order, by the rules of the protocols.
    fn flatten<'a>(&'a self, key: &str, flat: bool, to: &mut Vec<(String, Leaf<'a>)>) {
        match self {
            Self::List(list) => {
                let item = if flat { None } else { Some("member") };
                flatten_list(list, key, item, flat, to);
            }
            Self::Named(item, list) => flatten_list(list, key, *item, flat, to),
            Self::Structure(members) => {
                for (member, value) in &members.0 {
                    value.flatten(&format!("{key}.{member}"), flat, to);
                }
            }
            leaf => to.push((key.to_owned(), Leaf::Of(leaf))),
        }
    }
}

fn number(integer: i64) -> Number {
    match u64::try_from(integer) {
        Ok(positive) => Number::PosInt(positive),
        Err(_) => Number::NegInt(integer),
    }
}

fn official_list(
    list: &[Any],
    bare: bool,
    item: Option<&str>,
    writer: QueryValueWriter<'_>,
    flat: bool,
) -> Option<()> {
    if list.is_empty() && flat {
        return Some(());
    }
    let mut entries = writer.start_list(bare, item);
    for value in list {
        value.official(entries.entry(), flat)?;
    }
    entries.finish();
    Some(())
}

fn flatten_list<'a>(
    list: &'a [Any],
    key: &str,
    item: Option<&str>,
    flat: bool,
    to: &mut Vec<(String, Leaf<'a>)>,
) {
    if list.is_empty() && !flat {
        to.push((key.to_owned(), Leaf::Nothing));
    }
    for (index, value) in (1..).zip(list) {
        let key = match item {
            Some(item) => format!("{key}.{item}.{index}"),
            None => format!("{key}.{index}"),
        };
        value.flatten(&key, flat, to);
    }
}

/// What a value of the form should say.
#[derive(Debug)]
enum Leaf<'a> {
    Of(&'a Any),
    Nothing,
}

impl Leaf<'_> {
    fn is(&self, text: &str) -> bool {
        let Self::Of(value) = self else { return text.is_empty() };
        match value {
            Any::Text(expected) => text == expected,
            Any::Flag(flag) => text == flag.to_string(),
            Any::Byte(integer) => text == integer.to_string(),
            Any::Short(integer) => text == integer.to_string(),
            Any::Integer(integer) => text == integer.to_string(),
            Any::Long(integer) => text == integer.to_string(),
            Any::Float(float) => same(text, (*float).into()),
            Any::Double(double) => same(text, *double),
            Any::Bytes(bytes) => base64::decode(text).is_ok_and(|read| read == *bytes),
            Any::Time(time, format) => {
                let read = DateTime::from_str(text, *format).expect("a time can be read again");
                let nanos = match format {
                    Format::EpochSeconds => time.subsec_nanos(),
                    Format::HttpDate => 0,
                    _ => time.subsec_nanos() / 1000 * 1000,
                };
                (read.secs(), read.subsec_nanos()) == (time.secs(), nanos)
            }
            Any::List(_) | Any::Named(..) | Any::Structure(_) => false,
        }
    }
}

/// Numbers that a form cannot tell apart are those that are none.
fn same(text: &str, double: f64) -> bool {
    match text {
        "NaN" => double.is_nan(),
        "Infinity" => double == f64::INFINITY,
        "-Infinity" => double == f64::NEG_INFINITY,
        _ => text.parse::<f64>().is_ok_and(|read| read.to_bits() == double.to_bits()),
    }
}
