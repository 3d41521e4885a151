"""Windows that `window.open()` opens and `window.close()` closes.
https://html.spec.whatwg.org/multipage/nav-history-apis.html#window-open-steps"""

import pytest

from shim import Page

URL = "https://a.test/"


@pytest.fixture
async def opener(page: Page) -> Page:
    await page.set_content("<!doctype html><body><iframe id=f name=named></iframe>", url=URL)
    return page


async def test_a_popup_is_closed_as_soon_as_script_says_so_and_gone_soon_after(opener: Page) -> None:
    assert await opener.evaluate("""async () => {
        const w = open(), seen = [w.closed];
        w.close();
        seen.push(w.closed, w.opener === window);
        w.close();
        await new Promise((done) => setTimeout(done, 20));
        return [...seen, w.closed, w.opener];
    }""") == [False, True, True, True, None]


async def test_a_popup_knows_itself_that_it_closes(opener: Page) -> None:
    assert (
        await opener.evaluate("""() => {
        const w = open();
        return w.eval('[closed, (close(), closed)]').join();
    }""")
        == "false,true"
    )


async def test_the_name_of_a_popup_that_closes_is_free(opener: Page) -> None:
    assert await opener.evaluate("""() => {
        const one = open('', 'name'), same = open('', 'name');
        one.close();
        const other = open('', 'name');
        return [one === same, one === other, other.closed];
    }""") == [True, False, False]


async def test_a_frame_that_is_opened_by_its_name_has_an_opener(opener: Page) -> None:
    assert await opener.evaluate("""() => {
        const before = f.contentWindow.opener;
        return [before, open('', 'named') === f.contentWindow, f.contentWindow.opener === window, opener,
            open('', '_self') === window, opener];
    }""") == [None, True, True, None, True, None]


@pytest.mark.parametrize(
    ("features", "has_opener"),
    [
        ("width=100", True),
        ("noopener", False),
        ("NOOPENER", False),
        ("width=1,noopener=yes", False),
        ("=noopener", False),
        ("noopener = 1", False),
        ("noopener==true", False),
        ("noopener=0", True),
        ("noopener=no", True),
        ("noopener=0x1", True),
        ("noopener=0 noreferrer", False),
        ("noopener,noopener=0", True),
        ("nooopener", True),
        ("x=noopener", True),
    ],
)
async def test_features(opener: Page, features: str, has_opener: bool) -> None:
    assert (
        await opener.evaluate("(features) => open('', '_blank', features)?.opener === window", features) is has_opener
    )


async def test_a_window_that_is_there_is_given_also_without_an_opener(opener: Page) -> None:
    assert await opener.evaluate("""() => [
        open('', '_self', 'noopener') === window, open('', 'named', 'noopener') === f.contentWindow,
        f.contentWindow.opener, open('', 'other', 'noopener'),
    ]""") == [True, True, None, None]


async def test_a_frame_may_move_into_its_own_document(opener: Page) -> None:
    assert await opener.evaluate("""() => {
        const frame = f, w = frame.contentWindow, { body } = w.document;
        body.append(frame);
        return [w.parent, frame.contentWindow, body.firstChild === frame, length];
    }""") == [None, None, True, 0]


async def test_frames_of_a_frame_that_was_removed_are_gone_with_it(opener: Page) -> None:
    assert await opener.evaluate("""() => {
        const { contentWindow: w, contentDocument: d } = f, inner = d.createElement('iframe');
        d.body.append(inner);
        const innerWindow = inner.contentWindow;
        f.remove();
        return [w.parent, inner.contentWindow, inner.contentDocument, innerWindow.parent, innerWindow.closed];
    }""") == [None, None, None, None, True]


async def test_a_document_without_a_window_has_no_frames(opener: Page) -> None:
    assert await opener.evaluate("""() => {
        const parsed = new DOMParser().parseFromString('<p>', 'text/html'), frame = parsed.createElement('iframe');
        parsed.body.append(frame);
        const before = frame.contentWindow;
        document.body.append(frame);
        return [before, frame.contentWindow === window[1], length];
    }""") == [None, True, 2]


async def test_windows_of_an_opener_and_its_popup_stay_with_their_tabs(opener: Page) -> None:
    assert await opener.evaluate("(w = open(''), w.mark = 1, w.opener === window)") is True
    _, popup = opener.browser.pages
    for page in (opener, popup):
        page.route("https://a.test/*", body="<p id=p>x</p><script>var o = {}</script>", content_type="text/html")
        page.route("https://b.test/*", body="<p>", content_type="text/html")
    await popup.goto(URL + "popup")
    assert await opener.evaluate("(w.mine = w.o, [w.mark, w.document.getElementById('p').textContent])") == [1, "x"]
    await popup.goto("https://b.test/away")
    refused = "(() => { try { return w.document } catch (e) { return [e.name, w.closed, w.window === w] } })()"
    assert await opener.evaluate(refused) == ["SecurityError", False, True]
    await popup.goto(URL + "again")
    assert await opener.evaluate("[w.location.pathname, w.mine === undefined, w.opener === window]") == [
        "/again",
        True,
        True,
    ]
    await popup.evaluate("void (there = opener)")
    await opener.goto(URL + "next")
    assert await popup.evaluate("[opener === there, there.location.pathname, there.w === undefined]") == [
        True,
        "/next",
        True,
    ]
    await opener.close()
    assert await popup.evaluate("[there.closed, document.body.tagName]") == [True, "BODY"]
