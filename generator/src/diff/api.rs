//! The public items of a crate: each with what declares it, and with the part of the model that it is there for.
//!
//! Items that all crates have, such as `Client::new`, are not among them.

use smithy_json_ast::ShapeId;

use crate::endpoint::rules::ParameterKind;
use crate::model::traits::{
    CLIENT_CONTEXT_PARAMS, Deprecation, ENDPOINT_RULE_SET, PAGINATED, REQUEST_COMPRESSION, WAITABLE,
};
use crate::rust::{
    CrateDef, EnumDef, ErrorDef, FieldDef, Kind, OperationDef, Presence, Role, StructDef, Ty,
    UnionDef, snake,
};

/// The part of a model that something of a crate is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner<'a> {
    pub(super) shape: &'a ShapeId,
    pub(super) member: Option<&'a str>,
    /// The trait or the property without which it would not be there; of a property with several values, `member` is the name
    /// of one.
    pub(super) by: Option<&'static str>,
}

impl<'a> Owner<'a> {
    pub(super) fn shape(shape: &'a ShapeId) -> Self {
        Self { shape, member: None, by: None }
    }

    pub(super) fn member(shape: &'a ShapeId, member: &'a str) -> Self {
        Self { shape, member: Some(member), by: None }
    }

    pub(super) fn by(self, by: &'static str) -> Self {
        Self { by: Some(by), ..self }
    }
}

/// What kind of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Struct,
    Enum,
    /// What goes through the items of pages.
    Items,
    Field,
    Variant,
    /// A method that borrows.
    Method,
    /// A method of a builder, with one argument or two.
    Setter,
    /// A method of the settings' builder that changes it in place, with one argument.
    Set,
    Build,
    /// A method of a trait of the crate.
    TraitMethod,
}

/// A public item. Types in it are written as a program does that calls the crate `client`.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    /// Such as `types::Tag::key`, with `()` behind a method.
    pub(super) path: String,
    pub(super) form: Form,
    /// The type that it has or returns; of a setter, its arguments.
    pub(super) ty: String,
    pub(super) docs: &'a str,
    /// What its documentation says besides: that it is required, or what its default is.
    pub(super) remark: Option<String>,
    pub(super) deprecated: Option<&'a Deprecation>,
    pub(super) owner: Owner<'a>,
}

impl Item<'_> {
    /// The path of what holds it, and its own name.
    pub(super) fn split(&self) -> (&str, &str) {
        let path = self.path.trim_end_matches("()");
        path.rsplit_once("::").unwrap_or(("", path))
    }

    /// How it is declared, without visibility, documentation and body.
    pub(super) fn declaration(&self) -> String {
        let ((_, name), ty) = (self.split(), self.ty.replace("client::", ""));
        match self.form {
            Form::Struct => format!("struct {name}"),
            Form::Enum => format!("enum {name}"),
            Form::Items => format!("struct {name}, of {ty}"),
            Form::Field => format!("{name}: {ty}"),
            Form::Variant if ty.is_empty() => name.to_owned(),
            Form::Variant => format!("{name}({ty})"),
            Form::Method | Form::TraitMethod => format!("fn {name}(&self) -> {ty}"),
            Form::Setter => format!("fn {name}(self, {ty}) -> Self"),
            Form::Set => format!("fn {name}(&mut self, {ty}) -> &mut Self"),
            Form::Build => format!("fn {name}(self) -> {ty}"),
        }
    }
}

/// All of them, in no order.
pub(super) fn items(def: &CrateDef) -> Vec<Item<'_>> {
    let mut all = Items(Vec::new());
    def.operations.iter().for_each(|operation| all.operation(operation));
    for structure in &def.structures {
        let builder = format!("types::builders::{}Builder", structure.name);
        all.structure("types", structure, &[builder]);
    }
    def.errors.iter().for_each(|error| all.error(error));
    def.unions.iter().for_each(|union| all.union(union));
    def.enums.iter().for_each(|it| all.enumeration(it));
    all.service(def);
    all.0
}

/// A type, as a program that calls the crate `client` writes it.
fn text(ty: &Ty) -> String {
    match ty {
        Ty::Bool => "bool".to_owned(),
        Ty::Byte => "i8".to_owned(),
        Ty::Short => "i16".to_owned(),
        Ty::Integer => "i32".to_owned(),
        Ty::Long => "i64".to_owned(),
        Ty::Float => "f32".to_owned(),
        Ty::Double => "f64".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Blob => "client::primitives::Blob".to_owned(),
        Ty::DateTime => "client::primitives::DateTime".to_owned(),
        Ty::Unit => "()".to_owned(),
        Ty::Named { name, kind: Kind::Error } => format!("client::types::error::{name}"),
        Ty::Named { name, .. } => format!("client::types::{name}"),
        Ty::List(item) => format!("Vec<{}>", text(item)),
        Ty::Map(key, value) => {
            format!("std::collections::HashMap<{}, {}>", text(key), text(value))
        }
        Ty::Boxed(inner) => format!("Box<{}>", text(inner)),
    }
}

/// What the getter of a field returns.
fn getter(field: &FieldDef) -> String {
    let option = |is_option: bool, text: String| match is_option {
        true => format!("Option<{text}>"),
        false => text,
    };
    let is_option = field.presence == Presence::Optional;
    match &field.ty {
        Ty::String => option(is_option, "&str".to_owned()),
        Ty::List(item) => format!("&[{}]", text(item)),
        Ty::Boxed(inner) => option(true, format!("&{}", text(inner))),
        copy if copy.is_copy() => option(is_option, text(copy)),
        other => option(is_option, format!("&{}", text(other))),
    }
}

/// What the documentation of a field says besides that of the model.
fn remark(field: &FieldDef) -> Option<String> {
    match &field.presence {
        Presence::Default(value) => value.describe(),
        _ => field.required.then(|| "required".to_owned()),
    }
}

/// What a setter of one value takes.
fn argument(name: &str, ty: &Ty) -> String {
    match ty {
        Ty::String | Ty::Boxed(_) => format!("{name}: impl Into<{}>", text(ty)),
        _ => format!("{name}: {}", text(ty)),
    }
}

struct Items<'a>(Vec<Item<'a>>);

impl<'a> Items<'a> {
    fn add(&mut self, path: String, form: Form, ty: impl Into<String>, owner: Owner<'a>) {
        let (docs, remark, deprecated) = ("", None, None);
        self.0.push(Item { path, form, ty: ty.into(), docs, remark, deprecated, owner });
    }

    fn documented(
        &mut self,
        path: String,
        form: Form,
        docs: &'a str,
        deprecated: Option<&'a Deprecation>,
        owner: Owner<'a>,
    ) {
        let (ty, remark) = (String::new(), None);
        self.0.push(Item { path, form, ty, docs, remark, deprecated, owner });
    }

    fn structure(&mut self, module: &str, def: &'a StructDef, builders: &[String]) {
        let path = format!("{module}::{}", def.name);
        let owner = Owner::shape(&def.id);
        self.documented(path.clone(), Form::Struct, &def.docs, def.deprecated.as_ref(), owner);
        for field in &def.fields {
            self.field(&path, &def.id, field, builders);
        }
        // Inputs are built in a way that can fail, whatever they hold.
        let can_fail = def.role == Role::Input || def.must_be_set().next().is_some();
        let whole = format!("client::{path}");
        let built = match can_fail {
            true => format!("Result<{whole}, client::error::BuildError>"),
            false => whole,
        };
        // The builder of a call has no such method.
        if let Some(builder) = builders.first() {
            self.add(builder.clone(), Form::Struct, "", owner);
            self.add(format!("{builder}::build()"), Form::Build, built, owner);
        }
    }

    fn field(&mut self, holder: &str, id: &'a ShapeId, field: &'a FieldDef, builders: &[String]) {
        let owner = Owner::member(id, &field.member);
        let FieldDef { name, stem, .. } = field;
        let ty = text(&field.ty);
        let deprecated = field.deprecated.as_ref();
        let held = match field.presence {
            Presence::Optional => format!("Option<{ty}>"),
            Presence::Required | Presence::Default(_) => ty.clone(),
        };
        let mut add = |path: String, form, ty: String, docs| {
            let remark = remark(field).filter(|_| matches!(form, Form::Field | Form::Setter));
            self.0.push(Item { path, form, ty, docs, remark, deprecated, owner });
        };
        add(format!("{holder}::{name}"), Form::Field, held, &field.docs);
        add(format!("{holder}::{name}()"), Form::Method, getter(field), "");
        let one = match &field.ty {
            Ty::List(item) => argument("input", item),
            Ty::Map(key, value) => format!("{}, {}", argument("k", key), argument("v", value)),
            other => argument("input", other),
        };
        for builder in builders {
            add(format!("{builder}::{name}()"), Form::Setter, one.clone(), "");
            let whole = format!("input: Option<{ty}>");
            add(format!("{builder}::set_{stem}()"), Form::Setter, whole, "");
            add(format!("{builder}::get_{stem}()"), Form::Method, format!("&Option<{ty}>"), "");
        }
    }

    fn operation(&mut self, def: &'a OperationDef) {
        let module = format!("operation::{}", def.module);
        let owner = Owner::shape(&def.id);
        let deprecated = def.deprecated.as_ref();
        let fluent = format!("{module}::builders::{}FluentBuilder", def.name);
        self.documented(
            format!("{module}::{}", def.name),
            Form::Struct,
            &def.docs,
            deprecated,
            owner,
        );
        self.add(fluent.clone(), Form::Struct, "", owner);
        self.0.push(Item {
            path: format!("Client::{}()", def.method),
            form: Form::Method,
            ty: format!("client::{fluent}"),
            docs: "",
            remark: None,
            deprecated,
            owner,
        });
        let mut builders =
            vec![format!("{module}::builders::{}Builder", def.input.name), fluent.clone()];
        builders.extend(
            def.waiters
                .iter()
                .map(|waiter| format!("waiters::{}::{}FluentBuilder", waiter.module, waiter.name)),
        );
        self.structure(&module, &def.input, &builders);
        let builder = format!("{module}::builders::{}Builder", def.output.name);
        self.structure(&module, &def.output, &[builder]);
        let error = format!("{module}::{}Error", def.name);
        self.add(error.clone(), Form::Enum, "", owner);
        for variant in &def.errors {
            let owner = Owner { member: Some(&variant.code), ..owner.by("errors") };
            let path = format!("{error}::{}", variant.variant);
            self.add(path, Form::Variant, format!("client::types::error::{}", variant.name), owner);
            self.add(format!("{error}::{}()", variant.method), Form::Method, "bool", owner);
        }
        self.paginator(def, &module, &fluent);
        self.waiters(def);
        if def.compressed {
            let (owner, name) = (owner.by(REQUEST_COMPRESSION), "disable_request_compression");
            let set = format!("set_{name}");
            self.setting(name, &set, ["impl Into<Option<bool>>", "Option<bool>"], owner);
            self.add(format!("Config::{name}()"), Form::Method, "Option<bool>", owner);
        }
    }

    fn paginator(&mut self, def: &'a OperationDef, module: &str, fluent: &str) {
        let Some(page) = &def.paginator else { return };
        let owner = Owner::shape(&def.id).by(PAGINATED);
        let pages = format!("{module}::paginator::{}Paginator", def.pascal);
        self.add(
            format!("{fluent}::into_paginator()"),
            Form::Build,
            format!("client::{pages}"),
            owner,
        );
        if let Some((_, size)) = &page.page_size {
            self.add(
                format!("{pages}::page_size()"),
                Form::Setter,
                format!("limit: {}", text(size)),
                owner,
            );
        }
        if let Some((_, item)) = &page.items {
            let items = format!("{pages}Items");
            self.add(format!("{pages}::items()"), Form::Build, format!("client::{items}"), owner);
            self.add(items, Form::Items, text(item), owner);
        }
        self.add(pages, Form::Struct, "", owner);
    }

    fn waiters(&mut self, def: &'a OperationDef) {
        for waiter in &def.waiters {
            let owner = Owner::shape(&def.id).by(WAITABLE);
            let module = format!("waiters::{}", waiter.module);
            let fluent = format!("{module}::{}FluentBuilder", waiter.name);
            self.0.push(Item {
                path: format!("client::Waiters::{}()", waiter.method),
                form: Form::TraitMethod,
                ty: format!("client::{fluent}"),
                docs: &waiter.docs,
                remark: None,
                deprecated: waiter.deprecated.as_ref(),
                owner,
            });
            self.add(fluent, Form::Struct, "", owner);
            self.add(format!("{module}::{}FinalPoll", waiter.name), Form::Struct, "", owner);
            self.add(format!("{module}::WaitUntil{}Error", waiter.name), Form::Struct, "", owner);
        }
    }

    fn error(&mut self, def: &'a ErrorDef) {
        let structure = &def.structure;
        let builder = format!("types::error::builders::{}Builder", structure.name);
        self.structure("types::error", structure, &[builder]);
        let ty = format!("client::types::error::{}", structure.name);
        let owner = Owner::shape(&structure.id);
        self.add(format!("Error::{}", def.variant), Form::Variant, ty, owner);
    }

    fn union(&mut self, def: &'a UnionDef) {
        let path = format!("types::{}", def.name);
        let owner = Owner::shape(&def.id);
        self.documented(path.clone(), Form::Enum, &def.docs, def.deprecated.as_ref(), owner);
        for variant in &def.variants {
            let owner = Owner::member(&def.id, &variant.member);
            let deprecated = variant.deprecated.as_ref();
            let held = match &variant.ty {
                Ty::Unit => String::new(),
                ty => text(ty),
            };
            let borrowed = match &variant.ty {
                Ty::Unit => "()".to_owned(),
                Ty::Boxed(inner) => format!("&{}", text(inner)),
                ty => format!("&{}", text(ty)),
            };
            let mut add = |path, form, ty, docs| {
                let remark = None;
                self.0.push(Item { path, form, ty, docs, remark, deprecated, owner });
            };
            add(format!("{path}::{}", variant.name), Form::Variant, held, variant.docs.as_str());
            let returned = format!("Result<{borrowed}, &client::{path}>");
            add(format!("{path}::as_{}()", variant.stem), Form::Method, returned, "");
            add(format!("{path}::is_{}()", variant.stem), Form::Method, "bool".to_owned(), "");
        }
    }

    fn enumeration(&mut self, def: &'a EnumDef) {
        let path = format!("types::{}", def.name);
        let owner = Owner::shape(&def.id);
        self.documented(path.clone(), Form::Enum, &def.docs, def.deprecated.as_ref(), owner);
        for variant in def.variants.iter().filter(|_| def.is_named) {
            let owner = Owner::member(&def.id, &variant.member);
            let (path, docs) = (format!("{path}::{}", variant.name), variant.docs.as_str());
            self.documented(path, Form::Variant, docs, variant.deprecated.as_ref(), owner);
        }
    }

    /// The two methods of a setting, and what each takes.
    fn setting(&mut self, setter: &str, set: &str, [one, whole]: [&str; 2], owner: Owner<'a>) {
        let builder = "config::Builder";
        self.add(format!("{builder}::{setter}()"), Form::Setter, format!("value: {one}"), owner);
        self.add(format!("{builder}::{set}()"), Form::Set, format!("value: {whole}"), owner);
    }

    fn service(&mut self, def: &'a CrateDef) {
        let owner = Owner::shape(&def.service.id).by(ENDPOINT_RULE_SET);
        let owned = |kind| match kind {
            ParameterKind::Boolean => "bool",
            ParameterKind::String => "String",
            ParameterKind::StringArray => "Vec<String>",
        };
        for setting in &def.service.endpoint.settings {
            let (ty, set) = (owned(setting.kind), format!("set_{}", setting.stem));
            let takes = [format!("impl Into<{ty}>"), format!("Option<{ty}>")];
            let [one, whole] = &takes;
            let owner = Owner::shape(&def.service.id).by(CLIENT_CONTEXT_PARAMS);
            self.setting(&setting.setter, &set, [one, whole], owner);
        }
        for planned in &def.service.endpoint.plan.parameters {
            let (parameter, stem) = (&planned.parameter, snake(&planned.parameter.name));
            let (ty, params) = (owned(parameter.kind), "config::endpoint::Params");
            let borrowed = match parameter.kind {
                ParameterKind::Boolean => "bool",
                ParameterKind::String => "&str",
                ParameterKind::StringArray => "&[String]",
            };
            self.add(
                format!("{params}::{stem}()"),
                Form::Method,
                format!("Option<{borrowed}>"),
                owner,
            );
            let builder = format!("{params}Builder");
            self.add(
                format!("{builder}::{stem}()"),
                Form::Setter,
                format!("value: impl Into<{ty}>"),
                owner,
            );
            let whole = format!("input: Option<{ty}>");
            self.add(format!("{builder}::set_{stem}()"), Form::Setter, whole, owner);
        }
    }
}
