"""Documents: markup by a grammar and broken, in every way in which a page can have it parsed."""

from __future__ import annotations

import json
import random
from typing import Any

from fuzz.stage import Stage, as_script

_TAGS = """
a abbr address applet area article aside audio b base basefont bdi bdo bgsound big blockquote body br button
canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset h1 h2 h6 head header hgroup hr html i iframe image
img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu meta meter nav
nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp
rt rtc ruby s script search select selectedcontent slot small source span strike strong style sub summary sup
svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp x-a
annotation-xml foreignObject desc mi mo mn ms mtext mglyph malignmark path g use
"""
_NAMES = """
id class name href src style type value is slot lang dir hidden shadowrootmode xmlns xlink:href xml:lang
onclick onload onerror content http-equiv charset rel media srcdoc sandbox for form list action method
encoding definitionurl viewbox tabindex contenteditable colspan rowspan span multiple selected checked async
defer nomodule autofocus open popover srcset sizes usemap shape coords loading
"""
TAGS, NAMES = _TAGS.split(), _NAMES.split()
VALUES = (
    "", "a", "0", "-1", "1e9", "99999999999999999999", "rtl", "open", "closed", "text/html", "module", "importmap",
    "color:red;--a:{}", "utf-16", "refresh", "0;url=#a", "content-security-policy", "\0", "&amp;&#0;&#x110000;&notit;",
    "javascript:document.body.remove()", "data:text/html,<p>x", "http://[", "a b  c", "😀\ud800", "x" * 5000, "(((",
    "this.remove()", "document.write('<b>')", "hidden", "checkbox", "radio", "date", "file", "image", "stylesheet",
)  # fmt: skip
TEXTS = (
    "x", " ", "\n\t\f", "\0", "&", "&lt", "&NotEqualTilde;", "&#xd800;", "<", "</", "<!", "<!-", "<!-->", "<!--->",
    "--!>", "<!--<!--", "<![CDATA[", "]]>", "<?php", "<?xml version='1.0'?>", "<!doctype html>",
    "<!DOCTYPE a PUBLIC '", "</ >", "<a", "<a b", "<a b=", "<a b='", "\ufeff", "\u2028", "😀", "\ud800", "é" * 300,
    "</script>", "</style>", "</title>", "</template>", "</body></html>", "<!entity x 'y'>", "&x;", "{{", "`",
    "\r\r\n", "<table><tr><td><table>", "<svg><p>",
)  # fmt: skip
SCRIPTS = (
    "document.write('<p>w')", "document.write('<script>document.write(\"<i>\")<\\/script>')", "document.open()",
    "document.close()", "document.currentScript.remove()", "document.body && document.body.replaceChildren()",
    "document.documentElement.remove()", "document.writeln('<plaintext>')", "document.write('<table><b>')",
    "document.head.innerHTML = '<base href=x>'", "location.hash = 'a'", "stop()", "document.write('<!--')",
    "document.body.outerHTML = document.body.outerHTML", "document.adoptNode(document.documentElement)",
    "setTimeout(() => document.write('late'), 0)", "for (const e of document.all) e.remove()",
    "customElements.define('x-a', class extends HTMLElement { constructor() { super(); document.write('c') } })",
    "document.normalize(); document.cloneNode(true)", "document.title = document.URL",
    "document.implementation.foo.bar",
)  # fmt: skip
TYPES = ("text/html", "text/xml", "application/xml", "application/xhtml+xml", "image/svg+xml")
URL_TYPES = (
    *TYPES, "text/plain", "text/html;charset=utf-16le", "text/html;charset=shift_jis", "text/html;charset=x", "",
    "image/png", "audio/wav", "application/json", "text/css", "a/b;;=,",
)  # fmt: skip
CONTEXTS = ("div", "table", "tr", "select", "template", "svg", "math", "title", "html", "frameset", "colgroup", "x-a")
MODES = (
    "content", "write", "late write", *(f"inner {tag}" for tag in CONTEXTS), "outer", "adjacent", "range", "unsafe",
    "srcdoc", "frame", *(f"parser {kind}" for kind in TYPES), *(f"url {kind}" for kind in URL_TYPES), "xhr", "blob",
)  # fmt: skip


def element(chance: random.Random, depth: int) -> str:
    """An element, with what is in it, mostly."""
    tag = chance.choice(TAGS)
    if chance.random() < 0.1:
        return f"<script>{chance.choice(SCRIPTS)}</script>"
    attributes = "".join(
        f" {chance.choice(NAMES)}{chance.choice(('=', '=', '', ' = '))}{quoted(chance)}"
        for _ in range(chance.choice((0, 0, 1, 2, 5)))
    )
    inner = "".join(piece(chance, depth - 1) for _ in range(chance.randrange(3))) if depth else ""
    end = chance.choice((f"</{tag}>", f"</{tag}>", "", f"</{chance.choice(TAGS)}>"))
    return f"<{tag}{attributes}{chance.choice(('>', '>', '>', '/>', ''))}{inner}{end}"


def quoted(chance: random.Random) -> str:
    """A value of an attribute, in one of the ways in which it can be written."""
    quote = chance.choice(('"', "'", ""))
    return f"{quote}{chance.choice(VALUES)}{quote}"


def piece(chance: random.Random, depth: int) -> str:
    """Anything that may stand in a document."""
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(TEXTS)
    if kind < 0.3:
        return f"<{chance.choice(TAGS)}>" * chance.choice((2, 50, 2000))
    if kind < 0.35:
        return f"</{chance.choice(TAGS)}>" * chance.choice((1, 3))
    made = element(chance, depth)
    if kind < 0.45:
        at = chance.randrange(len(made) + 1)
        made = made[:at] + chance.choice(TEXTS) + made[at + chance.randrange(4) :]
    return made


def make(chance: random.Random) -> list[str]:
    """The way in which it is parsed, then markup."""
    return [chance.choice(MODES), *(piece(chance, 4) for _ in range(chance.choice((1, 5, 20, 60))))]


LOOK = """(root) => {
  const walk = (node, depth) => {
    if (depth > 100) return;
    for (const name of ["textContent", "innerHTML", "outerHTML", "innerText", "baseURI"]) try { node[name] } catch {}
    for (let child = node.firstChild; child; child = child.nextSibling) walk(child, depth + 1);
  };
  walk(root, 0);
  try { new XMLSerializer().serializeToString(root) } catch {}
  try { root.cloneNode(true).isEqualNode(root) } catch {}
  try { root.normalize(); root.querySelectorAll("*, :checked, [id]").length } catch {}
  try { getComputedStyle(root.querySelector("*")).color } catch {}
  try { root.querySelector("*").getBoundingClientRect() } catch {}
}"""


def _by_script(mode: str, markup: str) -> str:
    """The script that has the markup parsed."""
    kind, _, of = mode.partition(" ")
    ways = {
        "inner": f"const e = document.createElement({of!r}); e.innerHTML = m; look(e); e.innerHTML = e.innerHTML;"
        " document.body.append(e)",
        "outer": "const e = document.createElement('p'); document.body.append(e); e.outerHTML = m",
        "adjacent": "for (const w of ['beforebegin','afterbegin','beforeend','afterend'])"
        " document.body.firstChild.insertAdjacentHTML(w, m)",
        "range": "const r = document.createRange(); r.setStart(document.body, 0); look(r.createContextualFragment(m));"
        " r.insertNode(r.createContextualFragment(m))",
        "unsafe": "document.body.setHTMLUnsafe(m); look(Document.parseHTMLUnsafe(m))",
        "srcdoc": "const f = document.createElement('iframe'); f.srcdoc = m; document.body.append(f)",
        "frame": "const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.write(m);"
        " look(f.contentDocument)",
        "blob": "const f = document.createElement('iframe');"
        " f.src = URL.createObjectURL(new Blob([m], {type: 'text/html'})); document.body.append(f)",
        "parser": f"const d = new DOMParser().parseFromString(m, {of!r}); look(d);"
        " document.adoptNode(d.documentElement)",
        "xhr": "const x = new XMLHttpRequest(); x.responseType = 'document';"
        " x.open('GET', 'data:text/html,' + encodeURIComponent(m)); x.onload = () => look(x.response); x.send()",
        "late": "addEventListener('load', () => { document.open(); for (const c of m.match(/[^]{1,7}/gu) ?? [])"
        " document.write(c); document.close() })",
        "write": "for (const c of m.match(/[^]{1,50}/gu) ?? []) document.write(c)",
    }
    return f"const look = {LOOK}; const m = {as_script(markup)}; {ways.get(kind, '')}"


async def play(pieces: list[str], stage: Stage) -> None:
    """Parses the markup, and looks at what came of it from within and from outside."""
    mode, markup = pieces[0], "".join(pieces[1:])
    page = await stage.page()
    if mode.startswith("url "):
        body = markup.encode("utf-8", "surrogatepass")
        page.route("**/doc", body=body, content_type=mode.removeprefix("url "))
        await stage.within("goto", 5, page.goto(f"{stage.url}doc", timeout=5))
    else:
        html = (
            markup if mode == "content" else f"<!doctype html><body><p>x</p><script>{_by_script(mode, markup)}</script>"
        )
        await stage.load(html.encode("utf-8", "replace").decode() if mode == "content" else html, page)
    await look(page, stage)


async def look(page: Any, stage: Stage) -> None:
    """Asks the page what a test would ask it."""
    await stage.within("wait_until_idle", 2, page.wait_until_idle(timeout=2))
    await stage.evaluate(page, f"({LOOK})(document)")
    await stage.within("content", 2, page.content())
    await stage.within("title", 2, page.title())
    for act in (page.click("a, button, p", timeout=0.02), page.fill("input", "x", timeout=0.02)):
        await stage.within("click or fill", 0.02, act)
    json.dumps(page.url)
