"""Responses that botocore and the official Rust crate read differently, on purpose or not, and what ours makes of them: what the
official crate does, as programs move from it to ours.

`official/run` puts them to `aws-sdk-ec2`. `REFUSED` stands for an error. What each side gives is compared in full, so a row that
no longer holds, on either side, fails.
"""

import json
from collections import Counter

from decoding import canonical
from values import to_json

REFUSED = "refused"
# A node of the XML library, where a value should be.
NODE = "node"

VOLUME, FLEET = "CreateVolume", "CreateCapacityReservationFleet"


def tag(key):
    return f"<item><key>{key}</key></item>"


# What it is about, the operation, what is in its response, what botocore makes of it, what ours does.
INSIDE = [
    ("CDATA is not read", VOLUME, "<volumeId><![CDATA[vol-1]]></volumeId>", {"VolumeId": "vol-1"}, {"VolumeId": ""}),
    ("CDATA is not read, text after it is", VOLUME, "<volumeId><![CDATA[vol]]>-1</volumeId>",
     {"VolumeId": "vol-1"}, {"VolumeId": "-1"}),
    ("text ends at a comment", VOLUME, "<volumeId>vol<!-- x -->-1</volumeId>", {"VolumeId": "vol-1"}, {"VolumeId": "vol"}),
    ("text ends at an instruction", VOLUME, "<volumeId>vol<?x?>-1</volumeId>", {"VolumeId": "vol-1"}, {"VolumeId": "vol"}),
    ("line ends stay", VOLUME, "<volumeId>a\r\nb\rc</volumeId>", {"VolumeId": "a\nb\nc"}, {"VolumeId": "a\r\nb\rc"}),
    ("numbers are not trimmed", VOLUME, "<size> 8\n</size>", {"Size": 8}, REFUSED),
    ("numbers have no underscores", VOLUME, "<size>1_000</size>", {"Size": 1000}, REFUSED),
    ("numbers have ASCII digits", VOLUME, "<size>\u0661\u0662</size>", {"Size": 12}, REFUSED),
    ("numbers fit their type", VOLUME, "<size>2147483648</size>", {"Size": 2147483648}, REFUSED),
    ("doubles are not trimmed", FLEET, "<totalFulfilledCapacity> 1.5</totalFulfilledCapacity>",
     {"TotalFulfilledCapacity": 1.5}, REFUSED),
    ("doubles have no underscores", FLEET, "<totalFulfilledCapacity>1_0.5</totalFulfilledCapacity>",
     {"TotalFulfilledCapacity": 10.5}, REFUSED),
    ("an empty boolean is an error", VOLUME, "<encrypted/>", {"Encrypted": False}, REFUSED),
    ("a boolean is `true` or `false`", VOLUME, "<encrypted>TRUE</encrypted>", {"Encrypted": False}, REFUSED),
    ("a boolean is not a number", VOLUME, "<encrypted>1</encrypted>", {"Encrypted": False}, REFUSED),
    ("booleans are not trimmed", VOLUME, "<encrypted> true </encrypted>", {"Encrypted": False}, REFUSED),
    ("timestamps are no seconds", VOLUME, "<createTime>1770000000</createTime>", {"CreateTime": "2026-02-02T02:40:00Z"}, REFUSED),
    ("timestamps have a T", VOLUME, "<createTime>2026-02-02 02:40:00Z</createTime>",
     {"CreateTime": "2026-02-02T02:40:00Z"}, REFUSED),
    ("timestamps have no other format", VOLUME, "<createTime>Mon, 02 Feb 2026 02:40:00 GMT</createTime>",
     {"CreateTime": "2026-02-02T02:40:00Z"}, REFUSED),
    ("timestamps keep nanoseconds", VOLUME, "<createTime>2026-02-02T02:40:00.123456789Z</createTime>",
     {"CreateTime": "2026-02-02T02:40:00.123456Z"}, {"CreateTime": "2026-02-02T02:40:00.123456789Z"}),
    ("the last of repeated elements counts", VOLUME, "<volumeId>a</volumeId><volumeId>b</volumeId>",
     {"VolumeId": [NODE, NODE]}, {"VolumeId": "b"}),
    ("the last of repeated lists counts", VOLUME, f"<tagSet>{tag('a')}</tagSet><tagSet>{tag('b')}{tag('c')}</tagSet>",
     {"Tags": [{}, {}]}, {"Tags": [{"Key": "b"}, {"Key": "c"}]}),
    ("the last of repeated structures counts", VOLUME,
     "<operator><managed>true</managed></operator><operator><principal>p</principal></operator>",
     {"Operator": {"Managed": True}}, {"Operator": {"Principal": "p"}}),
    ("other elements of a list are passed over", VOLUME, f"<tagSet>{tag('a')}<other><key>b</key></other></tagSet>",
     {"Tags": [{"Key": "a"}, {"Key": "b"}]}, {"Tags": [{"Key": "a"}]}),
    ("no element where text should be", VOLUME, "<volumeId><b>x</b></volumeId>", {"VolumeId": ""}, REFUSED),
    ("prefixes need no declaration", VOLUME, "<p:volumeId>a</p:volumeId>", REFUSED, {"VolumeId": "a"}),
    ("attributes may repeat", VOLUME, "<volumeId a='1' a='2'>a</volumeId>", REFUSED, {"VolumeId": "a"}),
    ("references may name any character", VOLUME, "<volumeId>a&#1;</volumeId>", REFUSED, {"VolumeId": "a\x01"}),
    ("a wrong end ends", VOLUME, "<volumeId>a</volumeid><size>1</size>", REFUSED, {"VolumeId": "a"}),
]

HEAD = "<CreateVolumeResponse>"
TAIL = "</CreateVolumeResponse>"
# The same, with whole bodies.
WHOLE = [
    ("the root has the operation's name", VOLUME, "<OtherResponse><size>1</size></OtherResponse>", {"Size": 1}, REFUSED),
    ("what is cut off is missing", VOLUME, f"{HEAD}<size>1</size><iops>2</iops>", REFUSED, {"Size": 1, "Iops": 2}),
    ("a text that is cut off is as long as it is", VOLUME, f"{HEAD}<size>1</size><volumeId>vo",
     REFUSED, {"Size": 1, "VolumeId": "vo"}),
    ("what is not well-formed ends it", VOLUME, f"{HEAD}<size>1</size><&><iops>2</iops>{TAIL}", REFUSED, {"Size": 1}),
    ("what follows is not read", VOLUME, f"{HEAD}<size>1</size>{TAIL}<more", REFUSED, {"Size": 1}),
    ("entities are not expanded", VOLUME, f'<!DOCTYPE x [<!ENTITY e "vol">]>{HEAD}<volumeId>&e;</volumeId>{TAIL}',
     {"VolumeId": "vol"}, REFUSED),
    ("a body without use is not read", "DeleteVolume", "<html", REFUSED, {}),
]

# The same, with bodies of failures.
FAILED = [
    ("the last of several errors counts, member by member", VOLUME,
     "<Response><Errors><Error><Code>a</Code><Message>m</Message></Error><Error><Code>b</Code></Error></Errors></Response>",
     {"Code": "a", "Message": "m"}, {"Code": "b", "Message": "m"}),
    ("an empty message is an empty message", VOLUME, "<Response><Errors><Error><Code>a</Code><Message/></Error></Errors></Response>",
     {"Code": "a", "Message": None}, {"Code": "a", "Message": ""}),
    ("CDATA of a message is not read", VOLUME,
     "<Response><Errors><Error><Code>a</Code><Message><![CDATA[m]]></Message></Error></Errors></Response>",
     {"Code": "a", "Message": "m"}, {"Code": "a", "Message": ""}),
    ("an error without errors says nothing", VOLUME, "<Response><RequestID>x</RequestID></Response>", REFUSED, {}),
    ("an error of HTML says nothing", VOLUME, "<html><body>no</body></html>", REFUSED, {}),
    ("an error that is cut off says what it says", VOLUME, "<Response><Errors><Error><Code>a</Code><Mess", REFUSED, {"Code": "a"}),
]


class Rules:
    title, unit = "rules", "bytes"

    def __init__(self, responses, errors):
        self.client, self.forms, self.compared = responses.client, Counter(), 0
        self.botocore = {"decode": responses.theirs, "fail": errors.theirs}
        inside = [(what, operation, f"<{operation}Response>{inside}</{operation}Response>", theirs, ours)
                  for what, operation, inside, theirs, ours in INSIDE]
        self.rows = [("decode", *row) for row in inside + WHOLE] + [("fail", *row) for row in FAILED]
        self.operations = sorted({row[2] for row in self.rows})

    def cases(self, operation):
        return ((what, (ask, *row)) for ask, what, of, *row in self.rows if of == operation)

    def difference(self, operation, case):
        ask, body, theirs, ours = case
        self.compared += len(body.encode())
        try:
            found = json.loads(json.dumps(to_json(self.botocore[ask](operation, body)), default=lambda _: NODE))
        # Whatever is raised: its parser has no one error for what it cannot read.
        except Exception:
            found = REFUSED
        if canonical(found) != canonical(theirs):
            return f"botocore: {found}, not {theirs}\nof: {body!r}"
        answer = self.client.ask(ask, operation, body)
        found = answer.get("output", REFUSED)
        if canonical(found) != canonical(ours):
            return f"ours: {answer}, not {ours}\nof: {body!r}"
        return None
