"""The style sheets of one tree: where each comes from, and which of their rules apply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from turbohtml import Document, Element, ShadowRoot, Text

from .conditions import media_matches, supports_condition
from .rules import ActiveRule, ActiveRules
from .syntax import GroupRule, ImportRule, OtherRule, StyleRule, parse_sheet
from .viewport import Viewport

MAX_IMPORTS = 32
"""Depth to which sheets may import each other."""
_UNLAYERED = 1 << 30
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
