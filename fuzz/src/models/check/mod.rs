//! What has to hold of a model, and of everything that is made of it.

mod order;
mod report;
mod slices;
mod text;
mod unrelated;
mod wire;

use tinsmith::{Error, Generated, Loaded, Options, OutputFile, Runtime, Source};

use super::{Model, Random, Verdict};

/// What became of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A crate was generated from it.
    Generated,
    /// It was refused.
    Refused,
}

/// Checks everything.
///
/// # Panics
/// If something does not hold.
pub fn check(model: &Model, random: &mut Random<'_>) -> Outcome {
    match generate(model.sources(), &[]) {
        Ok((loaded, generated)) => {
            if let Verdict::Faulty(planted) = &model.verdict {
                panic!("not refused, although it has the fault {planted:?}");
            }
            report::placed(&generated.warnings, &model.sources());
            text::holds(&generated);
            wire::holds(&model.built, &generated);
            order::means_nothing(model, &generated, random);
            slices::give_the_same(model, &loaded, random);
            unrelated::changes_nothing(model, &generated);
            Outcome::Generated
        }
        Err(error) => {
            let Error::Invalid(found) = &error else {
                panic!("a model in memory cannot fail like this: {error}")
            };
            report::placed(found, &model.sources());
            match &model.verdict {
                Verdict::Supported => panic!("refused, although nothing is wrong:\n{error}"),
                Verdict::Open => {}
                Verdict::Faulty(planted) => report::names(found, planted, &model.sources()),
            }
            Outcome::Refused
        }
    }
}

/// Generates from these operations, or from all.
fn generate(sources: Vec<Source>, operations: &[String]) -> Result<(Loaded, Generated), Error> {
    let loaded = Loaded::from_sources(sources)?;
    let generated = loaded.generate(&options(operations))?;
    Ok((loaded, generated))
}

fn options(operations: &[String]) -> Options {
    let runtime = Runtime::Path("../runtime".to_owned());
    Options { operations: operations.to_vec(), runtime, ..Options::default() }
}

/// Asserts that two crates are the same, file by file.
fn assert_same(left: &[OutputFile], right: &[OutputFile], what: &str) {
    let paths = |files: &[OutputFile]| files.iter().map(|f| f.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(left), paths(right), "{what}");
    for (left, right) in left.iter().zip(right) {
        assert_eq!(left.text, right.text, "{} of {what}", left.path);
    }
}
