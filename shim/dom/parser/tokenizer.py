"""The tokenizer. https://html.spec.whatwg.org/multipage/parsing.html#tokenization

A token is taken whole, by regular expressions, once all of it is there; the standard's states are the places in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar, Literal, Protocol

from shim.dom.names import ascii_lower

from .character_references import may_go_on, resolve, resolve_all

State = Literal["data", "rcdata", "rawtext", "script", "plaintext"]

_SPACE = "\t\n\f "
_TEXT = re.compile(r"[^<&]+")
_TAG = re.compile(r"</?([A-Za-z][^\t\n\f />]*)")
_BEFORE_ATTRIBUTE = re.compile(r"[\t\n\f /]*")
_ATTRIBUTE = re.compile(r"(=?[^\t\n\f />=]*)[\t\n\f ]*")
_BEFORE_VALUE = re.compile(r"=[\t\n\f ]*")
_UNQUOTED = re.compile(r"[^\t\n\f >]*")
_COMMENT = re.compile(r"<!--(?:-?>|(.*?)--!?>)", re.S)
_OPEN_COMMENT = re.compile(r"<!--(.*?)(?:--!?|-)?\Z", re.S)
_BEGUN = re.compile(r"<(?:!(?:-|d(?:o(?:c(?:t(?:y(?:p)?)?)?)?)?|\[(?:C(?:D(?:A(?:T(?:A)?)?)?)?)?)?|/)?\Z", re.I)
"""The beginning of something that cannot be told yet."""
_DOCTYPE = re.compile(r"<!doctype", re.I)
_DOCTYPE_NAME = re.compile(r"[\t\n\f ]*([^\t\n\f >]*)[\t\n\f ]*")
_PUBLIC = re.compile(r"public[\t\n\f ]*(?:\"([^\">]*)(\")?|'([^'>]*)(')?)", re.I)
_SYSTEM = re.compile(r"system[\t\n\f ]*", re.I)
_QUOTED = re.compile(r"[\t\n\f ]*(?:\"([^\">]*)(\")?|'([^'>]*)(')?)")
_INSTRUCTION = re.compile(
    r"\?(?!xml(?:-stylesheet)?[\t\n\f ?])([A-Za-z_][A-Za-z0-9_-]*)(?:[\t\n\f ]+(.*?))?\??\Z", re.S | re.I
)
_IN_SCRIPT = re.compile(r"<!--|-->|<(/?)script(?=[\t\n\f />])", re.I)
_MAY_END = re.compile(r"<(?:/[A-Za-z]*)?\Z")


class Tag:
    """A start tag. `at`: where it begins in all that was fed."""

    __slots__ = ("at", "attributes", "name", "self_closing")

    def __init__(self, name: str, attributes: dict[str, str], *, self_closing: bool = False, at: int = -1) -> None:
        self.name = name
        self.attributes = attributes
        self.self_closing = self_closing
        self.at = at


class Sink(Protocol):
    """Receiver of the tokens, which is the tree builder."""

    @property
    def is_in_foreign_content(self) -> bool:
        """True when the adjusted current node is an element that is not in the HTML namespace."""

    def start_tag(self, tag: Tag) -> None: ...
    def end_tag(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def comment(self, data: str) -> None: ...
    def instruction(self, target: str, data: str) -> None: ...
    def doctype(self, name: str, public_id: str | None, system_id: str | None, *, force_quirks: bool) -> None: ...
    def end_of_file(self) -> None: ...


class Tokenizer:
    """Takes tokens from what was fed and gives them to a sink, one `step` after the other.

    `state`, with `end_tag`, is what the sink sets for the contents of elements such as `<title>`.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._text = ""
        self._at = 0
        self._dropped = 0
        self._ended_in_return = False
        self.state: State = "data"
        self.end_tag = ""
        """The name of the end tag that ends the present state."""
        self._end = re.compile("")

    # the input stream -------------------------------------------------------------------------------------------------

    def feed(self, text: str) -> None:
        """Adds to the input. https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream"""
        if not text:
            return
        if self._ended_in_return and text[0] == "\n":
            text = text[1:]
            self._ended_in_return = False
            if not text:
                return
        self._ended_in_return = text[-1] == "\r"
        self._text += text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    @property
    def remaining(self) -> int:
        """The number of characters that have not been read yet."""
        return len(self._text) - self._at

    def take_rest(self) -> str:
        """Takes what has not been read yet out of the input: something comes before it."""
        rest = self._text[self._at :]
        self._dropped += self._at
        self._text, self._at = "", 0
        self._ended_in_return = False
        return rest

    def put_behind(self, rest: str) -> None:
        """Puts back what was taken out."""
        self._text += rest

    def read_until(self, state: State, end_tag: str) -> None:
        """Switches to the state for the contents of an element, which that end tag ends."""
        self.state, self.end_tag = state, end_tag
        self._end = re.compile(rf"</{re.escape(end_tag)}(?=[\t\n\f />])", re.I)

    # tokens -----------------------------------------------------------------------------------------------------------

    def step(self, *, at_end: bool) -> bool:
        """Takes the next token; False when there is none before more is fed. `at_end`: nothing more comes."""
        if self._at > 65_536:
            self._dropped += self._at
            self._text, self._at = self._text[self._at :], 0
        if self._at == len(self._text):
            return False
        return self._STATES[self.state](self, at_end)

    def _emit(self, text: str, end: int) -> bool:
        self._at = end
        if text:
            self._sink.text(text)
        return True

    def _data(self, at_end: bool) -> bool:
        text, at = self._text, self._at
        if found := _TEXT.match(text, at):
            return self._emit(found[0], found.end())
        if text[at] == "&":
            if not at_end and may_go_on(text, at):
                return False
            return self._emit(*resolve(text, at))
        if not at_end and _BEGUN.match(text, at):
            return False
        if _TAG.match(text, at):
            return self._tag(at_end)
        follows = text[at + 1 : at + 2]
        if follows == "!":
            return self._declaration(at_end)
        if follows == "?":
            return self._bogus_comment(at + 1, at_end)
        if follows == "/" and at + 2 < len(text):
            if text[at + 2] == ">":
                self._at = at + 3
                return True
            return self._bogus_comment(at + 2, at_end)
        return self._emit("</" if follows == "/" else "<", at + (2 if follows == "/" else 1))

    def _rcdata(self, at_end: bool) -> bool:
        text, at = self._text, self._at
        if text[at] == "&" and self.state == "rcdata":
            if not at_end and may_go_on(text, at):
                return False
            return self._emit(*resolve(text, at))
        ended = self._end.search(text, at)
        end = ended.start() if ended is not None else len(text)
        if ended is not None and end == at:
            return self._tag(at_end)
        if ended is None and not at_end and (unsure := _MAY_END.search(text, at)):
            end = unsure.start()
        if self.state == "rcdata":
            ampersand = text.find("&", at, end)
            end = end if ampersand < 0 else ampersand
        if end == at:
            return False
        return self._emit(text[at:end].replace("\0", "\ufffd"), end)

    # https://html.spec.whatwg.org/multipage/parsing.html#script-data-state and those that follow it
    def _script(self, at_end: bool) -> bool:
        text, at = self._text, self._at
        escapes, position = 0, at
        while found := _IN_SCRIPT.search(text, position):
            position = found.end()
            if found[0] == "<!--":
                if escapes == 0:
                    escapes, position = 1, found.start() + 2
            elif found[0] == "-->":
                escapes = 0
            elif not found[1]:
                escapes = 2 if escapes == 1 else escapes
            elif escapes == 2:
                escapes = 1
            elif found.start() > at:
                return self._emit(text[at : found.start()].replace("\0", "\ufffd"), found.start())
            else:
                return self._tag(at_end)
        return at_end and self._emit(text[at:].replace("\0", "\ufffd"), len(text))

    def _plaintext(self, at_end: bool) -> bool:
        return self._emit(self._text[self._at :].replace("\0", "\ufffd"), len(self._text))

    _STATES: ClassVar[dict[State, Callable[[Tokenizer, bool], bool]]] = {
        "data": _data, "rcdata": _rcdata, "rawtext": _rcdata, "script": _script, "plaintext": _plaintext
    }  # fmt: skip

    # https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state and those that follow it
    def _tag(self, at_end: bool) -> bool:
        text, length = self._text, len(self._text)
        begun = _TAG.match(text, self._at)
        assert begun is not None
        attributes: dict[str, str] = {}
        at = begun.end()
        while True:
            start = at
            at = _BEFORE_ATTRIBUTE.match(text, at).end()  # type: ignore[union-attr]
            if at == length:
                return self._broken_off(at_end)
            if text[at] == ">":
                self_closing = at > start and text[at - 1] == "/"
                break
            name = _ATTRIBUTE.match(text, at)
            assert name is not None
            at, value = name.end(), ""
            if at < length and text[at] == "=":
                at = _BEFORE_VALUE.match(text, at).end()  # type: ignore[union-attr]
                if at == length:
                    return self._broken_off(at_end)
                if text[at] in "\"'":
                    closed = text.find(text[at], at + 1)
                    if closed < 0:
                        return self._broken_off(at_end)
                    value, at = text[at + 1 : closed], closed + 1
                else:
                    found = _UNQUOTED.match(text, at)
                    assert found is not None
                    value, at = found[0], found.end()
            if at == length:
                return self._broken_off(at_end)
            attributes.setdefault(_named(name[1]), resolve_all(value.replace("\0", "\ufffd")))
        first, self._at = self._at, at + 1
        self.state = "data"
        if text[first + 1] == "/":
            self._sink.end_tag(_named(begun[1]))
        else:
            tag = Tag(_named(begun[1]), attributes, self_closing=self_closing, at=self._dropped + first)
            self._sink.start_tag(tag)
        return True

    def _broken_off(self, at_end: bool) -> bool:
        """A tag that does not end is none."""
        if at_end:
            self._at = len(self._text)
        return at_end

    # https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state
    def _declaration(self, at_end: bool) -> bool:
        text, at = self._text, self._at
        if text.startswith("<!--", at):
            found = _COMMENT.match(text, at)
            if found is None and not at_end:
                return False
            found = found or _OPEN_COMMENT.match(text, at)
            assert found is not None
            self._at = found.end()
            self._sink.comment((found[1] or "").replace("\0", "\ufffd"))
            return True
        if _DOCTYPE.match(text, at):
            end = text.find(">", at)
            if end < 0 and not at_end:
                return False
            self._at = end + 1 if end >= 0 else len(text)
            self._doctype(text[at + 9 : end if end >= 0 else len(text)], is_broken=end < 0)
            return True
        if text.startswith("<![CDATA[", at) and self._sink.is_in_foreign_content:
            end = text.find("]]>", at)
            if end < 0 and not at_end:
                return False
            return self._emit(text[at + 9 : end if end >= 0 else len(text)], end + 3 if end >= 0 else len(text))
        return self._bogus_comment(at + 2, at_end)

    # https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state; processing instructions come here, too
    def _bogus_comment(self, start: int, at_end: bool) -> bool:
        text = self._text
        end = text.find(">", start)
        if end < 0 and not at_end:
            return False
        self._at = end + 1 if end >= 0 else len(text)
        data = text[start : end if end >= 0 else len(text)].replace("\0", "\ufffd")
        if data[:1] == "?" and (found := _INSTRUCTION.match(data)):
            if end >= 0:
                self._sink.instruction(found[1], found[2] or "")
        else:
            self._sink.comment(data)
        return True

    # https://html.spec.whatwg.org/multipage/parsing.html#doctype-state and those that follow it
    def _doctype(self, text: str, *, is_broken: bool) -> None:
        text = text.replace("\0", "\ufffd")
        named = _DOCTYPE_NAME.match(text)
        assert named is not None
        name, at = ascii_lower(named[1]), named.end()
        quirks = is_broken or not name
        public_id = system_id = None
        if at < len(text):
            if found := _PUBLIC.match(text, at):
                public_id = found[1] if found[1] is not None else found[3]
                quirks = quirks or not (found[2] or found[4])
                at = found.end()
                system_is_wanted = False
            elif found := _SYSTEM.match(text, at):
                at, system_is_wanted = found.end(), True
            else:
                quirks, at, system_is_wanted = True, len(text), False
            if found := _QUOTED.match(text, at):
                system_id = found[1] if found[1] is not None else found[3]
                quirks = quirks or not (found[2] or found[4])
            elif system_is_wanted or text[at:].strip(_SPACE):
                quirks = True
        self._sink.doctype(name, public_id, system_id, force_quirks=quirks)


def _named(name: str) -> str:
    return ascii_lower(name).replace("\0", "\ufffd")
