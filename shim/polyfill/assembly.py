"""Assembles the injectable script from the ES modules in ``js/polyfill``.

The modules import each other by single lines and export at the top level only, so joining them is: each file once,
after what it imports, without those words. No bundler, no build step.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from shim.resources import js_dir

_IMPORT = re.compile(r'import \{[^}]*\} from "\./([\w-]+\.js)";')
_START = re.compile(r"export (?=function|const|class)|\s*")
_OTHER = re.compile(r"(?:import|export)\b")


class Part(Enum):
    """Scripts that an engine of one's own evaluates, each when it is first needed: (module, the function it exports).

    DOCUMENT is first: ``attach(window, link, adapter)`` returns ``watch``, which takes the functions of the others;
    DEVICE is the first of them.
    """

    DOCUMENT = ("document", "attach")
    DEVICE = ("device", "watchDevice")
    MEDIA_ELEMENT = ("device-media", "watchDeviceMedia")
    AUDIO_CONTEXT = ("device-contexts", "watchDeviceContexts")
    CAPTURE = ("device-capture", "watchDeviceCapture")
    SPEECH = ("held-sources", "holdSpeech")
    MEDIA_SESSION = ("media-session", "watchMediaSession")


def polyfill_source() -> str:
    """For browsers: a classic-script expression whose value is ``installInjected(window, link, extras)``
    (injected.js)."""
    return _expression("injected", "installInjected")


def served_source() -> str:
    """The script of a server for browsers: an expression whose value is ``installServed()`` (served.js)."""
    return _expression("served", "installServed")


def part_source(part: Part) -> str:
    """A classic-script expression whose value is the part's function."""
    return _expression(*part.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of joined modules: ``text`` begins at ``column`` of line ``number`` of the file ``module`` (from 0)."""

    text: str
    module: str
    number: int
    column: int


@cache
def _expression(module: str, name: str) -> str:
    body = "".join(f"{line.text}\n" for line in joined(f"{module}.js"))
    return f'(()=>{{"use strict";\n{body}return {name};\n}})()'


def joined(module: str) -> list[Line]:
    """A module after all that it imports, as lines of one script without imports, exports, comments and indentation.

    Comments are left out because an engine pays for each character in each document.
    """
    return _join(js_dir() / "polyfill" / module, set())


def _join(path: Path, seen: set[str]) -> list[Line]:
    if path.name in seen:
        return []
    seen.add(path.name)
    lines: list[Line] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if imported := _IMPORT.fullmatch(text):
            lines += _join(path.with_name(imported[1]), seen)
            continue
        rest = _START.sub("", text, count=1)
        if _OTHER.match(rest):
            raise ValueError(f"{path.name} imports or exports in a way that the assembly does not know: {text}")
        if rest and not rest.startswith(("//", "/** ")):
            lines.append(Line(rest, path.name, number, len(text) - len(rest)))
    return lines
