//! `tinsmith update`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::Format;
use super::generate::{take_guard, write};
use super::report::Terminal;
use super::{Outcome, diff, read_manifest};
use crate::diff::report::{Compared, Review};
use crate::diff::{APPROVALS_FILE_NAME, Approvals, Limits};
use crate::error::Error;
use crate::manifest::CrateEntry;
use crate::output;
use crate::project::{self, LockFile, path_beside};

/// `tinsmith update`
#[derive(Args)]
pub(super) struct Update {
    /// The new version: a file in any form that `generate --model` takes, a folder of such files, or
    /// botocore's data in any form that `generate --botocore` takes
    #[arg(long, value_name = "MODEL")]
    from: PathBuf,
    /// Only this crate, by any name that `add` takes, and those that share its slice; repeat it for several
    /// [default: those whose service MODEL has]
    #[arg(long = "crate", value_name = "NAME")]
    crates: Vec<String>,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// The manifest to follow
    #[arg(long, value_name = "FILE", default_value = crate::manifest::FILE_NAME)]
    manifest: PathBuf,
}

pub(super) fn run(args: &Update, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let _guard = match args.dry_run {
        true => None,
        false => Some(take_guard(&args.manifest, terminal)?),
    };
    let manifest = read_manifest(&args.manifest)?;
    let chosen: Result<Vec<&CrateEntry>, Error> =
        args.crates.iter().map(|name| project::find(&manifest, name)).collect();
    let lock = LockFile::read(path_beside(&args.manifest))?;
    let path = args.manifest.with_file_name(APPROVALS_FILE_NAME);
    let approvals = Approvals::parse(&diff::approvals_source(&path, true)?)?;
    let update = project::Update::of(&manifest, &chosen?, &args.from, &lock)?;
    let Some(update) = update else {
        nothing(args, terminal);
        return Ok(Outcome::Fine);
    };
    let comparisons = comparisons(&update, terminal.format);
    let limits = Limits::default();
    let review = Review { comparisons: &comparisons, approvals: &approvals, limits };
    diff::show(&review, false, terminal);
    terminal.set_aside();
    if args.dry_run {
        for made in &update.after.crates {
            terminal.found(&made.generated.warnings);
        }
    } else {
        let mut staged = Vec::new();
        for (path, text) in update.slices.iter().chain(&update.changelog) {
            staged.push(output::stage_file(path, text)?);
        }
        if terminal.format == Format::Text {
            terminal.say("");
        }
        write(&update.after, &lock, staged, false, terminal)?;
    }
    summary(args, update.slices.keys(), update.changelog.keys().next(), terminal);
    // The program is about to end. To free whole models bit by bit would take a while before that.
    std::mem::forget(update);
    Ok(Outcome::Findings)
}

/// What was compared; annotations need lines, which are those of the new slices: the old ones are gone.
fn comparisons(update: &project::Update<'_>, format: Format) -> Vec<Compared> {
    let mut all = Vec::new();
    for (at, compared) in &update.compared {
        let mut compared = compared.clone();
        if let (Format::Github, Some(made)) = (format, update.after.crates.get(*at)) {
            diff::locate(std::slice::from_mut(&mut compared), &[&made.loaded]);
        }
        all.push(compared);
    }
    all
}

fn nothing(args: &Update, terminal: &mut Terminal<'_>) {
    let approvals = Approvals::default();
    let review = Review { comparisons: &[], approvals: &approvals, limits: Limits::default() };
    match terminal.format {
        Format::Json | Format::Junit => diff::show(&review, false, terminal),
        Format::Text | Format::Markdown | Format::Github => {
            terminal.say(&format!(
                "nothing to review: whatever changed in `{}` is outside of your operations",
                args.from.display()
            ));
        }
    }
    summary(args, std::iter::empty(), None, terminal);
}

/// Says which slices were cut anew, and where that is told.
fn summary<'a>(
    args: &Update,
    slices: impl Iterator<Item = &'a PathBuf>,
    changelog: Option<&PathBuf>,
    terminal: &mut Terminal<'_>,
) {
    let slices: Vec<String> = slices.map(|path| path.display().to_string()).collect();
    let changelog = changelog.map(|path| path.display().to_string());
    if terminal.format == Format::Json {
        terminal.result(json!({
            "manifest": args.manifest.display().to_string(),
            "from": args.from.display().to_string(),
            "models": slices,
            "changelog": changelog,
            "written": !args.dry_run && !slices.is_empty(),
        }));
        return;
    }
    let [cut, told] = match args.dry_run {
        true => ["would be cut anew", "would say what changed"],
        false => ["is cut anew", "says what changed"],
    };
    for path in slices {
        terminal.say(&format!("{path} {cut}"));
    }
    if let Some(path) = changelog {
        terminal.say(&format!("{path} {told}"));
    }
}
