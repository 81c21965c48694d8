//! The process that reads one model: what it does, and how it tells what came of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tinsmith::{Error, Loaded, Options, Runtime};
use tinsmith_tests::measured::{self, Measured};

/// What came of a model.
pub(crate) struct Outcome {
    /// Time on processors, or that of the clock where the system does not tell.
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
    let time = measured::processor_time().unwrap_or_else(|| start.elapsed());
    let codes: Vec<&str> = codes.into_iter().collect();
    measured::tell(output as u64, time, &Ok(format!("{} {}", message.len(), codes.join(" "))))
        .unwrap();
}

impl Outcome {
    /// Reads what [`run`] told, whose size is that of the output.
    pub(crate) fn read(measured: &Measured) -> Option<Self> {
        let (message, codes) = measured.outcome.as_ref().ok()?.split_once(' ')?;
        Some(Self {
            seconds: measured.time.as_secs_f64(),
            memory: measured.memory,
            output: measured.input,
            message: message.parse().ok()?,
            codes: codes.split_whitespace().map(str::to_owned).collect(),
        })
    }
}
