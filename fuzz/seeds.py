"""The seeds of a target: what is committed, and what is made here of files that the repository has for other tests.

One rule a target. What is made goes to a folder of its own, which nothing but this fills.
"""

import shutil


def fixtures(root, *patterns):
    """The files of the repository that match, as (name, bytes)."""
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            yield "-".join(path.relative_to(root).parts), path.read_bytes()


MADE = {
    "ast": lambda root: fixtures(root, "tests/fixtures/**/*.json"),
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
