//! Runs a case in a process of its own, so that its time and the most memory that it had can be told, and so that an overflow of the
//! stack or an abort is a failure of that case and of no other.
//!
//! The test program starts itself anew, with the name of the case in its environment. Its `main` asks [`case`] first.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The variable that names the case.
const CASE: &str = "TINSMITH_MEASURED_CASE";
/// What a line with figures begins with; a case may print others.
const MARK: &str = "measured:";

/// The figures of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Measured {
    /// The length of its input, in bytes.
    pub input: u64,
    /// How long it took, without making the input.
    pub time: Duration,
    /// The most memory that the process had, input and all, in bytes; unknown but on Linux.
    pub memory: Option<u64>,
    /// What came out, or why that is not right.
    pub outcome: Result<String, String>,
}

/// The case that this process was started for.
#[must_use]
pub fn case() -> Option<String> {
    std::env::var(CASE).ok()
}

/// Tells the process that started this one what came out of the case.
///
/// # Errors
///
/// Standard output is closed.
pub fn tell(input: u64, time: Duration, outcome: &Result<String, String>) -> io::Result<()> {
    let (word, text) = match outcome {
        Ok(text) => ("right", text),
        Err(text) => ("wrong", text),
    };
    let memory = peak_memory().unwrap_or(0);
    let mut out = io::stdout().lock();
    writeln!(out, "{MARK} {input} {} {memory} {word} {}", time.as_micros(), text.escape_debug())
}

/// Runs a case of this program in another process, for so long at most.
///
/// # Errors
///
/// The process cannot be started, does not end in time, or ends without a word, as on an overflow of the stack.
pub fn run(case: &str, limit: Duration) -> Result<Measured, String> {
    let text = |error: io::Error| error.to_string();
    let mut child = Command::new(std::env::current_exe().map_err(text)?)
        .env(CASE, case)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(text)?;
    let start = Instant::now();
    // What a case says fits into the pipes, so nobody waits for anybody.
    let status = loop {
        match child.try_wait().map_err(text)? {
            Some(status) => break status,
            None if start.elapsed() > limit => {
                child.kill().and_then(|()| child.wait()).map_err(text)?;
                return Err(format!("it did not end within {limit:?}"));
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().map_or(Ok(0), |mut pipe| pipe.read_to_string(&mut out)).map_err(text)?;
    child.stderr.take().map_or(Ok(0), |mut pipe| pipe.read_to_string(&mut err)).map_err(text)?;
    let told = out.lines().find_map(|line| read(line.strip_prefix(MARK)?));
    told.ok_or_else(|| format!("it ended with {status}, and without figures: {out}{err}"))
}

fn read(line: &str) -> Option<Measured> {
    let mut fields = line.trim_start().splitn(5, ' ');
    let mut number = || fields.next()?.parse::<u64>().ok();
    let (input, time, memory) = (number()?, number()?, number()?);
    let (word, text) = (fields.next()?, fields.next()?.to_owned());
    Some(Measured {
        input,
        time: Duration::from_micros(time),
        memory: (memory > 0).then_some(memory),
        outcome: if word == "right" { Ok(text) } else { Err(text) },
    })
}

/// The time that processors gave to this process so far, in which others that run on the machine do not count; nothing but on Linux.
#[must_use]
pub fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which may hold anything: its own time and the system's, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let hundredths = |field: usize| fields.get(field)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (hundredths(11)? + hundredths(12)?)))
}

/// The most memory that this process has had so far, in bytes; nothing but on Linux.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_was_touched_is_seen() {
        let Some(before) = peak_memory() else {
            return crate::skip::skipped("the most memory of a process", "Linux, and its /proc");
        };
        let touched = std::hint::black_box(vec![1_u8; 64 << 20]);
        let after = peak_memory().unwrap_or_default();
        drop(touched);
        assert!(after >= (64 << 20) && after >= before, "{before} {after}");
    }

    #[test]
    fn time_that_was_spent_is_seen() {
        let Some(before) = processor_time() else {
            return crate::skip::skipped("the time of a process", "Linux, and its /proc");
        };
        let start = Instant::now();
        while processor_time().unwrap_or_default() < before + Duration::from_millis(50) {
            assert!(start.elapsed() < Duration::from_secs(60), "no time passes");
        }
    }

    #[test]
    fn a_line_reads_as_it_was_written() {
        let measured = read(" 7 1500 0 wrong two words")
            .map(|measured| (measured.input, measured.time, measured.memory, measured.outcome));
        let expected = (7, Duration::from_micros(1500), None, Err("two words".to_owned()));
        assert_eq!(measured, Some(expected));
        assert_eq!(read("7 1500 x right text"), None);
    }
}
