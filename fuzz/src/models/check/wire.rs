//! The names of members on the wire stand where they are written and read. What they are is worked out here from the rules of the
//! protocol: <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>.

use std::collections::BTreeSet;

use tinsmith::Generated;

use crate::models::{Built, Field, Kind};

pub(super) fn holds(built: &Built, generated: &Generated) {
    let bound = &built.operations;
    for operation in bound {
        let text = file_of(generated, "src/operation/", &operation.id);
        let name = operation.id.rsplit('#').next().unwrap_or_default();
        assert!(
            text.contains(&format!("NAME:&'staticstr={name:?};")),
            "the action of {}",
            operation.id
        );
        if let Some(id) = &operation.input {
            written(id, &built.fields[id], &text);
        }
        if let Some(id) = operation.output.as_ref().filter(|id| !built.fields[*id].is_empty()) {
            read(id, &built.fields[id], &text);
        }
    }
    let inputs = bound.iter().filter_map(|operation| operation.input.as_ref());
    for id in reached(built, inputs) {
        written(&id, &built.fields[&id], &file_of(generated, "src/types/", &id));
    }
    let outputs = bound.iter().filter_map(|operation| operation.output.as_ref());
    let errors = bound.iter().flat_map(|operation| &operation.errors).chain(&built.common_errors);
    for id in reached(built, outputs.chain(errors.clone())) {
        read(&id, &built.fields[&id], &file_of(generated, "src/types/", &id));
    }
    for id in errors {
        read(id, &built.fields[id], &file_of(generated, "src/types/", id));
    }
}

/// The structures and unions that members reach from here.
fn reached<'a>(built: &'a Built, from: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut todo: Vec<usize> =
        from.flat_map(|id| &built.fields[id]).map(|field| field.target).collect();
    let mut reached = BTreeSet::new();
    while let Some(at) = todo.pop() {
        let target = &built.targets[at];
        let of_map = |key: &str| {
            let id = built.shapes[&target.id][key]["target"].as_str();
            built.targets.iter().position(|target| Some(target.id.as_str()) == id)
        };
        match target.kind {
            Kind::List(item) => todo.push(item),
            Kind::Map => todo.extend(["key", "value"].into_iter().filter_map(of_map)),
            Kind::Structure | Kind::Union if reached.insert(target.id.clone()) => {
                todo.extend(built.fields[&target.id].iter().map(|field| field.target));
            }
            _ => {}
        }
    }
    reached
}

/// The text, without white space, of the file that has a shape.
fn file_of(generated: &Generated, folder: &str, id: &str) -> String {
    let comment = format!("\n// {id}\n");
    let file = generated
        .files
        .iter()
        .find(|file| file.path.starts_with(folder) && file.text.contains(&comment));
    let file = file.unwrap_or_else(|| panic!("no file has {id}"));
    file.text.split_whitespace().collect()
}

/// What writes a member.
const CALLS: [&str; 8] = [
    "always",
    "always_with",
    "put",
    "put_timestamp",
    "put_unless",
    "put_with",
    "variant",
    "variant_with",
];

fn written(id: &str, fields: &[Field], text: &str) {
    for field in fields {
        let key = field.key();
        let fine = CALLS.iter().any(|call| text.contains(&format!("q.{call}({key:?},")));
        // What stands for nothing is not written.
        assert!(
            fine || text.contains("=>{}"),
            "{id}${} is not written as {key}:\n{text}",
            field.name
        );
    }
}

fn read(id: &str, fields: &[Field], text: &str) {
    for field in fields {
        let element = field.element();
        let arm = format!("{element:?}=>");
        assert!(text.contains(&arm), "{id}${} is not read from {element}:\n{text}", field.name);
    }
}
