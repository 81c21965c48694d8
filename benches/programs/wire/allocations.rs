//! Counts what one run of each contender of each case takes from the allocator: how often it asks for memory, how often it asks to
//! make a piece larger, and how many bytes it asked for.
//!
//! Not part of `speed`: counting takes time.

use std::alloc::System;

use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    for case in wire::cases_of_command_line() {
        for contender in &case.contenders {
            // What is made once and kept, in the first run.
            (contender.run)();
            let region = Region::new(ALLOCATOR);
            (contender.run)();
            let change = region.change();
            println!(
                "{}",
                json!({
                    "kind": case.kind, "case": case.name, "name": contender.name,
                    "allocations": change.allocations, "grown": change.reallocations, "bytes": change.bytes_allocated,
                })
            );
        }
    }
}
