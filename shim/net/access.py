"""Access of a page to hosts and files. Pages are untrusted: this is the only place that says yes to a host or a file.

A document reaches its own origin, the origin that the caller opened, the hosts that the caller allowed and, when the
caller opened a file, the files beside and below it. Routes that the caller gave are answered before these rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import Failure, NetworkError, shorten
from .url import Origin, origin, parse, scheme, to_path

# https://fetch.spec.whatwg.org/#port-blocking
# fmt: off
_BAD_PORTS: Final = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
})
# fmt: on


def host_patterns(hosts: Iterable[str]) -> tuple[str, ...]:
    """The patterns that a caller gave as `Access.allow_hosts`. Raises `ValueError` for one that could never match."""
    if isinstance(hosts, str):
        raise ValueError(f"allow_hosts is the text {hosts!r}: give a list, [{hosts!r}]")
    patterns = tuple(hosts)
    for pattern in patterns:
        if not re.fullmatch(r"[^/@?#\s]+", str(pattern)) or type(pattern) is not str:
            raise ValueError(f"{pattern!r} is not a host: give one like cdn.example, cdn.example:8080, *.example, or *")
    return patterns


@dataclass(frozen=True, slots=True)
class Access:
    """The rules for every document of one page."""

    opened_url: str  # what the caller opened: goto's argument, or the URL given with set_content
    allow_hosts: tuple[str, ...] = ()  # "cdn.example", "cdn.example:8080", "*.example" (not example itself), "*"
    file_root: Path | None = None  # the folder whose files may be read; by default that of an opened file

    def check(self, url: str, initiator: Origin | None) -> None:
        """Refuses a document of origin `initiator` (None: the caller) a request to an http(s) URL out of its reach.

        :raises NetworkError: REFUSED, with the option that would allow it.
        """
        parsed = parse(url)
        if parsed.port and int(parsed.port) in _BAD_PORTS:
            raise NetworkError(
                url, Failure.REFUSED, f"{shorten(url)} refused: port {parsed.port} is never fetched from"
            )
        wanted = parsed.origin
        # A server may send its visitors from http to https, on the default ports.
        upgraded = parsed.protocol == "https:" and not parsed.port and f"http://{parsed.hostname}"
        for known in (origin(self.opened_url), initiator):
            if known is not None and not known.is_opaque and known.serialized in (wanted, upgraded):
                return
        if any(_host_matches(pattern, parsed.hostname, parsed.host) for pattern in self.allow_hosts):
            return
        raise NetworkError(
            url,
            Failure.REFUSED,
            f"{shorten(url)} refused: {parsed.host} is neither the origin of the document nor the one opened "
            f"({shorten(self.opened_url)}); allow it with allow_hosts=({parsed.hostname!r},), "
            "or answer the request with page.route()",
        )

    def file_path(self, url: str, initiator: Origin | None) -> Path:
        """The path, free of symbolic links, that a document of origin `initiator` (None: the caller) may read.

        :raises NetworkError: REFUSED, with the option that would allow it; NOT_FOUND for a path that cannot exist.
        """
        if scheme(self.opened_url) != "file" or (initiator is not None and initiator.scheme != "file"):
            who = "the page" if initiator is None else f"a document from {initiator.scheme}:"
            raise NetworkError(
                url,
                Failure.REFUSED,
                f"{shorten(url)} refused: {who} was not opened as a file; "
                "open the page by its path, or answer the request with page.route()",
            )
        opened = to_path(self.opened_url)
        try:
            path = to_path(url).resolve()
            root = (self.file_root or opened.parent).resolve()
            if path.is_relative_to(root) or path == opened.resolve():
                return path
        except (ValueError, OSError, RuntimeError) as error:
            raise NetworkError(url, Failure.NOT_FOUND, f"{shorten(url)} cannot be read: {error}") from None
        raise NetworkError(
            url,
            Failure.REFUSED,
            f"{shorten(url)} refused: it leads outside of {root}, the folder of the page that was opened; "
            "allow a wider one with file_root=, or answer the request with page.route()",
        )


def _host_matches(pattern: str, hostname: str, host: str) -> bool:
    pattern = pattern.lower()
    if pattern.startswith("*."):
        return hostname.endswith(pattern[1:]) or host.endswith(pattern[1:])
    return pattern in ("*", hostname, host)
