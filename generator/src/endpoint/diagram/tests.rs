//! Diagrams as users might write them: what is right leads where the specification says, what
//! is wrong gives exactly the faults that are in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use smithy_json_ast::Node;

use super::super::Plan;
use super::super::plan::{Decision, PlannedDiagram, PlannedOutcome, Value};
use super::graph::Next;
use super::{Step, check_diagram, read_diagram};

const TERMINAL: [i32; 3] = [-1, 1, -1];
const RESULT: i32 = 100_000_000;

const REGION: &str = r#"{ "fn": "isSet", "argv": [{ "ref": "Region" }] }"#;
const FIPS: &str = r#"{ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] }"#;

fn base64(nodes: &[[i32; 3]]) -> String {
    STANDARD.encode(nodes.iter().flatten().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>())
}

fn error(message: &str) -> String {
    format!(r#"{{ "type": "error", "conditions": [], "error": "{message}" }}"#)
}

fn node(json: &str) -> Node {
    let ast = smithy_json_ast::read(format!(
        r#"{{ "smithy": "2.0", "metadata": {{ "node": {json} }} }}"#
    ));
    ast.unwrap().metadata["node"].clone()
}

fn written(version: &str, parts: [&str; 2], root: i32, count: usize, nodes: &str) -> Node {
    let [conditions, results] = parts;
    node(&format!(
        r#"{{
            "version": "{version}",
            "parameters": {{
                "Region": {{ "type": "string" }},
                "UseFIPS": {{ "type": "boolean", "required": true, "default": false }}
            }},
            "conditions": [{conditions}], "results": [{results}],
            "root": {root}, "nodeCount": {count}, "nodes": "{nodes}"
        }}"#
    ))
}

fn plan(
    conditions: &[&str],
    results: &[&str],
    root: i32,
    nodes: &[[i32; 3]],
) -> Result<Plan, Vec<String>> {
    let results: Vec<String> = results.iter().map(|message| error(message)).collect();
    let parts = [&*conditions.join(", "), &*results.join(", ")];
    let read = read_diagram(&written("1.1", parts, root, nodes.len(), &base64(nodes)));
    let planned = read.and_then(|diagram| check_diagram(&diagram));
    planned.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn diagram(plan: &Plan) -> &PlannedDiagram {
    let Decision::Diagram(diagram) = &plan.decision else { panic!("{plan:?}") };
    diagram
}

/// The messages of the results, in order.
fn messages(diagram: &PlannedDiagram) -> Vec<&str> {
    let text = |outcome| match outcome {
        &PlannedOutcome::Error(Value::Text(ref text)) => text.as_str(),
        other => panic!("{other:?}"),
    };
    diagram.results.iter().map(|rule| text(&rule.outcome)).collect()
}

#[track_caller]
fn faults(found: Result<Plan, Vec<String>>, expected: &[&str]) {
    assert_eq!(found.map(|_| ()), Err(expected.iter().map(|f| (*f).to_owned()).collect()));
}

#[test]
fn the_bytes_of_the_official_test_model() {
    // From `bdd-valid` of Smithy's own tests: one node, true to result 1 and false to result 2.
    let parts = [FIPS, &format!("{}, {}", error("a"), error("b"))];
    let read = read_diagram(&written("1.1", parts, 2, 2, "/////wAAAAH/////AAAAAAX14QEF9eEC"));
    let graph = read.unwrap().graph;
    let step = Step { condition: 0, yes: Next::Result(0), no: Next::Result(1) };
    assert_eq!((graph.start, graph.steps.as_slice()), (Next::Step(0), [step].as_slice()));
}

#[test]
fn a_complement_swaps_the_branches_of_its_node_only() {
    // Node 2 is referred to with both signs; what its branches lead to keeps its own sign.
    let plan =
        plan(&[REGION, FIPS], &["a", "b"], 2, &[TERMINAL, [0, 3, -3], [1, RESULT + 1, RESULT + 2]])
            .unwrap();
    let swapped = |step: &Step| (step.condition, step.yes, step.no);
    let steps: Vec<_> = diagram(&plan).graph.steps.iter().map(swapped).collect();
    let (a, b) = (Next::Result(0), Next::Result(1));
    assert_eq!(steps, [(0, Next::Step(1), Next::Step(2)), (1, a, b), (1, b, a)]);
}

#[test]
fn three_references_mean_that_nothing_matches() {
    for nothing in [1, -1, RESULT] {
        let plan = plan(&[FIPS], &["a"], 2, &[TERMINAL, [0, RESULT + 1, nothing]]).unwrap();
        assert_eq!(diagram(&plan).graph.steps[0].no, Next::NoMatch, "{nothing}");
        let root = self::plan(&[], &[], nothing, &[TERMINAL]).unwrap();
        assert_eq!(diagram(&root).graph.start, Next::NoMatch, "{nothing}");
    }
}

#[test]
fn every_fault_of_the_graph_is_found() {
    let nodes = [[0, 0, 0], [1, 0, RESULT + 2], [-1, 7, -7], [0, 1, i32::MIN]];
    faults(
        plan(&[FIPS], &["a"], -3, &nodes),
        &[
            "the root -3 is negative, and a root must not be complemented (at `/root`)",
            "the first node must be the terminal, which is -1, 1, -1 (at `/nodes`)",
            "node 1 asks for condition 1, and there are 1, from 0 (at `/nodes`)",
            "node 1 has 0 as its high branch, but 0 refers to nothing (at `/nodes`)",
            "node 1 has 100000002 as its low branch, but that is result 2, and there are 1, from 1 (at `/nodes`)",
            "node 2 asks for condition -1, and there are 1, from 0 (at `/nodes`)",
            "node 2 has 7 as its high branch, but that is node 6, and there are 4, from 0 (at `/nodes`)",
            "node 2 has -7 as its low branch, but that is node 6, and there are 4, from 0 (at `/nodes`)",
            "node 3 has -2147483648 as its low branch, but that is node 2147483647, and there are 4, from 0 (at `/nodes`)",
        ],
    );
    for root in [0, 3, RESULT + 2] {
        let found = plan(&[FIPS], &["a"], root, &[TERMINAL, [0, 1, 1]]).unwrap_err();
        assert!(found[0].starts_with(&format!("the root is {root}, but ")), "{found:?}");
    }
}

#[test]
fn cycles_are_faults() {
    for nodes in [
        [TERMINAL, [0, 2, 1], [0, 1, 1]],
        [TERMINAL, [0, -2, 1], [0, 1, 1]],
        [TERMINAL, [0, 3, 1], [0, 1, 2]],
    ] {
        let found = plan(&[FIPS], &[], 2, &nodes).unwrap_err();
        assert!(found[0].contains("leads back to itself"), "{found:?}");
    }
    // A long path is none.
    let path = (0..100_000).map(|n| [0, n + 3, 1]);
    let nodes: Vec<_> = std::iter::once(TERMINAL).chain(path).chain([[0, 1, 1]]).collect();
    assert!(plan(&[FIPS], &[], 2, &nodes).is_ok());
}

#[test]
fn every_fault_of_form_is_found() {
    let results = r#"{ "type": "error", "conditions": [{ "fn": "isSet", "argv": ["a"] }], "error": "x" },
        { "type": "tree", "conditions": [], "rules": [{ "type": "error", "error": "x" }] }"#;
    let read = |node: &Node| -> Vec<String> {
        read_diagram(node).unwrap_err().iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        read(&written("1.0", [r#"{ "argv": [] }"#, results], 1, 2, &base64(&[TERMINAL]))),
        [
            "version `1.0` of the rules engine has none of this; 1.1 has (at `/version`)",
            "`fn` is missing (at `/conditions/0`)",
            "a result of a diagram has no conditions of its own (at `/results/0`); \
             move them to `conditions`, and ask for them in the nodes",
            "a result of a diagram is an endpoint or an error, and not a tree (at `/results/1`)",
            "`nodeCount` is 2, but `nodes` has 12 bytes, and a node has 12 (at `/nodeCount`)",
        ]
    );
    assert_eq!(
        read(&written("1.1", ["", ""], 1, 1, "@@@@")),
        ["the nodes are not valid base64: Invalid symbol 64, offset 0. (at `/nodes`)"]
    );
    assert_eq!(
        read(&node(r#"{ "root": 1.5, "nodeCount": 99999999999, "nodes": "" }"#)),
        [
            "`version` is missing (at ``)",
            "`parameters` is missing (at ``)",
            "`conditions` is missing (at ``)",
            "`results` is missing (at ``)",
            "expected an integer of 32 bits (at `/root`)",
            "expected an integer of 32 bits (at `/nodeCount`)",
        ]
    );
}

#[test]
fn what_not_every_path_has_found_cannot_be_read() {
    let assign = r#"{ "fn": "uriEncode", "argv": [{ "ref": "Region" }], "assign": "v" }"#;
    let reads = r#"{ "fn": "stringEquals", "argv": [{ "ref": "v" }, "x"] }"#;
    // UseFIPS skips the test of the region, and leads to the same place.
    let nodes = [TERMINAL, [2, 4, 3], [0, 4, 1], [1, 5, 1], [3, RESULT + 1, RESULT + 2]];
    faults(
        plan(&[REGION, assign, FIPS, reads], &["{Region} {v}", "{w} {v}"], 2, &nodes),
        &[
            "argument 1 of `uriEncode` must be a string, and this is a option<string> \
             (at `/conditions/1/argv/0`); prove that it has a value: test it with `isSet`, or \
             `assign` it, in a condition before",
            "`{Region}` must be a string, and this is a option<string> (at `/results/0/error`); \
             prove that it has a value: test it with `isSet`, or `assign` it, in a condition before",
            "`w` is neither a parameter nor assigned by a condition before (at `/results/1/error`)",
        ],
    );
    let nodes = [TERMINAL, [0, 3, 5], [1, 4, 1], [3, RESULT + 1, RESULT + 2], [2, 4, 1]];
    faults(
        plan(&[REGION, assign, FIPS, reads], &["a", "b {w}"], 2, &nodes),
        &[
            "not every path that leads here assigns `v` (at `/conditions/3/argv/0`); \
             ask for the condition that assigns it on each of them",
            "`w` is neither a parameter nor assigned by a condition before (at `/results/1/error`)",
        ],
    );
    let assign = r#"{ "fn": "uriEncode", "argv": ["a"], "assign": "Region" }"#;
    faults(
        plan(&[assign, FIPS], &[], 1, &[TERMINAL]),
        &[
            "`Region` is already a parameter, or another condition assigns it (at `/conditions/0/assign`)",
        ],
    );
}

#[test]
fn a_negated_test_proves_when_it_fails() {
    let not = format!(r#"{{ "fn": "not", "argv": [{REGION}] }}"#);
    let nodes = [TERMINAL, [0, 1, RESULT + 1]];
    assert!(plan(&[&not], &["{Region}"], 2, &nodes).is_ok());
    let swapped = [TERMINAL, [0, RESULT + 1, 1]];
    assert_eq!(plan(&[&not], &["{Region}"], 2, &swapped).unwrap_err().len(), 1);
}

#[test]
fn what_decides_nothing_goes() {
    let always = r#"{ "fn": "uriEncode", "argv": [{ "ref": "Region" }], "assign": "unread" }"#;
    let never = r#"{ "fn": "stringEquals", "argv": ["a", "b"] }"#;
    let plan = plan(
        &[REGION, always, never, FIPS, FIPS],
        &["never", "a", "b", "unused"],
        2,
        // If the region is set: encode it, ask what never holds, then for FIPS in vain.
        &[
            TERMINAL,
            [0, 3, RESULT + 2],
            [1, 4, RESULT + 1],
            [2, RESULT + 1, 5],
            [3, RESULT + 3, RESULT + 3],
            [4, RESULT + 4, 1],
        ],
    )
    .unwrap();
    let diagram = diagram(&plan);
    assert_eq!(messages(diagram), ["a", "b"]);
    let step = Step { condition: 0, yes: Next::Result(1), no: Next::Result(0) };
    assert_eq!((diagram.conditions.len(), diagram.graph.steps.as_slice()), (1, [step].as_slice()));
    let used: Vec<_> =
        plan.parameters.iter().filter(|p| p.used).map(|p| p.variable.name.as_str()).collect();
    assert_eq!(used, ["region"]);
}
