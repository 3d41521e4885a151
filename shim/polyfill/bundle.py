"""The polyfill as files for other people's pages: classic script or ES module, source map, type declarations.

The map says where each word of the script comes from. A minified script has other names for variables, but those of
properties, and strings, stay as they are and in their order: they are found again, and mapped.
"""

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shim.errors import Error
from shim.resources import Line, js_dir

from .assembly import joined

_WORD = re.compile(r"[\w$#]+|[^\w\s]")
# Names that minifying leaves: properties, and strings.
_KEPT = re.compile(r"\.(?P<name>[\w$#]+)|(?P<quote>[\"'`])(?P<text>[^\"'`\n]+)(?P=quote)")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SOURCE_ROOT = "js/polyfill/"
_HEADS = {False: '(()=>{"use strict";\n', True: "export const install = (() => {\n"}
_TAILS = {False: "installByTag();\n})();\n", True: "return installInPage;\n})();\n"}
MINIFIED = {False: "audio-session.js", True: "audio-session.mjs"}
"""The files of a wheel that hold the minified polyfill, as a script and as a module."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """``script`` names no map; ``source_map`` is the map's JSON text, for a script that is called ``file``."""

    script: str
    _places: dict[tuple[int, int], tuple[str, int, int]]

    def source_map(self, file: str) -> str:
        """https://tc39.es/ecma426/"""
        modules = sorted({module for module, _, _ in self._places.values()})
        return json.dumps(
            {
                "version": 3,
                "file": file,
                "sources": [_SOURCE_ROOT + module for module in modules],
                "sourcesContent": [(js_dir() / "polyfill" / m).read_text(encoding="utf-8") for m in modules],
                "names": [],
                "mappings": _encode(self._places, modules),
            },
            ensure_ascii=False,
        )


class NoMinifierError(Error):
    """A checkout lacks the minifier that a wheel was built with."""

    def __init__(self) -> None:
        super().__init__("minifying in a checkout needs minify-go: pip install -e '.[dev]' (or make setup)")


def bundle(*, module: bool = False, minified: bool = False) -> Bundle:
    """The polyfill as a classic script that installs itself, or as a module that exports ``install``.

    Raises `NoMinifierError`.
    """
    first = _HEADS[module].count("\n")
    places = {
        (first + row, word.start()): (line.module, line.number, line.column + word.start())
        for row, line in enumerate(_lines(module))
        for word in _WORD.finditer(line.text)
    }
    script = plain_script(module=module)
    if not minified:
        return Bundle(script, places)
    built = js_dir() / "minified" / MINIFIED[module]
    short = built.read_text(encoding="utf-8") if built.is_file() else minify(script)
    return Bundle(short, _found_again(script, short, places))


def plain_script(*, module: bool) -> str:
    """The text of the polyfill as people read it, in a function, so that minifying shortens its names."""
    return _HEADS[module] + "".join(f"{line.text}\n" for line in _lines(module)) + _TAILS[module]


def minify(script: str) -> str:
    """The script without what only people need; a wheel holds it already. Raises `NoMinifierError`."""
    try:
        import minify as minifier  # OPTIMIZATION: a library of 4 MB that no other command needs.
    except ImportError:
        raise NoMinifierError from None
    return minifier.string("application/javascript", script) + "\n"


def _lines(module: bool) -> list[Line]:
    return joined("page.js" if module else "script.js")


def types() -> str:
    """The TypeScript declarations of both."""
    return (js_dir() / "polyfill" / "audio-session.d.ts").read_text(encoding="utf-8")


def _found_again(
    script: str, short: str, places: dict[tuple[int, int], tuple[str, int, int]]
) -> dict[tuple[int, int], tuple[str, int, int]]:
    before, after = list(_kept(script)), list(_kept(short))
    matcher = difflib.SequenceMatcher(None, [w for w, _ in before], [w for w, _ in after], autojunk=False)
    found = {}
    for block in matcher.get_matching_blocks():
        for index in range(block.size):
            place = places.get(before[block.a + index][1])
            if place is not None:
                found[after[block.b + index][1]] = place
    return found


def _kept(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words that minifying leaves, each with its line and column."""
    for row, line in enumerate(text.split("\n")):
        for match in _KEPT.finditer(line):
            group = "name" if match["name"] else "text"
            yield match[group], (row, match.start(group))


def _encode(places: dict[tuple[int, int], tuple[str, int, int]], modules: list[str]) -> str:
    index = {module: number for number, module in enumerate(modules)}
    rows: list[list[str]] = [[] for _ in range(max(row for row, _ in places) + 1)]
    previous = (0, 0, 0)
    last_row, last_column = -1, 0
    for (row, column), (module, number, source_column) in sorted(places.items()):
        if row != last_row:
            last_row, last_column = row, 0
        place = (index[module], number, source_column)
        fields = (column - last_column, *(new - old for new, old in zip(place, previous, strict=True)))
        rows[row].append("".join(map(_vlq, fields)))
        previous, last_column = place, column
    return ";".join(",".join(row) for row in rows)


def _vlq(number: int) -> str:
    rest = (-number << 1) | 1 if number < 0 else number << 1
    digits = ""
    while True:
        rest, digit = rest >> 5, rest & 31
        digits += _BASE64[digit | 32 if rest else digit]
        if not rest:
            return digits
