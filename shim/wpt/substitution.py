"""`{{...}}` in files named *.sub.*: https://web-platform-tests.org/writing-tests/server-pipes.html#sub"""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import msgspec

HOST = "web-platform.test"
ALTERNATE = "not-web-platform.test"
_UNICODE = {"天気の良い日": "xn--n8j6ds53lwwkrqhv28a", "élève": "xn--lve-6lad"}
_LABELS = {name: name for name in ("www", "www1", "www2")} | _UNICODE
SUBDOMAINS = (
    {"": "", "nonexistent": "nonexistent"}
    | _LABELS
    | {f"{a}.{b}": f"{_LABELS[a]}.{_LABELS[b]}" for a in _LABELS for b in _LABELS}
    | {label: label for label in _UNICODE.values()}
)
"""The names that tests use for hosts, and what stands before the host's name."""
_EXPRESSION = re.compile(rb"\{\{([^}]*)\}\}")
_TERM = re.compile(r"\s*(?:\$(?P<let>\w+):)?\s*(?P<name>\$?\w+)\s*(?P<rest>(?:\[[^\]]*\]|\([^)]*\))*)\s*$")
_PART = re.compile(r"\[([^\]]*)\]|\(([^)]*)\)")


_SCHEMES = {
    # there is no server but these: the other names lead to them as well
    "http": ("http", "http-local", "http-public", "http-private"),
    "https": ("https", "https-local", "https-public", "https-private", "h2", "webtransport-h3"),
    "ws": ("ws",),
    "wss": ("wss",),
}
_CALLS = ("uuid", "header_or_default")


class _WithDefault(dict[str, str]):
    """Mapping in which a missing name is empty."""


class SubstitutionError(ValueError):
    """A file asks for what there is not."""


class Addresses(msgspec.Struct, frozen=True):
    """The names and ports under which pages reach the server."""

    host: str = HOST
    alternate: str = ALTERNATE
    http: tuple[int, ...] = (8000, 8001)
    https: tuple[int, ...] = (8443, 8444)
    ws: tuple[int, ...] = (8666,)
    wss: tuple[int, ...] = (8667,)

    @property
    def hosts(self) -> dict[str, dict[str, str]]:
        """By group (`""` or `alt`) and subdomain."""
        return {
            group: {key: f"{sub}.{name}" if sub else name for key, sub in SUBDOMAINS.items()}
            for group, name in (("", self.host), ("alt", self.alternate))
        }

    def origin(self, *, secure: bool) -> str:
        """The origin of the tests."""
        return f"https://{self.host}:{self.https[0]}" if secure else f"http://{self.host}:{self.http[0]}"


def substitute(body: bytes, addresses: Addresses, url: str, headers: Mapping[str, str], *, escape: bool) -> bytes:
    """`body` with its expressions replaced; `escape`: for markup. `headers` of the request, lower case.
    Raises `SubstitutionError`."""
    variables: dict[str, object] = {}

    def replace(match: re.Match[bytes]) -> bytes:
        text = _value(match[1].decode("utf-8", "replace"), addresses, url, headers, variables)
        return (html.escape(text) if escape else text).encode()

    return _EXPRESSION.sub(replace, body)


def _value(
    expression: str, addresses: Addresses, url: str, headers: Mapping[str, str], variables: dict[str, object]
) -> str:
    term = _TERM.match(expression)
    if term is None:
        raise SubstitutionError(f"{{{{{expression}}}}} cannot be read")
    name = term["name"]
    parts = [index if index is not None else call for index, call in _groups(term["rest"])]
    value = _start(name, parts, addresses, url, headers, variables)
    if name not in _CALLS:
        for part in parts:
            value = _item(value, part, expression)
    if term["let"]:
        variables["$" + term["let"]] = value
    if not isinstance(value, (str, int)):
        raise SubstitutionError(f"{{{{{expression}}}}} is not a text")
    return str(value)


def _groups(rest: str) -> list[tuple[str | None, str]]:
    return [(match[1], match[2] or "") for match in _PART.finditer(rest)]


def _start(
    name: str,
    parts: list[str],
    addresses: Addresses,
    url: str,
    headers: Mapping[str, str],
    variables: dict[str, object],
) -> object:
    split = urlsplit(url)
    match name:
        case "host":
            return addresses.host
        case "hosts":
            return addresses.hosts
        case "domains":
            return addresses.hosts[""]
        case "ports":
            return {name: getattr(addresses, scheme) for scheme, names in _SCHEMES.items() for name in names}
        case "uuid":
            return str(uuid.uuid4())
        case "GET":
            query = {key: values[0] for key, values in parse_qs(split.query, keep_blank_values=True).items()}
            return _WithDefault(query)
        case "headers":
            return dict(headers)
        case "header_or_default":
            header, _, default = parts[0].partition(",") if parts else ("", "", "")
            return headers.get(header.strip().lower(), default.strip())
        case "url_base":
            return "/"
        case "location":
            return {
                "server": f"{split.scheme}://{split.netloc}",
                "scheme": split.scheme,
                "host": split.netloc,
                "hostname": split.hostname or "",
                "port": str(split.port or ""),
                "path": split.path,
                "pathname": split.path,
                "query": f"?{split.query}" if split.query else "",
            }
        case _ if name in variables:
            return variables[name]
    raise SubstitutionError(f"{{{{{name}}}}} is not known here")


def _item(value: object, part: str, expression: str) -> object:
    if isinstance(value, tuple) and part.isdigit() and int(part) < len(value):
        return value[int(part)]
    if isinstance(value, dict):
        for key in (part, part.lower()):
            if key in value:
                return value[key]
        if isinstance(value, _WithDefault):
            return ""
    raise SubstitutionError(f"{{{{{expression}}}}} leads nowhere at [{part}]")
