//! `approvals.toml`: findings that somebody has looked at and wants, each with the reason. An approval
//! is of a fingerprint, so it holds as long as the change is the same one, in whatever order changes
//! come, and no longer.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::finding::Finding;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Place, Source, did_you_mean, invalid_toml, stop_at,
};
use crate::error::Error;

/// The name under which the command looks for approvals.
pub const FILE_NAME: &str = "approvals.toml";

/// How many hexadecimal digits a fingerprint has.
const DIGITS: usize = 16;

/// The fewest digits that a finding may be called by.
const FEWEST: usize = 4;

/// The keys of an approval, for hints.
const KEYS: [&str; 4] = ["approval", "fingerprint", "id", "reason"];

/// What a new file begins with.
const HEAD: &str = "\
# Findings of `tinsmith diff` that are wanted, each with the reason. `tinsmith diff --approve` adds to
# them; edit as you like.
";

/// All approvals of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approvals(Vec<Approval>);

/// One finding that is wanted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Approval {
    /// Sixteen hexadecimal digits, in lower case.
    pub fingerprint: String,
    /// Why, for people.
    pub reason: String,
    /// What the finding is called, for people.
    pub id: Option<String>,
    /// Where the file says so.
    pub place: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "approval", default)]
    approvals: Vec<Spanned<RawApproval>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawApproval {
    fingerprint: Option<Spanned<String>>,
    reason: Option<Spanned<String>>,
    id: Option<String>,
}

impl Approvals {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// The text is no TOML or has unknown keys; or an approval has no fingerprint, one that is not
    /// sixteen hexadecimal digits or that another has already, or no reason. The error says where.
    ///
    /// ```
    /// use tinsmith::{Source, diff::Approvals};
    ///
    /// let text = r#"
    /// [[approval]]
    /// fingerprint = "0123456789abcdef"
    /// reason = "nobody reads this field"
    /// "#;
    /// let approvals = Approvals::parse(&Source::new("approvals.toml", text))?;
    /// let approval = approvals.of("0123456789abcdef").expect("it is there");
    /// assert_eq!(approval.reason, "nobody reads this field");
    /// # Ok::<(), tinsmith::Error>(())
    /// ```
    pub fn parse(source: &Source) -> Result<Self, Error> {
        let raw: Raw = toml::from_str(&source.text)
            .map_err(|error| invalid_toml("invalid-approvals", source, &error, &KEYS))?;
        let mut faults = Diagnostics::default();
        let mut approvals: Vec<Approval> = Vec::new();
        for raw in raw.approvals {
            let table = raw.span().start;
            let RawApproval { fingerprint, reason, id } = raw.into_inner();
            let mut fault = |at: usize, message: &str, help: &str| {
                let fault = Diagnostic::error("invalid-approvals", message);
                faults.push(fault.place(Place::offset(source, at)).help(help));
            };
            match &reason {
                None => fault(table, "an approval has no reason", ADD_REASON),
                Some(reason) if reason.get_ref().trim().is_empty() => {
                    fault(reason.span().start, "the reason of an approval is empty", ADD_REASON);
                }
                Some(_) => {}
            }
            let Some(fingerprint) = fingerprint else {
                fault(table, "an approval has no fingerprint", COPY_FINGERPRINT);
                continue;
            };
            let (at, digits) = (fingerprint.span().start, fingerprint.into_inner());
            let digits = digits.to_ascii_lowercase();
            if digits.len() != DIGITS || !is_hex(&digits) {
                fault(at, "a fingerprint is sixteen hexadecimal digits", COPY_FINGERPRINT);
            } else if approvals.iter().any(|other| other.fingerprint == digits) {
                fault(at, &format!("`{digits}` is approved already"), "keep one of the two");
            }
            let reason = reason.map_or_else(String::new, Spanned::into_inner);
            let place = Place::offset(source, at);
            approvals.push(Approval { fingerprint: digits, reason, id, place });
        }
        stop_at(source, faults)?;
        Ok(Self(approvals))
    }

    /// The approval of a fingerprint.
    pub fn of(&self, fingerprint: &str) -> Option<&Approval> {
        self.0.iter().find(|approval| approval.fingerprint == fingerprint)
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Approval> {
        self.0.iter()
    }

    /// The text of a file that has approvals of `findings` as well. What is in the file stays as it
    /// is, comments and all.
    ///
    /// # Errors
    ///
    /// The reason is empty, or approvals are not written as `[[approval]]` in the file, so that none
    /// can follow.
    pub fn append(source: &Source, findings: &[&Finding], reason: &str) -> Result<String, Error> {
        if reason.trim().is_empty() {
            return Err(Error::Usage("an approval needs a reason: say why with `--reason`".into()));
        }
        let mut text = source.text.to_string();
        if text.trim().is_empty() {
            HEAD.clone_into(&mut text);
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let quoted = |text: &str| toml::Value::from(text);
        for finding in findings {
            text.push_str(&format!(
                "\n[[approval]]\nid = {}\nfingerprint = {}\nreason = {}\n",
                quoted(&finding.id),
                quoted(&finding.fingerprint),
                quoted(reason),
            ));
        }
        // A table of that name can only follow tables.
        Self::parse(&Source::new(source.name.clone(), text.as_str())).map(|_| text).map_err(|_| {
            Error::Usage(format!(
                "`{}` does not write its approvals as tables, `[[approval]]`, so no other can follow; \
                 write it like that first",
                source.name
            ))
        })
    }
}

const ADD_REASON: &str =
    "say for those who come after you why the change is wanted: `reason = \"…\"`";
const COPY_FINGERPRINT: &str = "`tinsmith diff OLD NEW --approve ID --reason TEXT` writes it for you; `--format json` shows it";

/// The findings called `name`: by their id, or by their fingerprint or the first digits of it.
///
/// # Errors
///
/// There is none, with the nearest ids; or the digits are those of several.
pub fn called<'a>(name: &str, findings: &[&'a Finding]) -> Result<Vec<&'a Finding>, Error> {
    let digits = name.to_ascii_lowercase();
    let mut found: Vec<&Finding> = findings.iter().copied().filter(|f| f.id == name).collect();
    if found.is_empty() && is_hex(&digits) && digits.len() >= FEWEST {
        found.extend(findings.iter().filter(|f| f.fingerprint.starts_with(&digits)));
        let several: BTreeSet<&str> = found.iter().map(|f| f.fingerprint.as_str()).collect();
        if several.len() > 1 {
            let all = several.into_iter().collect::<Vec<_>>().join("`, `");
            let message =
                format!("`{name}` begins several fingerprints: `{all}`; give more digits");
            return Err(Error::Usage(message));
        }
    }
    if found.is_empty() {
        let hint = did_you_mean(name, findings.iter().map(|finding| finding.id.as_str()));
        let hint = hint.unwrap_or_else(|| "give its id, or the digits in the report".to_owned());
        return Err(Error::Usage(format!("no finding is called `{name}`; {hint}")));
    }
    Ok(found)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests;
