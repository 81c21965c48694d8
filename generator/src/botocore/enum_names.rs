//! Names of enum members that the official models have and that do not follow the value, as data.
//! A table is for one version of a service. An entry that changes nothing any more is reported, so
//! that none outlives its reason.

use smithy_json_ast::{Members, ShapeId, ShapeKind};

use super::{Context, Diagnostic, Diagnostics, Shapes};

struct Table {
    /// The service that the entries are for, by the id of its shape.
    service: &'static str,
    /// The version whose names they are; entries of other versions are not missed.
    version: &'static str,
    reason: &'static str,
    /// Shape, value, name.
    names: &'static [(&'static str, &'static str, &'static str)],
}

const TABLES: &[Table] = &[Table {
    service: "com.amazonaws.ec2#AmazonEC2",
    version: "2016-11-15",
    reason: "official clients name their variants after the member names of the Smithy model, which \
             do not follow these values",
    names: &[
        ("AcceleratorName", "a10g", "A10G"),
        ("AcceleratorName", "l40s", "L40S"),
        ("AcceleratorName", "t4g", "T4G"),
        ("AcceleratorName", "vu9p", "VU9P"),
        ("BatchState", "cancelled_terminating", "CANCELLED_TERMINATING_INSTANCES"),
        ("CapacityReservationInstancePlatform", "Ubuntu Pro", "UBUNTU_PRO_LINUX"),
        ("EventType", "fleetRequestChange", "BATCH_CHANGE"),
        ("FleetStateCode", "deleted_terminating", "DELETED_TERMINATING_INSTANCES"),
        (
            "ImageReferenceResourceType",
            "imagebuilder:ContainerRecipe",
            "IMAGE_BUILDER_CONTAINER_RECIPE",
        ),
        ("ImageReferenceResourceType", "imagebuilder:ImageRecipe", "IMAGE_BUILDER_IMAGE_RECIPE"),
        ("InstanceHealthStatus", "healthy", "HEALTHY_STATUS"),
        ("InstanceHealthStatus", "unhealthy", "UNHEALTHY_STATUS"),
        ("IpamPublicAddressAwsService", "database-migration-service", "DMS"),
        ("IpamPublicAddressAwsService", "elastic-container-service", "ECS"),
        ("IpamPublicAddressAwsService", "global-accelerator", "AGA"),
        ("IpamPublicAddressAwsService", "load-balancer", "EC2_LB"),
        ("IpamPublicAddressAwsService", "relational-database-service", "RDS"),
        ("IpamPublicAddressAwsService", "site-to-site-vpn", "S2S_VPN"),
        ("MacModificationTaskState", "in-progress", "INPROGRESS"),
        ("SnapshotReturnCodes", "client-error", "ERROR_CODE_CLIENT_ERROR"),
        ("SnapshotReturnCodes", "internal-error", "ERROR_CODE_INTERNAL_ERROR"),
        ("SnapshotReturnCodes", "missing-permissions", "ERROR_MISSING_PERMISSIONS"),
        ("SnapshotReturnCodes", "skipped", "WARN_SKIPPED"),
        (
            "UnsuccessfulInstanceCreditSpecificationErrorCode",
            "InvalidInstanceID.Malformed",
            "INVALID_INSTANCE_ID",
        ),
        (
            "UnsuccessfulInstanceCreditSpecificationErrorCode",
            "InvalidInstanceID.NotFound",
            "INSTANCE_NOT_FOUND",
        ),
        ("scope", "Region", "REGIONAL"),
    ],
}];

pub(super) fn convert(context: &Context<'_>, shapes: &mut Shapes, faults: &mut Diagnostics) {
    let service = context.names.service.as_str();
    for table in TABLES.iter().filter(|table| table.service == service) {
        let current = context.meta("apiVersion") == Some(table.version);
        for (shape, value, name) in table.names {
            if rename(shapes, &context.names.shape(shape), value, name) || !current {
                continue;
            }
            let message =
                format!("the name `{name}` for `{value}` of `{shape}` changes nothing here");
            let fault = Diagnostic::warning("needless-fix-up", message);
            let help = format!(
                "the data is older than the table, or the entry can go; it was there because {}",
                table.reason
            );
            faults.push(context.fault(fault.help(help), &["shapes", shape]));
        }
    }
}

/// Says whether it changed anything. The member stays where it is.
fn rename(shapes: &mut Shapes, id: &ShapeId, value: &str, name: &str) -> bool {
    let Some(ShapeKind::Enum(members)) = shapes.get_mut(id).map(|shape| &mut shape.kind) else {
        return false;
    };
    let is_it = |member: &smithy_json_ast::Member| {
        member.traits.get("smithy.api#enumValue").and_then(|v| v.as_str()) == Some(value)
    };
    if members.contains_key(name) || !members.values().any(is_it) {
        return false;
    }
    *members = std::mem::take(members)
        .into_iter()
        .map(|(old, member)| (if is_it(&member) { name.to_owned() } else { old }, member))
        .collect::<Members>();
    true
}
