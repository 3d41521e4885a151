"""Scripts of pages that are kept compiled, because one page after another loads them: libraries, test harnesses.

OPTIMIZATION: compiling takes 35 µs per KB, reading what was compiled 3. What a script declares at its top level is
global and cannot come from a function; so those are kept that are one expression, as libraries in a wrapping function
are.
"""

from __future__ import annotations

import re

from .abi import compile_script

FILENAME = "<input>"
"""What the engine's binding calls the scripts that it evaluates."""
_SIZES = range(16 * 1024, 1024**2)
_KEPT_BYTES = 32 * 1024**2
_REMEMBERED = 256
_HEAD = re.compile(r"\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*[(!](?:async |function\b|\()", re.DOTALL)
_TAIL = re.compile(r"(?:\s|;|^[ \t]*//[^\n]*$)+\Z", re.MULTILINE)
_NO_EXPRESSION = -1

_sights: dict[int, int] = {}
"""By the script's hash, how often it was seen."""
_kept: dict[str, bytes] = {}


def compiled(text: str) -> bytes | None:
    """Bytecode that makes a function which does what the script does, from the second time on that the script comes.
    None: evaluate it."""
    if len(text) not in _SIZES:
        return None
    if (code := _kept.get(text)) is not None:
        return code
    key = hash(text)
    sights = _sights.pop(key, 0)
    if sights == 1 and _HEAD.match(text):
        code = compile_script(f"(()=>({_TAIL.sub('', text)}\n))", FILENAME)
    if code is not None:
        _keep(text, code)
    else:
        _sights[key] = 1 if sights == 0 else _NO_EXPRESSION
        if len(_sights) > _REMEMBERED:
            del _sights[next(iter(_sights))]
    return code


def _keep(text: str, code: bytes) -> None:
    _kept[text] = code
    while sum(len(script) + len(code) for script, code in _kept.items()) > _KEPT_BYTES:
        del _kept[next(iter(_kept))]
