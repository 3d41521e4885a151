"""Streams of devices, their constraints, and elements that play them, on both engines."""

from __future__ import annotations

from shim import Browser


async def test_an_element_goes_on_loading_a_stream(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<audio preload=none></audio>", url="https://capture.test/")
        states = """async () => {
            const audio = document.querySelector("audio");
            audio.srcObject = await navigator.mediaDevices.getUserMedia({ audio: true });
            const before = audio.networkState;
            await new Promise((done) => { audio.onloadeddata = done; });
            return [before, audio.networkState];
        }"""
        assert await page.evaluate(states) == [3, 2]


async def test_no_device_meets_a_constraint_with_a_very_long_string(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<p>", url="https://capture.test/")
        errors = """async () => {
            const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks();
            const applied = (groupId) => track.applyConstraints({ groupId }).then(() => "", (error) => error.name);
            return [await applied("x".repeat(500)), await applied({ ideal: "x".repeat(501) })];
        }"""
        assert await page.evaluate(errors) == ["", "OverconstrainedError"]
