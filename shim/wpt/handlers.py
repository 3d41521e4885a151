"""The few of upstream's handlers in Python that many tests ask for. Others are refused: nothing of a checkout runs.

https://web-platform-tests.org/writing-tests/python-handlers/index.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .answers import Answer


def _slow(query: Mapping[str, str]) -> Answer:
    return Answer(delay=float(query.get("delay", "2000")) / 1000)


def _redirect(query: Mapping[str, str]) -> Answer:
    return Answer(status=int(query.get("status", "302")), headers=[("Location", query["location"])])


HANDLERS: Mapping[str, Callable[[Mapping[str, str]], Answer]] = {
    "/common/redirect.py": _redirect,
    "/common/slow.py": _slow,
}
"""By path. They take the parameters of the query and raise `ValueError` or `KeyError` for wrong ones."""
