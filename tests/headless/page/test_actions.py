"""Actions of a user: click, fill, press; and their waits."""

import asyncio
import time

import pytest

from shim import Browser, Error, EvaluationError, Page, TimeoutError


async def test_a_click_is_a_row_of_trusted_events(page: Page) -> None:
    await page.set_content(
        "<button id=b>x</button><script>log = []; for (const t of ['pointerdown', 'mousedown', 'focus',"
        " 'pointerup', 'mouseup', 'click']) b.addEventListener(t, (e) => log.push(e.type + e.isTrusted))</script>"
    )
    await page.click("#b")
    assert await page.evaluate("log") == [
        f"{name}true" for name in ("pointerdown", "mousedown", "focus", "pointerup", "mouseup", "click")
    ]


async def test_a_click_waits_for_its_element(page: Page) -> None:
    await page.set_content(
        "<script>setTimeout(() => document.body.innerHTML = '<button onclick=\"done = 1\">', 30)</script>"
    )
    await page.click("button", timeout=5)
    assert await page.evaluate("done") == 1


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<button id=b disabled>", "disabled"),
        ("<fieldset disabled><button id=b></fieldset>", "disabled"),
        ("<button id=b hidden>", "not visible"),
        ("<div style='display: none'><button id=b></div>", "not visible"),
        ("<button id=b style='visibility: hidden'>", "not visible"),
        ("<p>", "no element matches '#b'"),
    ],
)
async def test_a_click_that_cannot_be_says_why(page: Page, html: str, reason: str) -> None:
    await page.set_content(html)
    with pytest.raises(TimeoutError, match=reason):
        await page.click("#b", timeout=0.05)
    assert not page.user_activated


async def test_a_click_waits_until_the_element_is_enabled(page: Page) -> None:
    await page.set_content("<button id=b disabled onclick='done = 1'></button>")
    clicking = asyncio.create_task(page.click("#b"))
    await page.wait(0.001)
    await page.evaluate("b.disabled = false")
    await clicking
    assert await page.evaluate("done") == 1


async def test_a_selector_that_is_none(page: Page) -> None:
    await page.set_content("")
    with pytest.raises(Error, match="invalid CSS selector"):
        await page.click("#[")


async def test_fill(page: Page) -> None:
    await page.set_content(
        "<input id=i><textarea id=t></textarea><select id=s><option>a<option>b</select><div contenteditable id=e></div>"
        "<script>log = []; for (const t of ['input', 'change']) addEventListener(t, (e) => "
        "log.push(e.target.id + e.type))</script>"
    )
    for id_, text in (("i", "one"), ("t", "two\nlines"), ("s", "b")):
        await page.fill(f"#{id_}", text)
        assert await page.evaluate(f"{id_}.value") == text
    await page.fill("#e", "rich")
    assert await page.evaluate("e.textContent") == "rich"
    assert (await page.evaluate("log"))[:2] == ["iinput", "ichange"]


async def test_fill_refuses_what_takes_no_text(page: Page) -> None:
    await page.set_content("<p id=p>x</p><input id=c type=checkbox><input id=r readonly>")
    with pytest.raises(Error, match="'#p': the element is a <p>, and text goes into an input"):
        await page.fill("#p", "x")
    with pytest.raises(Error, match="checkbox"):
        await page.fill("#c", "x")
    with pytest.raises(TimeoutError, match="read-only"):
        await page.fill("#r", "x", timeout=0.05)


async def test_press(page: Page) -> None:
    await page.set_content(
        "<form onsubmit='sent = 1; return false'><input id=i></form>"
        "<script>log = []; for (const t of ['keydown', 'keypress', 'keyup']) i.addEventListener(t, (e) "
        "=> log.push(t + e.key))</script>"
    )
    await page.press("#i", "a")
    assert await page.evaluate("[i.value, log]") == ["a", ["keydowna", "keypressa", "keyupa"]]
    await page.press("#i", "Enter")
    assert await page.evaluate("sent") == 1


async def test_enter_clicks_the_default_button(page: Page) -> None:
    await page.set_content(
        "<form onsubmit='sent = event.submitter?.id; return false'><input id=i><button id=b>x</button></form>"
        "<form onsubmit='sent = 2; return false'><input id=j><input></form><script>sent = 0</script>"
    )
    await page.press("#j", "Enter")
    assert await page.evaluate("sent") == 0, "two text fields and no button"
    await page.press("#i", "Enter")
    assert await page.evaluate("sent") == "b"
    await page.evaluate("sent = 0; b.disabled = true")
    await page.press("#i", "Enter")
    assert await page.evaluate("sent") == 0


async def test_clicks_activate_controls_and_links(page: Page) -> None:
    await page.set_content(
        "<input id=c type=checkbox><label for=c id=l>x</label><a id=a href=#there>y</a>", url="https://a.test/"
    )
    await page.click("#c")
    assert await page.evaluate("c.checked")
    await page.click("#l")
    assert not await page.evaluate("c.checked")
    await page.click("#a")
    assert page.url == "https://a.test/#there"


async def test_user_activation(page: Page) -> None:
    await page.set_content("<button>x")
    assert await page.evaluate("[navigator.userActivation.isActive, navigator.userActivation.hasBeenActive]") == [
        False,
        False,
    ]
    await page.click("button")
    assert await page.evaluate("[navigator.userActivation.isActive, navigator.userActivation.hasBeenActive]") == [
        True,
        True,
    ]


async def test_wait_for_selector_sees_what_the_host_changes(page: Page) -> None:
    await page.set_content("<p>")
    waiting = asyncio.create_task(page.wait_for_selector("b"))
    await asyncio.sleep(0)
    await page.evaluate("void document.body.append(Object.assign(document.createElement('b'), { textContent: 'x' }))")
    assert (await waiting).tag == "b"


async def test_wait_for_function(page: Page) -> None:
    await page.set_content("<script>n = 0; setInterval(() => n++, 1)</script>")
    assert await page.wait_for_function("(limit) => n > limit && 'n is ' + limit", 3) == "n is 3"
    assert await page.wait_for_function("[]") == []
    with pytest.raises(TimeoutError, match="it is 0"):
        await page.wait_for_function("0", timeout=0.05)
    with pytest.raises(TimeoutError):
        await page.wait_for_function("NaN", timeout=0.05)
    with pytest.raises(TimeoutError):
        await page.wait_for_function("new Promise(() => {})", timeout=0.05)
    with pytest.raises(EvaluationError, match="Error: no"):
        await page.wait_for_function("() => { throw new Error('no') }")


async def test_wait_for_function_goes_on_in_the_next_document(page: Page) -> None:
    page.route("https://a.test/next", body="<title>next</title>", content_type="text/html")
    await page.set_content("<script>setTimeout(() => location.href = 'next', 5)</script>", url="https://a.test/")
    await page.wait_for_function("document.title === 'next' || new Promise(() => {})", timeout=5)
    assert page.url == "https://a.test/next"


async def test_wait_for_session_says_what_it_is(page: Page) -> None:
    await page.set_content("")
    assert (await page.wait_for_session("inactive")).state == "inactive"
    with pytest.raises(TimeoutError, match=r"did not become active .it is inactive."):
        await page.wait_for_session("active", timeout=0.05)
    with pytest.raises(ValueError, match="inactive, active or interrupted"):
        await page.wait_for_session("playing")


@pytest.mark.parametrize("close", ["page", "browser"])
@pytest.mark.parametrize(
    "wait", ["wait_for_selector", "wait_for_function", "wait_for_session", "wait_until_idle", "click"]
)
async def test_every_wait_ends_when_the_page_is_closed(browser: Browser, page: Page, wait: str, close: str) -> None:
    await page.set_content("<script>setTimeout(() => {}, 4000)</script>")
    argument = {"wait_for_function": "0", "wait_for_session": "active", "wait_until_idle": None}.get(wait, "#none")
    method = getattr(page, wait)
    waiting = asyncio.create_task(method(timeout=20) if argument is None else method(argument, timeout=20))
    await page.wait(0.005)
    started = time.monotonic()
    await (page if close == "page" else browser).close()
    with pytest.raises(Error, match="closed"):
        await waiting
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("script", "idle"),
    [
        ("setInterval(() => {}, 5)", True),
        ("(function f() { requestAnimationFrame(f) })()", True),
        ("setTimeout(() => {}, 6000)", True),
        ("setTimeout(() => {}, 4000)", False),
        ("(function f() { setTimeout(f, 10) })()", False),
        ("fetch('https://a.test/held')", False),
        ("new Promise(() => {})", True),
    ],
)
async def test_what_keeps_a_page_from_being_idle(page: Page, script: str, idle: bool) -> None:
    held = asyncio.Event()

    async def hold(route: object) -> None:
        await held.wait()

    page.route("https://a.test/held", hold)
    await page.set_content(f"<script>{script}</script>", url="https://a.test/")
    if idle:
        await page.wait_until_idle(timeout=2)
    else:
        with pytest.raises(TimeoutError, match="idle"):
            await page.wait_until_idle(timeout=0.2)


async def test_a_page_is_idle_once_its_timers_ran(page: Page) -> None:
    await page.set_content("<script>setTimeout(() => setTimeout(() => window.done = 1, 5), 5)</script>")
    await page.wait_until_idle(timeout=5)
    assert await page.evaluate("done") == 1


async def test_another_page_does_not_keep_this_one_from_being_idle(browser: Browser, page: Page) -> None:
    busy = await browser.new_page()
    await busy.set_content("<script>(function f() { setTimeout(f, 1) })()</script>")
    await page.set_content("<p>")
    await page.wait_until_idle(timeout=2)
