"""Animations of one tree: what they make of computed values, and what starts and ends them in style.

Changes of style are looked at when values are asked for, and at each frame. Only elements for which transitions or
animations are declared are looked at, and those whose attributes change; a page without any has no such object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from turbohtml import Document, Element, Node, ShadowRoot

from shim.css.cascade import Cascade
from shim.css.initial_values import INHERITED, initial_value
from shim.css.lengths import Lengths
from shim.css.motion_values import MOTION_INITIAL
from shim.css.rules import ActiveRules
from shim.dom.tree import Tree

from .css_animations import CssAnimations
from .effects import Effect, Surroundings, effect_value
from .transitions import Transitions

_FEW = 64
"""Elements without declared transitions whose style before a change is kept."""

Style = dict[str, str]


class Motion:
    """Animations of a tree, as `shim.css.cascade.Motion`; `now` is the time of its document's timeline, in
    milliseconds."""

    def __init__(self, tree: Tree, cascade: Cascade, now: Callable[[], float], due: Callable[[], None]) -> None:
        self._tree = tree
        self._cascade = cascade
        self._lengths = Lengths(cascade)
        self._now = now
        self._due = due
        self._last = 0
        self.effects: dict[int, Effect] = {}
        self._by_element: dict[int, list[Effect]] = {}
        self._revision = 0
        self._seen: tuple[float, int, int] | None = None
        self._sampled: dict[int, Style] = {}
        self._computing: set[int] = set()
        self._styles: dict[int, tuple[Element, Style]] = {}
        """The styles of elements at the last look, by identity."""
        self._dirty: dict[int, Element] = {}
        """Elements whose attributes have changed since the last look, by identity."""
        self._rules: list[ActiveRules] = []
        self._focused: Element | None = None
        self._flushed = -1
        self._is_flushing = False
        self._untold: list[list[object]] = []
        """Changes of style that script has not been told of."""
        self._transitions = Transitions(self)
        self._animations = CssAnimations(self)

    @property
    def time(self) -> float:
        """The time of the document's timeline, in milliseconds."""
        return self._now()

    # what script hears ------------------------------------------------------------------------------------------------

    def tell(self, kind: str, number: int, *details: object) -> None:
        """Something started or ended; `take` gives it to script."""
        self._untold.append([kind, number, *(self._tree.id(d) if isinstance(d, Element) else d for d in details)])

    def take(self) -> list[list[object]]:
        """Changes of style since the last time."""
        untold, self._untold = self._untold, []
        return untold

    # the registry -----------------------------------------------------------------------------------------------------

    def number(self) -> int:
        """A number for an animation; later ones are greater."""
        self._last += 1
        return self._last

    def put(self, effect: Effect) -> None:
        """An effect begins, or is another one from now on."""
        self.drop(effect.number)
        self.effects[effect.number] = effect
        stack = self._by_element.setdefault(id(effect.element), [])
        stack.append(effect)
        stack.sort(key=lambda each: each.rank)

    def drop(self, number: int) -> None:
        """An effect has none any longer."""
        self._revision += 1
        effect = self.effects.pop(number, None)
        if effect is not None:
            stack = self._by_element[id(effect.element)]
            stack.remove(effect)
            if not stack:
                del self._by_element[id(effect.element)]

    def ended(self, number: int) -> None:
        """An animation was cancelled by script, or has finished without a fill."""
        self._transitions.ended(number, self._now())
        self._animations.ended(number)
        self.drop(number)

    # for the cascade --------------------------------------------------------------------------------------------------

    def begin(self) -> bool:
        self.flush()
        if not self._by_element:
            return False
        now = (self._now(), self._revision, self._tree.version)
        if now != self._seen:
            self._seen = now
            self._sampled.clear()
            self._cascade.time_passed()
        return True

    @property
    def moment(self) -> object:
        return self._seen if self.begin() else None

    def moves(self, element: Element) -> bool:
        return id(element) in self._by_element and id(element) not in self._computing

    def effect_on(self, element: Element) -> Style:
        found = self._sampled.get(id(element))
        if found is None:
            self._computing.add(id(element))
            try:
                found = self._sampled[id(element)] = self._effect_on(element)
            finally:
                self._computing.discard(id(element))
        return found

    def up_to(self, number: int) -> Style:
        """The values that an effect makes of its element, with those below it and without those above."""
        effect = self.effects.get(number)
        if effect is None:
            return {}
        stack = self._by_element[id(effect.element)]
        return self._effect_of(effect.element, stack[: stack.index(effect) + 1])

    def _effect_on(self, element: Element) -> Style:
        return self._effect_of(element, self._by_element.get(id(element), ()))

    def _effect_of(self, element: Element, stack: Sequence[Effect]) -> Style:
        now = self._now()
        around = self.surroundings(element)
        values: Style = {}
        for effect in stack:
            progress = effect.progress(now)
            if progress is None:
                continue
            for name in effect.by_property:
                # https://drafts.csswg.org/css-cascade-5/#cascade-sort: only transitions override what is important
                if effect.kind > 0 and self._cascade.is_important(element, name):
                    continue
                under = values[name] if name in values else around.under(name)
                values[name] = effect_value(effect, name, *progress, under, around)
        return values

    def current(self, element: Element, name: str) -> str:
        """The value of a property with all that animates it."""
        found = self.effect_on(element).get(name) if self.moves(element) else None
        return self.surroundings(element).under(name) if found is None else found

    def surroundings(self, element: Element) -> Surroundings:
        """Styles that the values of an element's keyframes depend on."""
        style = self.style(element)
        units = self._lengths.relative_units(element)

        def resolved(name: str, value: str) -> str:
            if "var(" in value:
                value = self._cascade.without_variables(element, value) or "unset"
            keyword = value.lower()
            if keyword in ("inherit", "initial", "unset", "revert", "revert-layer"):
                value = self._keyword(element, name, keyword, style)
            return value

        return Surroundings(lambda name: style.get(name, initial_value(name)), resolved, units)

    def _keyword(self, element: Element, name: str, keyword: str, style: Style) -> str:
        if keyword == "initial" or (keyword == "unset" and name not in INHERITED):
            return initial_value(name)
        if keyword.startswith("revert"):
            return style.get(name, initial_value(name))
        parent = next(self._cascade.flat_ancestors(element), None)
        return initial_value(name) if parent is None else self.style(parent).get(name, initial_value(name))

    def style(self, element: Element) -> Style:
        """All values of an element as if nothing was animated, those of variables aside."""
        others = self._cascade.declared_at_rest(element)
        return self._cascade.values_at_rest(element) | others if others else self._cascade.values_at_rest(element)

    # style changes ----------------------------------------------------------------------------------------------------

    def before_change(self, element: Element, name: str, value: str | None) -> None:
        """An attribute is about to change, and transitions may start from the style that the element has now.

        AD-HOC: of other attributes than `class`, and of the style attribute before it names a transition, only the
        elements for which transitions are declared already are looked at.
        """
        if self._flushed < 0:
            self.flush()
        self._dirty[id(element)] = element
        if name != "class" and not (name == "style" and value is not None and "transition" in value):
            return
        if id(element) in self._styles or len(self._styles) >= _FEW or self._is_fresh(element):
            return
        if self._is_shown(element):
            self._styles[id(element)] = element, self.style(element)

    def _is_fresh(self, element: Element) -> bool:
        """True when an element came after style was last looked at: it has no style to start from."""
        fresh = self._tree.fresh
        return fresh is not None and any(id(each) in fresh for each in (element, *element.ancestors))

    def changed(self) -> None:
        """Something in the tree has changed."""
        if self._flushed != self._tree.version:
            self._due()

    # https://drafts.csswg.org/css-transitions-2/#style-change-event
    def flush(self) -> None:
        """Starts and ends what a change of style starts and ends."""
        if self._is_flushing or self._flushed == self._tree.version:
            return
        self._is_flushing = True
        try:
            self._flush()
            self._flushed = self._tree.version
        finally:
            self._is_flushing = False

    def _flush(self) -> None:
        before, now = self._styles, self._now()
        touched = self._touched()
        looked_at = self._looked_at(touched)
        # what is kept is of elements that nothing has changed for; those that are looked at come anew
        self._styles = {k: v for k, v in before.items() if k not in looked_at and not self._is_in(v[0], touched)}
        self._dirty.clear()
        self._tree.fresh = {}
        for key, element in looked_at.items():
            if not self._is_shown(element):
                self._transitions.cancel(element)
                self._animations.cancel(element)
                continue
            style = self.style(element)
            self._styles[key] = element, style
            if key in before:
                self._transitions.update(element, before[key][1], style, now)
            self._animations.update(element, style)

    def _touched(self) -> set[int] | None:
        """The elements, by identity, in which style may be another one; None for all.

        OPTIMIZATION: attributes and insertions count for what is in an element and for the siblings after it.
        AD-HOC: `:has()` is not followed.
        """
        roots: list[Document | ShadowRoot] = [self._tree.document, *self._tree.shadows.values()]
        rules, focused = [self._cascade.rules_in(root) for root in roots], self._tree.focused
        is_other = len(rules) != len(self._rules) or any(a is not b for a, b in zip(rules, self._rules, strict=True))
        self._rules = rules
        if is_other or self._flushed < 0:
            return None
        changed: list[Node | None] = [*self._dirty.values(), *(self._tree.fresh or {}).values()]
        if focused is not self._focused:
            changed += [focused, self._focused]
            self._focused = focused
        found: set[int] = set()
        for node in changed:
            if node is not None:
                found.add(id(node))
                found.update(id(each) for each in islice(node.next_siblings, _FEW))
        return found

    def _is_in(self, element: Element, touched: set[int] | None) -> bool:
        return touched is None or any(id(each) in touched for each in (element, *self._cascade.flat_ancestors(element)))

    def _looked_at(self, touched: set[int] | None) -> dict[int, Element]:
        """The elements whose style is to be compared with what it was, by identity."""
        found: dict[int, Element] = {}
        if touched is None or touched:
            found = {id(e): e for e in self._candidates() if self._is_in(e, touched)}
        for element in (*self._transitions.elements(), *self._animations.elements()):
            found.setdefault(id(element), element)
        return found

    def _is_shown(self, element: Element) -> bool:
        values_at_rest = self._cascade.values_at_rest
        return self._tree.is_connected(element) and all(
            values_at_rest(each)["display"] != "none" for each in (element, *self._cascade.flat_ancestors(element))
        )

    def _candidates(self) -> Iterator[Element]:
        roots: list[Document | ShadowRoot] = [self._tree.document, *self._tree.shadows.values()]
        for root in roots:
            selectors = ["[style*=transition]", "[style*=animation]"]
            if isinstance(root, ShadowRoot) and not self._tree.is_connected(root.host):
                continue
            for selector in dict.fromkeys([*selectors, *self._cascade.rules_in(root).moving]):
                yield from self._matches(root, selector)

    @staticmethod
    def _matches(root: Document | ShadowRoot, selector: str) -> list[Element]:
        try:
            return list(root.select(selector))
        except ValueError:  # a selector that turbohtml does not know matches nothing
            return []

    def keyframes(self, element: Element, name: str) -> str | None:
        """The text of the `@keyframes` rule of that name for an element."""
        for root in (self._tree.root(element), self._tree.document):
            if isinstance(root, (Document, ShadowRoot)):
                found = self._cascade.rules_in(root).keyframes.get(name)
                if found is not None:
                    return found
        return None


def setting(style: Style, name: str) -> str:
    """The value of one of the longhands of `transition` or `animation`."""
    return style.get(name) or MOTION_INITIAL[name]


def changed_properties(before: Style, after: Style) -> set[str]:
    """The properties whose values are others, but for custom ones and those of motion itself."""
    if before is after:
        return set()
    names = {name for name, _ in before.items() ^ after.items()}
    return {n for n in names if not n.startswith(("--", "transition", "animation", "-webkit-"))}
