"""Compares two outputs of the program line by line: prints how many lines are equal, and examples of the others, by kind.

Texts of causes are each crate's own on purpose; that there is a failure, and of which kind, is on the line before.
"""

import collections
import itertools
import sys

SHOWN = 5
OWN_WORDS = ("  because ", "  not encoded ")


def main(official, ours):
    equal, own, kinds, operation = 0, 0, collections.defaultdict(list), ""
    with open(official, newline="\n") as left, open(ours, newline="\n") as right:
        for number, (a, b) in enumerate(itertools.zip_longest(left, right), 1):
            a, b = (a or "").rstrip("\n"), (b or "").rstrip("\n")
            if not a.startswith("  "):
                operation = a
            if a == b:
                equal += 1
                continue
            if any(a.startswith(words) and b.startswith(words) for words in OWN_WORDS):
                own += 1
                continue
            kind = (a.split() or [""])[0]
            kinds[kind].append((number, operation, a, b))
    different = sum(map(len, kinds.values()))
    print(f"lines: {equal + own + different}, equal: {equal}, causes in own words: {own}, different: {different}")
    for kind, cases in sorted(kinds.items()):
        print(f"\n{kind}: {len(cases)}")
        for number, operation, a, b in cases[:SHOWN]:
            at = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            start = max(0, at - 80)
            print(f"  line {number}, {operation}, at {at}\n    official ...{a[start:at + 160]}\n    ours     ...{b[start:at + 160]}")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
