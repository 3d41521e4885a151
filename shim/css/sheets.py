"""The style sheets of one tree: where each comes from, and which of their rules apply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from turbohtml import Document, Element, ShadowRoot, Text

from shim.remembered import remembered

from .conditions import media_matches, supports_condition
from .syntax import GroupRule, ImportRule, OtherRule, StyleRule, parse_sheet
from .viewport import Viewport

MAX_IMPORTS = 32
"""Depth to which sheets may import each other."""
_UNLAYERED = 1 << 30
_LAST_NAME = re.compile(r"(?:^|[\s>+~])([\w-]*)((?:[.#][\w-]+)*)(?::[\w-]+)*$")
_ATTRIBUTE = re.compile(r"""\[[^]["']*(?:(?:"[^"]*"|'[^']*')[^]["']*)?\]""")
_ARGUMENTS = re.compile(r"\([^()]*\)")
_ONLY_ATTRIBUTES = re.compile(r"(?::[\w-]+)*$")
"""What is left of one compound selector of attributes and pseudo-classes without the attributes and arguments."""
_FIRST_ATTRIBUTE = re.compile(r"\[\s*([a-z][a-z0-9-]*)\s*(?:\]|[~|^$*]?=)")
_MOST_NAMES = 1024
_MOVING = ("transition", "animation", "-webkit-transition", "-webkit-animation")
_KEYFRAMES = ("keyframes", "-webkit-keyframes")


@dataclass(slots=True)
class Loaded:
    """A sheet that came over the network; `url` is where it was in the end, and what its own URLs are relative to."""

    url: str
    text: str
    is_readable: bool = True
    """True when script may see its rules: it is of the document's origin, or was shared with it."""


@dataclass(slots=True)
class Sheets:
    """Sheets that were loaded for the elements of a tree and for `@import` rules."""

    linked: dict[Element, Loaded] = field(default_factory=dict)
    """The sheets of link elements."""
    imported: dict[tuple[str, str], Loaded] = field(default_factory=dict)
    """Imported sheets by the URL of the sheet that asks, "" for one in the document, and the URL as it stands in the
    rule."""
    disabled: set[Element] = field(default_factory=set)
    """Elements whose sheet script has disabled."""
    constructed: dict[int, str] = field(default_factory=dict)
    """The texts of sheets that script has made, by number; "" for one that is disabled."""
    adopted: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The numbers of the sheets that a document or a shadow tree has adopted, by the id of its node."""

    def adopted_by(self, root_id: int) -> list[str]:
        """The texts of the sheets that a document or a shadow tree has adopted, in their order."""
        return [self.constructed.get(number, "") for number in self.adopted.get(root_id, ())]


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A style rule that applies, with its place among cascade layers: later ones win, and what is in none."""

    rule: StyleRule
    layer: int


class ActiveRules:
    """The rules of one document or shadow tree that apply, in their order.

    OPTIMIZATION: a rule is only looked at for elements that have an id, a class, an attribute or the name that its last
    compound selector asks for.
    """

    __slots__ = ("_any", "_attributes", "_found", "_named", "all", "keyframes", "moving")

    def __init__(self, rules: list[ActiveRule], keyframes: dict[str, str]) -> None:
        self.all = rules
        self.keyframes = keyframes
        """The texts of `@keyframes` rules by name."""
        self._found: dict[tuple[str, str | None, str | None, tuple[str, ...]], list[ActiveRule]] = {}
        self._attributes: set[str] = set()
        """The names of attributes that rules ask for."""
        self._any: list[int] = []
        self._named: dict[str, list[int]] = {}
        moving: list[str] = []
        for number, active in enumerate(rules):
            for text, _ in active.rule.selectors:
                key = _key_of(text)
                if key is None:
                    self._any.append(number)
                else:
                    self._named.setdefault(key, []).append(number)
                    if key[0] == "[":
                        self._attributes.add(key[1:])
            if any(name.startswith(_MOVING) for name, _, _ in active.rule.declarations):
                moving += [text for text, _ in active.rule.selectors]
        self.moving = tuple(moving)
        """The selectors of rules that declare transitions or animations."""

    def that_may_match(self, element: Element, *, by_name_only: bool = False) -> list[ActiveRule]:
        """The rules whose last compound selector an element fits, as far as names tell. `by_name_only`: none of the
        rules asks for an id or a class."""
        asked = self._attributes
        attributes = tuple([name for name in element.attrs if name.lower() in asked]) if asked else ()
        id_, classes = (None, None) if by_name_only else (element.attr("id"), element.attr("class"))
        key = element.tag, id_, classes, attributes
        rules = self._found.get(key)
        if rules is None:
            found, named = set(self._any), self._named
            found.update(named.get(element.tag.lower(), ()))
            found.update(named.get(f"#{id_}", ()))
            for name in attributes:
                found.update(named.get(f"[{name.lower()}", ()))
            for word in (classes or "").split():
                found.update(named.get("." + word, ()))
            rules = [self.all[number] for number in sorted(found)]
            if len(self._found) >= _MOST_NAMES:
                self._found.clear()
            self._found[key] = rules
        return rules


@remembered(4096)
def _key_of(selector: str) -> str | None:
    """The id, class, attribute or element name, with its sign, that a selector's subject has for certain."""
    rest, count = _ATTRIBUTE.sub("", selector), 1
    while count:
        rest, count = _ARGUMENTS.subn("", rest)
    found = _LAST_NAME.search(rest)
    if found is None:
        return None
    last: str = found[2]
    if last:
        return max(last.replace(".", " .").replace("#", " #").split(), key=lambda name: name[0] == "#")
    name: str = found[1]
    if name:
        return name.lower()
    attribute = _ONLY_ATTRIBUTES.match(rest) and _FIRST_ATTRIBUTE.match(selector)
    return f"[{attribute[1]}" if attribute else None


def sheet_text(element: Element, sheets: Sheets) -> str | None:
    """The text of an element's style sheet; None while a link has none."""
    if element.tag == "style":
        return "".join([child.data for child in element.children if isinstance(child, Text)])
    loaded = sheets.linked.get(element)
    return loaded.text if loaded is not None else None


def sheet_elements(root: Document | Element | ShadowRoot) -> Iterator[Element]:
    """The style and link elements that may have a sheet, in tree order."""
    for element in root.iter_elements(["style", "link"]):
        if element.tag == "link":
            if "stylesheet" in (element.attr("rel") or "").lower().split() and "disabled" not in element.attrs:
                yield element
        elif (element.attr("type") or "text/css").lower() == "text/css":
            yield element


def sheets_key(root: Document | ShadowRoot, sheets: Sheets, viewport: Viewport, adopted: list[str]) -> object:
    """Key that changes with the rules that apply in a tree."""
    elements = [
        (sheet_text(each, sheets), each.attr("media"), each in sheets.disabled) for each in sheet_elements(root)
    ]
    return elements, len(sheets.imported), viewport.version(), list(adopted)


def active_rules(root: Document | ShadowRoot, sheets: Sheets, viewport: Viewport, adopted: list[str]) -> ActiveRules:
    """The style rules of all sheets in a document or shadow tree that apply, in their order; those of `adopted` sheets
    come last.

    AD-HOC: a document that is shown or not makes no difference.
    """
    found: list[ActiveRule] = []
    keyframes: dict[str, str] = {}
    layers: dict[str, int] = {}
    for element in sheet_elements(root):
        text = sheet_text(element, sheets)
        if text is None or element in sheets.disabled or not media_matches(element.attr("media") or "", viewport):
            continue
        loaded = sheets.linked.get(element)
        walk = _Walk(sheets, viewport, layers, found, keyframes)
        walk.sheet(text, loaded.url if loaded is not None else "", "", 0)
    for text in adopted:
        _Walk(sheets, viewport, layers, found, keyframes).sheet(text, "", "", 0)
    return ActiveRules(found, keyframes)


@dataclass(slots=True)
class _Walk:
    """A way through a sheet and all that is in it."""

    sheets: Sheets
    viewport: Viewport
    layers: dict[str, int]
    found: list[ActiveRule]
    keyframes: dict[str, str]

    def sheet(self, text: str, url: str, layer: str, depth: int) -> None:
        for rule in parse_sheet(text):
            if not isinstance(rule, ImportRule):
                self._rule(rule, layer)
                continue
            loaded = self.sheets.imported.get((url, rule.url))
            if loaded is not None and import_applies(rule, self.viewport) and depth < MAX_IMPORTS:
                inner = layer if rule.layer is None else self._enter(layer, rule.layer)
                self.sheet(loaded.text, loaded.url, inner, depth + 1)

    def _rule(self, rule: StyleRule | GroupRule | OtherRule, layer: str) -> None:
        if isinstance(rule, StyleRule):
            self.found.append(ActiveRule(rule, self.layers[layer] if layer else _UNLAYERED))
            for each in rule.rules:
                if not isinstance(each, ImportRule):
                    self._rule(each, layer)
        elif isinstance(rule, OtherRule):
            if rule.keyword in _KEYFRAMES:
                self.keyframes[rule.prelude.strip("\"'")] = rule.text
            for name in rule.prelude.split(",") if rule.keyword == "layer" else ():
                self._enter(layer, name.strip())
        elif self._applies(rule):
            inner = self._enter(layer, rule.prelude) if rule.keyword == "layer" else layer
            for each in rule.rules:
                if not isinstance(each, ImportRule):
                    self._rule(each, inner)

    def _applies(self, rule: GroupRule) -> bool:
        if rule.keyword == "media":
            return media_matches(rule.prelude, self.viewport)
        return rule.keyword == "layer" or supports_condition(rule.prelude)

    def _enter(self, outer: str, name: str) -> str:
        """The full name of a layer, which has its place from when it is first named. AD-HOC: a layer inside another one
        comes after that one's own rules."""
        full = ".".join(filter(None, (outer, name or f"?{len(self.layers)}")))
        parts = full.split(".")
        for end in range(1, len(parts) + 1):
            self.layers.setdefault(".".join(parts[:end]), len(self.layers))
        return full


def import_applies(rule: ImportRule, viewport: Viewport) -> bool:
    """True when the conditions of an `@import` hold."""
    return media_matches(rule.media, viewport) and (not rule.supports or supports_condition(rule.supports))


def imports_of(text: str, viewport: Viewport) -> list[str]:
    """The URLs that a sheet imports on this viewport, as they stand in it."""
    return [r.url for r in parse_sheet(text) if isinstance(r, ImportRule) and import_applies(r, viewport)]
