//! What earlier runs found: figures of the official crate, and ratios that must not fall behind.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::place::Place;
use crate::table::{Row, significant};

/// The file `benches/recorded.toml`.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recorded {
    /// Figures of the official crate, by the key of their row.
    official: BTreeMap<String, f64>,
    /// By the key of the row.
    ratios: BTreeMap<String, Ratio>,
}

/// A ratio that is watched.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Ratio {
    ratio: f64,
    /// The part of it that noise can take away.
    tolerance: f64,
}

fn file(place: &Place) -> PathBuf {
    place.repository.join("benches/recorded.toml")
}

impl Recorded {
    pub(crate) fn read(place: &Place) -> Result<Self> {
        let file = file(place);
        let text = std::fs::read_to_string(&file);
        text.map_err(|error| error.to_string())
            .and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()))
            .map_err(|error| format!("{}: {error}", file.display()).into())
    }

    /// The official crate's figure.
    pub(crate) fn official(&self, key: &str) -> Option<f64> {
        self.official.get(key).copied()
    }

    /// What is worse than it was by more than noise: a sentence for each.
    pub(crate) fn behind(&self, rows: &[Row]) -> Vec<String> {
        let judge = |row: &Row| {
            let (key, found) = (row.key(), row.ratio()?);
            let Ratio { ratio, tolerance } = *self.ratios.get(&key)?;
            let least = ratio * (1.0 - tolerance);
            (found < least).then(|| {
                let [found, ratio, least] = [found, ratio, least].map(significant);
                format!("{key}: {found}, recorded {ratio}; less than {least} is no noise")
            })
        };
        rows.iter().filter_map(judge).collect()
    }

    /// Writes the ratios of this run in place of those that are watched, and official figures that were measured. Comments stay.
    pub(crate) fn record(&self, place: &Place, rows: &[Row]) -> Result<()> {
        let file = file(place);
        let text = std::fs::read_to_string(&file)?;
        let mut out = String::new();
        for line in text.lines() {
            out.push_str(&self.renewed(line, rows).unwrap_or_else(|| line.to_owned()));
            out.push('\n');
        }
        Ok(std::fs::write(file, out)?)
    }

    /// A line of the file with the figure of this run, if it is of a row that this run has.
    fn renewed(&self, line: &str, rows: &[Row]) -> Option<String> {
        let (key, value) = line.strip_prefix('"')?.split_once("\" = ")?;
        if value.starts_with('{') {
            let row = rows.iter().find(|row| row.key() == key)?;
            let tolerance = self.ratios.get(key)?.tolerance;
            return Some(format!(
                "\"{key}\" = {{ ratio = {}, tolerance = {tolerance} }}",
                significant(row.ratio()?)
            ));
        }
        let measured =
            |row: &&Row| row.key() == key && row.peer.as_ref().is_some_and(|peer| !peer.recorded);
        let peer = rows.iter().find(measured)?.peer.as_ref()?;
        Some(format!("\"{key}\" = {:.2}", peer.figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promises::Id;
    use crate::table::Unit;

    const FILE: &str = "# Why.\n[official]\n\"P1: x, against aws-sdk-ec2\" = 9.0\n[ratios]\n\
                        \"P1: x, against peer\" = { ratio = 2.0, tolerance = 0.25 }\n";

    fn row(ours: f64) -> Row {
        Row::new(Id::P1, "x", Unit::Seconds, ours).against("peer", 3.0)
    }

    #[test]
    fn what_is_worse_by_more_than_noise_is_behind() -> Result<()> {
        let recorded: Recorded = toml::from_str(FILE)?;
        // Ratios of 3, 1.6 and 1.4 to the recorded 2, of which a quarter may be noise.
        assert!(recorded.behind(&[row(1.0), row(3.0 / 1.6)]).is_empty());
        let behind = recorded.behind(&[row(3.0 / 1.4)]);
        assert_eq!(
            behind,
            ["P1: x, against peer: 1.40, recorded 2.00; less than 1.50 is no noise"]
        );
        let unknown = Row { what: "y".to_owned(), ..row(9.0) };
        assert!(recorded.behind(&[unknown]).is_empty());
        Ok(())
    }

    #[test]
    fn lines_of_rows_that_were_measured_are_renewed() -> Result<()> {
        let recorded: Recorded = toml::from_str(FILE)?;
        let official = Row::new(Id::P1, "x", Unit::Seconds, 1.0).against("aws-sdk-ec2", 8.0);
        let rows = [row(1.0), official];
        let lines = FILE.lines().map(|line| recorded.renewed(line, &rows));
        let expected = [
            None,
            None,
            Some("\"P1: x, against aws-sdk-ec2\" = 8.00".to_owned()),
            None,
            Some("\"P1: x, against peer\" = { ratio = 3.00, tolerance = 0.25 }".to_owned()),
        ];
        assert!(lines.eq(expected));
        Ok(())
    }
}
