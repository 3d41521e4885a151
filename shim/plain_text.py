"""Text of pages for terminals, logs and files: it neither commands a terminal nor looks like a line of ours."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, line and paragraph separators, marks that turn or hide what is around
# them, and lone surrogates. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible(text: str, indent: str = "    ") -> str:
    """The text with escapes in the place of controls, such as `\\x1b` or `\\u202e`; every further line is indented."""
    return _UNSEEN.sub(_escaped, text.replace("\r\n", "\n")).replace("\n", f"\n{indent}")


def xml_text(text: str) -> str:
    """The text with the same escapes, for an XML document, which has no way to write some characters."""
    return _NOT_XML.sub("\ufffd", _UNSEEN.sub(_escaped, text.replace("\r\n", "\n")))


def json_text(json: str) -> str:
    """JSON with JSON's own escapes in the place of controls: it says the same."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
