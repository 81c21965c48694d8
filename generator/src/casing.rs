//! The two casing algorithms that decide public names. Official crates use one for
//! `snake_case` and another for `PascalCase`, and the two disagree about words, so a name
//! may only go through the function that belongs to its kind.

/// Words that stay whole although a digit or a capital would split them.
const WHOLE_WORDS: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// `snake_case` as official crates spell members, modules and methods.
///
/// `Ipv6CidrBlock` gives `ipv6_cidr_block`, `MemoryGiBPerVCpu` gives `memory_gib_per_v_cpu`.
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let all_lower = !chars.iter().any(|c| c.is_uppercase());
    let mut words: Vec<String> = Vec::new();
    let mut current = String::new();
    // Whether the current word may still turn out to be one of the whole words.
    let mut special = true;
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            close(&mut words, &mut current, &mut special);
            continue;
        }
        let Some(last) = current.chars().last() else {
            current.push(c);
            continue;
        };
        let rest = chars.get(i..).unwrap_or_default();
        let inside = special && WHOLE_WORDS.iter().any(|word| continues(word, &current, rest));
        special = inside;
        let starts_word = !inside
            && ((c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit()))
                || (all_lower && last.is_ascii_digit() && c.is_lowercase()));
        if starts_word || ends_acronym(last, c, rest) {
            close(&mut words, &mut current, &mut special);
        }
        current.push(c);
    }
    close(&mut words, &mut current, &mut special);
    words.join("_")
}

fn close(words: &mut Vec<String>, current: &mut String, special: &mut bool) {
    if !current.is_empty() {
        words.push(std::mem::take(current).to_lowercase());
    }
    *special = true;
}

/// Whether `current` followed by `rest` begins with `word`, and `word` is not complete yet.
fn continues(word: &str, current: &str, rest: &[char]) -> bool {
    let current = current.to_lowercase();
    match word.strip_prefix(current.as_str()) {
        None | Some("") => false,
        Some(missing) => {
            rest.len() >= missing.len()
                && missing.chars().zip(rest).all(|(a, b)| b.to_lowercase().eq([a]))
        }
    }
}

/// Whether a run of capitals ends before `c`: `SAMLProvider` splits before the `P`. A plural
/// (`ACLs`) and a version (`DynamoDBv2`) belong to the run.
fn ends_acronym(last: char, c: char, rest: &[char]) -> bool {
    let (next, after) = (rest.get(1), rest.get(2));
    if !last.is_uppercase() || !c.is_uppercase() || !next.is_some_and(|n| n.is_lowercase()) {
        return false;
    }
    let plural = next == Some(&'s') && !after.is_some_and(|a| a.is_lowercase());
    let version = next == Some(&'v') && after.is_some_and(char::is_ascii_digit);
    !plural && !version
}

/// `PascalCase` as official crates spell structures, unions, enums and variants.
///
/// `IKEVersions` gives `IkeVersions`, `a1_2xlarge` gives `A12xlarge`.
pub(crate) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = true;
    for c in underscored(name).chars() {
        match c {
            '_' | '-' | ' ' => upper = true,
            c if upper => {
                out.extend(c.to_uppercase());
                upper = false;
            }
            c => out.push(c),
        }
    }
    out
}

/// The other snake case, which only `pascal` builds on: it knows no whole words, and splits
/// every capital off a digit.
fn underscored(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let at = |i: usize| chars.get(i).copied();
    let mut out = String::with_capacity(name.len() + 8);
    for (i, &c) in chars.iter().enumerate() {
        if c == '-' || c.is_whitespace() {
            out.push('_');
            continue;
        }
        let before = i.checked_sub(1).and_then(at);
        let acronym_end = c.is_ascii_uppercase()
            && before.is_some_and(|b| b.is_ascii_uppercase())
            && at(i + 1).is_some_and(|n| n.is_ascii_lowercase());
        let word_start = c.is_ascii_uppercase()
            && before.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if acronym_end || word_start {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the official crate, with the shape or member that each comes from.
    #[test]
    fn snake_follows_the_official_crate() {
        for (smithy, rust) in [
            ("EnaSrdSupported", "ena_srd_supported"),
            ("Ipv6CidrBlock", "ipv6_cidr_block"),
            ("IPv6CidrBlock", "ipv6_cidr_block"),
            ("MemoryGiBPerVCpu", "memory_gib_per_v_cpu"),
            ("BaselineThroughputInMBps", "baseline_throughput_in_m_bps"),
            ("BaselineBandwidthInGbps", "baseline_bandwidth_in_gbps"),
            ("TotalLocalStorageGB", "total_local_storage_gb"),
            ("AWSAccessKeyId", "aws_access_key_id"),
            ("SelfServiceSAMLProviderArn", "self_service_saml_provider_arn"),
            ("MacOSLatestSupportedVersions", "mac_os_latest_supported_versions"),
            ("EnableResourceNameDnsAAAARecord", "enable_resource_name_dns_aaaa_record"),
            ("DTraceRestrictions", "d_trace_restrictions"),
            ("EnableDns64", "enable_dns64"),
            ("S3objectKey", "s3object_key"),
            ("S3Bucket", "s3_bucket"),
            ("S3", "s3"),
            ("ExportToS3Task", "export_to_s3_task"),
            ("Phase1DHGroupNumbers", "phase1_dh_group_numbers"),
            ("IKEVersions", "ike_versions"),
            ("VCpuCount", "v_cpu_count"),
            ("EnableVolumeIO", "enable_volume_io"),
            ("CreatePublicIpv4Pool", "create_public_ipv4_pool"),
            ("AssignIpv6Addresses", "assign_ipv6_addresses"),
            ("Igmpv2Support", "igmpv2_support"),
            ("ACLs", "acls"),
            ("s3key", "s3_key"),
            ("UseFIPS", "use_fips"),
            ("Asn", "asn"),
            ("", ""),
        ] {
            assert_eq!(snake(smithy), rust, "{smithy}");
        }
    }

    #[test]
    fn pascal_follows_the_official_crate() {
        for (smithy, rust) in [
            ("MemoryGiBPerVCpu", "MemoryGiBPerVCpu"),
            ("TotalLocalStorageGB", "TotalLocalStorageGb"),
            ("Phase1DHGroupNumbersListValue", "Phase1DhGroupNumbersListValue"),
            ("IKEVersionsListValue", "IkeVersionsListValue"),
            ("RIProductDescription", "RiProductDescription"),
            ("SSEType", "SseType"),
            ("scope", "Scope"),
            ("VCpuInfo", "VCpuInfo"),
            ("MemoryMiB", "MemoryMiB"),
            ("EnableVolumeIOInput", "EnableVolumeIoInput"),
            ("a1_2xlarge", "A12xlarge"),
            ("u_6tb1_112xlarge", "U6tb1112xlarge"),
            ("i7i_metal_24xl", "I7iMetal24xl"),
            ("x86_64_mac", "X8664Mac"),
            ("v2_0", "V20"),
            ("A10G", "A10G"),
            ("VU9P", "Vu9P"),
            ("failed_disassociation", "FailedDisassociation"),
            ("Availability Zone", "AvailabilityZone"),
            ("", ""),
        ] {
            assert_eq!(pascal(smithy), rust, "{smithy}");
        }
    }
}
