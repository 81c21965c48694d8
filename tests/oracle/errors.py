"""What an error response says, as botocore and as our client say: its code and its message.

Empty texts are left out, as botocore takes them for nothing: that, and what comes of several errors, is in rules.py.
"""

import random
from collections import Counter

from decoding import canonical
from rendering import FORBIDDEN, Odd, Plain
from values import STRINGS, random_string

CASES = 6


class Errors:
    title, unit = "error responses", "bytes"

    def __init__(self, responses):
        self.responses, self.client = responses, responses.client
        self.forms, self.compared = Counter(), 0

    def cases(self, operation):
        yield "nothing", (None, {})
        for n in range(CASES):
            name = f"{self.responses.seed} {operation} error {n}"
            numbers = random.Random(name)
            said = {}
            for member in "Code", "Message":
                text = FORBIDDEN.sub("?", numbers.choice([*STRINGS, random_string(numbers)]))
                if text and numbers.random() < 0.9:
                    said[member] = text
            yield f"random {n}", (name if n % 2 else None, said)

    def difference(self, operation, case):
        seed, said = case
        renderer = Plain(None) if seed is None else Odd(None, random.Random(seed))
        elements = [renderer.element(name, renderer.escape(text)) for name, text in said.items()]
        if seed is not None:
            elements = [renderer.numbers.choice(["", *Odd.UNKNOWN]), *reversed(elements), renderer.numbers.choice(Odd.BETWEEN)]
        errors = renderer.element("Errors", renderer.element("Error", "".join(elements)))
        body = f"{renderer.head}<Response{renderer.namespaces}>{errors}<RequestID>in-the-body</RequestID></Response>"
        self.compared += len(body.encode())
        theirs = self.theirs(operation, body)
        if canonical(theirs) != canonical(said):
            return f"made: {said}\ntheirs: {theirs}\nof: {body}"
        ours = self.client.ask("fail", operation, body)
        if canonical(ours.get("output", ours)) != canonical(theirs):
            return f"ours: {ours}\ntheirs: {theirs}\nof: {body}"
        return None

    def theirs(self, operation, body):
        """Code and message as botocore has them."""
        response = {"body": body.encode(), "headers": {}, "status_code": 400}
        shape = self.responses.service.operation_model(operation).output_shape
        error = self.responses.parser.parse(response, shape)["Error"]
        # An element without children is None or, where white space is in it, that.
        error = error if isinstance(error, dict) else {}
        return {name: text for name, text in error.items() if name in ("Code", "Message")}
