"""Details of the DOM that pages rely on, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Page

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
}


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(MARKUP, url=URL)
        yield page


@pytest.mark.parametrize("way", WAYS)
async def test_details(page: Page, way: str) -> None:
    script, expected = WAYS[way]
    assert await page.evaluate(f"(async () => {{ {script} }})()") == expected
