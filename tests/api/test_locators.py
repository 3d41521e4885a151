"""Locators on QuickJS and on Chromium alike: what they find, what they wait for, and what they say when they cannot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Error, EvaluationError, Locator, NavigationError, Page, TimeoutError

URL = "https://example.test/"
FOUND = """<!doctype html><title>T</title><style>.none { display: none }</style>
<button id=join>Join <b>now</b></button> <button id=hidden hidden>Join later</button> <a id=link href=#>Leave</a>
<h2 id=head>Calls</h2> <label id=label>Name <input id=name placeholder="Your name" title="Full name"></label>
<input id=box type=checkbox aria-label="Mute me"> <img id=pic alt="A picture" src=data:,>
<ul><li class=item data-testid=first>one</li><li class=item>two</li><li class="item none">three</li></ul>
<div id=dialog role=dialog aria-labelledby=head><p>In <i>the</i> dialog</p></div>
<select id=choice aria-label=Colour><option>red<option>blue</select> <input id=volume type=range aria-label=Volume>
<x-host id=host><template shadowrootmode=open><button id=inner>Shadow</button><slot></slot></template>
<em>slotted</em></x-host> <nav id=nav></nav><div id=alert role=alert>Careful</div>"""


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        yield await browser.new_page()


async def ids(locator: Locator) -> list[str | None]:
    return [await one.get_attribute("id") for one in await locator.all()]


async def test_what_is_found(page: Page) -> None:
    await page.set_content(FOUND, url=URL)
    assert await page.evaluate("document.querySelector('x-host').shadowRoot !== null")
    for locator, found in {
        page.locator("#join, #link"): ["join", "link"],
        page.locator("text=join now"): ["join"],
        page.locator("text='Join now'"): ["join"],
        page.locator("text=/^CALLS$/i"): ["head"],
        page.locator('button:has-text("now")'): ["join"],
        page.locator("button:visible"): ["join", "inner"],
        page.locator("label:has-text('name') input"): ["name"],
        page.locator("css=label >> input"): ["name"],
        page.locator("//h2"): ["head"],
        page.locator("role=button[name=/later/]"): [],
        page.locator("id=head"): ["head"],
        page.locator("x-host button"): ["inner"],
        page.locator("h2:text('Calls'), #link"): ["link", "head"],
        page.get_by_role("button"): ["join", "inner"],
        page.get_by_role("button", name="JOIN"): ["join"],
        page.get_by_role("button", name="Join", exact=True): [],
        page.get_by_role("button", name=re.compile("^Join")): ["join"],
        page.get_by_role("button", name="later", include_hidden=True): ["hidden"],
        page.get_by_role("heading", level=2): ["head"],
        page.get_by_role("dialog", name="Calls"): ["dialog"],
        page.get_by_role("link", name="Leave"): ["link"],
        page.get_by_role("checkbox", checked=False): ["box"],
        page.get_by_role("checkbox", checked=True): [],
        page.get_by_role("combobox", name="Colour"): ["choice"],
        page.get_by_role("slider", name="Volume"): ["volume"],
        page.get_by_role("navigation"): ["nav"],
        page.get_by_role("alert"): ["alert"],
        page.get_by_role("textbox", name="Name"): ["name"],
        page.get_by_role("img", name="picture"): ["pic"],
        page.get_by_text("shadow"): ["inner"],
        page.get_by_label("name"): ["name"],
        page.get_by_label("Mute me", exact=True): ["box"],
        page.get_by_placeholder("your"): ["name"],
        page.get_by_alt_text("picture"): ["pic"],
        page.get_by_title("full"): ["name"],
        page.locator("#label").get_by_role("textbox"): ["name"],
        page.locator("label").filter(has=page.locator("input")): ["label"],
        page.locator("label").filter(has_not=page.locator("input")): [],
        page.locator("button").filter(has_text="Join").filter(has_not_text="later"): ["join"],
        page.locator("button").filter(visible=False): ["hidden"],
        page.locator("#link").or_(page.locator("#join")): ["join", "link"],
        page.locator("button").and_(page.locator("[hidden]")): ["hidden"],
        page.get_by_text("In the dialog").locator("xpath=.."): ["dialog"],
    }.items():
        assert await ids(locator) == found, locator
    items = page.get_by_role("listitem")
    assert (await items.count(), await page.locator("li").count()) == (2, 3)
    assert await page.get_by_test_id("first").text_content() == "one"
    assert await items.last.inner_text() == "two"
    assert await page.locator("li").nth(-1).text_content() == "three"
    assert await items.all_text_contents() == ["one", "two"]
    assert repr(items.nth(1).filter(has_text="x")) == "<Locator get_by_role('listitem').nth(1).filter(has_text='x')>"


async def test_selectors_that_are_none(page: Page) -> None:
    await page.set_content(FOUND, url=URL)
    for selector, problem in {
        "foo=bar": "there is no selector engine 'foo'; there are: css, text",
        "button:near(#x)": "looks at where elements lie",
        "div:has(:visible)": "cannot stand within parentheses",
        ":has-text": 'write :has-text\\("the text"\\)',
        "": "the selector is empty",
    }.items():
        with pytest.raises(Error, match=problem):
            page.locator(selector)
    for locator, problem in {
        page.locator("#["): r'"#\[" is an invalid CSS selector',
        page.get_by_role("buton"): 'there is no role "buton"',
    }.items():
        with pytest.raises(Error, match=problem):
            await locator.count()
        with pytest.raises(Error, match=problem):
            await locator.click()
    with pytest.raises(TypeError, match="is neither a text nor a compiled regular expression"):
        page.get_by_text(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is not a locator"):
        page.locator("p").filter(has="b")  # type: ignore[arg-type]


async def test_an_action_is_for_one_element(page: Page) -> None:
    await page.set_content("<button class=a>A</button><button>B</button><button>C</button><button>D</button>", url=URL)
    with pytest.raises(Error) as several:
        await page.get_by_role("button").click()
    assert str(several.value) == (
        "get_by_role('button') is for one element, and 4 match:\n"
        '  1. <button class="a">A</button>\n  2. <button>B</button>\n  3. <button>C</button>\n  ...\n'
        "take one of them: .first, .last, .nth(index), .filter()"
    )
    for method in ("text_content", "is_visible", "input_value", "focus"):
        with pytest.raises(Error, match="4 match"):
            await getattr(page.locator("button"), method)()
    await page.click("button")  # a selector means the first


async def test_an_action_waits_for_its_element(page: Page) -> None:
    await page.set_content(
        """<body><script>log = []; const steps = [
          () => { document.body.innerHTML = '<button hidden disabled onclick="log.push(1)">x</button>' },
          () => { document.querySelector('button').hidden = false },
          () => { document.querySelector('button').disabled = false },
        ]; steps.forEach((step, index) => setTimeout(step, 30 * (index + 1)))</script>""",
        url=URL,
    )
    await page.locator("button").click(timeout=10)
    assert await page.evaluate("log") == [1]
    for html, problem in {
        "<p>": r"no element matches locator\('button'\) within 0.1 s",
        "<button hidden>": r"the element is not visible \(display: none\), and that did not change within 0.1 s",
        "<div hidden><button>x</button></div>": r"not visible \(display: none of <div hidden>\)",
        "<button style='visibility: hidden'>x": r"not visible \(visibility: hidden\)",
        "<details><summary>s</summary><button>x</button></details>": r"not visible \(<details> is closed\)",
        "<button disabled>x": "the element is disabled",
        "<fieldset disabled><button>x": "the element is disabled",
        "<button aria-disabled=true>x": "the element is disabled",
    }.items():
        await page.set_content(html, url=URL)
        with pytest.raises(TimeoutError, match=problem):
            await page.locator("button").click(timeout=0.1)


async def test_forms(page: Page) -> None:
    await page.set_content(
        """<!doctype html><label>Name <input id=n value=old></label><label id=l>Agree <input id=c type=checkbox></label>
        <input type=radio name=r id=r1><input type=radio name=r id=r2 checked><textarea id=t></textarea>
        <select id=s><option value=1>one<option value=2>two<option disabled>three</select>
        <select id=m multiple><option>a<option>b<option>c</select><div role=switch id=w aria-checked=false>w</div>
        <input id=stuck type=checkbox onclick="return false"><input id=ro readonly value=fixed><p id=p>text</p>
        <div contenteditable id=e>rich</div>
        <script>log = []; for (const type of ["input", "change", "dblclick"])
          addEventListener(type, (event) => log.push(event.target.id + " " + type));
        w.onclick = () => w.setAttribute("aria-checked", w.getAttribute("aria-checked") !== "true")</script>""",
        url=URL,
    )
    name = page.get_by_label("Name")
    assert await name.input_value() == "old"
    await name.fill("new")
    assert (await name.input_value(), await page.locator("label").first.input_value()) == ("new", "new")
    await name.clear()
    await name.press_sequentially("ab")
    assert await name.input_value() == "ab"
    await page.locator("#e").fill("plain")
    assert await page.locator("#e").inner_text() == "plain"
    box = page.get_by_label("Agree")
    await box.check()
    await box.check()
    assert await box.is_checked()
    assert await page.locator("#l").is_checked()
    await box.uncheck()
    assert not await box.is_checked()
    await page.check("#r1")
    assert (await page.is_checked("#r1"), await page.is_checked("#r2")) == (True, False)
    await page.locator("#w").check()
    assert await page.get_by_role("switch", checked=True).count() == 1
    with pytest.raises(Error, match="the click left it unchecked"):
        await page.locator("#stuck").check()
    with pytest.raises(Error, match="neither a checkbox, a radio button nor a switch"):
        await page.locator("#p").check()
    await page.evaluate("log = []")
    assert await page.select_option("#s", "2") == ["2"]
    assert await page.select_option("#s", label="one") == ["1"]
    assert await page.select_option("#s", index=1) == ["2"]
    assert await page.select_option("#m", ["a", "c"]) == ["a", "c"]
    assert await page.evaluate("log") == [f"{id} {type}" for id in "sssm" for type in ("input", "change")]
    for option, problem in {"three": 'its option "three" is disabled', "four": 'it has no option "four"'}.items():
        with pytest.raises(TimeoutError, match=problem):
            await page.select_option("#s", option, timeout=0.1)
    with pytest.raises(Error, match="it takes one option"):
        await page.select_option("#s", ["1", "2"])
    with pytest.raises(Error, match="options are those of a <select>"):
        await page.select_option("#p", "1")
    assert [await page.locator(f"#{id}").is_editable() for id in ("n", "ro")] == [True, False]
    with pytest.raises(Error, match="takes no text"):
        await page.locator("#p").is_editable()
    with pytest.raises(TypeError, match="fill takes a text, not int"):
        await name.fill(3)  # type: ignore[arg-type]
    await page.locator("#p").dblclick()
    assert (await page.evaluate("log"))[-1] == "p dblclick"


async def test_focus_hover_and_events_by_script(page: Page) -> None:
    await page.set_content(
        """<!doctype html><input id=a><button id=b>b</button><script>log = [];
        b.onmouseover = (event) => log.push("over " + event.isTrusted); a.onblur = () => log.push("blur");
        b.onclick = (event) => log.push([event.isTrusted, event.constructor.name, event.detail].join());
        b.addEventListener("own", (event) => log.push(event.bubbles))</script>""",
        url=URL,
    )
    await page.locator("#a").focus()
    assert await page.evaluate("document.activeElement.id") == "a"
    await page.locator("#a").blur()
    await page.hover("#b")
    await page.locator("#b").dispatch_event("click", {"detail": 7})
    await page.locator("#b").dispatch_event("own")
    assert await page.evaluate("log") == ["blur", "over true", "false,MouseEvent,7", True]
    assert await page.locator("#b").evaluate("(element, n) => element.id + n", 2) == "b2"
    assert await page.locator("#b").evaluate("async (element) => element === b") is True
    with pytest.raises(EvaluationError, match="TypeError"):
        await page.locator("#b").evaluate("(element) => element.none.at")


async def test_wait_for(page: Page) -> None:
    await page.set_content("<p id=p hidden>x</p><b>b</b>", url=URL)
    p = page.locator("#p")
    await p.wait_for(state="attached")
    await p.wait_for(state="hidden")
    await page.evaluate("void setTimeout(() => p.hidden = false, 30)")
    await p.wait_for()
    assert (await p.is_visible(), await p.is_hidden(), await page.is_visible("#none")) == (True, False, False)
    await page.evaluate("void setTimeout(() => p.remove(), 30)")
    await p.wait_for(state="detached")
    element = await page.wait_for_selector("text=b")
    assert (element.tag, element.text) == ("b", "b")
    assert await page.wait_for_selector("#p", state="hidden") is None  # type: ignore[func-returns-value]
    await page.evaluate("document.querySelector('b').hidden = true")
    with pytest.raises(TimeoutError, match=r"'b': the element is not visible \(display: none\) within 0.1 s"):
        await page.wait_for_selector("b", timeout=0.1)
    with pytest.raises(ValueError, match="state is 'gone'; it can be: attached, detached, visible, hidden"):
        await page.locator("b").wait_for(state="gone")  # type: ignore[arg-type]


async def test_frames_have_locators_of_their_own(page: Page) -> None:
    inner = "<button onclick='parent.postMessage(event.clientX > 0, `*`)'>in</button>"
    await page.set_content(
        f"""<!doctype html><script>heard = []; onmessage = (event) => heard.push(event.data)</script>
        <div style="height: 300px"></div><iframe srcdoc="{inner}" style="margin: 40px"></iframe>
        <iframe sandbox=allow-scripts srcdoc="{inner}"></iframe>""",
        url=URL,
    )
    assert await page.get_by_role("button").count() == 0
    for frame in page.frames[1:]:
        await frame.get_by_role("button", name="in").click()
    await page.wait_for_function("heard.length === 2")
    with pytest.raises(Error, match="looks in another frame"):
        page.locator("p").filter(has=page.frames[1].locator("button"))


async def test_times_are_seconds(page: Page) -> None:
    await page.set_content("<p>x")
    calls: list[Any] = [
        lambda timeout: page.click("p", timeout=timeout),
        lambda timeout: page.locator("p").text_content(timeout=timeout),
        lambda timeout: page.wait_for_selector("p", timeout=timeout),
        lambda timeout: page.wait_for_function("1", timeout=timeout),
        lambda timeout: page.wait_for_session("inactive", timeout=timeout),
        lambda timeout: page.goto("about:blank", timeout=timeout),
        lambda timeout: page.set_content("", timeout=timeout),
        lambda timeout: page.reload(timeout=timeout),
        lambda timeout: page.wait_until_idle(timeout=timeout),
        lambda timeout: page.wait(timeout),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"timeouts are seconds, below 1,000; 5000 ms are timeout=5"):
            await call(5000)
        with pytest.raises(ValueError, match="timeout is -1; it is a number of seconds"):
            await call(-1)
        with pytest.raises(TypeError, match="timeout is '5'; it is a number of seconds"):
            await call("5")
    with pytest.raises(
        AttributeError, match=r"wait_for_timeout, which counts milliseconds: write page.wait\(seconds\)"
    ):
        page.wait_for_timeout(5)
    assert not hasattr(page, "wait_for_timeout")


async def test_a_page_that_goes_away_ends_the_wait(page: Page) -> None:
    await page.set_content("<p>x", url=URL)
    waiting = asyncio.ensure_future(page.locator("#none").click())
    await page.wait(0.05)
    await page.close()
    with pytest.raises(NavigationError, match="closed"):
        await waiting


async def test_a_locator_goes_on_in_the_next_document(page: Page) -> None:
    await page.route("**/next", body="<button onclick='done = 1'>Next</button>", content_type="text/html")
    await page.set_content("<script>setTimeout(() => location.href = 'next', 50)</script>", url=URL)
    await page.get_by_role("button", name="Next").click()
    assert await page.evaluate("done") == 1
