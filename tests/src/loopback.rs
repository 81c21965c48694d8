//! A scripted HTTP/1.1 server on 127.0.0.1 that records every request it receives, in order.
//!
//! A request is recorded before its answer is sent, so a test that has its answer finds the
//! request in [`Server::requests`]. The script decides on each [`Request`] what happens: a
//! [`Reply`], a delay, or a connection that closes without a word. Connections are kept alive
//! unless either side says otherwise, and each runs on a thread of its own.
//!
//! ```
//! use std::io::{Read, Write};
//! use tinsmith_tests::loopback::{Reply, Server};
//!
//! let server = Server::start(|request| Reply::new(200, format!("you asked for {}", request.path())))?;
//! let mut stream = std::net::TcpStream::connect(server.address())?;
//! stream.write_all(b"GET /tea HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
//! let mut answer = String::new();
//! stream.read_to_string(&mut answer)?;
//! assert!(answer.ends_with("you asked for /tea"));
//! assert_eq!(server.requests()[0].method, "GET");
//! # Ok::<(), std::io::Error>(())
//! ```

mod message;

use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

pub(crate) use message::percent_decode;
pub use message::{MessageError, Reply, Request};

/// A running server; dropping it closes its connections and stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

type Script = dyn FnMut(&Request) -> Reply + Send;

struct Shared {
    script: Mutex<Box<Script>>,
    requests: Mutex<Vec<Request>>,
    faults: Mutex<Vec<String>>,
    connections: Mutex<Vec<TcpStream>>,
    stopping: AtomicBool,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1 and answers each request with what `script` returns.
    ///
    /// The script runs for one request at a time, in the order in which the requests are recorded.
    ///
    /// # Errors
    /// When no port can be bound.
    pub fn start(script: impl FnMut(&Request) -> Reply + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            script: Mutex::new(Box::new(script)),
            requests: Mutex::default(),
            faults: Mutex::default(),
            connections: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        let listener = thread::spawn(move || accept(&listener, &accepting));
        Ok(Self { address, shared, listener: Some(listener) })
    }

    /// Starts a server that gives the `replies` one after the other.
    ///
    /// A request after the last reply is answered with status 599 and noted in [`Server::faults`].
    ///
    /// # Errors
    /// When no port can be bound.
    pub fn with_replies(replies: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let mut replies = replies.into_iter().collect::<Vec<_>>().into_iter();
        Self::start(move |_| {
            replies
                .next()
                .unwrap_or_else(|| Reply::fault("a request after the last reply of the script"))
        })
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a URL without a path, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests received until now, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// What went wrong on the server's side: requests that are not HTTP, or that the script did
    /// not expect. Empty in a test that went as written.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        lock(&self.shared.faults).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        for connection in lock(&self.shared.connections).drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
        // `accept` blocks: one more connection lets it see that the server is stopping.
        let _ = TcpStream::connect(self.address);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("requests", &self.requests)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// An address of 127.0.0.1 on which nothing listens: the port was free a moment ago.
///
/// # Errors
/// When no port can be bound.
pub fn closed_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// A panic of the script poisons the locks, but what was recorded before it is still worth reading.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, stream) in listener.incoming().enumerate() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        if let Ok(clone) = stream.try_clone() {
            lock(&shared.connections).push(clone);
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            if let Err(error) = serve(&stream, number, &shared)
                && !shared.stopping.load(Ordering::SeqCst)
            {
                lock(&shared.faults).push(error.to_string());
            }
            let _ = stream.shutdown(Shutdown::Both);
        });
    }
}

fn serve(stream: &TcpStream, connection: usize, shared: &Shared) -> Result<(), MessageError> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let request = match Request::read(&mut reader, || {
            Ok(writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?)
        }) {
            Ok(Some(request)) => Request { connection, ..request },
            Ok(None) => return Ok(()),
            Err(error) => {
                let _ = Reply::new(400, error.to_string()).write(&mut writer, "GET", true);
                return Err(error);
            }
        };
        let reply = {
            // One lock around both, so that the script sees the requests in the recorded order.
            let mut script = lock(&shared.script);
            lock(&shared.requests).push(request.clone());
            script(&request)
        };
        if let Some(fault) = &reply.fault {
            lock(&shared.faults).push(format!("{fault}: {} {}", request.method, request.target));
        }
        thread::sleep(reply.delay);
        if reply.hang_up {
            return Ok(());
        }
        let close = reply.close || request.wants_close();
        // A client that gave up before its answer came is a scenario, not a fault of the server.
        if reply.write(&mut writer, &request.method, close).is_err() || close {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::time::Duration;

    use super::*;

    fn exchange(stream: &mut TcpStream, request: &str) -> String {
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while !answer.ends_with(b"!") && stream.read(&mut byte).unwrap() == 1 {
            answer.push(byte[0]);
        }
        String::from_utf8(answer).unwrap()
    }

    #[test]
    fn a_connection_is_kept_alive_and_each_request_recorded() {
        let server = Server::with_replies([
            Reply::new(200, "one!"),
            Reply::new(503, "two!").header("x-a", "b"),
        ])
        .unwrap();
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let first = exchange(
            &mut stream,
            "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nA=1&B=%2F",
        );
        assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
        let second = exchange(
            &mut stream,
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;e=f\r\nd\r\n0\r\n\r\n",
        );
        assert!(second.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{second}");
        assert!(second.contains("x-a: b\r\n"), "{second}");

        let requests = server.requests();
        assert_eq!(requests[0].path(), "/a");
        assert_eq!(requests[0].query(), "b=c");
        assert_eq!(
            requests[0].form(),
            [("A".to_owned(), "1".to_owned()), ("B".to_owned(), "/".to_owned())]
        );
        assert_eq!(requests[1].body, b"abcd");
        assert_eq!(requests[1].connection, 0, "the second request came over the first connection");
        assert!(server.faults().is_empty());
    }

    #[test]
    fn connection_close_is_honoured() {
        let server = Server::start(|_| Reply::new(200, "bye")).unwrap();
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let answer = exchange(&mut stream, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
        assert!(answer.ends_with("bye"), "{answer}");
    }

    #[test]
    fn a_hang_up_sends_nothing() {
        let server = Server::with_replies([Reply::hang_up()]).unwrap();
        let mut stream = TcpStream::connect(server.address()).unwrap();
        assert_eq!(exchange(&mut stream, "GET / HTTP/1.1\r\n\r\n"), "");
        assert_eq!(server.requests().len(), 1);
    }

    #[test]
    fn a_request_too_many_and_a_request_that_is_not_http_are_faults() {
        let server = Server::with_replies([]).unwrap();
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let answer = exchange(&mut stream, "GET /more HTTP/1.1\r\nConnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 599 "), "{answer}");
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let answer = exchange(&mut stream, "good morning\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        drop(stream);
        let faults = server.faults();
        assert_eq!(faults[0], "a request after the last reply of the script: GET /more");
    }

    #[test]
    fn nothing_listens_on_a_closed_address() {
        assert!(TcpStream::connect(closed_address().unwrap()).is_err());
    }
}
