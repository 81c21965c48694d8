//! `aws.partition`: which partition a region belongs to. The table comes from the generator and
//! holds patterns that are already taken apart, so nothing is parsed here and no regular
//! expression is needed.

/// One AWS partition, as the rules and the look-up see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// The partition's name, such as `aws`.
    pub name: &'static str,
    /// The suffix of its host names.
    pub dns_suffix: &'static str,
    /// The suffix of its dual-stack host names.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region that requests to its global services are signed for.
    pub implicit_global_region: &'static str,
    /// How its regions are called.
    pub region_pattern: &'static [Segment],
    /// Its regions whose names the patterns would not lead here.
    pub regions: &'static [&'static str],
    /// Its regions that differ from it.
    pub overrides: &'static [RegionOverride],
}

/// A region whose answers differ from those of its partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionOverride {
    /// The region.
    pub region: &'static str,
    /// What the region's partition is for that region.
    pub partition: &'static Partition,
}

/// One part of a pattern of region names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// This text.
    Text(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// One or more ASCII letters, digits and underscores (`\w+`).
    Word,
    /// One or more ASCII digits (`\d+`).
    Digits,
}

/// `aws.partition`: the partition of `region` in `table`.
///
/// A region that is listed comes first, then the first pattern that matches, then the partition
/// called `aws`; `None` only if the table has no such partition.
///
/// ```
/// use tinsmith_runtime::endpoint::aws::{Partition, Segment, partition};
///
/// static TABLE: &[Partition] = &[Partition {
///     name: "aws",
///     dns_suffix: "amazonaws.com",
///     dual_stack_dns_suffix: "api.aws",
///     supports_fips: true,
///     supports_dual_stack: true,
///     implicit_global_region: "us-east-1",
///     region_pattern: &[Segment::OneOf(&["us", "eu"]), Segment::Text("-"), Segment::Word],
///     regions: &["aws-global"],
///     overrides: &[],
/// }];
///
/// assert_eq!(partition(TABLE, "eu-west").map(|p| p.dns_suffix), Some("amazonaws.com"));
/// ```
pub fn partition(table: &'static [Partition], region: &str) -> Option<&'static Partition> {
    let overridden = || table.iter().flat_map(|p| p.overrides).find(|o| o.region == region);
    let listed = || table.iter().find(|p| p.regions.contains(&region));
    let matching = || table.iter().find(|p| matches(p.region_pattern, region));
    overridden()
        .map(|o| o.partition)
        .or_else(listed)
        .or_else(matching)
        .or_else(|| table.iter().find(|p| p.name == "aws"))
}

/// Whether `segments` match the whole of `text`.
fn matches(segments: &[Segment], text: &str) -> bool {
    let Some((first, others)) = segments.split_first() else {
        return text.is_empty();
    };
    let starts_with = |prefix: &str| text.strip_prefix(prefix).is_some_and(|t| matches(others, t));
    match first {
        Segment::Text(prefix) => starts_with(prefix),
        Segment::OneOf(prefixes) => prefixes.iter().any(|prefix| starts_with(prefix)),
        Segment::Word => run(text, others, |b| b.is_ascii_alphanumeric() || b == b'_'),
        Segment::Digits => run(text, others, |b| b.is_ascii_digit()),
    }
}

/// Whether `text` begins with one or more bytes of a class, and `others` match what follows.
fn run(text: &str, others: &[Segment], class: impl Fn(u8) -> bool) -> bool {
    let longest = text.bytes().take_while(|b| class(*b)).count();
    (1..=longest).rev().any(|n| text.get(n..).is_some_and(|rest| matches(others, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Partition = Partition {
        name: "",
        dns_suffix: "",
        dual_stack_dns_suffix: "",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "",
        region_pattern: &[],
        regions: &[],
        overrides: &[],
    };
    static SPECIAL: Partition = Partition { name: "aws", supports_fips: false, ..BASE };
    static TABLE: &[Partition] = &[
        Partition {
            name: "aws",
            region_pattern: &[
                Segment::OneOf(&["us", "eu"]),
                Segment::Text("-"),
                Segment::Word,
                Segment::Text("-"),
                Segment::Digits,
            ],
            overrides: &[RegionOverride { region: "eu-odd-1", partition: &SPECIAL }],
            ..BASE
        },
        Partition {
            name: "aws-us-gov",
            region_pattern: &[
                Segment::Text("us-gov-"),
                Segment::Word,
                Segment::Text("-"),
                Segment::Digits,
            ],
            regions: &["aws-us-gov-global"],
            ..BASE
        },
    ];

    #[test]
    fn listed_then_pattern_then_aws() {
        for (region, expected) in [
            ("us-east-1", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("aws-us-gov-global", "aws-us-gov"),
            ("us-gov-west-", "aws"),
            ("nowhere", "aws"),
            ("", "aws"),
        ] {
            assert_eq!(partition(TABLE, region).map(|p| p.name), Some(expected), "{region}");
        }
        assert_eq!(partition(TABLE, "eu-odd-1").map(|p| p.supports_fips), Some(false));
        assert_eq!(partition(&[], "us-east-1"), None);
    }

    #[test]
    fn patterns_match_the_whole_name() {
        let pattern = &[Segment::Text("us-"), Segment::Word, Segment::Digits];
        for (text, expected) in [
            ("us-east1", true),
            ("us-12", true),
            ("us-1", false),
            ("us-east1x-", false),
            ("xus-east1", false),
            ("us-é1", false),
            ("us-", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{text}");
        }
    }
}
