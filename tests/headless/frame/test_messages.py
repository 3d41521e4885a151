"""Messages between windows, and windows that script opens.
https://html.spec.whatwg.org/multipage/web-messaging.html#posting-messages"""

from shim import Browser, Page

URL = "https://a.test/"
ECHO = """<script>onmessage = (e) =>
    e.source.postMessage({ got: e.data, from: e.origin, same: e.source === parent }, e.origin)</script>"""


async def open_with(page: Page, origin: str) -> None:
    page.route(f"{origin}/echo", body=ECHO, content_type="text/html")
    await page.set_content(
        f"<!doctype html><iframe id=f src={origin}/echo></iframe><script>w = f.contentWindow</script>", url=URL
    )


ASK = """([data, target]) => new Promise((resolve) => {
    onmessage = (e) => resolve([e.data, e.origin, e.source === w, e.isTrusted, e.constructor === MessageEvent]);
    w.postMessage(data, target);
})"""


async def test_a_message_and_its_answer_across_origins(page: Page) -> None:
    await open_with(page, "https://b.test")
    answer = await page.evaluate(ASK, [{"a": [1, None, "x"]}, "https://b.test"])
    expected = {"got": {"a": [1, None, "x"]}, "from": "https://a.test", "same": True}
    assert answer == [expected, "https://b.test", True, True, True]


async def test_target_origins(page: Page) -> None:
    await open_with(page, "https://b.test")
    for target in ("*", "https://b.test/any/path"):
        assert (await page.evaluate(ASK, [1, target]))[0]["got"] == 1
    await page.evaluate(
        "void (seen = [], onmessage = (e) => seen.push(e.data), w.postMessage(1, 'https://c.test'), "
        "w.postMessage(2, '/'))"
    )
    await page.evaluate("w.postMessage(3, '*')")
    await page.wait_for_function("seen.length")
    assert await page.evaluate("seen.map(m => m.got)") == [3]
    assert (
        await page.evaluate("() => { try { w.postMessage(1, 'no url') } catch (e) { return e.name } }") == "SyntaxError"
    )


async def test_messages_are_cloned_and_keep_their_order(page: Page) -> None:
    await page.set_content("", url=URL)
    assert await page.evaluate("""new Promise((resolve) => {
        const seen = [], o = { d: new Date(5), m: new Map([[1, { x: 1 }]]) };
        onmessage = (e) => { seen.push(e.data); if (seen.length === 3) resolve([seen[0].d.getTime(),
        seen[0].m.get(1).x, seen[0] !== o, ...seen.slice(1)]) };
        postMessage(o, '*'); o.d = null; postMessage('second'); postMessage('third', { targetOrigin: '/' });
    })""") == [5, 1, True, "second", "third"]


async def test_what_cannot_be_cloned_is_refused(page: Page) -> None:
    await open_with(page, "https://b.test")
    assert (
        await page.evaluate("() => { try { w.postMessage(() => 1, '*') } catch (e) { return e.name } }")
        == "DataCloneError"
    )


async def test_buffers_are_transferred(page: Page) -> None:
    await open_with(page, "https://b.test")
    assert await page.evaluate("""new Promise((resolve) => {
        const b = new Uint8Array([1, 2, 3]).buffer;
        onmessage = (e) => resolve([b.byteLength, e.data.got.byteLength]);
        w.postMessage(b, '*', [b]);
    })""") == [0, 3]


async def test_window_open_gives_a_page_with_an_opener(page: Page, browser: Browser) -> None:
    popups: list[Page] = []
    page.on("popup", popups.append)
    await page.set_content("", url=URL)
    assert await page.evaluate(
        "(w = open('', 'name'), [w.closed, w.opener === window, w.document.URL, w === open('', 'name')])"
    ) == [
        False,
        True,
        "about:blank",
        True,
    ]
    assert browser.pages == [page, *popups]
    assert len(popups) == 1
    assert await popups[0].evaluate("[name, opener !== null, parent === window]") == ["name", True, True]
    await page.evaluate("w.close()")
    assert await page.evaluate("w.closed")
    await page.wait_until_idle()
    assert browser.pages == [page]


async def test_window_open_loads_its_url_and_talks_to_its_opener(page: Page) -> None:
    answer = "<script>opener.postMessage('hello from ' + location.pathname, '*')</script>"
    page.on("popup", lambda popup: popup.route("https://b.test/pop", body=answer, content_type="text/html"))
    await page.set_content("", url=URL)
    assert await page.evaluate(
        "new Promise((resolve) => { onmessage = (e) => resolve([e.data, e.origin]); w = open('https://b.test/pop') })"
    ) == ["hello from /pop", "https://b.test"]


async def test_window_open_with_an_empty_name_opens_a_window(page: Page, browser: Browser) -> None:
    await page.set_content("", url=URL)
    await page.evaluate("void open('about:blank', '', 'width=100')")
    assert len(browser.pages) == 2
    assert await page.evaluate("document.URL") == URL


async def test_noopener(page: Page, browser: Browser) -> None:
    await page.set_content("", url=URL)
    assert await page.evaluate("open('about:blank', '_blank', 'noopener')") is None
    assert await browser.pages[1].evaluate("opener") is None
