//! Makes a decision diagram out of a tree of endpoint rules, in any of several forms that mean
//! the same. It shares no code with the generator, and its rules are those of the specification:
//! a rule whose conditions hold decides, and a tree whose rules all fail matches nothing.

use std::collections::{BTreeMap, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use serde_json::{Value, json};

/// How a diagram is written down.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// Whether no path asks for a condition twice, as in diagrams that AWS publishes. It takes
    /// time and space that grow with the number of paths.
    pub(crate) reduced: bool,
    /// Whether nodes are written with their branches swapped, and referred to as complements.
    pub(crate) complemented: bool,
    /// Whether nodes, conditions and results are in no order, and some of them are not used.
    pub(crate) shuffled: bool,
}

/// The value of `smithy.rules#endpointBdd` for that of `smithy.rules#endpointRuleSet`.
pub(crate) fn diagram(tree: &Value, form: Form) -> Value {
    let mut maker = Maker { reduced: form.reduced, ..Maker::default() };
    let root = maker.rules(array(&tree["rules"]), &Names::new(), &Known::new());
    maker.write(tree, root, form)
}

/// What variables of the tree are called in the diagram, which has no scopes.
type Names = BTreeMap<String, String>;

/// The answers of conditions on the path.
type Known = BTreeMap<usize, bool>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reference {
    Node(usize),
    Result(usize),
    NoMatch,
}

#[derive(Default)]
struct Maker {
    reduced: bool,
    /// Calls, each once, and the variable that keeps what it gives.
    conditions: Vec<(Value, Option<String>)>,
    results: Vec<Value>,
    nodes: Vec<(usize, Reference, Reference)>,
    /// What rules from some place on lead to, unless that depends on the path.
    made: HashMap<String, Reference>,
}

impl Maker {
    fn rules(&mut self, rules: &[Value], names: &Names, known: &Known) -> Reference {
        let Some((rule, others)) = rules.split_first() else { return Reference::NoMatch };
        let key = format!("{:p} {} {names:?} {known:?}", rules.as_ptr(), rules.len());
        if let Some(made) = self.made.get(&key) {
            return *made;
        }
        let reference = self.rule((rule, 0), names.clone(), (others, names), known);
        self.made.insert(key, reference);
        reference
    }

    /// A rule from one of its conditions on; `others` come after it, with the names that they
    /// can see.
    fn rule(
        &mut self,
        (rule, index): (&Value, usize),
        mut names: Names,
        others: (&[Value], &Names),
        known: &Known,
    ) -> Reference {
        let Some(condition) = rule["conditions"].get(index) else {
            return match rule["type"].as_str() {
                Some("tree") => self.rules(array(&rule["rules"]), &names, known),
                _ => self.result(rule, &names),
            };
        };
        let number = self.condition(condition, &mut names);
        let next = (rule, index + 1);
        match known.get(&number) {
            Some(true) => return self.rule(next, names, others, known),
            Some(false) => return self.rules(others.0, others.1, known),
            None => {}
        }
        let mut branch = |answer| {
            let mut known = known.clone();
            if self.reduced {
                known.insert(number, answer);
            }
            match answer {
                true => self.rule(next, names.clone(), others, &known),
                false => self.rules(others.0, others.1, &known),
            }
        };
        let (yes, no) = (branch(true), branch(false));
        if yes == no { yes } else { Reference::Node(position(&mut self.nodes, (number, yes, no))) }
    }

    /// The number of a condition; its variable is one of the diagram from here on.
    fn condition(&mut self, condition: &Value, names: &mut Names) -> usize {
        let call = json!({
            "fn": condition["fn"],
            "argv": renamed(&condition["argv"], names),
        });
        let found = self.conditions.iter().position(|(other, _)| *other == call);
        let number = found.unwrap_or_else(|| {
            self.conditions.push((call, None));
            self.conditions.len() - 1
        });
        if let Some(name) = condition["assign"].as_str() {
            let taken: Vec<String> =
                self.conditions.iter().filter_map(|(_, assign)| assign.clone()).collect();
            let numbered = (2..).map(|n| format!("{name}_{n}"));
            let mut free = std::iter::once(name.to_owned()).chain(numbered);
            let variable = self.conditions[number]
                .1
                .get_or_insert_with(|| free.find(|name| !taken.contains(name)).unwrap());
            names.insert(name.to_owned(), variable.clone());
        }
        number
    }

    fn result(&mut self, rule: &Value, names: &Names) -> Reference {
        let mut result = json!({"conditions": [], "type": rule["type"]});
        for key in ["endpoint", "error"] {
            if let Some(value) = rule.get(key) {
                result[key] = renamed(value, names);
            }
        }
        Reference::Result(position(&mut self.results, result))
    }

    fn write(mut self, tree: &Value, root: Reference, form: Form) -> Value {
        let mut random = Rng::with_seed(7);
        if form.shuffled {
            let call = json!({"fn": "isSet", "argv": ["never asked for"]});
            self.conditions.push((call, None));
            self.results.push(json!({"conditions": [], "type": "error", "error": "never"}));
            self.nodes.push((0, Reference::NoMatch, Reference::NoMatch));
        }
        let mut places = |len: usize| {
            let mut places: Vec<usize> = (0..len).collect();
            if form.shuffled {
                random.shuffle(&mut places);
            }
            places
        };
        let conditions = places(self.conditions.len());
        let results = places(self.results.len());
        let nodes = places(self.nodes.len());
        // The root must not be a complement.
        let swaps: Vec<bool> = (0..self.nodes.len())
            .map(|n| form.complemented && Reference::Node(n) != root && random.bool())
            .collect();
        let mut nothing = [1, -1, 100_000_000].into_iter().cycle();
        let mut number = |reference: Reference| match reference {
            Reference::Node(n) => {
                let number = i32::try_from(nodes[n] + 2).unwrap();
                if swaps[n] { -number } else { number }
            }
            Reference::Result(n) => 100_000_001 + i32::try_from(results[n]).unwrap(),
            Reference::NoMatch => nothing.next().unwrap(),
        };
        let root = number(root);
        let mut triples = vec![[0; 3]; self.nodes.len() + 1];
        triples[0] = [-1, 1, -1];
        for (n, (condition, yes, no)) in self.nodes.iter().enumerate() {
            let (yes, no) = (number(*yes), number(*no));
            let (high, low) = if swaps[n] { (no, yes) } else { (yes, no) };
            triples[nodes[n] + 1] = [i32::try_from(conditions[*condition]).unwrap(), high, low];
        }
        let bytes: Vec<u8> = triples.iter().flatten().flat_map(|n| n.to_be_bytes()).collect();
        let calls = self.conditions.iter().map(|(call, assign)| {
            let mut condition = call.clone();
            if let Some(assign) = assign {
                condition["assign"] = json!(assign);
            }
            condition
        });
        json!({
            "version": "1.1",
            "parameters": tree["parameters"],
            "conditions": placed(calls.collect(), &conditions),
            "results": placed(self.results, &results),
            "root": root,
            "nodeCount": triples.len(),
            "nodes": STANDARD.encode(bytes),
        })
    }
}

/// Where `value` stands, at the end if it is new.
fn position<T: PartialEq>(values: &mut Vec<T>, value: T) -> usize {
    values.iter().position(|other| *other == value).unwrap_or_else(|| {
        values.push(value);
        values.len() - 1
    })
}

/// The values in the order of their places.
fn placed(values: Vec<Value>, places: &[usize]) -> Vec<Value> {
    let mut placed: Vec<_> = places.iter().zip(values).collect();
    placed.sort_by_key(|(place, _)| **place);
    placed.into_iter().map(|(_, value)| value).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The value with the variables' new names, in references and in templates.
fn renamed(value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) => json!(renamed_text(text, names)),
        Value::Array(elements) => elements.iter().map(|e| renamed(e, names)).collect(),
        Value::Object(members) => match members.get("ref").and_then(Value::as_str) {
            Some(name) => json!({"ref": names.get(name).map_or(name, String::as_str)}),
            None => members.iter().map(|(key, v)| (key.clone(), renamed(v, names))).collect(),
        },
        other => other.clone(),
    }
}

fn renamed_text(text: &str, names: &Names) -> String {
    let mut out = String::new();
    let mut parts = text.split('{');
    out.push_str(parts.next().unwrap());
    for part in parts {
        out.push('{');
        let end = part.find(['#', '}']).unwrap_or(0);
        let (name, rest) = part.split_at(end);
        out.push_str(names.get(name).map_or(name, String::as_str));
        out.push_str(rest);
    }
    out
}
