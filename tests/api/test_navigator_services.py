# ruff: noqa: E501 scripts have long lines
"""Web locks, storage estimates, compression streams and media capabilities come out the same on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Browser, Page
from tests.api.opened import opened

URL = "https://example.test/"
CASES: dict[str, tuple[str, object]] = {
    "locks": (
        """async () => {
          const log = [], pause = () => new Promise((done) => setTimeout(done, 5));
          const first = navigator.locks.request("a", async (lock) => { log.push(["held", lock.name, lock.mode]); await pause(); log.push("done"); return 1; });
          const second = navigator.locks.request("a", { mode: "shared" }, async (lock) => { log.push(lock.mode); return 2; });
          log.push(await navigator.locks.request("a", { ifAvailable: true }, (lock) => lock));
          const { held, pending } = await navigator.locks.query();
          log.push(held.map((lock) => [lock.name, lock.mode]), pending.map((lock) => [lock.name, lock.mode]));
          log.push(await Promise.all([first, second]));
          const controller = new AbortController(), holding = navigator.locks.request("b", () => new Promise((done) => { release = done; }));
          const waiting = navigator.locks.request("b", { signal: controller.signal }, () => 0).catch((error) => error.name);
          await pause(); controller.abort(); log.push(await waiting);
          const stolen = holding.catch((error) => error.name);
          log.push(await navigator.locks.request("b", { steal: true }, () => "mine"), await stolen);
          log.push(await navigator.locks.request("c", () => { throw new RangeError() }).catch((error) => error.name));
          for (const given of [["-x", () => 0], ["x", { steal: true, ifAvailable: true }, () => 0], ["x", 1], ["x", { mode: "y" }, () => 0]])
            log.push(await navigator.locks.request(...given).catch((error) => error.name));
          return log;
        }""",
        [
            ["held", "a", "exclusive"], None, [["a", "exclusive"]], [["a", "shared"]], "done", "shared", [1, 2],
            "AbortError", "mine", "AbortError", "RangeError", "NotSupportedError", "NotSupportedError", "TypeError",
            "TypeError",
        ],
    ),
    "compression": (
        """async () => {
          const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
          const text = "sound ".repeat(5000), log = [];
          for (const format of ["gzip", "deflate", "deflate-raw"]) {
            const packed = await through(text, new CompressionStream(format));
            const back = await through(packed, new DecompressionStream(format));
            log.push(packed.length < 500, new TextDecoder().decode(back) === text);
            log.push(await through(packed.slice(0, -3), new DecompressionStream(format)).catch((error) => error.name));
            log.push(await through([packed, "x"].length && new Blob([packed, "x"]), new DecompressionStream(format)).catch((error) => error.name));
          }
          log.push(await through("nonsense", new DecompressionStream("gzip")).catch((error) => error.name));
          try { new CompressionStream("zip") } catch (error) { log.push(error.name) }
          return log;
        }""",
        [*[True, True, "TypeError", "TypeError"] * 3, "TypeError", "TypeError"],
    ),
    "storage": (
        """async () => {
          const { quota, usage } = await navigator.storage.estimate();
          return [quota > 1e7, typeof usage, await navigator.storage.persisted()];
        }""",
        [True, "number", False],
    ),
    "media capabilities": (
        """async () => {
          const audio = (contentType) => ({ type: "file", audio: { contentType } });
          const { supported } = await navigator.mediaCapabilities.decodingInfo(audio("audio/webm; codecs=opus"));
          const log = [supported];
          log.push((await navigator.mediaCapabilities.decodingInfo(audio("audio/x-nonsense; codecs=none"))).supported);
          log.push((await navigator.mediaCapabilities.decodingInfo({ type: "file", video: { contentType: "video/webm; codecs=vp8", width: 640, height: 480, bitrate: 1e6, framerate: 30 } })).supported);
          for (const bad of [{}, { type: "file" }, { type: "x", audio: { contentType: "audio/ogg" } }, audio("nonsense")])
            log.push(await navigator.mediaCapabilities.decodingInfo(bad).catch((error) => error.name));
          return log;
        }""",
        [True, False, True, "TypeError", "TypeError", "TypeError", "TypeError"],
    ),
}  # fmt: skip


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with opened(engine, URL, "<p>") as page:
        yield page


@pytest.mark.parametrize("name", CASES)
async def test_services(page: Page, name: str) -> None:
    script, expected = CASES[name]
    assert await page.evaluate(script) == expected


async def test_a_lock_is_held_against_other_pages_until_its_page_goes() -> None:
    async with Browser() as browser:
        first, second = await browser.new_page(), await browser.new_page()
        for page in (first, second):
            await page.set_content("<p>", url=URL)
        hold = "new Promise((done) => { navigator.locks.request('a', () => { done(); return new Promise(() => {}) }) })"
        await first.evaluate(hold)
        await second.evaluate("() => { got = false; navigator.locks.request('a', () => { got = true }) }")
        assert (await second.evaluate("navigator.locks.query()"))["pending"][0]["name"] == "a"
        assert await second.evaluate("got") is False
        await first.close()
        await second.wait_for_function("got")
