"""Objects that a page holds of a document that is gone: they answer, nothing of the document runs by itself, and it is
freed when nobody holds any of it."""

import pytest

from shim import Browser, Page

URL = "https://a.test/"
CHILD = """<p id=p class=k>text</p><script>
  var o = { n: 1 }, ticks = 0;
  function add(a, b) { return a + b }
  setInterval(() => { ticks++; parent.ticks = (parent.ticks ?? 0) + 1 }, 1);
</script>"""
HOLD = "void (w = f.contentWindow, p = w.document.body.firstChild, o = w.o, add = w.add, doc = w.document, gone = null)"
ENDS = {"removed": "f.remove()", "navigated": "f.src = 'other'"}


@pytest.fixture
async def parent(page: Page) -> Page:
    page.route("https://a.test/held", body=CHILD, content_type="text/html")
    await page.set_content("<!doctype html><body><iframe id=f src=held></iframe>", url=URL)
    return page


def documents(page: Page) -> tuple[int, int]:
    """The number of the page's documents that live, and of those that are gone while something of them is held."""
    return len(page.browser.documents.living), len(page.browser.documents.retired)


async def collect(page: Page) -> None:
    """Has the engine look for what nothing can reach, as it does now and then."""
    document = page.main_frame.active_document
    assert document is not None
    document.realm.runtime.native.collect()
    await page.wait_until_idle()


@pytest.mark.parametrize("end", ENDS)
async def test_what_is_held_answers(parent: Page, end: str) -> None:
    await parent.evaluate(HOLD)
    await parent.evaluate(f"void ({ENDS[end]})")
    await parent.wait_until_idle()
    assert await parent.evaluate("""[
        o.n, (o.n = 5, o.n), add(1, 2), p.tagName, p.className, (p.textContent = 'new', p.textContent),
        p.ownerDocument === doc, doc.querySelector('p') === p, doc.createElement('b').tagName,
        p instanceof doc.body.constructor.__proto__, doc.defaultView,
        (p.addEventListener('x', (e) => { seen = e.target === p }), p.dispatchEvent(new Event('x')), seen)
    ]""") == [1, 5, 3, "P", "k", "new", True, True, "B", True, None, True]
    assert documents(parent) == (2 if end == "navigated" else 1, 1)


async def test_the_window_of_a_frame_that_was_removed(parent: Page) -> None:
    assert await parent.evaluate("""() => {
        const e = f, w = e.contentWindow, list = new w.Array(1, 2, 3), before = w.document;
        e.remove();
        list.push(4);
        return [list.length, w.closed, w.parent, w.top, w.length, w.document === before, w.o.n, w.eval('1 + 1'),
            e.contentWindow, e.contentDocument, w.location.href, typeof w.setTimeout(() => {}, 0)];
    }""") == [4, True, None, None, 0, True, 1, 2, None, None, URL + "held", "number"]


async def test_nothing_of_it_runs_by_itself(parent: Page) -> None:
    await parent.evaluate(HOLD)
    await parent.wait_for_function("window.ticks > 1")
    await parent.evaluate("void f.remove()")
    await parent.wait_until_idle()
    ticks = await parent.evaluate("ticks")
    await parent.evaluate("""() => {
        const view = doc.createElement('p').constructor.constructor('return window')();
        view.setTimeout(() => { ran = 'timer' });
        view.fetch('held').then(() => { ran = 'fetch' });
        view.postMessage(1, '*');
        view.location.href = 'elsewhere';
        view.open('elsewhere');
        doc.location = 'elsewhere';
    }""")
    await parent.wait_until_idle()
    assert await parent.evaluate("[ticks, typeof ran]") == [ticks, "undefined"]
    assert len(parent.browser.pages) == 1
    assert not [request for request in parent.frames if request.url.endswith("elsewhere")]


async def test_a_retired_document_is_freed_with_the_last_of_its_objects(parent: Page) -> None:
    await parent.evaluate(HOLD)
    await parent.evaluate("void f.remove()")
    assert documents(parent) == (1, 1)
    await parent.evaluate("void (p = o = add = doc = null)")
    await collect(parent)
    assert documents(parent) == (1, 1), "its window is held still"
    await parent.evaluate("void (w = null)")
    await collect(parent)
    assert documents(parent) == (1, 0)


@pytest.mark.parametrize("end", ENDS)
async def test_a_document_of_which_nothing_is_held_goes_at_once(parent: Page, end: str) -> None:
    await parent.evaluate("() => { f.contentWindow.add(1, 2); f.contentDocument.body.append('x') }")
    await parent.evaluate(f"void ({ENDS[end]})")
    await parent.wait_until_idle()
    assert documents(parent) == (2 if end == "navigated" else 1, 0)


async def test_a_page_that_goes_elsewhere_takes_all_with_it(parent: Page) -> None:
    await parent.evaluate(HOLD)
    await parent.evaluate("void f.remove()")
    await parent.set_content("<p>", url=URL)
    assert documents(parent) == (1, 0)


async def test_closing_frees_all(parent: Page, browser: Browser) -> None:
    await parent.evaluate(HOLD)
    await parent.evaluate("void f.remove()")
    await parent.close()
    assert documents(parent) == (0, 0)


async def test_all_that_are_held_answer(parent: Page) -> None:
    await parent.evaluate("""() => {
        window.kept = [];
        for (let i = 0; i < 20; i++) {
            const frame = document.createElement('iframe');
            document.body.append(frame);
            kept.push(frame.contentDocument.body);
            frame.remove();
        }
    }""")
    await parent.wait_until_idle()
    assert documents(parent) == (2, 20)
    assert await parent.evaluate("kept.map((body) => body.tagName)") == ["BODY"] * 20
    await parent.evaluate("void (kept = null)")
    await collect(parent)
    assert documents(parent) == (2, 0)


async def test_a_script_goes_on_when_it_removes_its_own_frame(page: Page) -> None:
    await page.set_content(
        "<!doctype html><body><iframe id=f srcdoc=\"<p id=q>x</p><script>const q = document.getElementById('q');"
        "const t = top; frameElement.remove(); t.after = [q.textContent, q.tagName, parent, closed]</script>"
        '"></iframe>',
        url=URL,
    )
    await page.wait_until_idle()
    assert await page.evaluate("[...after]") == ["x", "P", None, True]
    await collect(page)
    assert documents(page) == (1, 1), "the array is one of that realm"
    await page.evaluate("void (after = null)")
    await collect(page)
    assert documents(page) == (1, 0)


async def test_a_session_of_a_frame_that_was_removed(parent: Page) -> None:
    assert await parent.evaluate("""() => {
        const session = f.contentWindow.navigator.audioSession;
        session.type = 'playback';
        f.remove();
        session.type = 'ambient';
        return [session.type, session.state];
    }""") == ["ambient", "inactive"]
    assert not parent.errors


async def test_an_adopted_element_keeps_what_its_first_document_put_on_it(parent: Page) -> None:
    assert await parent.evaluate("""() => {
        const p = f.contentDocument.getElementById('p');
        f.contentWindow.eval('p.mine = { n: 3 }; const t = top; p.onclick = () => t.clicked = ticks');
        document.body.append(p);
        f.remove();
        p.click();
        return [p.mine.n, p.ownerDocument === document, typeof clicked];
    }""") == [3, True, "number"]


async def test_an_element_in_a_document_that_is_gone_comes_back(parent: Page) -> None:
    assert await parent.evaluate("""() => {
        const el = document.createElement('i');
        f.contentDocument.body.append(el);
        f.remove();
        const before = [el.tagName, el.parentNode.tagName];
        document.body.append(el);
        return [...before, el.ownerDocument === document, el.isConnected];
    }""") == ["I", "BODY", True, True]
