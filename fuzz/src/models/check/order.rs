//! The order of shapes and of their traits means nothing.

use serde_json::{Map, Value};
use tinsmith::{Generated, Source};

use super::{assert_same, generate};
use crate::models::{Model, Random, text_of};

pub(super) fn means_nothing(model: &Model, expected: &Generated, random: &mut Random<'_>) {
    let mut shapes = model.built.shapes.clone();
    for shape in shapes.values_mut() {
        if let Some(Value::Object(traits)) = shape.get_mut("traits") {
            shuffle(traits, random);
        }
        for key in ["operations", "resources", "collectionOperations"] {
            if let Some(Value::Array(list)) = shape.get_mut(key) {
                random.shuffle(list);
            }
        }
    }
    shuffle(&mut shapes, random);
    let mut sources = vec![Source::new("model.json", text_of(&shapes))];
    sources.extend(model.sources().into_iter().skip(1));
    sources.reverse();
    match generate(sources, &[]) {
        Ok((_, generated)) => assert_same(&generated.files, &expected.files, "another order"),
        Err(error) => panic!("refused in another order:\n{error}"),
    }
}

fn shuffle(map: &mut Map<String, Value>, random: &mut Random<'_>) {
    let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
    random.shuffle(&mut entries);
    map.extend(entries);
}
