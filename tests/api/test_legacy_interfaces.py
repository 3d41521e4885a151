"""Interfaces that pages of old rely on, on both engines."""

from __future__ import annotations

from shim import Browser


async def test_named_constructors_have_their_names(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        names = "[Image, Audio, Option].map((each) => [each.name, each.length])"
        assert await page.evaluate(names) == [["Image", 0], ["Audio", 0], ["Option", 0]]


async def test_lenient_handlers_ignore_what_is_not_theirs(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<p>")
        outcomes = """() => {
            const outcome = (at, name, self) => {
                const { get, set } = Object.getOwnPropertyDescriptor(at.prototype, name);
                try { return [get.call(self) === undefined, set.call(self, () => 1) === undefined]; }
                catch (error) { return error.name; }
            };
            const p = document.querySelector("p"), own = outcome(HTMLElement, "onmouseenter", p);
            return [
                outcome(HTMLElement, "onmouseenter", {}), outcome(SVGElement, "onmouseleave", p),
                outcome(Document, "onreadystatechange", {}), outcome(HTMLElement, "onclick", {}),
                own, typeof p.onmouseenter,
            ];
        }"""
        assert await page.evaluate(outcomes) == [
            [True, True], [True, True], [True, True], "TypeError", [False, True], "function",
        ]  # fmt: skip


async def test_whendefined_rejects_whatever_is_wrong(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<p>")
        assert await page.evaluate("""async () => {
            const waits = customElements.whenDefined("a-b");
            const isSame = waits === customElements.whenDefined("a-b");
            customElements.define("a-b", class extends HTMLElement {});
            const name = (promise) => promise.catch((error) => error.name);
            const { whenDefined } = CustomElementRegistry.prototype;
            return [
                isSame, await waits === customElements.get("a-b"), await name(whenDefined.call({}, "a-c")),
                await name(customElements.whenDefined("a")), await name(customElements.whenDefined()),
            ];
        }""") == [True, True, "TypeError", "SyntaxError", "TypeError"]


async def test_window_external_knows_no_search_providers(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        seen = "[String(external), external === window.external, external.AddSearchProvider(), typeof External]"
        assert await page.evaluate(seen) == ["[object External]", True, None, "function"]
