//! How each promise is measured: a file a kind of measurement, whose functions take the run and give rows.

pub(crate) mod compile;
pub(crate) mod generation;
pub(crate) mod program;
pub(crate) mod tree;
pub(crate) mod wire;

use std::path::PathBuf;

use crate::args::Arguments;
use crate::cargo::Build;
use crate::place::Place;
use crate::promises::Id;
use crate::recorded::Recorded;
use crate::table::{Peer, Row, Unit};

/// The official crate, and the version that figures are of.
pub(crate) const OFFICIAL: &str = "aws-sdk-ec2";
pub(crate) const OFFICIAL_VERSION: &str = "1.274.0";

/// What a measurement may use.
pub(crate) struct Run<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) place: &'a Place,
    pub(crate) recorded: &'a Recorded,
}

impl<'a> Run<'a> {
    /// A build of a package in which some are measured.
    pub(crate) fn build(&self, package: PathBuf, measured: Vec<PathBuf>) -> Build<'a> {
        let Arguments { passes, timings, .. } = *self.arguments;
        Build { place: self.place, package, measured, passes, timings }
    }

    /// A row against the official crate: as it was measured in this run, or else as it is recorded.
    pub(crate) fn against_official(
        &self,
        promise: Id,
        what: impl Into<String>,
        unit: Unit,
        ours: f64,
        official: Option<f64>,
    ) -> Row {
        let row = Row::new(promise, what, unit, ours).against(OFFICIAL, 0.0);
        let recorded = self.recorded.official(&row.key());
        let figure = official.or(recorded);
        let peer = figure.map(|figure| Peer {
            name: OFFICIAL.to_owned(),
            figure,
            recorded: official.is_none(),
            ratio: None,
        });
        Row { peer, ..row }
    }

    /// A whole model of EC2, or word that there is none.
    pub(crate) fn whole_model(&self, what: &str) -> Option<PathBuf> {
        if self.place.whole_model.is_none() {
            eprintln!("SKIPPED {what}: set TINSMITH_MODELS to a folder that has ec2/2026-11.json");
        }
        self.place.whole_model.clone()
    }
}

/// The figure in the middle; not a number if there is none.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
