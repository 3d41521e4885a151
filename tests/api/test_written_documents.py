"""`document.write`, `open` and `close`: what is written is parsed as one stream, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Browser, Page

URL = "https://written.test/"


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        yield await browser.new_page()


async def loaded(page: Page, html: str) -> Page:
    await page.set_content(f"<!doctype html><body><script>log = []</script>{html}", url=URL)
    return page


PIECES = {
    "a tag": (["<div cla", "ss=a>x</div", ">"], '<div class="a">x</div>'),
    "a table": (["<table>", "<tr><td>1</td></tr>", "</table>"], "<table><tbody><tr><td>1</td></tr></tbody></table>"),
    "a reference": (["a&am", "p;b&#6", "5;"], "a&amp;bA"),
    "a comment": (["<!-", "- a -", "->b"], "<!-- a -->b"),
    "text of a style": (["<style>p { col", "or: red }</sty", "le>"], "<style>p { color: red }</style>"),
    "formatting": (["<p><b>1<p>2", "</b>3</p>"], "<p><b>1</b></p><p><b>2</b>3</p>"),
    "foster parents": (["<table>a", "<tr>b"], "ab<table><tbody><tr></tr></tbody></table>"),
    "a template": (["<template><t", "d>1</template>"], "<template><td>1</td></template>"),
    "foreign content": (["<svg><foreignobject><p>", "1</svg>2"], "<svg><foreignObject><p>12</p></foreignObject></svg>"),
    "line ends": (["<pre>\r", "\n1\r", "2</pre>"], "<pre>1\n2</pre>"),
    "U+0000": (
        ["a\0b<!--\0--><i title='\0\ue000'>", "<svg>\0"],
        'ab<!--\ufffd--><i title="\ufffd\ue000"><svg>\ufffd</svg></i>',
    ),
    "each character": (list("<ul><li a='1'>x<li>y</ul>"), '<ul><li a="1">x</li><li>y</li></ul>'),
}


@pytest.mark.parametrize("what", PIECES)
async def test_pieces_are_parsed_as_one_stream(page: Page, what: str) -> None:
    pieces, markup = PIECES[what]
    await loaded(page, "<p>")
    assert (
        await page.evaluate(
            """(pieces) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const d = frame.contentDocument;
        d.open();
        d.write('<!doctype html><body>');
        for (const piece of pieces) d.write(piece);
        d.close();
        return d.body.innerHTML;
    }""",
            pieces,
        )
        == markup
    )


async def test_a_page_that_writes_goes_on_where_the_parser_is(page: Page) -> None:
    await loaded(
        page,
        """<table id=t><tr><td><b>a<script>document.write('<i id=w>1'); log.push(w.parentNode.localName)</script>b</i>
        </b><tr><td id=z><script>log.push(t.rows.length, t.rows[0].textContent, z.innerHTML.length > 0)</script></table>
        <p id=p>after<script>log.push(document.currentScript.parentNode.id)</script>""",
    )
    log = await page.evaluate("log")
    assert (log[0], log[1], log[3:]) == ("b", 2, [True, "p"])
    assert await page.evaluate("[t.rows[0].querySelector('i').textContent, p.firstChild.data]") == ["1b", "after"]


async def test_the_nodes_before_a_write_stay_the_same_objects(page: Page) -> None:
    await loaded(
        page,
        """<div id=d>x<script>before = [d, document.body, d.firstChild]; document.write('<u>1</u>')</script>y</div>
        <script>log.push(before[0] === d, before[1] === document.body, before[2] === d.firstChild, d.childNodes.length,
            d.lastChild.data)</script>""",
    )
    assert await page.evaluate("log") == [True, True, True, 4, "y"]


async def test_tags_that_begin_in_a_write_end_in_the_page(page: Page) -> None:
    await loaded(page, """<script>document.write('<p title="')</script>x">y</p><script>log.push(1)</script>""")
    assert await page.evaluate("[document.querySelector('p').title, document.querySelector('p').innerHTML, log]") == [
        "x",
        "y",
        [1],
    ]


async def test_written_scripts_write(page: Page) -> None:
    await loaded(
        page,
        r"""<div id=d><script>
        document.write('<i>1</i><script>document.write("<i>2<\\/i>"); log.push(d.childElementCount)'
        + '<\/script><i>3</i>'); log.push(d.textContent.replace(/[^0-9]/g, '').slice(-1))</script><i>4</i></div>""",
    )
    assert await page.evaluate("[...document.querySelectorAll('i')].map((i) => i.textContent).join('')") == "1234"
    assert await page.evaluate("log") == [4, "3"]


async def test_a_script_that_moved_what_is_open_is_followed(page: Page) -> None:
    await loaded(
        page,
        """<div id=a></div><div id=b><script>a.append(b); document.write('<i>1</i>')</script><i>2</i></div><u>3</u>""",
    )
    assert await page.evaluate("[a.innerText.trim(), a.nextElementSibling.localName]") == ["12", "u"]


async def test_observers_hear_of_the_parser(page: Page) -> None:
    await loaded(
        page,
        """<div id=d><script>new MutationObserver((records) => log.push(...records.flatMap((r) => [...r.addedNodes])
        .map((n) => n.localName ?? n.data))).observe(d, { childList: true })</script><i></i><b></b></div>
        <div id=e><script>new MutationObserver((records) => log.push(...records.flatMap((r) => [...r.addedNodes])
        .map((n) => n.localName ?? n.data))).observe(e, { childList: true });
        document.write('<u></u>')</script></div>""",
    )
    await page.evaluate("new Promise((done) => setTimeout(done))")
    assert [x for x in await page.evaluate("log") if x.strip()] == ["i", "b", "u"]


async def test_close_ends_the_document_and_it_loads_again(page: Page) -> None:
    await loaded(page, "<p>")
    assert await page.evaluate("""async () => {
        const frame = document.createElement('iframe'), log = [];
        document.body.append(frame);
        const w = frame.contentWindow, d = frame.contentDocument;
        for (let i = 0; i < 2; i++) {
            const done = new Promise((resolve) => frame.onload = resolve);
            d.open();
            w.addEventListener('load', () => log.push(d.readyState));
            d.write(`<title>${i}</title><script>parent.ran = document.readyState<\\/script>`);
            log.push(ran);
            d.close();
            await done;
        }
        return [log, d.title, d.readyState, w === frame.contentWindow];
    }""") == [["loading", "complete", "loading", "complete"], "1", "complete", True]


async def test_a_write_after_loading_opens_the_document_anew(page: Page) -> None:
    await loaded(page, "<p id=old>")
    assert await page.evaluate("""() => {
        const root = document.documentElement, log = [];
        addEventListener('x', () => log.push('window'));
        document.addEventListener('x', () => log.push('document'));
        document.write('<p id=new>1');
        log.push(document.documentElement === root, document.getElementById('old'), document.readyState);
        dispatchEvent(new Event('x'));
        document.dispatchEvent(new Event('x'));
        document.write('2');
        document.close();
        return [...log, document.getElementById('new').textContent];
    }""") == [False, None, "loading", "12"]


async def test_the_initial_document_of_a_frame_runs_scripts(page: Page) -> None:
    await loaded(page, "<iframe></iframe>")
    assert await page.evaluate("""() => {
        const d = frames[0].document, script = d.createElement('script');
        script.textContent = 'parent.ran = [window === parent.frames[0], document.currentScript !== null]';
        d.body.append(script);
        return ran;
    }""") == [True, True]


async def test_declared_shadow_roots_are_written(page: Page) -> None:
    await loaded(
        page, "<script>document.write('<div id=h><template shadowrootmode=open><slot></slot></template>x')</script>"
    )
    assert await page.evaluate("[h.shadowRoot.innerHTML, h.innerHTML]") == ["<slot></slot>", "x"]


async def test_custom_elements_are_written(page: Page) -> None:
    await loaded(
        page,
        """<script>customElements.define('a-b', class extends HTMLElement {
            connectedCallback() { log.push(this.getAttribute('c'), this.isConnected); }
        });
        document.write('<a-b c=1>x</a-b>')</script>""",
    )
    assert await page.evaluate("log") == ["1", True]


async def test_quirks_are_those_of_what_was_written(page: Page) -> None:
    await loaded(page, "<iframe></iframe>")
    assert await page.evaluate("""() => {
        const d = frames[0].document;
        return ['<p>', '<!doctype html><p>', '<!doctype html public "-//W3C//DTD HTML 3.2//EN"><p>'].map((text) => {
            d.open(); d.write(text); d.close();
            return d.compatMode;
        });
    }""") == ["BackCompat", "CSS1Compat", "BackCompat"]


async def test_a_document_that_another_opens_has_its_url(page: Page) -> None:
    await loaded(page, "<iframe></iframe>")
    assert await page.evaluate("""() => {
        const frame = frames[0], d = frame.document, before = d.URL;
        location.hash = 'x';
        d.open();
        d.close();
        return [before, d.URL === document.URL.slice(0, -2), frame.location.href === d.URL];
    }""") == ["about:blank", True, True]


async def test_a_document_that_is_unloaded_is_not_opened(page: Page) -> None:
    await loaded(page, "<iframe srcdoc='<p>outer<iframe srcdoc=inner></iframe>'></iframe>")
    assert await page.evaluate("""() => new Promise((done) => {
        const outer = frames[0], inner = outer[0], seen = [];
        inner.onpagehide = () => { outer.document.open(); seen.push(outer.document.body.textContent) };
        outer.onpagehide = () => { outer.document.open(); seen.push(outer.document.body.textContent) };
        document.querySelector('iframe').onload = () => done(seen);
        outer.location = 'about:blank';
    })""") == ["outer", "outer"]


async def test_a_document_without_a_window_is_written(page: Page) -> None:
    await loaded(page, "<p>here</p>")
    assert await page.evaluate("""() => {
        const there = document.implementation.createHTMLDocument('t'), log = [];
        const markup = () => there.documentElement && there.documentElement.outerHTML;
        log.push(there.open() === there, there.childNodes.length);
        there.write('<!doctype html><p>');
        there.write('there');
        there.close();
        log.push(markup(), there.doctype.name, document.querySelector('p').textContent);
        there.write('<b>anew</b>');
        return [...log, markup()];
    }""") == [
        True,
        0,
        "<html><head></head><body><p>there</p></body></html>",
        "html",
        "here",
        "<html><head></head><body><b>anew</b></body></html>",
    ]


async def test_a_document_that_is_opened_keeps_its_encoding(page: Page) -> None:
    page.route(URL + "frame", body=b"<!doctype html><meta charset=ms932><p>x", content_type="text/html")
    await loaded(page, "<iframe id=f src=frame></iframe>")
    assert (
        await page.evaluate("""() => {
        const there = f.contentDocument, log = [there.characterSet];
        there.open();
        log.push(there.characterSet);
        there.close();
        return [...log, there.characterSet];
    }""")
        == ["Shift_JIS"] * 3
    )


MOVED = """<iframe></iframe><script>
  const other = document.querySelector("iframe").contentDocument;
  document.write("<div id=moved>");
  const moved = document.getElementById("moved");
  other.body.append(moved);
  document.write("<script>log.push('inline')<" + "/script>");
  document.write("<script src='data:text/javascript,log.push(1)'><" + "/script></div>");
  document.body.append(moved);
</script><script>log.push("last")</script>"""


async def test_scripts_that_are_parsed_into_another_document_never_run(page: Page) -> None:
    await loaded(page, MOVED)
    assert await page.evaluate("log") == ["last"]
    assert await page.evaluate("moved.querySelectorAll('script').length") == 2
