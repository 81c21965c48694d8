//! Members of an input that are part of the host name (trait `smithy.api#hostLabel`).

use super::EncodeError;
use crate::shown::shown;

/// What a label of the host prefix stands for: the value of `member`.
///
/// Each of its parts between dots has to be a label of a host name, so that it cannot lead the request anywhere else
/// ([rule](https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait), RFC 1123).
///
/// # Errors
///
/// There is no value, or one that is not part of any host name.
///
/// ```
/// use tinsmith_runtime::wire::host_label;
///
/// assert_eq!(host_label("account_id", Some("123456789012")).ok(), Some("123456789012"));
/// assert!(host_label("account_id", Some("example.com/")).is_err());
/// ```
pub fn host_label<'a>(member: &str, value: Option<&'a str>) -> Result<&'a str, EncodeError> {
    let fault = |message: String| EncodeError::new(member, message);
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return Err(fault("it is part of the host name, and is unset or empty".to_owned()));
    };
    let is_label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if value.split('.').all(is_label) {
        return Ok(value);
    }
    let value = shown(value);
    Err(fault(format!(
        "it is part of the host name, in which {value:?} cannot be: labels are of 1 to 63 letters, digits and `-`"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_letters_digits_and_hyphens() {
        let longest = "a".repeat(63);
        for value in ["a", "A-1", "a.b", "123456789012", &longest] {
            assert_eq!(host_label("x", Some(value)).ok(), Some(value));
        }
        let too_long = format!("a.{longest}a");
        for value in [
            ".", "a.", ".a", "a..b", "a b", "a@b", "a:1", "a/b", "a?b", "a#b", "a%2e", "ä", "a_b",
            &too_long,
        ] {
            let error = host_label("x", Some(value)).map_err(|error| error.to_string());
            assert!(
                error.is_err_and(|text| text.contains(&format!("{:?}", shown(value)))),
                "{value}"
            );
        }
    }

    #[test]
    fn a_label_has_to_be_there() {
        for value in [None, Some("")] {
            let error = host_label("account_id", value).map_err(|error| error.to_string());
            let text =
                "cannot send `account_id`: it is part of the host name, and is unset or empty";
            assert_eq!(error, Err(text.to_owned()));
        }
    }
}
