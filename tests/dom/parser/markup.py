"""Random markup, and a tree as lines, for tests that compare parsers."""

from __future__ import annotations

import random

from turbohtml import Comment, Doctype, DocumentFragment, Element, Node, Text

from shim.dom.tree import Tree

_TAGS = [
    "a",
    "b",
    "i",
    "p",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "caption",
    "col",
    "colgroup",
    "select",
    "option",
    "optgroup",
    "form",
    "input",
    "button",
    "li",
    "ul",
    "dl",
    "dd",
    "dt",
    "h1",
    "h2",
    "pre",
    "textarea",
    "title",
    "style",
    "script",
    "svg",
    "math",
    "mi",
    "mtext",
    "annotation-xml",
    "foreignObject",
    "desc",
    "template",
    "body",
    "html",
    "head",
    "frameset",
    "frame",
    "br",
    "hr",
    "img",
    "nobr",
    "font",
    "applet",
    "object",
    "marquee",
    "ruby",
    "rt",
    "rb",
    "rtc",
    "rp",
    "noscript",
    "iframe",
    "xmp",
    "plaintext",
    "main",
    "center",
    "address",
    "image",
    "keygen",
    "param",
    "nav",
    "article",
    "datalist",
    "summary",
    "details",
    "menuitem",
    "base",
    "meta",
    "link",
]
_ATTRIBUTES = ["a=1", 'class="x y"', "b='&amp;c&notit;'", "c=/", "d", "type=hidden", "color=red", "encoding=text/html"]
_TEXTS = [
    "x",
    "y ",
    " ",
    "\n",
    "&amp",
    "&lt;",
    "&#65;",
    "&#x80",
    "&nosuch;",
    "\0",
    "a\rb",
    "\r\n",
    "<",
    "</",
    "&",
    "é😀",
]
_OTHERS = [
    "<!--c-->",
    "<!-- x",
    "-->",
    "<!DOCTYPE html>",
    "<![CDATA[x]]>",
    "<?pi x?>",
    "<!x>",
    "</ x>",
    "--!>",
    "<!-->",
]


def random_markup(seed: int) -> list[str]:
    """Pieces of markup, the same for the same seed."""
    chosen = random.Random(seed)

    def piece() -> str:
        kind = chosen.random()
        if kind < 0.45:
            attribute = " " + chosen.choice(_ATTRIBUTES) if chosen.random() < 0.3 else ""
            return f"<{chosen.choice(_TAGS)}{attribute}{chosen.choice(['', '', '', '/', ' /'])}>"
        return f"</{chosen.choice(_TAGS)}>" if kind < 0.75 else chosen.choice(_TEXTS if kind < 0.9 else _OTHERS)

    return ["<!DOCTYPE html>"] * (chosen.random() < 0.5) + [piece() for _ in range(chosen.randint(2, 22))]


def lines_of(tree: Tree, node: Node, depth: int = 0) -> list[str]:
    """The descendants of a node, a line each."""
    lines = []
    for child in node.children:
        inside: Node = child
        if isinstance(child, Element):
            attributes = sorted((key, child.attr(key) or "") for key in child.attrs)
            text = f"<{child.namespace.value} {child.tag}> {attributes}"
            if child.tag == "template" and tree.is_html(child):
                inside = tree.template_content(child)
        elif isinstance(child, Text | Comment):
            text = f"{type(child).__name__} {child.data!r}"
        elif isinstance(child, Doctype):
            text = f"doctype {child.name} {child.public_id or ''} {child.system_id or ''}"
        else:
            text = repr(child)
        if not isinstance(child, DocumentFragment):
            lines.append("  " * depth + text)
        lines += lines_of(tree, inside, depth + 1)
    return lines
