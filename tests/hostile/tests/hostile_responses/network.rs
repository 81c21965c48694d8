//! Whole answers, over a socket, to a client as it is: what its HTTP stack and its driver make of them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener};

use aws_sdk_ec2::config::retry::RetryConfig;
use aws_sdk_ec2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ec2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::{Client, Config};

use crate::case::{Case, Prepared, Size, repeated};

const XML: &str = "content-type: text/xml\r\n";
const ROOT: &str = "DescribeByoipCidrsResponse";

/// A server that answers one request, and the client's word on it.
fn answer(
    name: &'static str,
    status: &'static str,
    headers: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    body: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let (headers, body) = (headers(size), body(size));
        let input = headers.len() + body.len();
        let address = serve(status, headers, body);
        Prepared::new(input, move || call(address))
    };
    Case::new(name, prepare, expected)
}

fn serve(status: &'static str, headers: Vec<u8>, body: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || -> std::io::Result<()> {
        let (stream, _) = listener.accept()?;
        let mut reader = BufReader::new(&stream);
        let (mut line, mut length) = (String::new(), 0);
        while reader.read_line(&mut line)? > 2 {
            let header = line.trim().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        reader.read_exact(&mut vec![0; length])?;
        let mut stream = &stream;
        write!(
            stream,
            "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        )?;
        stream.write_all(&headers)?;
        stream.write_all(b"\r\n")?;
        stream.write_all(&body)?;
        stream.shutdown(Shutdown::Write)?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    });
    address
}

#[tokio::main(flavor = "current_thread")]
async fn call(address: SocketAddr) -> String {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(format!("http://{address}"));
    let client = Client::from_conf(config.build());
    match client.describe_byoip_cidrs().max_results(10).send().await {
        Ok(output) => {
            let token = output.next_token().map_or(0, str::len);
            let id = output.request_id().map_or(0, str::len);
            format!(
                "{} ranges, token of {token} bytes, id of {id} bytes",
                output.byoip_cidrs().len()
            )
        }
        Err(SdkError::ServiceError(error)) if error.err().code().is_some() => {
            let error = error.into_err();
            let length = |text: Option<&str>| text.map_or(0, str::len);
            let (code, message) = (length(error.code()), length(error.message()));
            format!(
                "service error: code of {code} bytes, message of {message} bytes, id of {} bytes",
                length(error.request_id())
            )
        }
        Err(error) => {
            let mut text = error.to_string();
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                text.push_str(&format!(": {error}"));
                source = error.source();
            }
            match text.len() {
                ..=12_000 => format!("error: {text}"),
                length => format!("an error of {length} bytes"),
            }
        }
    }
}

pub(super) fn cases() -> Vec<Case> {
    let none = |_: Size| XML.as_bytes().to_vec();
    let id = |id: fn(Size) -> Vec<u8>| {
        move |size: Size| [b"x-amzn-requestid: ".as_slice(), &id(size), b"\r\n"].concat()
    };
    let fault = |before: &'static str, after: &'static str| {
        move |size: Size| {
            let before = format!("<Response><Errors><Error>{before}");
            repeated(&before, "a", size.long, &format!("{after}</Error></Errors></Response>"))
        }
    };
    let small = |_: Size| format!("<{ROOT}/>").into_bytes();
    vec![
        answer(
            "HTTP: a long text",
            "200 OK",
            none,
            |size| {
                repeated(
                    &format!("<{ROOT}><nextToken>"),
                    "a",
                    size.long,
                    &format!("</nextToken></{ROOT}>"),
                )
            },
            |size| format!("0 ranges, token of {} bytes, id of 0 bytes", size.long),
        ),
        answer(
            "HTTP: very many items without members",
            "200 OK",
            none,
            |size| {
                repeated(
                    &format!("<{ROOT}><byoipCidrSet>"),
                    "<item/>",
                    size.many,
                    &format!("</byoipCidrSet></{ROOT}>"),
                )
            },
            |_| {
                format!(
                    "error: service error: unhandled error: cannot read the response: {ROOT}/byoipCidrSet/item: too many values: they would take "
                )
            },
        ),
        answer(
            "HTTP: very many items with a member each",
            "200 OK",
            none,
            |size| {
                let item = "<item><cidr>203.0.113.0/24</cidr></item>";
                repeated(
                    &format!("<{ROOT}><byoipCidrSet>"),
                    item,
                    size.many,
                    &format!("</byoipCidrSet></{ROOT}>"),
                )
            },
            |size| format!("{} ranges, token of 0 bytes, id of 0 bytes", size.many),
        ),
        answer(
            "HTTP: the code of an error",
            "400 Bad Request",
            none,
            fault("<Code>", "</Code>"),
            |size| {
                format!(
                    "service error: code of {} bytes, message of 0 bytes, id of 0 bytes",
                    size.long
                )
            },
        ),
        answer(
            "HTTP: the message of an error",
            "400 Bad Request",
            none,
            fault("<Code>b</Code><Message>", "</Message>"),
            |size| {
                format!(
                    "service error: code of 1 bytes, message of {} bytes, id of 0 bytes",
                    size.long
                )
            },
        ),
        answer(
            "HTTP: a page of a proxy",
            "503 Service Unavailable",
            |_| b"content-type: text/html\r\n".to_vec(),
            |size| {
                repeated(
                    "<!DOCTYPE html><html><body><br>",
                    "<p>&nbsp;",
                    size.long / 9,
                    "</body></html>",
                )
            },
            |_| "error: service error: unhandled error: Error".to_owned(),
        ),
        answer(
            "HTTP: compressed, and nobody asked",
            "200 OK",
            |_| b"content-encoding: gzip\r\n".to_vec(),
            |size| [&[0x1F, 0x8B, 8, 0][..], &vec![0xFF; size.long]].concat(),
            |_| {
                "error: service error: unhandled error: cannot read the response: the body is not UTF-8 (at byte 1)".to_owned()
            },
        ),
        answer("HTTP: an id of a kilobyte", "200 OK", id(|_| vec![b'a'; 1000]), small, |_| {
            "0 ranges, token of 0 bytes, id of 1000 bytes".to_owned()
        }),
        answer(
            "HTTP: a long id of a request",
            "200 OK",
            id(|size| vec![b'a'; size.name]),
            small,
            |size| {
                match size.name {
                // What the HTTP stack takes.
                ..400_000 => format!("0 ranges, token of 0 bytes, id of {} bytes", size.name),
                _ => "error: dispatch failure: other: client error (SendRequest): message head is too large".to_owned(),
            }
            },
        ),
        answer(
            "HTTP: an id beyond ASCII",
            "200 OK",
            id(|_| "\u{e9}\u{20ac}".into()),
            small,
            |_| "0 ranges, token of 0 bytes, id of 5 bytes".to_owned(),
        ),
        answer("HTTP: an id that is no UTF-8", "200 OK", id(|_| vec![b'a', 0xFF]), small, |_| {
            // As if it were not there: the answer is of use without it.
            "0 ranges, token of 0 bytes, id of 0 bytes".to_owned()
        }),
        answer(
            "HTTP: very many headers",
            "200 OK",
            |size| repeated("", "a: b\r\n", size.many, ""),
            small,
            |_| "error: ".to_owned(),
        ),
    ]
}
