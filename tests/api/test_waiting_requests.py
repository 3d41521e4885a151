"""Synchronous XMLHttpRequest goes through routes on each engine, and fires the same events."""

from __future__ import annotations

from shim import Browser

SCRIPT = """() => {
  const log = [], request = new XMLHttpRequest();
  for (const type of ["readystatechange", "progress", "load", "loadend"])
    request.addEventListener(type, () => log.push(type));
  request.open("GET", "/data", false);
  try { request.responseType = "json"; } catch (error) { log.push(error.name); }
  request.send();
  return [...log, request.status, request.responseText, request.readyState];
}"""


async def test_a_page_that_waits_for_a_route(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("**/*", lambda route: route.fulfill(body="<p>page"))
        await page.route("**/data", lambda route: route.fulfill(body="data", status=201))
        await page.goto("https://example.test/")
        seen = ["readystatechange", "InvalidAccessError", "readystatechange", "load", "loadend", 201, "data", 4]
        assert await page.evaluate(SCRIPT) == seen
