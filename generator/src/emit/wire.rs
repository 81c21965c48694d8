//! Wire code of a structure, printed from its plan: one line a member. Whether that is straight
//! lines or a table is decided here and nowhere else.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::Item;
use super::parts::default;
use super::ty::ident;
use crate::protocol::{Entries, ReadForm, TimestampFormat, WriteForm};
use crate::rust::{ReadArm, Role, StructDef, When, WriteLine};

/// `Empty`, and how the structure is written and read where it travels.
pub(super) fn structure(def: &StructDef) -> Vec<Item> {
    let held = ident(def.held());
    let fields = def.fields.iter().map(|field| ident(&field.name));
    let own = match def.role {
        Role::Output => quote!(_request_id: None,),
        Role::Error => quote!(meta: client::ErrorMetadata::default(),),
        Role::Input | Role::Shared => TokenStream::new(),
    };
    let mut items = vec![Item::from(quote! {
        impl Empty for #held {
            #[inline]
            fn empty() -> Self { Self { #(#fields: None,)* #own } }
        }
    })];
    if let Some(writes) = &def.writes {
        items.push(write(def, writes));
    }
    if let Some(reads) = &def.reads {
        items.push(read(def, reads));
        items.extend(read_whole(def).filter(|_| def.role != Role::Output).map(Item::from));
    }
    if def.role == Role::Output {
        let name = ident(&def.name);
        let held = def.parts.as_ref().map(|_| quote!(, #held));
        items.push(Item::from(quote!(tinsmith_runtime::request_id!(#name #held);)));
    }
    items
}

fn write(def: &StructDef, writes: &[WriteLine]) -> Item {
    let name = ident(&def.name);
    let lines = lines(writes);
    let writer = if writes.is_empty() { quote!(_) } else { quote!(q) };
    Item::from(quote! {
        impl query::Value for #name {
            #[inline]
            fn write(&self, #writer: &mut query::Writer<'_>) { #lines }
        }
    })
}

/// One line a member, which writes it.
fn lines(writes: &[WriteLine]) -> TokenStream {
    let lines = writes.iter().map(|write| {
        let (field, key) = (ident(&write.field), &write.key);
        match &write.when {
            When::IfSet => {}
            When::Always if write.form == WriteForm::Value => {
                return quote!(q.always(#key, &self.#field););
            }
            When::Always => {
                let writer = writer(&write.form);
                return quote!(q.always_with(#key, &self.#field, #writer););
            }
            // Only numbers and Booleans are, which have one form.
            When::Unless(value) => {
                let value = default(value);
                return quote!(q.put_unless(#key, &self.#field, &#value););
            }
        }
        match &write.form {
            WriteForm::Value => quote!(q.put(#key, &self.#field);),
            WriteForm::Timestamp(format) => {
                let format = timestamp_format(*format);
                quote!(q.put_timestamp(#key, &self.#field, #format);)
            }
            form => {
                let writer = writer(form);
                quote!(q.put_with(#key, &self.#field, #writer);)
            }
        }
    });
    quote!(#(#lines)*)
}

/// A function that writes one value.
pub(super) fn writer(form: &WriteForm) -> TokenStream {
    match form {
        WriteForm::Value => quote!(|q, value| query::Value::write(value, q)),
        WriteForm::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(|q, value| q.timestamp(value, #format))
        }
        WriteForm::List(item) => {
            let item = writer(item);
            quote!(|q, list| q.items(list, #item))
        }
    }
}

/// A call that reads a member into `slot`.
pub(super) fn read_into(slot: &TokenStream, form: &ReadForm) -> TokenStream {
    match form {
        ReadForm::Value => quote!(x.read(#slot)),
        ReadForm::List { element, item } if **item == ReadForm::Value => {
            quote!(x.list(#slot, #element))
        }
        ReadForm::FlatList(item) if **item == ReadForm::Value => quote!(x.flat_list(#slot)),
        ReadForm::FlatList(item) => {
            let item = reader(item);
            quote!(x.flat_list_with(#slot, #item))
        }
        ReadForm::FlatMap(Entries { key, value, form }) => {
            let form = reader(form);
            quote!(x.flat_entry(#slot, #key, #value, #form))
        }
        ReadForm::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(x.timestamp(#slot, #format))
        }
        form => {
            let form = reader(form);
            quote!(x.read_with(#slot, #form))
        }
    }
}

/// A function that reads one value from an element of its own.
fn reader(form: &ReadForm) -> TokenStream {
    match form {
        ReadForm::Value => quote!(xml::Value::read),
        form => {
            let value = read_value(form);
            quote!(|x| #value)
        }
    }
}

/// A call that reads one value from an element of its own.
pub(super) fn read_value(form: &ReadForm) -> TokenStream {
    match form {
        // Only members are flat.
        ReadForm::Value | ReadForm::FlatList(_) | ReadForm::FlatMap(_) => {
            quote!(xml::Value::read(x))
        }
        ReadForm::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(x.timestamp_value(#format))
        }
        ReadForm::List { element, item } => {
            let item = reader(item);
            quote!(x.items(#element, #item))
        }
        ReadForm::Map { element, entries: Entries { key, value, form } } => {
            let form = reader(form);
            quote!(x.entries(#element, #key, #value, #form))
        }
    }
}

/// How a structure is read that has parts: outputs excepted, which their operations read.
fn read_whole(def: &StructDef) -> Option<TokenStream> {
    let (name, parts) = (ident(&def.name), ident(def.parts.as_ref()?));
    Some(quote! {
        impl xml::Value for #name {
            #[inline]
            fn read_into(x: &mut xml::Cursor<'_>, slot: &mut Option<Self>) -> Result<(), xml::Error> {
                *slot = Some(parts::Parts::whole(<#parts as xml::Value>::read(x)?));
                Ok(())
            }
        }
        impl xml::Correct for #name {
            #[inline]
            fn stand_in() -> Self { parts::Parts::whole(<#parts as xml::Correct>::stand_in()) }
        }
    })
}

fn read(def: &StructDef, reads: &[ReadArm]) -> Item {
    let name = ident(def.held());
    let arms = reads.iter().map(|read| {
        let (field, element) = (ident(&read.field), &read.element);
        let slot = quote!(&mut self.#field);
        let call =
            if read.boxed { quote!(x.read_boxed(#slot)) } else { read_into(&slot, &read.form) };
        quote!(#element => #call,)
    });
    let body = if reads.is_empty() {
        quote!(
            fn child(&mut self, _: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
                x.skip()
            }
        )
    } else {
        quote! {
            fn child(&mut self, tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
                match tag { #(#arms)* _ => x.skip(), }
            }
        }
    };
    let corrections = def.corrections.iter().map(|field| {
        let field = ident(field);
        quote!(xml::correct(&mut self.#field);)
    });
    let correct = (!def.corrections.is_empty())
        .then(|| quote!(#[inline] fn correct(&mut self) { #(#corrections)* }));
    Item::from(quote! {
        impl xml::Structure for #name {
            #[inline]
            #body
            #correct
        }
    })
}

fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => quote!(primitives::DateTimeFormat::DateTime),
        TimestampFormat::EpochSeconds => quote!(primitives::DateTimeFormat::EpochSeconds),
        TimestampFormat::HttpDate => quote!(primitives::DateTimeFormat::HttpDate),
    }
}
