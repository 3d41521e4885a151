"""The initial about:blank of a frame or a popup, and the document that takes its place.
https://html.spec.whatwg.org/#is-initial-about:blank"""

import pytest

from shim import Browser, Page

SEEN = "seen = { foo: self.foo, state: document.readyState }"


@pytest.fixture
async def parent(page: Page) -> Page:
    """A page; what it opens is `/child` of its own origin, or `/child` of another one."""

    def offer(page: Page) -> None:
        for origin in ("https://a.test", "https://other.test"):
            page.route(f"{origin}/child", body=f"<p id=x>child<script>{SEEN}</script>", content_type="text/html")

    offer(page)
    page.on("popup", offer)
    await page.set_content("<!doctype html><body>", url="https://a.test/")
    await page.evaluate("""() => {
        frame = (attributes) => document.body.appendChild(Object.assign(document.createElement('iframe'), attributes));
        loaded = (frame) => new Promise((done) => { frame.onload = done; });
    }""")
    return page


async def test_what_script_puts_on_the_window_is_there_for_a_document_of_its_origin(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), w = f.contentWindow, { Array, location, navigator } = w, log = [];
        w.foo = 1;
        w.onload = (event) => log.push(event.target === w.document && w.document.readyState);
        w.addEventListener('load', () => log.push('listener'));
        await loaded(f);
        return [{ ...w.seen }, log, w === f.contentWindow, w.Array === Array, w.location === location, location.href,
            w.navigator === navigator, w.history.length];
    }""") == [
        {"foo": 1, "state": "loading"},
        ["complete", "listener"],
        True,
        True,
        True,
        "https://a.test/child",
        True,
        1,
    ]


@pytest.mark.parametrize("how", ["{ srcdoc: `<script>${SEEN}</script>` }", "{}"])
async def test_every_kind_of_frame_keeps_its_window_at_first(parent: Page, how: str) -> None:
    attributes = how.replace("${SEEN}", SEEN).replace("</script>", "<\\/script>")
    assert await parent.evaluate(f"""async () => {{
        const f = frame({attributes}), w = f.contentWindow;
        w.foo = 1;
        if (f.srcdoc === '') f.src = '/child';
        await loaded(f);
        return [w.foo, w.seen.foo];
    }}""") == [1, 1]


async def test_a_popup_keeps_its_window(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const w = open('/child'), log = [];
        w.foo = 1;
        await new Promise((done) => { w.onload = done; });
        return [w.seen.foo, w.location.href, w.opener === window, w.document.getElementById('x') !== null];
    }""") == [1, "https://a.test/child", True, True]


@pytest.mark.parametrize(
    "attributes", ["{ src: 'https://other.test/child' }", "{ src: '/child', sandbox: 'allow-scripts' }"]
)
async def test_a_document_of_another_origin_gets_a_window_of_its_own(parent: Page, attributes: str) -> None:
    parent.frames[0].page.browser.allow_hosts += ("other.test",)
    await parent.evaluate(f"""async () => {{
        f = document.createElement('iframe');
        Object.assign(f, {attributes});
        const done = loaded(f);
        document.body.append(f);
        heard = 0;
        try {{ f.contentWindow.foo = 1; f.contentWindow.onload = () => heard++; }} catch {{}}
        await done;
    }}""")
    assert await parent.frames[1].evaluate("[seen.foo ?? null, onload]") == [None, None]
    assert await parent.evaluate("heard") == 0


async def test_only_the_initial_document_leaves_its_window(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), w = f.contentWindow;
        await loaded(f);
        w.foo = 1;
        f.srcdoc = '<p>';
        await loaded(f);
        const later = w.foo;
        w.foo = 2;
        f.removeAttribute('srcdoc');
        f.src = '/child';
        await loaded(f);
        return [later ?? null, w.seen.foo ?? null];
    }""") == [None, None]


@pytest.mark.parametrize("write", ["document.open(); w.document.close()", "document.write('<b>')"])
async def test_a_document_that_script_has_opened_is_not_the_initial_one_any_more(parent: Page, write: str) -> None:
    assert (
        await parent.evaluate(f"""async () => {{
        const f = frame(), w = f.contentWindow;
        w.foo = 1;
        w.{write};
        f.src = '/child';
        while (!w.seen) await loaded(f);
        return w.seen.foo ?? null;
    }}""")
        is None
    )


async def test_the_document_before_goes_on_answering(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), w = f.contentWindow, before = f.contentDocument;
        const { body } = before, loose = before.createElement('i'), range = before.createRange(), log = [];
        const selection = w.getSelection();
        before.expando = 1;
        before.addEventListener('x', () => log.push('before'));
        w.addEventListener('x', () => log.push('window'));
        log.push(before.readyState, before.URL, before.defaultView === w);
        await loaded(f);
        const now = f.contentDocument;
        body.append(loose);
        loose.dispatchEvent(new w.Event('x', { bubbles: true }));
        now.body.dispatchEvent(new w.Event('x', { bubbles: true }));
        return [...log, before === now, w.document === now, now.defaultView === w, before.defaultView, before.location,
            before.readyState, before.URL, now.URL, now.expando ?? null, body.ownerDocument === before,
            loose.ownerDocument === before, before.createElement('b').ownerDocument === before, before.body === body,
            now.createElement('b').ownerDocument === now, range.startContainer === before, body.innerHTML,
            before.querySelector('#x'), before instanceof w.Document, now.adoptNode(loose).ownerDocument === now,
            w.getSelection() === selection, w.getSelection() === now.getSelection(), before.getSelection()];
    }""") == [
        *("complete", "about:blank", True, "before", "window"),
        *(False, True, True, None, None),
        *("complete", "about:blank", "https://a.test/child", None, True),
        *(True, True, True),
        *(True, True, "<i></i>"),
        *(None, True, True),
        *(False, True, None),
    ]


async def test_a_loose_node_stays_the_document_s_that_made_it(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), before = f.contentDocument;
        const loose = before.createElement('i'), template = before.createElement('template');
        template.innerHTML = '<b>';
        const inner = template.content.firstChild;
        await loaded(f);
        const now = f.contentDocument;
        return [loose.ownerDocument === before, inner.ownerDocument === now, template.ownerDocument === before];
    }""") == [True, False, True]


async def test_what_was_to_come_in_the_document_before_does_not(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), w = f.contentWindow, log = [];
        w.setTimeout(() => log.push('timer'));
        w.requestAnimationFrame(() => log.push('frame'));
        w.requestIdleCallback(() => log.push('idle'));
        w.fetch('/child').then(() => log.push('fetch'));
        for (const type of ['unload', 'pagehide', 'visibilitychange']) w.addEventListener(type, () => log.push(type));
        await loaded(f);
        await new Promise((done) => w.setTimeout(done, 20));
        await new Promise((done) => w.requestAnimationFrame(done));
        await new Promise((done) => w.requestIdleCallback(done));
        log.push((await w.fetch('/child')).ok);
        return log;
    }""") == ["unload", True]


async def test_frames_in_the_initial_document_go_with_it(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' }), inner = f.contentDocument.createElement('iframe');
        f.contentDocument.body.append(inner);
        const had = f.contentWindow.length;
        await loaded(f);
        return [had, f.contentWindow.length, inner.contentWindow];
    }""") == [1, 0, None]
    assert len(parent.frames) == 2


async def test_a_listener_for_unload_may_take_the_frame_away(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame({ src: '/child' });
        await new Promise((done) => { f.contentWindow.onunload = () => { f.remove(); done(); }; });
        return [length, f.contentWindow];
    }""") == [0, None]
    await parent.wait_until_idle()
    assert len(parent.frames) == 1
    assert len(parent.browser.documents.living) == 1


async def test_the_new_document_is_loaded_as_any_other(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame(), w = f.contentWindow, log = [];
        w.document.addEventListener('DOMContentLoaded', () => log.push('of another document'));
        w.addEventListener('DOMContentLoaded', () => log.push(w.document.readyState));
        w.addEventListener('load', () => log.push(w.document.readyState));
        w.addEventListener('pageshow', () => log.push('pageshow'));
        f.srcdoc = '<body onload="n = 1"><img src=data:,><link rel=stylesheet href=data:text/css,><iframe></iframe>';
        await loaded(f);
        return [log, w.n, w.length, w.document.querySelector('iframe').contentWindow === w[0]];
    }""") == [["interactive", "complete", "pageshow"], 1, 1, True]


async def test_a_document_begins_with_an_audio_session_of_its_own(parent: Page) -> None:
    assert await parent.evaluate("""async () => {
        const f = frame(), w = f.contentWindow;
        w.navigator.audioSession.type = 'playback';
        w.foo = 1;
        f.src = '/child';
        await loaded(f);
        return [w.navigator.audioSession.type, w.foo ?? null];
    }""") == ["auto", None]


async def test_the_device_knows_what_is_in_the_frame(parent: Page) -> None:
    device = parent.browser.device
    before = len(device.documents)
    await parent.evaluate("() => loaded(frame({ src: '/child' }))")
    assert [document.url for document in device.documents.values()][before:] == ["https://a.test/child"]


async def test_waiting_in_a_popup_goes_on_in_the_document_that_comes(browser: Browser, parent: Page) -> None:
    popups: list[Page] = []
    parent.on("popup", popups.append)
    await parent.evaluate("void open('/child')")
    await popups[0].wait_for_function("() => document.getElementById('x') ?? new Promise(() => {})")


async def test_the_initial_document_of_a_page_without_a_secure_context_has_none(page: Page) -> None:
    await page.set_content("<body>", url="http://a.test/")
    page.route("http://a.test/child", body=f"<script>{SEEN}</script>", content_type="text/html")
    page.on(
        "popup",
        lambda popup: popup.route("http://a.test/child", body=f"<script>{SEEN}</script>", content_type="text/html"),
    )
    assert await page.evaluate("""async () => {
        const w = open('/child'), before = w.isSecureContext;
        w.foo = 1;
        await new Promise((done) => { w.onload = done; });
        return [before, w.isSecureContext, w.seen.foo];
    }""") == [False, False, 1]
