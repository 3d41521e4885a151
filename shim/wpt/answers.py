"""A request to the test server, and its answer."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Ask(msgspec.Struct, frozen=True):
    """A request. Header names in lower case."""

    url: str
    headers: Mapping[str, str] = {}


class Answer(msgspec.Struct):
    """A response. Header names keep the case that the file gives them. `delay`: seconds before it is sent."""

    body: bytes = b""
    status: int = 200
    headers: list[tuple[str, str]] = []
    delay: float = 0.0

    def set_header(self, name: str, value: str, *, append: bool = False) -> None:
        """Replaces the headers of that name, or adds another one."""
        if not append:
            self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        self.headers = [*self.headers, (name, value)]


def refusal(status: int, reason: str) -> Answer:
    """A plain answer that says what is wrong."""
    return Answer(reason.encode(errors="replace"), status, [("Content-Type", "text/plain")])
