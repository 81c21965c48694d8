//! The `authorization` header: `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`,
//! read as it stands and judged by nobody but the verifier.

use super::ALGORITHM;

/// The parts of the header.
#[derive(Debug)]
pub(super) struct Authorization {
    pub(super) access_key: String,
    pub(super) day: String,
    pub(super) region: String,
    pub(super) service: String,
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: String,
}

impl Authorization {
    pub(super) fn parse(header: &str) -> Result<Self, String> {
        let fields = header
            .strip_prefix(ALGORITHM)
            .ok_or_else(|| format!("authorization: it does not start with {ALGORITHM}"))?;
        let field = |name: &str| {
            fields
                .split(',')
                .filter_map(|field| field.trim().split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value)
                .ok_or_else(|| format!("authorization: it has no {name}"))
        };
        let credential = field("Credential")?;
        let [access_key, day, region, service, "aws4_request"] =
            credential.split('/').collect::<Vec<_>>()[..]
        else {
            return Err(format!(
                "authorization: Credential is {credential:?}, not KEY/DAY/REGION/SERVICE/aws4_request"
            ));
        };
        Ok(Self {
            access_key: access_key.to_owned(),
            day: day.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            signed_headers: field("SignedHeaders")?.split(';').map(str::to_owned).collect(),
            signature: field("Signature")?.to_owned(),
        })
    }
}
