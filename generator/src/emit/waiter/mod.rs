//! Waiters: the trait `Waiters`, and for each waiter a marker type that holds what it has of its
//! own, which paths are read and what answers mean, and the names of its types.

pub(super) mod path;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::Item;
use super::structure::deprecated;
use super::ty::{doc, ident};
use crate::docs::code;
use crate::rust::{Branch, OperationDef, PathDef, Test, WaiterDef};
use crate::waiters::{Expected, State};

/// The trait that gives the client a method for each waiter, if there are any.
pub(super) fn methods(waiters: &[(&OperationDef, &WaiterDef)]) -> Vec<Item> {
    if waiters.is_empty() {
        return Vec::new();
    }
    let signature = |waiter: &WaiterDef| {
        let (method, module) = (ident(&waiter.method), ident(&waiter.module));
        let fluent = format_ident!("{}FluentBuilder", waiter.name);
        quote!(fn #method(&self) -> waiters::#module::#fluent)
    };
    let declared = waiters.iter().map(|(operation, waiter)| {
        let (docs, signature) = (doc(&documentation(operation, waiter)), signature(waiter));
        let attributes = deprecated(waiter.deprecated.as_ref());
        quote!(#docs #attributes #signature;)
    });
    let implemented = waiters.iter().map(|(_, waiter)| {
        let signature = signature(waiter);
        quote!(#[inline] #signature { client::start(self) })
    });
    let declared = quote! {
        /// Waiters: each calls an operation until its answer says that what is waited for is there, or
        /// will never be.
        pub trait Waiters { #(#declared)* }
    };
    let implemented = quote!(impl Waiters for Client { #(#implemented)* });
    vec![declared.into(), implemented.into()]
}

fn documentation(operation: &OperationDef, waiter: &WaiterDef) -> String {
    let mut text = String::new();
    if !waiter.docs.is_empty() {
        text = format!("{}\n\n", waiter.docs);
    }
    text.push_str(&format!(
        "Calls [`{name}`](operation::{}::{name}) every {} to {} seconds. It\n\n",
        operation.module,
        waiter.min_delay,
        waiter.max_delay,
        name = operation.name,
    ));
    for rule in &waiter.rules {
        text.push_str(&format!("- {rule}\n"));
    }
    text
}

/// The items of a waiter's file.
pub(super) fn waiter(operation: &OperationDef, def: &WaiterDef) -> Vec<Item> {
    let comment = format!("{} {}", operation.id, def.model_name);
    let mut items = vec![Item::commented(comment, marker(def)), accepting(operation, def).into()];
    items.extend(def.paths.iter().map(|path| reading(operation, path).into()));
    items.push(aliases(operation, def).into());
    items
}

fn marker(def: &WaiterDef) -> TokenStream {
    let name = ident(&def.name);
    let docs = doc(&format!("The waiter {}.", code(&def.model_name)));
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #name {}
    }
}

/// The path of a type of the operation.
fn of_operation(operation: &OperationDef, name: &str) -> TokenStream {
    let (module, name) = (ident(&operation.module), ident(name));
    quote!(operation::#module::#name)
}

fn accepting(operation: &OperationDef, def: &WaiterDef) -> TokenStream {
    let (name, text) = (ident(&def.name), &def.name);
    let called = of_operation(operation, &operation.name);
    let delay = |constant: &str, seconds: u64, default: u64| {
        let constant = format_ident!("{constant}");
        let seconds = proc_macro2::Literal::u64_unsuffixed(seconds);
        (seconds.to_string() != default.to_string())
            .then(|| quote!(const #constant: u64 = #seconds;))
    };
    let (min, max) = (delay("MIN_DELAY", def.min_delay, 2), delay("MAX_DELAY", def.max_delay, 120));
    let reads_input = def.paths.iter().any(|path| path.input);
    let input = if reads_input { quote!(input) } else { quote!(_) };
    let (on_output, on_error) = (outputs(def), errors(def));
    quote! {
        impl client::Waiter for #name {
            const NAME: &'static str = #text;
            #min
            #max
            type Operation = #called;

            #[inline]
            fn accept(
                #input: &client::WaiterInput<Self>,
                answer: client::Answer<'_, Self::Operation>,
            ) -> client::AcceptorState {
                match answer {
                    #on_output
                    #on_error
                }
            }
        }
    }
}

fn state(state: Option<State>) -> TokenStream {
    let variant = match state {
        Some(State::Success) => quote!(Success),
        Some(State::Failure) => quote!(Failure),
        Some(State::Retry) => quote!(Retry),
        None => quote!(NoAcceptorsMatched),
    };
    quote!(client::AcceptorState::#variant)
}

/// The arm for answers that are outputs.
fn outputs(def: &WaiterDef) -> TokenStream {
    let otherwise = state(def.on_any_output);
    if def.on_output.is_empty() {
        return quote!(Ok(_) => #otherwise,);
    }
    let tests = || def.on_output.iter().flat_map(|branch| &branch.conditions);
    let used = |i: usize| tests().filter(|test| test.path == i).count();
    // What several tests read is read once.
    let read = def.paths.iter().enumerate().filter(|(i, _)| used(*i) > 1).map(|(_, path)| {
        let (name, call) = (ident(&path.name), call(path));
        quote!(let #name = #call;)
    });
    let condition = |test: &Test| {
        let path = def.paths.get(test.path)?;
        let name = ident(&path.name);
        let value = if used(test.path) > 1 { quote!(#name) } else { call(path) };
        Some(match &test.expected {
            Expected::Bool(truth) => quote!(#value == Some(#truth)),
            Expected::Text(text) => quote!(#value == Some(#text)),
            Expected::All(text) => quote!(client::all_equal(#value.as_deref(), #text)),
            Expected::Any(text) => quote!(client::any_equal(#value.as_deref(), #text)),
        })
    };
    let branches = def.on_output.iter().map(|branch| {
        let conditions = branch.conditions.iter().filter_map(condition);
        let state = state(Some(branch.state));
        quote!(if #(#conditions)||* { #state } else)
    });
    let reads_output = def.paths.iter().any(|path| path.output);
    let output = if reads_output { quote!(output) } else { quote!(_) };
    quote! {
        Ok(#output) => {
            #(#read)*
            #(#branches)* { #otherwise }
        }
    }
}

/// The arm for answers that are errors.
fn errors(def: &WaiterDef) -> TokenStream {
    let otherwise = state(def.on_any_error);
    if def.on_code.is_empty() {
        return quote!(Err(_) => #otherwise,);
    }
    let arms = def.on_code.iter().map(|Branch { conditions: codes, state: of }| {
        let state = state(Some(*of));
        quote!(Some(#(#codes)|*) => #state,)
    });
    quote! {
        Err(error) => match error.meta().code() {
            #(#arms)*
            _ => #otherwise,
        },
    }
}

/// What a path reads.
fn roots(path: &PathDef) -> Vec<Ident> {
    let roots = [("input", path.input), ("output", path.output)];
    roots.iter().filter(|(_, used)| *used).map(|(name, _)| ident(name)).collect()
}

fn call(path: &PathDef) -> TokenStream {
    let (name, roots) = (ident(&path.name), roots(path));
    quote!(#name(#(#roots),*))
}

/// The function that follows a path.
fn reading(operation: &OperationDef, path: &PathDef) -> TokenStream {
    let name = ident(&path.name);
    let docs = doc(&format!("{}.", code(&path.path)));
    let body = path::whole(&path.value);
    let lifetime = (path.input && path.output && path::borrows(&path.value)).then(|| quote!('a));
    let returned = path::returned(&path.value, lifetime.as_ref());
    let parameters = roots(path).into_iter().map(|root| {
        let of = if root == "input" { &operation.input } else { &operation.output };
        let ty = of_operation(operation, &of.name);
        quote!(#root: & #lifetime #ty)
    });
    let generics = lifetime.as_ref().map(|lifetime| quote!(<#lifetime>));
    quote! {
        #docs
        #[inline]
        fn #name #generics (#(#parameters),*) -> Option<#returned> { #body }
    }
}

fn aliases(operation: &OperationDef, def: &WaiterDef) -> TokenStream {
    let name = ident(&def.name);
    let (called, input) =
        (of_operation(operation, &operation.name), of_operation(operation, &operation.input.name));
    let fluent = format_ident!("{}FluentBuilder", def.name);
    let poll = format_ident!("{}FinalPoll", def.name);
    let error = format_ident!("WaitUntil{}Error", def.name);
    quote! {
        /// Builds the input of the calls, and waits.
        pub type #fluent = Builder<#input, builder::Wait<#name>>;
        /// The answer that ended the wait.
        pub type #poll = client::Poll<#called>;
        /// Why a wait ended in vain.
        pub type #error = client::WaitError<#called>;
    }
}
