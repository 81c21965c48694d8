"""Compares our client with botocore: see `run`, which calls this."""

import argparse
import random
import sys
import time

from client import Client
from decoding import Responses
from encoding import Requests
from errors import Errors
from model import Model
from rules import Rules
from shrink import smallest
from values import to_json

# Of one operation, as the rest mostly has the same reason.
SHOWN = 3


def main():
    arguments = argparse.ArgumentParser(prog="tests/oracle/run", description="Compares our client of all of EC2 with botocore.")
    arguments.add_argument("--seed", type=int, default=1, help="of random values and of the sample; 1 unless given")
    arguments.add_argument("--operations", type=int, metavar="N", help="a sample of this many operations; all unless given")
    arguments.add_argument("--only", action="append", metavar="OPERATION", help="this operation, or these")
    arguments.add_argument("--rules", action="store_true", help="only the rules, of which there are no samples")
    arguments.add_argument("--model", required=True, help=argparse.SUPPRESS)
    arguments.add_argument("--program", required=True, help=argparse.SUPPRESS)
    given = arguments.parse_args()

    seed, model, client = given.seed, Model(given.model), Client(given.program)
    operations = list(model.operations)
    if given.only:
        if unknown := set(given.only) - set(operations):
            sys.exit(f"the model has no operation {', '.join(sorted(unknown))}")
        operations = given.only
    elif given.operations is not None:
        operations = sorted(random.Random(seed).sample(operations, min(given.operations, len(operations))))
    print(f"seed {seed}, {len(operations)} of {len(model.operations)} operations", flush=True)

    failed = False
    responses = Responses(model, client, seed)
    errors = Errors(responses)
    rules = Rules(responses, errors)
    sides = [] if given.rules else [Requests(model, client, seed), responses, errors]
    for side, operations in [*((side, operations) for side in sides), (rules, rules.operations)]:
        start, cases, differences = time.monotonic(), 0, 0
        for operation in operations:
            shown = 0
            for name, case in side.cases(operation):
                cases += 1
                difference = side.difference(operation, case)
                if difference is None:
                    continue
                differences += 1
                if shown < SHOWN:
                    shown += 1
                    report(side, operation, name, case, difference, seed)
        forms = ", ".join(f"{name} {count}" for name, count in sorted(side.forms.items())) or "none"
        print(
            f"count: oracle: {side.title}: {len(operations)} operations, {cases} cases of {side.compared} {side.unit}, "
            f"{cases - differences} equal, {differences} differences; {time.monotonic() - start:.0f} s\n"
            f"    differences of form: {forms}", flush=True)
        # A comparison of nothing is none.
        failed |= differences > 0 or side.compared == 0
    return 1 if failed else 0


def report(side, operation, name, case, difference, seed):
    print(f"\n{operation}, {name}, of {side.title}: again with --seed {seed} --only {operation}")
    small = smallest(case, lambda smaller: side.difference(operation, smaller) is not None)
    print(f"smallest: {to_json(small)!r}")
    print(side.difference(operation, small) or difference, flush=True)


if __name__ == "__main__":
    sys.exit(main())
