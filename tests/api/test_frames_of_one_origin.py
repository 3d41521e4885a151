"""Windows of one origin share their objects: identity, `instanceof` of each realm, nodes that move, windows that stay
with their frame. On both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Page

URL = "https://frames.test/"
CHILD = """<!doctype html><body><p id=p class=k>text</p><form id=form><input name=a value=1></form><script>
  var o = { n: 1, list: [1, 2] }, number = 7;
  function me() { return window }
  function thrower() { throw new RangeError('there') }
  function ask(target, ...rest) { target.postMessage(...rest) }
  function go(frame, url) { frame.location = url }
  function look() { return here }
  window.Base = class { m() { return 'base' } }
</script>"""
OTHER = "<!doctype html><body><script>var number = 8</script>"
WAYS: dict[str, tuple[str, Any]] = {
    "a window is one object everywhere": (
        "return [w === f.contentWindow, w === frames[0], w.me() === w, w.self === w, w.globalThis === w,"
        " w.eval('this') === w, w.parent === window, w.eval('parent') === window, w.frameElement === f]",
        [True] * 9,
    ),
    "objects are the same on both sides": (
        "window.mine = {}; w.eval('parent.mine.there = o');"
        " return [mine.there === w.o, w.o.list === w.o.list, w.eval('parent.mine') === mine]",
        [True, True, True],
    ),
    "instanceof is each realm's": (
        "const a = new w.Array(1, 2);"
        " return [a instanceof Array, a instanceof w.Array, Array.isArray(a), w.p instanceof HTMLElement,"
        " w.p instanceof w.HTMLElement, w instanceof w.Window]",
        [False, True, True, False, True, True],
    ),
    "errors keep their realm": (
        "try { w.thrower() } catch (e) { return [e.name, e instanceof w.RangeError, e instanceof RangeError] }",
        ["RangeError", True, False],
    ),
    "a DOMException is of the realm of the method": (
        "try { w.document.querySelector('!') } catch (e) {"
        " return [e.name, e instanceof w.DOMException, e instanceof DOMException] }",
        ["SyntaxError", True, False],
    ),
    "a node moves and stays the same object": (
        """const p = w.p; p.own = 1; let heard = 0; p.addEventListener('x', () => heard++);
        document.body.append(p); p.dispatchEvent(new Event('x'));
        return [document.getElementById('p') === p, p.own, heard, p.ownerDocument === document,
            p instanceof w.HTMLParagraphElement, p.textContent, w.document.querySelector('p')]""",
        [True, 1, 1, True, True, "text", None],
    ),
    "a node goes there and comes back": (
        """const b = document.createElement('b'); b.id = 'b'; b.className = 'c'; w.document.body.append(b);
        const there = w.document.getElementById('b') === b && b.ownerDocument === w.document;
        b.title = 't'; document.body.append(b);
        return [there, b.ownerDocument === document, b.title, b.classList.contains('c'),
            w.document.getElementById('b')]""",
        [True, True, "t", True, None],
    ),
    "a form moves with its controls": (
        "const { form } = w.document.forms; document.body.append(form); form.a.value = '2';"
        " return [form.elements.length, form.a === form.elements[0], form.a.value, document.forms.form === form]",
        [1, True, "2", True],
    ),
    "members of one realm work on objects of the other": (
        "return [Node.prototype.contains.call(w.document.body, w.p),"
        " Object.getOwnPropertyDescriptor(Node.prototype, 'nodeName').get.call(w.p),"
        " Element.prototype.getAttribute.call(w.p, 'class'),"
        " EventTarget.prototype.addEventListener.call(w, 'x', () => 0)]",
        [True, "P", "k", None],
    ),
    "functions of one window work on another": (
        """const copy = structuredClone.call(w, [1]); let heard;
        w.addEventListener('error', (e) => { heard = e.error; e.preventDefault() });
        reportError.call(w, 'reported');
        return [copy instanceof w.Array, copy instanceof Array, heard]""",
        [True, False, "reported"],
    ),
    "what a callback throws is reported to its own window": (
        """const heard = [];
        for (const [name, win] of [['here', window], ['there', w]])
            win.addEventListener('error', (e) => { heard.push(name); e.preventDefault() });
        document.addEventListener('z', new w.Function('throw 1')); document.dispatchEvent(new Event('z'));
        w.document.addEventListener('z', () => { throw 1 }); w.document.dispatchEvent(new Event('z'));
        w.customElements.define('x-thrower', class extends w.HTMLElement { constructor() { throw 1 } });
        w.document.createElement('x-thrower');
        return heard""",
        ["there", "here", "there"],
    ),
    "an element without a prototype of its own has that of its class's window": (
        """const Made = w.eval("(function Made() { return Reflect.construct(parent.HTMLElement, [], new.target) })");
        customElements.define('x-made', Made);
        Made.prototype = null;
        return [Object.getPrototypeOf(new Made()) === w.HTMLElement.prototype]""",
        [True],
    ),
    "an event of one realm at a target of the other": (
        """const seen = []; w.document.body.addEventListener('y', (e) => seen.push(e.target === w.p, e instanceof Event,
            e.composedPath().length, e.composedPath()[0] === w.p));
        const event = new Event('y', { bubbles: true }); w.p.dispatchEvent(event);
        return [...seen, event.target === w.p, event.eventPhase]""",
        [True, True, 5, True, True, 0],
    ),
    "a mutation observer here sees nodes there": (
        """const seen = await new Promise((done) => {
            const observer = new MutationObserver((records, o) => done([o === observer, records[0].target === w.p]));
            observer.observe(w.document, { subtree: true, attributes: true }); w.p.title = 't'; });
        return seen""",
        [True, True],
    ),
    "a range here around nodes there": (
        "const range = new Range(); range.selectNodeContents(w.p);"
        " return [range.startContainer === w.p, `${range}`, range instanceof Range]",
        [True, "text", True],
    ),
    "getComputedStyle here of an element there": (
        "w.p.style.color = 'red'; return getComputedStyle(w.p).color",
        "rgb(255, 0, 0)",
    ),
    "a class extends one of the other realm": (
        "class Derived extends w.Base {} ; return [new Derived().m(), new Derived() instanceof w.Base]",
        ["base", True],
    ),
    "functions compare and are called": (
        "w.o.f = (x) => x; const g = w.o.f; return [g === w.o.f, w.eval('o.f')(3), g instanceof Function,"
        " w.eval('o.f instanceof Function')]",
        [True, 3, True, False],
    ),
    "sets, maps and symbols pass": (
        "const s = Symbol('s'); w.o[s] = new Map([[w.o, 1]]); return [w.o[s].get(w.o), Object.keys(w.o).join(),"
        " Object.getOwnPropertySymbols(w.o).length]",
        [1, "n,list", 1],
    ),
    "property descriptors and frozen objects": (
        "w.Object.freeze(w.o); return [Object.isFrozen(w.o), Reflect.set(w.o, 'n', 2), w.o.n,"
        " Object.getOwnPropertyDescriptor(w.o, 'n').configurable]",
        [True, False, 1, False],
    ),
    "promises of the other realm": (
        "const p = w.Promise.resolve(5); return [await p, p instanceof Promise, p instanceof w.Promise]",
        [5, False, True],
    ),
    "microtasks of both keep their order": (
        """const log = []; Promise.resolve().then(() => log.push(1)); w.Promise.resolve().then(() => log.push(2));
        w.queueMicrotask(() => log.push(3)); queueMicrotask(() => log.push(4)); await 0; await 0; await 0;
        return log""",
        [1, 2, 3, 4],
    ),
    "the source of a message is the window that sends it": (
        """const got = new Promise((done) => w.addEventListener('message', (e) => done(e.source === window)));
        w.postMessage('x', '*');
        const back = new Promise((done) => addEventListener('message', (e) => done(e.source === w)));
        w.ask(window, 'y', '*');
        return [await got, await back]""",
        [True, True],
    ),
    "a window stays with its frame": (
        """const old = w.document, o = w.o; w.mark = 1;
        f.src = '/other'; await new Promise((done) => { f.onload = done });
        return [f.contentWindow === w, w.number, w.mark, w.document === old, f.contentDocument === w.document,
            frames[0] === w, w.me === undefined, o.n, w.self === w, w.eval('globalThis') === w, old.defaultView]""",
        [True, 8, None, False, True, True, True, 1, True, True, None],
    ),
    "a window of another origin is the same object": (
        """f.src = 'https://else.test/'; await new Promise((done) => { f.onload = done });
        let refused; try { w.document } catch (e) { refused = [e.name, e instanceof DOMException] }
        const away = [f.contentWindow === w, f.contentDocument, w.parent === window, w.length, ...refused];
        f.src = '/other'; await new Promise((done) => { f.onload = done });
        return [...away, f.contentWindow === w, w.number, w.document === f.contentDocument]""",
        [True, None, True, 0, "SecurityError", True, True, 8, True],
    ),
    "what was held of the document before works on": (
        """const p = w.p, { me, Array: A } = w; f.src = '/other'; await new Promise((done) => { f.onload = done });
        p.textContent = 'new'; document.body.append(p);
        return [p.textContent, p.isConnected, new A(1, 2).length, w.number]""",
        ["new", True, 2, 8],
    ),
    "a frame that was removed": (
        "const p = w.p; f.remove(); p.title = 't'; return [w.closed, w.parent, w.o.n, p.title, f.contentWindow]",
        [True, None, 1, "t", None],
    ),
    "location of a frame resolves against the window whose script was entered": (
        "w.go(frames[0], 'other'); await new Promise((done) => { f.onload = done }); return w.location.pathname",
        "/other",
    ),
    "names are looked up in their own realm": (
        "window.number = 1; w.eval('function read() { return number }'); return [w.read(), w.number, number]",
        [7, 7, 1],
    ),
    "a missing name throws in the realm that lacks it": (
        "window.here = 1; try { w.look() } catch (e) { return [e.name, e instanceof w.ReferenceError, w.here] }",
        ["ReferenceError", True, None],
    ),
    "two frames of one origin": (
        """const g = document.createElement('iframe'); document.body.append(g);
        const a = g.contentDocument.createElement('i'); w.document.body.append(a);
        return [a.ownerDocument === w.document, w.parent.frames[1] === g.contentWindow,
            w.eval('parent.frames[1].Array') === g.contentWindow.Array]""",
        [True, True, True],
    ),
    "adoptNode and importNode": (
        """const copy = document.importNode(w.p, true), node = document.adoptNode(w.p);
        return [copy.ownerDocument === document, copy instanceof HTMLElement, node.ownerDocument === document,
            node.parentNode, node === w.p]""",
        [True, True, True, None, False],
    ),
    "comparing nodes of two documents": (
        "return [document.contains(w.p), w.p.isSameNode(w.p), document.compareDocumentPosition(w.p) & 1,"
        " w.p.isEqualNode(document.importNode(w.p, true)), document.body.isEqualNode(w.document.body)]",
        [False, True, 1, True, False],
    ),
}


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        page.route(URL, body="<!doctype html><body><iframe id=f src=folder/child></iframe>", content_type="text/html")
        page.route(URL + "folder/child", body=CHILD, content_type="text/html")
        page.route("**/other", body=OTHER, content_type="text/html")
        page.route("https://else.test/**", body=OTHER, content_type="text/html")
        await page.goto(URL)
        yield page


@pytest.mark.parametrize("way", WAYS)
async def test_windows_of_one_origin(page: Page, way: str) -> None:
    script, expected = WAYS[way]
    before = "const f = document.getElementById('f'), w = f.contentWindow;"
    assert await page.evaluate(f"async () => {{ {before}\n{script} }}") == expected
