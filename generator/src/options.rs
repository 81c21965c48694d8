//! What a user may choose about a generated crate. The command line, the manifest, the build
//! script and the metadata of a generated crate all fill in this one structure.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::package;

/// What to generate from a model.
///
/// ```
/// let options = tinsmith::Options {
///     operations: vec!["DeprovisionByoipCidr".to_owned()],
///     ..Default::default()
/// };
/// assert_eq!(options.runtime, tinsmith::Runtime::Bundled);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the package; without one, `tinsmith-` and the service's name.
    pub package: Option<String>,
    /// The service, when the model holds several: a shape id or its last part.
    pub service: Option<String>,
    /// The operations, by their names in the model; none means all.
    pub operations: Vec<String>,
    /// Ids of traits that are known to be left out although they would change the client.
    pub omit_traits: Vec<String>,
    /// Whether a response that is cut off or malformed is an error. Without, what was read before the fault is the result, as
    /// in the official crates: choose this for programs that would rather fail than work on a part of a list, and leave it for
    /// programs that must behave as with the official crate. Responses that are errors of the service are read alike.
    pub strict: bool,
    /// When the client is put into several crates.
    pub split: Split,
    /// Where the runtime crate comes from.
    pub runtime: Runtime,
}

impl Options {
    /// How the generated crate in `folder` was made, from its manifest.
    ///
    /// # Errors
    ///
    /// The folder holds no crate that this generator made.
    pub fn of_crate(folder: &Path) -> Result<Self, Error> {
        package::read_options(folder)
    }
}

/// When a client is put into several crates, of which programs name one, and see no other.
///
/// rustc needs memory and time for every function of a crate. The crates of a client of all of EC2 take less than a gigabyte each, where
/// one would take two and a half; and cargo compiles some of them at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Split {
    /// When one crate would take about a gigabyte: beyond 30,000 functions.
    #[default]
    Auto,
    /// Never. What a build script writes is in its own crate, whatever this says.
    Never,
    /// Beyond so many functions, accessors and those of derived traits among them.
    Above(usize),
}

impl Split {
    /// The functions that a crate may have.
    pub(crate) fn most(self) -> usize {
        match self {
            // By measure: `docs/decisions` of Tinsmith's repository has the figures.
            Self::Auto => 30_000,
            Self::Never => usize::MAX,
            Self::Above(most) => most,
        }
    }

    /// Whether it is the default.
    pub(crate) fn is_auto(&self) -> bool {
        *self == Self::Auto
    }
}

impl FromStr for Split {
    type Err = String;

    /// Reads `auto`, `never`, or a number.
    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.parse()) {
            ("auto", _) => Ok(Self::Auto),
            ("never", _) => Ok(Self::Never),
            (_, Ok(most)) => Ok(Self::Above(most)),
            _ => Err(format!(
                "a client is split `auto`, `never`, or above a number of functions, not `{text}`"
            )),
        }
    }
}

impl TryFrom<String> for Split {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Split> for String {
    fn from(split: Split) -> Self {
        split.to_string()
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Never => f.write_str("never"),
            Self::Above(most) => write!(f, "{most}"),
        }
    }
}

/// Where a generated crate takes `tinsmith-runtime` from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Runtime {
    /// Its source is written beside the crate, in `runtime`.
    #[default]
    Bundled,
    /// A version from the registry.
    Version(String),
    /// A folder, relative to the generated crate's.
    Path(String),
}

impl FromStr for Runtime {
    type Err = String;

    /// Reads `bundled`, `path:DIR`, or a version.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix("path:") {
            Some("") => Err("`path:` needs a folder after it: `path:../runtime`".to_owned()),
            Some(folder) => Ok(Self::Path(folder.to_owned())),
            None if text == "bundled" => Ok(Self::Bundled),
            None if text.starts_with(|c: char| c.is_ascii_digit() || "=^~".contains(c)) => {
                Ok(Self::Version(text.to_owned()))
            }
            None => Err(format!(
                "the runtime is `bundled`, a version such as `0.1`, or `path:DIR`, not `{text}`"
            )),
        }
    }
}

impl TryFrom<String> for Runtime {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Runtime> for String {
    fn from(runtime: Runtime) -> Self {
        runtime.to_string()
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundled => f.write_str("bundled"),
            Self::Version(version) => f.write_str(version),
            Self::Path(folder) => write!(f, "path:{folder}"),
        }
    }
}
