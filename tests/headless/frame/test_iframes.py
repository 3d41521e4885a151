"""Frames in a page: how they come, load, go elsewhere and leave.
https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-iframe-element"""

from shim import Browser, Page

URL = "https://a.test/"


async def open_page(page: Page, html: str) -> Page:
    await page.set_content("<!doctype html><body>" + html, url=URL)
    await page.wait_until_idle()
    return page


async def test_frames_of_src_and_srcdoc_load_before_the_page_does(page: Page) -> None:
    await page.set_content(
        "<script>log = []; onload = () => log.push('load')</script>"
        "<iframe src=child onload='log.push(1)'></iframe><iframe srcdoc='<b>x' onload='log.push(2)'></iframe>",
        url=URL,
    )
    assert [frame.url for frame in page.frames] == [URL, URL + "child", "about:srcdoc"]
    log = await page.evaluate("log")
    assert sorted(log[:2]) == [1, 2]
    assert log[2] == "load"
    assert page.frames[2].document.find("b") is not None


async def test_frames_are_listed_breadth_first(page: Page) -> None:
    await open_page(
        page,
        "<iframe srcdoc='<iframe name=a1></iframe><iframe name=a2></iframe>' name=a></iframe><iframe name=b></iframe>",
    )
    assert [frame.name for frame in page.frames] == ["", "a", "b", "a1", "a2"]
    assert page.frames[3].parent_frame is page.frames[1]


async def test_relatives(page: Page) -> None:
    await open_page(page, "<iframe id=f name=n srcdoc='<iframe></iframe>'></iframe><iframe></iframe>")
    assert await page.evaluate(
        "[parent === window, top === self, frames === window, length, frames[0] === f.contentWindow, "
        "frames.n === frames[0],"
        " window.n === frames[0], frames[2] === undefined, opener, frameElement]"
    ) == [True, True, True, 2, True, True, True, True, None, None]
    inner = page.frames[3]
    assert await inner.evaluate("[parent === top, parent.parent === top, top === window, length]") == [
        False,
        True,
        False,
        0,
    ]
    assert await page.frames[1].evaluate("[name, frameElement.id, frameElement.contentWindow === window, length]") == [
        "n",
        "f",
        True,
        1,
    ]


async def test_an_empty_frame_is_there_at_once_and_fires_load_while_it_is_inserted(page: Page) -> None:
    await open_page(page, "")
    assert await page.evaluate("""() => {
        const f = document.createElement('iframe'), log = [f.contentWindow, f.contentDocument];
        f.onload = () => log.push('load');
        document.body.append(f);
        log.push(f.contentDocument.URL, f.contentDocument.body !== null, f.contentDocument.readyState);
        f.contentDocument.body.innerHTML = '<b>hi</b>';
        return [...log, f.contentDocument.querySelector('b').textContent];
    }""") == [None, None, "load", "about:blank", True, "complete", "hi"]


async def test_load_fires_for_every_document_of_a_frame(page: Page) -> None:
    await open_page(
        page,
        "<iframe id=f src=child></iframe><script>log = []; f.onload = () => "
        "log.push(f.contentWindow.location.pathname)</script>",
    )
    await page.evaluate("f.src = 'other'")
    await page.wait_until_idle()
    await page.frames[1].evaluate("void (location.href = 'child')")
    await page.wait_until_idle()
    await page.evaluate("f.contentWindow.location = 'other'")
    await page.wait_until_idle()
    await page.evaluate("f.srcdoc = '<p>s'")
    await page.wait_until_idle()
    assert await page.evaluate("log") == ["/child", "/other", "/child", "/other", "srcdoc"]


async def test_changing_src_in_one_task_loads_the_last_only(page: Page) -> None:
    await page.set_content(
        "<body><script>log = []; f = document.createElement('iframe'); f.onload = () => log.push('load');"
        "f.src = 'child'; document.body.append(f); f.src = 'other'</script>",
        url=URL,
    )
    assert await page.evaluate("[log, f.contentDocument.URL]") == [["load"], URL + "other"]


async def test_removing_a_frame_ends_it(page: Page) -> None:
    await open_page(page, "<iframe id=f src=child></iframe>")
    frame = page.frames[1]
    await frame.evaluate("void setInterval(() => { top.ticks = (top.ticks ?? 0) + 1 }, 1)")
    await page.wait_for_function("window.ticks > 1")
    assert await page.evaluate(
        "() => { const e = f, w = e.contentWindow; e.remove(); return [e.contentWindow, w.closed, "
        "w.length, length, w.parent] }"
    ) == [None, True, 0, 0, None]
    ticks = await page.evaluate("ticks")
    await page.wait(0.02)
    assert await page.evaluate("ticks") == ticks
    assert page.frames == [page.main_frame]


async def test_a_frame_may_remove_itself(page: Page) -> None:
    await open_page(
        page, "<iframe id=f srcdoc='<script>frameElement.remove(); parent.after = typeof document</script>'></iframe>"
    )
    assert await page.evaluate("[document.querySelector('iframe'), length]") == [None, 0]
    assert await page.evaluate("1 + 1") == 2


async def test_removing_a_frame_during_its_load_lets_the_page_load(page: Page) -> None:
    await page.set_content(
        "<iframe id=f src=child></iframe><script>f.remove(); loaded = 0; onload = () => loaded = 1</script>", url=URL
    )
    assert await page.evaluate("loaded") == 1


async def test_a_frame_that_cannot_load_does_not_stop_the_page(page: Page) -> None:
    page.route("https://a.test/broken", handler=lambda route: route.abort())
    await page.set_content("<iframe src=broken onload='window.fired = 1'></iframe>", url=URL)
    assert await page.evaluate("[window.fired, frames.length]") == [1, 1]
    assert any("broken" in message.text for message in page.console)


async def test_srcdoc_inherits_origin_and_base(page: Page) -> None:
    await open_page(page, "<iframe srcdoc='<a id=l href=x>'></iframe>")
    assert await page.frames[1].evaluate("[origin, l.href, location.href, document.baseURI]") == [
        "https://a.test",
        URL + "x",
        "about:srcdoc",
        URL,
    ]


async def test_sandbox_without_scripts_runs_none(page: Page) -> None:
    doc = "<script>parent.ran = 1</script><p onclick=1>"
    await open_page(page, f"<iframe sandbox=allow-same-origin srcdoc='{doc}'></iframe>")
    assert await page.evaluate("window.ran") is None
    await open_page(page, f"<iframe sandbox='allow-same-origin allow-scripts' srcdoc='{doc}'></iframe>")
    assert await page.evaluate("window.ran") == 1


async def test_sandbox_gives_an_opaque_origin(page: Page) -> None:
    await open_page(page, "<iframe id=f sandbox=allow-scripts srcdoc='<script>window.o = origin</script>'></iframe>")
    assert await page.frames[1].evaluate("o") == "null"
    assert await page.evaluate("f.contentDocument") is None


async def test_links_and_names_reach_frames(page: Page) -> None:
    await open_page(page, "<iframe name=n></iframe><a id=l href=child target=n>go</a>")
    await page.click("#l")
    await page.wait_until_idle()
    assert page.frames[1].url == URL + "child"
    assert page.url == URL


async def test_target_top_from_a_frame(page: Page) -> None:
    await open_page(page, "<iframe srcdoc='<a id=l href=child target=_top>go</a>'></iframe>")
    await page.frames[1].evaluate("l.click()")
    await page.wait_until_idle()
    assert page.url == URL + "child"
    assert len(page.frames) == 1


async def test_a_frame_that_embeds_itself_ends(page: Page) -> None:
    page.route("https://a.test/self", body="<iframe src=self></iframe>", content_type="text/html")
    await page.goto("https://a.test/self", timeout=10)
    assert len(page.frames) < 5


async def test_each_document_has_its_own_session(page: Page, browser: Browser) -> None:
    await open_page(
        page,
        "<iframe srcdoc='<script>navigator.audioSession.type = "
        "\"transient\"</script>'></iframe><script>navigator.audioSession.type = 'playback'</script>",
    )
    assert [frame.session.type for frame in page.frames] == ["playback", "transient"]
    await page.evaluate("document.querySelector('iframe').srcdoc = ''")
    await page.wait_until_idle()
    assert [frame.session.type for frame in page.frames] == ["playback", "auto"]


async def test_a_frame_is_no_more_secure_than_what_is_around_it(page: Page) -> None:
    page.route("http://plain.test/", body="<iframe src=https://a.test/child></iframe>", content_type="text/html")
    await page.goto("http://plain.test/")
    assert [await frame.evaluate("isSecureContext") for frame in page.frames] == [False, False]
