"""What an input is on the wire, as botocore and as our client say.

Botocore's serializer gives the parameters, and its `AWSRequest` their text. Method, path, and the body with all keys, values and
their order are the same, byte for byte, but for three differences of form:

space      botocore encodes forms as HTML does, with `+` for a space; ec2Query wants percent-encoding, and ours is `%20`. A `+` that
           is in a value is `%2B` for both, so each `+` in botocore's text is a space.
number     botocore writes a double as Python does, `1e+16`, ours as the official crate does, `1e16`. Ours must be a number in
           decimal or with an exponent, and be the same double, to the sign of zero; NaN and the infinities are the same text.
timestamp  botocore writes six digits of a fraction, and does not fill up years before 1000; Smithy's `date-time` is RFC 3339, with
           years of four digits and as many digits in the fraction as it takes. Ours must be botocore's with zeros put before the
           year and taken from the end of the fraction.
"""

import re
import struct
from collections import Counter

import botocore.awsrequest
import botocore.serialize

import cases
from service import service
from values import to_json

NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
TIMESTAMP = re.compile(r"(\d{1,4})(-\d\d-\d\dT\d\d%3A\d\d%3A\d\d)(?:\.(\d{6}))?Z")


class Requests:
    title, unit = "requests", "parameters"

    def __init__(self, model, client, seed):
        self.model, self.client, self.seed = model, client, seed
        self.service = service()
        self.serializer = botocore.serialize.create_serializer(self.service.metadata["protocol"], include_validation=False)
        # How often each difference of form was seen, and how many parameters were compared.
        self.forms, self.compared = Counter(), 0

    def cases(self, operation):
        return cases.cases(self.model, operation, "input", self.seed)

    def difference(self, operation, value):
        """What is not equal, as a text; None if all is."""
        ours = self.client.ask("encode", operation, to_json(value))
        if "error" in ours:
            return f"ours: {ours['error']}"
        serialized = self.serializer.serialize_to_request(value, self.service.operation_model(operation))
        theirs = botocore.awsrequest.AWSRequest(
            serialized["method"], "https://host" + serialized["url_path"], serialized["headers"], serialized["body"],
            serialized["query_string"]).prepare()
        if (ours["method"], "https://host" + ours["uri"]) != (theirs.method, theirs.url):
            return f"ours: {ours['method']} {ours['uri']}\ntheirs: {theirs.method} {theirs.url}"
        length = str(len(ours["body"].encode()))
        headers = {name: text.split(";")[0] for name, text in ours["headers"]}
        expected = {"content-type": theirs.headers["Content-Type"].split(";")[0]}
        # Botocore adds the length when it sends, whose spaces are shorter.
        if len(headers) != len(ours["headers"]) or headers not in (expected, expected | {"content-length": length}):
            return f"ours: headers {ours['headers']}, {length} bytes\ntheirs: {theirs.headers}"
        return self.body(ours["body"], theirs.body, serialized["body"])

    def body(self, ours, theirs, parameters):
        """The first parameter that is not equal."""
        self.compared += len(parameters)
        ours, theirs = ours.split("&"), theirs.split("&")
        for mine, other, raw in zip(ours, theirs, parameters.values()):
            if mine.split("=")[0] != other.split("=")[0] or not self.same(mine, other, raw):
                return f"ours: {mine[:400]}\ntheirs: {other[:400]}"
        if len(ours) != len(theirs):
            least = min(len(ours), len(theirs))
            return f"ours: {len(ours)} parameters, and then {ours[least:][:3]}\ntheirs: {len(theirs)}, and then {theirs[least:][:3]}"
        return None

    def same(self, mine, other, raw):
        """Whether our text of a parameter is botocore's but for the form."""
        mine, equals, other = mine.partition("=")[2], "=" in mine, other.partition("=")[2]
        if isinstance(raw, float):
            self.forms["number"] += mine != other
            return bool(NUMBER.fullmatch(mine)) and bits(float(mine)) == bits(raw)
        if timestamp := TIMESTAMP.fullmatch(other):
            self.forms["timestamp"] += mine != other
            year, rest, fraction = timestamp.groups()
            fraction = fraction.rstrip("0") if fraction else ""
            return mine == year.zfill(4) + rest + ("." + fraction if fraction else "") + "Z"
        self.forms["space"] += mine != other
        return equals and mine == other.replace("+", "%20")


def bits(number):
    return struct.pack("d", number)
