"""Writes a program that calls every operation, from a model: see `run`.

    generate.py MODEL OFFICIAL OUT

MODEL is a Smithy model of EC2, OFFICIAL the folder of aws-sdk-ec2's source, OUT a folder for `model.json` (what both crates
have of the model), `responses` and `generated` (modules of the program).
"""

import json
import pathlib
import sys

import polling
import responses
import surface
from model import ENUM, Official, load, local, pascal, snake

PART = 24
CALLS = {
    "string": "v.string()", "boolean": "v.boolean()", "integer": "v.integer()", "long": "v.long()", "float": "v.float()",
    "double": "v.double()", "timestamp": "v.timestamp()", "blob": "v.blob()",
}


class Program:
    def __init__(self, shapes):
        self.shapes, self.structures = shapes, {}

    def value(self, target, wrap):
        """An expression of a value: of an optional one, or (`wrap`) of a closure that makes one."""
        shape = self.shapes[target]
        kind = shape["type"]
        if kind == "structure":
            make = self.make(target)
            return make if wrap else f"v.some({make})"
        if kind == "enum":
            known = [value["traits"].get(ENUM, name) for name, value in shape["members"].items()]
            known = "&" + json.dumps(known, ensure_ascii=False)
            name = pascal(local(target))
            return f"|v| v.one_of({known}).into()" if wrap else f"v.variant({known}).map(types::{name}::from)"
        if kind == "list":
            return f"v.list({self.value(shape['member']['target'], True)})"
        call = CALLS[kind]
        return f"|v| {call.replace('()', '_value()')}" if wrap else call

    def make(self, target):
        """The name of the function that makes a structure."""
        if target not in self.structures:
            name = pascal(local(target))
            self.structures[target] = None
            setters = self.setters(target)
            self.structures[target] = (
                f"pub fn make_{snake(name)}(v: &mut Values) -> types::{name} {{\n"
                f"    types::{name}::builder(){setters}.build()\n}}\n")
        return f"make_{snake(pascal(local(target)))}"

    def setters(self, target):
        members = self.shapes[target]["members"] if target in self.shapes else {}
        return "".join(
            f"\n        .set_{snake(member)}({self.value(m['target'], False)})" for member, m in members.items())

    def operation(self, name, operation):
        target = operation.get("input", {}).get("target", "")
        members = list(self.shapes[target]["members"]) if target in self.shapes else []
        module = snake(name)
        return (
            f"fn {module}(client: &Client, v: &mut Values, run: &mut Run) {{\n"
            f"    let call = client.{module}(){self.setters(target)};\n"
            f"    let input = call.as_input().clone();\n"
            f"    run.shown(&call.as_input());\n"
            f"    let input = input.build().unwrap();\n"
            f"    run.case({json.dumps(name)}, &{json.dumps(members)}, &operation::{module}::{name}::new(), &input, Input::erase(input.clone()));\n"
            f"    run.send(|| Box::pin(async move {{ call.send().await.err().map(|e| e.to_string()) }}));\n"
            "}\n\n")


class Modules:
    """Writes modules, of which a root knows all; long lists of functions are spread over several."""

    def __init__(self, folder, use):
        self.folder, self.use, self.names, self.lists = folder, use, [], []

    def module(self, name, text):
        (self.folder / f"{name}.rs").write_text(self.use + text)
        self.names.append(name)

    def parts(self, prefix, kind, texts, functions):
        modules = []
        for start in range(0, len(texts), PART):
            modules.append(f"{prefix}{start // PART}")
            listed = ", ".join(functions[start:start + PART])
            self.module(modules[-1], "use super::structures::*;\n\n" + "".join(texts[start:start + PART])
                        + f"pub const ALL: &[{kind}] = &[{listed}];\n")
        self.lists.append(f"pub const {prefix.upper()}S: &[&[{kind}]] = &[{', '.join(f'{m}::ALL' for m in modules)}];\n")

    def root(self):
        (self.folder / "mod.rs").write_text(
            self.use + "".join(f"pub mod {name};\n" for name in self.names) + "".join(self.lists))


def structures(names, operations, shapes):
    """Path and members of every structure of the crates: those in `types`, inputs, outputs."""
    ends = {o[end]["target"] for o in operations.values() for end in ("input", "output") if end in o}
    nested, queue = set(), [t["target"] for end in ends if end in shapes for t in shapes[end]["members"].values()]
    while queue:
        target = queue.pop()
        shape = shapes[target]
        if target not in nested:
            nested.add(target)
            queue += [m["target"] for m in shape.get("members", {}).values() if "target" in m and shape["type"] == "structure"]
            queue += [shape["member"]["target"]] if shape["type"] == "list" else []
    for target in sorted(nested):
        if shapes[target]["type"] == "structure":
            yield f"types::{pascal(local(target))}", shapes[target]["members"]
    for name in names:
        for end, suffix in ("input", "Input"), ("output", "Output"):
            target = operations[name].get(end, {}).get("target", "")
            members = shapes[target]["members"] if target in shapes else {}
            yield f"operation::{snake(name)}::{pascal(name)}{suffix}", members


def main(model, official, out):
    out = pathlib.Path(out)
    official = Official(official)
    model, drift = load(model, official)
    shapes = model["shapes"]
    (out / "generated").mkdir(parents=True, exist_ok=True)
    (out / "model.json").write_text(json.dumps(model))
    print(f"left out of the model, as the official crate does not have it: {len(drift)} operations, members and values")
    service = next(shape for shape in shapes.values() if shape["type"] == "service")
    names = sorted(local(reference["target"]) for reference in service["operations"])
    operations = {name: next(s for i, s in shapes.items() if s["type"] == "operation" and local(i) == name) for name in names}
    program = Program(shapes)
    use = "#![allow(clippy::all, unused_imports, unused_variables, deprecated)]\nuse crate::prelude::*;\n"
    write = Modules(out / "generated", use)
    write.parts("call", "Call", [program.operation(name, operations[name]) for name in names], [snake(name) for name in names])
    checks, functions = [], []
    for path, members in structures(names, operations, shapes):
        functions.append("check_" + path.replace("::", "_").lower())
        checks.append(surface.structure(path, members, program, functions[-1]))
    write.parts("check", "Check", checks, functions)
    enums = [surface.enumeration(pascal(local(i)), s) for i, s in shapes.items() if s["type"] == "enum" and pascal(local(i)) in official.values]
    write.module("enums", "pub fn all(run: &mut Run) {\n" + "".join(enums) + "}\n")
    write.module("paginators", polling.paginators(names, operations, shapes, official))
    write.module("waiters", polling.waiters(names, operations, shapes, official))
    write.module("structures", "\n".join(program.structures.values()))
    write.root()
    responses.write(out / "responses", shapes, operations)
    print(f"{len(names)} operations, {len(program.structures)} structures of requests")


if __name__ == "__main__":
    main(*sys.argv[1:])
