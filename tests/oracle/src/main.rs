//! Encodes requests and decodes responses of every operation of the client, for `oracle.py`.
//!
//! One line in, one line out. In: what to do, the operation, and JSON, with single spaces between: `encode NAME INPUT` with an
//! input named as in the model, `decode NAME BODY` with the text of a success's body, `fail NAME BODY` with that of a failure's.
//! Out: a JSON object, with `error` if it did not work.

use std::error::Error;
use std::io::{BufRead, Write};

use aws_sdk_ec2::operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tinsmith_runtime::wire::{Operation, Response};

type Done = Result<String, Box<dyn Error>>;

struct Row {
    name: &'static str,
    encode: fn(&str) -> Done,
    decode: fn(&str) -> Done,
    fail: fn(&str) -> Done,
}

/// A constant with the row of each operation, sorted by name.
macro_rules! operations {
    ($($module:ident: $name:ident,)*) => {
        const OPERATIONS: &[Row] = &[$(Row {
            name: <operation::$module::$name as Operation>::NAME,
            encode: encode::<operation::$module::$name>,
            decode: decode::<operation::$module::$name>,
            fail: fail::<operation::$module::$name>,
        }),*];
    };
}

include!("operations.rs");

fn encode<O: Operation>(input: &str) -> Done
where
    O::Input: DeserializeOwned,
{
    let input = serde_json::from_str(input)?;
    let request = O::encode(&input)?;
    let body = String::from_utf8(request.body)?;
    let request = json!({ "method": request.method, "uri": request.uri, "headers": request.headers, "body": body });
    Ok(request.to_string())
}

fn decode<O: Operation>(body: &str) -> Done
where
    O::Output: Serialize,
{
    let body: String = serde_json::from_str(body)?;
    let output = O::decode(&Response::new(200, &(), body.as_bytes()))?;
    Ok(format!(r#"{{"output":{}}}"#, serde_json::to_string(&output)?))
}

fn fail<O: Operation>(body: &str) -> Done {
    let body: String = serde_json::from_str(body)?;
    let error = O::decode_error(&Response::new(400, &(), body.as_bytes()))?.build();
    let members = [("Code", error.code()), ("Message", error.message())];
    let set: serde_json::Map<_, _> = members
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?))))
        .collect();
    Ok(json!({ "output": set }).to_string())
}

fn answer(line: &str) -> Done {
    let mut parts = line.splitn(3, ' ');
    let (Some(what), Some(name), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("expected three parts".into());
    };
    let place = OPERATIONS.binary_search_by_key(&name, |row| row.name).ok();
    let row = place
        .and_then(|place| OPERATIONS.get(place))
        .ok_or_else(|| format!("no operation `{name}`"))?;
    match what {
        "encode" => (row.encode)(text),
        "decode" => (row.decode)(text),
        "fail" => (row.fail)(text),
        other => Err(format!("none of `encode`, `decode` and `fail`: `{other}`").into()),
    }
}

/// The error and its causes, as one text.
fn text(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&line?).unwrap_or_else(|error| {
            let error: Value = json!({ "error": text(error.as_ref()) });
            error.to_string()
        });
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
