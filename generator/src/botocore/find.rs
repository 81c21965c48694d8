//! Which folder is meant. The rule, for a path DIR:
//!
//! 1. DIR has a `service-2.json`: it is a version of a service.
//! 2. A folder in DIR has one: DIR is a service, and its newest version counts, which is the last
//!    by name.
//! 3. DIR, DIR/data or DIR/botocore/data has services: `--service` names the one.
//!
//! DIR may be an archive with such folders in it, like the wheel that pip downloads.

use std::path::{Path, PathBuf};

use crate::diagnostics::did_you_mean;
use crate::error::Error;
use crate::read::Tree;

/// Where botocore's package keeps its data, from the data itself outwards.
const DATA: [&str; 3] = ["", "data", "botocore/data"];

/// The folder of a version of a service.
pub(super) struct Folder {
    pub(super) tree: Tree,
    /// Below the root of the tree.
    pub(super) path: String,
    /// The name of the service's folder.
    pub(super) service: Option<String>,
    watched: String,
}

impl Folder {
    pub(super) fn watched(&self) -> PathBuf {
        self.tree.on_disk(&self.watched)
    }
}

/// Whether an archive or a folder is one that [`find`] finds a service in, if its name is given where
/// there are several.
pub(crate) fn holds_data(root: &Path) -> bool {
    let Ok(tree) = Tree::open(root) else { return false };
    is_version(&tree, "")
        || newest(&tree, "").is_some()
        || DATA.iter().any(|data| {
            tree.folders(data).iter().any(|name| newest(&tree, &join(data, name)).is_some())
        })
}

pub(super) fn find(root: &Path, service: Option<&str>) -> Result<Folder, Error> {
    let tree = Tree::open(root)?;
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name_of = |path: Option<&Path>| Some(path?.file_name()?.to_str()?.to_owned());
    if is_version(&tree, "") {
        let service = name_of(whole.parent());
        return Ok(Folder { tree, path: String::new(), service, watched: String::new() });
    }
    if let Some(path) = newest(&tree, "") {
        let service = name_of(Some(&whole));
        return Ok(Folder { tree, path, service, watched: String::new() });
    }
    for data in DATA {
        // Data comes with other folders in it, so a service is one that has a version.
        let services: Vec<String> = tree.folders(data);
        if !services.iter().any(|name| newest(&tree, &join(data, name)).is_some()) {
            continue;
        }
        let Some(name) = service else {
            return Err(Error::Usage(format!(
                "`{}` holds {} services; name one with `--service NAME`, or give its folder",
                tree.name(data),
                services.len()
            )));
        };
        let watched = join(data, name);
        return match newest(&tree, &watched) {
            Some(path) => Ok(Folder { tree, path, service: Some(name.to_owned()), watched }),
            None => {
                let hint = did_you_mean(name, services.iter().map(String::as_str));
                let hint =
                    hint.unwrap_or_else(|| "services are called by their folders".to_owned());
                let whole = tree.name(data);
                Err(Error::Usage(format!("`{whole}` has no service `{name}`; {hint}")))
            }
        };
    }
    Err(Error::Usage(format!(
        "`{}` does not hold botocore's data: give the folder of a service or of one of its versions, \
         botocore's `data` folder, or the folder that botocore is installed in",
        root.display()
    )))
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The file of that name, without its ending, in a folder of the tree.
pub(super) fn file(tree: &Tree, folder: &str, name: &str) -> Option<String> {
    let file = join(folder, &format!("{name}.json"));
    [format!("{file}.gz"), file].into_iter().find(|file| tree.has(file))
}

fn is_version(tree: &Tree, folder: &str) -> bool {
    file(tree, folder, "service-2").is_some()
}

/// The newest version of the service in a folder, if it has one.
fn newest(tree: &Tree, folder: &str) -> Option<String> {
    let mut versions = tree.folders(folder).into_iter().map(|version| join(folder, &version));
    versions.rfind(|path| is_version(tree, path))
}
