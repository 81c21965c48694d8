//! The AWS functions of the rules engine.
//!
//! Source: [AWS rules engine library functions](https://smithy.io/2.0/aws/rules-engine/library-functions.html).

mod partition;

use std::net::Ipv4Addr;

use super::rules::is_valid_host_label;

pub use partition::{Partition, RegionOverride, Segment, partition};

/// The parts of an Amazon Resource Name.
///
/// See [`ARN` structure](https://smithy.io/2.0/aws/rules-engine/library-functions.html#arn-structure).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// The partition of the resource, such as `aws`.
    pub partition: &'a str,
    /// The namespace of the service, such as `s3`.
    pub service: &'a str,
    /// The region; empty if the resource has none.
    pub region: &'a str,
    /// The account; empty if the resource has none.
    pub account_id: &'a str,
    resource: &'a str,
}

impl<'a> Arn<'a> {
    /// The parts of the last segment between colons and slashes.
    pub fn resource_id(&self) -> Vec<&'a str> {
        self.resource.split([':', '/']).collect()
    }
}

/// `aws.parseArn`: the parts of an ARN.
///
/// `None` if it does not begin with `arn:`, has fewer than six segments, or has no partition, no
/// service or no resource.
///
/// ```
/// use tinsmith_runtime::endpoint::aws::parse_arn;
///
/// let arn = parse_arn("arn:aws:iam::012345678910:user/johndoe").expect("an ARN");
/// assert_eq!((arn.service, arn.region, arn.account_id), ("iam", "", "012345678910"));
/// assert_eq!(arn.resource_id(), ["user", "johndoe"]);
/// ```
pub fn parse_arn(value: &str) -> Option<Arn<'_>> {
    let mut segments = value.splitn(6, ':');
    if segments.next() != Some("arn") {
        return None;
    }
    let mut next = || segments.next();
    let arn = Arn {
        partition: next()?,
        service: next()?,
        region: next()?,
        account_id: next()?,
        resource: next()?,
    };
    let complete = ![arn.partition, arn.service, arn.resource].contains(&"");
    complete.then_some(arn)
}

/// `aws.isVirtualHostableS3Bucket`: whether a bucket's name can stand in a host name.
///
/// It must be a host label (several, joined by dots, with `allow_sub_domains`) of 3 to 63
/// characters without capitals, begin and end with a letter or digit, not be an IPv4 address,
/// and have no dot next to a hyphen.
///
/// ```
/// use tinsmith_runtime::endpoint::aws::is_virtual_hostable_s3_bucket;
///
/// assert!(is_virtual_hostable_s3_bucket("bucket-name", false));
/// assert!(!is_virtual_hostable_s3_bucket("Bucket", false));
/// ```
pub fn is_virtual_hostable_s3_bucket(value: &str, allow_sub_domains: bool) -> bool {
    is_valid_host_label(value, allow_sub_domains)
        && (3..=63).contains(&value.len())
        && !value.ends_with('-')
        && !value.contains(|c: char| c.is_ascii_uppercase())
        && !value.contains(".-")
        && !value.contains("-.")
        && value.parse::<Ipv4Addr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns() {
        // The table of the specification.
        let sns = parse_arn("arn:aws:sns:us-west-2:012345678910:example-sns-topic-name").unwrap();
        assert_eq!(
            (sns.partition, sns.service, sns.region, sns.account_id),
            ("aws", "sns", "us-west-2", "012345678910")
        );
        assert_eq!(sns.resource_id(), ["example-sns-topic-name"]);
        assert_eq!(parse_arn("11111111-2222-3333-4444-555555555555"), None);
        let vpc =
            parse_arn("arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE").unwrap();
        assert_eq!(vpc.resource_id(), ["vpc", "vpc-0e9801d129EXAMPLE"]);
        let bucket = parse_arn("arn:aws:s3:::bucket_name").unwrap();
        assert_eq!((bucket.region, bucket.account_id), ("", ""));
        assert_eq!(bucket.resource_id(), ["bucket_name"]);

        let mixed = parse_arn("arn:aws:s3:r:a:accesspoint:x/y:z").unwrap();
        assert_eq!(mixed.resource_id(), ["accesspoint", "x", "y", "z"]);
        for broken in [
            "",
            "arn",
            "arn:aws:s3",
            "arn::s3:::b",
            "arn:aws::::b",
            "arn:aws:s3:::",
            "ARN:aws:s3:::b",
        ] {
            assert_eq!(parse_arn(broken), None, "{broken}");
        }
    }

    #[test]
    fn buckets() {
        for (value, single, sub_domains) in [
            ("bucket-name", true, true),
            ("my.great.bucket", false, true),
            ("bucket--usw2-az1--x-s3", true, true),
            ("ab", false, false),
            ("Bucket", false, false),
            ("bucket-", false, false),
            ("192.168.5.4", false, false),
            ("a.-b", false, false),
            ("a-.b", false, false),
            ("a..b", false, false),
        ] {
            assert_eq!(is_virtual_hostable_s3_bucket(value, false), single, "{value}");
            assert_eq!(is_virtual_hostable_s3_bucket(value, true), sub_domains, "{value}");
        }
        assert!(!is_virtual_hostable_s3_bucket(&"a.".repeat(40), true));
    }
}
