"""Renders an output as the XML of a response, in one of many ways that all mean the same."""

import base64
import datetime
import re

from values import UTC, timestamp

# What is no character of XML 1.0, section 2.2, not even by reference.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Plain:
    """Elements in the order of the model, with nothing between them."""

    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    namespaces = ' xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'

    def __init__(self, model):
        self.model = model

    def response(self, operation, value):
        """The body of the response of an operation."""
        tag = f"{operation}Response"
        members = self.members(self.model.end(operation, "output"), value)
        return f"{self.head}<{tag}{self.namespaces}><requestId>in-the-body</requestId>{members}</{tag}>"

    def members(self, shape, value):
        return "".join(self.elements(shape, value))

    def elements(self, shape, value):
        for name, member in shape["members"].items():
            if name in value:
                tag = member.get("traits", {}).get("smithy.api#xmlName", name)
                yield self.element(tag, self.content(member["target"], value[name]))

    def content(self, target, value):
        match self.model.kind(target):
            case "structure":
                return self.members(self.model.shapes[target], value)
            case "list":
                return self.items(self.model.shapes[target]["member"], value)
            case "string" | "enum":
                # Both sides read the text that XML can hold.
                return self.escape(FORBIDDEN.sub("?", value))
        return self.simple(value)

    def items(self, member, value):
        tag = member.get("traits", {}).get("smithy.api#xmlName", "member")
        return "".join(self.element(tag, self.content(member["target"], item)) for item in value)

    def simple(self, value):
        match value:
            case bool():
                return "true" if value else "false"
            case float():
                return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(str(value), str(value))
            case datetime.datetime():
                return timestamp(value)
            case bytes():
                return base64.b64encode(value).decode()
        return str(value)

    def escape(self, text):
        # XML turns line ends into one form; as a reference, they stay.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")

    def element(self, tag, content):
        return f"<{tag}>{content}</{tag}>"


class Odd(Plain):
    """What a reader must pass over: attributes, prefixes, comments, instructions, white space, unknown elements, other orders."""

    namespaces = ' xmlns="http://ec2.amazonaws.com/doc/2016-11-15/" xmlns:p="urn:p" xmlns:q=\'urn:q\''
    # Between elements, and between those of a structure.
    BETWEEN = ["", "", "", "\n    ", "\t", "<!-- <no> & ' -->", "<?pi <x> ?>", "\r\n"]
    UNKNOWN = [
        "<unknown/>", "<unknown>text &amp; <item>1</item></unknown>", '<p:unknown q:a="&lt;">\n<item/></p:unknown>',
        "<unknown><![CDATA[<item>]]></unknown>", "<unknown><!-- - --></unknown >",
    ]
    ATTRIBUTES = ["", "", "", ' a="1"', " p:a='<'".replace("<", "&lt;"), ' xmlns="urn:other"', "\n", ' a=">" xmlns:r="urn:r"']

    def __init__(self, model, numbers):
        super().__init__(model)
        self.numbers = numbers
        self.head = numbers.choice([Plain.head, "", "<?xml version='1.0'?>", Plain.head + "<!-- <no> -->\n<?pi?>"])

    def members(self, shape, value):
        elements = list(self.elements(shape, value))
        self.numbers.shuffle(elements)
        for _ in range(self.numbers.choice([0, 0, 1, 2])):
            elements.insert(self.numbers.randint(0, len(elements)), self.numbers.choice(self.UNKNOWN))
        return "".join(elements) + self.numbers.choice(self.BETWEEN)

    def element(self, tag, content):
        tag = self.numbers.choice(["", "", "", "p:"]) + tag
        attributes = self.numbers.choice(self.ATTRIBUTES)
        between = self.numbers.choice(self.BETWEEN)
        if not content and self.numbers.random() < 0.5:
            return f"{between}<{tag}{attributes}/>"
        return f"{between}<{tag}{attributes}>{content}</{tag}{self.numbers.choice(['', '', ' '])}>"

    def items(self, member, value):
        return super().items(member, value) + self.numbers.choice(self.BETWEEN)

    def escape(self, text):
        return "".join(map(self.character, text))

    def character(self, character):
        named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
        if character in "&<>\r" or self.numbers.random() < 0.2:
            forms = [f"&#{ord(character)};", f"&#x{ord(character):x};", f"&#x{ord(character):05X};"]
            return self.numbers.choice(forms + [named[character]] if character in named else forms)
        return character

    def simple(self, value):
        if isinstance(value, datetime.datetime) and 1000 <= value.year < 9999 and self.numbers.random() < 0.5:
            # The same moment elsewhere.
            minutes = self.numbers.choice([-720, -90, 0, 60, 345, 840])
            zone = datetime.timezone(datetime.timedelta(minutes=minutes))
            return value.astimezone(zone).isoformat()
        return super().simple(value)
