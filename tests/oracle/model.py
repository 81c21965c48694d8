"""A Smithy model as far as cases are made from it: shapes, and inputs and outputs of operations."""

import json
import pathlib


class Model:
    def __init__(self, path):
        self.shapes = json.loads(pathlib.Path(path).read_text())["shapes"]
        service = next(shape for shape in self.shapes.values() if shape["type"] == "service")
        ids = [reference["target"] for reference in service["operations"]]
        # In the order of their names, whatever that of the model is.
        self.operations = {i.split("#")[1]: self.shapes[i] for i in sorted(ids, key=lambda i: i.split("#")[1])}

    def end(self, operation, end):
        """The structure that is the `input` or `output` of an operation; one without members if it has none."""
        target = self.operations[operation].get(end, {}).get("target")
        return self.shapes.get(target, {"type": "structure", "members": {}})

    def kind(self, target):
        """The type of a shape, also of those of Smithy's prelude: `smithy.api#PrimitiveBoolean` is a boolean."""
        if target in self.shapes:
            return self.shapes[target]["type"]
        return target.split("#")[1].removeprefix("Primitive").lower()

    def known(self, target):
        """What an enumeration is on the wire."""
        members = self.shapes[target]["members"]
        return [member.get("traits", {}).get("smithy.api#enumValue", name) for name, member in members.items()]
