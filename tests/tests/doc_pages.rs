//! The committed pages of the operations: they are what the generator writes from the models in
//! this repository, and the page of `DeprovisionByoipCidr` holds every fact of the page that boto3
//! has for the same operation. Whether the code on the pages compiles is a matter of doctests, see
//! `src/doc_pages.rs`.
//!
//! The facts were read off
//! <https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/ec2/client/deprovision_byoip_cidr.html>.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tinsmith::{Loaded, Manifest, Source};
use tinsmith_tests::ec2::{ASN_ASSOCIATION_STATES, BYOIP_CIDR_STATES};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The committed pages, by file name.
fn committed() -> BTreeMap<String, String> {
    let folder = root().join("generated/ec2/docs");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo run -- generate` writes the pages", folder.display())
    });
    let page = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
    };
    entries.map(|entry| page(entry.unwrap().path())).collect()
}

/// What the generator writes, from the manifest of this repository.
fn generated() -> BTreeMap<String, String> {
    let manifest = Manifest::read(&root().join("tinsmith.toml")).unwrap();
    let entry = manifest.entry("tinsmith-ec2").unwrap();
    assert_eq!(entry.docs.as_deref(), Some(Path::new("generated/ec2/docs")));
    let sources = entry.models.iter().map(|model| {
        Source::new(model.display().to_string(), fs::read_to_string(root().join(model)).unwrap())
    });
    let loaded = Loaded::from_sources(sources.collect()).unwrap();
    let pages = loaded.generate(&entry.options).unwrap().pages;
    pages.into_iter().map(|page| (page.path, page.text)).collect()
}

fn page(name: &str) -> String {
    committed().remove(name).unwrap()
}

/// A section of a page, from its heading to the next, on one line: how text wraps is no fact.
fn section(page: &str, title: &str) -> String {
    let heading = format!("\n## {title}\n");
    let (_, rest) = page.split_once(&heading).unwrap_or_else(|| panic!("no section {title}"));
    flat(rest.split("\n## ").next().unwrap())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_all(text: &str, facts: &[&str]) {
    let missing: Vec<_> = facts.iter().filter(|fact| !text.contains(**fact)).collect();
    assert!(missing.is_empty(), "missing: {missing:#?}\nin: {text}");
}

/// Members of the response as boto3 names and nests them, with the element of each.
const RESPONSE: [(&str, &str, &str); 14] = [
    ("ByoipCidr", "byoip_cidr", "byoipCidr"),
    ("Cidr", "cidr", "byoipCidr/cidr"),
    ("Description", "description", "byoipCidr/description"),
    ("AsnAssociations", "asn_associations", "byoipCidr/asnAssociationSet/item"),
    ("Asn", "asn", "byoipCidr/asnAssociationSet/item/asn"),
    ("Cidr", "cidr", "byoipCidr/asnAssociationSet/item/cidr"),
    ("StatusMessage", "status_message", "byoipCidr/asnAssociationSet/item/statusMessage"),
    ("State", "state", "byoipCidr/asnAssociationSet/item/state"),
    ("StatusMessage", "status_message", "byoipCidr/statusMessage"),
    ("State", "state", "byoipCidr/state"),
    ("NetworkBorderGroup", "network_border_group", "byoipCidr/networkBorderGroup"),
    ("AdvertisementType", "advertisement_type", "byoipCidr/advertisementType"),
    ("PoolId", "pool_id", "byoipCidr/poolId"),
    ("IpamPoolId", "ipam_pool_id", "byoipCidr/ipamPoolId"),
];

#[test]
fn committed_pages_are_what_the_generator_writes() {
    let (committed, generated) = (committed(), generated());
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&generated), "`cargo run -- generate` mends it");
    for (name, text) in &generated {
        let first = text.lines().zip(committed[name].lines()).position(|(new, old)| new != old);
        assert!(
            *text == committed[name],
            "generated/ec2/docs/{name} is not what the models give, from line {}; \
             `cargo run -- generate` mends it",
            first.map_or(0, |line| line + 1)
        );
    }
}

#[test]
fn every_page_is_among_the_doctests() {
    let doctests = fs::read_to_string(root().join("tests/src/doc_pages.rs")).unwrap();
    for name in committed().keys() {
        assert!(doctests.contains(&format!("/{name}\"")), "{name}: add it to src/doc_pages.rs");
    }
}

#[test]
fn summary_and_preconditions() {
    let page = page("deprovision_byoip_cidr.md");
    let (head, _) = page.split_once("\n## ").unwrap();
    let head = flat(head);
    assert_all(
        &head,
        &[
            "# DeprovisionByoipCidr",
            // What it does: releases the range, deletes the pool.
            "Releases an address range",
            "deletes its address pool",
            // Before it: no advertisement, no allocated address.
            "Before you call",
            "Stop the advertisement",
            "Give back every address",
            // How Rust calls it.
            "`deprovision_byoip_cidr()`",
            "API version 2016-11-15",
        ],
    );
}

#[test]
fn request_syntax_and_parameters() {
    let page = page("deprovision_byoip_cidr.md");
    assert_all(
        &section(&page, "Request syntax"),
        &[
            ".deprovision_byoip_cidr()",
            ".cidr(\"string\") // String, required",
            ".dry_run(true) // bool",
            ".send()",
            "Result<DeprovisionByoipCidrOutput, Error>",
            "`DeprovisionByoipCidrError`",
        ],
    );
    assert_all(
        &section(&page, "Parameters"),
        &[
            "**`cidr`** (`Cidr`) · `String` · **required** · key `Cidr`",
            // In CIDR notation, and the prefix that it was provisioned with.
            "in CIDR notation",
            "those given to `ProvisionByoipCidr`",
            "**`dry_run`** (`DryRun`) · `bool` · optional · key `DryRun`",
            "whether the caller may release the range",
            "`DryRunOperation`",
            "`UnauthorizedOperation`",
        ],
    );
}

#[test]
fn response_syntax_is_a_literal_with_all_values() {
    let page = page("deprovision_byoip_cidr.md");
    let syntax = section(&page, "Response syntax");
    let quoted = |values: &[&str]| {
        let mut values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
        values.sort();
        values.join(" | ")
    };
    let (ranges, associations) = (quoted(&BYOIP_CIDR_STATES), quoted(&ASN_ASSOCIATION_STATES));
    let expected = format!(
        "DeprovisionByoipCidrOutput {{ byoip_cidr: Some(ByoipCidr {{ cidr: Some(\"string\"), \
         description: Some(\"string\"), asn_associations: Some([ AsnAssociation {{ asn: \
         Some(\"string\"), cidr: Some(\"string\"), status_message: Some(\"string\"), state: Some( // \
         AsnAssociationState {associations} ), }}, … ]), status_message: Some(\"string\"), state: Some( \
         // ByoipCidrState {ranges} ), network_border_group: Some(\"string\"), advertisement_type: \
         Some(\"string\"), pool_id: Some(\"string\"), ipam_pool_id: Some(\"string\"), }}), }}"
    );
    assert_eq!(syntax, format!("```rs {expected} ```"));
}

#[test]
fn response_structure_is_a_nested_list() {
    let page = page("deprovision_byoip_cidr.md");
    let (_, rest) = page.split_once("\n## Response structure\n").unwrap();
    let list = rest.split("\n## ").next().unwrap();
    let mut lines = list.lines();
    for (api, rust, element) in RESPONSE {
        // In this order, each at the depth of its element; lists count one for the item.
        let depth = element.split('/').filter(|part| *part != "item").count() - 1;
        let start = format!("{}- **`{rust}`** (`{api}`) · `", "  ".repeat(depth));
        let end = format!(" · element `{element}`");
        assert!(lines.any(|l| l.starts_with(&start) && l.ends_with(&end)), "{start}…{end}");
    }
    for value in BYOIP_CIDR_STATES.iter().chain(&ASN_ASSOCIATION_STATES) {
        // Each with its meaning.
        assert!(list.contains(&format!("= `\"{value}\"`: ")), "{value}");
    }
    // The pool's ID or the error; how it is advertised.
    assert_all(
        &flat(list),
        &["The ID of the address pool when all went well", "`unicast`", "`anycast`"],
    );
}

#[test]
fn errors_of_a_dry_run() {
    let page = page("deprovision_byoip_cidr.md");
    assert_all(
        &section(&page, "Errors"),
        &[
            "| `DryRunOperation` | 412 |",
            "| `UnauthorizedOperation` | 403 |",
            "`ec2:DeprovisionByoipCidr`",
            "err.code()",
            "DisplayErrorContext",
            "`ConstructionFailure`",
            "`TimeoutError`",
            "`DispatchFailure`",
            "`ResponseError`",
            "`ServiceError`",
            "`RequestLimitExceeded`",
            "three attempts",
        ],
    );
}

#[test]
fn example_is_a_program_and_its_request_is_shown() {
    let page = page("deprovision_byoip_cidr.md");
    assert_all(
        &section(&page, "Example"),
        &[
            "```rust,no_run",
            "#[tokio::main]",
            "async fn main()",
            ".cidr(\"203.0.113.0/24\")",
            ".dry_run(true)",
        ],
    );
    assert_all(
        &section(&page, "On the wire"),
        &[
            "`POST /`",
            "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24&DryRun=true ",
            "`DeprovisionByoipCidrResponse`",
        ],
    );
}

#[test]
fn deep_inputs_and_long_enums_are_whole() {
    let page = page("provision_byoip_cidr.md");
    let parameters = section(&page, "Parameters");
    assert_all(
        &parameters,
        &[
            "key `PoolTagSpecification.N.Tag.N.Value`",
            "key `CidrAuthorizationContext.Signature`",
            "`CapacityReservation` = `\"capacity-reservation\"`",
            "`Ipv4poolEc2` = `\"ipv4pool-ec2\"`",
            "`VpnGateway` = `\"vpn-gateway\"`",
        ],
    );
    // As many as the model has.
    let model: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("models/ec2.json")).unwrap()).unwrap();
    let types = &model["shapes"]["com.amazonaws.ec2#ResourceType"]["members"];
    for member in types.as_object().unwrap().values() {
        let value = &member["traits"]["smithy.api#enumValue"];
        assert!(parameters.contains(&format!("= `{value}`: ")), "{value}");
    }
}

#[test]
fn pages_of_results() {
    assert_all(
        &section(&page("describe_byoip_cidrs.md"), "Pagination"),
        &["`max_results`, 1 to 100", "items of `byoip_cidrs`, of type `ByoipCidr`", "`next_token`"],
    );
    assert!(!page("deprovision_byoip_cidr.md").contains("## Pagination"));
}
