//! What makes modules a package: the manifest, the crate root, a README, and the runtime crate
//! where it is bundled. Only the root and the manifest say which generator version and which
//! slice the crate was made from, so that an update touches no file that did not change.

use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::docs;
use crate::emit::{self, File, Item};
use crate::error::Error;
use crate::options::{Options, Runtime};
use crate::output::{self, OutputFile};
use crate::rust::{CrateDef, is_keyword};

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The source of the runtime crate, and its manifest.
static RUNTIME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/runtime");
const RUNTIME_MANIFEST: &str = include_str!("../data/runtime.toml");
/// Where a bundled runtime goes, below the crate's folder.
const RUNTIME_FOLDER: &str = "runtime";

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
            runtime: self.runtime,
        }
    }
}

/// A package to be.
pub(crate) struct Package<'a> {
    pub(crate) name: String,
    def: &'a CrateDef,
    metadata: Metadata,
}

/// What is wrong with a name in cargo's eyes, crates.io's rules included.
fn refused(name: &str) -> Option<&'static str> {
    let crate_name = name.replace('-', "_");
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("it has to start with a letter of ASCII")
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
        Some("only letters, digits, `-` and `_` of ASCII are allowed")
    } else if name.len() > 64 {
        Some("it is longer than 64 characters")
    } else if is_keyword(&crate_name) || RESERVED.contains(&crate_name.as_str()) {
        Some("Rust or cargo needs it for something else")
    } else {
        None
    }
}

/// Crates that come with Rust, and folders that cargo builds into.
const RESERVED: [&str; 9] =
    ["alloc", "build", "core", "deps", "examples", "incremental", "proc_macro", "std", "test"];

impl<'a> Package<'a> {
    /// # Errors
    ///
    /// Cargo would refuse the package's name.
    pub(crate) fn new(def: &'a CrateDef, options: &Options, digest: String) -> Result<Self, Error> {
        let service = &def.service;
        let default = || format!("tinsmith-{}", service.sdk_id.to_lowercase().replace(' ', ""));
        let name = options.package.clone().unwrap_or_else(default);
        if let Some(why) = refused(&name) {
            return Err(Error::Usage(format!(
                "no package can be called {name:?}: {why}; choose another name with `--package \
                 NAME`, or `name = \"NAME\"` in tinsmith.toml"
            )));
        }
        Ok(Self {
            name,
            metadata: Metadata {
                service: service.id.as_str().to_owned(),
                operations: def.operations.iter().map(|o| o.id.name().to_owned()).collect(),
                omit_traits: options.omit_traits.clone(),
                strict: options.strict,
                runtime: options.runtime.clone(),
                generator: VERSION.to_owned(),
                digest,
            },
            def,
        })
    }

    /// The root of the modules for a build script.
    pub(crate) fn bindings(&self) -> OutputFile {
        let root = File { path: "bindings.rs".to_owned(), items: emit::root(self.def) };
        OutputFile { path: root.path.clone(), text: output::rust(root) }
    }

    /// Every file of the package.
    pub(crate) fn files(
        &self,
        modules: &[OutputFile],
        pages: &[OutputFile],
    ) -> Result<Vec<OutputFile>, Error> {
        let mut files = vec![
            OutputFile { path: "Cargo.toml".to_owned(), text: self.manifest()? },
            OutputFile { path: "README.md".to_owned(), text: self.readme() },
            // Formatting by another version of rustfmt would be drift.
            OutputFile {
                path: "rustfmt.toml".to_owned(),
                text: output::toml("disable_all_formatting = true\n"),
            },
            self.lib(),
        ];
        let below = |folder: &str, file: &OutputFile| OutputFile {
            path: format!("{folder}/{}", file.path),
            text: file.text.clone(),
        };
        files.extend(modules.iter().map(|file| below("src", file)));
        files.extend(pages.iter().map(|file| below("docs", file)));
        if self.metadata.runtime == Runtime::Bundled {
            files.extend(bundled_runtime()?);
        }
        Ok(files)
    }

    fn manifest(&self) -> Result<String, Error> {
        // One operation a line, so that a change of the slice is a small difference.
        let metadata = toml::to_string_pretty(&self.metadata)
            .map_err(|error| Error::Usage(format!("the options cannot be written: {error}")))?;
        let name = &self.name;
        // Registries show one line, and cargo puts it into the environment, which holds no NUL.
        let title: Vec<&str> = self.def.service.title.split_whitespace().collect();
        let title = title.join(" ").replace(char::is_control, "");
        let dependency = match &self.metadata.runtime {
            Runtime::Bundled => format!("path = \"{RUNTIME_FOLDER}\""),
            Runtime::Path(path) => format!("path = {}", toml::Value::String(path.clone())),
            Runtime::Version(version) => {
                format!("version = {}", toml::Value::String(version.clone()))
            }
        };
        let features = if self.def.has_compression() {
            r#"["client", "compression"]"#
        } else {
            r#"["client"]"#
        };
        let description = toml::Value::String(format!("Calls {title}: a thin client"));
        Ok(output::toml(&format!(
            r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.94.1"
description = {description}
publish = false

[package.metadata.tinsmith]
{metadata}
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
test-util = ["tinsmith-runtime/test-util"]

[dependencies.tinsmith-runtime]
{dependency}
default-features = false
features = {features}
"#
        )))
    }

    fn lib(&self) -> OutputFile {
        let Metadata { service, generator, digest, operations, .. } = &self.metadata;
        let title = docs::escape(&self.def.service.title);
        let about = if self.def.service.docs.is_empty() {
            String::new()
        } else {
            format!("# The service\n\n{}\n\n", self.def.service.docs)
        };
        let text = format!(
            "A thin client of {title}, with {} of its operations.\n\nIts public items are those of \
             the official crate, so it can take that crate's place for these operations. Start with \
             [`Client`]; each operation has a module in [`operation`].\n\n{about}# How it was \
             made\n\nBy Tinsmith {generator} from `{service}`; the SHA-256 of the slice is \
             `{digest}`.",
            operations.len(),
        );
        let lines = docs::lines(&text).map(|line| quote::quote!(#![doc = #line]));
        let attributes = quote::quote! {
            #(#lines)*
            #![forbid(unsafe_code)]
            #![warn(missing_docs)]
        };
        let items = std::iter::once(Item::from(attributes)).chain(emit::root(self.def)).collect();
        let root = File { path: "src/lib.rs".to_owned(), items };
        OutputFile { path: root.path.clone(), text: output::rust(root) }
    }

    fn readme(&self) -> String {
        let Metadata { operations, .. } = &self.metadata;
        let (name, title) = (&self.name, docs::escape(&self.def.service.title));
        let list: Vec<String> = (self.def.operations.iter())
            .map(|operation| format!("- [`{}`](docs/{}.md)\n", operation.name, operation.module))
            .collect();
        let first = self.def.operations.first().map_or("…", |operation| &operation.method);
        let official =
            format!("aws-sdk-{}", self.def.service.sdk_id.to_lowercase().replace(' ', "-"));
        output::markdown(&format!(
            "# {name}\n\nA thin client of {title}, with {} of its operations. Its public \
             items are those of `{official}`, so it can take that crate's place:\n\n```toml\n\
             [dependencies]\n{official} = {{ package = \"{name}\", path = \"…\" }}\n```\n\n```rust\n\
             use aws_config::BehaviorVersion;\n\n\
             let config = aws_config::load_defaults(BehaviorVersion::latest()).await;\n\
             let client = {}::Client::new(&config);\n\
             let output = client.{first}().send().await?;\n```\n\n\
             Cargo features are those of `{official}`, and one more: `serde` makes inputs, outputs and \
             their types `Serialize` and `Deserialize`, with the names of the model.\n\n\
             ## Operations\n\n{}",
            operations.len(),
            official.replace('-', "_"),
            list.concat(),
        ))
    }
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

/// The runtime crate as files of a folder beside `src`.
fn bundled_runtime() -> Result<Vec<OutputFile>, Error> {
    let mut files = vec![OutputFile {
        path: format!("{RUNTIME_FOLDER}/Cargo.toml"),
        text: output::toml(&standalone(RUNTIME_MANIFEST)),
    }];
    let mut todo = vec![&RUNTIME];
    while let Some(folder) = todo.pop() {
        todo.extend(folder.dirs());
        for file in folder.files() {
            let text = file.contents_utf8().ok_or_else(|| {
                Error::Usage(format!("`{}` of the runtime is not text", file.path().display()))
            })?;
            let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
            files.push(OutputFile {
                path: format!("{RUNTIME_FOLDER}/src/{}", parts.join("/")),
                text: output::rust_source(text),
            });
        }
    }
    Ok(files)
}

/// The runtime's manifest without what only its own workspace can use. Dependencies of tests stay: the unit tests are part of
/// the source, and whoever carries a copy can run them.
fn standalone(manifest: &str) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skipping = ["[lints]", "[[test]]", "[[bench]]"].contains(&line);
        }
        if !skipping && !line.starts_with("readme") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
