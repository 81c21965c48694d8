//! The process that reads one model: what it does, and how it tells what came of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tinsmith::{Error, Loaded, Options, Runtime};

/// What makes this program such a process; the folder follows.
pub(crate) const ARGUMENT: &str = "--generate-from";

/// What came of a model.
pub(crate) struct Outcome {
    /// Time on the processor, or that of the clock where the system does not tell.
    pub(crate) seconds: f64,
    /// The most bytes that the process had at any time, where the system tells.
    pub(crate) memory: Option<u64>,
    /// Bytes of the crate.
    pub(crate) output: u64,
    /// The length of all messages in bytes.
    pub(crate) message: usize,
    /// Codes of the errors, each once.
    pub(crate) codes: Vec<String>,
}

/// Reads and merges all models in a folder, and generates a crate in memory.
pub(crate) fn run(folder: &Path) {
    let mut models: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    models.sort();
    let start = Instant::now();
    let options = Options { runtime: Runtime::Path("runtime".to_owned()), ..Options::default() };
    let made = Loaded::from_files(models).and_then(|model| model.generate(&options));
    let (output, message, codes) = match made {
        Ok(all) => {
            let output = all.files.iter().map(|file| file.text.len()).sum();
            (output, all.warnings.to_string(), BTreeSet::new())
        }
        Err(Error::Invalid(report)) => {
            let codes = report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
            (0, report.to_string(), codes)
        }
        Err(error) => (0, error.to_string(), BTreeSet::from(["other"])),
    };
    let seconds = on_processor().unwrap_or_else(|| start.elapsed().as_secs_f64());
    let memory = peak().unwrap_or_default();
    let codes: Vec<&str> = codes.into_iter().collect();
    println!("{seconds}\t{memory}\t{output}\t{}\t{}", message.len(), codes.join(" "));
}

/// The most memory of this process in bytes, of which only Linux keeps a record.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// How long all threads of this process were on processors: what else the machine does is no fault
/// of ours. Linux counts that in hundredths of a second, after the name of the program.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    let ticks: Vec<f64> =
        fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}

impl Outcome {
    /// Reads what [`run`] printed.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim_end_matches('\n').split('\t');
        Some(Self {
            seconds: parts.next()?.parse().ok()?,
            memory: parts.next()?.parse().ok().filter(|memory| *memory > 0),
            output: parts.next()?.parse().ok()?,
            message: parts.next()?.parse().ok()?,
            codes: parts.next()?.split_whitespace().map(str::to_owned).collect(),
        })
    }
}
