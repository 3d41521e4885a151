"""Selectors of style rules: how specific they are, and what they match, across the border of a shadow tree too.
https://drafts.csswg.org/selectors-4/, https://drafts.csswg.org/css-shadow-1/#selectors"""

from __future__ import annotations

import re

from turbohtml import Element, SelectorSyntaxError
from turbohtml.convert import css_specificity

from shim.dom.query_operations import enclosed_root, prepare
from shim.remembered import remembered

Specificity = tuple[int, int, int]

_ARGUMENTS = r"\(([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*)\)"
_HOST = re.compile(rf":host(?:-context)?(?![-\w])(?:{_ARGUMENTS})?")
_SLOTTED = re.compile(rf"(.*)::slotted{_ARGUMENTS}$", re.DOTALL)
_COMBINATOR = re.compile(r"[\s>+~]")
_PSEUDO_ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)$")


@remembered(4096)
def specificity_of(selector: str) -> Specificity | None:
    """The specificity of one selector; None for an invalid one and for one of a pseudo-element, which matches no
    element. https://drafts.csswg.org/selectors-4/#specificity-rules"""
    slotted = _SLOTTED.match(selector)
    if slotted is not None:
        a, b, c = specificity_of(f"{slotted[1] or '*'}:is({slotted[2]})") or (0, 0, 0)
        return a, b, c + 1
    text = _HOST.sub(lambda found: f".host:is({found[1] or '*'})", selector)
    try:
        (found,) = css_specificity(text)
    except (SelectorSyntaxError, ValueError):
        try:
            (found,) = css_specificity(prepare(text)[0])
        except (SelectorSyntaxError, ValueError):
            return None
    return None if is_of_pseudo_element(text) else found


def is_of_pseudo_element(selector: str) -> bool:
    """True for a selector of something that is not an element, such as `::before`."""
    return _PSEUDO_ELEMENT.search(selector) is not None and _SLOTTED.match(selector) is None


def nested_in(selector: str, parents: str) -> str:
    """A selector of a nested rule as one of a rule by itself. https://drafts.csswg.org/css-nesting-1/#nest-selector"""
    outer = f":is({parents})" if "," in parents or ":host" not in parents else parents
    if "&" in selector:
        return selector.replace("&", outer)
    return f"{outer} {selector}"


def nested_size(selector: str, parents: str) -> int:
    """The number of characters that `nested_in` gives, or a few more."""
    return len(selector) + max(1, selector.count("&")) * (len(parents) + len(":is() "))


def matches(element: Element, selector: str) -> bool:
    """True when a selector without `:host` and `::slotted()` matches; one that is not understood matches nothing."""
    root = enclosed_root(element, selector)
    try:
        return element.matches(selector)
    except (SelectorSyntaxError, ValueError):
        return False
    finally:
        if root is not None:
            root.extract()


def matches_inside(element: Element, selector: str, host: Element | None) -> bool:
    """True when a selector of a style sheet matches an element of the same tree; `host` is that of a shadow tree.

    AD-HOC: `:host > a` is taken as `:host a`.
    """
    found = _HOST.match(selector)
    if found is None:
        return matches(element, selector)
    rest = selector[found.end() :]
    if host is None or _COMBINATOR.match(rest) is None:
        return False
    return matches_host(host, found[0]) and matches(element, rest.strip().removeprefix(">"))


def matches_host(host: Element, selector: str) -> bool:
    """True when a selector of a shadow tree's style sheet matches the element that has the tree."""
    found = _HOST.match(selector)
    if found is None:
        return False
    rest = selector[found.end() :]
    is_compound = _COMBINATOR.search(re.sub(_ARGUMENTS, "", rest)) is None
    return is_compound and matches(host, f":is({found[1] or '*'}){rest}")


def matches_slotted(element: Element, selector: str, slot: Element) -> bool:
    """True when a selector of a shadow tree's style sheet matches an element that is in a slot of the tree."""
    found = _SLOTTED.match(selector)
    return found is not None and matches(slot, found[1].strip() or "*") and matches(element, found[2])
