"""Host operations of CSSOM: declarations, sheets and computed style, over turbohtml's cascade.
https://drafts.csswg.org/cssom/"""

from __future__ import annotations

import json
import re

from turbohtml import Document, Element, SelectorSyntaxError, Text
from turbohtml._html import _css_parse_declarations, _css_parse_rules
from turbohtml.convert import css_specificity
from turbohtml.cssom import computed_style

from shim.dom.tree import Tree
from shim.engine.realm import operation

from .colors import resolve_color
from .properties import PROPERTIES, collapse, expand, longhands
from .user_agent_style import USER_AGENT_SHEET

_CAMEL = re.compile(r"[A-Z]")
_LENGTHS = re.compile(r"(?:margin|padding|border|outline)-?(?:top|right|bottom|left)?-?(?:width)?$|text-indent$")
_WIDTHS = {"medium": "3px", "thin": "1px", "thick": "5px"}


def property_name(name: str) -> str | None:
    """The CSS property that an IDL attribute or a dashed name stands for, None when there is none."""
    if name == "cssFloat":
        return "float"
    if name in PROPERTIES:
        return name
    dashed = _CAMEL.sub(lambda m: "-" + m.group(0).lower(), name)
    if dashed.startswith("webkit-"):
        dashed = "-" + dashed
    return dashed if dashed in PROPERTIES and "-" not in name else None


class StyleOperations:
    """Host operations of `js/platform/cssom`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @operation
    def css_property(self, name: str) -> str | None:
        return property_name(name)

    @operation
    def css_attributes(self) -> str:
        """The IDL attributes of every property, as JSON."""
        found = [re.sub(r"-([a-z])", lambda m: m.group(1).upper(), p.removeprefix("-")) for p in sorted(PROPERTIES)]
        return json.dumps(["cssFloat" if name == "float" else name for name in found])

    @operation
    def css_longhands(self, name: str) -> str:
        """The longhands of a shorthand, separated by spaces."""
        return " ".join(longhands(name))

    @operation
    def css_collapse(self, values: str) -> str:
        return collapse(json.loads(values))

    @operation
    def css_declarations(self, text: str) -> str:
        """The declarations of a block as JSON: [name, value, important], in their order, shorthands of sides taken
        apart."""
        found: dict[str, tuple[str, str, bool]] = {}
        for item in _css_parse_declarations(text):
            name, value, important = item[0], item[1], bool(item[2])
            name = name if name.startswith("--") else name.lower()
            if name not in PROPERTIES and not name.startswith("--"):
                continue
            for longhand, part in expand(name, value):
                if important or not found.get(longhand, ("", "", False))[2]:
                    found.pop(longhand, None)
                    found[longhand] = (longhand, part, important)
        return json.dumps(list(found.values()))

    @operation
    def css_rules(self, text: str) -> str:
        """The style rules of a sheet as JSON: [selector, declarations]. AD-HOC: at-rules are left out."""
        return json.dumps([[rule[0], _declarations_text(rule[1])] for rule in _css_parse_rules(text)])

    @operation
    def sheet_text(self, id_: int) -> str:
        """The text of a style element."""
        return "".join([c.data for c in self._tree.element(id_).children if isinstance(c, Text)])

    @operation
    def set_sheet_text(self, id_: int, text: str) -> None:
        """A changed sheet goes back into its element, where the cascade looks for it."""
        element = self._tree.element(id_)
        for child in list(element.children):
            child.extract()
        element.append(Text(text))
        self._tree.version += 1

    @operation
    def style_sheets(self, root_id: int) -> str:
        """The style and link elements that may have a sheet, in tree order."""
        found = self._tree.node(root_id).iter_elements(["style", "link"])
        return self._tree.ids(
            e for e in found if e.tag == "style" or "stylesheet" in (e.attr("rel") or "").lower().split()
        )

    @operation
    def cascaded_value(self, id_: int, name: str) -> str | None:
        """The winning declaration of a property that turbohtml's cascade does not know; custom ones are inherited.
        AD-HOC: rules in at-rules do not take part."""
        tree = self._tree
        element: Element | None = tree.element(id_)
        root = tree.root(tree.element(id_))
        sheets = (
            [self.sheet_text(tree.id(e)) for e in root.iter_elements("style")] if isinstance(root, Document) else []
        )
        rules = [rule for text in sheets for rule in _css_parse_rules(text) if any(d[0] == name for d in rule[1])]
        while element is not None:
            best: tuple[tuple[bool, tuple[int, int, int]], str] | None = None
            for selector, declarations in ((rule[0], rule[1]) for rule in rules):
                specificity = _specificity(element, selector)
                if specificity is not None:
                    best = _better(best, declarations, name, specificity)
            best = _better(best, _css_parse_declarations(element.attr("style") or ""), name, (9, 0, 0))
            if best is not None:
                return best[1]
            element = element.parent if name.startswith("--") and isinstance(element.parent, Element) else None
        return None

    # https://drafts.csswg.org/cssom/#dom-window-getcomputedstyle
    @operation
    def computed_styles(self, id_: int) -> str:
        """The resolved values by property, as JSON; {} for an element outside of a document."""
        tree = self._tree
        element = tree.element(id_)
        if not isinstance(tree.root(element), Document):
            return "{}"
        sheet = Element("style")
        sheet.append(Text(USER_AGENT_SHEET))
        root = next(c for c in tree.root(element).children if isinstance(c, Element))
        if len(root):
            root[0].insert_before(sheet)
        else:
            root.append(sheet)
        try:
            style = computed_style(element)
            values = {name: style[name] for name in style}
        finally:
            sheet.extract()
        if element is root:
            values["display"] = "block" if values.get("display") == "inline" else values.get("display", "block")
        return json.dumps(_resolved(values))


def _resolved(values: dict[str, str]) -> dict[str, str]:
    """Resolved values as browsers print them, as far as that needs no layout."""
    color = resolve_color(values.get("color", "black"), "rgb(0, 0, 0)")
    for name, value in values.items():
        if name.endswith("color"):
            values[name] = color if name == "color" else resolve_color(value, color)
        elif name.endswith("-width") and name.startswith(("border", "outline")):
            style = values.get(name.removesuffix("width") + "style", "none")
            values[name] = "0px" if style in ("none", "hidden") else _WIDTHS.get(value, value)
        elif value == "0" and _LENGTHS.match(name):
            values[name] = "0px"
    if values.get("font-size") == "medium":
        values["font-size"] = "16px"
    weight = {"normal": "400", "bold": "700"}
    values["font-weight"] = weight.get(values.get("font-weight", "400"), values.get("font-weight", "400"))
    return values


def _specificity(element: Element, selector: str) -> tuple[int, int, int] | None:
    """The selector's specificity if it matches. AD-HOC: a list counts as its most specific part."""
    try:
        return max(css_specificity(selector)) if element.matches(selector) else None
    except (SelectorSyntaxError, ValueError):
        return None


def _better(
    best: tuple[tuple[bool, tuple[int, int, int]], str] | None,
    declarations: object,
    name: str,
    specificity: tuple[int, int, int],
) -> tuple[tuple[bool, tuple[int, int, int]], str] | None:
    """The declaration that wins: by importance, then specificity, then order."""
    for item in declarations:  # type: ignore[attr-defined]
        if item[0] == name:
            rank = (bool(item[2]), specificity)
            if best is None or rank >= best[0]:
                best = rank, item[1]
    return best


def _declarations_text(items: object) -> str:
    parts = [f"{i[0]}: {i[1]}{' !important' if i[2] else ''}" for i in items]  # type: ignore[attr-defined]
    return "; ".join(parts)
