//! Reads a partitions file: AWS's partitions, which `aws.partition` asks for and no model holds.
//! Regions that a pattern leads to anyway are left out, so that a new region changes nothing.

use smithy_json_ast::Node;

use super::fault::Fault;
use super::reader::{At, finish};
use super::region_pattern::{Segment, matches, parse_pattern};

/// All partitions, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partitions(pub(crate) Vec<Partition>);

/// One partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    pub(crate) outputs: Outputs,
    pub(crate) region_pattern: Vec<Segment>,
    /// Regions that no pattern leads here.
    pub(crate) regions: Vec<String>,
    /// Regions that differ from the partition.
    pub(crate) overrides: Vec<(String, Outputs)>,
}

/// What `aws.partition` answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outputs {
    pub(crate) name: String,
    pub(crate) dns_suffix: String,
    pub(crate) dual_stack_dns_suffix: String,
    pub(crate) supports_fips: bool,
    pub(crate) supports_dual_stack: bool,
    pub(crate) implicit_global_region: String,
}

/// The partitions in a file such as `partitions.json` of an AWS SDK.
///
/// # Errors
/// Everything that does not have the form of such a file, and region patterns that cannot be
/// taken apart.
pub(crate) fn read_partitions(value: &Node) -> Result<Partitions, Vec<Fault>> {
    let mut faults = Vec::new();
    let partitions = read(&At::root(value), &mut faults);
    finish(partitions, faults)
}

fn read(root: &At<'_>, faults: &mut Vec<Fault>) -> Option<Partitions> {
    let array = root.require("partitions", faults)?;
    let elements = array.elements(faults)?;
    let mut partitions: Vec<_> = elements.iter().filter_map(|p| partition(p, faults)).collect();
    if faults.is_empty() && !partitions.iter().any(|p| p.outputs.name == "aws") {
        let fault = array.fault("there is no partition `aws`");
        faults.push(fault.help("it answers for regions that no other partition knows"));
    }
    let patterns: Vec<_> = partitions.iter().map(|p| p.region_pattern.clone()).collect();
    for (index, partition) in partitions.iter_mut().enumerate() {
        let leads_here =
            |region: &String| patterns.iter().position(|p| matches(p, region)) == Some(index);
        partition.regions.retain(|region| !leads_here(region));
    }
    Some(Partitions(partitions))
}

fn partition(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Partition> {
    let id = value.require("id", faults)?.string(faults)?.to_owned();
    let outputs = outputs(&value.require("outputs", faults)?, None, faults)?;
    if outputs.name != id {
        let message = format!("partition `{id}` is called `{}` in its outputs", outputs.name);
        faults.push(value.fault(message));
    }
    let regex = value.require("regionRegex", faults)?;
    let region_pattern = match parse_pattern(regex.string(faults)?) {
        Ok(pattern) => pattern,
        Err(message) => {
            let message =
                format!("the region pattern of partition `{id}` is not supported: {message}");
            faults.push(regex.fault(message));
            return None;
        }
    };
    let mut regions = Vec::new();
    let mut overrides = Vec::new();
    if let Some(members) = value.get("regions") {
        for (region, member) in members.members(faults)? {
            let own = self::outputs(&member, Some(&outputs), faults)?;
            if own == outputs {
                regions.push(region.to_owned());
            } else {
                overrides.push((region.to_owned(), own));
            }
        }
    }
    Some(Partition { outputs, region_pattern, regions, overrides })
}

/// What `value` says, and for the rest what `base` says, if there is one.
fn outputs(value: &At<'_>, base: Option<&Outputs>, faults: &mut Vec<Fault>) -> Option<Outputs> {
    value.object(faults)?;
    let mut text = |key: &str, of: fn(&Outputs) -> &String| match (value.get(key), base) {
        (None, Some(base)) => Some(of(base).clone()),
        _ => Some(value.require(key, faults)?.string(faults)?.to_owned()),
    };
    let name = text("name", |o| &o.name);
    let dns_suffix = text("dnsSuffix", |o| &o.dns_suffix);
    let dual_stack_dns_suffix = text("dualStackDnsSuffix", |o| &o.dual_stack_dns_suffix);
    let implicit_global_region = text("implicitGlobalRegion", |o| &o.implicit_global_region);
    let mut flag = |key: &str, of: fn(&Outputs) -> bool| match (value.get(key), base) {
        (None, Some(base)) => Some(of(base)),
        _ => value.require(key, faults)?.boolean(faults),
    };
    let supports_fips = flag("supportsFIPS", |o| o.supports_fips);
    let supports_dual_stack = flag("supportsDualStack", |o| o.supports_dual_stack);
    Some(Outputs {
        name: name?,
        dns_suffix: dns_suffix?,
        dual_stack_dns_suffix: dual_stack_dns_suffix?,
        supports_fips: supports_fips?,
        supports_dual_stack: supports_dual_stack?,
        implicit_global_region: implicit_global_region?,
    })
}
