"""`expect` on QuickJS and on Chromium alike: what holds, what does not, and what a failure tells."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Device, Error, NavigationError, Page, expect
from tests.paths import ROOT

URL = "https://example.test/"
STATES = """<!doctype html><title>The  title</title>
<style>.inv { visibility: hidden } .up { text-transform: uppercase }</style>
<p id=seen class="a b">On <b hidden>no longer</b> hold</p><p id=banner hidden>On hold</p><div class=inv id=inv>x</div>
<div hidden><p id=inside>text</p></div><details><summary>s</summary><p id=closed>text</p></details><div id=empty></div>
<input id=on value=v checked type=checkbox><input id=off disabled value=w><input id=ro readonly>
<p id=up class=up>join</p>
<select id=many multiple><option selected>1<option selected>2<option>3</select><ul><li>one<li>two</ul>
<div style="height: 0; overflow: hidden" id=flat>flat</div><button id=named aria-label="A name">x</button>"""


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        yield await browser.new_page()


async def test_what_a_person_sees(page: Page) -> None:
    await page.set_content(STATES, url=URL)
    for id, is_seen in {
        "seen": True, "banner": False, "inv": False, "inside": False, "closed": False, "empty": False, "flat": False,
        "up": True, "on": True, "none": False,
    }.items():  # fmt: skip
        locator = page.locator(f"#{id}")
        for holds, fails in (
            (("to_be_visible", "not_to_be_hidden"), ("to_be_hidden", "not_to_be_visible"))[:: 1 if is_seen else -1],
        ):
            for name in holds:
                await getattr(expect(locator), name)(timeout=1)
            for name in fails:
                with pytest.raises(AssertionError):
                    await getattr(expect(locator), name)(timeout=0)
    await expect(page.locator("#seen")).to_have_text("On hold")
    await expect(page.locator("#up")).to_have_text("join")
    for id in ("banner", "inside", "closed", "inv"):
        await expect(page.locator(f"#{id}")).to_have_text("")
        with pytest.raises(AssertionError, match=r"last seen: '' \(hidden: "):
            await expect(page.locator(f"#{id}")).to_have_text(re.compile("."), timeout=0)
    # what is the same by the page's own means
    assert await page.evaluate(
        "['seen', 'banner', 'inside', 'closed', 'inv', 'up'].map((id) => document.getElementById(id).innerText)"
    ) == ["On hold", "On hold", "text", "", "", "JOIN"]
    assert await page.evaluate(
        "['seen', 'banner', 'inside', 'closed'].map((id) => document.getElementById(id).offsetParent?.localName)"
    ) == ["body", None, None, "body"]
    assert await page.evaluate(
        "['seen', 'inv', 'closed'].map((id) => document.getElementById(id)).map((element) => "
        "[element.checkVisibility(), element.checkVisibility({ visibilityProperty: true })])"
    ) == [[True, True], [True, False], [False, False]]


async def test_what_holds_and_what_does_not(page: Page) -> None:
    await page.set_content(STATES, url=URL)
    await page.locator("#ro").focus()
    at = {id: page.locator(f"#{id}") for id in ("seen", "on", "off", "ro", "many", "empty", "named", "banner", "none")}
    items = page.locator("li")
    cases: list[tuple[Any, str, tuple[Any, ...], dict[str, Any], bool]] = [
        (at["seen"], "to_be_attached", (), {}, True),
        (at["none"], "to_be_attached", (), {}, False),
        (at["on"], "to_be_enabled", (), {}, True),
        (at["off"], "to_be_disabled", (), {}, True),
        (at["on"], "to_be_checked", (), {}, True),
        (at["on"], "to_be_checked", (), {"checked": False}, False),
        (at["ro"], "to_be_editable", (), {}, False),
        (at["ro"], "to_be_focused", (), {}, True),
        (at["on"], "to_be_focused", (), {}, False),
        (at["empty"], "to_be_empty", (), {}, True),
        (at["seen"], "to_be_empty", (), {}, False),
        (at["seen"], "to_have_text", (" On   hold",), {}, True),
        (at["seen"], "to_have_text", ("on HOLD",), {}, False),
        (at["seen"], "to_have_text", ("on HOLD",), {"ignore_case": True}, True),
        (at["seen"], "to_have_text", (re.compile("^On"),), {}, True),
        (at["seen"], "to_contain_text", ("hold",), {}, True),
        (at["seen"], "to_contain_text", ("longer",), {}, False),
        (items, "to_have_text", (["one", re.compile("t")],), {}, True),
        (items, "to_have_text", (["one"],), {}, False),
        (items, "to_contain_text", (["w"],), {}, True),
        (items, "to_have_count", (2,), {}, True),
        (items, "to_have_count", (0,), {}, False),
        (at["none"], "to_have_count", (0,), {}, True),
        (at["off"], "to_have_value", ("w",), {}, True),
        (at["off"], "to_have_value", (re.compile("^x"),), {}, False),
        (at["many"], "to_have_values", (["1", "2"],), {}, True),
        (at["many"], "to_have_values", (["1"],), {}, False),
        (at["banner"], "to_have_attribute", ("hidden",), {}, True),
        (at["seen"], "to_have_attribute", ("id", "seen"), {}, True),
        (at["seen"], "to_have_attribute", ("hidden",), {}, False),
        (at["seen"], "to_have_class", ("a b",), {}, True),
        (at["seen"], "to_have_class", ("a",), {}, False),
        (at["seen"], "to_contain_class", ("b",), {}, True),
        (at["seen"], "to_have_id", ("seen",), {}, True),
        (at["seen"], "to_have_css", ("display", "block"), {}, True),
        (at["named"], "to_have_role", ("button",), {}, True),
        (at["named"], "to_have_accessible_name", ("A name",), {}, True),
        (page, "to_have_title", ("The title",), {}, True),
        (page, "to_have_title", (re.compile("^title"),), {}, False),
        (page, "to_have_url", (URL,), {}, True),
        (page, "to_have_url", ("**/nowhere",), {}, False),
        (page, "to_have_session", (), {"state": "inactive", "type": "auto", "computed_type": "ambient"}, True),
        (page, "to_have_session", (), {"state": "active"}, False),
        (page.browser.device, "to_hear", (page,), {}, False),
        (page.browser.device, "to_hear", (page,), {"gain": 0}, True),
    ]
    for actual, name, arguments, options, holds in cases:
        right, wrong = (name, f"not_{name}") if holds else (f"not_{name}", name)
        await getattr(expect(actual), right)(*arguments, timeout=1, **options)
        with pytest.raises(AssertionError, match=f"{wrong}.. did not hold within 0 s"):
            await getattr(expect(actual), wrong)(*arguments, timeout=0, **options)
    # of what is not there nothing else is said
    for name in ("to_have_text", "not_to_have_text"):
        with pytest.raises(AssertionError, match="last seen: no element matches"):
            await getattr(expect(at["none"]), name)("x", timeout=0)
    with pytest.raises(AssertionError, match="is neither a checkbox"):
        await expect(at["seen"]).to_be_checked(timeout=0)
    with pytest.raises(Error, match="is for one element, and 2 match"):
        await expect(items).to_be_visible()


@pytest.mark.real_time
async def test_a_failure_tells_what_was_seen_meanwhile(page: Page) -> None:
    await page.set_content("<p id=p>first</p>", url=URL)
    music = page.browser.device.app("Music")
    music.play()
    await page.evaluate(
        "void [() => { p.textContent = 'second' }, () => { p.hidden = true }]"
        ".forEach((step, index) => setTimeout(step, 300 * (index + 1)))"
    )
    with pytest.raises(AssertionError) as failure:
        await expect(page.locator("#p"), "the page says so").to_have_text("third", timeout=2.5)
    lines = [re.sub(r"\d+\.\d+", "N", line) for line in str(failure.value).splitlines()]
    assert lines == [
        "the page says so",
        "",
        "expect(locator('#p')).to_have_text() did not hold within N s",
        "  expected:  'third'",
        "  last seen: '' (hidden: display: none)",
        "  seen meanwhile:",
        "       N s  'first'".replace("     N", "     N"),
        "       N s  'second'",
        "       N s  '' (hidden: display: none)",
        "  timeline of the device, its last lines:",
        "    N s  Music: inactive → active: play",
    ]


async def test_an_expectation_is_waited_for(page: Page) -> None:
    await page.goto(ROOT / "examples" / "video_call" / "index.html")
    device = page.browser.device
    banner = page.get_by_text("On hold")
    await expect(banner).to_be_hidden()
    await page.get_by_role("button", name="Join").click()
    await expect(page).to_have_session(state="active", computed_type="play-and-record")
    await expect(device).to_hear(page, gain=1, output="earpiece")
    await expect(page.get_by_role("button", name="Leave")).to_be_enabled()
    async with device.phone_call():
        await expect(page).to_have_session(state="interrupted")
        await expect(banner).to_be_visible()
        await expect(device).not_to_hear(page)
        with pytest.raises(
            AssertionError, match=r"expected:  to hear tab 1 with gain 1\n  last seen: tab 1 is not heard"
        ):
            await expect(device).to_hear(page, gain=1, timeout=0.05)
    await expect(device).to_hear(page)
    await expect(banner).to_be_hidden()
    device.volume = 0.5
    await expect(device).to_hear(page.name, gain=0.5)


async def test_a_closed_page_ends_the_wait(page: Page) -> None:
    await page.set_content("")
    locator = page.locator("p")
    await page.close()
    with pytest.raises(NavigationError, match="the page is closed"):
        await expect(locator).to_be_visible()


async def test_what_cannot_be_expected(page: Page) -> None:
    await page.set_content("<p>x")
    with pytest.raises(TypeError, match="expect takes a locator, a page or a device, not 3"):
        expect(3)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match=r"timeouts are seconds, below 1,000; 5000 ms are timeout=5"):
        await expect(page.locator("p")).to_be_visible(timeout=5000)
    with pytest.raises(TypeError, match="to_have_session expects nothing"):
        await expect(page).to_have_session()
    with pytest.raises(ValueError, match="state is 'playing'; it can be: inactive, active, interrupted"):
        await expect(page).to_have_session(state="playing")
    with pytest.raises(ValueError, match="computed_type is 'auto'; it can be: playback"):
        await expect(page).to_have_session(computed_type="auto")
    device = Device()
    with pytest.raises(ValueError, match="output is 'ear'; it can be: speaker"):
        await expect(device).to_hear(page, output="ear")
    with pytest.raises(ValueError, match="gain is 2; it is a number from 0 to 1"):
        await expect(device).to_hear(page, gain=2)
    with pytest.raises(TypeError, match="to_hear takes a page, an app or a name"):
        await expect(device).to_hear(3)  # type: ignore[arg-type]


async def test_the_timeout_of_all_expectations(page: Page) -> None:
    await page.set_content("")
    expect.set_options(timeout=0.05)
    try:
        with pytest.raises(AssertionError, match=r"within 0.05 s"):
            await expect(page.locator("p")).to_be_visible()
    finally:
        expect.set_options()


async def test_waiting_costs_little() -> None:
    """On QuickJS whoever waits looks again when something happened, not by a timer that is always on."""
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p>x")
        await expect(page.locator("p")).to_be_visible()
        began = time.process_time()
        with pytest.raises(AssertionError):
            await expect(page.locator("b")).to_be_visible(timeout=1)
        assert time.process_time() - began < 0.2
