//! The table that `aws.partition` looks into.

use proc_macro2::TokenStream;
use quote::quote;

use crate::endpoint::partitions::{Outputs, Partition, Partitions};
use crate::endpoint::region_pattern::Segment;

pub(super) fn table(partitions: &Partitions) -> TokenStream {
    let partitions = partitions.0.iter().map(partition);
    quote! {
        /// AWS's partitions, and how to tell which one a region belongs to.
        static PARTITIONS: &[Partition] = &[#(#partitions),*];
    }
}

fn partition(partition: &Partition) -> TokenStream {
    let regions = partition.regions.iter();
    let regions = quote!(&[#(#regions),*]);
    let overrides = partition.overrides.iter().map(|(region, outputs)| {
        let of_region = literal(outputs, &[], &quote!(&[]), &quote!(&[]));
        quote!(aws::RegionOverride { region: #region, partition: &#of_region })
    });
    literal(&partition.outputs, &partition.region_pattern, &regions, &quote!(&[#(#overrides),*]))
}

fn literal(
    outputs: &Outputs,
    pattern: &[Segment],
    regions: &TokenStream,
    overrides: &TokenStream,
) -> TokenStream {
    let Outputs {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        supports_fips,
        supports_dual_stack,
        implicit_global_region,
    } = outputs;
    let segments = pattern.iter().map(|segment| match segment {
        Segment::Text(text) => quote!(Segment::Text(#text)),
        Segment::OneOf(texts) => quote!(Segment::OneOf(&[#(#texts),*])),
        Segment::Word => quote!(Segment::Word),
        Segment::Digits => quote!(Segment::Digits),
    });
    quote! {
        Partition {
            name: #name,
            dns_suffix: #dns_suffix,
            dual_stack_dns_suffix: #dual_stack_dns_suffix,
            supports_fips: #supports_fips,
            supports_dual_stack: #supports_dual_stack,
            implicit_global_region: #implicit_global_region,
            region_pattern: &[#(#segments),*],
            regions: #regions,
            overrides: #overrides,
        }
    }
}
