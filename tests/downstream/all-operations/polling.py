"""Code for paginators and waiters, and the answers that drive waiters."""

import json
import re

from model import local, pascal, snake


def paginators(names, operations, shapes, official):
    """A function for each paginator of the official crate."""
    text, calls = "", []
    for name in names:
        source = official.source / "operation" / snake(name) / "paginator.rs"
        if not source.exists():
            continue
        module, code = snake(name), source.read_text()
        size = ".page_size(3)" if "fn page_size" in code else ""
        paginated = operations[name]["traits"]["smithy.api#paginated"]
        # A path of several steps would need elements around the token.
        token = shapes[operations[name]["output"]["target"]]["members"][paginated["outputToken"]]
        tag = token.get("traits", {}).get("smithy.api#xmlName", paginated["outputToken"])
        text += (
            f"fn {module}(client: &Client, run: &mut Run) {{\n"
            f"    run.pages({json.dumps(name)}, {json.dumps(tag)}, &|stop| {{\n"
            f"        let mut pages = client.{module}().into_paginator(){size}.stop_on_duplicate_token(stop).send();\n"
            f"        Box::pin(async move {{ let mut all = vec![]; while let Some(page) = pages.next().await {{ all.push(shown(page)); }} all }})\n"
            f"    }});\n")
        if "fn items" in code:
            text += (
                f"    run.pages({json.dumps(name)}, {json.dumps(tag)}, &|stop| {{\n"
                f"        let mut items = client.{module}().into_paginator().items().send();\n"
                f"        Box::pin(async move {{ let mut all = vec![]; while let Some(item) = items.next().await {{ all.push(shown(item)); }} all }})\n"
                f"    }});\n")
        text += "}\n\n"
        calls.append(module)
    return text + f"pub const ALL: &[Poll] = &[{', '.join(calls)}];\n"


def waiters(names, operations, shapes, official):
    """A function for each waiter of the official crate, which tries every answer that its acceptors could tell apart."""
    text, calls = "", []
    for name in names:
        for waiter, definition in operations[name]["traits"].get("smithy.waiters#waitable", {}).items():
            module = snake(waiter)
            assert (official.source / "waiters" / f"{module}.rs").exists(), waiter
            answers = "".join(f"        ({status}, {json.dumps(body, ensure_ascii=False)}),\n" for status, body in waiter_answers(
                name, operations[name], definition, shapes))
            text += (
                f"fn {module}(client: &Client, run: &mut Run) {{\n"
                f"    run.wait({json.dumps(waiter)}, &[\n{answers}    ], &|limit| {{\n"
                f"        let waiter = client.wait_until_{module}();\n"
                f"        Box::pin(async move {{ let end = waiter.wait(limit).await; let text = format!(\"{{end:?}}\"); (text, end.err().map(|e| e.to_string())) }})\n"
                f"    }});\n}}\n\n")
            calls.append(module)
    return text + f"pub const ALL: &[Poll] = &[{', '.join(calls)}];\n"


def waiter_answers(name, operation, definition, shapes):
    """Errors with each code, and at each path no, one and two values, and lists and structures that are absent or empty."""
    answers = [(500, ""), (400, error("Other.Code"))]
    expected, paths = ["of-a-later-version"], []
    for acceptor in definition["acceptors"]:
        matcher = acceptor["matcher"]
        if "errorType" in matcher:
            answers.append((400, error(matcher["errorType"])))
        if "output" in matcher:
            paths.append(re.sub(r"^length\((.*)\).*", r"\1", matcher["output"]["path"]))
            expected.append(matcher["output"]["expected"])
    paths, expected = list(dict.fromkeys(paths)), list(dict.fromkeys(expected))
    output = operation["output"]["target"]
    for path in paths:
        for first in [None, "", *expected]:
            for second in [None, *expected]:
                leaves = [leaf for leaf in (first, second) if leaf is not None]
                answers.append((200, response(name, element(path.split("."), output, leaves, shapes))))
        steps = path.split(".")
        for length in range(1, len(steps)):
            answers.append((200, response(name, element(steps[:length], output, ["", ""], shapes))))
            both = element(steps, output, expected[-1:], shapes)
            part = element(steps[:length], output, [""], shapes)
            answers += [(200, response(name, both + part)), (200, response(name, part + both))]
    return answers + [(200, response(name, ""))]


def error(code):
    return f"<Response><Errors><Error><Code>{code}</Code><Message>m</Message></Error></Errors></Response>"


def response(name, body):
    return f"<{name}Response>{body}</{name}Response>"


def element(steps, target, leaves, shapes):
    """The element that a path leads to, with these texts at its end; a list on the way has an item for each text."""
    step, rest = steps[0], steps[1:]
    member = shapes[target]["members"][step.removesuffix("[]")]
    tag = member.get("traits", {}).get("smithy.api#xmlName", step)
    inner = member["target"]
    if step.endswith("[]"):
        item = shapes[inner]["member"]
        item_tag = item.get("traits", {}).get("smithy.api#xmlName", "member")
        content = "".join(
            f"<{item_tag}>{element(rest, item['target'], [leaf], shapes) if rest else leaf}</{item_tag}>" for leaf in leaves)
        return f"<{tag}>{content}</{tag}>"
    if rest:
        return f"<{tag}>{element(rest, inner, leaves, shapes)}</{tag}>"
    return "".join(f"<{tag}>{leaf}</{tag}>" for leaf in leaves)
