"""Host operations, called as if a page had taken the place of js/platform: arguments of the types that they take, with
any values. What is none of an operation's values is an error in the page, and never a bug of the host."""

from __future__ import annotations

import inspect
import json
import random
import typing
from functools import cache
from importlib import import_module
from pathlib import Path

import shim
from fuzz.stage import Stage
from shim.engine.platform.operations import numbered_operations, operations_of

PACKAGE = Path(shim.__file__).parent
NUMBERS = (
    0,
    1,
    2,
    3,
    5,
    8,
    13,
    20,
    30,
    99,
    -1,
    -2,
    2**31,
    2**53,
    -(2**53),
    0.5,
    1e300,
    5e-324,
    float("nan"),
    float("inf"),
)
TEXTS = (
    "", "x", "p", "div", "id", "a b", "0", "-1", "1 2 3", "1,2", "\0", "null", "[]", "{}", "[1, 2]", '"x"', "[[]]",
    '{"a": 1}', '{"type": "x"}', "true", "1e999", "gain", "value", "GainNode", "https://x.invalid/", "data:,x",
    "blob:x", "//[", "text/html", "audio/wav", "utf-8", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg",
    "*", "[", ":has(", "pathname", "SHA-256", "AES-GCM", "granted", "microphone", "x" * 3000, "\n".join("ab"),
    "{\"url\": \"data:,\"}", "[\"get\", 0, \"x\"]", "é",
)  # fmt: skip
ENDS = {"open_window", "navigate", "reload", "traverse", "close_frame", "run_string", "dialog"}
"""Operations that take the document away, open tabs, or ask a person."""
PAGE = """<!doctype html><title>x</title><body><p id=p class=a>one<b>two</b></p><iframe></iframe><form><input>
<select><option>x</select></form><audio></audio><canvas></canvas><template><i></i></template><script>
const c = new OfflineAudioContext(1, 128, 8000), nodes = [c.createGain(), c.createAnalyser(), c.createBufferSource()];
const kept = [document.createRange(), new MessageChannel(), new Blob(["x"]), document.querySelectorAll("*"),
  new AudioContext(), new RTCPeerConnection(), new MediaStream(), new XMLHttpRequest(),
  document.body.attachShadow({ mode: "open" })];
const walk = (n) => { for (let m = n.firstChild; m; m = m.nextSibling) walk(m) }; walk(document);
</script>"""


@cache
def operations() -> dict[str, list[str]]:
    """The operations, and the types of their arguments."""
    found = {}
    for path in sorted(PACKAGE.rglob("*_operations.py")):
        module = import_module(".".join(["shim", *path.relative_to(PACKAGE).with_suffix("").parts]))
        for kind in vars(module).values():
            if not isinstance(kind, type) or kind.__module__ != module.__name__:
                continue
            for name in operations_of(kind):
                function = getattr(kind, name)
                hints = typing.get_type_hints(function)
                _, *parameters = inspect.signature(function).parameters
                found[name] = [str(hints.get(each, "str")) for each in parameters]
    return {name: found[name] for name in sorted(found) if name not in ENDS}


def value(chance: random.Random, kind: str) -> object:
    """A value of that type."""
    if "None" in kind and chance.random() < 0.2:
        return None
    if "bool" in kind:
        return chance.random() < 0.5
    if "int" in kind or "float" in kind:
        return chance.choice(NUMBERS if chance.random() < 0.4 else range(40))
    return chance.choice(TEXTS)


def make(chance: random.Random) -> list[str]:
    """Calls: a name, and its arguments as JSON."""
    pieces = []
    known = operations()
    for _ in range(chance.choice((10, 40, 100))):
        name = chance.choice(list(known))
        pieces.append(f"{name} {json.dumps([value(chance, kind) for kind in known[name]])}")
    return pieces


async def play(pieces: list[str], stage: Stage) -> None:
    """Calls them in a page in which there is something of everything."""
    page = await stage.load(PAGE)
    document = page.main_frame.active_document
    numbers = {name: number for number, name in enumerate(numbered_operations())}
    realm = document.realm
    dispatch = realm._dispatcher()
    for piece in pieces:
        name, _, arguments = piece.partition(" ")
        if name not in realm._operations or name not in numbers:  # it is of another realm, as that of a worklet
            continue
        if page.main_frame.active_document is not document or realm.closed:
            return
        dispatch(numbers[name], *json.loads(arguments))
        fatal, realm._fatal = realm._fatal, None
        if fatal is not None:
            stage.problems.append(f"internal error: {name}{tuple(json.loads(arguments))}: {fatal!r}"[:300])
    await stage.evaluate(page, "document.title", 1)
