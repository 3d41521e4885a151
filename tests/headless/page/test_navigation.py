"""Going to a page, and pages that go elsewhere."""

import asyncio
from pathlib import Path

import pytest

from shim import Browser, NavigationError, Page, TimeoutError

HTML = "text/html"


@pytest.fixture
def routed(page: Page) -> Page:
    for name in ("1", "2", "3"):
        page.route(f"https://a.test/{name}", body=f"<title>{name}</title><a id=l href=2>x</a>", content_type=HTML)
    return page


async def test_files(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a page.html").write_text("<title>Ünïcode</title>", encoding="utf-8")
    file = tmp_path / "a page.html"
    monkeypatch.chdir(tmp_path)
    for target in (file, str(file), "a page.html", "./a page.html", file.as_uri(), "a page.html?q=1#f"):
        assert await page.goto(target) == 200
        assert page.url.startswith(file.as_uri())
    assert page.url.endswith("?q=1#f")
    assert await page.evaluate("[location.search, location.hash]") == ["?q=1", "#f"]


@pytest.mark.parametrize("target", ["nope.html", "/nope/nope.html", "file:///nope/nope.html", Path("nope.html")])
async def test_a_missing_file_is_named(page: Page, target: str | Path) -> None:
    with pytest.raises(NavigationError, match=r"no such file: .*nope\.html"):
        await page.goto(target)


async def test_what_is_no_page(page: Page, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\0\1")
    with pytest.raises(NavigationError, match="folder"):
        await page.goto(tmp_path)
    with pytest.raises(NavigationError, match="not a document"):
        await page.goto(tmp_path / "x.bin")
    with pytest.raises(NavigationError):
        await page.goto("https://nowhere.invalid/")
    for url in ("", "ftp://a.example/", "http://["):
        with pytest.raises(NavigationError, match=r"neither a file nor a URL|is not a valid URL"):
            await page.goto(url)
    with pytest.raises(TypeError, match="markup as a str, not int"):
        await page.set_content(3)  # type: ignore[arg-type]


async def test_data_and_blank(page: Page) -> None:
    await page.goto("data:text/html,<title>t</title>")
    assert await page.title() == "t"
    await page.goto("about:blank")
    assert (page.url, await page.title()) == ("about:blank", "")


async def test_status_and_redirect(page: Page) -> None:
    page.route("https://a.test/gone", status=404, body="<p>gone", content_type=HTML)
    assert await page.goto("https://a.test/gone") == 404
    assert page.document.select_one("p") is not None


async def test_set_content_has_a_url_and_reloads(page: Page) -> None:
    await page.set_content(
        "<script>window.n = (sessionStorage.n ?? 0) * 1 + 1; sessionStorage.n = n</script>", url="https://a.test/x"
    )
    assert await page.evaluate("[location.href, n]") == ["https://a.test/x", 1]
    await page.reload()
    assert await page.evaluate("n") == 2
    await page.evaluate("void location.reload()")
    await page.wait_for_function("window.n === 3")


async def test_a_link_and_history(routed: Page) -> None:
    page = routed
    await page.goto("https://a.test/1")
    await page.click("#l")
    await page.wait_for_function("document.title === '2'")
    assert await page.evaluate("[history.length, document.referrer]") == [2, "https://a.test/1"]
    await page.evaluate("history.back()")
    await page.wait_for_function("document.title === '1'")
    await page.evaluate("history.forward()")
    await page.wait_for_function("document.title === '2'")
    await page.evaluate("void location.replace('3')")
    await page.wait_for_function("document.title === '3'")
    assert await page.evaluate("history.length") == 2


async def test_a_page_that_navigates_while_it_loads(routed: Page) -> None:
    page = routed
    page.route("https://a.test/", body="<script>location.href = '2'</script><title>first</title>", content_type=HTML)
    await page.goto("https://a.test/")
    await page.wait_until_idle()
    assert page.url == "https://a.test/2"


async def test_goto_goes_on_to_the_document_that_takes_over_before_load(routed: Page) -> None:
    page = routed

    async def never(route: object) -> None:
        await asyncio.Event().wait()

    page.route("https://a.test/never.png", never)
    page.route("https://a.test/", body="<img src=never.png><script>location.href = '2'</script>", content_type=HTML)
    await page.goto("https://a.test/", timeout=5)
    assert (page.url, await page.title()) == ("https://a.test/2", "2")


async def test_a_later_goto_takes_the_place_of_an_earlier_one(routed: Page) -> None:
    page = routed
    asked = asyncio.Event()

    async def never(route: object) -> None:
        asked.set()
        await asyncio.Event().wait()

    page.route("https://a.test/never", never)
    first = asyncio.create_task(page.goto("https://a.test/never"))
    await asked.wait()
    await page.goto("https://a.test/1")
    with pytest.raises(NavigationError, match="another navigation"):
        await first
    assert page.url == "https://a.test/1"
    asked.clear()
    second = asyncio.create_task(page.goto("https://a.test/never"))
    await asked.wait()
    await page.close()
    with pytest.raises(NavigationError, match="closed"):
        await second


@pytest.mark.parametrize("html", ["<script src=never></script>", "<img src=never>", "<iframe src=never></iframe>"])
async def test_loading_ends_at_its_time_limit(page: Page, html: str) -> None:
    async def never(route: object) -> None:
        await asyncio.Event().wait()

    page.route("https://a.test/never", never)
    with pytest.raises(TimeoutError, match=r"0\.1 s"):
        await page.set_content(html, url="https://a.test/", timeout=0.1)
    await page.set_content("<title>fine</title>")
    assert await page.title() == "fine"


async def test_a_page_that_reloads_forever_can_be_left(page: Page) -> None:
    page.route("https://a.test/", body="<script>location.reload()</script>", content_type=HTML)
    await page.goto("https://a.test/", timeout=5)
    await page.set_content("<title>out</title>")
    await page.wait_until_idle(timeout=5)
    assert await page.title() == "out"


async def test_routes(page: Page) -> None:
    page.route("**/data.json", body='{"a": 1}', content_type="application/json")
    page.route("https://a.test/sub/*", lambda route: route.fulfill(status=201, body="made", content_type="text/plain"))
    await page.set_content("", url="https://a.test/")
    assert await page.evaluate("fetch('data.json').then((r) => r.json())") == {"a": 1}
    assert await page.evaluate("fetch('sub/x').then(async (r) => [r.status, await r.text()])") == [201, "made"]
    page.unroute("**/data.json")
    assert await page.evaluate("fetch('data.json').then(() => 'ok', (e) => e.name)") == "TypeError"


async def test_two_pages_share_storage_and_nothing_else(browser: Browser, page: Page) -> None:
    other = await browser.new_page()
    for each in (page, other):
        await each.set_content("", url="https://a.test/")
    await page.evaluate("void (localStorage.k = 'v', sessionStorage.k = 's', globalThis.x = 1)")
    assert await other.evaluate("[localStorage.k, sessionStorage.k ?? null, typeof x]") == ["v", None, "undefined"]
    assert browser.pages == [page, other]


async def test_a_browser_can_be_closed_twice() -> None:
    browser = Browser()
    page = await browser.new_page()
    await page.set_content("<p>")
    await browser.close()
    await browser.close()
    assert page.closed
    with pytest.raises(RuntimeError, match="closed"):
        await browser.new_page()


async def test_a_document_that_goes_is_told(browser: Browser, page: Page) -> None:
    await page.set_content("<body>", url="https://a.test/")
    await page.evaluate("""() => {
        for (const type of ['pagehide', 'unload', 'visibilitychange'])
          addEventListener(type, (e) => { localStorage.log = (localStorage.log ?? '') + e.type +
        document.visibilityState + ' ' });
    }""")
    await page.set_content("<body>", url="https://a.test/")
    assert await page.evaluate("localStorage.log") == "pagehidevisible visibilitychangehidden unloadhidden "


async def test_a_frame_that_is_removed_is_told(page: Page) -> None:
    await page.set_content("<iframe id=f srcdoc='<script>onpagehide = () => top.gone = 1</script>'></iframe>")
    assert await page.evaluate("(f.remove(), gone)") == 1


async def test_what_an_unload_handler_does_is_no_trap(page: Page) -> None:
    script = "<script>onunload = () => { frameElement?.remove(); parent.location.reload() }</script>"
    await page.set_content(f'<iframe id=f srcdoc="{script}"></iframe>')
    await page.evaluate("f.remove()")
    await page.wait_until_idle(timeout=5)
    await page.close()
