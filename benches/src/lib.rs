//! Benchmarks of Tinsmith; see `benches`. Run them with `cargo bench -p tinsmith-benches`.
