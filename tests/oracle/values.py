"""Values of each simple type that are worth sending, and their form in JSON."""

import base64
import datetime
import math
import struct

UTC = datetime.timezone.utc

STRINGS = [
    "vpc-0a1b2c3d", "", " ", "  both ends\n", "a+b c", "%20%2B%", "a=b&Action=Other;c", "?x#y/..//z", "~-_.", "!*'()[]{}@:,",
    "".join(map(chr, range(64))), "".join(map(chr, range(64, 128))), "".join(map(chr, range(128, 256))),
    "Gru\u0308ße 日本語", "\U0001f980\U0001f469\u200d\U0001f467", "\ufeff\u202eright\u202c", "\u0085\u2028\u2029\r\n",
    "\ud7ff\ue000\ufffd",
    "\ufffe\uffff\U0010ffff", "<a b='\"'>&amp;]]></a>", '{"\\u0000": [null]}', "true", "0", "None", "x" * 4096,
]
INTEGERS = [0, 1, -1, 7, 2**31 - 1, -(2**31)]
LONGS = INTEGERS + [2**53 + 1, 2**63 - 1, -(2**63)]
DOUBLES = [
    0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 100.0, 1e7, 123456789.125, 1e15, 1e16, 1e17, 1e21, 1e22, 1e100, 1e-4, 1e-5, 1e-7, 5e-324,
    2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308, math.nan, math.inf, -math.inf,
]
# Those that a float can hold, so that it does not matter how long the reader's are.
FLOATS = [number for number in DOUBLES if not math.isfinite(number) or abs(number) < 3e38 and
          struct.unpack("f", struct.pack("f", number))[0] == number]
TIMESTAMPS = [
    datetime.datetime(2026, 11, 26, 8, 55, 45, tzinfo=UTC),
    datetime.datetime(2026, 11, 26, 8, 55, 45, 123456, tzinfo=UTC),
    datetime.datetime(2026, 11, 26, 8, 55, 45, 500000, tzinfo=UTC),
    datetime.datetime(2026, 1, 2, 3, 4, 5, 1, tzinfo=UTC),
    datetime.datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
    datetime.datetime(1970, 1, 1, tzinfo=UTC),
    datetime.datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC),
    datetime.datetime(1000, 1, 1, tzinfo=UTC),
    datetime.datetime(1, 1, 1, 0, 0, 0, 10, tzinfo=UTC),
    datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
]
BLOBS = [b"hello world", b"", b"\0", bytes(range(256)), b"\xfb\xff\xbf", b"x" * 1000]

POOLS = {
    "string": STRINGS, "boolean": [True, False], "integer": INTEGERS, "long": LONGS, "float": FLOATS, "double": DOUBLES,
    "timestamp": TIMESTAMPS, "blob": BLOBS,
}


def to_json(value):
    """A value as `serde` of our crate reads it: see runtime/src/serial."""
    match value:
        case dict():
            return {name: to_json(member) for name, member in value.items()}
        case list():
            return [to_json(item) for item in value]
        case bytes():
            return base64.b64encode(value).decode()
        case datetime.datetime():
            return timestamp(value)
        case float() if not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def timestamp(value):
    """RFC 3339 in UTC, with the digits of the fraction that it takes."""
    value = value.astimezone(UTC)
    fraction = f"{value.microsecond:06}".rstrip("0")
    return value.replace(microsecond=0, tzinfo=None).isoformat() + ("." + fraction if fraction else "") + "Z"


def random_string(random):
    """Mostly of a few characters, from all planes, without surrogates, which no Unicode text has."""
    def character():
        limit = random.choice([0x80, 0x100, 0x800, 0x10000, 0x110000])
        code = random.randrange(limit)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return "".join(character() for _ in range(random.choice([0, 1, 1, 2, 3, 8, 40])))
