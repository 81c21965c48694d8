//! Texts that stand for other values: encodings, numbers, times, base64; and bodies of errors.

use tinsmith_runtime::ec2_query;
use tinsmith_runtime::wire::{Headers, Response};

use crate::case::{Case, Prepared, Size, body, outcome, repeated, rootless, set, strictly};
use crate::shapes::Size as _;

pub(super) fn cases() -> Vec<Case> {
    [encodings(), numbers(), times(), blobs(), errors()].into_iter().flatten().collect()
}

/// A case of a few bytes.
fn short(name: &'static str, text: &'static [u8], expected: &'static str) -> Case {
    body(name, move |_| text.to_vec(), move |_| expected.to_owned())
}

/// A member with a text, and the error that it is.
fn refused(
    name: &'static str,
    member: &'static str,
    text: impl Fn(Size) -> String + Send + Sync + 'static,
    expected: &'static str,
) -> Case {
    body(
        name,
        move |size| format!("<R><{member}>{}</{member}></R>", text(size)).into_bytes(),
        move |_| format!("error: cannot read the response: R/{member}: expected {expected}"),
    )
}

/// A member with a text, and what it reads as.
fn read(
    name: &'static str,
    member: &'static str,
    text: impl Fn(Size) -> String + Send + Sync + 'static,
    value: &'static str,
) -> Case {
    body(
        name,
        move |size| format!("<R><{member}>{}</{member}></R>", text(size)).into_bytes(),
        move |_| format!("{member} {value}"),
    )
}

fn encodings() -> Vec<Case> {
    const NOT_UTF_8: &str = "error: cannot read the response: the body is not UTF-8 (at byte ";
    let utf_16 = |mark: &'static str, bytes: fn(u16) -> [u8; 2]| {
        move |size: Size| {
            let text = repeated(
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><R><text>",
                "a",
                size.long / 2,
                "</text></R>",
            );
            let text = String::from_utf8(text).unwrap();
            mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
        }
    };
    let within = |bytes: &'static [u8]| {
        move |size: Size| {
            [&repeated("<R><text>", "a", size.long, ""), bytes, b"</text></R>"].concat()
        }
    };
    vec![
        body("UTF-16 with a mark", utf_16("\u{FEFF}", u16::to_be_bytes), |_| {
            format!("{NOT_UTF_8}0)")
        }),
        body("UTF-16 with a mark, low byte first", utf_16("\u{FEFF}", u16::to_le_bytes), |_| {
            format!("{NOT_UTF_8}0)")
        }),
        rootless("UTF-16", utf_16("", u16::to_be_bytes)),
        rootless("UTF-16, low byte first", utf_16("", u16::to_le_bytes)),
        short("UTF-8 with a mark", b"\xEF\xBB\xBF<R><text>b</text></R>", "text \"b\""),
        short(
            "Latin-1, which says so",
            b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><R><text>\xE9</text></R>",
            "error: cannot read the response: the body is not UTF-8 (at byte 52)",
        ),
        short(
            "UTF-8 that says it is Latin-1",
            b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><R><text>\xC3\xA9</text></R>",
            "text \"\u{e9}\"",
        ),
        body("a byte that is no UTF-8", within(b"\xFF"), |size| {
            format!("{NOT_UTF_8}{})", size.long + 9)
        }),
        body("a longer form of a character", within(b"\xC0\xBC"), |size| {
            format!("{NOT_UTF_8}{})", size.long + 9)
        }),
        body("half of a pair of surrogates", within(b"\xED\xA0\x80"), |size| {
            format!("{NOT_UTF_8}{})", size.long + 9)
        }),
        body("half of a character", within(b"\xE2\x82"), |size| {
            format!("{NOT_UTF_8}{})", size.long + 9)
        }),
        body("a NUL in text", within(b"\0"), |_| {
            "error: cannot read the response: R/text: malformed XML: a character that XML forbids"
                .to_owned()
        }),
        strictly(
            "a NUL as a reference",
            |_| b"<R><text>a&#0;b</text></R>".to_vec(),
            // As in the official crate, which asks only whether there is such a character.
            set("text \"a\\0b\""),
            // No document may have it: XML 1.0, production 2.
            set(
                "error: cannot read the response: R/text: malformed XML: unknown reference in text",
            ),
        ),
        strictly(
            "a reference to no character",
            |_| b"<R><text>&#x110000;</text></R>".to_vec(),
            set(
                "error: cannot read the response: R/text: expected a known reference, found \"&#x110000;\"",
            ),
            set(
                "error: cannot read the response: R/text: malformed XML: unknown reference in text",
            ),
        ),
        body("compressed, and nobody asked", gzip, |_| format!("{NOT_UTF_8}1)")),
        body(
            "bytes of every value",
            |size| (0..=255).cycle().take(size.long).collect(),
            |_| format!("{NOT_UTF_8}128)"),
        ),
    ]
}

/// A megabyte of zeros for each kilobyte.
fn gzip(size: Size) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 16];
    for _ in 0..size.long / block.len() {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

fn numbers() -> Vec<Case> {
    const INTEGER: &str = "an integer of 32 bits, found \"";
    const LONG: &str = "an integer of 64 bits, found \"";
    const NUMBER: &str = "a number, found \"";
    let digits = |size: Size| "9".repeat(size.name);
    vec![
        refused("an integer of very many digits", "number", digits, INTEGER),
        refused("a long integer of very many digits", "long", digits, LONG),
        read(
            "an integer after very many zeros",
            "number",
            |size| format!("{}7", "0".repeat(size.name)),
            "7",
        ),
        refused("one more than the largest integer", "number", set("2147483648"), INTEGER),
        read("the smallest integer", "number", set("-2147483648"), "-2147483648"),
        refused("one more than the largest long integer", "long", set("9223372036854775808"), LONG),
        // Rust's own parsers, as in the official crate.
        read("an integer with a plus", "number", set("+7"), "7"),
        refused("an integer with a space", "number", set(" 7"), INTEGER),
        refused("an integer with a fraction", "number", set("7.0"), INTEGER),
        refused("an integer with an exponent", "number", set("7e0"), INTEGER),
        refused("an integer in other digits", "number", set("\u{0667}"), INTEGER),
        read("a float of very many digits", "float", digits, "inf"),
        read(
            "a float of very many zeros",
            "float",
            |size| format!("0.{}7", "0".repeat(size.name)),
            "0",
        ),
        read("a float with a large exponent", "float", set("1e999999999999"), "inf"),
        read("a float with a small exponent", "float", set("1e-999999999999"), "0"),
        refused(
            "a float with an exponent of very many digits",
            "float",
            |size| format!("1e{}x", "9".repeat(size.name)),
            NUMBER,
        ),
        read("no number", "float", set("NaN"), "NaN"),
        read("no number, in small letters", "float", set("nan"), "NaN"),
        read("infinity", "float", set("-Infinity"), "-inf"),
        read("infinity, in short", "float", set("inf"), "inf"),
        read("infinity, in capitals", "float", set("INFINITY"), "inf"),
        refused("a float with a space", "float", set("1.5 "), NUMBER),
        refused("a float in hexadecimal", "float", set("0x10"), NUMBER),
        refused("a boolean in capitals", "flag", set("TRUE"), "`true` or `false`, found \"TRUE\""),
        refused(
            "a boolean of very many letters",
            "flag",
            |size| "true".repeat(size.name),
            "`true` or `false`, found \"truetrue",
        ),
    ]
}

fn times() -> Vec<Case> {
    const TIME: &str = "a date and time such as `2026-11-23T06:49:25Z`, found \"";
    let fraction =
        |size: Size| format!("1970-01-01T00:00:01.{}Z", "123456789".repeat(size.name / 9));
    vec![
        refused("the year 10000", "time", set("10000-01-01T00:00:00Z"), TIME),
        refused("the year -1", "time", set("-0001-01-01T00:00:00Z"), TIME),
        read("the year 0", "time", set("0000-01-01T00:00:00Z"), "-62167219200.000000000"),
        read(
            "the last second of the year 9999",
            "time",
            set("9999-12-31T23:59:59Z"),
            "253402300799.000000000",
        ),
        refused("the 30th of February", "time", set("2026-02-30T00:00:00Z"), TIME),
        refused("the hour 24", "time", set("2026-01-01T24:00:00Z"), TIME),
        refused("an offset of +99:99", "time", set("2026-01-01T00:00:00+99:99"), TIME),
        read("an offset of +23:59", "time", set("1970-01-01T23:59:00+23:59"), "0.000000000"),
        read("a fraction of very many digits", "time", fraction, "1.123456789"),
        refused("a time of very many digits", "time", |size| "9".repeat(size.name), TIME),
        refused("a time with a space", "time", set(" 2026-01-01T00:00:00Z"), TIME),
        refused("a time without an offset", "time", set("2026-01-01T00:00:00"), TIME),
        refused(
            "seconds beyond all times",
            "epoch",
            set("9223372036854775808"),
            "seconds since 1970-01-01T00:00:00Z, found \"9223372036854775808\"",
        ),
        read(
            "the last second that there is",
            "epoch",
            set("9223372036854775807"),
            "9223372036854775807.000000000",
        ),
        refused(
            "seconds of very many digits",
            "epoch",
            |size| "9".repeat(size.name),
            "seconds since 1970-01-01T00:00:00Z",
        ),
        refused(
            "seconds with an exponent",
            "epoch",
            set("1e400"),
            "seconds since 1970-01-01T00:00:00Z, found \"1e400\"",
        ),
        refused(
            "no number of seconds",
            "epoch",
            set("NaN"),
            "seconds since 1970-01-01T00:00:00Z, found \"NaN\"",
        ),
        refused(
            "a date of very many letters",
            "date",
            |size| "Mon, ".repeat(size.name),
            "a date such as `Mon, 23 Nov 2026 06:49:25 GMT`",
        ),
    ]
}

fn blobs() -> Vec<Case> {
    let error =
        |_: Size| "error: cannot read the response: R/blob: expected base64 (at byte 9)".to_owned();
    vec![
        body(
            "base64",
            |size| repeated("<R><blob>", "QUJD", size.long / 8, "</blob></R>"),
            |size| format!("blob of {} bytes", 3 * (size.long / 8)),
        ),
        body(
            "base64 without its end",
            |size| repeated("<R><blob>", "QUJD", size.long / 8, "Q</blob></R>"),
            error,
        ),
        body("base64 with bits too many", |_| b"<R><blob>QUJ=</blob></R>".to_vec(), error),
        body("base64 with a line break", |_| b"<R><blob>QUJD\nQUJD</blob></R>".to_vec(), error),
        body(
            "base64 of signs",
            |size| repeated("<R><blob>", "=", size.long / 2, "</blob></R>"),
            error,
        ),
    ]
}

/// A case on the body of an error.
fn error(
    name: &'static str,
    body: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let body = body(size);
        Prepared::new(body.len(), move || metadata(&(), &body))
    };
    Case::new(name, prepare, expected)
}

fn metadata(headers: &dyn Headers, body: &[u8]) -> String {
    let read = ec2_query::error(&Response::new(400, headers, body)).map(|builder| {
        let error = builder.build();
        let part =
            |text: Option<&str>| text.map_or("none".to_owned(), |text| text.to_owned().size());
        let id = error.extra("aws_request_id");
        format!("code {}, message {}, id {}", part(error.code()), part(error.message()), part(id))
    });
    outcome(read)
}

fn errors() -> Vec<Case> {
    let envelope = |before: &'static str, after: &'static str| {
        move |size: Size| {
            let before = format!("<Response><Errors><Error>{before}");
            repeated(&before, "a", size.long, &format!("{after}</Error></Errors></Response>"))
        }
    };
    vec![
        error("the code of an error", envelope("<Code>", "</Code>"), |size| {
            format!("code of {} bytes, message none, id none", size.long)
        }),
        error(
            "the message of an error",
            envelope("<Code>b</Code><Message>", "</Message>"),
            |size| format!("code \"b\", message of {} bytes, id none", size.long),
        ),
        error(
            "very many errors",
            |size| {
                let one = "<Error><Code>b</Code></Error>";
                repeated("<Response><Errors>", one, size.many, "</Errors></Response>")
            },
            |_| "code \"b\", message none, id none".to_owned(),
        ),
        error(
            "errors in each other",
            |size| repeated("<Response>", "<Errors>", size.deep, ""),
            |_| "code none, message none, id none".to_owned(),
        ),
        error(
            "a page of a proxy",
            |size| {
                let before = "<!DOCTYPE html><html><head><title>503</title></head><body><br>";
                repeated(before, "<p>Service &nbsp; Unavailable", size.long / 29, "</body></html>")
            },
            |_| "code none, message none, id none".to_owned(),
        ),
        error(
            "JSON",
            |size| repeated("{\"message\":\"", "a", size.long, "\"}"),
            |_| {
                "error: cannot read the response: no root element: what comes before the root element is malformed".to_owned()
            },
        ),
        error(
            "an error without a body",
            |_| Vec::new(),
            |_| "error: cannot read the response: no root element".to_owned(),
        ),
        Case::new(
            "an id of a request",
            |size| {
                let id = "\u{e9}".repeat(size.name / 2);
                let work = move || metadata(&[("x-amzn-requestid", id)], b"<Response/>");
                Prepared::new(size.name, work)
            },
            |size| format!("code none, message none, id of {} bytes", size.name),
        ),
    ]
}
