//! Doctests of the operations' pages: every block of code that is marked as Rust compiles against
//! the generated client.

/// `AdvertiseByoipCidr`.
#[doc = include_str!("../../generated/ec2/docs/advertise_byoip_cidr.md")]
mod advertise_byoip_cidr {}
/// `DeprovisionByoipCidr`.
#[doc = include_str!("../../generated/ec2/docs/deprovision_byoip_cidr.md")]
mod deprovision_byoip_cidr {}
/// `DescribeByoipCidrs`.
#[doc = include_str!("../../generated/ec2/docs/describe_byoip_cidrs.md")]
mod describe_byoip_cidrs {}
/// `MoveByoipCidrToIpam`.
#[doc = include_str!("../../generated/ec2/docs/move_byoip_cidr_to_ipam.md")]
mod move_byoip_cidr_to_ipam {}
/// `ProvisionByoipCidr`.
#[doc = include_str!("../../generated/ec2/docs/provision_byoip_cidr.md")]
mod provision_byoip_cidr {}
/// `WithdrawByoipCidr`.
#[doc = include_str!("../../generated/ec2/docs/withdraw_byoip_cidr.md")]
mod withdraw_byoip_cidr {}
