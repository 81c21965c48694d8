//! What P4 and P5 measure: cases, each a text and several ways to read or to write it, of which the first is that of a generated
//! client and the others are its peers.

mod decode;
mod encode;

use std::path::Path;

/// One of the ways to do the same work; a call does it once.
pub struct Contender {
    pub name: &'static str,
    pub run: Box<dyn Fn()>,
}

impl Contender {
    fn new<T>(name: &'static str, work: impl Fn() -> T + 'static) -> Self {
        Self { name, run: Box::new(move || drop(std::hint::black_box(work()))) }
    }
}

/// The same work, done in several ways.
pub struct Case {
    pub kind: &'static str,
    pub name: &'static str,
    /// The length of what is read or written.
    pub bytes: usize,
    pub contenders: Vec<Contender>,
}

/// The cases of the kind that the command line names, and on recorded responses if it names a folder of them.
pub fn cases_of_command_line() -> Vec<Case> {
    let mut arguments = std::env::args_os().skip(1);
    let kind = arguments.next().expect("a kind of cases");
    let responses = arguments.next();
    if kind == "encode" {
        encode::cases()
    } else {
        decode::cases(responses.as_deref().map(Path::new))
    }
}
