//! `*.sdk-extras.json`: what botocore adds to a file by hand. Its `merge` object goes into the file:
//! objects are merged by key, everything else replaces what was there.

use smithy_json_ast::Node;

use super::find::Folder;
use super::json::Files;
use crate::error::Error;

pub(super) fn merge(
    files: &mut Files,
    folder: &mut Folder,
    name: &str,
    into: &mut Node,
) -> Result<(), Error> {
    let extras = files.read(folder, &format!("{name}.sdk-extras"), false)?;
    if let Some(merge) = extras.get("merge") {
        deep(into, merge);
    }
    Ok(())
}

fn deep(into: &mut Node, from: &Node) {
    match (into, from) {
        (Node::Object(into), Node::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(key) {
                    Some(old) => deep(old, value),
                    None => {
                        into.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}
