"""The seeds of a target: what is committed, and what is made here of files that the repository has for other tests.

One rule a target. What is made goes to a folder of its own, which nothing but this fills.
"""

import json
import random
import shutil
import xml.etree.ElementTree as ElementTree
from itertools import islice

# Bytes of a seed; longer ones would be cut by libFuzzer.
LONGEST = 2048


def fixtures(root, *patterns):
    """The files of the repository that match, as (name, bytes)."""
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            yield "-".join(path.relative_to(root).parts), path.read_bytes()


def clippings(root):
    """Small parts of whole responses, where there are any: beginnings, which are cut off, and elements with all that is in them."""
    for path in sorted(root.glob("../shared/data/responses/*.xml")):
        text = path.read_text()
        yield f"{path.stem}-cut", text[:LONGEST].encode()
        tree = ElementTree.fromstring(text.replace(" xmlns=", " _=", 1))
        small = (part for part in tree.iter() if len(part) > 1 and len(ElementTree.tostring(part)) < LONGEST)
        for number, part in enumerate(islice(small, 0, 400, 10)):
            yield f"{path.stem}-{number}", ElementTree.tostring(part)


def marked(mark, files):
    """The same with a byte in front that tells a target what follows."""
    for name, content in files:
        yield name, mark + content


def texts(root, pattern, *keys):
    """The texts that models of the repository have under these keys."""
    for name, content in fixtures(root, pattern):
        try:
            found = list(under(json.loads(content), keys))
        except ValueError:
            continue
        for number, text in enumerate(found):
            yield f"{name}-{number}", text.encode()


def under(value, keys):
    """The values under one of these keys, as text, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys:
                yield inner if isinstance(inner, str) else json.dumps(inner)
            else:
                yield from under(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from under(inner, keys)


MODELS = "tests/fixtures/**/*.json"
RULES = "smithy.rules#endpointRuleSet", "smithy.rules#endpointBdd"

MADE = {
    # Any bytes make a model.
    "models": lambda root: ((str(seed), random.Random(seed).randbytes(4096)) for seed in range(50)),
    "ast": lambda root: fixtures(root, MODELS),
    "decode": clippings,
    "html": lambda root: marked(b" ", texts(root, MODELS, "smithy.api#documentation")),
    "jmespath": lambda root: texts(root, MODELS, "path"),
    "endpoint": lambda root: marked(b" ", texts(root, MODELS, *RULES)),
}


def folders(name, here, root, made):
    """The folders of a target's seeds."""
    found = []
    if name in MADE:
        folder = made / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file, content in MADE[name](root):
            (folder / file).write_bytes(content)
        found.append(folder)
    committed = here / "seeds" / name
    if committed.exists():
        found.append(committed)
    return found
