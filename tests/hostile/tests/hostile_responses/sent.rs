//! Values of the caller: what is sent holds all of them, or nothing is sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tinsmith_runtime::ec2_query;
use tinsmith_runtime::primitives::{Blob, DateTime};
use tinsmith_runtime::query::{Value, Writer};
use tinsmith_runtime::shape::Empty;
use tinsmith_runtime::wire::{EncodeError, Request, host_label};

use crate::case::{Case, Prepared, Size, outcome, set};
use crate::shapes::Wide;

/// What is sent, but for what every request begins with.
fn sent(request: Result<Request, EncodeError>) -> String {
    outcome(request.map(|request| {
        let body = String::from_utf8(request.body).unwrap();
        let members = body.strip_prefix("Action=A&Version=1").unwrap();
        match members.len() {
            0..=200 => members.to_owned(),
            length => {
                let start: String = members.chars().take(40).collect();
                let end = members.get(length - 20..).unwrap();
                format!("{start}… {end}, {length} bytes")
            }
        }
    }))
}

/// An input whose members a function writes.
struct Members<F>(F);

impl<F: Fn(&mut Writer<'_>)> Value for Members<F> {
    fn write(&self, q: &mut Writer<'_>) {
        (self.0)(q);
    }
}

fn members(write: impl Fn(&mut Writer<'_>)) -> String {
    sent(ec2_query::request("A", "1", &Members(write)))
}

/// A case whose value is sent as the member `M`.
fn value<V: Value + Send + 'static>(
    name: &'static str,
    value: impl Fn(Size) -> (usize, V) + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let (input, value) = value(size);
        let value = Some(value);
        let work = move || members(|q| q.put("M", &value));
        Prepared::new(input, work)
    };
    Case::new(name, prepare, expected)
}

pub(super) fn cases() -> Vec<Case> {
    let text = |unit: &'static str| {
        move |size: Size| {
            let text = unit.repeat(size.long / unit.len());
            (text.len(), text)
        }
    };
    let all = |encoded: &'static str, of: usize| {
        move |size: Size| {
            let start: String = format!("&M={}", encoded.repeat(40)).chars().take(40).collect();
            let length = 3 + size.long / of * encoded.len();
            let end = encoded.repeat(20);
            format!("{start}… {}, {length} bytes", &end[end.len() - 20..])
        }
    };
    vec![
        value("sent: letters", text("a"), all("a", 1)),
        value("sent: spaces", text(" "), all("%20", 1)),
        value("sent: NULs", text("\0"), all("%00", 1)),
        value("sent: characters of four bytes", text("\u{1F600}"), all("%F0%9F%98%80", 4)),
        value("sent: signs that separate", text("&="), all("%26%3D", 2)),
        value(
            "sent: control characters",
            |_| (33, (0..32).map(char::from).chain(['\u{7f}']).collect::<String>()),
            |_| {
                let codes = (0..32).chain([0x7f]).map(|code| format!("%{code:02X}"));
                format!("&M={}", codes.collect::<String>())
            },
        ),
        value(
            "sent: very many texts",
            |size| (size.many * 16, vec!["a".to_owned(); size.many]),
            |size| {
                let digits: usize = (1..=size.many).map(|n| n.to_string().len()).sum();
                let end = format!("&M.{}=a&M.{}=a", size.many - 1, size.many);
                let end = &end[end.len() - 20..];
                format!(
                    "&M.1=a&M.2=a&M.3=a&M.4=a&M.5=a&M.6=a&M.7… {end}, {} bytes",
                    digits + 5 * size.many
                )
            },
        ),
        value(
            "sent: very many structures without members",
            |size| {
                (
                    size.many / 50 * size_of::<Wide>(),
                    (0..size.many / 50).map(|_| Wide::empty()).collect::<Vec<_>>(),
                )
            },
            set(""),
        ),
        value(
            "sent: a blob",
            |size| (size.long / 2, Blob::new(vec![0xFB; size.long / 2])),
            |size| {
                let text = STANDARD.encode(vec![0xFB; size.long / 2]);
                let text = text.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
                let (start, end) = (&text[..37], &text[text.len() - 20..]);
                format!("&M={start}… {end}, {} bytes", text.len() + 3)
            },
        ),
        value("sent: the largest number", |_| (8, f64::MAX), set("&M=1.7976931348623157e308")),
        value("sent: the smallest number", |_| (8, 5e-324), set("&M=5e-324")),
        value("sent: no number", |_| (8, f64::NAN), set("&M=NaN")),
        value("sent: minus infinity", |_| (4, f32::NEG_INFINITY), set("&M=-Infinity")),
        value("sent: minus zero", |_| (8, -0.0), set("&M=-0.0")),
        value("sent: the smallest integer", |_| (8, i64::MIN), set("&M=-9223372036854775808")),
        value(
            "sent: a time beyond the year 9999",
            |_| (8, DateTime::from_secs(i64::MAX)),
            set("error: cannot send `M`: a timestamp must lie in the years 0001 to 9999"),
        ),
        Case::new(
            "sent: a long name of a host",
            |size| {
                let label = "a".repeat(size.long);
                let work = move || outcome(host_label("id", Some(&label)).map(str::to_owned));
                Prepared::new(size.long, work)
            },
            |_| {
                format!(
                    "error: cannot send `id`: it is part of the host name, in which \"{}…\" cannot be",
                    "a".repeat(64)
                )
            },
        ),
        value(
            "sent: very many structures",
            |size| {
                let wide = Wide::with_first("b");
                (size.many / 50 * size_of::<Wide>(), vec![wide; size.many / 50])
            },
            |size| {
                let numbers = 1..=size.many / 50;
                let length: usize = numbers.map(|n| format!("&M.{n}.M0=b").len()).sum();
                let last = format!("&M.{}.M0=b&M.{}.M0=b", size.many / 50 - 1, size.many / 50);
                format!(
                    "&M.1.M0=b&M.2.M0=b&M.3.M0=b&M.4.M0=b&M.5… {}, {length} bytes",
                    &last[last.len() - 20..]
                )
            },
        ),
    ]
}
