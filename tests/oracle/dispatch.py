"""dispatch.py MODEL CLIENT OUT: writes the operations of the client in CLIENT as a call of `operations!`, for src/main.rs.

Fails if they are not those of the model.
"""

import pathlib
import re
import sys

from model import Model

IMPL = re.compile(r'^impl wire::Operation\s+for (\w+) \{\s+const NAME: &\'static str =\s+"(\w+)";', re.M)

model, client, out = sys.argv[1:]
rows = {}
for path in pathlib.Path(client).glob("crates/*/src/operation/*.rs"):
    for rust, name in IMPL.findall(path.read_text()):
        rows[name] = f"    {path.stem}: {rust},\n"
expected = set(Model(model).operations)
if expected != set(rows):
    sys.exit(f"operations of only the model or only the client: {sorted(expected ^ set(rows))}")
pathlib.Path(out).write_text("operations! {\n" + "".join(rows[name] for name in sorted(rows)) + "}\n")
