"""Scripts as minifiers write them, on both engines."""

from __future__ import annotations

from shim import Browser

MODULE = """import make from "./make.js";
  const mark = /\ufffd|ä/; if (window.nodeType) throw 1; const window_ = typeof globalThis == `object` && globalThis;
  const nowhere = window_[`__core-js_shared__`], made = new new make(1)(2);
  document.title = [String(nowhere), made.sum, window_[`other`] || `none`].join(` `);"""


async def test_backticks_for_quotes_and_constructors_of_constructors(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        made = "export default function (a) { return class { constructor(b) { this.sum = a + b } } }"
        page.route("https://app.test/make.js", body=made, content_type="text/javascript")
        classic = "<script>var one = new new Function('a', 'b')(1)</script>"
        html = f"<!doctype html>{classic}<script type=module>{MODULE}</script>"
        page.route("https://app.test/", body=html, content_type="text/html")
        await page.goto("https://app.test/")
        assert await page.evaluate("document.title") == "undefined 3 none"
