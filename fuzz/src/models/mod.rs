//! Random Smithy models, and what has to hold of what is made of them. The bytes of the fuzzer decide what a model has; most models
//! are valid, so that they reach the last stage.

mod build;
pub mod check;
mod faults;
mod names;
mod random;
mod text;

use serde_json::{Map, Value, json};
use tinsmith::Source;

use build::{Built, Field, Kind};
pub use faults::Planted;
pub use random::{Random, random_bytes};
use text::MARK;

/// What is known about a model.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// A client can be generated.
    Supported,
    /// It has a name that may or may not be one for a Rust item.
    Open,
    /// It has this fault.
    Faulty(Planted),
}

/// A random model.
#[derive(Clone, Debug)]
pub struct Model {
    built: Built,
    /// Whether it is one to generate from.
    pub verdict: Verdict,
}

impl Model {
    /// The model that the choices make.
    pub fn new(random: &mut Random<'_>) -> Self {
        let mut built = build::build(random);
        let verdict = if random.one_in(6) {
            Verdict::Faulty(faults::plant(&mut built, random))
        } else if built.risky {
            Verdict::Open
        } else {
            Verdict::Supported
        };
        Self { built, verdict }
    }

    /// The files of the model.
    pub fn sources(&self) -> Vec<Source> {
        let mut sources = vec![Source::new("model.json", text_of(&self.built.shapes))];
        if !self.built.applied.is_empty() {
            sources.push(Source::new("more.json", text_of(&self.built.applied)));
        }
        sources
    }
}

/// The text of a file with these shapes.
fn text_of(shapes: &Map<String, Value>) -> String {
    let model = json!({"smithy": "2.0", "shapes": shapes});
    serde_json::to_string_pretty(&model).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::check::{Outcome, check};
    use super::{Model, Random, random_bytes};

    #[test]
    fn most_models_reach_the_last_stage() {
        let generated = (0..100).filter(|seed| {
            let bytes = random_bytes(*seed);
            let mut random = Random::new(&bytes);
            let model = Model::new(&mut random);
            check(&model, &mut random) == Outcome::Generated
        });
        let generated = generated.count();
        assert!((60..100).contains(&generated), "{generated} of 100");
    }
}
