"""Scripts of pages that are kept compiled, because one page after another loads them: libraries, test harnesses.

OPTIMIZATION: compiling takes 35 µs per KB, reading what was compiled 3. What a script declares at its top level is
global and cannot come from a function; so those are kept that are one expression, as libraries in a wrapping function
are.
"""

from __future__ import annotations

import re

from .abi import compile_script
from .scripts import SHARED

FILENAME = "<input>"
"""What the engine's binding calls the scripts that it evaluates."""
_KEPT_BYTES = 32 * 1024**2
_REMEMBERED = 256
_HEAD = re.compile(r"\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*[(!](?:async |function\b|\()", re.DOTALL)
_TAIL = re.compile(r"(?:\s|;|^[ \t]*//[^\n]*$)+\Z", re.MULTILINE)
_TAIL_LENGTH = 1000
_NO_EXPRESSION = -1

_sights: dict[tuple[int, int], int] = {}
"""By the script's hash and place, how often it was seen."""
_kept: dict[tuple[str, int], bytes] = {}


def compiled(source: str, base: int) -> bytes | None:
    """Bytecode that makes a function which does what the script does, with `base` lines above it, from the second time
    on that the script comes. None: evaluate it."""
    if len(source) not in SHARED:
        return None
    if (code := _kept.get((source, base))) is not None:
        return code
    key = hash(source), base
    sights = _sights.pop(key, 0)
    if sights == 1 and "\0" not in source and _HEAD.match(source):
        end = source[-_TAIL_LENGTH:]
        expression = source[:-_TAIL_LENGTH] + _TAIL.sub("", end)
        code = compile_script("(()=>(" + "\n" * base + expression + "\n))", FILENAME)
    if code is not None:
        _keep((source, base), code)
    else:
        _sights[key] = 1 if sights == 0 else _NO_EXPRESSION
        if len(_sights) > _REMEMBERED:
            del _sights[next(iter(_sights))]
    return code


def _keep(key: tuple[str, int], code: bytes) -> None:
    _kept[key] = code
    while sum(len(source) + len(code) for (source, _), code in _kept.items()) > _KEPT_BYTES:
        del _kept[next(iter(_kept))]
