//! The program that puts every case to the compiled clients: a package in the target folder, which depends on the generated crates.
//! Of a request it prints what was sent; an answer it checks itself, as only it has the types.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tinsmith::{Loaded, Options, Runtime};
use tinsmith_tests::cargo;

use crate::Failure;
use crate::names::{identifier, pascal, snake};
use crate::suite::{Case, Kind, Model, Suite, name};
use crate::values::{nan_members, setters};

/// What the program has besides its cases.
const SUPPORT: &str = include_str!("program/support.rs");

/// What it found out about a case: of a request, what was sent.
pub(crate) type Outcome = Result<Value, String>;

/// A suite with its cases.
pub(crate) struct Run {
    pub(crate) suite: Suite,
    pub(crate) model: Model,
    pub(crate) cases: Vec<Case>,
}

/// Generates, builds and runs. The outcomes are by suite, in the order of the cases.
pub(crate) fn run(models: &Path, runs: &[Run]) -> Result<Vec<Vec<Outcome>>, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join("protocol");
    let (mut outcomes, dependencies) = write(&folder, models, runs).map_err(|e| e.to_string())?;
    manifest(&folder, &dependencies).map_err(|error| error.to_string())?;
    let output = cargo::run(&folder, target, &["run", "--quiet"]).map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: Value = serde_json::from_str(line).map_err(|e| format!("{e} in {line}"))?;
        let at = |key: &str| usize::try_from(line[key].as_u64().unwrap_or(u64::MAX)).ok();
        let slot = at("suite").and_then(|suite| outcomes.get_mut(suite));
        let slot = slot.and_then(|suite| suite.get_mut(at("case")?));
        *slot.ok_or_else(|| format!("there is no such case: {line}"))? =
            match line["failure"].as_str() {
                Some(failure) => Err(failure.to_owned()),
                None => Ok(line["sent"].clone()),
            };
    }
    Ok(outcomes)
}

/// Outcomes of cases that cannot be written, and the generated crates.
type Prepared = (Vec<Vec<Outcome>>, Vec<String>);

fn write(folder: &Path, models: &Path, runs: &[Run]) -> Result<Prepared, Failure> {
    let (mut outcomes, mut dependencies) = (Vec::new(), Vec::new());
    let (mut modules, mut functions, mut calls) = (String::new(), String::new(), String::new());
    for (suite, run) in runs.iter().enumerate() {
        let model = models.join(format!("protocol-tests/{}.json", run.suite.model));
        let loaded = Loaded::from_files([model])?;
        let mut crates: BTreeMap<&str, String> = BTreeMap::new();
        for service in run.model.services(run.suite.protocol) {
            let package = snake(&format!("{}_{}", run.suite.name.replace('-', "_"), name(service)));
            let options = Options {
                package: Some(package.clone()),
                service: Some(service.to_owned()),
                strict: run.suite.strict,
                runtime: Runtime::Path(cargo::root().join("../runtime").display().to_string()),
                ..Options::default()
            };
            loaded.generate(&options)?.write(&folder.join(&package))?;
            dependencies.push(package.clone());
            crates.insert(service, package);
        }
        let mut of_suite = Vec::new();
        for (number, case) in run.cases.iter().enumerate() {
            let krate = crates.get(case.service.as_str()).ok_or("a case without a service")?;
            match function(&run.model, krate, case) {
                Ok(body) => {
                    let function = format!("case_{suite}_{number}");
                    writeln!(functions, "async fn {function}() -> Outcome {{ {body} }}")?;
                    writeln!(calls, "support::report({suite}, {number}, {function}()).await;")?;
                    of_suite.push(Err("the program did not come to this case".to_owned()));
                }
                Err(why) => of_suite.push(Err(why)),
            }
        }
        let module = format!("more_{suite}");
        for test in run.suite.more_tests() {
            let number = of_suite.len();
            writeln!(calls, "support::report({suite}, {number}, {module}::{test}()).await;")?;
            of_suite.push(Err("the program did not come to this test".to_owned()));
        }
        writeln!(modules, "mod {module};")?;
        update(&folder.join(format!("src/{module}.rs")), run.suite.more)?;
        outcomes.push(of_suite);
    }
    let main = format!(
        "mod support;\n{modules}use support::Outcome;\n{functions}\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{ {calls} }}\n"
    );
    update(&folder.join("src/main.rs"), &main)?;
    update(&folder.join("src/support.rs"), SUPPORT)?;
    Ok((outcomes, dependencies))
}

fn manifest(folder: &Path, crates: &[String]) -> Result<(), Failure> {
    let runtime = cargo::root().join("../runtime");
    let mut text = format!(
        "[package]\nname = \"protocol\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nflate2 = {{ version = \"1\", default-features = false }}\nserde_json = \"1\"\n\
         tinsmith-runtime = {{ path = {runtime:?}, default-features = false, features = [\"client\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
    );
    for name in crates {
        writeln!(
            text,
            "{name} = {{ path = {name:?}, default-features = false, features = [\"rt-tokio\"] }}"
        )?;
    }
    update(&folder.join("Cargo.toml"), &text)?;
    // With the versions of today, not those of an earlier run.
    update(&folder.join("Cargo.lock"), &fs::read_to_string(cargo::root().join("../Cargo.lock"))?)
}

/// Writes a file if that changes it, so that nothing is compiled again without need.
fn update(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}

/// What can be checked of an answer. A case with anything else fails, so that no expectation is passed over.
const KNOWN: [&str; 12] = [
    "appliesTo",
    "body",
    "bodyMediaType",
    "code",
    "documentation",
    "headers",
    "id",
    "params",
    "protocol",
    "tags",
    "vendorParams",
    "vendorParamsShape",
];

/// The body of a case's function.
fn function(model: &Model, krate: &str, case: &Case) -> Result<String, String> {
    let vendor = case.kind == Kind::Response && !case.value["vendorParams"].is_null();
    let mut keys = case.value.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    // What requests have, the comparison knows.
    let unknown = keys.find(|key| case.kind != Kind::Request && !KNOWN.contains(key));
    if let Some(key) = unknown.or(vendor.then_some("vendorParams")) {
        return Err(format!("the case has `{key}`, which cannot be checked yet"));
    }
    let params = &case.value["params"];
    let operation = identifier(name(&case.operation));
    let op = pascal(name(&case.operation));
    let client = format!(
        "let (client, sent) = support::client!({krate}, {}, {});",
        host(case),
        answer(case)?
    );
    match case.kind {
        Kind::Request => {
            let setters = setters(model, krate, &case.shape, params)?;
            Ok(format!(
                "{client} let answer = client.{operation}(){setters}.send().await;\n\
                 support::sent(&sent, answer.err())"
            ))
        }
        Kind::Response => {
            let output = format!("{krate}::operation::{operation}::{op}Output");
            let compared = compared(model, krate, case, &output, "")?;
            Ok(format!(
                "{client} let mut found = client.{operation}().send().await.map_err(support::text)?;\n\
                 {compared}"
            ))
        }
        Kind::Error => {
            let variant = pascal(name(&case.shape));
            let method = format!("is_{}", snake(name(&case.shape)));
            let error = format!("{krate}::types::error::{variant}");
            // What the client adds, of which the model says nothing.
            let mut more = ".meta(ProvideErrorMetadata::meta(&found).clone())".to_owned();
            if !model.members(&case.shape).any(|(name, _)| name.eq_ignore_ascii_case("message")) {
                more.push_str(".set_message(found.message.clone())");
            }
            let compared = compared(model, krate, case, &error, &more)?;
            Ok(format!(
                "use {krate}::error::ProvideErrorMetadata;\n\
                 use {krate}::operation::{operation}::{op}Error as Error;\n\
                 {client} let error = support::service_error(client.{operation}().send().await)?;\n\
                 support::check({:?}, error.{method}())?;\n\
                 support::same(\"the code\", &ProvideErrorMetadata::code(&error), &{})?;\n\
                 {}\n\
                 let mut found = match error {{ Error::{variant}(found) => found, \
                     other => return Err(format!(\"another variant: {{other:?}}\")) }};\n\
                 {compared}",
                format!("`{method}` says so"),
                code(case)?,
                message(case),
            ))
        }
    }
}

/// Compares `found` with what the case expects. What is no number equals nothing, so it is looked at by itself.
fn compared(
    model: &Model,
    krate: &str,
    case: &Case,
    ty: &str,
    more: &str,
) -> Result<String, String> {
    let params = &case.value["params"];
    let setters = setters(model, krate, &case.shape, params)?;
    let mut out = format!("let mut expected = {ty}::builder(){setters}{more}.build();\n");
    let empty = params.as_object().is_none_or(serde_json::Map::is_empty);
    if !empty {
        writeln!(out, "support::differ(&found, &{ty}::builder(){more}.build())?;")
            .map_err(|error| error.to_string())?;
    }
    for field in nan_members(model, &case.shape, params) {
        let check = format!("`{field}` is no number");
        out.push_str(&format!(
            "support::check({check:?}, found.{field}.take().is_some_and(|n| n.is_nan()))?;\n\
             expected.{field} = None;\n"
        ));
    }
    out.push_str("support::same(\"the value\", &found, &expected)?;\nOk(serde_json::Value::Null)");
    Ok(out)
}

fn host(case: &Case) -> String {
    format!("{:?}", case.value["host"].as_str().map(|host| format!("https://{host}")))
}

/// What the service answers. A request is answered with nothing, which no case looks at.
fn answer(case: &Case) -> Result<String, String> {
    let text = case.value["body"].as_str().unwrap_or_default();
    let body = match case.value["bodyMediaType"].as_str() {
        _ if case.kind == Kind::Request => Vec::new(),
        Some("application/cbor") => STANDARD.decode(text).map_err(|error| error.to_string())?,
        _ => text.as_bytes().to_vec(),
    };
    let status = case.value["code"].as_u64().unwrap_or(200);
    let headers = case.value["headers"].as_object().into_iter().flatten();
    let headers: Vec<(&String, &str)> = headers
        .filter(|_| case.kind != Kind::Request)
        .map(|(name, value)| (name, value.as_str().unwrap_or_default()))
        .collect();
    Ok(format!(
        "support::Answer {{ status: {status}, headers: &{headers:?}, body: b\"{}\" }}",
        body.escape_ascii()
    ))
}

/// Checks the message that an error has to have, if the case says so.
fn message(case: &Case) -> String {
    let mut params = case.value["params"].as_object().into_iter().flatten();
    let message = params.find(|(name, _)| name.eq_ignore_ascii_case("message"));
    let message = message.and_then(|(_, value)| value.as_str());
    let check = |message| {
        format!(
            "support::same(\"the message\", &ProvideErrorMetadata::message(&error), &Some({message:?}))?;"
        )
    };
    message.map(check).unwrap_or_default()
}

/// The code that an error has to have.
fn code(case: &Case) -> Result<String, String> {
    match case.value["vendorParamsShape"].as_str() {
        Some("aws.protocoltests.config#ErrorCodeParams") => {
            Ok(format!("{:?}", case.value["vendorParams"]["code"].as_str()))
        }
        None => Ok(format!("Some({:?})", name(&case.shape))),
        Some(other) => {
            Err(format!("vendor parameters of this shape cannot be checked yet: {other}"))
        }
    }
}
