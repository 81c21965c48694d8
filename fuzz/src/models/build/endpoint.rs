//! Endpoint rules, from a small set, and what gives their parameters values.

use serde_json::{Map, Value, json};

use super::operations::Draft;
use super::{Builder, Kind};
use crate::models::text;

/// The parameter that members of inputs may give.
const BOUND: &str = "Bucket";

impl Builder<'_, '_> {
    /// A member that is part of the endpoint. Rules that have the parameter come with the service.
    pub(super) fn context_member(&mut self, draft: &mut Draft) {
        let Some(target) = self.target(|target| matches!(target.kind, Kind::Text | Kind::Enum))
        else {
            return;
        };
        match self.random.below(3) {
            0 => {
                let value = json!({BOUND: {"value": text::value(self.random)}});
                draft.traits.insert("smithy.rules#staticContextParams".to_owned(), value);
            }
            1 => {
                let name = self.member_of(&mut draft.input, target, Map::new(), usize::MAX);
                let value = json!({BOUND: {"path": name}});
                draft.traits.insert("smithy.rules#operationContextParams".to_owned(), value);
            }
            _ => {
                let mut own = Map::new();
                own.insert("smithy.rules#contextParam".to_owned(), json!({"name": BOUND}));
                self.member_of(&mut draft.input, target, own, usize::MAX);
            }
        }
    }

    /// The traits of the service that say where it is.
    pub(super) fn endpoint_traits(&mut self, traits: &mut Map<String, Value>) {
        let text = serde_json::to_string(&self.built.shapes).unwrap_or_default();
        let is_bound = text.contains("ontextParam");
        if !is_bound && self.random.below(3) > 0 {
            return;
        }
        let mut parameters = json!({
            "Region": {"builtIn": "AWS::Region", "type": "string", "documentation": text::documentation(self.random)},
            BOUND: {"type": "string", "documentation": text::documentation(self.random)},
        });
        let mut rules = Vec::new();
        if self.sometimes() {
            let name = *self.random.pick(&["Stage", "type", "match", "HTTPStage"]);
            parameters[name] = json!({"type": "string", "documentation": "Stage."});
            rules.push(json!({
                "conditions": [{"fn": "isSet", "argv": [{"ref": name}]}],
                "type": "endpoint",
                "endpoint": {"url": format!("https://{{{name}}}.example.com")}
            }));
            if self.sometimes() {
                let setting = json!({name: {"type": "string", "documentation": text::documentation(self.random)}});
                traits.insert("smithy.rules#clientContextParams".to_owned(), setting);
            } else {
                parameters[name]["builtIn"] = json!("SDK::Endpoint");
            }
        }
        rules.push(json!({
            "conditions": [
                {"fn": "isSet", "argv": [{"ref": BOUND}]},
                {"fn": "isValidHostLabel", "argv": [{"ref": BOUND}, self.sometimes()]}
            ],
            "type": "endpoint",
            "endpoint": {"url": "https://{Bucket}.example.com", "headers": {"x-a": ["{Bucket}", "b"]}}
        }));
        rules.push(json!({
            "conditions": [{"fn": "isSet", "argv": [{"ref": "Region"}]}],
            "type": "tree",
            "rules": [
                {
                    "conditions": [{"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"}],
                    "type": "endpoint",
                    "endpoint": {"url": "https://fuzz.{Region}.{P#dnsSuffix}"}
                },
                {"conditions": [], "type": "error", "error": text::value(self.random).replace(['{', '}'], "")}
            ]
        }));
        rules.push(json!({"conditions": [], "type": "error", "error": "A region is needed"}));
        let rule_set = json!({"version": "1.0", "parameters": parameters, "rules": rules});
        traits.insert("smithy.rules#endpointRuleSet".to_owned(), rule_set);
        if self.sometimes() {
            // It becomes the name of a test.
            let name = text::documentation(self.random).replace(text::MARK, "case");
            let cases = json!({"version": "1.0", "testCases": [{
                "documentation": name,
                "params": {BOUND: "b"},
                "expect": {"endpoint": {"url": "https://b.example.com", "headers": {"x-a": ["b", "b"]}}}
            }]});
            traits.insert("smithy.rules#endpointTests".to_owned(), cases);
        }
    }
}
