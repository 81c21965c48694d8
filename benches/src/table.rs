//! The table: rows of figures, and how they are printed.

use std::fmt::Write;
use std::path::Path;

use serde_json::json;

use crate::Result;
use crate::args::Format;
use crate::promises::Id;

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
    /// 10^6 bytes.
    Megabytes,
    /// 10^6 bytes a second: the only unit of which more is better.
    MegabytesPerSecond,
    Count,
}

impl Unit {
    fn suffix(self) -> &'static str {
        match self {
            Self::Seconds => " s",
            Self::Milliseconds => " ms",
            Self::Megabytes => " MB",
            Self::MegabytesPerSecond => " MB/s",
            Self::Count => "",
        }
    }

    /// How many times better one figure is than another.
    pub(crate) fn times_better(self, ours: f64, theirs: f64) -> f64 {
        if self == Self::MegabytesPerSecond { ours / theirs } else { theirs / ours }
    }

    fn show(self, figure: f64) -> String {
        let decimals = match figure.abs() {
            _ if self == Self::Count => 0,
            size if size >= 100.0 => 0,
            size if size >= 10.0 => 1,
            _ => 2,
        };
        format!("{figure:.decimals$}{}", self.suffix())
    }
}

/// Whom we are compared with.
#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) name: String,
    pub(crate) figure: f64,
    /// From an earlier run, on another day.
    pub(crate) recorded: bool,
    /// How many times better we are, where turns were compared one by one; else the figures say.
    pub(crate) ratio: Option<f64>,
}

/// What was promised of a row.
#[derive(Clone, Copy)]
pub(crate) enum Promised {
    /// Nothing: it explains another row, or is watched from run to run.
    Nothing,
    AtMost(f64),
    /// So many times better than the peer.
    Times(f64),
    /// A limit for something that does not exist yet.
    NotYet(&'static str),
}

/// A line of the table.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) promise: Id,
    /// Tells the row from the others of the promise; stays the same from run to run.
    pub(crate) what: String,
    pub(crate) unit: Unit,
    pub(crate) ours: f64,
    pub(crate) peer: Option<Peer>,
    pub(crate) promised: Promised,
}

impl Row {
    pub(crate) fn new(promise: Id, what: impl Into<String>, unit: Unit, ours: f64) -> Self {
        Self { promise, what: what.into(), unit, ours, peer: None, promised: Promised::Nothing }
    }

    /// With a peer of the same run.
    pub(crate) fn against(mut self, name: impl Into<String>, figure: f64) -> Self {
        self.peer = Some(Peer { name: name.into(), figure, recorded: false, ratio: None });
        self
    }

    /// With a ratio that is more exact than that of the two figures.
    pub(crate) fn by_turns(mut self, ratio: f64) -> Self {
        if let Some(peer) = &mut self.peer {
            peer.ratio = Some(ratio);
        }
        self
    }

    pub(crate) fn promised(mut self, promised: Promised) -> Self {
        self.promised = promised;
        self
    }

    /// By which a row is found again in another run.
    pub(crate) fn key(&self) -> String {
        match &self.peer {
            Some(peer) => format!("{}: {}, against {}", self.promise, self.what, peer.name),
            None => format!("{}: {}", self.promise, self.what),
        }
    }

    /// How many times better we are than the peer.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let peer = self.peer.as_ref()?;
        Some(peer.ratio.unwrap_or_else(|| self.unit.times_better(self.ours, peer.figure)))
    }

    /// Whether the promise is met, if there is one and it can be told.
    pub(crate) fn met(&self) -> Option<bool> {
        match self.promised {
            Promised::Nothing | Promised::NotYet(_) => None,
            Promised::AtMost(limit) => Some(self.ours <= limit),
            Promised::Times(times) => self.ratio().map(|ratio| ratio >= times),
        }
    }

    fn cells(&self) -> [String; 8] {
        let (peer, theirs) = self.peer.as_ref().map_or_else(Default::default, |peer| {
            let recorded = if peer.recorded { ", recorded" } else { "" };
            (format!("{}{recorded}", peer.name), self.unit.show(peer.figure))
        });
        let promise = match self.promised {
            Promised::Nothing => String::new(),
            Promised::AtMost(limit) => format!("at most {}", self.unit.show(limit)),
            Promised::Times(times) => format!("at least {times}×"),
            Promised::NotYet(text) => text.to_owned(),
        };
        let met = match (self.met(), self.promised) {
            (Some(true), _) => "met",
            (Some(false), _) => "**not met**",
            (None, Promised::NotYet(_)) => "not yet",
            (None, _) => "",
        };
        [
            self.promise.to_string(),
            self.what.clone(),
            self.unit.show(self.ours),
            theirs,
            peer,
            self.ratio().map_or_else(String::new, |ratio| format!("{}×", significant(ratio))),
            promise,
            met.to_owned(),
        ]
    }
}

/// A number of any size, with three digits or more.
pub(crate) fn significant(figure: f64) -> String {
    let decimals = match figure.abs() {
        size if size >= 100.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.1 => 3,
        _ => 5,
    };
    format!("{figure:.decimals$}")
}

const HEAD: [&str; 8] = ["", "what", "ours", "peer's", "peer", "ratio", "promise", ""];

/// The table as text.
pub(crate) fn render(rows: &[Row], format: Format) -> String {
    match format {
        Format::Markdown => markdown(rows),
        Format::Json => {
            let rows: Vec<_> = rows.iter().map(as_json).collect();
            format!("{:#}\n", json!({ "rows": rows }))
        }
    }
}

fn as_json(row: &Row) -> serde_json::Value {
    json!({
        "promise": row.promise.to_string(), "what": row.what, "unit": row.unit.suffix().trim(), "ours": row.ours,
        "peer": row.peer.as_ref().map(|peer| json!({
            "name": peer.name, "figure": peer.figure, "recorded": peer.recorded,
        })),
        "ratio": row.ratio(), "met": row.met(),
    })
}

fn markdown(rows: &[Row]) -> String {
    let mut lines = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(Row::cells));
    let mut widths = [0; HEAD.len()];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        for (cell, &width) in line.iter().zip(&widths) {
            let _ = write!(text, "| {cell:width$} ");
        }
        text.push_str("|\n");
        if at == 0 {
            for width in widths {
                let _ = write!(text, "|{}", "-".repeat(width + 2));
            }
            text.push_str("|\n");
        }
    }
    text
}

/// Replaces what is between the two markers of a file by `table`.
pub(crate) fn write_between_markers(file: &Path, table: &str) -> Result<()> {
    const START: &str = "<!-- table -->\n";
    const END: &str = "<!-- end of table -->";
    let text = std::fs::read_to_string(file)?;
    let parts = text.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some(format!("{before}{START}\n{table}\n{END}{after}"))
    });
    let missing = || format!("{}: no lines `{}` and `{END}`", file.display(), START.trim());
    Ok(std::fs::write(file, parts.ok_or_else(missing)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_says_how_many_times_better_we_are() {
        let cost = Row::new(Id::P1, "rustc", Unit::Seconds, 2.0).against("peer", 6.0);
        let speed = Row::new(Id::P4, "decode", Unit::MegabytesPerSecond, 6.0).against("peer", 2.0);
        assert_eq!([cost.ratio(), speed.ratio()], [Some(3.0); 2]);
        assert_eq!(cost.clone().by_turns(2.5).ratio(), Some(2.5));
        let met = |promised| cost.clone().promised(promised).met();
        assert_eq!(met(Promised::Times(3.0)), Some(true));
        assert_eq!(met(Promised::Times(3.1)), Some(false));
        assert_eq!(met(Promised::AtMost(2.0)), Some(true));
        assert_eq!(met(Promised::AtMost(1.9)), Some(false));
        assert_eq!(met(Promised::NotYet("later")), None);
        let alone = Row::new(Id::P1, "rustc", Unit::Seconds, 2.0).promised(Promised::Times(3.0));
        assert_eq!(alone.met(), None, "nobody to compare with");
    }

    #[test]
    fn all_lines_of_a_table_are_equally_long() {
        let row =
            Row::new(Id::P2u, "… 5 operations", Unit::Milliseconds, 0.5).against("peer", 123.4);
        let text = markdown(&[row.promised(Promised::Times(200.0))]);
        let lengths: Vec<usize> = text.lines().map(|line| line.chars().count()).collect();
        assert_eq!(lengths.len(), 3);
        assert!(lengths.iter().all(|length| Some(length) == lengths.first()), "{text}");
        assert!(
            text.contains("| 0.50 ms | 123 ms | peer | 247×  | at least 200× | met |"),
            "{text}"
        );
    }

    #[test]
    fn what_is_between_the_markers_is_replaced_and_nothing_else() -> Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(&file, "a\n<!-- table -->\nold\n<!-- end of table -->\nb\n")?;
        for _ in 0..2 {
            write_between_markers(file.path(), "new\n")?;
            let text = std::fs::read_to_string(&file)?;
            assert_eq!(text, "a\n<!-- table -->\n\nnew\n\n<!-- end of table -->\nb\n");
        }
        std::fs::write(&file, "a\n")?;
        assert!(write_between_markers(file.path(), "new\n").is_err());
        assert_eq!(std::fs::read_to_string(&file)?, "a\n");
        Ok(())
    }
}
