"""Assembles the injectable script from the ES modules in ``js/polyfill``.

The modules import each other by single lines and export at the top level only, so joining them is: each file once,
after what it imports, without those words. No bundler, no build step.
"""

import re
from enum import Enum
from functools import cache
from pathlib import Path

from shim.resources import js_dir

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|const|class)", re.MULTILINE)
_NOISE = re.compile(r"^\s*(?://.*)?\n|^\s+", re.MULTILINE)


class Part(Enum):
    """What an engine of one's own evaluates, each when it is first needed: (module, the function it exports).

    DOCUMENT is first: ``attach(window, link, adapter)`` returns ``watch``, which takes the functions of the others.
    """

    DOCUMENT = ("document", "attach")
    MEDIA_ELEMENT = ("media-element", "watchMediaElements")
    AUDIO_CONTEXT = ("audio-context", "watchAudioContexts")
    MICROPHONE = ("microphone", "watchMicrophones")
    SPEECH = ("speech", "watchSpeech")


def polyfill_source() -> str:
    """For browsers: a classic-script expression whose value is ``install(window, link, extras)`` (install.js)."""
    return _expression("install", "install")


def part_source(part: Part) -> str:
    """A classic-script expression whose value is the part's function."""
    return _expression(*part.value)


@cache
def _expression(module: str, name: str) -> str:
    # Comments and indentation are left out: an engine pays for each character in each document.
    body = _join(js_dir() / "polyfill" / f"{module}.js", set())
    return f'(()=>{{"use strict";\n{body}return {name};\n}})()'


def _join(path: Path, seen: set[str]) -> str:
    if path.name in seen:
        return ""
    seen.add(path.name)
    source = path.read_text(encoding="utf-8")
    before = "".join(_join(path.with_name(name), seen) for name in _IMPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub("", source))
    if re.search(r"^(?:import|export)\b", body, re.MULTILINE):
        raise ValueError(f"{path.name} imports or exports in a way that the assembly does not know")
    return before + _NOISE.sub("", body)
