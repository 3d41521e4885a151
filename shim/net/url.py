"""URLs and origins as the URL and HTML standards have them, over ada-url.

Also the host half of the page's own `URL` interface, and the way from a command line argument to a URL.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from ada_url import URL

from shim.remembered import remembered

from . import domain
from .errors import shorten

COMPONENTS: Final[Sequence[str]] = (
    "href",
    "origin",
    "protocol",
    "username",
    "password",
    "host",
    "hostname",
    "port",
    "pathname",
    "search",
    "hash",
)

_LOCAL_HOSTS: Final = re.compile(r"(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]")
_ADDRESS: Final = re.compile(r"\d+(?:\.\d+){3}|\[.*\]")
_SCHEME: Final = re.compile(r"(https?|file|data|about):", re.IGNORECASE)
_OTHER_URL: Final = re.compile(r"[a-z][a-z0-9+.-]+://|(?:javascript|blob):", re.IGNORECASE)
# Characters that a path may hold unescaped, for parsing it as a file: URL leaves them alone.
_PATH_SAFE: Final = "/!$&'()*+,;=:@-._~"

# https://url.spec.whatwg.org/#special-scheme
_WITH_DOMAINS: Final = frozenset(("http:", "https:", "ws:", "wss:", "ftp:", "file:"))

_opaque_serial: Final = count(1)


def _well_formed(text: str) -> str:
    """USVString conversion: a lone surrogate becomes U+FFFD (ada-url takes UTF-8 only)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def parse(url: str, base: str | None = None) -> URL:
    """Parse `url` against `base`. https://url.spec.whatwg.org/#concept-url-parser

    :raises ValueError: it is not a URL, or a relative one without a base.
    """
    try:
        if base is not None and "xn--" in base.lower():
            _checked(URL(base))
        return _checked(URL(_well_formed(url), base))
    except ValueError:
        relative_to = f" relative to {shorten(base)!r}" if base is not None else ""
        raise ValueError(f"{shorten(url)!r} is not a valid URL{relative_to}") from None


def _checked(parsed: URL) -> URL:
    """`parsed`, whose domain is one. :raises ValueError: a label in Punycode is not valid."""
    if "xn--" in parsed.href and parsed.protocol in _WITH_DOMAINS and not domain.is_valid(parsed.hostname):
        raise ValueError(f"{shorten(parsed.hostname)!r} is not a valid domain")
    return parsed


def is_valid(url: str) -> bool:
    """True for an absolute URL that parses."""
    try:
        parse(url)
    except ValueError:
        return False
    return True


def join(base: str, url: str) -> str:
    """The serialized form of `url` seen from `base`. :raises ValueError: not a valid URL."""
    return parse(url, base).href


def matches_about_blank(url: str) -> bool:
    """True for about:blank, with or without a query and a fragment.

    https://html.spec.whatwg.org/multipage/urls-and-fetching.html#matches-about:blank
    """
    return url.partition("#")[0].partition("?")[0] == "about:blank"


def without_fragment(url: str) -> str:
    """`url` (serialized) up to its fragment."""
    return url.partition("#")[0]


def scheme(url: str) -> str:
    """The scheme of a serialized URL, without the colon."""
    return url.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Origin:
    """A tuple origin, or an opaque one, which equals nothing but itself.

    https://html.spec.whatwg.org/multipage/browsers.html#concept-origin
    """

    serialized: str  # "https://host:port" without a default port; "null" when opaque
    scheme: str  # of the URL it came from; for opaque origins too
    serial: int = field(default=0, repr=False)  # tells opaque origins apart

    @property
    def is_opaque(self) -> bool:
        return self.serial != 0

    def __str__(self) -> str:
        return self.serialized


def opaque_origin(scheme: str = "") -> Origin:
    """A new opaque origin, as for a sandboxed document."""
    return Origin("null", scheme, next(_opaque_serial))


def origin(url: str) -> Origin:
    """The origin of a URL; every call for data:, file: and the like makes another opaque one.

    https://url.spec.whatwg.org/#concept-url-origin
    """
    serialized, scheme_ = _origin_and_scheme(url)
    return opaque_origin(scheme_) if serialized == "null" else Origin(serialized, scheme_)


@remembered(256)
def _origin_and_scheme(url: str) -> tuple[str, str]:
    parsed = parse(url)
    return parsed.origin, parsed.protocol[:-1] if parsed.origin == "null" else scheme(parsed.origin)


def same_origin(a: str | Origin, b: str | Origin) -> bool:
    """True when two origins, or those of two URLs, are the same.
    https://html.spec.whatwg.org/multipage/browsers.html#same-origin"""
    return (origin(a) if isinstance(a, str) else a) == (origin(b) if isinstance(b, str) else b)


def same_site(a: str | Origin, b: str | Origin) -> bool:
    """True when two origins, or those of two URLs, are of one site.
    https://html.spec.whatwg.org/multipage/browsers.html#same-site"""
    first, second = (origin(each) if isinstance(each, str) else each for each in (a, b))
    if first.is_opaque or second.is_opaque:
        return first == second
    return _site(first.serialized) == _site(second.serialized)


def partition(own: Origin, above: Sequence[Origin]) -> str:
    """The name of the part that a document's origin has for itself, "" for what it shares with documents of the top
    level. `above` are the origins of the documents around it, the top one last.

    https://privacycg.github.io/storage-partitioning/
    """
    if all(same_site(own, each) for each in above):
        return ""
    top = above[-1]
    return f"{top}#{top.serial}" if top.is_opaque else "//".join(_site(top.serialized))


@remembered(256)
def _site(serialized: str) -> tuple[str, str]:
    """The scheme and the registrable domain of an origin.

    AD-HOC: there is no list of public suffixes: the registrable domain is the last two labels of the host.
    """
    parsed = parse(serialized)
    host = parsed.hostname
    return parsed.protocol, host if _ADDRESS.fullmatch(host) else ".".join(host.split(".")[-2:])


@remembered(256)
def is_potentially_trustworthy(url: str) -> bool:
    """True when a document at `url` is a secure context.

    https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
    """
    if url in ("about:blank", "about:srcdoc"):
        return True
    parsed = parse(url)
    if parsed.protocol == "blob:":
        return parsed.origin != "null" and is_potentially_trustworthy(parsed.origin)
    if parsed.protocol in ("https:", "wss:", "data:", "file:"):
        return True
    return parsed.protocol in ("http:", "ws:") and _LOCAL_HOSTS.fullmatch(parsed.hostname) is not None


def components(url: str, base: str | None = None) -> list[str] | None:
    """The attributes of the page's `URL` interface in the order of COMPONENTS; None when parsing fails."""
    try:
        parsed = parse(url, base)
    except ValueError:
        return None
    return [getattr(parsed, name) for name in COMPONENTS]


def set_component(href: str, name: str, value: str) -> list[str]:
    """The components after an attribute other than `href` was assigned; a value that does not fit changes nothing.

    https://url.spec.whatwg.org/#api
    """
    if name not in COMPONENTS[2:]:
        raise ValueError(f"{name!r} is not a part of a URL that can be assigned")
    parsed = URL(href)
    try:
        setattr(parsed, name, _well_formed(value))
        _checked(parsed)
    except ValueError:
        return [getattr(URL(href), each) for each in COMPONENTS]
    return [getattr(parsed, each) for each in COMPONENTS]


def from_path(path: Path) -> str:
    """The file: URL of a path (made absolute, `..` and symbolic links left as they are)."""
    return "file://" + quote_from_bytes(os.fsencode(path.absolute()), safe=_PATH_SAFE)


def to_path(url: str) -> Path:
    """The path a file: URL names; not yet checked against any rule.

    :raises ValueError: it names another host, or its path cannot exist.
    """
    parsed = parse(url)
    if parsed.host:
        raise ValueError(f"{shorten(url)} names the host {parsed.host!r}; file: URLs reach this machine only")
    raw = unquote_to_bytes(parsed.pathname)
    if b"\0" in raw:
        raise ValueError(f"{shorten(url)} has a NUL in its path")
    return Path(os.fsdecode(raw))


def from_argument(argument: str, directory: Path | None = None) -> str:
    """The absolute URL for what a person typed: a path (with or without ?query#fragment) or a URL.

    `directory` is what relative paths start from; by default the current one.

    :raises FileNotFoundError: no such file. :raises IsADirectoryError: a folder. :raises ValueError: not a URL.
    """
    if _SCHEME.match(argument):
        url = parse(argument).href
        if scheme(url) == "file":
            _require_file(to_path(url))
        return url
    if not argument or _OTHER_URL.match(argument):
        raise ValueError(f"{shorten(argument)!r} is neither a file nor a URL of http:, https:, file: or data:")
    root = Path.cwd() if directory is None else directory
    path, suffix = root / argument, ""
    if not path.exists() and (cut := re.search(r"[?#]", argument)):
        path, suffix = root / argument[: cut.start()], argument[cut.start() :]
    _require_file(path)
    return join(from_path(path), suffix) if suffix else from_path(path)


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; give the HTML file in it")
    if not path.exists():
        raise FileNotFoundError(f"no such file: {path}")
