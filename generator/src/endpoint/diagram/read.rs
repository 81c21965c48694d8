//! Reads the value of `smithy.rules#endpointBdd`. Every fault of form is found in one pass, and
//! those of the graph if its bytes could be read.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use smithy_json_ast::Node as Value;

use super::super::fault::Fault;
use super::super::read::{condition, parameters, rule, version};
use super::super::reader::{At, finish};
use super::super::rules::{Outcome, Rule};
use super::Diagram;
use super::graph::{Graph, GraphFault, Node, Sizes, graph};

/// The bytes of a node: three numbers of four bytes each, the highest byte first.
const NODE_BYTES: usize = 12;

/// The diagram in a trait's value.
///
/// # Errors
/// Everything that does not have the form that the specification gives, and a graph with a
/// reference that leads nowhere or back.
pub(crate) fn read_diagram(value: &Value) -> Result<Diagram, Vec<Fault>> {
    let mut faults = Vec::new();
    let root = At::root(value);
    version(&root, 1, &mut faults);
    let parameters = parameters(&root, &mut faults);
    let conditions = root.require("conditions", &mut faults).and_then(|array| {
        let elements = array.elements(&mut faults)?;
        let read: Vec<_> = elements.iter().map(|c| condition(c, &mut faults)).collect();
        Some((elements.len(), read.into_iter().collect::<Option<Vec<_>>>()))
    });
    let results = root.require("results", &mut faults).and_then(|array| {
        let elements = array.elements(&mut faults)?;
        let read: Vec<_> = elements.iter().map(|r| result(r, &mut faults)).collect();
        Some((elements.len(), read.into_iter().collect::<Option<Vec<_>>>()))
    });
    let start = root.require("root", &mut faults).and_then(|r| integer(&r, &mut faults));
    let nodes = nodes(&root, &mut faults);
    let (Some((conditions_len, conditions)), Some((results_len, results))) = (conditions, results)
    else {
        return Err(faults);
    };
    let sizes = Sizes { conditions: conditions_len, results: results_len };
    let graph = start
        .zip(nodes)
        .and_then(|(start, nodes)| connected(&root, start, &nodes, sizes, &mut faults));
    let whole = || Some((parameters?, conditions?, results?, graph?));
    let diagram = whole().map(|(parameters, conditions, results, graph)| Diagram {
        parameters,
        conditions,
        results,
        graph,
    });
    finish(diagram, faults)
}

/// An endpoint or an error. Whether it holds is for the nodes to say.
fn result(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Rule> {
    let rule = rule(value, faults)?;
    if !rule.conditions.is_empty() {
        let fault = value.fault("a result of a diagram has no conditions of its own");
        faults.push(fault.help("move them to `conditions`, and ask for them in the nodes"));
    }
    if matches!(rule.outcome, Outcome::Tree(_)) {
        faults
            .push(value.fault("a result of a diagram is an endpoint or an error, and not a tree"));
    }
    Some(rule)
}

fn integer(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<i32> {
    let found = value.node.as_i64().and_then(|number| i32::try_from(number).ok());
    if found.is_none() {
        faults.push(value.fault("expected an integer of 32 bits"));
    }
    found
}

fn nodes(root: &At<'_>, faults: &mut Vec<Fault>) -> Option<Vec<Node>> {
    let count = root.require("nodeCount", faults).and_then(|c| integer(&c, faults).map(|n| (c, n)));
    let text = root.require("nodes", faults)?;
    let bytes = match STANDARD.decode(text.string(faults)?) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = error.to_string();
            faults.push(text.fault(format!("the nodes are not valid base64: {message}")));
            return None;
        }
    };
    let (count_at, count) = count?;
    let wanted = usize::try_from(count).ok().and_then(|count| count.checked_mul(NODE_BYTES));
    if wanted != Some(bytes.len()) {
        let message = format!(
            "`nodeCount` is {count}, but `nodes` has {} bytes, and a node has {NODE_BYTES}",
            bytes.len()
        );
        faults.push(count_at.fault(message));
        return None;
    }
    let (numbers, _) = bytes.as_chunks::<4>();
    let numbers: Vec<i32> = numbers.iter().map(|bytes| i32::from_be_bytes(*bytes)).collect();
    let (triples, _) = numbers.as_chunks::<3>();
    let node = |&[condition, high, low]: &[i32; 3]| Node { condition, high, low };
    Some(triples.iter().map(node).collect())
}

fn connected(
    root: &At<'_>,
    start: i32,
    nodes: &[Node],
    sizes: Sizes,
    faults: &mut Vec<Fault>,
) -> Option<Graph> {
    match graph(start, nodes, sizes) {
        Ok(graph) => Some(graph),
        Err(found) => {
            faults.extend(found.into_iter().map(|fault| match fault {
                GraphFault::Root(message) => Fault::new(&root.at.key("root"), message),
                GraphFault::Nodes(message) => Fault::new(&root.at.key("nodes"), message),
            }));
            None
        }
    }
}
