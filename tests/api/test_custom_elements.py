"""Custom elements: when their constructors and callbacks run, also in frames. On both engines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.opened import opened

URL = "https://elements.test/"
BODY = """<!doctype html><body><iframe id=f srcdoc=""></iframe><script>
  window.log = [];
  const later = (text) => log.push(text);
  customElements.define('x-micro', class extends HTMLElement {
    constructor() { super(); Promise.resolve('microtask').then(later) }
  });
</script><x-micro></x-micro><script>log.push('script')</script>"""
LOGGED = """
  const log = [], names = new Map();
  const define = (view, name, more = {}) => {
    class Logged extends view.HTMLElement {
      static observedAttributes = ['a'];
      constructor() { super(); log.push('new'); more.construct?.(this) }
      connectedCallback() { log.push('in'); more.connected?.(this) }
      attributeChangedCallback(name, before, after) { log.push(`${before} -> ${after}`) }
    }
    for (const key of ['adopted', 'disconnected'])
      if (key in more)
        Logged.prototype[key + 'Callback'] = function (...args) { log.push(key); more[key](this, ...args) };
    view.customElements.define(name, Logged);
    return Logged;
  };
"""
WAYS: dict[str, tuple[str, Any]] = {
    "microtasks of a constructor run before the parser goes on": ("return window.log", ["microtask", "script"]),
    "an element has the prefix that it is made with": (
        """const Logged = define(window, 'x-prefix');
        const made = document.createElementNS('http://www.w3.org/1999/xhtml', 'p:x-prefix');
        return [made instanceof Logged, made.prefix, made.localName, made.tagName]""",
        [True, "p", "x-prefix", "P:X-PREFIX"],
    ),
    "an element that is made with `is` has a prefix, too": (
        """customElements.define('x-made', class extends HTMLDivElement {}, { extends: 'div' });
        const made = document.createElementNS('http://www.w3.org/1999/xhtml', 'p:div', { is: 'x-made' });
        return [made.constructor !== HTMLDivElement, made.prefix]""",
        [True, "p"],
    ),
    "an upgrade that fails drops its reactions": (
        """document.body.insertAdjacentHTML('beforeend', '<x-fails a=1></x-fails>');
        define(window, 'x-fails', { construct() { throw 0 } });
        return log""",
        ["new"],
    ),
    "nothing reacts to what a constructor does to its element": (
        """document.body.insertAdjacentHTML('beforeend', '<x-self></x-self>');
        const construct = (e) => { e.setAttribute('a', 1); e.removeAttribute('a'); e.remove() };
        define(window, 'x-self', { construct, disconnected() {} });
        return log""",
        ["new", "in"],
    ),
    "open() takes elements out": (
        """const { document: there } = f.contentWindow;
        define(f.contentWindow, 'x-open', { disconnected() {} });
        there.body.innerHTML = '<x-open></x-open>';
        there.open();
        return log""",
        ["new", "in", "disconnected"],
    ),
    "an element that its constructor moves to a frame is refused": (
        """define(window, 'x-away', { construct: (e) => f.contentDocument.body.append(e) });
        let kind = '';
        addEventListener('error', (e) => { kind = e.error.name; e.preventDefault() }, { once: true });
        const made = document.createElement('x-away');
        return [kind, made instanceof HTMLUnknownElement, made.localName]""",
        ["NotSupportedError", True, "x-away"],
    ),
    "what reacts to a move to another window's document follows it": (
        """define(f.contentWindow, 'x-moves', { adopted: (e, before, after) => {
            log.push(before === f.contentDocument, after === other, e.isConnected);
            if (e.id === '1') e.nextSibling.setAttribute('a', 1);
        } });
        const other = document.implementation.createHTMLDocument(), box = f.contentDocument.createElement('p');
        box.innerHTML = '<x-moves id=1></x-moves><x-moves id=2></x-moves>';
        f.contentDocument.adoptNode(box);
        f.contentWindow.customElements.upgrade(box);
        other.body.append(box);
        return log""",
        ["new", "new", *["adopted", True, True, True] * 2, "in", "null -> 1", "in"],
    ),
    "an element that leaves in a callback keeps what waits for it": (
        """const part = 'x-part', inner = { adopted() {} };
        define(f.contentWindow, 'x-whole', { connected(e) { document.adoptNode(e.firstChild); log.push('end') } });
        define(f.contentWindow, part, inner);
        const whole = f.contentDocument.createElement('x-whole');
        whole.append(f.contentDocument.createElement(part));
        f.contentDocument.body.append(whole);
        return log""",
        ["new", "new", "in", "in", "adopted", "end"],
    ),
    "an imported element is the frame's customized one": (
        """class There extends f.contentWindow.HTMLDivElement {}
        f.contentWindow.customElements.define('x-import', There, { extends: 'div' });
        const made = document.createElement('div', { is: 'x-import' });
        return [f.contentDocument.importNode(made) instanceof There, made.constructor === HTMLDivElement]""",
        [True, True],
    ),
}


@pytest.mark.parametrize("way", WAYS)
async def test_custom_elements(engine: str, way: str) -> None:
    script, expected = WAYS[way]
    async with opened(engine, URL, BODY) as page:
        assert await page.evaluate(f"async () => {{ {LOGGED}\n{script} }}") == expected
