//! The rules of the data model, one by one.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime};

use crate::shape::Empty;
use crate::xml::{Cursor, Error, Mode, Structure, document};

#[derive(Debug, Default, PartialEq)]
struct All {
    text: Option<String>,
    flag: Option<bool>,
    byte: Option<i8>,
    short: Option<i16>,
    int: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    double: Option<f64>,
    blob: Option<Blob>,
    time: Option<DateTime>,
    epoch: Option<DateTime>,
    http: Option<DateTime>,
    times: Option<Vec<DateTime>>,
    names: Option<Vec<String>>,
    flat: Option<Vec<i32>>,
    all: Option<Box<All>>,
    required: Option<String>,
    attribute: Option<String>,
}

impl Empty for All {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for All {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
        match tag {
            "text" => x.read(&mut self.text),
            "flag" => x.read(&mut self.flag),
            "byte" => x.read(&mut self.byte),
            "short" => x.read(&mut self.short),
            "int" => x.read(&mut self.int),
            "long" => x.read(&mut self.long),
            "float" => x.read(&mut self.float),
            "double" => x.read(&mut self.double),
            "blob" => x.read(&mut self.blob),
            "time" => x.read(&mut self.time),
            "epoch" => x.timestamp(&mut self.epoch, Format::EpochSeconds),
            "http" => x.timestamp(&mut self.http, Format::HttpDate),
            "times" => x.read_with(&mut self.times, |x| {
                x.items("t", |x| x.timestamp_value(Format::EpochSeconds))
            }),
            "names" => x.list(&mut self.names, "name"),
            "flat" => x.flat_list(&mut self.flat),
            "all" => x.read_boxed(&mut self.all),
            "attributed" => {
                self.attribute = x.attribute("xsi:type").map(|value| value.into_owned());
                x.skip()
            }
            _ => x.skip(),
        }
    }

    fn correct(&mut self) {
        if self.text.is_some() {
            self.required.get_or_insert_with(String::new);
        }
    }
}

fn read(content: &str) -> All {
    document(format!("<R>{content}</R>").as_bytes(), "R", Mode::Lenient).unwrap()
}

#[track_caller]
fn refused(content: &str, expected: &str) {
    let error =
        document::<All>(format!("<R>{content}</R>").as_bytes(), "R", Mode::Lenient).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn absent_elements_are_none() {
    assert_eq!(read(""), All::default());
}

#[test]
fn empty_elements() {
    assert_eq!(read("<text/>").text.as_deref(), Some(""));
    assert_eq!(read("<text></text>").text.as_deref(), Some(""));
    assert_eq!(read("<names/>").names, Some(vec![]));
    assert_eq!(read("<blob/>").blob, Some(Blob::new("")));
    assert_eq!(read("<all/>").all, Some(Box::default()));
    refused("<int/>", "R/int: expected an integer of 32 bits, found nothing (at byte 9)");
    refused("<flag></flag>", "R/flag: expected `true` or `false`, found nothing (at byte 9)");
    refused(
        "<time/>",
        "R/time: expected a date and time such as `2026-11-23T06:49:25Z`, found nothing (at byte 10)",
    );
}

#[test]
fn numbers_and_booleans() {
    let all = read(
        "<byte>-128</byte><short>-32768</short><int>2147483647</int><long>-9223372036854775808</long><flag>true</flag>",
    );
    assert_eq!(
        (all.byte, all.short, all.int, all.long),
        (Some(i8::MIN), Some(i16::MIN), Some(i32::MAX), Some(i64::MIN))
    );
    assert_eq!(all.flag, Some(true));
    assert_eq!(read("<double>-1.5e3</double>").double, Some(-1500.0));
    assert_eq!(read("<double>Infinity</double>").double, Some(f64::INFINITY));
    assert_eq!(read("<float>-Infinity</float>").float, Some(f32::NEG_INFINITY));
    assert!(read("<double>NaN</double>").double.unwrap().is_nan());
    refused("<byte>128</byte>", "R/byte: expected an integer of 8 bits, found \"128\" (at byte 9)");
    refused("<int> 1</int>", "R/int: expected an integer of 32 bits, found \" 1\" (at byte 8)");
    refused("<int>1.0</int>", "R/int: expected an integer of 32 bits, found \"1.0\" (at byte 8)");
    refused("<flag>TRUE</flag>", "R/flag: expected `true` or `false`, found \"TRUE\" (at byte 9)");
}

#[test]
fn timestamps() {
    assert_eq!(
        read("<time>2026-11-23T06:49:25.000Z</time>").time,
        Some(DateTime::from_secs(1_795_416_565))
    );
    assert_eq!(
        read("<time>2026-11-23T08:49:25+02:00</time>").time,
        Some(DateTime::from_secs(1_795_416_565))
    );
    assert_eq!(
        read("<epoch>1.5</epoch>").epoch,
        Some(DateTime::from_secs_and_nanos(1, 500_000_000))
    );
    assert_eq!(
        read("<http>Tue, 29 Apr 2014 18:30:38 GMT</http>").http,
        Some(DateTime::from_secs(1_398_796_238))
    );
    assert_eq!(
        read("<times><t>1</t><other/><t>2</t></times>").times,
        Some(vec![DateTime::from_secs(1), DateTime::from_secs(2)])
    );
    refused(
        "<time>2026-11-23 06:49:25Z</time>",
        "R/time: expected a date and time such as `2026-11-23T06:49:25Z`, found \"2026-11-23 06:49:25Z\" (at byte 9)",
    );
}

#[test]
fn no_timestamp_panics() {
    use super::corpus::Random;
    let seeds = [
        "2026-11-23T06:49:25.123456789+02:00",
        "-1.999999999",
        "Tue, 29 Apr 2014 18:30:38.123 GMT",
    ];
    let mut random = Random::new(3);
    for round in 0..30_000 {
        let mut text: Vec<char> = seeds[round % seeds.len()].chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len() + 1);
            match random.below(3) {
                0 => text.insert(at, ['0', '9', '.', '-', '+', ' ', 'é', ':'][random.below(8)]),
                1 if at < text.len() => drop(text.remove(at)),
                _ => text.truncate(at + 20),
            }
        }
        let text: String = text.into_iter().collect();
        for name in ["time", "epoch", "http"] {
            let _ = document::<All>(
                format!("<R><{name}>{text}</{name}></R>").as_bytes(),
                "R",
                Mode::Lenient,
            );
        }
    }
    refused(
        "<http>Tue, 29 Apr 2014 18:30:38. GMT</http>",
        "R/http: expected a date such as `Mon, 23 Nov 2026 06:49:25 GMT`, found \"Tue, 29 Apr 2014 18:30:38. GMT\" (at byte 9)",
    );
}

#[test]
fn blobs() {
    assert_eq!(read("<blob>aGk+/w==</blob>").blob, Some(Blob::new(b"hi>\xff".as_slice())));
    refused("<blob>a b</blob>", "R/blob: expected base64 (at byte 9)");
}

#[test]
fn lists() {
    assert_eq!(
        read("<names><name>a</name><item>b</item><name/></names>").names,
        Some(vec!["a".to_owned(), String::new()])
    );
    assert_eq!(
        read("<names><name>a</name></names><names><name>b</name></names>").names,
        Some(vec!["b".to_owned()])
    );
    assert_eq!(read("<flat>1</flat><int>0</int><flat>2</flat>").flat, Some(vec![1, 2]));
}

#[test]
fn order_and_repetition_do_not_matter_but_the_last_wins() {
    let all = read("<int>1</int><text>a</text><int>2</int><nothing><int>3</int></nothing>");
    assert_eq!((all.int, all.text.as_deref()), (Some(2), Some("a")));
}

#[test]
fn missing_members_are_corrected_after_the_last_child() {
    let all = read("<text>a</text><all><text>b</text></all>");
    assert_eq!(all.required.as_deref(), Some(""));
    assert_eq!(all.all.unwrap().required.as_deref(), Some(""));
    assert_eq!(read("").required, None);
}

#[test]
fn attributes() {
    let all = read("<attributed type='no' xsi:type=\"a &gt; b\"/>");
    assert_eq!(all.attribute.as_deref(), Some("a > b"));
    assert_eq!(read("<attributed type='no'/>").attribute, None);
}

#[test]
fn errors_say_where() {
    refused(
        "<all><names><name><a/></name></names></all>",
        "R/all/names/name: expected text, found the element `a` (at byte 21)",
    );
    refused(
        "<text>a&nbsp;b</text>",
        "R/text: expected a known reference, found \"&nbsp;\" (at byte 9)",
    );
    let long = "9".repeat(65);
    let error = document::<All>(format!("<R><int>{long}</int></R>").as_bytes(), "R", Mode::Lenient)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("R/int: expected an integer of 32 bits, found \"{}…\" (at byte 8)", "9".repeat(64))
    );
    assert_eq!((error.path().as_str(), error.offset()), ("R/int", 8));
}

#[test]
fn bodies_without_the_root() {
    for (body, expected) in [
        (b"".as_slice(), "no root element (at byte 0)"),
        (b"<?xml version=\"1.0\"?>", "no root element (at byte 21)"),
        (b"oops", "no root element: what comes before the root element is malformed (at byte 0)"),
        (b"<S/>", "invalid root, expected `R`, found `S` (at byte 0)"),
        (b"<R>\xff</R>", "the body is not UTF-8 (at byte 3)"),
    ] {
        assert_eq!(document::<All>(body, "R", Mode::Lenient).unwrap_err().to_string(), expected);
    }
    assert_eq!(document::<All>(b"<x:R/>", "R", Mode::Lenient).unwrap(), All::default());
}

#[test]
fn strict_refuses_what_lenient_forgives() {
    for (body, expected) in [
        (
            "<R><int>1</int><x>&y;</x></R>",
            "R/x: malformed XML: unknown reference in text (at byte 21)",
        ),
        // Characters that no document may have, however they are written.
        (
            "<R><int>1</int><x>&#30;</x></R>",
            "R/x: malformed XML: unknown reference in text (at byte 23)",
        ),
        (
            "<R><int>1</int><x>&#xFFFF;</x></R>",
            "R/x: malformed XML: unknown reference in text (at byte 26)",
        ),
        (
            "<R><int>1</int><x k='&#0;'/></R>",
            "R: malformed XML: unknown reference in an attribute of `x` (at byte 28)",
        ),
        (
            "<R><int>1</int><x k='' l='' k=''/></R>",
            "R: malformed XML: an attribute of `x` repeats (at byte 34)",
        ),
        ("<R><int>1</int>", "R: malformed XML: the document ends inside `R` (at byte 15)"),
        ("<R><int>1</int></S></R>", "R: malformed XML: `S` ends where `R` should (at byte 19)"),
        (
            "<R><int>1</int></R>x",
            "R: malformed XML: something follows the root element (at byte 20)",
        ),
        ("<R><int>1</int><", "R: malformed XML: an element has no valid name (at byte 16)"),
        (
            "<R><int>1</int><x><a></b></x></R>",
            "R/x: malformed XML: `b` ends where `a` should (at byte 25)",
        ),
        ("<R><int>1</int><x", "R: malformed XML: a tag does not end (at byte 17)"),
        (
            "<R><int>1</int><x k='&y;'/></R>",
            "R: malformed XML: unknown reference in an attribute of `x` (at byte 27)",
        ),
    ] {
        assert_eq!(
            document::<All>(body.as_bytes(), "R", Mode::Lenient).unwrap().int,
            Some(1),
            "{body}"
        );
        assert_eq!(
            document::<All>(body.as_bytes(), "R", Mode::Strict).unwrap_err().to_string(),
            expected,
            "{body}"
        );
    }
    let good =
        "<?xml version='1.0'?>\n<R k='&amp;'><int>1</int><!-- c --><x><y/></x></R>\n<!-- d -->";
    assert_eq!(document::<All>(good.as_bytes(), "R", Mode::Strict).unwrap().int, Some(1));
}

#[test]
fn text_is_borrowed_unless_it_holds_references() {
    use std::borrow::Cow;
    let text = |body: &'static [u8]| Cursor::new(body, Mode::Lenient).unwrap().text().unwrap();
    assert!(matches!(text(b"<R>plain</R>"), Cow::Borrowed("plain")));
    assert!(matches!(text(b"<R>a&lt;b</R>"), Cow::Owned(owned) if owned == "a<b"));
}
