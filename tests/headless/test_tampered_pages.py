"""A page that changes the language breaks nothing of ours and gets no object of ours into its hands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import unquote

import pytest

from shim import Browser, Page, Route, expect
from tests.headless.tampered import CONCAT, PAGE, WAYS

LATER = [
    "fetch", "xhr", "stream", "channel", "message", "timer", "microtask", "frame", "observer", "digest", "database",
    "abort", "keys", "task", "reader", "pipe", "offline", "broadcast", "target",
]  # fmt: skip
READ = (
    "(() => { let text = found; const all = " + str(LATER) + "; for (let i = 0; i < all.length; i++)"
    " text += window['_' + all[i]]; return text + seen })()"
)


async def serve(route: Route) -> None:
    if route.request.url.endswith(".json"):
        await route.fulfill(body='{"a": "got"}', content_type="application/json")
    else:
        await route.fulfill(
            body=PAGE.replace("WAY", WAYS[unquote(route.request.url.partition("?")[2])]), content_type="text/html"
        )


async def opened(browser: Browser, way: str) -> tuple[Page, list[str]]:
    page = await browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.route("https://example.test/**", serve)
    await page.goto(f"https://example.test/?{way}")
    await page.wait_for_function("pending === 0")
    return page, errors


@pytest.fixture(scope="module")
def untouched() -> str:
    async def found() -> str:
        async with Browser() as browser:
            page, errors = await opened(browser, "nothing")
            assert errors == []
            return str(await page.evaluate(READ))

    return asyncio.run(found())


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


def test_the_page_does_all_there_is(untouched: str) -> None:
    assert "threw" not in untouched
    assert "undefined" not in untouched
    assert all(f"{name}=" in untouched for name in LATER)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "nothing"])
async def test_a_page_that_changes_the_language_finds_the_same(browser: Browser, untouched: str, way: str) -> None:
    page, errors = await opened(browser, way)
    assert (await page.evaluate(READ)).split(";") == untouched.split(";")
    assert errors == []

    # what the embedder asks for, and what happens on the device: it looks at objects of the page's
    assert await page.evaluate("1 + 1") == 2
    assert await page.evaluate("x => ({ a: [x, { b: null }] })", 3) == {"a": [3, {"b": None}]}
    assert await page.locator("#p >> text=two").text_content() == "two"
    assert await page.get_by_role("textbox").input_value() == "v"
    await page.fill("input[name=i]", "filled")
    await page.locator("p", has_text="one").first.click()
    await page.set_input_files("#file", {"name": "n.txt", "mimeType": "text/plain", "buffer": b"abc"})
    assert await page.evaluate(
        "(({ name, type, size }) => name + type + size)(document.getElementById('file').files[0])"
    ) == ("n.txttext/plain3")
    await expect(page.locator("#p")).to_have_class("a b")
    await expect(page.locator("input[name=i]")).to_have_value("filled")
    async with browser.device.phone_call():
        assert await page.evaluate("navigator.audioSession.state") in ("inactive", "interrupted")
    assert errors == []


async def test_an_object_that_a_page_gets_is_like_its_own(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<body>", url="https://example.test/")
    assert (
        await page.evaluate(
            """async () => {
          const made = [
            new DOMRect().toJSON(), new TextEncoder().encodeInto("a", new Uint8Array(1)), structuredClone({ a: 1 }),
            await navigator.storage.estimate(), new Headers([["a", "b"]]).entries().next(),
            await new ReadableStream({ start(c) { c.close(); } }).getReader().read(),
            document.createElement("canvas").getContext("2d").getContextAttributes(),
            new Intl.NumberFormat().resolvedOptions(), await new Response("{}").json(),
            performance.toJSON(), new AudioContext().getOutputTimestamp(),
            new URLPattern({ pathname: "/:a" }).exec({ pathname: "/b" }).inputs[0], CSS,
            document.body.animate([{ opacity: 0 }], 1).effect.getComputedTiming(),
            document.body.animate([{ opacity: 0 }], 1).effect.getKeyframes()[0],
            (await navigator.userAgentData.getHighEntropyValues([])).brands[0],
            await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]).then((pair) =>
              crypto.subtle.exportKey("jwk", pair.publicKey)),
            new RTCPeerConnection().addTransceiver("audio").sender.getParameters().codecs[0],
            [...new Intl.Segmenter("en").segment("a")][0],
          ];
          return made.map((one) => Object.getPrototypeOf(one) === Object.prototype);
        }"""
        )
        == [True] * 19
    )


async def test_an_iterator_that_a_page_gets_is_like_its_own(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<body>", url="https://example.test/")
    assert await page.evaluate(
        """async () => {
          const highlight = new Highlight(document.createRange());
          CSS.highlights.set("a", highlight);
          const of = Object.getPrototypeOf;
          let n = 0;
          highlight.forEach(() => n++);
          CSS.highlights.forEach(() => n++);
          return [
            n, [...highlight.entries()].length, [...CSS.highlights][0][0],
            ...[highlight.keys(), document.fonts.values()].map((one) => of(one) === of(new Set().values())),
            of(CSS.highlights.entries()) === of(new Map().entries()),
          ];
        }"""
    ) == [2, 1, "a", True, True, True]


async def test_templates_of_ours_do_without_concat(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(f"<body><script>{CONCAT}</script><p class=a>", url="https://example.test/")
    assert await page.evaluate("document.querySelector('p').outerHTML + new URL('a', 'http://b').href") == (
        '<p class="a"></p>http://b/a'
    )
    with pytest.raises(Exception, match="SyntaxError"):
        await page.evaluate("document.querySelector('[')")


async def test_no_array_of_ours_is_in_the_hands_of_a_setter(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        """<body><script>
          var taken = 0;
          for (let i = 0; i < 9; i++)
            Object.defineProperty(Array.prototype, i, { set() { taken++; }, get() { taken++; }, configurable: true });
          document.body.append("a", document.createElement("p"));
          document.body.className = "a b c";
          document.body.classList.add("d");
          document.addEventListener("x", () => {});
          document.dispatchEvent(new Event("x"));
          new MutationObserver(() => {}).observe(document.body, { attributes: true });
          document.body.id = "x";
          Promise.reject(1).catch(() => {});
        </script>""",
        url="https://example.test/",
    )
    assert await page.evaluate("taken") == 0
    assert await page.evaluate("document.body.className") == "a b c d"
