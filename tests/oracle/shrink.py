"""Makes a failing case smaller while it still fails, so that a person can read it."""


def smallest(case, fails):
    """A case that fails, of which nothing more can be taken. What `fails` says must depend on the case alone."""
    while True:
        for smaller in candidates(case):
            if fails(smaller):
                case = smaller
                break
        else:
            return case


def candidates(value):
    """The value with one thing less: a member, items, characters."""
    match value:
        case dict():
            for name in value:
                yield {other: value[other] for other in value if other != name}
            for name in value:
                yield from (value | {name: smaller} for smaller in candidates(value[name]))
        case tuple() if len(value) == 2:
            # A response: how it is rendered, and what it holds.
            style, content = value
            yield from ((style, smaller) for smaller in candidates(content))
        case list() | str() | bytes():
            half = len(value) // 2
            if half:
                yield value[:half]
                yield value[half:]
            if len(value) in (2, 3):
                yield value[1:]
                yield value[:-1]
            if isinstance(value, list):
                for n, item in enumerate(value):
                    yield from (value[:n] + [smaller] + value[n + 1:] for smaller in candidates(item))
            elif len(value) > 3:
                yield from (value[:n] + value[n + 1:] for n in range(len(value)))
