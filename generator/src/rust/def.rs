//! The crate to emit, with everything decided: every name is final, every type is known, all
//! documentation is Markdown. Printers read these fields and decide nothing.

use smithy_json_ast::ShapeId;

use crate::endpoint::rules::{Constant, ParameterKind};
use crate::endpoint::{Case, Partitions, Plan};
use crate::model::traits::Deprecation;
use crate::protocol::{OperationPlan, ReadForm, WriteForm};
use crate::waiters::{Expected, State, Value};

/// A whole crate.
#[derive(Clone, Debug)]
pub(crate) struct CrateDef {
    pub(crate) service: ServiceDef,
    /// In the order of their names.
    pub(crate) operations: Vec<OperationDef>,
    /// Structures that are types of their own, in the order of their names.
    pub(crate) structures: Vec<StructDef>,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorDef>,
    pub(crate) unions: Vec<UnionDef>,
    pub(crate) enums: Vec<EnumDef>,
    /// The codec module of the runtime crate.
    pub(crate) codec: &'static str,
}

impl CrateDef {
    /// All waiters with their operations, in the order of their modules.
    pub(crate) fn waiters(&self) -> Vec<(&OperationDef, &WaiterDef)> {
        let mut all: Vec<_> = (self.operations.iter())
            .flat_map(|operation| operation.waiters.iter().map(move |waiter| (operation, waiter)))
            .collect();
        all.sort_by(|(_, a), (_, b)| a.module.cmp(&b.module));
        all
    }

    /// Whether any item carries `#[deprecated]`.
    pub(crate) fn has_deprecated(&self) -> bool {
        let in_structure = |structure: &StructDef| {
            structure.deprecated.is_some()
                || structure.fields.iter().any(|field| field.deprecated.is_some())
        };
        let in_enum = |def: &EnumDef| {
            def.deprecated.is_some() || def.variants.iter().any(|v| v.deprecated.is_some())
        };
        let in_union = |def: &UnionDef| {
            def.deprecated.is_some() || def.variants.iter().any(|v| v.deprecated.is_some())
        };
        self.structures.iter().any(in_structure)
            || self.errors.iter().any(|error| in_structure(&error.structure))
            || self.unions.iter().any(in_union)
            || self.enums.iter().any(in_enum)
            || self.operations.iter().any(|operation| {
                operation.deprecated.is_some()
                    || operation.waiters.iter().any(|waiter| waiter.deprecated.is_some())
                    || in_structure(&operation.input)
                    || in_structure(&operation.output)
            })
    }
}

/// What is said once for the whole service.
#[derive(Clone, Debug)]
pub(crate) struct ServiceDef {
    pub(crate) id: ShapeId,
    /// The type that stands for the service, such as `AmazonEC2`.
    pub(crate) name: String,
    pub(crate) docs: String,
    /// The name for people, such as `Amazon Elastic Compute Cloud`.
    pub(crate) title: String,
    /// The id that configuration and telemetry use, such as `EC2`.
    pub(crate) sdk_id: String,
    /// The name that requests are signed for.
    pub(crate) signing_name: String,
    /// How its endpoints are found.
    pub(crate) endpoint: EndpointDef,
}

/// Endpoint rules, ready to be printed.
#[derive(Clone, Debug)]
pub(crate) struct EndpointDef {
    pub(crate) plan: Plan,
    pub(crate) partitions: Partitions,
    /// The model's own test cases.
    pub(crate) cases: Vec<Case>,
    /// Settings of the client that only the rules ask for.
    pub(crate) settings: Vec<EndpointSetting>,
}

/// A setting that is a parameter of the endpoint rules.
#[derive(Clone, Debug)]
pub(crate) struct EndpointSetting {
    /// The name in the model.
    pub(crate) parameter: String,
    /// The type under which the configuration holds it, such as `UseArnRegion`.
    pub(crate) ty: String,
    pub(crate) setter: String,
    /// What stands after `set_`.
    pub(crate) stem: String,
    pub(crate) kind: ParameterKind,
    pub(crate) docs: String,
}

/// A parameter of the endpoint rules that an operation gives a value to.
#[derive(Clone, Debug)]
pub(crate) struct EndpointBinding {
    /// What stands after `set_` in the builder of parameters.
    pub(crate) stem: String,
    pub(crate) source: EndpointSource,
    /// Whether there may be a value before, which stays unless this has one.
    pub(crate) overrides: bool,
}

/// Where an operation has a parameter's value.
#[derive(Clone, Debug)]
pub(crate) enum EndpointSource {
    Constant(Constant),
    Field {
        field: String,
        ty: Ty,
        /// Whether there is no sending without it.
        required: bool,
    },
    /// A path through the input, which becomes a function.
    Path {
        function: String,
        path: String,
        value: Value,
    },
}

/// An operation with its input and output.
#[derive(Clone, Debug)]
pub(crate) struct OperationDef {
    pub(crate) id: ShapeId,
    /// The unit structure, such as `DescribeRegions`.
    pub(crate) name: String,
    /// What paginator types start with; differs from `name` in acronyms.
    pub(crate) pascal: String,
    /// The module, such as `describe_regions`, and the file without its suffix.
    pub(crate) module: String,
    /// The method of the client.
    pub(crate) method: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) input: StructDef,
    pub(crate) output: StructDef,
    /// What its error can be, in the order of the model.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) plan: OperationPlan,
    pub(crate) paginator: Option<PaginatorDef>,
    /// In the order of the model.
    pub(crate) waiters: Vec<WaiterDef>,
    /// The input field that gets a token when it is not set.
    pub(crate) token_field: Option<String>,
    /// Whether the response may hold secrets, so that it must not be logged.
    pub(crate) sensitive_output: bool,
    /// What it says about the parameters of the endpoint rules; a later one wins.
    pub(crate) endpoint: Vec<EndpointBinding>,
    /// Input members that users may have captured in telemetry: the name in the model, the field.
    pub(crate) telemetry: Vec<(String, String)>,
}

/// A waiter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WaiterDef {
    /// The name in the model.
    pub(crate) model_name: String,
    /// What its types are called after, such as `InstanceRunning`.
    pub(crate) name: String,
    /// The method of the trait, such as `wait_until_instance_running`.
    pub(crate) method: String,
    /// The module, such as `instance_running`, and the file without its suffix.
    pub(crate) module: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// The least number of seconds between two calls.
    pub(crate) min_delay: u64,
    /// The greatest number of seconds between two calls.
    pub(crate) max_delay: u64,
    /// The paths that its acceptors read, each once.
    pub(crate) paths: Vec<PathDef>,
    /// What outputs mean; the first branch that matches decides.
    pub(crate) on_output: Vec<Branch<Test>>,
    /// What all other outputs mean.
    pub(crate) on_any_output: Option<State>,
    /// What codes of errors mean.
    pub(crate) on_code: Vec<Branch<String>>,
    /// What all other errors mean.
    pub(crate) on_any_error: Option<State>,
    /// What each acceptor says, in words: `ends well when …`.
    pub(crate) rules: Vec<String>,
}

/// A path of a waiter, which becomes a function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathDef {
    /// The function.
    pub(crate) name: String,
    /// As the model has it.
    pub(crate) path: String,
    /// Members are fields here.
    pub(crate) value: Value,
    /// Whether it reads the input.
    pub(crate) input: bool,
    /// Whether it reads the output.
    pub(crate) output: bool,
}

/// A state, and the conditions any of which leads to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Branch<T> {
    pub(crate) conditions: Vec<T>,
    pub(crate) state: State,
}

/// Compares what a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    /// Which of the waiter's paths.
    pub(crate) path: usize,
    pub(crate) expected: Expected,
}

/// How to go through the pages of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaginatorDef {
    /// Fields that lead from the input to the token.
    pub(crate) input_token: Vec<String>,
    /// Fields that lead from the output to the next token.
    pub(crate) output_token: Vec<String>,
    /// The input field that limits a page, and its type.
    pub(crate) page_size: Option<(Vec<String>, Ty)>,
    /// Fields that lead from the output to the items, and the type of one.
    pub(crate) items: Option<(Vec<String>, Ty)>,
}

/// A structure.
#[derive(Clone, Debug)]
pub(crate) struct StructDef {
    /// The shape that it is made from; for an operation without an input or output shape, the
    /// operation.
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// In the order of the model.
    pub(crate) fields: Vec<FieldDef>,
    /// Whether `Debug` must hide all of it.
    pub(crate) sensitive: bool,
    /// How it is written; `None` when no request holds it.
    pub(crate) writes: Option<Vec<WriteLine>>,
    /// How it is read; `None` when no response holds it.
    pub(crate) reads: Option<Vec<ReadArm>>,
    /// Fields that official clients fill in when a response leaves them out: the `@required`
    /// ones of structures that are nested in responses.
    pub(crate) corrections: Vec<String>,
}

/// A union.
#[derive(Clone, Debug)]
pub(crate) struct UnionDef {
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether `Debug` must hide all of it.
    pub(crate) sensitive: bool,
    /// In the order of their names.
    pub(crate) variants: Vec<FieldDef>,
    /// How it is written; `None` when no request holds it.
    pub(crate) writes: Option<Vec<WriteLine>>,
    /// How it is read; `None` when no response holds it.
    pub(crate) reads: Option<Vec<ReadArm>>,
}

/// A modeled error.
#[derive(Clone, Debug)]
pub(crate) struct ErrorDef {
    pub(crate) structure: StructDef,
    /// The variant of the crate's error, and of those of operations.
    pub(crate) variant: String,
    /// The field that holds the message, when that is a string.
    pub(crate) message: Option<String>,
    /// Whether and how the service wants calls to be tried again.
    pub(crate) retryable: Option<ErrorKind>,
}

/// A kind of errors that are worth another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Throttling,
    Client,
    Server,
}

/// What an operation's error can be.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    /// The type among the errors.
    pub(crate) name: String,
    pub(crate) variant: String,
    /// The method that asks for it.
    pub(crate) method: String,
    /// What a response calls it.
    pub(crate) code: String,
    pub(crate) docs: String,
}

/// What a structure is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Input,
    Output,
    Error,
    Shared,
}

/// A field with its accessors, or a variant of a union.
#[derive(Clone, Debug)]
pub(crate) struct FieldDef {
    /// The name in the model.
    pub(crate) member: String,
    /// The field, its getter and its setter; or the variant.
    pub(crate) name: String,
    /// What stands after `set_` and `get_`; or after `as_` and `is_`.
    pub(crate) stem: String,
    pub(crate) ty: Ty,
    pub(crate) docs: String,
    pub(crate) required: bool,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether `Debug` must hide it.
    pub(crate) sensitive: bool,
    pub(crate) constraints: Constraints,
    /// Those of the items of a list.
    pub(crate) item_constraints: Constraints,
}

/// Which values the model allows. Clients send what they are given, so this is documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraints {
    pub(crate) length: Bounds,
    pub(crate) range: Bounds,
    pub(crate) pattern: Option<String>,
    pub(crate) unique_items: bool,
}

/// Inclusive bounds, in the model's digits; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Bool,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    String,
    Blob,
    DateTime,
    /// A type of `types`, by name.
    Named {
        name: String,
        kind: Kind,
    },
    /// What a variant holds that means nothing but itself.
    Unit,
    List(Box<Ty>),
    /// A map from strings or enums.
    Map(Box<Ty>, Box<Ty>),
    /// A structure or a union which would else hold itself.
    Boxed(Box<Ty>),
}

/// What a type of `types` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Structure,
    Error,
    Union,
    Enum,
}

impl Ty {
    /// Whether it, or a type that it is made of, is as `wanted`.
    pub(crate) fn has(&self, wanted: &dyn Fn(&Self) -> bool) -> bool {
        wanted(self)
            || match self {
                Self::List(inner) | Self::Boxed(inner) => inner.has(wanted),
                Self::Map(key, value) => key.has(wanted) || value.has(wanted),
                _ => false,
            }
    }

    /// Whether it is cheap to copy, so that getters return it by value.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(
            self,
            Self::Bool
                | Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::Float
                | Self::Double
        )
    }
}

/// A line that writes a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WriteLine {
    pub(crate) field: String,
    pub(crate) key: String,
    pub(crate) form: WriteForm,
}

/// An arm that reads a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadArm {
    pub(crate) field: String,
    pub(crate) element: String,
    pub(crate) form: ReadForm,
    /// Whether the field is boxed.
    pub(crate) boxed: bool,
}

/// A string enum.
#[derive(Clone, Debug)]
pub(crate) struct EnumDef {
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether its values have names. Without, it is a text of which some values are known.
    pub(crate) is_named: bool,
    /// In the order of their values.
    pub(crate) variants: Vec<VariantDef>,
}

impl EnumDef {
    /// How Rust code writes the value of `variant`, without a path.
    pub(crate) fn expression(&self, variant: &VariantDef) -> String {
        if self.is_named {
            format!("{}::{}", self.name, variant.name)
        } else {
            format!("{}::from({:?})", self.name, variant.value)
        }
    }

    /// How a list of its values, in Rust code, calls that of `variant`.
    pub(crate) fn alternative(&self, variant: &VariantDef) -> String {
        if self.is_named { variant.name.clone() } else { format!("{:?}", variant.value) }
    }
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub(crate) struct VariantDef {
    /// The name in the model.
    pub(crate) member: String,
    /// Of no use where values have no names.
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
}
