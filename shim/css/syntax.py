"""Style sheets and declarations out of text, by the grammar of CSS. https://drafts.csswg.org/css-syntax-3/

What was parsed is remembered by its text: documents of one site, and one document again and again, have the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import tinycss2

from shim.remembered import remembered, remembered_by_size

from .properties import ALIASES
from .selectors import Specificity, is_of_pseudo_element, nested_in, nested_size, specificity_of
from .values import specified

Node = Any
"""A token or a block of tinycss2's, which has no types."""
Declaration = tuple[str, str, bool]
"""The name in lower case, unless it is a custom property's, the value, and whether it is important."""
_SHEETS: Final = 2_000_000
"""Characters of the sheets that are remembered, which take up to fifty times as many bytes."""
_BLOCKS: Final = 1024
_MOST_SIGNS: Final = 200_000
"""Signs and blanks in a block of declarations: reading takes 5 µs for each, and nothing can end it. A longer one is
dropped as an invalid one is."""
_WORDS: Final = re.compile(r"\w+")
_GROUPS: Final = frozenset({"media", "supports", "layer"})
_MOST_DIGITS: Final = 1000
_MANY_DIGITS: Final = re.compile(rf"(?<![0-9])[0-9]{{{_MOST_DIGITS + 1},}}")
_NESTED: Final = 2_000_000
"""Characters that the selectors of a sheet's nested rules may come to: each may have those around it many times."""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Selectors with the declarations of what they match. https://drafts.csswg.org/css-syntax-3/#style-rule"""

    selector: str
    selectors: tuple[tuple[str, Specificity], ...]
    """Each selector of the list with its specificity."""
    declarations: tuple[Declaration, ...]
    rules: tuple[Rule, ...] = ()
    """The rules that are nested in it, with selectors that hold by themselves."""
    nested: str = ""
    """The text of those."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """`@media`, `@supports` or `@layer` with the rules inside, which apply on the condition that `prelude` says."""

    keyword: str
    prelude: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class ImportRule:
    """`@import`: another sheet in the place of the rule. https://drafts.csswg.org/css-cascade-5/#at-import"""

    text: str
    url: str
    layer: str | None
    """Its layer; "" is one without a name, None no layer at all."""
    supports: str
    media: str


@dataclass(frozen=True, slots=True)
class OtherRule:
    """An at-rule that has no part in the cascade, as text; of `@layer a, b;` the names count."""

    keyword: str
    prelude: str
    text: str


Rule = StyleRule | GroupRule | ImportRule | OtherRule


class _Room:
    """The room that is left for selectors of nested rules."""

    def __init__(self) -> None:
        self._left = _NESTED

    def nested(self, selector: str, parents: str) -> str | None:
        """A nested selector as one of a rule by itself, None for one that there is no room for."""
        size = nested_size(selector, parents)
        if size > self._left:
            return None
        self._left -= size
        return nested_in(selector, parents)


def with_short_numbers(text: str) -> str:
    """A text that tinycss2 can read, whose numbers have no more digits than Python takes for a whole number. What is
    cut off makes no difference: such a number is infinite, or too small to be told from another one."""
    return _MANY_DIGITS.sub(lambda found: found[0][:_MOST_DIGITS], text)


@remembered_by_size(_SHEETS)
def parse_sheet(text: str) -> tuple[Rule, ...]:
    """The rules of a style sheet. https://drafts.csswg.org/css-syntax-3/#parse-stylesheet"""
    rules = list(
        _rules(tinycss2.parse_stylesheet(with_short_numbers(text), skip_comments=True, skip_whitespace=True), _Room())
    )
    # an @import behind any other rule is invalid
    others = [i for i, r in enumerate(rules) if not isinstance(r, ImportRule) and not _may_precede_imports(r)]
    first = others[0] if others else len(rules)
    return tuple(r for i, r in enumerate(rules) if i < first or not isinstance(r, ImportRule))


@remembered(_BLOCKS, longest=10_000)
def parse_declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a block in their order. https://drafts.csswg.org/css-syntax-3/#parse-block-contents"""
    if len(text) > _MOST_SIGNS and len(_WORDS.sub("", text)) > _MOST_SIGNS:
        return ()
    return _declarations(
        tinycss2.parse_blocks_contents(with_short_numbers(text), skip_comments=True, skip_whitespace=True)
    )


def component_values(text: str) -> list[Node]:
    """The tokens and blocks of a text, without comments."""
    return tinycss2.parse_component_value_list(with_short_numbers(text), skip_comments=True)


def serialize(nodes: Iterable[Node]) -> str:
    """The text of tokens and blocks, without whitespace at the ends."""
    return tinycss2.serialize(nodes).strip()


def significant(nodes: Iterable[Node]) -> list[Node]:
    """The tokens and blocks that are neither whitespace nor comments."""
    return [node for node in nodes if node.type not in ("whitespace", "comment")]


def has_error(nodes: Iterable[Node]) -> bool:
    """True when something in there is not CSS at all."""
    return any(node.type == "error" or has_error(getattr(node, "content", None) or ()) for node in nodes)


def split_at_commas(nodes: Iterable[Node]) -> list[list[Node]]:
    """The parts of a list that commas separate."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _rules(nodes: Iterable[Node], room: _Room, parents: str = "") -> Iterator[Rule]:
    """`parents`: the selectors of the rule that these are nested in. A rule with more in each other than the parser can
    follow, or than there is room for, is dropped."""
    for node in nodes:
        rule: Rule | None = None
        with suppress(RecursionError):
            if node.type == "qualified-rule":
                rule = _style_rule(node, room, parents)
            elif node.type == "at-rule" and node.lower_at_keyword != "charset":
                rule = _at_rule(node, room, parents)
        if rule is not None:
            yield rule


def _style_rule(node: Node, room: _Room, parents: str) -> StyleRule | None:
    """A rule with an invalid selector anywhere in its list is dropped. Selectors of pseudo-elements match nothing."""
    selectors: list[tuple[str, Specificity]] = []
    texts = [serialize(part) for part in split_at_commas(node.prelude)]
    for text in [room.nested(text, parents) for text in texts] if parents else texts:
        if text is None:
            return None
        specificity = specificity_of(text)
        if specificity is not None:
            selectors.append((text, specificity))
        elif not is_of_pseudo_element(text):
            return None
    inner = ",".join(text for text, _ in selectors)
    contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    others = [each for each in contents if each.type in ("qualified-rule", "at-rule")]
    rules = tuple(_rules(others, room, inner)) if others and inner else ()
    return StyleRule(serialize(node.prelude), tuple(selectors), _declarations(contents), rules, _text(others))


def _at_rule(node: Node, room: _Room, parents: str = "") -> Rule | None:
    keyword, prelude = node.lower_at_keyword, serialize(node.prelude)
    text = " ".join(filter(None, (f"@{keyword}", prelude))) + (";" if node.content is None else "")
    if keyword == "import":
        return _import_rule(node.prelude, text)
    if keyword in _GROUPS and node.content is not None:
        return GroupRule(keyword, prelude, tuple(_inside(node.content, room, parents)))
    if node.content is not None:
        text += f" {{{tinycss2.serialize(node.content)}}}"
    return OtherRule(keyword, prelude, text)


def _inside(content: Node, room: _Room, parents: str) -> Iterator[Rule]:
    """The rules of a group; in a style rule there may be declarations, which are of that one's elements."""
    if not parents:
        inside = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
        yield from (rule for rule in _rules(inside, room) if not isinstance(rule, ImportRule))
        return
    contents = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    own = _declarations(contents)
    if own:
        text = room.nested("&", parents)
        if text is not None:
            yield StyleRule(text, ((text, specificity_of(text) or (0, 0, 0)),), own)
    yield from _rules([each for each in contents if each.type in ("qualified-rule", "at-rule")], room, parents)


def _text(nodes: Iterable[Node]) -> str:
    return " ".join(node.serialize() for node in nodes)


def _import_rule(prelude: Iterable[Node], text: str) -> ImportRule | None:
    nodes = list(prelude)
    while nodes and nodes[0].type == "whitespace":
        nodes.pop(0)
    url = _url_of(nodes.pop(0)) if nodes else None
    if url is None:
        return None
    layer, supports = None, ""
    rest = significant(nodes)
    if rest and rest[0].type == "ident" and rest[0].lower_value == "layer":
        layer = ""
    elif rest and rest[0].type == "function" and rest[0].lower_name == "layer":
        layer = serialize(rest[0].arguments)
    if layer is not None:
        nodes.remove(rest.pop(0))
    if rest and rest[0].type == "function" and rest[0].lower_name == "supports":
        supports = serialize(rest[0].arguments)
        nodes.remove(rest[0])
    return ImportRule(text, url, layer, supports, serialize(nodes))


def _url_of(node: Node) -> str | None:
    if node.type in ("url", "string"):
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        inside = significant(node.arguments)
        return str(inside[0].value) if len(inside) == 1 and inside[0].type == "string" else None
    return None


def _may_precede_imports(rule: Rule) -> bool:
    return isinstance(rule, OtherRule) and rule.keyword == "layer"


def _declarations(nodes: Sequence[Node]) -> tuple[Declaration, ...]:
    found = []
    for node in nodes:
        if node.type != "declaration":
            continue
        is_custom = node.name.startswith("--")
        name = node.name if is_custom else ALIASES.get(node.lower_name, node.lower_name)
        try:
            # no property but a custom one takes a colon
            is_wrong = has_error(node.value) or (not is_custom and any(n == ":" for n in node.value))
            value = None if is_wrong else specified(name, node.value)
        except RecursionError:  # more in each other than the parser can follow
            continue
        if value or (is_custom and value is not None):
            found.append((name, value, node.important))
    return tuple(found)
