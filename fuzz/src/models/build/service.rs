//! The service, its resources, its new names for shapes, and what a second file applies.

use serde_json::{Map, Value, json};

use super::{Builder, Kind, NAMESPACE};
use crate::models::names::Use;
use crate::models::text;

impl Builder<'_, '_> {
    pub(super) fn service(&mut self) {
        let name = *self.random.pick(&["Fuzz", "amazonFuzz_2", "type", "Service", "FUZZ"]);
        // Beside the other names, as it is no type; but ids differ.
        let id = format!("{NAMESPACE}.svc#{name}");
        let mut traits = self.common_traits();
        traits.insert("aws.protocols#ec2Query".to_owned(), json!({}));
        traits.insert("aws.auth#sigv4".to_owned(), json!({"name": "fuzz"}));
        if self.sometimes() {
            traits.insert("smithy.api#title".to_owned(), json!(text::value(self.random)));
        }
        if self.sometimes() {
            let sdk_id = *self.random.pick(&["Fuzz", "Fuzz Two", "fuzz"]);
            let value = json!({"sdkId": sdk_id, "endpointPrefix": "fuzz", "arnNamespace": "fuzz"});
            traits.insert("aws.api#service".to_owned(), value);
        }
        self.endpoint_traits(&mut traits);
        let (operations, resources) = self.bindings();
        let mut shape = json!({"type": "service", "version": "2020-01-01", "traits": traits});
        let common: Vec<String> =
            self.errors.clone().into_iter().filter(|_| self.seldom()).collect();
        self.renames();
        if !common.is_empty() {
            shape["errors"] = common.iter().map(|id| Self::reference(id)).collect();
        }
        shape["operations"] = Value::Array(operations);
        if !resources.is_empty() {
            shape["resources"] = Value::Array(resources);
        }
        if !self.renames.is_empty() {
            shape["rename"] = Value::Object(std::mem::take(&mut self.renames));
        }
        self.built.put(&id, shape);
        self.built.service = id;
        self.built.common_errors = common;
        self.applied();
    }

    /// Operations of the service itself, and resources with the others.
    fn bindings(&mut self) -> (Vec<Value>, Vec<Value>) {
        let (mut own, mut resources) = (Vec::new(), Vec::<(String, Value)>::new());
        for operation in self.built.operations.clone() {
            let reference = Self::reference(&operation.id);
            if !self.sometimes() {
                own.push(reference);
                continue;
            }
            if resources.is_empty() || self.sometimes() {
                resources.push((self.id(Use::Type), json!({"type": "resource"})));
            }
            let Some((_, resource)) = resources.last_mut() else { continue };
            let key = *self.random.pick(&["operations", "collectionOperations", "create", "list"]);
            if key.ends_with("perations") {
                let list = resource[key].take();
                let mut list = list.as_array().cloned().unwrap_or_default();
                list.push(reference);
                resource[key] = Value::Array(list);
            } else if resource.get(key).is_none() {
                resource[key] = reference;
            } else {
                own.push(reference);
            }
        }
        // The last one is below the one before, and so on, or all are of the service.
        let nested = self.sometimes();
        let mut bound = Vec::new();
        let mut below: Option<String> = None;
        for (id, mut resource) in resources.into_iter().rev() {
            if let Some(below) = below.take() {
                if nested {
                    resource["resources"] = json!([{"target": below}]);
                } else {
                    bound.push(Self::reference(&below));
                }
            }
            self.built.put(&id, resource);
            below = Some(id);
        }
        bound.extend(below.map(|id| Self::reference(&id)));
        (own, bound)
    }

    /// New names for some types.
    fn renames(&mut self) {
        let named = |kind: Kind| matches!(kind, Kind::Structure | Kind::Union | Kind::Enum);
        for target in self.built.targets.clone() {
            if named(target.kind) && target.id.starts_with(NAMESPACE) && self.seldom() {
                let name = self.names.fresh(self.random, Use::Type);
                self.built.risky |= name.risky;
                self.renames.insert(target.id, json!(name.text));
            }
        }
    }

    /// Documentation and a trait of no effect, for shapes of the first file.
    fn applied(&mut self) {
        if !self.seldom() {
            return;
        }
        let ids: Vec<String> =
            self.built.shapes.keys().filter(|id| !id.contains('$')).cloned().collect();
        let mut applied = Map::new();
        for _ in 0..1 + self.random.below(4) {
            let id = self.random.pick(&ids).clone();
            let traits = json!({
                "smithy.api#documentation": text::documentation(self.random),
                "example.other#applied": {},
            });
            applied.insert(id, json!({"type": "apply", "traits": traits}));
        }
        self.built.applied = applied;
    }
}
