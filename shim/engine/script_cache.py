"""Scripts of pages that are kept compiled, because one page after another loads them: libraries, harnesses, own ones.

OPTIMIZATION: reading what was compiled takes a fraction of compiling (docs/engine.md).
"""

from __future__ import annotations

from .bytecode import compile_script

LENGTHS = range(200, 1024**2)
"""Lengths of the scripts that are kept."""
_KEPT_BYTES = 32 * 1024**2
_REMEMBERED = 256
_NO_SCRIPT = -1

_sights: dict[tuple[int, str, int], int] = {}
"""By the script's hash and place, how often it was seen."""
_kept: dict[tuple[str, str, int], bytes] = {}
_kept_bytes = 0


def compiled(source: str, url: str, line: int) -> bytes | None:
    """Bytecode of a script with `line` lines above it in the file `url`, from the second time on that it comes. None:
    evaluate it."""
    if len(source) not in LENGTHS:
        return None
    if (code := _kept.get((source, url, line))) is not None:
        return code
    key = hash(source), url, line
    sights = _sights.pop(key, 0)
    if sights == 1:
        code = compile_script(source, url, line + 1)
    if code is not None:
        _keep((source, url, line), code)
    else:
        _sights[key] = 1 if sights == 0 else _NO_SCRIPT
        if len(_sights) > _REMEMBERED:
            del _sights[next(iter(_sights))]
    return code


def _keep(key: tuple[str, str, int], code: bytes) -> None:
    global _kept_bytes
    _kept[key] = code
    _kept_bytes += len(key[0]) + len(code)
    while _kept_bytes > _KEPT_BYTES:
        oldest = next(iter(_kept))
        _kept_bytes -= len(oldest[0]) + len(_kept.pop(oldest))
