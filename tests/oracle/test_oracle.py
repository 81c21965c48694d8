"""That the comparison sees what it is there for: faults are put into what our client answers."""

import datetime
import math
import random
import unittest
from xml.etree import ElementTree

import cases
from decoding import Responses
from encoding import Requests
from errors import Errors
from model import Model
from rendering import Odd, Plain
from rules import Rules
from shrink import smallest

class Answer:
    """A client that always gives the same answer."""

    def __init__(self, **answer):
        self.answer = answer

    def ask(self, what, operation, value):
        return self.answer


def difference(operation, value, body, **parts):
    request = {"method": "POST", "uri": "/", "headers": [["content-type", "application/x-www-form-urlencoded"]],
               "body": f"Action={operation}&Version=2016-11-15{body}"}
    return Requests(None, Answer(**request | parts), 1).difference(operation, value)


class Small(Model):
    """A part of the model of EC2; and a structure with required members, which is not in it."""

    def __init__(self):
        def member(target, name, **traits):
            return {"target": target, "traits": {"smithy.api#xmlName": name} | {f"smithy.api#{trait}": {} for trait in traits}}

        self.operations = {"CreateVolume": {"input": {"target": "#Volume"}, "output": {"target": "#Volume"}}}
        self.shapes = {
            "#String": {"type": "string"}, "#Time": {"type": "timestamp"},
            "#Volume": {"type": "structure", "members": {
                "VolumeId": member("#String", "volumeId"), "Size": member("smithy.api#Integer", "size"),
                "CreateTime": member("#Time", "createTime"), "Tags": member("#Tags", "tagSet")}},
            "#Tags": {"type": "list", "member": member("#Tag", "item")},
            "#Tag": {"type": "structure", "members": {"Key": member("#String", "key"), "Value": member("#String", "value")}},
            "#Range": {"type": "structure", "members": {
                "Min": member("smithy.api#Integer", "min", required=True), "Max": member("smithy.api#Integer", "max"),
                "Inner": member("#Range2", "inner", required=True)}},
            "#Range2": {"type": "structure", "members": {"Names": member("#Tags", "names", required=True)}},
            "#Top": {"type": "structure", "members": {
                "Required": member("#String", "required", required=True), "Range": member("#Range", "range")}},
        }


class Comparison(unittest.TestCase):
    TAGS = {"Resources": ["a b", "c+d"], "Tags": [{"Key": "k", "Value": ""}]}
    BODY = "&ResourceId.1=a%20b&ResourceId.2=c%2Bd&Tag.1.Key=k&Tag.1.Value="

    def test_equal(self):
        self.assertIsNone(difference("CreateTags", self.TAGS, self.BODY))
        headers = [["content-type", "application/x-www-form-urlencoded; charset=utf-8"]]
        self.assertIsNone(difference("CreateTags", self.TAGS, self.BODY, headers=headers))

    def test_unequal(self):
        for old, new in [
            ("ResourceId.1", "ResourceID.1"), ("ResourceId.2=c%2Bd", "ResourceId.2=c+d"), ("a%20b", "a+b"), ("a%20b", "a%20b%20"),
            ("&Tag.1.Value=", ""), ("&Tag.1.Value=", "&Tag.1.Value"), ("&Tag.1.Key=k&Tag.1.Value=", "&Tag.1.Value=&Tag.1.Key=k"),
            ("%2B", "%2b"), ("&Tag.1.Value=", "&Tag.1.Value=&DryRun=true"),
        ]:
            self.assertIn(old, self.BODY)
            self.assertIsNotNone(difference("CreateTags", self.TAGS, self.BODY.replace(old, new)), new)

    def test_parts(self):
        for part in [
            {"method": "GET"}, {"uri": "/?a"}, {"headers": []}, {"headers": [["content-type", "application/xml"]]},
            {"headers": [["content-type", "application/x-www-form-urlencoded"], ["content-length", "1"]]},
            {"headers": [["content-type", "application/x-www-form-urlencoded"], ["x-extra", "1"]]}, {"error": "no"},
        ]:
            self.assertIsNotNone(difference("CreateTags", self.TAGS, self.BODY, **part), part)

    def test_numbers(self):
        def bid(number, text):
            return difference("ModifyFleet", {"TargetCapacitySpecification": {}, "LaunchTemplateConfigs": [
                {"Overrides": [{"Priority": number}]}]}, f"&LaunchTemplateConfig.1.Overrides.1.Priority={text}")

        for number, text in [
            (0.1, "0.1"), (1e16, "1e16"), (1.0, "1.0"), (-0.0, "-0.0"), (math.nan, "NaN"), (-math.inf, "-Infinity"),
        ]:
            self.assertIsNone(bid(number, text), text)
        for number, text in [
            (0.1, "0.10000000000000002"), (-0.0, "0.0"), (1e16, "1E16"), (1e16, "1e%2B16"), (math.nan, "nan"), (math.inf, "inf"),
            (1e308, "Infinity"), (1.0, "1_0e-1"), (1.0, ""),
        ]:
            self.assertIsNotNone(bid(number, text), text)

    def test_timestamps(self):
        def until(text, *fraction, year=2026):
            moment = datetime.datetime(year, 1, 2, 3, 4, 5, *fraction, tzinfo=datetime.timezone.utc)
            return difference("RequestSpotInstances", {"ValidUntil": moment}, f"&ValidUntil={text}")

        self.assertIsNone(until("2026-01-02T03%3A04%3A05Z"))
        self.assertIsNone(until("2026-01-02T03%3A04%3A05.5Z", 500000))
        self.assertIsNone(until("0007-01-02T03%3A04%3A05.000001Z", 1, year=7))
        for text in ["2026-01-02T03%3A04%3A05Z", "2026-01-02T03%3A04%3A05.50Z", "2026-01-02T03%3A04%3A05.500000Z",
                     "2026-01-02T03%3A04%3A05.6Z", "2026-01-02T03:04:05.5Z", "2026-01-02T03%3A04%3A05.5%2B00%3A00"]:
            self.assertIsNotNone(until(text, 500000), text)


class Reading(unittest.TestCase):
    TIME = datetime.datetime(2026, 1, 2, 3, 4, 5, 600000, tzinfo=datetime.timezone.utc)
    MADE = {"VolumeId": "a\rb ", "Size": 1, "CreateTime": TIME, "Tags": [{"Key": "<&>"}, {}]}
    SAID = {"VolumeId": "a\rb ", "Size": 1, "CreateTime": "2026-01-02T03:04:05.6Z", "Tags": [{"Key": "<&>"}, {}]}

    def difference(self, said, made=MADE, seed=None):
        return Responses(Small(), Answer(output=said), 1).difference("CreateVolume", (seed, made))

    def test_equal(self):
        for seed in [None, *range(50)]:
            self.assertIsNone(self.difference(self.SAID, seed=seed), seed)

    def test_unequal(self):
        for change in [
            {"VolumeId": "a\nb "}, {"VolumeId": "a\rb"}, {"Size": 2}, {"Size": "1"}, {"Size": 1.0},
            {"CreateTime": "2026-01-02T03:04:05Z"}, {"Tags": [{"Key": "<&>"}]}, {"Tags": [{}, {"Key": "<&>"}]}, {"Tags": [{"Key": "<&>"}, None]}, {"More": 1},
        ]:
            self.assertIsNotNone(self.difference(self.SAID | change), change)
        for name in self.SAID:
            less = {other: self.SAID[other] for other in self.SAID if other != name}
            self.assertIsNotNone(self.difference(less), name)
        self.assertIsNotNone(Responses(Small(), Answer(error="no"), 1).difference("CreateVolume", (None, self.MADE)))

    def test_required(self):
        responses = Responses(Small(), None, 1)
        shape = responses.model.shapes["#Top"]
        self.assertEqual(responses.corrected(shape, {}, nested=False), {})
        filled = {"Range": {"Min": 0, "Inner": {"Names": []}}}
        self.assertEqual(responses.corrected(shape, {"Range": {}}, nested=False), filled)
        known = {"Range": {"Min": 7, "Max": 8, "Inner": {"Names": [{"Key": "k"}]}}, "Required": "r"}
        self.assertEqual(responses.corrected(shape, known, nested=False), known)

    def test_errors(self):
        responses = Responses(Small(), Answer(output={"Code": "c", "Message": "m&m"}), 1)
        for seed in [None, *range(50)]:
            self.assertIsNone(Errors(responses).difference("CreateVolume", (seed, {"Code": "c", "Message": "m&m"})), seed)
            self.assertIsNotNone(Errors(responses).difference("CreateVolume", (seed, {"Code": "c"})))
            self.assertIsNotNone(Errors(responses).difference("CreateVolume", (seed, {"Code": "c", "Message": "m"})))

    def test_rules(self):
        """A rule fails when either side is not as it says."""
        responses = Responses(Small(), Answer(output={"Size": 1}), 1)
        rules = Rules(responses, Errors(responses))
        body = "<CreateVolumeResponse><size>1</size></CreateVolumeResponse>"
        self.assertIsNone(rules.difference("CreateVolume", ("decode", body, {"Size": 1}, {"Size": 1})))
        self.assertIsNotNone(rules.difference("CreateVolume", ("decode", body, {"Size": 2}, {"Size": 1})))
        self.assertIsNotNone(rules.difference("CreateVolume", ("decode", body, {"Size": 1}, {"Size": 2})))
        self.assertEqual([row for row in rules.rows if row[4] == row[5]], [])


class Making(unittest.TestCase):
    def test_cases(self):
        made = dict(cases.cases(Small(), "CreateVolume", "input", 1))
        self.assertEqual(made["none"], {})
        self.assertEqual([len(made[f"all, lists of {n}"]["Tags"]) for n in (0, 1, 3)], [0, 1, 3])
        self.assertEqual(made["one: Tags"], {"Tags": []})
        self.assertEqual(made["one: Tags.0"], {"Tags": [{}]})
        self.assertEqual(list(made["one: Tags.0.Value"]["Tags"][0]), ["Value"])
        # Each text in each place.
        rounds = [value for name, value in made.items() if name.startswith("all, values")]
        for place in lambda value: value["VolumeId"], lambda value: value["Tags"][0]["Value"]:
            self.assertEqual({place(value) for value in rounds}, set(cases.values.STRINGS))
        self.assertEqual(str(made), str(dict(cases.cases(Small(), "CreateVolume", "input", 1))))
        self.assertNotEqual(str(made), str(dict(cases.cases(Small(), "CreateVolume", "input", 2))))

    def test_odd_responses(self):
        """Are XML, and hold all that there is to pass over."""
        bodies = [Odd(Small(), random.Random(n)).response("CreateVolume", Reading.MADE) for n in range(200)]
        for body in bodies:
            ElementTree.fromstring(body.encode())
        rest = ["<p:", "/>", "&#x0003C;", "&lt;", "&#13;", "+01:00", "-12:00", "</item >"]
        for part in [*Odd.UNKNOWN, *Odd.BETWEEN, *Odd.ATTRIBUTES, *rest]:
            self.assertTrue(any(part in body for body in bodies), part)
        plain = Plain(Small()).response("CreateVolume", Reading.MADE)
        self.assertTrue(plain.endswith(
            "<requestId>in-the-body</requestId><volumeId>a&#13;b </volumeId><size>1</size>"
            "<createTime>2026-01-02T03:04:05.6Z</createTime><tagSet><item><key>&lt;&amp;&gt;</key></item><item></item></tagSet></CreateVolumeResponse>"), plain)


class Shrinking(unittest.TestCase):
    def test_smallest(self):
        case = {"A": ["x", "yyé", "z"], "B": {"C": [{"D": 1, "E": 2}, {"D": 3}]}, "F": True}
        self.assertEqual(smallest(case, lambda c: "é" in str(c.get("A"))), {"A": ["é"]})
        self.assertEqual(smallest(case, lambda c: "3" in str(c)), {"B": {"C": [{"D": 3}]}})
        self.assertEqual(smallest(("style", case), lambda c: "3" in str(c[1])), ("style", {"B": {"C": [{"D": 3}]}}))


if __name__ == "__main__":
    unittest.main()
