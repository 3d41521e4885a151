"""A request to the test server, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec


class Ask(msgspec.Struct, frozen=True):
    """A request. `headers` has names in lower case, `sent` has what was sent."""

    url: str
    headers: Mapping[str, str] = {}
    method: str = "GET"
    sent: Sequence[tuple[str, str]] = ()
    body: bytes = b""


class Answer(msgspec.Struct):
    """A response. Header names keep the case that the file gives them. `delay`: seconds before it is sent. `reason`:
    the text of the status, if it is not the usual one."""

    body: bytes = b""
    status: int = 200
    headers: list[tuple[str, str]] = []
    delay: float = 0.0
    reason: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, whose name is given in lower case; None when there is none."""
        return next((value for given, value in self.headers if given.lower() == name), None)

    def set_header(self, name: str, value: str, *, append: bool = False) -> None:
        """Replaces the headers of that name, or adds another one."""
        if not append:
            self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        self.headers = [*self.headers, (name, value)]


def ask_of(method: str, url: str, sent: Iterable[tuple[str, str]], body: bytes) -> Ask:
    """A request with the headers that were sent."""
    pairs = list(sent)
    return Ask(url, {name.lower(): value for name, value in pairs}, method, pairs, body)


def refusal(status: int, reason: str) -> Answer:
    """A plain answer that says what is wrong."""
    return Answer(reason.encode(errors="replace"), status, [("Content-Type", "text/plain")])
