//! Values of the caller: what is sent holds all of them, or nothing is sent; and the same as JSON, with serde.

use aws_sdk_ec2::operation::provision_byoip_cidr::{ProvisionByoipCidr, ProvisionByoipCidrInput};
use aws_sdk_ec2::types::{ByoipCidr, Tag, TagSpecification};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tinsmith_runtime::ec2_query;
use tinsmith_runtime::primitives::{Blob, DateTime};
use tinsmith_runtime::query::Writer;
use tinsmith_runtime::shape::Empty;
use tinsmith_runtime::wire::{EncodeError, Operation, Request, host_label};

use crate::case::{Case, Prepared, Size, outcome, repeated};
use crate::shapes::Wide;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = requests();
    cases.extend(json());
    cases
}

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

fn members(write: impl FnOnce(&mut Writer<'_>)) -> String {
    sent(ec2_query::request("A", "1", write))
}

/// A case whose value is sent as the member `M`.
fn value<V: tinsmith_runtime::query::Value + Send + 'static>(
    name: &'static str,
    value: impl Fn(Size) -> (usize, V) + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let (input, value) = value(size);
        let work = move || members(|q| q.put("M", &Some(value)));
        Prepared::new(input, work)
    };
    Case::new(name, prepare, expected)
}

fn requests() -> Vec<Case> {
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
    let exactly = |text: &'static str| move |_: Size| text.to_owned();
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
            exactly(""),
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
        value("sent: the largest number", |_| (8, f64::MAX), exactly("&M=1.7976931348623157e308")),
        value("sent: the smallest number", |_| (8, 5e-324), exactly("&M=5e-324")),
        value("sent: no number", |_| (8, f64::NAN), exactly("&M=NaN")),
        value("sent: minus infinity", |_| (4, f32::NEG_INFINITY), exactly("&M=-Infinity")),
        value("sent: minus zero", |_| (8, -0.0), exactly("&M=-0.0")),
        value("sent: the smallest integer", |_| (8, i64::MIN), exactly("&M=-9223372036854775808")),
        value(
            "sent: a time beyond the year 9999",
            |_| (8, DateTime::from_secs(i64::MAX)),
            exactly("error: cannot send `M`: a timestamp must lie in the years 0001 to 9999"),
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
        Case::new(
            "sent: very many structures",
            |size| {
                let input = input(size.many);
                let body = move || ProvisionByoipCidr::encode(&input).map(|request| request.body);
                let work = move || {
                    outcome(body().map(|body| {
                        let body = String::from_utf8(body).unwrap();
                        let keys = body.matches("PoolTagSpecification.1.Tag.").count();
                        format!("{keys} keys, {}", &body[..50])
                    }))
                };
                Prepared::new(size.many * 60, work)
            },
            |size| {
                format!(
                    "{} keys, Action=ProvisionByoipCidr&Version=2016-11-15&Cidr=",
                    2 * size.many
                )
            },
        ),
    ]
}

fn input(tags: usize) -> ProvisionByoipCidrInput {
    let tag = Tag::builder().key("k").value("v").build();
    let tags = TagSpecification::builder().set_tags(Some(vec![tag; tags])).build();
    ProvisionByoipCidrInput::builder()
        .cidr("203.0.113.0/24")
        .pool_tag_specifications(tags)
        .build()
        .unwrap()
}

/// A case that reads JSON as a range.
fn range(
    name: &'static str,
    text: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let text = text(size);
        let input = text.len();
        let work = move || {
            outcome(serde_json::from_slice::<ByoipCidr>(&text).map(|range| {
                let associations = range.asn_associations().len();
                let length = range.cidr().unwrap_or_default().len();
                let again = serde_json::to_string(&range).unwrap().len();
                format!("text of {length} bytes, {associations} items, {again} bytes again")
            }))
        };
        Prepared::new(input, work)
    };
    Case::new(name, prepare, expected)
}

fn json() -> Vec<Case> {
    vec![
        range(
            "JSON: a long text",
            |size| repeated("{\"Cidr\":\"", "a", size.long, "\"}"),
            |size| {
                format!("text of {0} bytes, 0 items, {1} bytes again", size.long, size.long + 11)
            },
        ),
        range(
            "JSON: text with escapes",
            |size| repeated("{\"Cidr\":\"", "\\u0000", size.long / 6, "\"}"),
            |size| {
                format!(
                    "text of {0} bytes, 0 items, {1} bytes again",
                    size.long / 6,
                    size.long / 6 * 6 + 11
                )
            },
        ),
        range(
            "JSON: very many items",
            |size| {
                repeated(
                    "{\"AsnAssociations\":[{\"Asn\":\"1\"}",
                    ",{\"Asn\":\"1\"}",
                    size.many - 1,
                    "]}",
                )
            },
            |size| {
                format!(
                    "text of 0 bytes, {0} items, {1} bytes again",
                    size.many,
                    12 * size.many - 1 + 22
                )
            },
        ),
        range(
            "JSON: unknown members",
            |size| repeated("{", "\"X\":{},", size.many, "\"Cidr\":\"b\"}"),
            |_| "text of 1 bytes, 0 items, 12 bytes again".to_owned(),
        ),
        range(
            "JSON: unknown and deep",
            |size| repeated("{\"X\":", "[", size.deep, ""),
            |_| "error: EOF while parsing a list".to_owned(),
        ),
        range(
            "JSON: a list in the place of a text",
            |_| b"{\"Cidr\":[]}".to_vec(),
            |_| "error: invalid type: sequence, expected a string".to_owned(),
        ),
        range(
            "JSON: cut",
            |size| repeated("{\"Cidr\":\"", "a", size.long, ""),
            |_| "error: EOF while parsing a string".to_owned(),
        ),
    ]
}
