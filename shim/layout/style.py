"""The style sheets of a document and its shadow trees as one text, which means the same once all are one tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

import tinycss2
from turbohtml import Document, ShadowRoot

from shim.css.cascade import Cascade
from shim.css.conditions import media_matches
from shim.css.sheets import MAX_IMPORTS, Sheets, import_applies, sheet_elements, sheet_text
from shim.css.syntax import ImportRule, Node, parse_sheet, serialize, split_at_commas, with_short_numbers
from shim.css.viewport import Viewport
from shim.remembered import remembered_by_size

_GROUPS = frozenset({"media", "supports", "layer", "container"})
_PSEUDO_ELEMENT = re.compile(r"(?::(?:before|after|first-line|first-letter)|::[-\w]+(?:\([^()]*\))?)+$")
_COLLAPSED = re.compile(r"border-collapse\s*:\s*collapse")
_FONT = re.compile(r"(?<![\w-])(font(?:-family)?|--[-\w]*+)\s*+:[^;{}]*", re.IGNORECASE)
_FAMILY = re.compile(
    r"(?<![-\w\"'])([\"']?)(sans-serif|system-ui|ui-sans-serif|arial|helvetica|serif|times new roman|times|"
    r"georgia)\1(?=\s*(?:[,;}!]|$))",
    re.IGNORECASE,
)
_SANS, _SERIF = "'DejaVu Sans',sans-serif", "'DejaVu Serif',serif"
_FAMILIES = {
    **dict.fromkeys(("sans-serif", "system-ui", "ui-sans-serif", "arial", "helvetica"), _SANS),
    **dict.fromkeys(("serif", "times", "times new roman", "georgia"), _SERIF),
}
"""The fonts that Chromium has on a Linux without others, for families that the renderer has others for."""
_CHECKED = re.compile(r":checked(?![-\w])")
_HOST_LIKE = re.compile(r":host\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_HOST = re.compile(r":host(?![-\w(])")
_PLACE = "\ue000"
"""Stands for the number of a shadow tree."""
_SLOTTED = re.compile(r"(\S*)::slotted\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def style_of(document: Document, scopes: Mapping[ShadowRoot, int], cascade: Cascade) -> str:
    """The text of all that applies, the document's first."""
    parts = [*_sheets_in(document, None if not scopes else -1, cascade)]
    for root, scope in scopes.items():
        parts += _sheets_in(root, scope, cascade)
    return for_renderer("\n".join(parts)).replace("</", "<\\/")


def _with_families(declaration: re.Match[str]) -> str:
    if "font" not in declaration[1].lower():
        return declaration[0]
    return _FAMILY.sub(lambda family: _FAMILIES[family[2].lower()], declaration[0])


def for_renderer(css: str) -> str:
    """Style, with what the renderer does not know replaced by what comes near to it: where borders are to collapse,
    there is at least nothing between the cells. What is checked has an attribute that says so. Generic families are
    the fonts that Chromium has for them, where these are installed."""
    css = _FONT.sub(_with_families, css)
    return _CHECKED.sub("[s-checked]", _COLLAPSED.sub("border-collapse:separate;border-spacing:0", css))


def _sheets_in(root: Document | ShadowRoot, scope: int | None, cascade: Cascade) -> Iterable[str]:
    """`scope`: the number of the shadow tree, -1 for the document where there are some, None where there are none."""
    sheets, viewport = cascade.sheets, cascade.viewport
    for element in sheet_elements(root):
        text = sheet_text(element, sheets)
        if text is None or element in sheets.disabled or not media_matches(element.attr("media") or "", viewport):
            continue
        loaded = sheets.linked.get(element)
        yield _sheet(text, loaded.url if loaded is not None else "", scope, sheets, viewport, 0)
    for text in cascade.adopted_in(root):
        yield _sheet(text, "", scope, sheets, viewport, 0)


def _sheet(text: str, url: str, scope: int | None, sheets: Sheets, viewport: Viewport, depth: int) -> str:
    if "@import" in text:
        text = _with_imports(text, url, scope, sheets, viewport, depth)
    if scope is None:
        return text
    if scope < 0:
        return _of_tree(text, None)
    return _of_tree(text, _PLACE).replace(_PLACE, str(scope))


# OPTIMIZATION: elements of one kind have shadow trees with the same sheets.
@remembered_by_size(4_000_000)
def _of_tree(text: str, scope: str | None) -> str:
    """A sheet of a shadow tree whose number is to be put in, or, for None, of the document."""
    return _rules(tinycss2.parse_stylesheet(with_short_numbers(text), skip_comments=True, skip_whitespace=True), scope)


def _with_imports(text: str, url: str, scope: int | None, sheets: Sheets, viewport: Viewport, depth: int) -> str:
    """A sheet with what it imports in the place of its rules for that."""
    parts = []
    for rule in parse_sheet(text):
        loaded = sheets.imported.get((url, rule.url)) if isinstance(rule, ImportRule) else None
        if (
            isinstance(rule, ImportRule)
            and loaded is not None
            and depth < MAX_IMPORTS
            and import_applies(rule, viewport)
        ):
            inner = _with_imports(loaded.text, loaded.url, scope, sheets, viewport, depth + 1)
            parts.append(inner if rule.layer is None else f"@layer {rule.layer} {{{inner}}}")
    rest = tinycss2.parse_stylesheet(with_short_numbers(text), skip_comments=True, skip_whitespace=True)
    others = [node for node in rest if not (node.type == "at-rule" and node.lower_at_keyword == "import")]
    # A rule that cannot be parsed has no text, and is dropped.
    for node in others:
        if node.type != "error":
            with suppress(RecursionError):
                parts.append(node.serialize())
    return "\n".join(parts)


def _rules(nodes: Iterable[Node], scope: str | None) -> str:
    """Rules as text, each for its own tree only. Those with more in each other than can be followed are dropped."""
    parts = []
    for node in nodes:
        with suppress(RecursionError):
            parts += _rule(node, scope)
    return "\n".join(parts)


def _rule(node: Node, scope: str | None) -> list[str]:
    if node.type == "qualified-rule":
        selectors = ",".join(_scoped(serialize(part), scope) for part in split_at_commas(node.prelude))
        return [f"{selectors}{{{tinycss2.serialize(node.content)}}}"]
    if node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return [f"@{node.lower_at_keyword} {serialize(node.prelude)}{{{_rules(inside, scope)}}}"]
    return [node.serialize()] if node.type == "at-rule" else []


def _scoped(selector: str, scope: str | None) -> str:
    """A selector that matches in its own tree only, by the attributes that markup.py writes."""
    if scope is None:
        return _with(selector, ":where(:not([s-scope]))")
    host = f'[s-host="{scope}"]'
    if "::slotted" in selector:
        slot = f'slot[s-scope="{scope}"]'
        return _SLOTTED.sub(lambda m: f"{m[1] if m[1] not in ('', 'slot') else slot} > :is({m[2]})", selector)
    hosted = _HOST.sub(host, _HOST_LIKE.sub(lambda m: f"{host}:is({m[1]})", selector))
    if hosted != selector and not re.search(r"[\s>+~]", hosted.strip()):
        return hosted
    return _with(hosted, f':where([s-scope="{scope}"])')


def _with(selector: str, condition: str) -> str:
    """The selector with a condition of what it matches, in front of its pseudo-elements."""
    found = _PSEUDO_ELEMENT.search(selector)
    at = found.start() if found else len(selector)
    return selector[:at] + condition + selector[at:]
