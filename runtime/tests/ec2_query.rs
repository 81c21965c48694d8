//! The envelopes of ec2Query: which responses are successes, where codes, messages and request ids
//! come from.

use tinsmith_runtime::ec2_query::{self, Form, Members, NoMembers};
use tinsmith_runtime::shape::Empty;
use tinsmith_runtime::wire::{DecodeError, Response, SetRequestId};
use tinsmith_runtime::xml::{Cursor, Error, Mode, Structure};

#[derive(Debug, Default, PartialEq)]
struct Output {
    value: Option<String>,
    request_id: Option<String>,
}

impl Empty for Output {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for Output {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
        match tag {
            "value" => x.read(&mut self.value),
            _ => x.skip(),
        }
    }
}

impl SetRequestId for Output {
    fn set_request_id(&mut self, id: Option<String>) {
        self.request_id = id;
    }
}

fn read<F: Form<Output>>(response: &Response<'_>) -> Result<Output, DecodeError> {
    F::read(response, "Op", Mode::Lenient)
}

#[allow(clippy::unwrap_used, reason = "a helper of tests, in which unwrapping is allowed")]
fn error_of(body: &str) -> (Option<String>, Option<String>) {
    let error = ec2_query::error(&Response::new(400, &(), body.as_bytes())).unwrap().build();
    assert_eq!(error.extra("aws_request_id"), None);
    (error.code().map(str::to_owned), error.message().map(str::to_owned))
}

fn known(code: &str, message: &str) -> (Option<String>, Option<String>) {
    (Some(code.to_owned()), Some(message.to_owned()))
}

#[test]
fn success_is_any_2xx() {
    let success = |status| Response::new(status, &(), b"").is_success();
    assert!(success(200) && success(204) && success(299));
    assert!(!success(199) && !success(300) && !success(400) && !success(503));
}

#[test]
fn the_request_id_comes_from_the_headers_alone() {
    let body = b"<OpResponse><requestId>body</requestId><value>v</value></OpResponse>";
    let both = [("X-Amz-Request-Id", "second"), ("X-Amzn-RequestId", "first")];
    let output = read::<Members>(&Response::new(200, &both, body)).unwrap();
    assert_eq!((output.value.as_deref(), output.request_id.as_deref()), (Some("v"), Some("first")));

    let old = vec![("x-amz-request-id".to_owned(), "second".to_owned())];
    let output = read::<Members>(&Response::new(200, &old, body)).unwrap();
    assert_eq!(output.request_id.as_deref(), Some("second"));

    let output = read::<Members>(&Response::new(200, &(), body)).unwrap();
    assert_eq!(output.request_id, None);
}

#[test]
fn a_body_that_no_member_needs_is_not_looked_at() {
    let headers = [("x-amzn-requestid", "id")];
    for body in [b"".as_slice(), b"\xff", b"<Other/>"] {
        let output = read::<NoMembers>(&Response::new(200, &headers, body)).unwrap();
        assert_eq!(output, Output { value: None, request_id: Some("id".to_owned()) });
        assert!(read::<Members>(&Response::new(200, &headers, body)).is_err());
        let strict: Result<Output, _> =
            NoMembers::read(&Response::new(200, &headers, body), "Op", Mode::Strict);
        assert!(strict.is_err());
    }
}

#[test]
fn code_and_message_of_an_error() {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>UnauthorizedOperation</Code>\
                <Message>You are not &quot;authorized&quot;</Message><Other><Code>no</Code></Other></Error></Errors>\
                <RequestID>body</RequestID></Response>";
    assert_eq!(error_of(body), known("UnauthorizedOperation", "You are not \"authorized\""));
}

#[test]
fn what_error_bodies_may_lack_or_repeat() {
    // Any root.
    assert_eq!(
        error_of(
            "<x:Any><Errors><Error><Code>C</Code><Message>M</Message></Error></Errors></x:Any>"
        ),
        known("C", "M")
    );
    // Of several errors, the last one's fields win.
    assert_eq!(
        error_of(
            "<Response><Errors><Error><Code>A</Code><Message>M</Message></Error><Error><Code>B</Code></Error></Errors></Response>"
        ),
        known("B", "M")
    );
    assert_eq!(
        error_of(
            "<Response><Errors><Error><Code>A</Code></Error></Errors><Errors><Error><Message>M</Message></Error></Errors></Response>"
        ),
        known("A", "M")
    );
    // Nothing of use.
    for body in [
        "<Response/>",
        "<Response><Error><Code>A</Code></Error></Response>",
        "<Errors><Error><Code>A</Code></Error></Errors>",
    ] {
        assert_eq!(error_of(body), (None, None), "{body}");
    }
    // Cut off.
    assert_eq!(
        error_of("<Response><Errors><Error><Code>A</Code><Mess"),
        (Some("A".to_owned()), None)
    );
}

#[test]
fn an_error_body_that_is_not_xml_is_an_error() {
    for body in [b"".as_slice(), b"oops", b"\xff", b"{}"] {
        let error = ec2_query::error(&Response::new(503, &(), body)).unwrap_err();
        assert!(error.to_string().starts_with("cannot read the response: "), "{error}");
    }
}

#[test]
fn responses_do_not_print_their_bodies() {
    let headers = [("x-amzn-requestid", "id")];
    let printed = format!("{:?}", Response::new(200, &headers, b"secret"));
    assert_eq!(printed, "Response { status: 200, request_id: Some(\"id\"), body_len: 6, .. }");
}
