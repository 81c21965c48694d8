//! Reads and writes the JSON AST of Smithy models, versions 1.0 and 2.0.
//!
//! A file is read into an [`Ast`] as it is written: shapes, members and traits keep their order,
//! mixins and `apply` entries are not resolved, and no trait is interpreted. [`write()`] gives the
//! same model back.
//!
//! What is wrong with a file is reported all at once, as [`Faults`], each with its line and column,
//! JSON pointer, shape, and a hint where one is known.
//!
//! ```
//! use smithy_json_ast::{ShapeKind, read, write};
//!
//! let ast = read(r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "smithy.example#Tag": {
//!             "type": "structure",
//!             "members": { "key": { "target": "smithy.api#String" } }
//!         }
//!     }
//! }"#)?;
//! let ShapeKind::Structure(members) = &ast.shapes["smithy.example#Tag"].kind else { panic!() };
//! assert_eq!(members["key"].target, "smithy.api#String");
//! assert_eq!(read(write(&ast))?, ast);
//! # Ok::<(), smithy_json_ast::Faults>(())
//! ```

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod ast;
mod fault;
mod nearest;
mod node;
mod position;
mod read;
mod shape_id;
mod write;

pub use ast::{
    Ast, Member, Members, Operation, Resource, Service, Shape, ShapeKind, SimpleType, Traits,
    Version,
};
pub use fault::{Fault, FaultKind, Faults};
pub use node::{Map, Node, Object};
pub use position::{Position, locate, locate_key};
pub use read::{MAX_DEPTH, read};
pub use shape_id::{InvalidShapeId, ShapeId};
pub use write::{write, write_to};
