"""Selectors as text, read into the steps that js/locators/find.js takes: CSS with Playwright's additions.

A step is a list: its kind and its arguments, JSON all of it. Steps are applied to the elements that those before them
found, beginning with the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from shim.errors import Error

Step = list[Any]
Steps = tuple[Step, ...]
Pattern = str | re.Pattern[str]

_ENGINE = re.compile(r"\s*([a-z][a-z-]*)=")
_QUOTED = re.compile(r"""\s*(["'])(.*)\1\s*$""", re.S)
_REGULAR = re.compile(r"\s*/(.*)/([a-z]*)\s*$", re.S)
_ROLE = re.compile(r"\s*([a-z]+)\s*((?:\[[^\]]*\]\s*)*)$", re.I)
_ROLE_ATTRIBUTE = re.compile(r"""\[\s*([a-z-]+)\s*(?:=\s*("[^"]*"|'[^']*'|/.*?/[a-z]*|[\w-]+)\s*([is])?)?\s*\]""", re.I)
_TOKEN = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|.""", re.S)
_OWN = re.compile(r":(visible|has-text|text-is|text-matches|text)(?![\w-])")
_LAYOUT = re.compile(r":(?:right-of|left-of|above|below|near)\(")
_TEST_IDS = ("data-testid", "data-test-id", "data-test")
_OPTIONS = {
    "checked": "checked",
    "disabled": "disabled",
    "expanded": "expanded",
    "include-hidden": "include_hidden",
    "level": "level",
    "pressed": "pressed",
    "selected": "selected",
}


def pattern_of(text: Pattern, *, exact: bool = False) -> dict[str, Any]:
    """A text or a compiled regular expression, as js/locators/text.js takes it. Raises `TypeError` for others."""
    if isinstance(text, str):
        return {"text": text, "exact": exact}
    if isinstance(text, re.Pattern):
        flags = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
        return {"regex": text.pattern, "flags": "".join(name for name, flag in flags.items() if text.flags & flag)}
    raise TypeError(f"{text!r} is neither a text nor a compiled regular expression")


def parse_selector(selector: str) -> Steps:
    """The steps of a selector: CSS, `text=`, `role=`, `xpath=`, `id=`, `data-testid=`, `nth=`, `visible=`, and several
    of them joined by `>>`. Raises `TypeError` if it is not text, `Error` if it cannot be read."""
    if not isinstance(selector, str):
        raise TypeError(f"a selector is text, not {type(selector).__name__}; {selector!r} was given")
    if not selector.strip():
        raise Error("the selector is empty")
    return tuple(step for part in _split(selector, ">>") for step in _part(part.strip(), selector))


def _part(part: str, whole: str) -> list[Step]:
    if part.startswith(("//", "..", "(//")):
        return [["xpath", part]]
    engine = _ENGINE.match(part)
    if engine is None:
        if part.startswith(('"', "'")):
            return [["text", _text_pattern(part)]]
        return _css(part, whole)
    name, body = engine[1], part[engine.end() :]
    match name:
        case "css":
            return _css(body, whole)
        case "xpath":
            return [["xpath", body.strip()]]
        case "text":
            return [["text", _text_pattern(body)]]
        case "role":
            return [_role(body, whole)]
        case "id":
            return [["attribute", "id", {"text": body.strip(), "exact": True}]]
        case "nth":
            return [["nth", _number(body, whole)]]
        case "visible":
            return [["visible", body.strip() != "false"]]
    if name in _TEST_IDS:
        return [["attribute", name, {"text": body.strip(), "exact": True}]]
    known = "css, text, role, xpath, id, nth, visible, data-testid"
    raise Error(f"{whole!r}: there is no selector engine {name!r}; there are: {known}")


def _number(text: str, whole: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Error(f"{whole!r}: nth= takes a number, as nth=0 for the first and nth=-1 for the last") from None


def _text_pattern(body: str) -> dict[str, Any]:
    """The body of `text=`: in quotes the whole text, between slashes a regular expression, else a part of the text."""
    if quoted := _QUOTED.match(body):
        return {"text": quoted[2], "exact": True}
    if regular := _REGULAR.match(body):
        return {"regex": regular[1], "flags": regular[2]}
    return {"text": body.strip(), "exact": False}


def _role(body: str, whole: str) -> Step:
    matched = _ROLE.match(body)
    if matched is None:
        raise Error(f"{whole!r}: write a role so: role=button[name=\"Join\"], or get_by_role('button', name='Join')")
    options: dict[str, Any] = {}
    for attribute, value, flag in _ROLE_ATTRIBUTE.findall(matched[2]):
        if attribute == "name":
            options["name"] = _text_pattern(value) | ({"exact": flag == "s"} if not _REGULAR.match(value) else {})
        elif attribute in _OPTIONS:
            options[_OPTIONS[attribute]] = int(value) if value.isdigit() else value != "false"
        else:
            raise Error(f"{whole!r}: a role has no attribute {attribute!r}; it has: name, {', '.join(_OPTIONS)}")
    return ["role", matched[1], options]


# CSS ------------------------------------------------------------------------------------------------------------------


def _css(text: str, whole: str) -> list[Step]:
    if found := _LAYOUT.search(text):
        raise Error(f"{whole!r}: {found[0][:-1]} looks at where elements lie, which is not there; use another selector")
    alternatives = [_complex(part.strip(), whole) for part in _split(text, ",")]
    return alternatives[0] if len(alternatives) == 1 else [["any", alternatives]]


def _complex(text: str, whole: str) -> list[Step]:
    """One selector without commas. It is taken apart at descendant combinators, so that each part may be in a shadow
    tree of the part before, and at what CSS does not have."""
    steps: list[Step] = []
    run = ""
    follows_own = False
    for combinator, compound in _compounds(text):
        native, own = _own_parts(compound, whole)
        if combinator in "+~" and combinator and not run and steps:
            raise Error(
                f"{whole!r}: `{combinator}` after {_name_of(steps[-1])} is not supported; "
                "write the element that comes first without it"
            )
        is_first = not run and not steps
        if combinator == " " or (combinator == ">" and (follows_own or is_first)):
            if run:
                steps.append(["css", run])
            run = ":scope > " + (native or "*") if combinator == ">" else native or "*"
        else:
            run += (f" {combinator} " if combinator else "") + (native or "*")
        follows_own = bool(own)
        if own:
            steps += [["css", run], *own]
            run = ""
    if run:
        steps.append(["css", run])
    return steps


def _name_of(step: Step) -> str:
    return {"hasText": ":has-text()", "visible": ":visible"}.get(step[0], ":text()")


def _compounds(text: str) -> Iterator[tuple[str, str]]:
    """The compounds of a complex selector, each with the combinator in front of it; "" for the first."""
    combinator, compound, depth = "", "", 0
    for token in _TOKEN.findall(text):
        depth += (token in "([") - (token in ")]") if len(token) == 1 else 0
        if depth == 0 and len(token) == 1 and (token.isspace() or token in ">+~"):
            if compound:
                yield combinator, compound
                combinator, compound = " ", ""
            combinator = token if token in ">+~" else combinator or ""
        else:
            compound += token
    if compound:
        yield combinator, compound
    elif combinator.strip() or not text:
        yield combinator, ""


def _own_parts(compound: str, whole: str) -> tuple[str, list[Step]]:
    """The CSS part of a compound, and the steps for the rest. Raises `Error` where the rest is within parentheses."""
    native, own, at = "", [], 0
    while found := _OWN.search(compound, at):
        before = compound[at : found.start()]
        depth = sum((t in "([") - (t in ")]") for t in _TOKEN.findall(compound[: found.start()]) if len(t) == 1)
        if _is_quoted(compound, found.start()):
            native, at = native + compound[at : found.end()], found.end()
            continue
        if depth:
            raise Error(
                f"{whole!r}: {found[0]} cannot stand within parentheses; write it at the end of a part of the "
                "selector, or use locator.filter(has=..., has_text=..., visible=True)"
            )
        native, at = native + before, found.end()
        if found[1] == "visible":
            own.append(["visible", True])
            continue
        argument, at = _argument(compound, at, found[0], whole)
        own.append(_text_step(found[1], argument, whole))
    return native + compound[at:], own


def _is_quoted(text: str, place: int) -> bool:
    start = 0
    for token in _TOKEN.findall(text):
        if start <= place < start + len(token):
            return len(token) > 1
        start += len(token)
    return False


def _argument(text: str, at: int, name: str, whole: str) -> tuple[str, int]:
    """The text in the parentheses at `at`, and the place where they end."""
    depth, start = 0, at
    for token in _TOKEN.findall(text[at:]):
        at += len(token)
        depth += (token == "(") - (token == ")")
        if depth == 0:
            break
    if depth or text[start : start + 1] != "(":
        raise Error(f'{whole!r}: write {name}("the text")')
    return text[start + 1 : at - 1].strip(), at


def _text_step(name: str, argument: str, whole: str) -> Step:
    parts = [_unquoted(part.strip()) for part in _split(argument, ",")] if name == "text-matches" else []
    if name == "text-matches":
        return ["text", {"regex": parts[0], "flags": parts[1] if len(parts) > 1 else ""}, "filter"]
    if not argument:
        raise Error(f'{whole!r}: write :{name}("the text")')
    regular = _REGULAR.match(argument)
    pattern = (
        {"regex": regular[1], "flags": regular[2]}
        if regular
        else {"text": _unquoted(argument), "exact": name == "text-is"}
    )
    return ["hasText", pattern] if name == "has-text" else ["text", pattern, "filter"]


def _unquoted(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text[1:-1].replace("\\'", "'") if _QUOTED.match(text) else text


def _split(text: str, separator: str) -> list[str]:
    """The parts of a selector between separators that stand neither in quotes nor in parentheses."""
    parts, depth, held = [""], 0, ""
    for token in _TOKEN.findall(text):
        depth += (token in "([") - (token in ")]") if len(token) == 1 else 0
        held = held + token if depth == 0 else ""
        if held.endswith(separator):
            parts[-1] = parts[-1][: len(parts[-1]) - len(separator) + 1]
            parts.append("")
            held = ""
        else:
            parts[-1] += token
    return parts
