//! Where things are: the repository, whole models and responses, and where measured packages are made and built.

use std::path::{Path, PathBuf};

use crate::Result;

pub(crate) struct Place {
    pub(crate) repository: PathBuf,
    /// Cargo's target folder. Measured packages are built in it as well, so that dependencies which the workspace has are there.
    pub(crate) target: PathBuf,
    /// Where measured packages are made.
    pub(crate) work: PathBuf,
    /// A whole model of EC2.
    pub(crate) whole_model: Option<PathBuf>,
    /// A folder of recorded responses.
    pub(crate) responses: Option<PathBuf>,
}

impl Place {
    pub(crate) fn find() -> Result<Self> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => repository.join("target"),
        };
        let work = target.join("benches");
        std::fs::create_dir_all(&work)?;
        let models = std::env::var_os("TINSMITH_MODELS").map(PathBuf::from);
        let below = |path: &str| {
            let path = models.as_ref()?.join(path);
            path.canonicalize().ok()
        };
        let whole_model = below("ec2/2026-11.json");
        let responses = below("../data/responses");
        Ok(Self { repository, target, work, whole_model, responses })
    }

    /// The models of this repository, of six operations.
    pub(crate) fn trimmed_models(&self) -> Vec<PathBuf> {
        ["models/ec2.json", "models/ec2.docs.json"].map(|path| self.repository.join(path)).to_vec()
    }
}
