"""Scripts of pages, written so that the engine understands them as the standard does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_NESTED_NEW = re.compile(r"\bnew\s+new\b")


def mended(source: str) -> str:
    """A script with parentheses around `new X(1)` in `new new X(1)(2)`, which minifiers write; any other as it is.

    INTEROP: quickjs-ng calls what the inner one makes instead of constructing it. Code that script evaluates itself, by
    `eval` or `Function`, is not mended.
    """
    return source if _NESTED_NEW.search(source) is None else _with_parentheses(source)


def _with_parentheses(source: str) -> str:
    text = source.encode("utf-8", "surrogatepass")
    inserted: dict[int, bytes] = {}
    waiting: list[Node] = [_parser().parse(text).root_node]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        inner = node.child_by_field_name("constructor") if node.type == "new_expression" else None
        if inner is not None and inner.type == "new_expression" and inner.child_by_field_name("arguments") is not None:
            inserted[inner.start_byte] = inserted.get(inner.start_byte, b"") + b"("
            inserted[inner.end_byte] = inserted.get(inner.end_byte, b"") + b")"
    out, at = [], 0
    for place in sorted(inserted):
        out += [text[at:place], inserted[place]]
        at = place
    return b"".join([*out, text[at:]]).decode("utf-8", "surrogatepass")


@cache
def _parser() -> Parser:
    import tree_sitter  # OPTIMIZATION: few scripts need it
    import tree_sitter_javascript

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
