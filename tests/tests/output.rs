//! Writing a crate brings a folder to the wanted state or leaves it as it was.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tinsmith::{Error, Generated, Loaded, Options, Runtime, Source};
use walkdir::WalkDir;

fn generated() -> Generated {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/valid/minimal/model.json");
    let source = Source::new("model.json", fs::read_to_string(path).unwrap());
    let options = Options { runtime: Runtime::Path("../runtime".to_owned()), ..Options::default() };
    Loaded::from_sources(vec![source]).unwrap().generate(&options).unwrap()
}

/// A folder that was written, and then has one file of other contents and one too few.
fn outdated(generated: &Generated) -> TempDir {
    let folder = TempDir::new().unwrap();
    generated.write(folder.path()).unwrap();
    let meta = folder.path().join("src/meta.rs");
    let edited = fs::read_to_string(&meta).unwrap() + "// edited\n";
    fs::write(meta, edited).unwrap();
    fs::remove_file(folder.path().join("src/builder.rs")).unwrap();
    folder
}

/// Every path below a folder, with the contents of files.
fn state(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.map(|e| (e.path().display().to_string(), fs::read(e.path()).ok())).collect()
}

/// Asserts that writing fails with a message that names `path`, and changes nothing.
fn refuses(generated: &Generated, folder: &TempDir, path: &str) {
    let before = state(folder.path());
    let error = generated.write(folder.path()).unwrap_err();
    let named = folder.path().join(path).display().to_string();
    assert!(matches!(error, Error::Foreign { .. }), "{error}");
    assert!(error.to_string().contains(&named), "{error}");
    assert_eq!(state(folder.path()), before);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    let generated = generated();
    let folder = outdated(&generated);
    fs::create_dir(folder.path().join("src/builder.rs")).unwrap();
    refuses(&generated, &folder, "src/builder.rs");
}

#[test]
fn a_file_in_the_place_of_a_folder_is_refused() {
    let generated = generated();
    let folder = outdated(&generated);
    fs::remove_dir_all(folder.path().join("src/operation")).unwrap();
    fs::write(folder.path().join("src/operation"), "").unwrap();
    refuses(&generated, &folder, "src/operation");
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_removed() {
    let generated = generated();
    let folder = outdated(&generated);
    let elsewhere = TempDir::new().unwrap();
    let link = |to: &Path, at: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(at)).unwrap();
    };
    link(Path::new("/nonexistent"), "mine");
    generated.write(folder.path()).unwrap();
    assert!(folder.path().join("mine").is_symlink());

    fs::rename(folder.path().join("src/meta.rs"), elsewhere.path().join("meta.rs")).unwrap();
    link(&elsewhere.path().join("meta.rs"), "src/meta.rs");
    refuses(&generated, &folder, "src/meta.rs");

    fs::remove_file(folder.path().join("src/meta.rs")).unwrap();
    fs::rename(folder.path().join("src"), elsewhere.path().join("src")).unwrap();
    link(&elsewhere.path().join("src"), "src");
    let before = state(elsewhere.path());
    refuses(&generated, &folder, "src");
    assert_eq!(state(elsewhere.path()), before);
}

#[test]
fn the_output_folder_has_to_be_a_folder() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("out"), "mine").unwrap();
    let error = generated().write(&folder.path().join("out")).unwrap_err();
    assert!(error.to_string().ends_with("is a file; name a folder to write into"), "{error}");
}

#[test]
fn text_that_cannot_be_staged_changes_nothing() {
    let mut generated = generated();
    let folder = outdated(&generated);
    // No file system takes a name of this length, which is only found out when it is written.
    let name = format!("src/{}.rs", "long".repeat(100));
    generated.files.push(tinsmith::OutputFile { path: name, text: "// x\n".to_owned() });
    let before = state(folder.path());
    let error = generated.write(folder.path()).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
    assert_eq!(state(folder.path()), before);
}
