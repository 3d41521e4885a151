"""Text of pages in SVG and HTML: escaped, without characters that XML has no way to write, and bounded."""

from __future__ import annotations

import re
from html import escape

# https://www.w3.org/TR/xml/#charsets, and the controls that turn the direction of what follows
_UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def plain(value: str, limit: int = 300) -> str:
    """The text as it can be written and shown; a text longer than ``limit`` ends in an ellipsis."""
    if len(value) > limit:
        value = value[: limit - 1] + "…"
    return _UNWRITABLE.sub("\ufffd", value)


def text(value: str, limit: int = 300) -> str:
    """`plain` for element content and for attributes in double quotes."""
    return escape(plain(value, limit), quote=True)


def seconds(t: float) -> str:
    """A time, to the millisecond."""
    return f"{t:.3f} s"


def share(part: float, whole: float) -> str:
    """A percentage for a coordinate."""
    return f"{round(100 * part / whole, 4) if whole > 0 else 0:g}%"


def short_url(url: str) -> str:
    """The end of a URL, where the file's name is."""
    if url.startswith("data:"):
        return url[:24] + "…"
    parts = url.split("?")[0].split("#")[0].rstrip("/").split("/")
    return "/".join(parts[-2:] if len(parts) > 4 else parts[2:] or parts)
