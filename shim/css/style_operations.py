"""Host operations of CSSOM: declarations, style sheets, conditions and computed styles.
https://drafts.csswg.org/cssom/"""

from __future__ import annotations

import json
import re

from turbohtml import Document, Element, ShadowRoot, Text

from shim.dom.tree import Tree
from shim.engine.realm import Realm, from_json, operation

from .cascade import Cascade
from .conditions import media_matches, media_queries, supports_condition, supports_declaration
from .initial_values import initial_value
from .lengths import Lengths
from .longhands import longhand_value
from .motion_values import MOTION_INITIAL, collapse_motion, motion_value
from .properties import ALIASES, PROPERTIES
from .rendering import Rendering
from .resolved import resolved_value, resolved_values
from .serialization import shorthand_value
from .sheets import Sheets, sheet_elements, sheet_text
from .shorthands import PENDING, expand, expand_pending, longhands, parts_of
from .syntax import GroupRule, ImportRule, Rule, StyleRule, parse_declarations, parse_sheet
from .viewport import Viewport
from .words import shortest

_NUMERIC = frozenset("0123456789.-+")
_CAMEL = re.compile(r"[A-Z]")


def property_name(name: str) -> str | None:
    """The CSS property that an IDL attribute or a dashed name stands for, None when there is none."""
    if name == "cssFloat":
        return "float"
    if name in PROPERTIES:
        return ALIASES.get(name, name)
    dashed = _CAMEL.sub(lambda m: "-" + m.group(0).lower(), name)
    if dashed.startswith("webkit-"):
        dashed = "-" + dashed
    return ALIASES.get(dashed, dashed) if dashed in PROPERTIES and "-" not in name else None


class StyleOperations:
    """Host operations of declarations, style sheets, conditions and computed styles."""

    def __init__(self, realm: Realm, tree: Tree, viewport: Viewport) -> None:
        self._tree = tree
        self.viewport = viewport
        self.cascade = Cascade(realm, tree, viewport)
        self.rendering = Rendering(tree, self.cascade)
        self.lengths = Lengths(self.cascade)

    @property
    def sheets(self) -> Sheets:
        """The style sheets that were loaded; whoever adds one calls `sheets_changed`."""
        return self.cascade.sheets

    def sheets_changed(self) -> None:
        """Forgets what was worked out from the style sheets."""
        self._tree.version += 1

    # properties and declarations

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
        return shortest(from_json(values, list[str]))

    @operation
    def css_declarations(self, text: str) -> str:
        """The declarations of a block as JSON: [name, value, important], in their order, shorthands of sides taken
        apart."""
        found: dict[str, tuple[str, str, bool]] = {}
        for name, value, important in parse_declarations(text):
            if name not in PROPERTIES and not name.startswith("--"):
                continue
            for longhand, given in expand(name, value):
                part = longhand_value(longhand, given)
                if part is None:
                    continue
                if important or not found.get(longhand, ("", "", False))[2]:
                    found.pop(longhand, None)
                    found[longhand] = (longhand, part, important)
        return json.dumps(list(found.values()))

    @operation
    def css_part(self, text: str, name: str) -> str | None:
        """The value that the shorthands in a block give a longhand, None where they say nothing of it."""
        found: str | None = None
        for shorthand, value, _ in parse_declarations(text):
            found = dict(expand_pending(shorthand, value)).get(name, found)
        # https://drafts.csswg.org/css-variables-1/#variables-in-shorthands
        if found is None or found.startswith(PENDING):
            return found and ""
        return longhand_value(name, found)

    @operation
    def css_initial(self, name: str) -> str:
        """The initial value of a property, "" where it is not known."""
        return initial_value(name)

    # conditions

    @operation
    def media_queries(self, text: str) -> str:
        """The queries of a media query list, as JSON."""
        return json.dumps(media_queries(text))

    @operation
    def media_matches(self, text: str) -> bool:
        return media_matches(text, self.viewport)

    @operation
    def css_supports(self, condition: str) -> bool:
        return supports_condition(condition)

    @operation
    def css_supports_declaration(self, name: str, value: str) -> bool:
        return supports_declaration(name, value)

    @operation
    def css_register(self, name: str, value: str) -> None:
        """A custom property has an initial value from now on.
        https://drafts.css-houdini.org/css-properties-values-api/"""
        self.cascade.registered[name] = value
        self.sheets_changed()

    # style sheets

    @operation
    def font_descriptors(self, text: str) -> str:
        """The descriptors of an `@font-face` rule, as JSON of pairs."""
        start, end = text.find("{"), text.rfind("}")
        return json.dumps([[name, value] for name, value, _ in parse_declarations(text[start + 1 : end])])

    @operation
    def css_rules(self, text: str) -> str:
        """The rules of a sheet as JSON, each an object with its `kind`."""
        return json.dumps([_described(rule) for rule in parse_sheet(text)])

    @operation
    def sheet_text(self, id_: int) -> str | None:
        """The text of the style sheet of a style or link element, None while it has none."""
        return sheet_text(self._tree.element(id_), self.sheets)

    @operation
    def sheet_url(self, id_: int) -> str | None:
        """The URL that a link element's sheet came from, None while it has none."""
        loaded = self.sheets.linked.get(self._tree.element(id_))
        return loaded.url if loaded is not None else None

    @operation
    def sheet_is_readable(self, id_: int) -> bool:
        """https://drafts.csswg.org/cssom/#concept-css-style-sheet-origin-clean-flag"""
        loaded = self.sheets.linked.get(self._tree.element(id_))
        return loaded is None or loaded.is_readable

    @operation
    def set_sheet_text(self, id_: int, text: str) -> None:
        """A sheet that script changed goes to where the cascade looks for it: back into its style element, or into
        what was loaded for its link."""
        element = self._tree.element(id_)
        self._tree.look_for_motion(text)
        loaded = self.sheets.linked.get(element)
        if loaded is not None:
            loaded.text = text
        elif element.tag == "style":
            for child in list(element.children):
                child.extract()
            self._tree.grow(len(text))
            element.append(Text(text))
        self.sheets_changed()

    @operation
    def construct_sheet(self) -> int:
        """The number of a new sheet that script makes, by which it is adopted."""
        number = len(self.sheets.constructed)
        self.sheets.constructed[number] = ""
        return number

    @operation
    def set_constructed_sheet(self, number: int, text: str) -> None:
        self.sheets.constructed[number] = text
        if self.sheets.adopted:
            self.sheets_changed()

    # https://drafts.csswg.org/cssom/#dom-documentorshadowroot-adoptedstylesheets
    @operation
    def adopt_sheets(self, root_id: int, numbers: str) -> None:
        """The sheets that a document or a shadow tree has adopted, by their numbers, as JSON."""
        self.sheets.adopted[root_id] = tuple(from_json(numbers, list[int]))
        self.sheets_changed()

    @operation
    def sheet_is_disabled(self, id_: int) -> bool:
        return self._tree.element(id_) in self.sheets.disabled

    @operation
    def set_sheet_disabled(self, id_: int, disabled: bool) -> None:
        """https://drafts.csswg.org/cssom/#dom-stylesheet-disabled"""
        change = self.sheets.disabled.add if disabled else self.sheets.disabled.discard
        change(self._tree.element(id_))
        self.sheets_changed()

    @operation
    def style_sheets(self, root_id: int) -> str:
        """The style and link elements that may have a sheet, in tree order."""
        root = self._tree.node(root_id)
        return self._tree.ids(sheet_elements(root)) if isinstance(root, (Document, ShadowRoot)) else ""

    # computed styles

    @operation
    def cascaded_value(self, id_: int, name: str) -> str | None:
        """The winning declaration of a property without a computed value of its own; custom ones are inherited."""
        element = self._tree.element(id_)
        if name.startswith("--"):
            return self.cascade.declared(element, name)
        name = self.cascade.physical(element, name)
        if name in ("transition", "animation"):
            at_rest = self.cascade.declared_at_rest(element).items()
            return collapse_motion(name, {part: self.lengths.without_math(element, value) for part, value in at_rest})
        values = self._resolved_values(element)

        def value_of(longhand: str) -> str:
            physical = self.cascade.physical(element, longhand)
            return values.get(physical) or self._other_value(element, physical, values["color"]) or ""

        if parts_of(name) and name not in values:
            return shorthand_value(name, value_of, values["color"])
        return self._other_value(element, name, values["color"])

    def _other_value(self, element: Element, name: str, color: str) -> str | None:
        """The computed value of a property that not every element has one of here; None where it is not known."""
        value = self.cascade.declared(element, name)
        if value is None:
            value = MOTION_INITIAL.get(name) or initial_value(name)
        if name in MOTION_INITIAL:
            return motion_value(name, self.lengths.without_math(element, value))
        text = self.lengths.all_in_pixels(element, longhand_value(name, value) or value)
        return resolved_value(name, text, color, lambda word: self.lengths.in_pixels(element, word)) or None

    @operation
    def css_physical(self, id_: int, name: str) -> str:
        """The physical property that a logical one is for an element, any other as it is."""
        return self.cascade.physical(self._tree.element(id_), name)

    # https://drafts.csswg.org/cssom/#dom-window-getcomputedstyle
    @operation
    def computed_styles(self, id_: int) -> str:
        """The resolved values by property, as JSON; {} for an element outside of a document."""
        element = self._tree.element(id_)
        return json.dumps(self._resolved_values(element)) if self._tree.is_connected(element) else "{}"

    def _resolved_values(self, element: Element) -> dict[str, str]:
        values = dict(self.cascade.values(element))
        for name, value in values.items():
            if value[-1].isalpha() and value[0] in _NUMERIC:
                values[name] = self.lengths.in_pixels(element, value)
            elif value[-1] == ")":
                values[name] = self.lengths.without_math(element, value)
        values["line-height"] = self._line_height(element, values["line-height"])
        if "auto" in (values["min-width"], values["min-height"]) and not self._is_item(element):
            # https://drafts.csswg.org/css-sizing-3/#min-size-auto
            values |= {name: "0px" for name in ("min-width", "min-height") if values[name] == "auto"}
        return resolved_values(values)

    def _is_item(self, element: Element) -> bool:
        """True for an item of a flex or grid container."""
        parent = next(self.cascade.flat_ancestors(element), None)
        return parent is not None and self.cascade.values(parent)["display"].removeprefix("inline-") in ("flex", "grid")

    def _line_height(self, element: Element, value: str) -> str:
        """https://drafts.csswg.org/cssom/#resolved-value-special-case-property-like-line-height"""
        factor = value.removesuffix("%")
        try:
            size = float(factor) * self.lengths.font_size(element)
        except ValueError:
            return value
        return f"{size / 100 if value.endswith('%') else size:.6g}px"

    # what a person sees

    @operation
    def check_visibility(self, id_: int, opacity: bool, visibility: bool) -> bool:
        """`checkVisibility()`, with or without a look at two properties."""
        element = self._tree.element(id_)
        return self.rendering.is_visible(element, checks_opacity=opacity, checks_visibility=visibility)

    @operation
    def offset_parent(self, id_: int) -> int | None:
        return self._tree.id_or_none(self.rendering.offset_parent(self._tree.element(id_)))

    @operation
    def layout_style(self, id_: int) -> str:
        """The computed `display`, `visibility` and `content-visibility`, separated by spaces."""
        values = self.cascade.values(self._tree.element(id_))
        return f"{values['display'].replace(' ', '-')} {values['visibility']} {values['content-visibility']}"


def _described(rule: Rule) -> dict[str, object]:
    """A rule as js/platform/cssom makes an object of it."""
    if isinstance(rule, StyleRule):
        text = "; ".join(f"{name}: {value}{' !important' if i else ''}" for name, value, i in rule.declarations)
        return {"kind": "style", "selector": rule.selector, "text": text, "nested": rule.nested}
    if isinstance(rule, GroupRule):
        inside = [_described(each) for each in rule.rules]
        return {"kind": rule.keyword, "condition": rule.prelude, "rules": inside}
    if isinstance(rule, ImportRule):
        return {"kind": "import", "source": rule.text, "href": rule.url, "mediaText": rule.media, "layer": rule.layer}
    return {"kind": rule.keyword, "source": rule.text, "condition": rule.prelude}
