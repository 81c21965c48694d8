"""The part of a Smithy model that aws-sdk-ec2 was generated from, as its published source shows.

The models at hand are newer than the official crate. What it does not have (operations, members, values of enumerations) is
taken out of the model, so that both crates have the same surface and every difference between them is a fault.
"""

import json
import pathlib
import re

ENUM = "smithy.api#enumValue"


def local(shape_id):
    """The name of a shape, without its namespace."""
    return shape_id.split("#")[1]


def pascal(name):
    """A type's name: words as Smithy's `CaseUtils` finds them, each with one capital."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z\d])([A-Z])", r"\1_\2", name)
    return "".join(word[:1].upper() + word[1:].lower() for word in re.split(r"[_\-\s]+", name))


WHOLE = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"]


def snake(name):
    """A member's name: the words that smithy-rs finds, which are others than those of `pascal`."""
    words, current, special = [], "", True
    for i, c in enumerate(name):
        nxt = name[i + 1:i + 2]
        after = name[i + 2:i + 3]
        if not c.isalnum():
            words, current, special = words + [current], "", True
            continue
        if current:
            seen, rest = current.lower(), (current + name[i:]).lower()
            special = special and any(
                w.startswith(seen) and rest.startswith(w) and seen != w for w in WHOLE)
            last = current[-1]
            split = not special and (
                c.isupper() and (last.islower() or last.isdigit())
                or name == name.lower() and last.isdigit() and c.islower())
            plural = nxt == "s" and not after.islower()
            version = nxt == "v" and after.isdigit()
            if last.isupper() and c.isupper() and nxt.islower() and not plural and not version:
                split = True
            if split:
                words, current, special = words + [current], "", True
        current += c
    return "_".join(word.lower() for word in words + [current] if word)


class Official:
    """Fields and values of the types of the official crate, read from its source."""

    def __init__(self, root):
        self.source = source = pathlib.Path(root) / "src"
        self.fields, self.values = {}, {}
        for path in [*source.glob("types/_*.rs"), *source.glob("operation/*/_*.rs")]:
            text = path.read_text()
            if found := re.search(r"^pub struct (\w+) \{(.*?)^\}", text, re.M | re.S):
                self.fields[found[1]] = re.findall(r"^    pub (?:r#)?(\w+):", found[2], re.M)
            elif found := re.search(r"^pub struct (\w+) \{\}|^pub enum (\w+) ", text, re.M):
                name = found[1] or found[2]
                if found[1]:
                    self.fields[name] = []
                else:
                    self.values[name] = set(re.findall(r'^            "(.*)" => ', text, re.M))
        self.operations = {path.stem for path in (source / "operation").glob("*.rs")}


def load(model_path, official):
    """The model without what the official crate does not have, and what was taken out."""
    model = json.loads(pathlib.Path(model_path).read_text())
    shapes, drift = model["shapes"], []
    service = next(shape for shape in shapes.values() if shape["type"] == "service")
    ends = set()
    for reference in list(service["operations"]):
        name = local(reference["target"])
        operation = shapes[reference["target"]]
        if snake(name) not in official.operations:
            service["operations"].remove(reference)
            drift.append(name)
            continue
        for end, suffix in ("input", "Input"), ("output", "Output"):
            target = operation.get(end, {}).get("target", "smithy.api#Unit")
            if target in shapes:
                ends.add(target)
                keep(shapes[target], official.fields[pascal(name) + suffix], f"{name}{suffix}", drift)
    for shape_id, shape in shapes.items():
        name = pascal(local(shape_id))
        if shape["type"] == "structure" and name in official.fields and shape_id not in ends:
            keep(shape, official.fields[name], name, drift)
        if shape["type"] == "enum" and name in official.values:
            for member, value in list(shape["members"].items()):
                text = value.get("traits", {}).get(ENUM, member)
                if text not in official.values[name]:
                    del shape["members"][member]
                    drift.append(f"{name}: {text}")
    return model, drift


def keep(shape, fields, name, drift):
    """Leaves the members that have a field, and sees that there is one for each field, in order."""
    for member in list(shape["members"]):
        if snake(member) not in fields:
            del shape["members"][member]
            drift.append(f"{name}${member}")
    members = [snake(member) for member in shape["members"]]
    renamed = {"default_value": "default", "build_value": "build", "meta_value": "meta"}
    assert members == [renamed.get(field, field) for field in fields], (name, members, fields)
