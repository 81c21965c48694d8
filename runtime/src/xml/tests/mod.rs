//! Tests of the decoder: its rules one by one, and agreement with independent implementations on a
//! corpus of awkward documents.

mod aggregates;
mod corpus;
mod official;
mod quick;
mod rules;
mod tokens;
