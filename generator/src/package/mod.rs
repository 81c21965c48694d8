//! What makes modules a package, or several where the client is large: the manifests, the roots of crates, a README, and the
//! runtime crate where it is bundled. Only the root and the manifest say which generator version and which
//! slice the crate was made from, so that an update touches no file that did not change.

mod manifest;
mod runtime;

use crate::docs;
use crate::emit::{self, File, Item};
use crate::error::Error;
use crate::options::{Options, Runtime};
use crate::output::{self, OutputFile};
use crate::rust::{CrateDef, Piece, is_keyword};
pub(crate) use manifest::{Metadata, direct_dependencies, read_options};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A package to be.
pub(crate) struct Package<'a> {
    pub(crate) name: String,
    def: &'a CrateDef,
    /// Its crates; the client is the last.
    pieces: &'a [Piece<'a>],
    metadata: Metadata,
}

/// The name of the package of a piece of the client `client`.
fn package_name(client: &str, piece: &str) -> String {
    if piece.is_empty() { client.to_owned() } else { format!("{client}-{piece}") }
}

/// The folder of a piece, below the client's.
fn folder(piece: &str) -> String {
    if piece.is_empty() { String::new() } else { format!("crates/{piece}") }
}

/// A path below a folder, if there is one.
fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
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
    pub(crate) fn new(
        def: &'a CrateDef,
        pieces: &'a [Piece<'a>],
        options: &Options,
        digest: String,
    ) -> Result<Self, Error> {
        let service = &def.service;
        let default = || format!("tinsmith-{}", service.sdk_id.to_lowercase().replace(' ', ""));
        let name = options.package.clone().unwrap_or_else(default);
        let names = pieces.iter().rev().map(|piece| package_name(&name, &piece.name));
        let mut refused = names.filter_map(|name| refused(&name).map(|why| (name, why)));
        if let Some((name, why)) = refused.next() {
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
                split: options.split,
                runtime: options.runtime.clone(),
                generator: VERSION.to_owned(),
                digest,
            },
            def,
            pieces,
        })
    }

    /// The root of the modules for a build script, which has them in one crate.
    pub(crate) fn bindings(&self) -> Option<OutputFile> {
        let [piece] = self.pieces else { return None };
        let root = File { path: "bindings.rs".to_owned(), items: emit::root(piece) };
        Some(OutputFile { path: root.path.clone(), text: output::rust(root) })
    }

    /// Every file of the package. Modules are those of each piece.
    pub(crate) fn files(
        &self,
        modules: &[Vec<OutputFile>],
        pages: &[OutputFile],
    ) -> Result<Vec<OutputFile>, Error> {
        let mut files = vec![
            OutputFile { path: "README.md".to_owned(), text: self.readme() },
            // Formatting by another version of rustfmt would be drift.
            OutputFile {
                path: "rustfmt.toml".to_owned(),
                text: output::toml("disable_all_formatting = true\n"),
            },
        ];
        let below = |folder: &str, file: &OutputFile| OutputFile {
            path: format!("{folder}/{}", file.path),
            text: file.text.clone(),
        };
        for (piece, modules) in self.pieces.iter().zip(modules) {
            let folder = folder(&piece.name);
            let path = join(&folder, "Cargo.toml");
            files.push(OutputFile { path, text: self.manifest(piece)? });
            let source = join(&folder, "src");
            files.push(self.lib(piece, &source));
            files.extend(modules.iter().map(|file| below(&source, file)));
        }
        files.extend(pages.iter().map(|file| below("docs", file)));
        if self.metadata.runtime == Runtime::Bundled {
            files.extend(runtime::files()?);
        }
        Ok(files)
    }

    /// The root of a crate, in the folder of its source.
    fn lib(&self, piece: &Piece<'_>, source: &str) -> OutputFile {
        let text = if piece.layer.has_client() {
            self.about()
        } else {
            format!(
                "A part of the client `{}`, which gives out what is in here: depend on that one.",
                self.name
            )
        };
        let lines = docs::lines(&text).map(|line| quote::quote!(#![doc = #line]));
        let attributes = quote::quote! {
            #(#lines)*
            #![forbid(unsafe_code)]
            #![warn(missing_docs)]
        };
        let items = std::iter::once(Item::from(attributes)).chain(emit::root(piece)).collect();
        let root = File { path: join(source, "lib.rs"), items };
        OutputFile { path: root.path.clone(), text: output::rust(root) }
    }

    /// What the documentation of the client begins with.
    fn about(&self) -> String {
        let Metadata { service, generator, digest, operations, .. } = &self.metadata;
        let title = docs::escape(&self.def.service.title);
        let about = if self.def.service.docs.is_empty() {
            String::new()
        } else {
            format!("# The service\n\n{}\n\n", self.def.service.docs)
        };
        format!(
            "A thin client of {title}, with {} of its operations.\n\nIts public items are those of \
             the official crate, so it can take that crate's place for these operations. Start with \
             [`Client`]; each operation has a module in [`operation`].\n\n{about}# How it was \
             made\n\nBy Tinsmith {generator} from `{service}`; the SHA-256 of the slice is \
             `{digest}`.",
            operations.len(),
        )
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
