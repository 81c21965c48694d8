"""Inputs and outputs of an operation, made from the model: which members are set, how long lists are, and what values there are."""

import random
import struct

import values

# How many have whatever a generator of random numbers says, for each operation.
RANDOM = 20


class Maker:
    """Makes values of shapes. Subclasses say which members to set, and what to set them to."""

    def __init__(self, model):
        self.model = model

    def structure(self, shape, path=()):
        made = {}
        for name, member in shape["members"].items():
            if self.keep(path + (name,)):
                made[name] = self.value(member["target"], path + (name,))
        return made

    def value(self, target, path):
        # Nothing of EC2 recurses; its deepest paths have 13 parts.
        if len(path) > 40:
            raise RecursionError(f"{target} recurses: say here how deep to go")
        match self.model.kind(target):
            case "structure":
                return self.structure(self.model.shapes[target], path)
            case "list":
                item = self.model.shapes[target]["member"]["target"]
                return [self.value(item, path + (n,)) for n in range(self.length(path))]
            case "enum":
                return self.leaf(enumeration(self.model, target))
            case kind:
                return self.leaf(values.POOLS[kind])


def enumeration(model, target):
    """The first, the last and a middle value, and some that the model does not know."""
    known = model.known(target)
    return [*dict.fromkeys([known[0], known[-1], known[len(known) // 2]]), "of-a-later-version", "", "a b&c=é"]


class All(Maker):
    """All members, lists of one length; the leaf at place n of round r has value n + r of its pool."""

    def __init__(self, model, length, round=0):
        super().__init__(model)
        self.items, self.round, self.place = length, round, 0

    def keep(self, path):
        return True

    def length(self, path):
        return self.items

    def leaf(self, pool):
        self.place += 1
        return pool[(self.place + self.round) % len(pool)]


class One(All):
    """The one member at a path, and what it is in; lists of one."""

    def __init__(self, model, path):
        super().__init__(model, 1, -1)
        self.path = path

    def keep(self, path):
        return path == self.path[: len(path)]

    def length(self, path):
        # The path ends at this list: it is empty.
        return 1 if len(path) < len(self.path) else 0


class Random(Maker):
    """Any members, lists of any length, any values."""

    def __init__(self, model, numbers):
        super().__init__(model)
        self.numbers, self.share = numbers, numbers.choice([0.2, 0.5, 0.8, 0.95])

    def keep(self, path):
        return self.numbers.random() < self.share

    def length(self, path):
        # More than nine where it does not multiply.
        return self.numbers.choice([0, 1, 1, 2, 3, 12] if len(path) < 3 else [0, 1, 1, 2])

    def leaf(self, pool):
        if pool is values.STRINGS and self.numbers.random() < 0.5:
            return values.random_string(self.numbers)
        if pool is values.INTEGERS and self.numbers.random() < 0.5:
            return self.numbers.randrange(-(2**31), 2**31)
        if pool is values.LONGS and self.numbers.random() < 0.5:
            return self.numbers.randrange(-(2**63), 2**63)
        if pool is values.DOUBLES and self.numbers.random() < 0.5:
            return struct.unpack("d", self.numbers.randbytes(8))[0]
        return self.numbers.choice(pool)


def paths(model, shape, path=()):
    """The path of each member, also of lists and structures, which are then empty; `0` is the first item of a list."""
    for name, member in shape["members"].items():
        target = member["target"]
        yield path + (name,)
        yield from below(model, target, path + (name,))


def below(model, target, path):
    match model.kind(target):
        case "structure":
            yield from paths(model, model.shapes[target], path)
        case "list":
            item = model.shapes[target]["member"]["target"]
            yield path + (0,)
            yield from below(model, item, path + (0,))


def rounds(model, shape):
    """How many rounds it takes until each leaf has had each value."""
    lengths = [1]
    for path_target in leaves(model, shape):
        kind = model.kind(path_target)
        lengths.append(len(enumeration(model, path_target) if kind == "enum" else values.POOLS[kind]))
    return max(lengths)


def leaves(model, shape):
    for member in shape["members"].values():
        target = member["target"]
        while model.kind(target) == "list":
            target = model.shapes[target]["member"]["target"]
        if model.kind(target) == "structure":
            yield from leaves(model, model.shapes[target])
        else:
            yield target


def cases(model, operation, end, seed):
    """Name and value of each case of an operation's `input` or `output`."""
    shape = model.end(operation, end)
    yield "none", {}
    for length in 0, 1, 3:
        yield f"all, lists of {length}", All(model, length).structure(shape)
    for path in paths(model, shape):
        yield f"one: {'.'.join(map(str, path))}", One(model, path).structure(shape)
    for round in range(rounds(model, shape)):
        yield f"all, values {round}", All(model, 1, round).structure(shape)
    for n in range(RANDOM):
        numbers = random.Random(f"{seed} {operation} {end} {n}")
        yield f"random {n}", Random(model, numbers).structure(shape)
