//! What goes wrong between a client and a service, over a socket of this machine: connections cut at every stage, bodies that are
//! slow, short, long or not what they say they are, and answers that somebody else than the service gives. Each is an error that
//! says what happened, and carries the id of the request where the answer had one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use aws_sdk_ec2::config::retry::RetryConfig;
use aws_sdk_ec2::config::timeout::TimeoutConfig;
use aws_sdk_ec2::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_ec2::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::{
    DeprovisionByoipCidrError, DeprovisionByoipCidrOutput,
};
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::{Client, Config};

const ID: &str = "59dbff89-35bd-4eac-99ed-be587EXAMPLE";
const RANGE: &str = "<DeprovisionByoipCidrResponse><byoipCidr><cidr>203.0.113.0/24</cidr>\
    <state>pending-deprovision</state></byoipCidr></DeprovisionByoipCidrResponse>";
const REFUSED: &str = "<Response><Errors><Error><Code>IncorrectState</Code>\
    <Message>not now</Message></Error></Errors></Response>";

/// A step of what a server does once it has read a request.
#[derive(Clone)]
enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Ends the connection in the middle of it, with a reset.
    Reset,
}
use Step::{Reset, Send, Wait};

/// A server that does the same on each connection, and counts the requests.
struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<usize>>,
}

impl Server {
    /// Reads a request, takes the steps, and closes the connection.
    fn new(steps: Vec<Step>) -> Self {
        Self::start(true, steps)
    }

    fn start(reads: bool, steps: Vec<Step>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(0));
        let count = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (count, steps) = (Arc::clone(&count), steps.clone());
                thread::spawn(move || {
                    if !reads || read_request(&stream).is_ok() {
                        *count.lock().unwrap() += 1;
                        take(stream, steps);
                    }
                });
            }
        });
        Self { address, requests }
    }

    /// A server that sends this, and closes the connection.
    fn sending(text: impl Into<Vec<u8>>) -> Self {
        Self::new(vec![Send(text.into())])
    }

    fn requests(&self) -> usize {
        *self.requests.lock().unwrap()
    }

    async fn call(&self) -> Answer {
        self.call_with(|config| config).await
    }

    async fn call_with(&self, change: impl FnOnce(Builder) -> Builder) -> Answer {
        let retries = RetryConfig::standard()
            .with_initial_backoff(Duration::from_millis(1))
            .with_max_backoff(Duration::from_millis(2));
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
            .retry_config(retries)
            .endpoint_url(format!("http://{}", self.address));
        let client = Client::from_conf(change(config).build());
        client.deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await
    }
}

type Answer = Result<DeprovisionByoipCidrOutput, SdkError<DeprovisionByoipCidrError>>;

fn read_request(stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 0 {
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            return reader.read_exact(&mut vec![0; length]);
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

fn take(mut stream: TcpStream, steps: Vec<Step>) {
    for step in steps {
        match step {
            // The client may have gone.
            Send(bytes) => drop(stream.write_all(&bytes)),
            Wait(time) => thread::sleep(time),
            Reset => return drop(stream.shutdown(Shutdown::Both)),
        }
    }
    // A close with bytes still to come is a reset, which could overtake what was sent.
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.read_to_end(&mut Vec::new());
}

/// An answer with its length, and with an id.
fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nx-amzn-requestid: {ID}\r\ncontent-length: {length}\r\n\r\n{body}")
}

fn chain(error: &SdkError<DeprovisionByoipCidrError>) -> String {
    DisplayErrorContext(error).to_string()
}

#[tokio::test]
async fn a_whole_answer_is_read_however_it_comes() {
    for (name, text) in [
        ("with its length", answer("200 OK", RANGE)),
        ("until the end", format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{RANGE}")),
        ("in chunks", {
            let (one, two) = RANGE.split_at(40);
            let (a, b) = (one.len(), two.len());
            format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{a:x}\r\n{one}\r\n{b:x}\r\n{two}\r\n0\r\n\r\n"
            )
        }),
        (
            "after an interim answer",
            format!("HTTP/1.1 100 Continue\r\n\r\n{}", answer("200 OK", RANGE)),
        ),
    ] {
        let output = Server::sending(text).call().await.unwrap();
        assert_eq!(output.byoip_cidr().unwrap().cidr(), Some("203.0.113.0/24"), "{name}");
    }
    // Byte by byte.
    let steps = answer("200 OK", RANGE).into_bytes().into_iter().map(|byte| Send(vec![byte]));
    let output = Server::new(steps.collect()).call().await.unwrap();
    assert_eq!(output.request_id(), Some(ID));
}

#[tokio::test]
async fn a_connection_that_is_cut_before_the_answer_is_tried_again() {
    let whole = answer("200 OK", RANGE);
    let head = whole.find("\r\n\r\n").unwrap();
    for (name, server) in [
        ("before the request is read", Server::start(false, vec![Reset])),
        ("after the request", Server::new(vec![])),
        ("in the status line", Server::sending(&whole[..12])),
        ("in the headers", Server::sending(&whole[..head - 5])),
        ("with a reset", Server::new(vec![Send(whole[..head - 5].into()), Reset])),
    ] {
        let error = server.call().await.unwrap_err();
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{name}: {error:?}");
        assert_eq!(server.requests(), 3, "{name}");
        assert_eq!(
            (error.code(), error.request_id(), error.raw_response().is_some()),
            (None, None, false),
            "{name}"
        );
        let chain = chain(&error);
        assert!(chain.starts_with("dispatch failure: "), "{name}: {chain}");
        assert!(chain.contains("connection") || chain.contains("incomplete"), "{name}: {chain}");
    }
    // Nobody listens.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let server = Server { address: listener.local_addr().unwrap(), requests: Arc::default() };
    drop(listener);
    let error = server.call().await.unwrap_err();
    assert!(chain(&error).contains("refused"), "{}", chain(&error));
}

#[tokio::test]
async fn a_body_that_is_cut_is_an_error_with_the_id_of_the_request() {
    let whole = answer("200 OK", RANGE);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nx-amzn-requestid: {ID}\r\ntransfer-encoding: chunked\r\n\r\nff\r\n<Depro"
    );
    for (name, text) in [
        ("before the body", &whole[..whole.len() - RANGE.len()]),
        ("in the body", &whole[..whole.len() - 20]),
        ("in a chunk", &chunked),
    ] {
        let server = Server::sending(text);
        let error = server.call().await.unwrap_err();
        assert_eq!(error.request_id(), Some(ID), "{name}: {error:?}");
        assert_eq!(error.raw_response().unwrap().status().as_u16(), 200, "{name}");
        let chain = chain(&error);
        assert!(
            chain.contains("body")
                || chain.contains("content-length")
                || chain.contains("end of file"),
            "{name}: {chain}"
        );
        assert!(matches!(error, SdkError::ResponseError(_)), "{name}: {error:?}");
    }
}

#[tokio::test]
async fn a_length_that_is_too_small_ends_the_body() {
    let cut = |length: usize| {
        let text = format!(
            "HTTP/1.1 200 OK\r\nx-amzn-requestid: {ID}\r\ncontent-length: {length}\r\n\r\n{RANGE}"
        );
        Server::sending(text)
    };
    // What the length leaves is read as far as it goes, as the official crate does.
    let output = cut(RANGE.find("<state>").unwrap()).call().await.unwrap();
    let range = output.byoip_cidr().unwrap();
    assert_eq!((range.cidr(), range.state()), (Some("203.0.113.0/24"), None));
    let error = cut(0).call().await.unwrap_err();
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!((error.code(), error.request_id()), (None, Some(ID)));
    assert!(chain(&error).contains("root element"), "{}", chain(&error));
}

#[tokio::test]
async fn what_takes_too_long_is_a_timeout_that_says_which() {
    let half = answer("200 OK", RANGE);
    let (head, tail) = half.split_at(half.len() - 10);
    let long = Wait(Duration::from_secs(20));
    let timeouts = |change: fn(
        aws_sdk_ec2::config::timeout::TimeoutConfigBuilder,
    ) -> aws_sdk_ec2::config::timeout::TimeoutConfigBuilder| {
        move |config: Builder| config.timeout_config(change(TimeoutConfig::builder()).build())
    };
    for (name, steps) in [
        ("no answer", vec![long.clone()]),
        ("half an answer", vec![Send(head.into()), long.clone(), Send(tail.into())]),
    ] {
        let start = Instant::now();
        let server = Server::new(steps.clone());
        let error = server
            .call_with(timeouts(|t| t.operation_timeout(Duration::from_millis(300))))
            .await
            .unwrap_err();
        assert!(matches!(error, SdkError::TimeoutError(_)), "{name}: {error:?}");
        assert!(chain(&error).contains("operation timeout"), "{name}: {}", chain(&error));
        assert_eq!(server.requests(), 1, "{name}");

        let server = Server::new(steps);
        let error = server
            .call_with(timeouts(|t| t.operation_attempt_timeout(Duration::from_millis(200))))
            .await
            .unwrap_err();
        assert!(chain(&error).contains("operation attempt timeout"), "{name}: {}", chain(&error));
        assert_eq!(server.requests(), 3, "{name}");
        assert!(start.elapsed() < Duration::from_secs(15), "{name}");
    }
    let server = Server::new(vec![long]);
    let error = server
        .call_with(timeouts(|t| t.read_timeout(Duration::from_millis(100))))
        .await
        .unwrap_err();
    assert!(chain(&error).contains("timeout"), "{}", chain(&error));
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::sending(answer("200 OK", RANGE));
    for status in ["301 Moved Permanently", "307 Temporary Redirect"] {
        let text = format!(
            "HTTP/1.1 {status}\r\nlocation: http://{}/\r\nx-amzn-requestid: {ID}\r\ncontent-length: 0\r\n\r\n",
            other.address
        );
        let server = Server::sending(text);
        let error = server.call().await.unwrap_err();
        assert!(matches!(error, SdkError::ServiceError(_)), "{status}: {error:?}");
        assert_eq!(error.raw_response().unwrap().status().to_string(), status[..3], "{status}");
        assert_eq!((error.code(), error.request_id()), (None, Some(ID)), "{status}");
        assert_eq!(server.requests(), 1, "{status}");
    }
    // The request is signed for one host: nobody else gets to see it.
    assert_eq!(other.requests(), 0);
}

#[tokio::test]
async fn an_error_in_a_success_and_an_answer_of_somebody_else_are_errors() {
    let page = "<html><body><h1>503 Service Unavailable</h1><br></body></html>";
    for (name, text, attempts, says) in [
        ("200 with an error", answer("200 OK", REFUSED), 1, "invalid root"),
        (
            "204",
            format!("HTTP/1.1 204 No Content\r\nx-amzn-requestid: {ID}\r\n\r\n"),
            1,
            "root element",
        ),
        ("200 with a page", answer("200 OK", page), 1, "invalid root"),
        ("200 with JSON", answer("200 OK", "{}"), 1, "root element"),
        ("200 in Latin-1", String::from("latin"), 1, "utf-8"),
        ("503 with a page", answer("503 Service Unavailable", page), 3, "unhandled error"),
        ("502 with text", answer("502 Bad Gateway", "bad gateway"), 3, "unhandled error"),
        ("404 without a body", answer("404 Not Found", ""), 1, "root element"),
    ] {
        let bytes = if text == "latin" {
            let mut bytes = answer("200 OK", &RANGE.replace("pending", "p~nding")).into_bytes();
            let place = bytes.iter().position(|byte| *byte == b'~').unwrap();
            bytes[place] = 0xe9;
            bytes
        } else {
            text.into_bytes()
        };
        let server = Server::sending(bytes);
        let error = server.call().await.unwrap_err();
        assert!(matches!(error, SdkError::ServiceError(_)), "{name}: {error:?}");
        assert_eq!((error.code(), error.request_id()), (None, Some(ID)), "{name}");
        assert_eq!(server.requests(), attempts, "{name}");
        let chain = chain(&error);
        assert!(chain.to_lowercase().contains(says), "{name}: {chain}");
        assert!(error.raw_response().is_some(), "{name}");
    }
    // With the code that it should have, it is the service's error.
    let server = Server::sending(answer("400 Bad Request", REFUSED));
    let error = server.call().await.unwrap_err();
    assert_eq!(
        (error.code(), error.message(), error.request_id()),
        (Some("IncorrectState"), Some("not now"), Some(ID))
    );
}

#[tokio::test]
async fn what_is_no_http_is_a_dispatch_failure() {
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x-many: 1\r\n".repeat(10_000));
    for (name, text) in [
        ("another protocol", "SSH-2.0-OpenSSH_9.6\r\n".to_owned()),
        ("no status", "HTTP/1.1 twohundred OK\r\n\r\n".to_owned()),
        ("too many headers", many),
        (
            "a length that is no number",
            "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n".to_owned(),
        ),
    ] {
        let error = Server::sending(text).call().await.unwrap_err();
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{name}: {error:?}");
        let chain = chain(&error);
        assert!(chain.starts_with("dispatch failure: "), "{name}: {chain}");
    }
}
