//! A verifier of AWS Signature Version 4: it computes the signature of a received request from
//! the secret key and compares, as the service does.
//!
//! Written from the algorithm that AWS publishes ("Create a signed AWS API request" in the IAM
//! User Guide: canonical request, string to sign, signing key, signature), and from nothing that
//! signs, so that a client's signer and this verifier can only agree by both being right. It is
//! checked on AWS's published vectors in `tests/sigv4_vectors.rs`. Signatures in the
//! `authorization` header are covered; those in the query string are not.
//!
//! ```
//! use tinsmith_tests::{loopback::Request, sigv4::Verifier};
//!
//! let request = Request::parse(concat!(
//!     "GET / HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\n",
//!     "Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ",
//!     "SignedHeaders=host;x-amz-date, ",
//!     "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31\n\n",
//! ))?;
//! let verifier = Verifier::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");
//! verifier.verify(&request)?;
//!
//! let wrong = Verifier::new("AKIDEXAMPLE", "another secret", "us-east-1", "service").verify(&request);
//! assert!(wrong.unwrap_err().to_string().contains("signature: "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod authorization;
mod canonical;

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::loopback::Request;
use authorization::Authorization;

/// The algorithm's name, which starts the header and the string to sign.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What the service knows: the key pair, its own name and Region, and its rules for paths.
#[derive(Clone, Debug)]
pub struct Verifier {
    access_key: String,
    secret_key: String,
    region: String,
    service: String,
    session_token: Option<String>,
    signed_token: bool,
    path: Path,
}

/// How a service canonicalises the path of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Dot segments and repeated slashes removed, then percent-encoded once more. Nearly every service.
    Normalized,
    /// Percent-encoded once more, otherwise as sent.
    Unnormalized,
    /// Percent-encoded once, as sent: Amazon S3.
    S3,
}

/// What was computed for a request that is signed well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The canonical request.
    pub canonical_request: String,
    /// The string to sign.
    pub string_to_sign: String,
    /// The signature, in lower-case hexadecimal digits.
    pub signature: String,
    /// The names of the headers that are signed, in order.
    pub signed_headers: Vec<String>,
}

/// Why a request is not accepted: every difference found, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// What differs, such as `region: the request is signed for eu-west-1, expected us-east-1`.
    pub differences: Vec<String>,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request is not signed as expected:\n{}", self.differences.join("\n"))
    }
}

impl std::error::Error for Rejected {}

impl Verifier {
    /// A verifier for long-term keys, one Region and the signing name of one service.
    pub fn new(
        access_key: impl Into<String>,
        secret_key: impl Into<String>,
        region: impl Into<String>,
        service: impl Into<String>,
    ) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            region: region.into(),
            service: service.into(),
            session_token: None,
            signed_token: true,
            path: Path::Normalized,
        }
    }

    /// The keys are temporary: the request must carry this token in `x-amz-security-token`.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// The token is added after signing, as a few services want it, so it is not a signed header.
    #[must_use]
    pub fn token_after_signing(mut self) -> Self {
        self.signed_token = false;
        self
    }

    /// How the path is canonicalised; [`Path::Normalized`] unless told.
    #[must_use]
    pub fn path(mut self, path: Path) -> Self {
        self.path = path;
        self
    }

    /// Computes the signature of the request and compares it and all that goes with it.
    ///
    /// # Errors
    /// [`Rejected`] with every difference: of the credential scope, the signed headers, the token,
    /// the body's hash, and of the signature itself together with the canonical request and the
    /// string to sign that were expected.
    pub fn verify(&self, request: &Request) -> Result<Verified, Rejected> {
        let reject = |what: String| Rejected { differences: vec![what] };
        let header = request
            .header("authorization")
            .ok_or_else(|| reject("authorization: no such header".to_owned()))?;
        let authorization = Authorization::parse(header).map_err(reject)?;
        let date = request
            .header("x-amz-date")
            .ok_or_else(|| reject("x-amz-date: no such header".to_owned()))?;

        let mut differences = self.compare_scope(&authorization, date);
        differences.extend(self.compare_headers(&authorization, request));
        let sent_hash = request.header("x-amz-content-sha256");
        let body_hash = hex(&Sha256::digest(&request.body));
        if let Some(sent) = sent_hash
            && sent != "UNSIGNED-PAYLOAD"
            && sent != body_hash
        {
            differences.push(format!(
                "x-amz-content-sha256: the header says {sent}, the body's hash is {body_hash}"
            ));
        }

        let canonical_request = canonical::request(
            request,
            &authorization.signed_headers,
            self.path,
            if sent_hash == Some("UNSIGNED-PAYLOAD") { "UNSIGNED-PAYLOAD" } else { &body_hash },
        );
        let day = date.get(..8).unwrap_or(date);
        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        let string_to_sign = format!(
            "{ALGORITHM}\n{date}\n{scope}\n{}",
            hex(&Sha256::digest(canonical_request.as_bytes()))
        );
        let key = signing_key(&self.secret_key, day, &self.region, &self.service);
        let signature = hex(&hmac(&key, &string_to_sign));
        if signature != authorization.signature {
            differences.push(format!(
                "signature: the request has {}, expected {signature}\n\
                 --- expected canonical request ---\n{canonical_request}\n\
                 --- expected string to sign ---\n{string_to_sign}",
                authorization.signature
            ));
        }
        if differences.is_empty() {
            Ok(Verified {
                canonical_request,
                string_to_sign,
                signature,
                signed_headers: authorization.signed_headers,
            })
        } else {
            Err(Rejected { differences })
        }
    }

    fn compare_scope(&self, authorization: &Authorization, date: &str) -> Vec<String> {
        let mut differences = Vec::new();
        if !is_timestamp(date) {
            differences.push(format!("x-amz-date: {date:?} is not of the form YYYYMMDDTHHMMSSZ"));
        }
        let parts = [
            ("access key", &authorization.access_key, self.access_key.as_str()),
            ("day of the scope", &authorization.day, date.get(..8).unwrap_or(date)),
            ("region", &authorization.region, self.region.as_str()),
            ("service", &authorization.service, self.service.as_str()),
        ];
        for (what, signed, expected) in parts {
            if signed != expected {
                differences.push(format!(
                    "{what}: the request is signed for {signed}, expected {expected}"
                ));
            }
        }
        differences
    }

    fn compare_headers(&self, authorization: &Authorization, request: &Request) -> Vec<String> {
        let mut differences = Vec::new();
        let signed = &authorization.signed_headers;
        if !signed.is_sorted() || signed.iter().any(|name| *name != name.to_ascii_lowercase()) {
            differences.push(format!(
                "SignedHeaders: {} is not sorted and in lower case",
                signed.join(";")
            ));
        }
        for name in signed {
            if request.header(name).is_none() {
                differences.push(format!(
                    "SignedHeaders: {name} is named, but the request has no such header"
                ));
            }
        }
        let token = "x-amz-security-token";
        for (name, _) in &request.headers {
            let name = name.to_ascii_lowercase();
            let must = name == "host"
                || (name.starts_with("x-amz-") && (self.signed_token || name != token));
            if must && !signed.contains(&name) {
                differences.push(format!("SignedHeaders: {name} must be signed"));
            }
        }
        match (request.header(token), self.session_token.as_deref()) {
            (None, Some(_)) => {
                differences.push(format!("{token}: no such header, but the keys are temporary"))
            }
            (Some(_), None) => {
                differences.push(format!("{token}: the keys are long-term and have no token"))
            }
            (Some(sent), Some(expected)) if sent != expected => {
                differences.push(format!("{token}: the request has {sent}, expected {expected}"));
            }
            _ => {}
        }
        differences
    }
}

/// The key of one day, Region and service: four HMACs, each keyed with the one before.
#[must_use]
pub fn signing_key(secret_key: &str, day: &str, region: &str, service: &str) -> [u8; 32] {
    [day, region, service, "aws4_request"]
        .into_iter()
        .fold(format!("AWS4{secret_key}").into_bytes(), |key, text| hmac(&key, text).to_vec())
        .try_into()
        .unwrap_or_default()
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hmac(key: &[u8], text: &str) -> [u8; 32] {
    // HMAC is defined for keys of every length, so the error arm cannot be reached.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(text).finalize().into_bytes().into())
        .unwrap_or_default()
}

fn is_timestamp(text: &str) -> bool {
    text.len() == 16
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "POST / HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\n\
        Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
        SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b\n\n";

    fn verifier() -> Verifier {
        Verifier::new(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "us-east-1",
            "service",
        )
    }

    fn differences(verifier: &Verifier, edit: impl FnOnce(&mut Request)) -> Vec<String> {
        let mut request = Request::parse(SIGNED).unwrap();
        edit(&mut request);
        verifier.verify(&request).map_or_else(|rejected| rejected.differences, |_| Vec::new())
    }

    #[test]
    fn every_change_after_signing_is_seen() {
        assert_eq!(differences(&verifier(), |_| {}), [""; 0]);
        assert!(
            differences(&verifier(), |r| r.method = "PUT".to_owned())[0]
                .contains("canonical request ---\nPUT\n")
        );
        assert!(
            differences(&verifier(), |r| r.target = "/other".to_owned())[0]
                .starts_with("signature: ")
        );
        assert!(
            differences(&verifier(), |r| r.target = "/?a=b".to_owned())[0]
                .starts_with("signature: ")
        );
        assert!(differences(&verifier(), |r| r.body = b"x".to_vec())[0].starts_with("signature: "));
        assert!(
            differences(&verifier(), |r| r.headers[0].1 = "other".to_owned())[0]
                .starts_with("signature: ")
        );
        assert_eq!(
            differences(&verifier(), |r| r
                .headers
                .push(("x-amz-target".to_owned(), "T".to_owned()))),
            ["SignedHeaders: x-amz-target must be signed"]
        );
        assert_eq!(
            differences(&verifier(), |r| r
                .headers
                .push(("x-amz-content-sha256".to_owned(), "00".to_owned())))[1],
            "x-amz-content-sha256: the header says 00, the body's hash is \
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn another_scope_or_token_is_named() {
        let other = Verifier::new("AKIDOTHER", "secret", "eu-west-1", "ec2").session_token("T");
        let found = differences(&other, |_| {});
        assert_eq!(
            found[..4],
            [
                "access key: the request is signed for AKIDEXAMPLE, expected AKIDOTHER",
                "region: the request is signed for us-east-1, expected eu-west-1",
                "service: the request is signed for service, expected ec2",
                "x-amz-security-token: no such header, but the keys are temporary",
            ]
        );
        assert!(found[4].starts_with("signature: the request has 5da7c1a2"));
        assert_eq!(
            differences(&verifier(), |r| r.headers[1].1 = "20150831T123600Z".to_owned())[0],
            "day of the scope: the request is signed for 20150830, expected 20150831"
        );
    }

    #[test]
    fn a_missing_or_malformed_authorization_is_named() {
        assert_eq!(
            differences(&verifier(), |r| {
                r.headers.remove(2);
            }),
            ["authorization: no such header"]
        );
        for (value, what) in [
            ("Bearer abc", "authorization: it does not start with AWS4-HMAC-SHA256"),
            (
                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0",
                "authorization: Credential is \"a/b/c\", not KEY/DAY/REGION/SERVICE/aws4_request",
            ),
            (
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, Signature=0",
                "authorization: it has no SignedHeaders",
            ),
        ] {
            assert_eq!(differences(&verifier(), |r| r.headers[2].1 = value.to_owned()), [what]);
        }
    }
}
