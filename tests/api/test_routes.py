"""Outputs of pages: the outputs that they choose, a call's route that lasts, and Bluetooth in call quality."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from shim import Browser
from tests.real_browsers import serve

PAGE = """<audio id=a src="tone.wav" loop></audio><script>
  const log = [];
  const context = () => {
    const c = new AudioContext(), o = new OscillatorNode(c);
    o.connect(c.destination);
    o.start();
    return c;
  };
  const idOf = async (label) => (await navigator.mediaDevices.enumerateDevices())
    .find((device) => device.kind === "audiooutput" && device.label === label).deviceId;
  const capture = async () => {
    [globalThis.m] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks();
  };
</script>"""


@asynccontextmanager
async def opened(engine: str, policy: str) -> AsyncIterator[tuple[Any, Any]]:
    async with serve() as site, Browser(engine=engine, policy=policy, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(site.at("a", PAGE).replace("a.localhost", "127.0.0.1"))
        yield browser.device, page
        assert browser.device.faults == []
        assert list(page.errors) == []


async def until_heard(page: Any, *expected: tuple[str, str]) -> None:
    """Waits until that is what is heard of the device, output and quality, in any order."""
    device = page.browser.device
    for _ in range(100):
        await device.settle()
        if sorted(heard(device)) == sorted(expected):
            return
        await page.wait(0.02)
    assert sorted(heard(device)) == sorted(expected)


def heard(device: Any) -> list[tuple[str, str]]:
    return [(item.output, item.quality) for item in device.audible()]


@pytest.mark.parametrize("make", ["globalThis.x = a; a.play()", "globalThis.x = context()"])
async def test_a_page_chooses_an_output(engine: str, make: str) -> None:
    async with opened(engine, "desktop") as (device, page):
        device.plug("headphones")
        device.plug("bluetooth")
        await page.evaluate("capture().then(() => m.stop())")  # labels are only for those who may capture
        await page.evaluate(f"void ({make.replace('; ', ', ')})")
        await page.wait_for_session("active")
        await until_heard(page, ("bluetooth", "full"))
        await page.evaluate("idOf('Headphones').then((id) => x.setSinkId(id)).then(() => x.sinkId.length > 0)")
        await device.settle()
        await until_heard(page, ("headphones", "full"))
        device.unplug("headphones")  # what it chose is gone
        await device.settle()
        await until_heard(page, ("bluetooth", "full"))
        device.plug("headphones")
        await device.settle()
        await until_heard(page, ("headphones", "full"))
        await page.evaluate("x.setSinkId('')")
        await device.settle()
        await until_heard(page, ("bluetooth", "full"))
        assert await page.evaluate("x.setSinkId('nowhere').catch((error) => error.name)") == "NotFoundError"


async def test_elements_of_a_tab_at_several_outputs(engine: str) -> None:
    async with opened(engine, "desktop") as (device, page):
        device.plug("headphones")
        device.plug("bluetooth")
        await page.evaluate("capture().then(() => m.stop())")
        await page.evaluate("void (globalThis.c = context(), a.play())")
        await page.evaluate("idOf('Headphones').then((id) => a.setSinkId(id))")
        await page.wait_for_session("active")
        await page.wait_for_function("c.state === 'running'")
        await until_heard(page, ("bluetooth", "full"), ("headphones", "full"))
        assert {item.name for item in device.audible()} == {page.name}


@pytest.mark.parametrize(("policy", "lasts"), [("ios", True), ("desktop", False)])
async def test_a_calls_route_lasts_while_the_page_sounds(engine: str, policy: str, lasts: bool) -> None:
    async with opened(engine, policy) as (device, page):
        device.plug("bluetooth")
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        await until_heard(page, ("bluetooth", "full"))
        await page.evaluate("capture()")
        await device.settle()
        await until_heard(page, ("bluetooth", "call"))  # the headset's microphone is in use
        await page.evaluate("m.stop()")
        await device.settle()
        assert [item.type for item in device.audible()] == ["playback"]
        await until_heard(page, ("bluetooth", "call" if lasts else "full"))
        await page.evaluate("a.pause()")
        await page.wait_for_session("inactive")
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        await until_heard(page, ("bluetooth", "full"))


async def test_the_type_that_a_page_sets_ends_a_calls_route(engine: str) -> None:
    async with opened(engine, "ios") as (device, page):
        device.plug("bluetooth")
        await page.evaluate("capture().then(() => a.play())")
        await page.wait_for_session("active")
        await page.evaluate("void (navigator.audioSession.type = 'playback')")
        await page.wait_for_function("m.readyState === 'ended'")
        await device.settle()
        await until_heard(page, ("bluetooth", "full"))


async def test_a_call_of_another_has_the_headset_too(engine: str) -> None:
    async with opened(engine, "desktop") as (device, page):
        device.plug("bluetooth")
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        phone = device.app("Talk", type="play-and-record")
        phone.play()
        await until_heard(page, ("bluetooth", "call"), ("bluetooth", "call"))
        phone.stop()
        await until_heard(page, ("bluetooth", "full"))


async def test_one_devicechange_for_each_change(engine: str) -> None:
    async with opened(engine, "ios") as (device, page):
        await page.evaluate("void (navigator.mediaDevices.ondevicechange = () => log.push('change'))")
        for number, change in enumerate(["plug", "unplug"] * 2, 1):
            getattr(device, change)("bluetooth" if number < 3 else "headphones")
            await device.settle()
            assert await page.evaluate("log.length") == number
