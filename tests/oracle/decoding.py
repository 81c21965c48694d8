"""What a response holds, as botocore and as our client say.

A value is made from the model and rendered; botocore's parser must find that value, and so must our client. Both give JSON, named as
in the model. One thing is known to differ, and is put into the expectation:

required   clients that Smithy's generators make fill a required member that a nested structure lacks, so that programs can rely
           on it ("client error correction"); botocore leaves it out. Ours, like the official crate, fills it.

Where the official crate reads a response in another way than botocore, or refuses it, that way is ours: see rules.py.
"""

import json
import random
from collections import Counter

import botocore.parsers

import cases
from rendering import FORBIDDEN, Odd, Plain
from service import service
from values import to_json

# Smithy's specification, "Client error correction".
FILLED = {"boolean": False, "integer": 0, "long": 0, "double": 0.0, "float": 0.0, "string": "", "list": [], "structure": {}}


class Responses:
    title, unit = "responses", "bytes"

    def __init__(self, model, client, seed):
        self.model, self.client, self.seed = model, client, seed
        self.service = service()
        self.parser = botocore.parsers.create_parser(self.service.metadata["protocol"])
        self.forms, self.compared = Counter(), 0

    def cases(self, operation):
        for name, value in cases.cases(self.model, operation, "output", self.seed):
            yield f"{name}, plain", (None, value)
            yield f"{name}, odd", (f"{self.seed} {operation} {name}", value)

    def difference(self, operation, case):
        seed, value = case
        renderer = Plain(self.model) if seed is None else Odd(self.model, random.Random(seed))
        body = renderer.response(operation, value)
        self.compared += len(body.encode())
        shape = self.model.end(operation, "output")
        made = self.rendered(value)
        theirs = to_json(self.theirs(operation, body))
        if canonical(theirs) != canonical(made):
            return f"made: {made}\ntheirs: {theirs}\nof: {body}"
        ours = self.client.ask("decode", operation, body)
        expected = self.corrected(shape, theirs, nested=False)
        self.forms["required"] += expected != theirs
        if "error" in ours or canonical(ours["output"]) != canonical(expected):
            return f"ours: {ours.get('output', ours)}\ntheirs: {expected}\nof: {body}"
        return None

    def theirs(self, operation, body):
        """What botocore makes of a body."""
        response = {"body": body.encode(), "headers": {}, "status_code": 200}
        parsed = self.parser.parse(response, self.service.operation_model(operation).output_shape)
        parsed.pop("ResponseMetadata", None)
        return parsed

    def rendered(self, value):
        """The value as JSON, with what XML cannot hold replaced as in the rendering."""
        match value:
            case dict():
                return {name: self.rendered(member) for name, member in value.items()}
            case list():
                return [self.rendered(item) for item in value]
            case str():
                return FORBIDDEN.sub("?", value)
        return to_json(value)

    def corrected(self, shape, value, nested=True):
        """The value with the required members of nested structures that it lacks."""
        filled = {}
        for name, member in shape["members"].items():
            required = nested and "smithy.api#required" in member.get("traits", {})
            if name in value or required:
                missing = FILLED[self.model.kind(member["target"])] if name not in value else value[name]
                filled[name] = self.below(member["target"], missing)
        return filled

    def below(self, target, value):
        match self.model.kind(target):
            case "structure":
                return self.corrected(self.model.shapes[target], value)
            case "list":
                item = self.model.shapes[target]["member"]["target"]
                return [self.below(item, one) for one in value]
        return value


def canonical(value):
    """JSON, in which 1 is not 1.0, and 0.0 not -0.0; members in any order."""
    return json.dumps(value, sort_keys=True)
