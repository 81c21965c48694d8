//! The prelude: the shapes of namespace `smithy.api` that every model may target without
//! defining them. Source: Smithy 2.0 specification, "Prelude shapes".

use smithy_json_ast::{ShapeId, SimpleType};

/// The structure without members that stands for "nothing".
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// Whether `id` belongs to the prelude's namespace.
pub(crate) fn is_prelude(id: &ShapeId) -> bool {
    id.namespace() == "smithy.api"
}

/// The simple type that a prelude shape stands for.
pub(crate) fn simple_type(id: &ShapeId) -> Option<SimpleType> {
    let name = is_prelude(id).then(|| id.name())?;
    Some(match name {
        "Blob" => SimpleType::Blob,
        "Boolean" | "PrimitiveBoolean" => SimpleType::Boolean,
        "String" => SimpleType::String,
        "Byte" | "PrimitiveByte" => SimpleType::Byte,
        "Short" | "PrimitiveShort" => SimpleType::Short,
        "Integer" | "PrimitiveInteger" => SimpleType::Integer,
        "Long" | "PrimitiveLong" => SimpleType::Long,
        "Float" | "PrimitiveFloat" => SimpleType::Float,
        "Double" | "PrimitiveDouble" => SimpleType::Double,
        "BigInteger" => SimpleType::BigInteger,
        "BigDecimal" => SimpleType::BigDecimal,
        "Timestamp" => SimpleType::Timestamp,
        "Document" => SimpleType::Document,
        _ => return None,
    })
}
