"""The JavaScript that runs inside pages: beside the package in an installed wheel, at the top of the repository in a
checkout.

Modules import each other by single lines and export at the top level only, so joining them is: each file once, after
what it imports, without those words. No bundler, no build step.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r'import \{[^}]*\} from "\./([\w-]+\.js)";')
_START = re.compile(r"export (?=function|const|class)|\s*")
_OTHER = re.compile(r"(?:import|export)\b")


def js_dir() -> Path:
    """The folder that holds `polyfill/` and `platform/`.

    Raises FileNotFoundError when neither an installed wheel's copy nor a checkout's own folder is there.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_js", package.parent / "js"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"the package at {package} has no JavaScript beside it (looked for _js/ in it and js/ next to it): "
        "install audio-session-shim anew"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of joined modules: ``text`` begins at ``column`` of line ``number`` of the file ``module`` (from 0)."""

    text: str
    module: str
    number: int
    column: int


@cache
def expression(module: str, name: str) -> str:
    """A classic-script expression whose value is what a module exports by that name. ``module``: its path below
    ``js_dir()``."""
    body = "".join(f"{line.text}\n" for line in joined(module))
    return f'(()=>{{"use strict";\n{body}return {name};\n}})()'


@cache
def injected(name: str) -> str:
    """The text of a file of ``js/inject``: each is one expression, without the semicolon that ends it there."""
    return (js_dir() / "inject" / f"{name}.js").read_text(encoding="utf-8").strip().removesuffix(";")


def joined(module: str) -> list[Line]:
    """A module after all that it imports, as lines of one script without imports, exports, comments and indentation.

    Comments are left out because an engine pays for each character in each document.
    """
    return _join(js_dir() / module, set())


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
