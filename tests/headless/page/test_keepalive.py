"""Requests that go on when their document has gone."""

from __future__ import annotations

from shim import Browser, Route

URL = "https://example.test/"


async def test_a_request_with_keepalive_outlives_its_frame() -> None:
    seen: list[str] = []

    async def beacon(route: Route) -> None:
        seen.append(route.request.url)
        await route.fulfill(body="")

    async with Browser() as browser:
        page = await browser.new_page()
        await page.route("https://example.test/*", body="<p>", content_type="text/html")
        await page.route("**/kept", beacon)
        await page.route("**/lost", beacon)
        await page.set_content('<iframe src="/inner"></iframe>', url=URL)
        await page.evaluate("""() => {
          const frame = document.querySelector("iframe"), { fetch, Request } = frame.contentWindow;
          frame.contentWindow.onpagehide = () => {
            fetch("/kept", { method: "POST", body: "x", keepalive: true });
            fetch("/lost", { method: "POST", body: "x" });
          };
          frame.remove();
        }""")
        await page.wait_until_idle()
        assert seen == [f"{URL}kept"]
