//! Runs paginators and waiters against canned answers.

use std::fmt::{Debug, Display};
use std::future::Future;
use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;

use crate::run::Run;

type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// A clock that stands still, but for sleepers, whom it does not let wait.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<Mutex<Duration>>);

impl Clock {
    fn reset(&self) {
        *self.0.lock().unwrap() = Duration::ZERO;
    }
}

impl AsyncSleep for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.0.clone();
        // When it is polled: most timeouts never are.
        Sleep::new(async move { *clock.lock().unwrap() += duration })
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_234_567_890) + *self.0.lock().unwrap()
    }
}

pub fn shown<T: Debug, E: Display>(result: Result<T, E>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => format!("error {error}"),
    }
}

impl Run {
    pub fn line(&mut self, title: &str, value: &dyn Debug) {
        writeln!(self.out, "  line {title} {value:?}").unwrap();
    }

    fn requests(&mut self) {
        for request in self.wire.requests.lock().unwrap().drain(..) {
            writeln!(self.out, "  sent {request}").unwrap();
        }
        self.wire.answers.lock().unwrap().clear();
    }

    /// Reads pages that end with these tokens; after them comes an error.
    pub fn pages(&mut self, name: &str, tag: &str, read: &dyn Fn(bool) -> Boxed<Vec<String>>) {
        let page =
            std::fs::read_to_string(self.responses.join(format!("{name}.sparse1.xml"))).unwrap();
        let end = page.rfind("</").unwrap();
        for tokens in [&["a", "b&amp;c", ""][..], &["a", "a", "b", ""], &["a", "b", "a", ""], &["a"]] {
            for stop in [true, false] {
                let pages = tokens.iter().map(|token| {
                    (200, format!("{}<{tag}>{token}</{tag}>{}", &page[..end], &page[end..]))
                });
                self.wire.answers.lock().unwrap().extend(pages);
                let shown = self.runtime.block_on(read(stop));
                writeln!(self.out, "{name} pages {tokens:?} {stop}").unwrap();
                for one in shown {
                    writeln!(self.out, "  page {one}").unwrap();
                }
                self.requests();
            }
        }
    }

    /// Waits with each answer as the first one; after it come errors.
    pub fn wait(
        &mut self,
        name: &str,
        answers: &[(u16, &str)],
        wait: &dyn Fn(Duration) -> Boxed<(String, Option<String>)>,
    ) {
        for (status, body) in answers {
            for limit in [Duration::from_secs(600), Duration::ZERO] {
                self.clock.reset();
                self.wire.answers.lock().unwrap().push_back((*status, (*body).to_owned()));
                let (end, error) = self.runtime.block_on(wait(limit));
                writeln!(self.out, "{name} waits {limit:?} {status} {body}").unwrap();
                writeln!(self.out, "  end {error:?} {end}").unwrap();
                self.requests();
            }
        }
    }
}
