"""Pages through the Python API, on QuickJS and on Chromium alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shim import Browser, Error, EvaluationError, NavigationError, Page, TimeoutError

URL = "https://example.test/"


@pytest.fixture
async def browser(engine: str) -> AsyncIterator[Browser]:
    async with Browser(engine=engine) as browser:
        yield browser


async def test_content_and_what_evaluate_brings_out(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<!doctype html><title> A  page </title><p id=a>x</p>", url=URL)
    assert (page.url, await page.title()) == (URL, "A page")
    assert await page.evaluate("1 + 1") == 2
    assert await page.evaluate("const a = 1; a + 2") == 3
    assert await page.evaluate("(x) => [x.n, x.list]", {"n": float("inf"), "list": [1, "a", None]}) == [
        float("inf"),
        [1, "a", None],
    ]
    assert await page.evaluate("async () => ({ a: undefined, d: new Date(0), e: document.body })") == {
        "a": None,
        "d": "1970-01-01T00:00:00.000Z",
        "e": "ref: <BODY>",
    }
    with pytest.raises(EvaluationError, match="TypeError: the value is cyclic"):
        await page.evaluate("const o = {}; o.o = o; o")
    with pytest.raises(EvaluationError, match=r"^RangeError: no$"):
        await page.evaluate("() => Promise.reject(new RangeError('no'))")
    with pytest.raises(EvaluationError, match="SyntaxError"):
        await page.evaluate("(((")
    paragraph = page.document.select_one("#a")
    assert paragraph is not None
    assert paragraph.text == "x"
    await page.set_content("<p>again")
    assert page.url == "about:blank"
    assert "<p>again</p>" in await page.content()
    await page.reload()
    assert (await page.wait_for_selector("p")).text == "again"


async def test_a_promise_that_evaluate_awaits_is_no_unhandled_rejection(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        "<!doctype html><script>log = []; onunhandledrejection = () => log.push(1)</script>", url=URL
    )
    for expression in (
        "Promise.reject(new RangeError('no'))",
        "() => Promise.reject(new RangeError('no'))",
        "const promise = Promise.reject(new RangeError('no')); promise",
        "({ then(_, reject) { reject(new RangeError('no')) } })",
    ):
        with pytest.raises(EvaluationError, match=r"^RangeError: no$"):
            await page.evaluate(expression)
    with pytest.raises(EvaluationError, match=r"^NotAllowedError: no$"):
        await page.evaluate("Promise.reject(new DOMException('no', 'NotAllowedError'))")
    # one that nobody awaits is
    assert await page.evaluate("void Promise.reject(new RangeError('not awaited'))") is None
    await page.wait_for_function("log.length")
    assert await page.evaluate("log") == [1]
    assert ["not awaited" in error.message for error in page.errors] == [True]


async def test_the_viewport_is_the_same(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<!doctype html><div style='height: 2000px'></div>", url=URL)
    sizes = """[[innerWidth, innerHeight], [outerWidth, outerHeight], [screen.width, screen.height],
      [screen.availWidth, screen.availHeight], [visualViewport.width, visualViewport.height]]"""
    assert await page.evaluate(sizes) == [[1280, 720]] * 5
    assert await page.evaluate("[devicePixelRatio, screenX, screenY]") == [1, 0, 0]
    assert await page.evaluate("[767, 1280].map((n) => matchMedia(`(max-width: ${n}px)`).matches)") == [False, True]
    popups: list[Page] = []
    page.on("popup", popups.append)
    await page.evaluate("open('', '', 'width=300,height=200') && 1")
    assert await popups[0].evaluate("[innerWidth, innerHeight]") == [1280, 720]


async def test_a_tab_gets_another_size(browser: Browser) -> None:
    page = await browser.new_page()
    assert page.viewport_size == {"width": 1280, "height": 720}
    await page.set_content(
        "<style>p { width: 50% } @media (max-width: 500px) { p { width: 100px } }</style>"
        "<body style='margin:0'><p id=p>x</p>"
        "<iframe id=f style='width:25%;height:40px;border:0' srcdoc='<body>'></iframe><script>log = [];"
        "onresize = () => log.push(`${innerWidth} ${screen.width} ${p.offsetWidth}`);"
        "matchMedia('(orientation: portrait)').addEventListener('change', (e) => log.push(e.matches));"
        "onload = () => { f.contentWindow.onresize = () => log.push(f.contentWindow.innerWidth) }</script>",
        url=URL,
    )
    assert await page.evaluate("[p.offsetWidth, f.contentWindow.innerWidth, f.contentWindow.screen.width]") == [
        640,
        320,
        1280,
    ]
    await page.set_viewport_size({"width": 400, "height": 800})
    await page.wait_for_function("log.length === 3")
    assert set(await page.evaluate("log.splice(0)")) == {"400 400 100", True, 100}
    assert page.viewport_size == {"width": 400, "height": 800}
    await page.set_viewport_size({"width": 1000, "height": 800})
    await page.wait_for_function("log.length === 3")
    assert set(await page.evaluate("log")) == {"1000 1000 500", False, 250}
    for wrong in (
        {"width": 390},
        {"width": 0, "height": 9},
        {"width": 1.5, "height": 9},
        {"width": 9, "height": 9, "x": 1},
    ):
        with pytest.raises(ValueError, match="give whole pixels, 1 to 10,000"):
            await page.set_viewport_size(wrong)  # type: ignore[arg-type]


async def test_a_frame_is_as_large_as_its_element(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        "<iframe id=f width=300 srcdoc='<p>x</p>'></iframe><div hidden><iframe id=g></iframe></div>", url=URL
    )
    assert await page.evaluate("""async () => {
      const w = f.contentWindow, wide = w.matchMedia("(min-width: 200px)");
      const log = [w.innerWidth, w.innerHeight, wide.matches];
      wide.onchange = (e) => log.push(e.matches);
      const resized = new Promise((resolve) => { w.onresize = resolve });
      f.width = 150;
      log.push(w.innerWidth, w.document.documentElement.clientWidth);
      await resized;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [...log, w.outerWidth, g.contentWindow.innerWidth];
    }""") == [300, 150, True, 150, 150, False, 1280, 0]


async def test_an_element_is_not_covered_by_its_own_shadow_tree(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        """<!doctype html><style>* { display: block }</style>
        <x-open>a</x-open><x-closed>a</x-closed><x-slot><b>a</b></x-slot><x-deep></x-deep>
        <label style="position: relative"><input type=checkbox style="position: absolute; inset: 0">
        <x-label style="position: relative">a</x-label></label>
        <x-outer><em style="pointer-events: none">a</em></x-outer>
        <script>
          log = [];
          const attach = (name, html, mode = "open") => {
            for (const host of document.querySelectorAll(name)) host.attachShadow({ mode }).innerHTML = html;
          };
          attach("x-open", "<button>shadow</button>");
          attach("x-closed", "<button>shadow</button>", "closed");
          attach("x-slot", "<div><p><slot></slot></p></div>");
          attach("x-label", "<span>shadow</span>");
          attach("x-outer", "<div><slot></slot></div>");
          attach("x-deep", "<x-inner><i>light</i></x-inner>");
          const inner = document.querySelector("x-deep").shadowRoot.querySelector("x-inner");
          inner.attachShadow({ mode: "open" }).innerHTML = "<div><slot></slot></div>";
          addEventListener("click", (event) => log.push(event.composedPath().map((node) => node.localName)));
        </script>""",
        url=URL,
    )
    clicked = {
        "x-open": "x-open",
        "x-closed": "x-closed",
        "x-slot": "x-slot",
        "b": "b",
        "x-deep": "x-deep",
        "em": "x-outer",
    }
    for selector, name in clicked.items():
        await page.click(selector, timeout=5)
        assert name in (await page.evaluate("log.splice(0)"))[0]
    await page.click("input", timeout=5)
    assert await page.evaluate("document.querySelector('input').checked")


async def test_sandboxed_frames_have_a_session_from_the_start(browser: Browser) -> None:
    page = await browser.new_page()
    look = "<script>top.postMessage(String(navigator.audioSession), `*`)</script>"
    deep = f"<iframe sandbox=allow-scripts srcdoc='{look}'></iframe>".replace('"', "&quot;")
    later = "Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts', srcdoc })"
    await page.set_content(
        f"""<!doctype html><script>heard = []; onmessage = ({{ data }}) => heard.push(data)</script>
        <iframe sandbox="allow-scripts" srcdoc="{look}"></iframe><iframe srcdoc="{look}"></iframe>
        <iframe sandbox="allow-scripts" srcdoc="{deep}"></iframe>""",
        url=URL,
    )
    await page.evaluate(f"(srcdoc) => {{ document.body.append({later}) }}", look)
    await page.wait_for_function("heard.length === 4")
    assert await page.evaluate("heard") == ["[object AudioSession]"] * 4


async def test_the_user_clicks_fills_and_presses(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        """<!doctype html><form onsubmit="log.push('submit'); return false"><input id=i></form>
        <button id=b disabled>b</button><select id=s><option>1<option>2</select>
        <script>log = []; i.oninput = () => log.push(i.value); s.onchange = () => log.push(s.value);
        b.onclick = (e) => log.push('click', e.isTrusted); setTimeout(() => { b.disabled = false }, 50)</script>""",
        url=URL,
    )
    await page.click("#b")
    await page.fill("#i", "hell")
    await page.press("#i", "o")
    await page.press("#i", "Enter")
    await page.fill("#s", "2")
    assert await page.evaluate("log") == ["click", True, "hell", "hello", "submit", "2"]
    with pytest.raises(Error, match="text goes into an input, textarea, select"):
        await page.fill("form", "x")
    with pytest.raises(TimeoutError, match=r"no element matches '#none' within 0\.1 s"):
        await page.click("#none", timeout=0.1)
    with pytest.raises(Error, match=r"\(\("):
        await page.click("((")


async def test_routes_and_requests(browser: Browser) -> None:
    page = await browser.new_page()
    asked: list[str] = []
    answered: list[tuple[str, int, bytes]] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: answered.append((response.url, response.status, response.body)))
    page.route("**/data.json", body='{"a": 1}', content_type="application/json")
    page.route("**/none", body="", status=404)

    async def decide(route: object) -> None:
        await route.abort()  # type: ignore[attr-defined]

    page.route("**/aborted", decide)
    page.route(f"{URL}page", body="<!doctype html><p>routed")
    assert await page.goto(f"{URL}page") == 200
    assert await page.evaluate("fetch('/data.json').then(r => r.json())") == {"a": 1}
    assert await page.evaluate("fetch('/none').then(r => r.status)") == 404
    assert await page.evaluate("fetch('/aborted').catch(e => e.name)") == "TypeError"
    assert await page.evaluate("fetch('https://other.test/').catch(e => e.name)") == "TypeError"
    page.unroute("**/data.json")
    await page.wait_until_idle()
    assert asked[:2] == [f"{URL}page", f"{URL}data.json"]
    assert (f"{URL}data.json", 200, b'{"a": 1}') in answered
    with pytest.raises(NavigationError, match="no such file"):
        await page.goto("nothing.html")
    with pytest.raises(NavigationError, match=r"nowhere\.invalid"):
        await page.goto("http://nowhere.invalid/")


async def test_files_next_to_the_page_can_be_read_and_others_cannot(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.js").write_text("globalThis.secret = 1")
    (tmp_path / "site" / "own.js").write_text("globalThis.own = 1")
    index = tmp_path / "site" / "index.html"
    index.write_text("<!doctype html><script src=own.js></script><script src=../secret.js></script>")
    page = await browser.new_page()
    assert await page.goto(index) == 200
    assert await page.evaluate("[globalThis.own, globalThis.secret]") == [1, None]


async def test_frames_are_listed_breadth_first(browser: Browser) -> None:
    page = await browser.new_page()
    page.route("https://other.test/", body="<!doctype html><p>other</p><iframe srcdoc='<p>deep'></iframe>")
    await page.set_content(
        "<!doctype html><iframe src=https://other.test/></iframe><iframe srcdoc='<p>second'></iframe>", url=URL
    )
    await page.wait_for_function("frames.length === 2")
    texts = [await frame.evaluate("document.body.textContent.trim()") for frame in page.frames]
    assert [frame.url for frame in page.frames] == [URL, "https://other.test/", "about:srcdoc", "about:srcdoc"]
    assert texts[1:] == ["other", "second", "deep"]
    assert page.frames[3].parent is page.frames[1]
    other = page.frames[1].document.select_one("p")
    assert other is not None
    assert other.text == "other"
    await page.frames[1].evaluate("new AudioContext() && (navigator.audioSession.type = 'ambient')")
    await page.frames[1].evaluate("new Promise((resolve) => setTimeout(resolve))")  # it is applied in a task
    await page.wait_for_function("true")
    assert [frame.session.type for frame in page.frames] == ["auto", "ambient", "auto", "auto"]


async def test_console_errors_dialogs_and_popups(browser: Browser) -> None:
    page = await browser.new_page()
    heard: list[tuple[str, str]] = []
    popups: list[object] = []
    page.on("console", lambda message: heard.append((message.type, message.text)))
    page.on("pageerror", lambda error: heard.append(("pageerror", error.message)))
    page.on("popup", popups.append)
    page.dialog_handler = lambda kind, message, default: f"{kind} {message} {default}"
    await page.set_content(
        """<!doctype html><button onclick="window.open('about:blank')">open</button>
        <script>console.log('a', 1, true); console.warn('w'); null.x</script>""",
        url=URL,
    )
    assert heard[:2] == [("log", "a 1 true"), ("warning", "w")]
    assert heard[2][0] == "pageerror"
    assert "TypeError" in heard[2][1]
    assert await page.evaluate("prompt('name?', 'me')") == "prompt name? me"
    await page.click("button")
    await page.wait_for_function("true")
    assert popups == browser.pages[1:]
    assert len(popups) == 1


async def test_permission_for_the_microphone(engine: str) -> None:
    ask = "navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => s.getTracks().length, (e) => e.name)"
    async with Browser(engine=engine, permissions={"microphone": "denied"}) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=URL)
        assert await page.evaluate(ask) == "NotAllowedError"
        await browser.grant_permissions(["microphone"])
        assert await page.evaluate(ask) == 1
        await browser.clear_permissions()
        assert await page.evaluate(ask) == "NotAllowedError"
