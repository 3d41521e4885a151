"""`?pipe=...`: what a request asks the test server to do to its answer.

https://web-platform-tests.org/writing-tests/server-pipes.html
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

from .answers import Answer

Substitute = Callable[[bytes, bool], bytes]
"""Replaces the expressions in a body; the flag: whether what it puts there is escaped for markup."""
_PIPE = re.compile(r"\s*(\w+)\s*(?:\(((?:[^)\\]|\\.)*)\))?\s*(?:\||$)", re.S)
_ARGUMENT = re.compile(r"((?:[^,\\]|\\.)*)(?:,|$)", re.S)
_ESCAPE = re.compile(r"\\(.)", re.S)
_GZIP = 16 + zlib.MAX_WBITS


class PipeError(ValueError):
    """A request asks for what cannot be done."""


def apply_pipes(query: str, answer: Answer, substitute: Substitute, *, is_markup: bool) -> None:
    """Does what the query's pipes say, in their order. Raises `PipeError`, and what `substitute` raises."""
    for value in parse_qs(query).get("pipe", ()):
        for name, arguments in _pipes(value):
            try:
                _apply(name, arguments, answer, substitute, is_markup=is_markup)
            except (ValueError, IndexError) as error:
                raise PipeError(f"the pipe {name}({', '.join(arguments)}): {error}") from None


def _pipes(text: str) -> Iterator[tuple[str, list[str]]]:
    at = 0
    while at < len(text):
        found = _PIPE.match(text, at)
        if found is None:
            raise PipeError(f"the pipes {text!r} cannot be read from {text[at:]!r} on")
        at = found.end()
        arguments = [] if found[2] is None else _arguments(found[2])
        yield found[1], arguments


def _arguments(text: str) -> list[str]:
    parts = [_ESCAPE.sub(r"\1", found[1].strip()) for found in _ARGUMENT.finditer(text)]
    # the empty match at the end of what does not end with a comma
    return parts[:-1] if text and not text.endswith(",") else parts


def _apply(name: str, arguments: list[str], answer: Answer, substitute: Substitute, *, is_markup: bool) -> None:
    match name:
        case "status":
            answer.status = int(arguments[0])
        case "header":
            answer.set_header(arguments[0], arguments[1], append=len(arguments) > 2 and arguments[2].lower() == "true")
        case "sub":
            answer.body = substitute(answer.body, arguments[0] == "html" if arguments else is_markup)
        case "slice":
            start, end = (None if each == "null" else int(each) for each in [*arguments, "null"][:2])
            answer.body = answer.body[start:end]
        case "gzip":
            compressor = zlib.compressobj(wbits=_GZIP)
            answer.body = compressor.compress(answer.body) + compressor.flush()
            answer.set_header("Content-Encoding", "gzip")
        case "trickle":
            # AD-HOC: the whole answer comes after all of its delays
            answer.delay += sum(_delays(arguments[0], len(answer.body)))
        case _:
            raise PipeError("there is no such pipe here")


def _delays(text: str, size: int) -> Iterator[float]:
    """The delays of `trickle`, in seconds: numbers of bytes, `d` and seconds, `r` and how many of them to repeat until
    everything is sent."""
    steps = text.split(":")
    repeated: list[str] = []
    if steps[-1].startswith("r"):
        count = int(steps.pop()[1:])
        repeated = steps[-count:] if count > 0 else []
    while steps:
        for step in steps:
            if step.startswith("d"):
                yield float(step[1:])
            else:
                size -= int(step)
        steps = repeated if size > 0 and any(not step.startswith("d") and int(step) > 0 for step in repeated) else []
