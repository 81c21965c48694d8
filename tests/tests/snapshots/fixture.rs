//! Fixtures: a folder that holds files is a case, named by its path below `tests/fixtures`. A
//! case below `valid` must generate, and its snapshot holds every file; a case below `faulty`
//! must not, and its snapshot holds what the user would read; a case below `diff` is two models, and
//! its snapshot holds what changed; a case below `history` is a manifest with an old slice, which is
//! updated. Adding one needs no code.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use tinsmith::{Error, Generated, Loaded, Manifest, Options, Runtime, Source};
use walkdir::WalkDir;

use crate::ec2::Files;
use crate::{Failure, diff, history, root, store};

pub(crate) fn trials(client: &Files) -> Result<Vec<Trial>, Failure> {
    let folder = root().join("fixtures");
    let mut cases: BTreeMap<String, PathBuf> = BTreeMap::new();
    for entry in WalkDir::new(&folder) {
        let entry = entry?;
        let (true, Some(parent)) = (entry.file_type().is_file(), entry.path().parent()) else {
            continue;
        };
        let path = parent.strip_prefix(&folder)?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        cases.insert(parts.join("/"), parent.to_owned());
    }
    let trial = |(case, path): (String, PathBuf)| {
        let client = client.clone();
        Trial::test(format!("fixtures/{case}"), move || check(&case, &path, &client))
    };
    Ok(cases.into_iter().map(trial).collect())
}

fn check(case: &str, folder: &Path, client: &Files) -> Result<(), Failed> {
    if case.starts_with("diff/") {
        store::compare(&format!("fixtures/{case}"), &diff::compare(folder)?);
        return Ok(());
    }
    if case.starts_with("history/") {
        store::compare(&format!("fixtures/{case}"), &history::update(folder)?);
        return Ok(());
    }
    let text = match (case.split('/').next(), generate(folder)) {
        (Some("valid"), Ok(generated)) => files(&generated, client)?,
        (Some("valid"), Err(error)) => return Err(format!("cannot be generated:\n{error}").into()),
        (Some("faulty"), Err(error)) => error.to_string(),
        (Some("faulty"), Ok(_)) => return Err("generates, but should be refused".into()),
        _ => return Err("cases lie below `valid`, `faulty`, `diff` or `history`".into()),
    };
    store::compare(&format!("fixtures/{case}"), &text);
    Ok(())
}

/// Generates a client from all models of a folder in the order of their names, or from what its
/// `tinsmith.toml` says. Files are called by their names alone, so that messages are the same on
/// every machine.
fn generate(folder: &Path) -> Result<Generated, Error> {
    let name = "tinsmith.toml";
    let (mut models, mut options) = (Vec::new(), Options::default());
    if folder.join(name).exists() {
        let source = Source::new(name, read(&folder.join(name))?);
        let manifest = Manifest::parse(&source, folder.to_owned())?;
        for entry in manifest.crates {
            models.extend(entry.models.iter().map(|model| folder.join(model)));
            options = entry.options;
        }
    } else {
        let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        models.extend(files.map(|file| file.into_path()).filter(|path| path.is_file()));
    }
    if options.runtime == Runtime::Bundled {
        options.runtime = Runtime::Path("../runtime".to_owned());
    }
    let mut sources = Vec::new();
    for model in models {
        let name = model.file_name().unwrap_or_default().to_string_lossy();
        sources.push(Source::new(name, read(&model)?));
    }
    Loaded::from_sources(sources)?.generate(&options)
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })
}

/// Every file, one after the other. Those that are the same for EC2 are only named: their text
/// has a snapshot there.
fn files(generated: &Generated, client: &Files) -> Result<String, Failed> {
    let mut text = String::new();
    if !generated.warnings.diagnostics().is_empty() {
        writeln!(text, "=== warnings\n{}\n", generated.warnings)?;
    }
    for file in &generated.files {
        match client.get(&file.path) {
            Some(same) if *same == file.text => writeln!(text, "=== {} (as for ec2)\n", file.path)?,
            _ => writeln!(text, "=== {}\n{}", file.path, file.text)?,
        }
    }
    Ok(text)
}
