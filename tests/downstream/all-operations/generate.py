"""Writes a program that calls every operation, from a model: see `run`.

    generate.py MODEL OFFICIAL OUT

MODEL is a Smithy model of EC2, OFFICIAL the folder of aws-sdk-ec2's source, OUT a folder for `model.json` (what both crates
have of the model), `responses` and `generated` (modules of the program).
"""

import json
import pathlib
import sys

import responses
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


def main(model, official, out):
    out = pathlib.Path(out)
    model, drift = load(model, Official(official))
    shapes = model["shapes"]
    (out / "generated").mkdir(parents=True, exist_ok=True)
    (out / "model.json").write_text(json.dumps(model))
    print(f"left out of the model, as the official crate does not have it: {len(drift)} operations, members and values")
    service = next(shape for shape in shapes.values() if shape["type"] == "service")
    names = sorted(local(reference["target"]) for reference in service["operations"])
    operations = {name: next(s for i, s in shapes.items() if s["type"] == "operation" and local(i) == name) for name in names}
    program = Program(shapes)
    use = "#![allow(clippy::all, unused_imports, unused_variables, deprecated)]\nuse crate::prelude::*;\n"
    parts = [names[start:start + PART] for start in range(0, len(names), PART)]
    for number, part in enumerate(parts):
        text = use + "use super::structures::*;\n\n" + "".join(program.operation(name, operations[name]) for name in part)
        text += "pub const ALL: &[(&str, Call)] = &[\n" + "".join(
            f"    ({json.dumps(name)}, {snake(name)}),\n" for name in part) + "];\n"
        (out / "generated" / f"part{number}.rs").write_text(text)
    (out / "generated" / "structures.rs").write_text(use + "\n" + "\n".join(program.structures.values()))
    (out / "generated" / "mod.rs").write_text(
        use + "mod structures;\n" + "".join(f"mod part{n};\n" for n in range(len(parts)))
        + f"pub const ALL: &[&[(&str, Call)]] = &[{', '.join(f'part{n}::ALL' for n in range(len(parts)))}];\n")
    responses.write(out / "responses", shapes, operations)
    print(f"{len(names)} operations, {len(program.structures)} structures of requests")


if __name__ == "__main__":
    main(*sys.argv[1:])
