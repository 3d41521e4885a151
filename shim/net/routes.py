"""Answers that the caller gives in place of the network, as Playwright's `page.route` does.

A pattern is a glob (`*` any characters but `/`, `**` any, `?` one character, `{a,b}` either), a compiled regular
expression, or a predicate on the URL. The last route added is asked first.
"""

from __future__ import annotations

import inspect
import json as json_module
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from types import FunctionType
from typing import Any

from . import mime
from .errors import Failure, NetworkError, shorten
from .headers import Headers
from .messages import Reply, Request
from .url import without_fragment

Pattern = str | re.Pattern[str] | Callable[[str], bool]
Handler = Callable[["Route"], object] | Callable[["Route", Request], object]


class Route:
    """A request that waits for its handler to decide; exactly one of the methods must be awaited."""

    def __init__(self, request: Request) -> None:
        self.request = request
        """The request that it is about."""
        self._decision: Reply | NetworkError | Request | None = None
        self.decided = False

    async def fulfill(
        self,
        *,
        status: int = 200,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        body: str | bytes | None = None,
        content_type: str | None = None,
        path: str | Path | None = None,
        json: Any = None,
    ) -> None:
        """Answer with a body, a file's content, or a value as JSON; text is sent as UTF-8."""
        self._decide(
            make_reply(status=status, headers=headers, body=body, content_type=content_type, path=path, json=json)
        )

    async def abort(self, error_code: str = "failed") -> None:
        """Fail the request as if the network had."""
        message = f"{shorten(self.request.url)} was aborted by its route ({error_code})"
        self._decide(NetworkError(self.request.url, Failure.ABORTED, message))

    async def continue_(
        self,
        *,
        url: str | None = None,
        method: str | None = None,
        headers: Mapping[str, str] | None = None,
        post_data: str | bytes | None = None,
    ) -> None:
        """Let the request go to the network, under the page's access rules, with what is given in place of its own.

        :raises ValueError: no page could send such a request.
        """
        changes: dict[str, Any] = {"url": url, "method": method}
        changes["headers"] = None if headers is None else Headers(headers)
        changes["body"] = post_data.encode() if isinstance(post_data, str) else post_data
        self._decide(replace(self.request, **{key: value for key, value in changes.items() if value is not None}))

    async def fallback(self) -> None:
        """Let the next matching route, or the network, answer."""
        self._decide(None)

    def _decide(self, decision: Reply | NetworkError | Request | None) -> None:
        if self.decided:
            raise RuntimeError(f"the route for {shorten(self.request.url)} was already handled")
        self._decision, self.decided = decision, True

    @property
    def decision(self) -> Reply | NetworkError | Request | None:
        """The answer, the failure, the request itself when it goes to the network, None when it falls back."""
        return self._decision


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: Pattern
    matches: Callable[[str], bool]
    answer: Reply | Handler
    takes_request: bool = False
    """True when the handler has a second parameter."""


class Routes:
    """The routes of one page or of one browser."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self.on_error: Callable[[Exception], None] | None = None
        """Gets what a handler raises; the request fails then. Without it `answer` raises the same."""

    def route(
        self,
        pattern: Pattern,
        handler: Handler | None = None,
        *,
        status: int = 200,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        body: str | bytes | None = None,
        content_type: str | None = None,
        path: str | Path | None = None,
        json: Any = None,
    ) -> None:
        """Answer requests for `pattern`: with what is given, or with what `handler(route)` decides."""
        answer: Reply | Handler
        if handler is None:
            answer = make_reply(
                status=status, headers=headers, body=body, content_type=content_type, path=path, json=json
            )
        elif body is None and path is None and json is None:
            answer = handler
        else:
            raise ValueError("give a handler or an answer, not both")
        takes_request = handler is not None and _takes_request(handler)
        self._entries.insert(0, _Entry(pattern, matcher(pattern), answer, takes_request))

    def unroute(self, pattern: Pattern, handler: Handler | None = None) -> None:
        """Remove the routes that were added with `pattern` (and `handler`, when given)."""
        self._entries = [
            entry
            for entry in self._entries
            if entry.pattern != pattern or (handler is not None and entry.answer is not handler)
        ]

    async def answer(self, request: Request) -> Reply | Request | None:
        """The reply; `request` itself when a handler sent it to the network; None when no route answers.

        :raises NetworkError: a handler aborted the request.
        """
        url = without_fragment(request.url)
        for entry in tuple(self._entries):
            if not entry.matches(url):
                continue
            if isinstance(entry.answer, Reply):
                return entry.answer
            try:
                decision = await _ask(entry.answer, request, takes_request=entry.takes_request)
            except Exception as error:
                if self.on_error is None:
                    raise
                self.on_error(error)
                message = f"{shorten(request.url)} failed with its route's handler: {type(error).__name__}: {error}"
                raise NetworkError(request.url, Failure.ABORTED, message) from error
            if isinstance(decision, NetworkError):
                raise decision
            if decision is not None:
                return decision
        return None


def _takes_request(handler: Handler) -> bool:
    """True when a handler has a second parameter."""
    function = getattr(handler, "__func__", handler)
    if isinstance(function, FunctionType) and not hasattr(function, "__wrapped__"):
        # OPTIMIZATION: the full signature takes ten times as long
        is_bound = function is not handler
        return function.__code__.co_argcount - is_bound + bool(function.__code__.co_flags & inspect.CO_VARARGS) > 1
    return len(inspect.signature(handler).parameters) > 1


async def _ask(
    handler: Callable[..., object], request: Request, *, takes_request: bool
) -> Reply | NetworkError | Request | None:
    route = Route(request)
    result = handler(route, request) if takes_request else handler(route)
    if isinstance(result, Awaitable):
        await result
    if not route.decided:
        raise RuntimeError(
            f"the route handler for {shorten(request.url)} returned without awaiting "
            "route.fulfill(), abort(), continue_() or fallback()"
        )
    return route.decision


def make_reply(
    *,
    status: int,
    headers: Mapping[str, str] | Iterable[tuple[str, str]],
    body: str | bytes | None,
    content_type: str | None,
    path: str | Path | None,
    json: Any,
) -> Reply:
    """The answer a caller described. :raises ValueError: more than one body, or no status of HTTP. :raises TypeError:
    the body is neither text nor bytes."""
    if status not in range(100, 600):
        raise ValueError(f"{status!r} is no HTTP status: it is a number from 100 to 599")
    if not isinstance(body, str | bytes | None):
        raise TypeError(f"the body of a routed answer is str or bytes, not {type(body).__name__}")
    if sum(given is not None for given in (body, path, json)) > 1:
        raise ValueError("a routed answer has one of body, path and json")
    result = Headers(headers)
    if json is not None:
        body, content_type = json_module.dumps(json), content_type or "application/json"
    if path is not None:
        body, content_type = Path(path).read_bytes(), content_type or mime.of_file(str(path))
    content = body.encode() if isinstance(body, str) else body or b""
    declared = content_type or result.get("content-type") or (mime.sniff(content) if content else None)
    if declared is not None:
        result = result.with_("Content-Type", _with_charset(declared) if isinstance(body, str) else declared)
    result = result.with_("Content-Length", str(len(content)))
    try:
        reason = HTTPStatus(status).phrase
    except ValueError:
        reason = ""
    return Reply(status, reason, result, content, routed=True)


def _with_charset(content_type: str) -> str:
    """Text was encoded as UTF-8 here, so the answer says so unless the caller names an encoding."""
    mime_type = mime.parse(content_type)
    if mime_type is None or not mime_type.is_text() or "charset" in mime_type.parameters:
        return content_type
    return f"{content_type}; charset=utf-8"


def matcher(pattern: Pattern) -> Callable[[str], bool]:
    """A function that tells whether a URL belongs to `pattern`. :raises TypeError: it is not a pattern."""
    if isinstance(pattern, re.Pattern):
        return lambda url: pattern.search(url) is not None
    if not isinstance(pattern, str):
        if not callable(pattern):
            raise TypeError(f"{pattern!r} is not a pattern: give a glob, a regular expression or a function of the URL")
        return pattern
    regex = re.compile(glob_to_regex(pattern))
    if pattern.endswith("/"):
        return lambda url: regex.fullmatch(url) is not None
    return lambda url: regex.fullmatch(url) is not None or (url.endswith("/") and regex.fullmatch(url[:-1]) is not None)


def glob_to_regex(glob: str) -> str:
    """The regular expression (for a full match) that a URL glob stands for."""
    parts: list[str] = []
    depth = 0
    for token in re.findall(r"\\.|(?:(?<=/)|^)\*\*+/|\*+|[^*]", glob, re.DOTALL):
        if token.startswith("\\") and len(token) == 2:
            parts.append(re.escape(token[1]))
        elif token.endswith("*/"):
            parts.append("(?:.*/)?")
        elif token.startswith("*"):
            parts.append("[^/]*" if token == "*" else ".*")
        elif token == "?":
            parts.append(".")
        elif token == "{":
            depth += 1
            parts.append("(?:")
        elif token == "}" and depth:
            depth -= 1
            parts.append(")")
        elif token == "," and depth:
            parts.append("|")
        else:
            parts.append(re.escape(token))
    if depth:
        raise ValueError(f"the glob {glob!r} opens a brace that it does not close")
    return "".join(parts)
