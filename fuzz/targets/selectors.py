"""Selectors and style sheets: by a grammar, broken, and deep."""

from __future__ import annotations

import random

from fuzz.stage import Stage, as_script
from fuzz.targets import documents

SIMPLE = (
    "*", "a", "div", "p", "#id", ".a", "[id]", "[id=a]", "[ id ~= 'a b' i ]", "[lang|=en]", "[xlink|href]", "*|*", "|p",
    "x|p", ":root", ":empty", ":checked", ":disabled", ":enabled", ":required", ":invalid", ":in-range", ":default",
    ":indeterminate", ":placeholder-shown", ":read-write", ":link", ":any-link", ":visited", ":hover", ":active",
    ":focus", ":focus-within", ":focus-visible", ":target", ":scope", ":defined", ":host", ":host(a)", ":first-child",
    ":last-of-type", ":only-child", ":only-of-type", "::before", "::slotted(a)", "::part(a)", ":popover-open", ":modal",
    ":lang(en)", ":lang('', '*-x')", ":dir(rtl)", ":open", ":fullscreen", "\\31 23", "#\\0", ".\ud800", "--x", "_", "é",
)  # fmt: skip
NTH = (
    "odd",
    "even",
    "n",
    "-n+3",
    "2n+1",
    "+5",
    "0n",
    "99999999999999999999n+1",
    "-2147483649",
    "n-",
    "2 n",
    "1 of p",
    "n of :is(a,p)",
)
FUNCTIONS = (
    ":not",
    ":is",
    ":where",
    ":has",
    ":matches",
    ":nth-child",
    ":nth-last-child",
    ":nth-of-type",
    ":current",
    ":contains",
)
BETWEEN = (" ", ">", "+", "~", "||", " > ", "  ", ",", ", ", "", "/**/", ">>>", "|")
BROKEN = (
    "[",
    "]",
    "(",
    ")",
    "'",
    '"',
    "\\",
    "\0",
    "{",
    "}",
    "@",
    "!",
    "/*",
    "<!--",
    ":",
    "::",
    "#",
    ".",
    "[a=",
    "\n",
    ",",
)
PROPERTIES = (
    "color: red", "width: calc(1px*(2 + 3%))", "--a: var(--a)", "--b: var(--a, var(--b))", "all: unset",
    "display: flex", "background: url(x) red", "font: 12px/1 a", "width: 1e999px",
    "color: color-mix(in srgb, red, blue)", "a: b", "position: absolute; left: 1e30px", "grid-template: 'a' / 1fr",
    "content: '\\0'", "width: var(--a)", "margin: -1e9px", "display: contents", "transform: rotate(1turn)",
    "width: min(1px, max(2%, 3em))", "display: grid", "float: left",
)  # fmt: skip
RULES = (
    "@media (min-width: 1px) { S { P } }", "@supports (P) { S { P } }", "@layer a { S { P } }", "@import 'x';",
    "S { P }", "@media not all and (color) { @media print { S { P } } }", "@container (width > 1px) { S { P } }",
    "S { & > S { P } }", "@font-face { P }", "@namespace x url(y);", "@keyframes a { from { P } }",
    "@property --a { P }", "S { P", "@x { { } }",
)  # fmt: skip


def compound(chance: random.Random, depth: int) -> str:
    """One to three simple selectors."""
    parts = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        if depth and chance.random() < 0.3:
            name = chance.choice(FUNCTIONS)
            inner = chance.choice(NTH) if "nth" in name and chance.random() < 0.8 else selector(chance, depth - 1)
            parts.append(f"{name}({inner})")
        else:
            parts.append(chance.choice(SIMPLE))
    return "".join(parts)


def selector(chance: random.Random, depth: int = 3) -> str:
    """A selector, sometimes broken, sometimes very long or deep."""
    if chance.random() < 0.02:
        return chance.choice((":not(", ":is(", ":has(")) * chance.choice((10, 300, 5000)) + "a" + ")" * 300
    if chance.random() < 0.02:
        return (chance.choice(SIMPLE) + chance.choice(BETWEEN)) * chance.choice((100, 3000))
    text = compound(chance, depth)
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        text += chance.choice(BETWEEN) + compound(chance, depth)
    if chance.random() < 0.15:
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(BROKEN) + text[at + chance.randrange(3) :]
    return text


def make(chance: random.Random) -> list[str]:
    """Markup, then selectors and, after `css `, rules."""
    pieces = ["".join(documents.element(chance, 4) for _ in range(chance.choice((1, 5, 20))))]
    for _ in range(chance.choice((3, 10, 25))):
        if chance.random() < 0.3:
            rule = chance.choice(RULES).replace("S", selector(chance, 1)).replace("P", chance.choice(PROPERTIES))
            pieces.append(f"css {rule}")
        else:
            pieces.append(selector(chance))
    return pieces


TRY = """const attempt = (f) => { try { f() } catch (e) {
  if (!(e instanceof Error || e instanceof DOMException)) throw e } };
const sheet = document.createElement("style"); document.head.append(sheet);
const some = [...document.querySelectorAll("*")].slice(0, 20);
for (const s of selectors) {
  if (s.startsWith("css ")) {
    attempt(() => sheet.sheet.insertRule(s.slice(4)));
    attempt(() => { sheet.textContent += s.slice(4) });
    attempt(() => new CSSStyleSheet().replaceSync(s.slice(4)));
    attempt(() => CSS.supports(s.slice(4)));
    attempt(() => matchMedia(s.slice(11)).matches);
    for (const e of some.slice(0, 5)) attempt(() => { getComputedStyle(e).width; e.getBoundingClientRect() });
    continue;
  }
  attempt(() => document.querySelectorAll(s).length);
  attempt(() => document.querySelector(s));
  for (const e of some) { attempt(() => e.matches(s)); attempt(() => e.closest(s)); attempt(() => e.querySelector(s)) }
  attempt(() => CSS.supports(`selector(${s})`));
  attempt(() => CSS.escape(s));
}"""


async def play(pieces: list[str], stage: Stage) -> None:
    """Asks for each selector in script and from outside."""
    html, selectors = pieces[0], pieces[1:]
    page = await stage.load(html.encode("utf-8", "replace").decode())
    await stage.evaluate(page, f"() => {{ const selectors = {as_script(selectors)}; {TRY} }}")
    for text in selectors[:2]:
        clean = text.encode("utf-8", "replace").decode()
        await stage.within("wait_for_selector", 0.05, page.wait_for_selector(clean, timeout=0.05))
        await stage.within("click", 0.05, page.click(clean, timeout=0.05))
