#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archive::Archive;
use super::budget::Budget;
use super::{file_of, gzip, models, models_in};
use crate::error::Error;

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "service", "version": "1"}}}"#;
const OTHER: &str = r#"{"smithy": "2.0", "shapes": {"a#X": {"type": "string"}}}"#;
const MANIFEST: &str = "META-INF/smithy/manifest";

fn gz(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn jar(manifest: &str) -> Vec<u8> {
    zip(&[
        (MANIFEST, manifest),
        ("META-INF/smithy/a.json", MODEL),
        ("META-INF/smithy/b/b.json", OTHER),
        ("META-INF/smithy/c.smithy", "namespace c"),
    ])
}

/// The names and texts of the models in a file `m` of these bytes.
fn read(bytes: &[u8], entry: Option<&str>) -> Result<Vec<(String, String)>, String> {
    let found = models_in("m".to_owned(), bytes.to_vec(), entry, None);
    let found = found.map_err(|error| error.to_string())?;
    Ok(found.into_iter().map(|source| (source.name, source.text.to_string())).collect())
}

#[track_caller]
fn gives(bytes: &[u8], wanted: &[(&str, &str)]) {
    let found = read(bytes, None).unwrap();
    let found: Vec<_> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(found, wanted);
}

#[track_caller]
fn says(bytes: &[u8], entry: Option<&str>, wanted: &str) {
    assert_eq!(read(bytes, entry).unwrap_err(), wanted);
}

#[test]
fn the_container_does_not_matter_nor_does_its_name() {
    gives(MODEL.as_bytes(), &[("m", MODEL)]);
    gives(&gz(MODEL), &[("m", MODEL)]);
    gives(&zip(&[("x/a.json", MODEL)]), &[("m!x/a.json", MODEL)]);
    gives(&jar("a.json\n"), &[("m!META-INF/smithy/a.json", MODEL)]);
    // RFC 1952, section 2.2: members follow one another.
    gives(&[gz(&MODEL[..9]), gz(&MODEL[9..])].concat(), &[("m", MODEL)]);
}

#[test]
fn files_are_read_where_they_lie() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("m.txt");
    std::fs::write(&path, zip(&[("a.json", MODEL)])).unwrap();
    let entry = format!("{}!a.json", path.display());
    for path in [&path, Path::new(&entry)] {
        let found = models(path).unwrap();
        assert_eq!((found[0].name.as_str(), &*found[0].text), (entry.as_str(), MODEL));
    }
    let message = models(Path::new(&format!("{}x!a", path.display()))).unwrap_err().to_string();
    assert!(message.starts_with("cannot read `"), "{message}");
}

#[test]
fn a_manifest_gives_the_order() {
    let both = [("m!META-INF/smithy/b/b.json", OTHER), ("m!META-INF/smithy/a.json", MODEL)];
    gives(&jar("b/b.json\na.json\n"), &both);
    gives(&jar("# comment\r\n\r\nb/b.json\r\na.json\r\nb/b.json"), &both);
}

#[test]
fn without_a_manifest_what_is_a_model_counts() {
    let bytes = zip(&[
        ("z.json", OTHER),
        ("package.json", r#"{"name": "x", "shapes": 1}"#),
        ("list.json", "[1]"),
        ("readme.md", "# x"),
        ("a.json", MODEL),
    ]);
    gives(&bytes, &[("m!a.json", MODEL), ("m!z.json", OTHER)]);
    // What is no JSON is for the reader of models to report, with line and column.
    gives(&zip(&[("a.json", "{")]), &[("m!a.json", "{")]);
}

#[test]
fn an_entry_can_be_named() {
    let bytes = zip(&[("a.json", MODEL), ("b.json", &MODEL.replace('S', "T"))]);
    let found = read(&bytes, Some("a.json")).unwrap();
    assert_eq!(found, [("m!a.json".to_owned(), MODEL.to_owned())]);
    says(
        &bytes,
        Some("c.json"),
        "error[invalid-archive]: `m` holds no `c.json`\n--> m\n = help: did you mean `a.json` \
         or `b.json`?",
    );
    says(
        MODEL.as_bytes(),
        Some("c.json"),
        "error[invalid-archive]: `m` is no archive, so it has no `c.json`\n--> m\n = help: \
         leave out what follows the `!`",
    );
}

#[test]
fn a_build_script_watches_the_archive() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.jar");
    std::fs::write(&file, "").unwrap();
    let entry = format!("{}!x.json", file.display());
    assert_eq!(file_of(Path::new(&entry)), file);
    assert_eq!(file_of(&file), file);
    // A file of that whole name comes first.
    std::fs::write(&entry, "").unwrap();
    assert_eq!(file_of(Path::new(&entry)), Path::new(&entry));
}

#[test]
fn manifests_that_cannot_be_followed() {
    let at = "m!META-INF/smithy/manifest";
    for path in ["../a.json", "/a.json", "b//b.json", "./a.json"] {
        let message = read(&jar(&format!("a.json\n {path}\n")), None).unwrap_err();
        let wanted = format!("the manifest names `{path}`, which leads out of its folder\n");
        assert!(message.contains(&wanted), "{message}");
        assert!(message.contains(&format!("--> {at}:2:2")), "{message}");
    }
    for (path, what) in [
        ("c.smithy", "which is Smithy's IDL and is not read"),
        ("c.txt", "which is no `.json` file"),
        ("d.json", "which the archive does not hold"),
    ] {
        let message = read(&jar(path), None).unwrap_err();
        assert!(message.starts_with(&format!(
            "error[invalid-manifest]: the manifest names `{path}`, {what}\n --> {at}:1:1"
        )));
    }
    says(
        &jar("# nothing\n"),
        None,
        "error[no-model]: `m!META-INF/smithy/manifest` names no model\n--> \
         m!META-INF/smithy/manifest\n = help: give an archive that has one",
    );
}

#[test]
fn archives_without_one_model() {
    says(
        &zip(&[("a.txt", "x"), ("b.json", "{}")]),
        None,
        "error[no-model]: `m` holds no Smithy model in JSON\n--> m\n = help: give a model, \
         or an archive that has one",
    );
    says(
        &zip(&[("a.smithy", "x")]),
        None,
        "error[no-model]: `m` holds no Smithy model in JSON\n--> m\n = help: write the \
         model as JSON with the Smithy CLI, `smithy ast`, and give that",
    );
    says(
        &zip(&[("a.json", MODEL), ("b.json", MODEL)]),
        None,
        "error[many-models]: `m` has no manifest and holds 2 services' models\n--> m\n = \
         help: name the one that is meant, such as `m!a.json`",
    );
    assert!(read(&zip(&[]), None).unwrap_err().contains("holds no Smithy model"));
}

#[test]
fn whatever_is_cut_off_or_changed_is_an_error_or_does_no_harm() {
    let whole = [("m".to_owned(), MODEL.to_owned())];
    let packed = gz(MODEL);
    for length in 2..packed.len() {
        let message = read(&packed[..length], None).unwrap_err();
        assert!(message.starts_with("error[invalid-gzip]: `m` "), "{length}: {message}");
    }
    for i in 0..packed.len() {
        let mut bytes = packed.clone();
        bytes[i] ^= 0x10;
        // Bytes 4 to 9 of a gzip header are a time and the like.
        if let Ok(found) = read(&bytes, None) {
            assert_eq!(found, whole, "byte {i}");
        }
    }
    let jar = zip(&[(MANIFEST, "a.json"), ("META-INF/smithy/a.json", MODEL)]);
    for length in 4..jar.len() {
        read(&jar[..length], None).unwrap_err();
    }
    for i in 4..jar.len() {
        for bit in 0..8 {
            let mut bytes = jar.clone();
            bytes[i] ^= 1 << bit;
            if let Ok(found) = read(&bytes, None) {
                assert_eq!(found[0].1, MODEL, "byte {i}, bit {bit}");
            }
        }
    }
}

#[test]
fn encrypted_entries_are_named() {
    let mut bytes = zip(&[("a.json", MODEL)]);
    let central = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    // The flags of the local header and of the central directory. APPNOTE, 4.4.4.
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    says(
        &bytes,
        None,
        "error[invalid-archive]: `m!a.json` is encrypted\n--> m!a.json\n = help: give an \
         archive that is not",
    );
}

/// What a folder with these files gives: names below it, and texts.
fn read_folder(files: &[(&str, &[u8])]) -> Result<Vec<(String, String)>, String> {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let root = folder.path().display().to_string();
    match models(folder.path()) {
        Ok(found) => Ok(found
            .into_iter()
            .map(|source| (source.name.replace(&format!("{root}/"), ""), source.text.to_string()))
            .collect()),
        Err(error) => Err(error.to_string().replace(&root, "ROOT")),
    }
}

#[test]
fn a_folder_is_read_like_an_archive() {
    let (model, other) = (MODEL.as_bytes(), OTHER.as_bytes());
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let packed = gz(OTHER);
    let found = read_folder(&[
        ("b/s.json", model),
        ("a/x.json.gz", &packed),
        ("notes.json", b"{}"),
        ("README.md", b"# no model"),
        (".git/old.json", model),
    ]);
    assert_eq!(found, Ok(vec![pair("a/x.json.gz", OTHER), pair("b/s.json", MODEL)]));
    let manifest = read_folder(&[
        (MANIFEST, b"b.json\n"),
        ("META-INF/smithy/b.json", other),
        ("META-INF/smithy/a.json", model),
    ]);
    assert_eq!(manifest, Ok(vec![pair("META-INF/smithy/b.json", OTHER)]));
    let many = read_folder(&[("a.json", model), ("b.json", model)]).unwrap_err();
    assert!(many.contains("`ROOT` has no manifest and holds 2 services' models"), "{many}");
    assert!(many.contains("such as `ROOT/a.json`"), "{many}");
    let none = read_folder(&[("README.md", b"")]).unwrap_err();
    assert!(none.contains("`ROOT` holds no Smithy model in JSON"), "{none}");
}

#[test]
fn what_expands_too_far_is_refused() {
    let message = |error: Error| error.to_string();
    let text = "x".repeat(1000);
    let found = gzip::unpack("m.gz", &gz(&text), &mut Budget::new(1000)).unwrap();
    assert_eq!(found.len(), 1000);
    let found = gzip::unpack("m.gz", &gz(&text), &mut Budget::new(999));
    assert_eq!(
        message(found.unwrap_err()),
        "error[too-large]: `m.gz` expands beyond 999 bytes, which no model needs\n--> m.gz\n = \
         help: unpack it yourself, and give the JSON file"
    );
    // The limit is for all entries together.
    let bytes = zip(&[("a", &text), ("b", &text)]);
    let mut archive = Archive::open("m".to_owned(), bytes).unwrap();
    let mut budget = Budget::new(1999);
    archive.text("a", &mut budget).unwrap();
    assert!(message(archive.text("b", &mut budget).unwrap_err()).contains("`m!b` expands beyond"));
}

#[test]
fn text_that_is_none_is_located() {
    let message = read(&gz("ok"), None).unwrap();
    assert_eq!(message[0].1, "ok");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"{\n \xFF}").unwrap();
    let message = read(&encoder.finish().unwrap(), None).unwrap_err();
    assert!(message.contains("--> m:2:2"), "{message}");
}
