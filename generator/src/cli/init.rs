//! `tinsmith init`: what a manifest has to say comes from flags, and on a terminal from questions.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::args::Format;
use super::generate::take_guard;
use super::report::Terminal;
use super::{Outcome, quoted};
use crate::diagnostics::Source;
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::Manifest;
use crate::options::Options;
use crate::output;

/// `tinsmith init`
#[derive(Args)]
pub(super) struct Init {
    /// A model, in any form that `generate` takes; repeat it for files that are merged after it, such as
    /// documentation of your own
    #[arg(long = "model", value_name = "FILE")]
    models: Vec<PathBuf>,
    /// An operation to bind; repeat it for several
    #[arg(long = "operation", value_name = "NAME")]
    operations: Vec<String>,
    /// The name of the package [default: tinsmith- and the service's name]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The folder of the crate, relative to the manifest's, or `build-script` where a build.rs generates
    /// it [default: the name of the package]
    #[arg(long, value_name = "DIR")]
    output: Option<String>,
    /// Ask nothing, and take defaults for what is not given; no --operation means all
    #[arg(long, short)]
    yes: bool,
    /// The manifest to write; there must be none yet
    #[arg(long, value_name = "FILE", default_value = crate::manifest::FILE_NAME)]
    manifest: PathBuf,
}

pub(super) fn run(args: &Init, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let ask = !args.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    answer(args, ask.then_some(&mut std::io::stdin().lock()), terminal)
}

/// As `run`, with questions that are answered by the lines of `input`, if there is anybody to ask.
fn answer(
    args: &Init,
    input: Option<&mut impl BufRead>,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, Error> {
    let _guard = take_guard(&args.manifest, terminal)?;
    if args.manifest.exists() {
        return Err(Error::Usage(format!(
            "there is a `{}` already: `tinsmith add` edits it, and another crate is one more \
             `[[crate]]` in it",
            args.manifest.display()
        )));
    }
    let asked = match input {
        Some(input) => questions(args, input, terminal)?,
        None => defaults(args)?,
    };
    let text = text(&asked);
    // What was made up here is read as if a person had written it.
    let source = Source::new(args.manifest.display().to_string(), text.as_str());
    let folder = args.manifest.parent().unwrap_or(Path::new("")).to_owned();
    let manifest = Manifest::parse(&source, folder)?;
    for entry in &manifest.crates {
        asked.loaded.generate(&entry.options)?;
    }
    output::create(&args.manifest, &text)?;
    let shown = args.manifest.display().to_string();
    let next = match shown.as_str() {
        crate::manifest::FILE_NAME => "tinsmith generate".to_owned(),
        _ => format!("tinsmith generate --manifest {}", quoted(&shown)),
    };
    match terminal.format {
        Format::Json => {
            terminal.result(json!({"manifest": shown, "package": asked.name, "next": next}));
        }
        _ => terminal.say(&format!("{shown} written; next: {next}")),
    }
    Ok(Outcome::Fine)
}

/// Everything that a manifest has to say.
struct Asked {
    loaded: Loaded,
    /// As the manifest has them.
    models: Vec<String>,
    operations: Vec<String>,
    name: String,
    output: String,
}

/// Takes what is not given from defaults, where that was asked for.
fn defaults(args: &Init) -> Result<Asked, Error> {
    let mut missing = Vec::new();
    if args.models.is_empty() {
        missing.push("`--model FILE`");
    }
    if !args.yes {
        let all = [
            (args.operations.is_empty(), "`--operation NAME`"),
            (args.name.is_none(), "`--name NAME`"),
            (args.output.is_none(), "`--output DIR`"),
        ];
        missing.extend(all.iter().filter(|(is, _)| *is).map(|(_, flag)| *flag));
    }
    if !missing.is_empty() {
        let yes =
            if args.yes { "" } else { ", or take defaults for all but the model with `--yes`" };
        return Err(Error::Usage(format!(
            "there is no terminal to ask on: say {}{yes}",
            missing.join(", ")
        )));
    }
    let loaded = Loaded::from_files(&args.models)?;
    loaded.choose(None, &args.operations)?;
    let name = args.name.clone().map_or_else(|| default_name(&loaded, &args.operations), Ok)?;
    Ok(Asked {
        models: args.models.iter().map(|model| relative(&args.manifest, model)).collect(),
        operations: args.operations.clone(),
        output: args.output.clone().unwrap_or_else(|| name.clone()),
        name,
        loaded,
    })
}

/// Asks for what is not given.
fn questions(
    args: &Init,
    input: &mut impl BufRead,
    terminal: &mut Terminal<'_>,
) -> Result<Asked, Error> {
    let mut models = args.models.clone();
    let loaded = loop {
        if models.is_empty() {
            models.push(question("Model file", None, input, terminal)?.into());
        }
        match Loaded::from_files(&models) {
            Err(error) if args.models.is_empty() => terminal.error(&error),
            loaded => break loaded?,
        }
        models.clear();
    };
    let mut operations = args.operations.clone();
    loop {
        if operations.is_empty() {
            let count = loaded.operations(None)?.len();
            let text = format!("Operations, of {count}, with blanks between");
            let line = question(&text, None, input, terminal)?;
            let words = line.split([' ', ',', '\t']).filter(|word| !word.is_empty());
            operations.extend(words.map(str::to_owned));
        }
        match loaded.choose(None, &operations) {
            Err(error) if args.operations.is_empty() => terminal.error(&error),
            chosen => {
                chosen?;
                break;
            }
        }
        operations.clear();
    }
    let name = match &args.name {
        Some(name) => name.clone(),
        None => {
            question("Package name", Some(default_name(&loaded, &operations)?), input, terminal)?
        }
    };
    let output = match &args.output {
        Some(output) => output.clone(),
        None => {
            let text = "Folder of the crate, or build-script";
            question(text, Some(name.clone()), input, terminal)?
        }
    };
    let models = models.iter().map(|model| relative(&args.manifest, model)).collect();
    Ok(Asked { loaded, models, operations, name, output })
}

/// Asks until there is an answer; an empty one is the default, if there is one.
fn question(
    text: &str,
    default: Option<String>,
    input: &mut impl BufRead,
    terminal: &mut Terminal<'_>,
) -> Result<String, Error> {
    let shown = default.as_ref().map(|default| format!(" [{default}]")).unwrap_or_default();
    loop {
        terminal.prompt(&format!("{text}{shown}: "));
        let mut line = String::new();
        let read = input.read_line(&mut line);
        if read.map_err(|error| Error::io("read", Path::new("standard input"), error))? == 0 {
            return Err(Error::Usage("the answers ended; nothing was written".to_owned()));
        }
        match (line.trim(), &default) {
            ("", Some(default)) => return Ok(default.clone()),
            ("", None) => {}
            (answer, _) => return Ok(answer.to_owned()),
        }
    }
}

/// The name that a client of the model has if nobody says otherwise.
fn default_name(loaded: &Loaded, operations: &[String]) -> Result<String, Error> {
    let options = Options { operations: operations.to_vec(), ..Options::default() };
    Ok(loaded.generate(&options)?.package)
}

/// A path as a manifest has it: relative to its folder where it lies below.
fn relative(manifest: &Path, path: &Path) -> String {
    let folder = manifest.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() {
        return path.display().to_string();
    }
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (folder, path) = (whole(folder), whole(path));
    path.strip_prefix(&folder).unwrap_or(&path).display().to_string()
}

/// The manifest, with comments that say what else there is.
fn text(asked: &Asked) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let list = |all: &[String], indent: &str, end: &str| {
        let rows = all.iter().map(|one| format!("{indent}{},", quoted(one)));
        rows.collect::<Vec<_>>().join("") + end
    };
    let mut operations = asked.operations.clone();
    operations.sort();
    operations.dedup();
    let operations = match operations.is_empty() {
        true => "# Without `operations`, all of them.\n".to_owned(),
        false => format!(
            "# `tinsmith list --search WORD` finds more, `tinsmith add` and `remove` edit the list.\n\
             operations = [{}]\n",
            list(&operations, "\n    ", "\n")
        ),
    };
    let models: Vec<String> = asked.models.iter().map(|model| quoted(model)).collect();
    let models = models.join(", ");
    let output = match asked.output.as_str() {
        "build-script" => "# A build.rs generates it: \
             `tinsmith::Builder::from_manifest(\"tinsmith.toml\", \"NAME\")?.emit()`.\n"
            .replace("NAME", &asked.name),
        _ => "# The folder of the crate. `tinsmith generate` writes all of it; commit it, and \
              `tinsmith.lock`.\n"
            .to_owned(),
    };
    format!(
        "# What `tinsmith generate` makes, and `tinsmith check` compares. Paths are relative to this file.\n\
         \n\
         # What a crate may cost, for `tinsmith check --budget`.\n\
         # [budget]\n\
         # lines = 5000\n\
         \n\
         # One table a crate; add another for another service.\n\
         [[crate]]\n\
         name = {}\n\
         # Merged in this order. A file of your own behind the model can add documentation.\n\
         models = [{models}]\n\
         {operations}\
         {output}\
         output = {}\n\
         # A response that is cut off or malformed becomes an error, unlike in the official crate.\n\
         # strict = true\n",
        quoted(&asked.name),
        quoted(&asked.output),
    )
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Init, answer};
    use crate::cli::args::Format;
    use crate::cli::report::{Colours, Terminal};
    use crate::error::Error;
    use crate::manifest::Manifest;

    const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1",
            "operations": [{"target": "a#Ping"}, {"target": "a#Pong"}, {"target": "a#Stop"}],
            "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
        "a#Ping": {"type": "operation"}, "a#Pong": {"type": "operation"}, "a#Stop": {"type": "operation"}}}"#;

    fn init(folder: &Path) -> Init {
        std::fs::write(folder.join("model.json"), MODEL).unwrap();
        Init {
            models: Vec::new(),
            operations: Vec::new(),
            name: None,
            output: None,
            yes: false,
            manifest: folder.join("tinsmith.toml"),
        }
    }

    /// What is asked and said, and how it ends.
    fn ask(args: &Init, answers: Option<&str>) -> (String, Result<(), Error>) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal::new(Format::Text, Colours::default(), &mut out, &mut err);
        let mut answers = answers.map(str::as_bytes);
        let ended = answer(args, answers.as_mut(), &mut terminal);
        (String::from_utf8(err).unwrap(), ended.map(|_| ()))
    }

    #[test]
    fn questions_go_on_until_the_answers_make_sense() {
        let folder = tempfile::tempdir().unwrap();
        let args = init(folder.path());
        let model = folder.path().join("model.json").display().to_string();
        let answers = format!("\nno.json\n{model}\nPinh\nStop, Pong\n\nclients/s\n");
        let (asked, ended) = ask(&args, Some(&answers));
        ended.unwrap();
        assert_eq!(asked.matches("Model file: ").count(), 3, "{asked}");
        assert!(asked.contains("cannot read `no.json`"), "{asked}");
        assert_eq!(asked.matches("Operations, of 3, ").count(), 2, "{asked}");
        assert!(asked.contains("did you mean `Ping`"), "{asked}");
        assert!(asked.contains("Package name [tinsmith-s]: "), "{asked}");
        let manifest = Manifest::read(&args.manifest).unwrap();
        let entry = &manifest.crates[0];
        assert_eq!(entry.options.package.as_deref(), Some("tinsmith-s"));
        assert_eq!(entry.options.operations, ["Pong", "Stop"]);
        assert_eq!(entry.models, [PathBuf::from("model.json")]);
        assert_eq!(entry.output, crate::manifest::Output::Directory("clients/s".into()));
    }

    #[test]
    fn what_is_given_is_not_asked_and_nothing_is_written_before_the_last_answer() {
        let folder = tempfile::tempdir().unwrap();
        let given = Init {
            models: vec![folder.path().join("model.json")],
            operations: vec!["Ping".to_owned()],
            ..init(folder.path())
        };
        let (asked, ended) = ask(&given, Some("name\n"));
        assert!(asked.starts_with("Package name [tinsmith-s]: "), "{asked}");
        let error = ended.unwrap_err().to_string();
        assert_eq!(error, "the answers ended; nothing was written");
        assert!(!given.manifest.exists());
        // What a flag says cannot be asked again.
        let wrong = Init { operations: vec!["Pinh".to_owned()], ..init(folder.path()) };
        let wrong = Init { models: given.models.clone(), ..wrong };
        assert!(matches!(ask(&wrong, Some("Ping\n")).1, Err(Error::Invalid(_))));
    }

    #[test]
    fn without_a_terminal_the_error_names_the_flags() {
        let folder = tempfile::tempdir().unwrap();
        let none = init(folder.path());
        let text = ask(&none, None).1.unwrap_err().to_string();
        let flags = "`--model FILE`, `--operation NAME`, `--name NAME`, `--output DIR`";
        assert!(text.contains(&format!("say {flags}, or take defaults")), "{text}");
        let yes = Init { yes: true, ..init(folder.path()) };
        let text = ask(&yes, None).1.unwrap_err().to_string();
        assert!(text.ends_with("say `--model FILE`"), "{text}");
        assert!(!none.manifest.exists());
    }
}
