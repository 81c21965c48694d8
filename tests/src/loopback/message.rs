//! HTTP/1.1 messages: a request is kept as it was sent, with the case and order of its headers,
//! because what was signed is what was sent.
//!
//! Bodies come by `content-length` or chunked (RFC 9112, sections 6 and 7); folded header lines
//! are read as well, as AWS's signing vectors have one.

use std::fmt;
use std::io::{self, BufRead, Read, Write};
use std::time::Duration;

/// A request as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The method, such as `POST`.
    pub method: String,
    /// The request target as sent: path and query.
    pub target: String,
    /// The headers in the order in which they came, names as sent, values without outer blanks.
    pub headers: Vec<(String, String)>,
    /// The body, without its transfer coding.
    pub body: Vec<u8>,
    /// Which connection of the server it came over, counted from 0.
    pub connection: usize,
}

/// Why bytes are not a request.
#[derive(Debug)]
pub enum MessageError {
    /// The connection broke.
    Io(io::Error),
    /// The bytes are not HTTP; the text says which part.
    Syntax(String),
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the connection broke: {error}"),
            Self::Syntax(what) => write!(f, "not an HTTP/1.1 request: {what}"),
        }
    }
}

impl std::error::Error for MessageError {}

impl From<io::Error> for MessageError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Request {
    /// The request in a text such as AWS's signing vectors: lines end in LF or CRLF, a body may
    /// follow an empty line and runs to the end.
    ///
    /// # Errors
    /// When the text is not a request.
    pub fn parse(text: &str) -> Result<Self, MessageError> {
        let mut reader = text.as_bytes();
        let mut request = Self::read_head(&mut reader)?
            .ok_or_else(|| MessageError::Syntax("empty".to_owned()))?;
        request.body = reader.to_vec();
        Ok(request)
    }

    /// Reads one request; `None` when the peer closed the connection instead of sending another.
    pub(super) fn read(
        reader: &mut impl BufRead,
        go_on: impl FnOnce() -> Result<(), MessageError>,
    ) -> Result<Option<Self>, MessageError> {
        let Some(mut request) = Self::read_head(reader)? else {
            return Ok(None);
        };
        if request.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue"))
        {
            go_on()?;
        }
        if request
            .header("transfer-encoding")
            .is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        {
            request.body = read_chunks(reader)?;
        } else if let Some(length) = request.header("content-length") {
            let length = length
                .parse()
                .map_err(|_| MessageError::Syntax(format!("content-length {length}")))?;
            let read = reader.take(length).read_to_end(&mut request.body)?;
            if read as u64 != length {
                return Err(MessageError::Syntax(format!(
                    "a body of {read} bytes where content-length says {length}"
                )));
            }
        }
        Ok(Some(request))
    }

    fn read_head(reader: &mut impl BufRead) -> Result<Option<Self>, MessageError> {
        let Some(line) = read_line(reader)? else {
            return Ok(None);
        };
        // The target lies between the outer blanks: the signing vectors have targets with blanks in them.
        let (method, target) = line
            .split_once(' ')
            .and_then(|(method, rest)| Some((method, rest.strip_suffix(" HTTP/1.1")?)))
            .ok_or_else(|| MessageError::Syntax(format!("the first line is {line:?}")))?;
        let mut request =
            Self { method: method.to_owned(), target: target.to_owned(), ..Self::default() };
        while let Some(line) = read_line(reader)?.filter(|line| !line.is_empty()) {
            if line.starts_with([' ', '\t'])
                && let Some((_, value)) = request.headers.last_mut()
            {
                value.push(' ');
                value.push_str(line.trim());
                continue;
            }
            let (name, value) = line
                .split_once(':')
                .ok_or_else(|| MessageError::Syntax(format!("a header line is {line:?}")))?;
            request.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Ok(Some(request))
    }

    /// The value of the first header of this name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The target before `?`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The target after `?`; empty when there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The body as text; bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The fields of an `application/x-www-form-urlencoded` body, decoded, in order.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        let text = self.text();
        text.split('&')
            .filter(|field| !field.is_empty())
            .map(|field| {
                let (name, value) = field.split_once('=').unwrap_or((field, ""));
                let decode = |text: &str| {
                    String::from_utf8_lossy(&percent_decode(&text.replace('+', " "))).into_owned()
                };
                (decode(name), decode(value))
            })
            .collect()
    }

    /// The value of a form field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        self.form().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(super) fn wants_close(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// The bytes of a text whose `%XX` are decoded; a `%` without two hexadecimal digits stays.
pub(crate) fn percent_decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    out
}

fn read_line(reader: &mut impl BufRead) -> Result<Option<String>, MessageError> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let line = line.strip_suffix(b"\n").unwrap_or(&line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    String::from_utf8(line.to_vec())
        .map(Some)
        .map_err(|_| MessageError::Syntax("a line is not UTF-8".to_owned()))
}

fn read_chunks(reader: &mut impl BufRead) -> Result<Vec<u8>, MessageError> {
    let mut body = Vec::new();
    loop {
        let line = read_line(reader)?.unwrap_or_default();
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16)
            .map_err(|_| MessageError::Syntax(format!("chunk size {line:?}")))?;
        let read = reader.by_ref().take(size).read_to_end(&mut body)?;
        if read as u64 != size {
            return Err(MessageError::Syntax(format!(
                "a chunk of {read} bytes where its size says {size}"
            )));
        }
        // After a chunk comes one empty line; after the last one the trailers do.
        while let Some(line) = read_line(reader)? {
            if line.is_empty() {
                break;
            }
        }
        if size == 0 {
            return Ok(body);
        }
    }
}

/// What the server does with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    pub(super) delay: Duration,
    pub(super) close: bool,
    pub(super) hang_up: bool,
    pub(super) fault: Option<String>,
}

impl Reply {
    /// A response with this status and body; `content-length` is added when it is sent.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    /// Closes the connection without a response.
    #[must_use]
    pub fn hang_up() -> Self {
        Self { hang_up: true, ..Self::default() }
    }

    /// Status 599 and a note in the server's faults: the script has nothing to say to this request.
    pub fn fault(what: impl Into<String>) -> Self {
        let what = what.into();
        Self { fault: Some(what.clone()), ..Self::new(599, what) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Waits before it answers.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection after the response, and says so in it.
    #[must_use]
    pub fn closing(mut self) -> Self {
        self.close = true;
        self
    }

    pub(super) fn write(
        &self,
        writer: &mut impl Write,
        method: &str,
        close: bool,
    ) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // 204 and 304 have no body, hence no length (RFC 9110, section 8.6).
        let bodiless = matches!(self.status, 204 | 304);
        if !bodiless {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        if close {
            head.push_str("connection: close\r\n");
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !bodiless && method != "HEAD" {
            bytes.extend_from_slice(&self.body);
        }
        writer.write_all(&bytes)?;
        writer.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        412 => "Precondition Failed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}
