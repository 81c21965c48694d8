"""Code that goes through every method of every structure, builder and enumeration."""

import json

from model import ENUM, local, pascal, snake

ESCAPED = {"type", "return", "match", "default_value"}


def method(member):
    """The name of a getter or setter in code."""
    name = snake(member)
    reserved = {"default": "default_value", "build": "build_value"}
    return reserved.get(name) or (f"r#{name}" if name in ESCAPED else name)


def structure(path, members, program, function):
    """A function that sets each member by its own setter, and prints each getter of builder and structure."""
    chain = setters(members, program)
    text = f"fn {function}(v: &mut Values, run: &mut Run) {{\n    let builder = {path}::builder(){chain};\n"
    text += "".join(f"    run.line({json.dumps(m)}, builder.get_{snake(m)}());\n" for m in members)
    built = "builder.build().unwrap()" if path.startswith("operation") and path.endswith("Input") else "builder.build()"
    text += f"    run.line({json.dumps(path)}, &builder);\n    let value = {built};\n"
    text += "".join(f"    run.line({json.dumps(m)}, &value.{method(m)}());\n" for m in members)
    return text + "    run.line(\"equal\", &(value.clone() == value));\n}\n\n"


def setters(members, program):
    """Calls of the setters of single values; a list's appends, so it is called twice."""
    chain = ""
    for member, definition in members.items():
        target = definition["target"]
        shape = program.shapes[target]
        if shape["type"] == "list":
            one = f".{method(member)}({value(shape['member']['target'], program)})"
            chain += "\n        " + one + one
        else:
            chain += f"\n        .{method(member)}({value(target, program)})"
    return chain


def value(target, program):
    """An expression of one value."""
    expression = program.value(target, True)
    if expression.startswith("|v| "):
        expression = expression.removeprefix("|v| ")
        return expression.replace(".into()", "") and (
            f"types::{pascal(local(target))}::from({expression.removesuffix('.into()')})"
            if program.shapes[target]["type"] == "enum" else expression)
    return f"{expression}(v)"


def enumeration(name, shape):
    values = sorted(v["traits"].get(ENUM, n) for n, v in shape["members"].items())
    return f"    check_enum!(types::{name}, {json.dumps(values, ensure_ascii=False)}, run);\n"
