"""Details of the DOM that pages rely on, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Page
from tests.api.opened import opened

URL = "https://details.test/"
MARKUP = """<!doctype html><body><p id=p>x</p><p></p><p><!--x--></p><p> </p><iframe id=f></iframe>"""
WAYS: dict[str, tuple[str, Any]] = {
    "a document of another frame may be equal": (
        """const other = document.createElement('iframe');
        document.body.append(other);
        return [f.contentDocument.isEqualNode(other.contentDocument), f.contentDocument.isEqualNode(document),
            document.isEqualNode(f.contentDocument),
            f.contentDocument.createElement('b').isEqualNode(document.createElement('b'))]""",
        [True, False, False, True],
    ),
    "clones keep the blanks of attributes": (
        """p.className = " a  b "; p.setAttribute("accesskey", " x ");
        return [p.cloneNode().outerHTML, p.cloneNode(true).className]""",
        ['<p id="p" class=" a  b " accesskey=" x "></p>', " a  b "],
    ),
    "hidden takes undefined for false": (
        "p.hidden = true; p.hidden = undefined; return p.outerHTML",
        '<p id="p">x</p>',
    ),
    "location of a frame throws for what is not a URL": (
        "try { f.contentWindow.location = 'http://x:99999/' } catch (e) { return e.name }",
        "SyntaxError",
    ),
    "clones of errors keep their cause": (
        "const e = structuredClone(new RangeError('a', { cause: { b: 1 } })); return [e.name, e.message, e.cause.b]",
        ["RangeError", "a", 1],
    ),
    "checked in a tree outside of the document": (
        """const d = document.createElement('div');
        d.innerHTML = '<input type=checkbox checked><select><option>a<option selected>b';
        const before = d.querySelectorAll(':checked').length;
        d.firstChild.checked = false;
        return [before, d.querySelectorAll(':checked').length, d.firstChild.matches(':checked')]""",
        [2, 1, False],
    ),
    "white space is not empty": ("return document.querySelectorAll('p:empty').length", 2),
    "the target of the URL": (
        "location.hash = '#p'; const before = document.querySelector(':target')?.id; location.hash = '#q';"
        " return [before, document.querySelector(':target')]",
        ["p", None],
    ),
    "selectors are closed at their end": (
        "return ['[id=\"p\"', '[id=\"p', ':is(p, q', 'p:not([id='].map((s) => {"
        " try { return document.querySelectorAll(s).length } catch (e) { return e.name } })",
        [1, 1, 4, "SyntaxError"],
    ),
    "selectorText stays when it is given none": (
        """const style = document.createElement('style');
        style.textContent = 'p { z-index: 1 }';
        document.head.append(style);
        const [rule] = style.sheet.cssRules;
        rule.selectorText = '!!';
        const before = rule.selectorText;
        rule.selectorText = 'q';
        return [before, rule.selectorText]""",
        ["p", "q"],
    ),
    "document.all is there for those who know": (
        """const { all } = document, named = document.createElement('img');
        document.body.append(named);
        named.name = 'seen';
        const second = document.createElement('p');
        const one = all.seen === named && all('seen') === named && all.namedItem('seen') === named;
        second.id = 'seen';
        document.body.append(second);
        const many = all.item('seen');
        return [typeof all, all == null, all === undefined, !all, 'all' in document, all[0].tagName, all('0').tagName,
            all() === null, one, many instanceof HTMLCollection && many[1] === second, all instanceof HTMLAllCollection,
            Object.prototype.toString.call(all), all === document.all]""",
        [
            "undefined",
            True,
            False,
            True,
            True,
            "HTML",
            "HTML",
            True,
            True,
            True,
            True,
            "[object HTMLAllCollection]",
            True,
        ],
    ),
    "a tab that another opens starts with its session storage": (
        """sessionStorage.a = 1;
        const tab = open('about:blank');
        sessionStorage.b = 2;
        const seen = [tab.sessionStorage.a, tab.sessionStorage.b ?? null];
        tab.sessionStorage.a = 3;
        const own = sessionStorage.a;
        tab.close();
        return [...seen, own]""",
        ["1", None, "1"],
    ),
    "a script whose source is nothing but spaces fails": (
        """const script = document.createElement('script');
        const ended = new Promise((done) => (script.onload = script.onerror = (event) => done(event.type)));
        script.setAttribute('src', '  ');
        document.body.append(script);
        return ended""",
        "error",
    ),
    "rejections are told in a task": (
        """const log = [], promise = Promise.reject(1);
        addEventListener('unhandledrejection', (e) => { log.push(e.reason); e.preventDefault(); });
        Promise.reject(2);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => log.push('too late');
        await null;
        queueMicrotask(() => queueMicrotask(() => promise.catch(() => log.push('caught'))));
        log.push('microtask');
        await new Promise((done) => setTimeout(done, 20));
        return log""",
        ["microtask", "caught", 2],
    ),
    "rejections of one task are not told with those of the next": (
        """const log = [];
        const task = (steps) => {
            const details = document.createElement('details');
            details.ontoggle = steps;
            details.setAttribute('open', '');
        };
        addEventListener('unhandledrejection', (e) => { log.push(e.reason); e.preventDefault(); });
        Promise.reject(1);
        task(() => { Promise.reject(2); task(() => log.push('task')) });
        await new Promise((done) => setTimeout(done, 20));
        return log""",
        [1, "task", 2],
    ),
    "a rejection that its event's listener handles stays handled": (
        """const log = [];
        addEventListener('rejectionhandled', (e) => log.push('handled ' + e.reason));
        const promises = [Promise.reject(1), Promise.reject(2)];
        addEventListener('unhandledrejection', (e) => {
            log.push(e.reason);
            e.preventDefault();
            if (e.reason === 1) e.promise.catch(() => log.push('caught'));
        });
        await new Promise((done) => setTimeout(done, 20));
        promises[1].catch(() => 0);
        await new Promise((done) => setTimeout(done, 20));
        return log""",
        [1, "caught", 2, "handled 2"],
    ),
    "a host has the focus of its shadow tree, until it goes": (
        """const host = document.body.appendChild(document.createElement('div'));
        const shadow = host.attachShadow({ mode: 'open' });
        shadow.innerHTML = '<input>';
        shadow.firstChild.focus();
        const log = [host.matches(':focus'), document.body.matches(':focus')];
        log.push(shadow.activeElement === shadow.firstChild);
        host.remove();
        return [...log, shadow.activeElement, document.activeElement === document.body]""",
        [True, False, True, None, True],
    ),
    "what an event keeps is decided before it is dispatched": (
        """const host = document.createElement('div'), shadow = host.attachShadow({ mode: 'open' });
        const outside = host.appendChild(document.createElement('p'));
        const inside = shadow.appendChild(document.createElement('p'));
        outside.addEventListener('x', () => shadow.append(outside));
        inside.addEventListener('x', () => host.append(inside));
        const targets = [outside, inside].map((node) => {
            const event = new Event('x');
            node.dispatchEvent(event);
            return event.target === node;
        });
        return targets""",
        [True, False],
    ),
    "an element without contents has no inner markup": (
        """const made = document.createElement('br');
        made.append('text');
        return [made.innerHTML, made.outerHTML]""",
        ["", "<br>"],
    ),
    "markup of lines and of <noscript>": (
        """const box = document.createElement('div');
        box.innerHTML = '<pre>\\n\\nx</pre><noscript><b>&amp;</b></noscript>';
        const other = new DOMParser().parseFromString('<body><noscript>&amp;</noscript>', 'text/html');
        const raw = document.createElement('noscript');
        raw.innerHTML = '</noscript><i>';
        return [box.innerHTML, other.querySelector('noscript').outerHTML, raw.childElementCount, raw.innerHTML]""",
        [
            "<pre>\nx</pre><noscript><b>&amp;</b></noscript>",
            "<noscript>&amp;</noscript>",
            0,
            "</noscript><i>",
        ],
    ),
    "a property takes no colon": (
        """const p = document.body.appendChild(document.createElement('p'));
        p.setAttribute('style', 'color:: red; --own:: 1; top: 1px');
        return [p.style.cssText, p.style.color]""",
        ["--own: : 1; top: 1px;", ""],
    ),
    "a script of a document without a window does not run": (
        """const there = document.implementation.createHTMLDocument(), script = there.createElement('script');
        script.textContent = 'window.ran = (window.ran || 0) + 1';
        there.body.append(script);
        document.body.append(script);
        return window.ran ?? 0""",
        0,
    ),
    "contents of templates in templates go along": (
        """const [first, second] = [1, 2].map(() => document.implementation.createHTMLDocument());
        first.body.innerHTML = '<template><template><b></b></template></template>';
        const outer = first.querySelector('template'), inner = outer.content.firstChild;
        const before = [inner.ownerDocument, inner.content.ownerDocument, outer.content.ownerDocument];
        second.body.append(outer);
        const other = second.createElement('template').content.ownerDocument;
        const after = [inner.ownerDocument, inner.content.ownerDocument, outer.content.ownerDocument];
        return [new Set(before).size, new Set(after).size, after[1] === other, before[1] === other]""",
        [1, 1, True, False],
    ),
    "a document of about:blank has the domain of its origin": (
        """const frame = document.body.appendChild(document.createElement('iframe'));
        const { document: there } = frame.contentWindow;
        there.domain = document.domain;
        return [there.domain === document.domain, document.domain !== '']""",
        [True, True],
    ),
    "names and selectors are of ASCII where they say so": (
        """const made = document.body.appendChild(document.createElement('\u0131nput'));
        made.className = 'a\u2003b';
        const fails = (steps) => { try { steps() } catch (e) { return e.name } };
        return [made.tagName, document.getElementsByClassName('a\u2003b').length,
            ...['.5cm', 'ns|div', ':not(ns|div)'].map((text) => fails(() => made.matches(text))), made.matches('*|*'),
            fails(() => document.createProcessingInstruction('A\u00d7', 'x'))]""",
        ["\u0131NPUT", 1, *["SyntaxError"] * 3, True, "InvalidCharacterError"],
    ),
    "an XML document has the title of HTML or SVG alone": (
        """const SVG = 'http://www.w3.org/2000/svg', make = document.implementation;
        const other = make.createDocument(null, 'foo'), svg = make.createDocument(SVG, 'svg');
        other.title = svg.title = 't';
        return [other.title, other.documentElement.childNodes.length, svg.title]""",
        ["", 0, "t"],
    ),
    "a handler of a document without a window is not compiled": (
        """const there = document.implementation.createHTMLDocument(), made = there.createElement('p');
        made.setAttribute('onclick', 'return 1');
        return made.onclick""",
        None,
    ),
    "what an unsigned long cannot reflect is the default": (
        """const made = document.createElement('img');
        made.hspace = 4294967295;
        return made.getAttribute('hspace')""",
        "0",
    ),
    "names of SVG elements have their case": (
        """document.body.insertAdjacentHTML('beforeend', '<svg><foreignObject></foreignObject></svg>');
        return ['foreignObject', 'foreignobject'].map((name) => document.getElementsByTagName(name).length)""",
        [1, 0],
    ),
}


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with opened(engine, URL, MARKUP) as page:
        yield page


@pytest.mark.parametrize("way", WAYS)
async def test_details(page: Page, way: str) -> None:
    script, expected = WAYS[way]
    assert await page.evaluate(f"(async () => {{ {script} }})()") == expected
