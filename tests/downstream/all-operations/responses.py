"""Responses of every operation, rendered from the model."""

import random
from xml.sax.saxutils import escape

from model import ENUM

TEXTS = [
    "vpc-0a1b2c3d", "", " spaces  kept\n", "<&>\"'", "Grüße 日本 \U0001f980", "]]>", "a\tb\r\nc", "&amp;", "%20+", "0", "null",
    "x" * 300,
]
NUMBERS = {
    "boolean": ["true", "false"], "integer": ["0", "-1", "2147483647", "-2147483648", "+7", "007"],
    "long": ["0", "9223372036854775807", "-9223372036854775808"],
    "float": ["0.1", "NaN", "-Infinity", "1e30", "3"], "double": ["0.1", "NaN", "Infinity", "-1.5e-300", "1E5"],
    "timestamp": [
        "2026-11-26T08:55:45Z", "2026-11-26T08:55:45.123456789Z", "1969-12-31t23:59:59.5z", "2026-11-26T08:55:45+02:30",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"],
    "blob": ["", "AA==", "aGVsbG8gd29ybGQ="],
}


class Renderer:
    """Renders one response. Values differ from call to call; `sparse` leaves out a share of the members."""

    def __init__(self, shapes, seed, sparse=0.0, odd=False):
        self.shapes, self.random, self.sparse, self.odd = shapes, random.Random(seed), sparse, odd
        self.count = seed

    def text(self, options):
        self.count += 1
        return options[self.count % len(options)]

    def element(self, tag, content):
        if not self.odd:
            return f"<{tag}>{content}</{tag}>"
        # What a reader must not stumble over: prefixes, attributes, comments, unknown elements, empty elements in short.
        prefix = self.random.choice(["", "", "p:"])
        attribute = self.random.choice(["", ' x="1"', " p:y='<>&quot;'".replace("<", "&lt;"), "\n"])
        before = self.random.choice(["", "", "<!-- <no> -->", "<unknown><item>1</item></unknown>", "\n  ", "<?pi x?>"])
        if not content and self.random.random() < 0.5:
            return f"{before}<{prefix}{tag}{attribute}/>"
        return f"{before}<{prefix}{tag}{attribute}>{content}</{prefix}{tag}>"

    def members(self, shape, depth):
        members = list(shape["members"].items())
        if self.odd:
            members.reverse()
        parts = []
        for name, member in members:
            if self.random.random() < self.sparse:
                continue
            tag = member.get("traits", {}).get("smithy.api#xmlName", name)
            parts.append(self.element(tag, self.value(member["target"], depth)))
            if self.odd and self.random.random() < 0.05:
                parts.append(parts[-1])
        return "".join(parts)

    def value(self, target, depth):
        shape = self.shapes[target]
        kind = shape["type"]
        if kind == "structure":
            return self.members(shape, depth + 1)
        if kind == "list":
            member = shape["member"]
            tag = member.get("traits", {}).get("smithy.api#xmlName", "member")
            length = 2 if depth < 2 else 1
            if self.sparse:
                length = self.random.choice([0, 1, 2]) if depth < 3 else self.random.choice([0, 1])
            return "".join(self.element(tag, self.value(member["target"], depth)) for _ in range(length))
        if kind == "enum":
            values = [value["traits"].get(ENUM, name) for name, value in shape["members"].items()]
            return escape(self.text(values + ["of-a-later-version", ""]))
        options = TEXTS if kind == "string" else NUMBERS[kind]
        return escape(self.text(options))


def write(out, shapes, operations):
    """Writes `<operation>.<variant>.xml` for each operation."""
    out.mkdir(parents=True, exist_ok=True)
    for name, operation in operations.items():
        target = operation.get("output", {}).get("target", "")
        shape = shapes.get(target, {"members": {}})
        variants = {
            "full": Renderer(shapes, len(name)),
            "odd": Renderer(shapes, len(name) + 5, odd=True),
            **{f"sparse{n}": Renderer(shapes, len(name) + 7 * n, 0.3 + 0.1 * n, odd=n % 2 == 1) for n in range(1, 5)},
        }
        for variant, renderer in variants.items():
            body = renderer.members(shape, 0)
            (out / f"{name}.{variant}.xml").write_text(
                f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'
                f' xmlns:p="urn:p"><requestId>body-id</requestId>{body}</{name}Response>\n', newline="")
