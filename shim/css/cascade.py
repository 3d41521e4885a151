"""The cascade: which declaration of a property wins for an element, and what follows from its ancestors.
https://drafts.csswg.org/css-cascade-5/"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from turbohtml import Document, Element, Node, ShadowRoot

from shim.dom.tree import Tree
from shim.engine.realm import Realm

from .initial_values import INHERITED, NOT_INHERITED, OTHERS_INHERITED
from .logical import DIRECTED, INLINE, PLAIN
from .properties import ALIASES
from .rules import ActiveRule, ActiveRules
from .selectors import matches, matches_host, matches_slotted
from .sheets import Sheets, active_rules, sheets_key
from .shorthands import PENDING, pending_value, white_space
from .syntax import parse_declarations
from .variables import Variables
from .viewport import Viewport
from .winners import (
    AUTHOR,
    HIDDEN_POPOVER,
    INLINE_STYLE,
    NO_SPECIFICITY,
    USER_AGENT,
    USER_AGENT_RULES,
    Matched,
    Won,
    best_inside,
    best_match,
    take,
    user_agent_style,
)

_BLOCKIFIES = frozenset({"flex", "grid", "inline-flex", "inline-grid"})
_BLOCKIFIED = {
    "inline": "block",
    "inline-block": "block",
    "inline-flex": "flex",
    "inline-grid": "grid",
    "inline-table": "table",
}
_GENERATED = re.compile(r"::?(?:before|after)$")
_MOST_ROOTS = 64
_INITIAL = INHERITED | NOT_INHERITED
_MOST_SHARED = 1024
_LONGEST_SHARED = 500
"""Characters of a style attribute that a table may keep."""


class _Style(NamedTuple):
    """Winning declarations of an element, and of all those that are styled alike."""

    won: Won
    has_values: bool
    """The values that follow from it depend on nothing but those of the parent."""
    rules: tuple[ActiveRule, ...] = ()
    """The rules that it comes from, which tables know by their identity."""


class Motion(Protocol):
    """Animations as the cascade knows them."""

    def begin(self) -> bool:
        """Starts what changes of style start, and says whether anything is animated. Values hold until `time_passed`
        is called."""
        ...

    @property
    def moment(self) -> object:
        """Another value whenever animated values may be others."""
        ...

    def moves(self, element: Element) -> bool:
        """True when something animates an element."""
        ...

    def effect_on(self, element: Element) -> dict[str, str]:
        """The animated values of an element, by property."""
        ...


class Cascade:
    """Computed values in one tree; they are remembered for as long as the tree stays as it is."""

    def __init__(self, realm: Realm, tree: Tree, viewport: Viewport) -> None:
        self.sheets = Sheets()
        self._realm = realm
        self._tree = tree
        self.viewport = viewport
        self._seen: object = None
        self._is_unchanged = False
        self.registered: dict[str, str] = {}
        """The initial values of custom properties that script has registered."""
        self._variables = Variables(weakref.proxy(self))
        self.motion: Motion | None = None
        """Animations and transitions, where the page has any."""
        # OPTIMIZATION: by identity, since turbohtml gives all nodes of a tree the same hash; `_nodes` keeps them alive
        self._rules: dict[int, ActiveRules] = {}
        self._rules_before: dict[int, tuple[Node, object, ActiveRules]] = {}
        self._values: dict[int, dict[str, str]] = {}
        self._moved: dict[int, dict[str, str]] = {}
        self._winners: dict[int, _Style] = {}
        # OPTIMIZATION: most elements are styled as others are, and these tables outlive changes of the tree
        self._shared: dict[tuple[object, ...], _Style] = {}
        self._shared_values: dict[tuple[int, int], tuple[Won, dict[str, str], dict[str, str]]] = {}
        """By winning declarations and the values of the parent, both by identity: these two, and the values."""
        self._nodes: list[Node] = []

    def values(self, element: Element) -> dict[str, str]:
        """The computed values of an element that is connected, by property; not to be changed.
        https://drafts.csswg.org/css-cascade-5/#computed"""
        motion = self.motion
        if motion is None or not motion.begin():
            return self.values_at_rest(element)
        self._forget_what_is_old()
        found = self._moved.get(id(element))
        if found is None:
            values, is_at_rest = _INITIAL, True
            self.values_at_rest(element)
            for each in reversed([element, *self.flat_ancestors(element)]):
                moves = motion.moves(each)
                if is_at_rest and not moves:
                    values = self._values[id(each)]
                    continue
                values = self._values[id(each)] if is_at_rest else self._computed(each, values)
                is_at_rest = False
                if moves:
                    values = values | motion.effect_on(each)
            found = self._moved[id(element)] = values
            self._nodes.append(element)
        return found

    def values_at_rest(self, element: Element) -> dict[str, str]:
        """The computed values as if nothing was animated."""
        self._forget_what_is_old()
        known = self._values.get(id(element))
        if known is not None:
            return known
        values = _INITIAL
        waiting = [element]
        for each in self.flat_ancestors(element):
            found = self._values.get(id(each))
            if found is not None:
                values = found
                break
            waiting.append(each)
        # from the top down, so that deep trees need no deep recursion
        for each in reversed(waiting):
            values = self._values[id(each)] = self._computed_alike(each, values)
            self._nodes.append(each)
        return values

    def declared(self, element: Element, name: str) -> str | None:
        """The winning declaration of any property, an inherited one too if it is a custom property."""
        self._forget_what_is_old()
        inherits = name.startswith("--") or name in OTHERS_INHERITED
        for each in (element, *(self.flat_ancestors(element) if inherits else ())):
            value = self._declared_on(each, name)
            if value is not None and not (inherits and value.lower() in ("inherit", "unset")):
                return self._without_keyword(each, name, value)
        return self.registered.get(name)

    def _without_keyword(self, element: Element, name: str, value: str) -> str | None:
        """https://drafts.csswg.org/css-cascade-5/#defaulting-keywords; None for the initial value"""
        keyword = value.lower()
        if keyword in ("initial", "unset", "revert", "revert-layer"):
            return None
        if keyword == "inherit":
            parent = next(self.flat_ancestors(element), None)
            return None if parent is None else self.declared(parent, name)
        return value

    def shared_declarations(self, element: Element) -> Mapping[str, object] | None:
        """The winning declarations for an element alone, the same object for elements of one tag that the same rules
        match; None where variables or animations make them its own."""
        if self.motion is not None and self.motion.begin() and self.motion.moves(element):
            return None
        style = self._style(element)
        return style.won if style.has_values else None

    def declared_on(self, element: Element, name: str) -> str | None:
        """The winning declaration of a property for an element alone, as it is written."""
        self._forget_what_is_old()
        return self._declared_on(element, name)

    def _declared_on(self, element: Element, name: str) -> str | None:
        if self.motion is not None and self.motion.begin() and self.motion.moves(element):
            animated = self.motion.effect_on(element).get(name)
            if animated is not None:
                return animated
        won = self._won(element).get(name)
        if won is None:
            return None
        if "var(" not in won[1]:
            return won[1]
        if name.startswith("--"):
            return self._variables.custom(element, name, won[1])
        # https://drafts.csswg.org/css-variables-1/#invalid-at-computed-value-time
        return self._substituted(element, won[1]) or "unset"

    def _substituted(self, element: Element, value: str) -> str:
        """The value of a longhand, with custom properties in the place of `var()`."""
        known = self.without_variables(element, value)
        return pending_value(known) if known.startswith(PENDING) else known

    def physical(self, element: Element, name: str) -> str:
        """The physical property that a logical one is for an element, any other by its own name."""
        name = ALIASES.get(name, name)
        return PLAIN.get(name) or DIRECTED[self.values(element)["direction"]].get(name, name)

    def declared_at_rest(self, element: Element) -> dict[str, str]:
        """The winning declarations of the properties that not every element has a computed value of here, and those of
        custom properties, as if nothing was animated."""
        self._forget_what_is_old()
        found = {}
        for name, (_, value) in self._won(element).items():
            if name not in _INITIAL:
                known = self._substituted(element, value) if "var(" in value else value
                plain = self._without_keyword(element, name, known)
                if plain is not None:
                    found[name] = plain
        return found

    def is_important(self, element: Element, name: str) -> bool:
        """True when an important declaration wins, which animations do not override."""
        won = self._won(element).get(name)
        return won is not None and won[0][0]

    def without_variables(self, element: Element, value: str) -> str:
        """A value with custom properties in the place of `var()`. https://drafts.csswg.org/css-variables-1/"""
        return self._variables.put_in(element, value) or ""

    def style_text(self, element: Element) -> str:
        """Declarations that give an element the style that it has, wherever it is put, but for custom properties."""
        values = self.values(element)
        inherited = [f"{name}:{values[name]}" for name in INHERITED if values[name] != INHERITED[name]]
        own = [
            f"{name}:{self._substituted(element, value) if value.startswith(PENDING) else value}"
            for name, (rank, value) in self._won(element).items()
            if rank[1] != USER_AGENT
        ]
        return ";".join([*inherited, *own, f"white-space:{values['white-space']}"])

    @property
    def moment(self) -> object:
        """Another value whenever animated values may be others."""
        return None if self.motion is None else self.motion.moment

    def animated_style(self, element: Element) -> str:
        """Declarations of what animations make of an element, "" for none."""
        if self.motion is None or not self.motion.begin() or not self.motion.moves(element):
            return ""
        return ";".join(f"{name}:{value}!important" for name, value in self.motion.effect_on(element).items())

    def rules_in(self, root: Document | ShadowRoot) -> ActiveRules:
        """The rules of the style sheets of a document or a shadow tree that apply."""
        self._forget_what_is_old()
        return self._rules_in(root)

    def _rules_in(self, root: Document | ShadowRoot) -> ActiveRules:
        found = self._rules.get(id(root))
        if found is None:
            # OPTIMIZATION: the tree changes more often than its sheets
            key = sheets_key(root, self.sheets, self.viewport, self.adopted_in(root))
            before = self._rules_before.get(id(root))
            if before is not None and before[0] is root and before[1] == key:
                found = before[2]
            else:
                if len(self._rules_before) >= _MOST_ROOTS:
                    self._rules_before.clear()
                found = active_rules(root, self.sheets, self.viewport, self.adopted_in(root))
                self._rules_before[id(root)] = root, key, found
            self._rules[id(root)] = found
            self._nodes.append(root)
        return found

    def adopted_in(self, root: Document | ShadowRoot) -> list[str]:
        """The texts of the sheets that a document or a shadow tree has adopted."""
        has_some = self.sheets.adopted and self._tree.knows(root)
        return self.sheets.adopted_by(self._tree.id(root)) if has_some else []

    def flat_ancestors(self, element: Element) -> Iterator[Element]:
        """The elements that an element inherits from, nearest first: out of a shadow tree to its host, and from what is
        slotted to its slot. https://drafts.csswg.org/css-shadow-1/#flattening"""
        if not self._tree.shadows:
            above = element.parent
            while isinstance(above, Element):
                yield above
                above = above.parent
            return
        node: Node | None = element
        while node is not None:
            parent = self._tree.slots.slot_of(node) or node.parent
            node = parent.host if isinstance(parent, ShadowRoot) else parent
            if isinstance(node, Element):
                yield node

    def has_generated_content(self, element: Element) -> bool:
        """True when a rule puts something in front of or behind what is in an element."""
        self._forget_what_is_old()
        root = self._tree.root(element)
        for active in self.rules_in(root).all if isinstance(root, (Document, ShadowRoot)) else []:
            if any(
                name == "content" and value not in ("none", "normal") for name, value, _ in active.rule.declarations
            ):
                for text in active.rule.selector.split(","):
                    text = text.strip()
                    origin = _GENERATED.sub("", text)
                    if origin != text and matches(element, origin or "*"):
                        return True
        return False

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing that values depend on changes meanwhile, so it is looked at once."""
        self._forget_what_is_old()
        before, self._is_unchanged = self._is_unchanged, True
        try:
            yield
        finally:
            self._is_unchanged = before

    def _forget_what_is_old(self) -> None:
        if self._is_unchanged:
            return
        # between two entries into script the embedder may have changed the tree
        now = (self._tree.version, self._realm.script_entries, self.viewport.version())
        if self._seen != now:
            self._seen = now
            for remembered in (self._rules, self._values, self._winners, self._moved, self._nodes):
                remembered.clear()

    def time_passed(self) -> None:
        """Forgets the values that animations have a part in."""
        self._moved.clear()

    def _computed_alike(self, element: Element, above: dict[str, str]) -> dict[str, str]:
        """The computed values, which are those of any element of a parent with the same values that is styled alike."""
        style = self._style(element)
        if not style.has_values or isinstance(element.parent, Document):
            return self._computed(element, above)
        key = id(style.won), id(above)
        known = self._shared_values.get(key)
        if known is None:
            if len(self._shared_values) >= _MOST_SHARED:
                self._shared_values.clear()
            known = self._shared_values[key] = style.won, above, self._computed(element, above)
        return known[2]

    def _computed(self, element: Element, above: dict[str, str]) -> dict[str, str]:
        # animations add values that are not inherited
        values = (above if len(above) == len(_INITIAL) else {name: above[name] for name in INHERITED}) | NOT_INHERITED
        for name, (_, value) in self._won(element).items():
            if name in values:
                if "var(" in value:
                    value = self._substituted(element, value) or "unset"
                keyword = value.lower()
                if keyword == "inherit" or (keyword in ("unset", "revert", "revert-layer") and name in INHERITED):
                    value = above[name]
                elif keyword in ("initial", "unset", "revert", "revert-layer"):
                    value = INHERITED.get(name) or NOT_INHERITED[name]
                values[name] = value
        if values["direction"] != "rtl":
            values["direction"] = "ltr"
        values["white-space"] = white_space(values["white-space-collapse"], values["text-wrap-mode"])
        # https://drafts.csswg.org/css-overflow-3/#propdef-overflow-x
        if values["overflow-x"] != values["overflow-y"]:
            for one, other in (("overflow-x", "overflow-y"), ("overflow-y", "overflow-x")):
                if values[one] == "visible" and values[other] not in ("visible", "clip"):
                    values[one] = "auto"
        # https://drafts.csswg.org/css-display-4/#blockify
        is_out_of_flow = values["position"] in ("absolute", "fixed") or values["float"] != "none"
        if is_out_of_flow or above["display"] in _BLOCKIFIES or isinstance(element.parent, Document):
            values["display"] = _BLOCKIFIED.get(values["display"], values["display"])
        return values

    def _won(self, element: Element) -> Won:
        return self._style(element).won

    def _style(self, element: Element) -> _Style:
        """The winning declaration of each property. https://drafts.csswg.org/css-cascade-5/#cascade-sort"""
        style = self._winners.get(id(element))
        if style is None:
            style = self._winners[id(element)] = self._style_anew(element)
            self._nodes.append(element)
        return style

    def _style_anew(self, element: Element) -> _Style:
        matched = self._matched(element)
        inline = element.attr("style") or ""
        key = element.tag, inline, *((id(rule), layer, specificity) for rule, _, layer, specificity in matched)
        style = self._shared.get(key)
        if style is None:
            won = self._taken(element, matched)
            take(won, parse_declarations(inline), INLINE_STYLE, 0, NO_SPECIFICITY)
            values = [value for _, value in won.values()]
            is_alike = INLINE.isdisjoint(won) and "revert" not in values and len(inline) <= _LONGEST_SHARED
            has_values = is_alike and not any("var(" in value for value in values)
            style = _Style(won, has_values, tuple(rule for rule, *_ in matched))
            if is_alike:
                if len(self._shared) >= _MOST_SHARED:
                    self._shared.clear()
                self._shared[key] = style
            if not INLINE.isdisjoint(won):
                self._make_physical(element, won)
            if "revert" in values:
                self._roll_back(element, won)
        return style

    def _taken(self, element: Element, matched: Iterable[Matched]) -> Won:
        won = dict(user_agent_style(element.tag))
        for active, origin, layer, specificity in matched:
            take(won, active.rule.declarations, origin, layer, specificity)
        return won

    def _matched(self, element: Element) -> list[Matched]:
        """The rules that match an element, in their order, without those for its name alone."""
        found = self._matched_by_user_agent(element)
        if self._tree.shadows:
            found += self._matched_from_inside(element)
        root = self._tree.root(element)
        if isinstance(root, (Document, ShadowRoot)):
            host = root.host if isinstance(root, ShadowRoot) else None
            for active in self._rules_in(root).that_may_match(element):
                specificity = best_match(element, active.rule.selectors, host, self._tree)
                if specificity is not None:
                    found.append((active, AUTHOR, active.layer, specificity))
        return found

    def _matched_by_user_agent(self, element: Element) -> list[Matched]:
        found: list[Matched] = []
        # none of these asks for an id or a class, or for what is in a shadow tree
        for active in USER_AGENT_RULES.that_may_match(element, by_name_only=True):
            specificity = best_match(element, active.rule.selectors, None, self._tree)
            if specificity is not None:
                found.append((active, USER_AGENT, 0, specificity))
        if "popover" in element.attrs and element not in self._tree.shown_popovers:
            # https://html.spec.whatwg.org/#flow-content-3
            found.append((HIDDEN_POPOVER, USER_AGENT, 0, (0, 2, 0)))
        return found

    def _make_physical(self, element: Element, won: Won) -> None:
        """Puts logical properties in the place of the physical ones that they are, unless these come after them.
        https://drafts.csswg.org/css-logical-1/#box"""
        own = won.get("direction")
        direction = "" if own is None else own[1].lower()
        if direction not in DIRECTED:
            parent = next(self.flat_ancestors(element), None)
            direction = "ltr" if parent is None else self.values_at_rest(parent)["direction"]
        order = {name: number for number, name in enumerate(won)}
        for name in [name for name in won if name in INLINE]:
            physical, mine = DIRECTED[direction][name], won.pop(name)
            other = won.get(physical)
            if other is None or (mine[0], order[name]) > (other[0], order[physical]):
                won[physical] = mine

    def _roll_back(self, element: Element, won: Won) -> None:
        """Gives what is reverted the style of the user agent. https://drafts.csswg.org/css-cascade-5/#default"""
        before = self._taken(element, self._matched_by_user_agent(element))
        self._make_physical(element, before)
        for name in [name for name, (_, value) in won.items() if value == "revert"]:
            if name in before:
                won[name] = won[name][0], before[name][1]
            else:
                del won[name]

    def _matched_from_inside(self, element: Element) -> Iterator[Matched]:
        """Matching rules for an element from the shadow tree that it hosts, and from the shadow tree of its slot."""
        shadow, slot = self._tree.shadow_of(element), self._tree.slots.slot_of(element)
        if shadow is not None:
            for active in self._rules_in(shadow).all:
                yield from best_inside(active, [s for text, s in active.rule.selectors if matches_host(element, text)])
        if slot is not None and isinstance(root := self._tree.root(slot), ShadowRoot):
            for active in self._rules_in(root).all:
                found = [s for text, s in active.rule.selectors if matches_slotted(element, text, slot)]
                yield from best_inside(active, found)
