//! Cargo manifests, and what that of a client says about how it was made.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::runtime::RUNTIME_FOLDER;
use super::{Package, folder, package_name};
use crate::error::Error;
use crate::options::{Options, Runtime, Split};
use crate::output::{self, OutputFile};
use crate::rust::{Layer, Piece};

/// What a generated crate's manifest says about how it was made, in `package.metadata.tinsmith`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Metadata {
    pub(crate) service: String,
    pub(crate) operations: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) omit_traits: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) strict: bool,
    #[serde(default, skip_serializing_if = "Split::is_auto")]
    pub(crate) split: Split,
    pub(crate) runtime: Runtime,
    pub(crate) generator: String,
    /// SHA-256 of the slice in canonical form, documentation included.
    pub(crate) digest: String,
}

impl Metadata {
    /// The options that make the crate again.
    pub(crate) fn options(self, package: String) -> Options {
        Options {
            package: Some(package),
            service: Some(self.service),
            operations: self.operations,
            omit_traits: self.omit_traits,
            strict: self.strict,
            split: self.split,
            runtime: self.runtime,
        }
    }
}

impl Package<'_> {
    /// The manifest of a crate of the client.
    pub(super) fn manifest(&self, piece: &Piece<'_>) -> Result<String, Error> {
        let name = package_name(&self.name, &piece.name);
        let (description, metadata) = if piece.layer.has_client() {
            // One operation a line, so that a change of the slice is a small difference.
            let metadata = toml::to_string_pretty(&self.metadata)
                .map_err(|error| Error::Usage(format!("the options cannot be written: {error}")))?;
            // Registries show one line, and cargo puts it into the environment, which holds no NUL.
            let title: Vec<&str> = self.def.service.title.split_whitespace().collect();
            let title = title.join(" ").replace(char::is_control, "");
            let metadata = format!("\n[package.metadata.tinsmith]\n{metadata}");
            (format!("Calls {title}: a thin client"), metadata)
        } else {
            (format!("A part of {}, which is the crate to depend on", self.name), String::new())
        };
        let description = toml::Value::String(description);
        let features = self.features(piece);
        let dependencies = self.dependencies(piece);
        Ok(output::toml(&format!(
            r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.94.1"
description = {description}
publish = false
{metadata}{features}{dependencies}"#
        )))
    }

    /// The features of a crate: the client's are those of the official crate. What the configuration has for tests is in the
    /// lowest crate, so each hands that down.
    fn features(&self, piece: &Piece<'_>) -> String {
        let below = below_types(piece).map(|name| format!("\"{name}/test-util\""));
        if !piece.layer.has_client() {
            return match piece.layer {
                Layer::Types { .. } => {
                    format!("\n[features]\ntest-util = [{}]\n", below.unwrap_or_default())
                }
                _ => String::new(),
            };
        }
        let below = below.map(|below| format!(", {below}")).unwrap_or_default();
        format!(
            r#"
[features]
default = ["default-https-client", "rt-tokio", "rustls"]
behavior-version-latest = []
default-https-client = ["tinsmith-runtime/default-https-client"]
gated-tests = []
legacy-https-client = ["tinsmith-runtime/legacy-https-client"]
legacy-test-util = ["test-util", "tinsmith-runtime/legacy-test-util"]
rt-tokio = ["tinsmith-runtime/rt-tokio"]
rustls = []
# Serialize and Deserialize for all types; not a feature of the official crates.
serde = ["tinsmith-runtime/serde"]
test-util = ["tinsmith-runtime/test-util"{below}]
"#
        )
    }

    fn dependencies(&self, piece: &Piece<'_>) -> String {
        // From the folder of the crate to the client's.
        let up = if piece.name.is_empty() { "" } else { "../../" };
        let path = |below: &str| {
            let up = if Path::new(below).is_absolute() { "" } else { up };
            format!("path = {}", toml::Value::String(format!("{up}{below}")))
        };
        let runtime = match &self.metadata.runtime {
            Runtime::Bundled => path(RUNTIME_FOLDER),
            Runtime::Path(folder) => path(folder),
            Runtime::Version(version) => {
                format!("version = {}", toml::Value::String(version.clone()))
            }
        };
        let features = if self.def.has_compression() {
            r#"["client", "compression"]"#
        } else {
            r#"["client"]"#
        };
        let mut text = format!(
            r#"
[dependencies.tinsmith-runtime]
{runtime}
default-features = false
features = {features}
"#
        );
        for below in &piece.below {
            let package = package_name(&self.name, &below.name);
            // Code knows it by this name, whatever the client is called.
            text.push_str(&format!(
                "\n[dependencies.{}]\npackage = \"{package}\"\n{}\n",
                below.name,
                path(&folder(&below.name)),
            ));
        }
        text
    }
}

/// The name of the crate of types that a piece stands on.
fn below_types<'a>(piece: &'a Piece<'_>) -> Option<&'a str> {
    let mut below = piece.below.iter();
    below.find(|below| matches!(below.layer, Layer::Types { .. })).map(|below| below.name.as_str())
}

/// How many packages the manifest among the files of a package depends on.
pub(crate) fn direct_dependencies(files: &[OutputFile]) -> usize {
    let manifest = files.iter().find(|file| file.path == "Cargo.toml");
    let manifest = manifest.and_then(|file| file.text.parse::<toml::Table>().ok());
    let named = manifest.as_ref().and_then(|table| table.get("dependencies")?.as_table());
    named.map_or(0, toml::Table::len)
}

/// How the generated crate in `folder` was made.
pub(crate) fn read_options(folder: &Path) -> Result<Options, Error> {
    #[derive(Deserialize)]
    struct Manifest {
        package: Table,
    }
    #[derive(Deserialize)]
    struct Table {
        name: String,
        metadata: Option<Tool>,
    }
    #[derive(Deserialize)]
    struct Tool {
        tinsmith: Option<Metadata>,
    }
    let path = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| Error::io("read", &path, error))?;
    let foreign = |why: String| {
        Error::Usage(format!(
            "`{}` does not say how a crate was generated: {why}; generate it again with \
             `tinsmith generate`",
            path.display()
        ))
    };
    let manifest: Manifest =
        toml::from_str(&text).map_err(|error| foreign(error.message().to_owned()))?;
    let metadata = manifest.package.metadata.and_then(|tool| tool.tinsmith);
    let metadata = metadata
        .ok_or_else(|| foreign("it has no table `package.metadata.tinsmith`".to_owned()))?;
    Ok(metadata.options(manifest.package.name))
}
