"""Events that a page reports: console, errors, rejections, missing names, requests, dialogs."""

import pytest

from shim import ConsoleMessage, Page, PageError


async def test_console_messages(page: Page) -> None:
    seen: list[ConsoleMessage] = []
    page.on("console", seen.append)
    await page.set_content(
        "<script>console.log('a', 1, { b: [2] });\nconsole.warn('w'); console.error('e'); console.info('i')</script>"
    )
    assert [(m.type, m.text) for m in seen] == [
        ("log", "a 1 { b: [ 2 ] }"),
        ("warning", "w"),
        ("error", "e"),
        ("info", "i"),
    ] or [(m.type, m.text.replace("[2]", "[ 2 ]")) for m in seen] == [
        ("log", "a 1 { b: [ 2 ] }"),
        ("warning", "w"),
        ("error", "e"),
        ("info", "i"),
    ]
    assert list(page.console) == seen
    page.remove_listener("console", seen.append)
    await page.evaluate("console.log('more')")
    assert len(seen) == 4


async def test_a_handler_that_raises_does_no_harm(page: Page) -> None:
    await page.set_content("")
    page.on("console", lambda message: 1 / 0)
    await page.evaluate("console.log(1); window.after = 1")
    assert await page.evaluate("after") == 1
    with pytest.raises(ZeroDivisionError):
        await page.wait_for_function("after")
    assert await page.wait_for_function("after") == 1


async def test_an_unknown_event_is_refused(page: Page) -> None:
    with pytest.raises(ValueError, match="console"):
        page.on("consol", print)
    with pytest.raises(TypeError, match="cannot be called"):
        page.on("console", 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("script", "errors"),
    [
        ("throw new Error('a')", ["Error: a"]),
        ("throw 'text'", ["text"]),
        ("onerror = () => true; throw new Error('a')", []),
        ("onerror = () => false; throw new Error('a')", ["Error: a"]),
        ("addEventListener('error', (e) => e.preventDefault()); throw new Error('a')", []),
        ("addEventListener('error', () => {}); throw new Error('a')", ["Error: a"]),
        ("setTimeout(() => { throw new Error('late') })", ["Error: late"]),
        ("Promise.reject(new Error('r'))", ["Uncaught (in promise) Error: r"]),
        ("onunhandledrejection = (e) => e.preventDefault(); Promise.reject(1)", []),
        ("const p = Promise.reject(1); p.catch(() => {})", []),
        ("(async () => { throw new TypeError('t') })()", ["Uncaught (in promise) TypeError: t"]),
        ("reportError(new Error('told'))", ["Error: told"]),
        (
            "document.addEventListener('x', () => { throw new Error('l') }); document.dispatchEvent(new Event('x'))",
            ["Error: l"],
        ),
        ("try { throw 1 } catch {}", []),
    ],
)
async def test_errors_that_no_script_caught(page: Page, script: str, errors: list[str]) -> None:
    seen: list[PageError] = []
    page.on("pageerror", seen.append)
    await page.set_content(f"<script>{script}</script>")
    await page.wait_until_idle()
    assert [error.message for error in seen] == errors
    assert list(page.errors) == seen


async def test_onerror_gets_message_place_and_error(page: Page) -> None:
    await page.set_content(
        "<script>onerror = (...a) => { got = [...a.slice(0, 4), a[4] instanceof RangeError]; return true }</script>\n"
        "<script>throw new RangeError('far')</script>",
        url="https://a.test/x",
    )
    message, url, line, column, is_error = await page.evaluate("got")
    assert (message, url, line, is_error) == ("Uncaught RangeError: far", "https://a.test/x", 2, True)
    assert column > 0


async def test_what_is_missing_is_named(page: Page) -> None:
    seen: list[str] = []
    page.on("notimplemented", seen.append)
    await page.set_content("<script>console.log('nothing special')</script>")
    assert seen == page.missing == []


async def test_requests_are_seen(page: Page) -> None:
    seen: list[str] = []
    for event in ("request", "response", "requestfinished", "requestfailed"):
        page.on(event, lambda item, event=event: seen.append(f"{event} {item.url}"))
    page.route("https://a.test/ok", body="ok")
    page.route("https://a.test/bad", lambda route: route.abort())
    await page.set_content(
        "<script>fetch('ok').then(() => fetch('bad')).catch(() => {})</script>", url="https://a.test/"
    )
    await page.wait_until_idle()
    assert seen == [
        "request https://a.test/ok",
        "response https://a.test/ok",
        "requestfinished https://a.test/ok",
        "request https://a.test/bad",
        "requestfailed https://a.test/bad",
    ]


async def test_dialogs_are_dismissed_unless_someone_answers(page: Page) -> None:
    await page.set_content("")
    assert await page.evaluate("[alert('a'), confirm('c'), prompt('p', 'd')]") == [None, False, None]
    page.dialog_handler = lambda kind, message, default: default + "!" if kind == "prompt" else ""
    assert await page.evaluate("[confirm('c'), prompt('p', 'd')]") == [True, "d!"]
    assert [m.text for m in page.console if m.type == "dialog"][:3] == ["alert: a", "confirm: c", "prompt: p"]


async def test_close_is_told(page: Page) -> None:
    seen: list[Page] = []
    page.on("close", seen.append)
    await page.close()
    assert seen == [page]


async def test_a_browser_announces_every_tab_before_its_scripts_run(page: Page) -> None:
    browser, said = page.browser, []

    def listen(tab: Page) -> None:
        tab.on("console", lambda message: said.append((tab, message.text)))

    browser.on("page", listen)
    other = await browser.new_page()
    popup = "<script>console.log('popup')</script>".replace("<", "%3C")
    await other.set_content(f"<script>console.log('opens'); open(`data:text/html,{popup}`)</script>")
    await browser.loop.wait_until_idle()
    assert said == [(other, "opens"), (browser.pages[-1], "popup")]

    browser.remove_listener("page", listen)
    unheard = await browser.new_page()
    await unheard.set_content("<script>console.log('unheard')</script>")
    assert len(said) == 2
    with pytest.raises(ValueError, match="page"):
        browser.on("pages", print)
