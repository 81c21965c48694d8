//! Programs on `aws-sdk-ec2` that must compile and behave alike on `tinsmith-ec2`; see `tests` and
//! `src/bin`. `against-official` runs the same files with the official crate.
