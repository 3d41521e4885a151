"""The list of devices, and devices that come and go."""

from __future__ import annotations

import pytest

from shim.media.capture.capture import Capture, Microphone, Speaker
from tests.media.capture.conftest import CapturingPage

LIST = "log.push((await navigator.mediaDevices.enumerateDevices()).map((d) => [d.kind, d.label, d.deviceId.length]));"


async def test_names_are_hidden_until_a_device_of_the_kind_was_used(page: CapturingPage) -> None:
    await page.run_async(LIST + "await navigator.mediaDevices.getUserMedia({ audio: true });" + LIST)
    hidden, shown = page.logged()
    assert hidden == [["audioinput", "", 0], ["videoinput", "", 0]]
    assert shown == [["audioinput", "Fake Microphone", 64], ["videoinput", "", 0], ["audiooutput", "Fake Speaker", 64]]


async def test_the_entries(page: CapturingPage) -> None:
    await page.run_async("""
        await navigator.mediaDevices.getUserMedia({ audio: true });
        const [microphone, , speaker] = await navigator.mediaDevices.enumerateDevices();
        log.push(microphone instanceof InputDeviceInfo, speaker instanceof InputDeviceInfo);
        log.push(speaker instanceof MediaDeviceInfo);
        log.push(microphone.getCapabilities().channelCount, Object.keys(JSON.parse(JSON.stringify(speaker))));
    """)
    keys = ["deviceId", "kind", "label", "groupId"]
    assert page.logged() == [True, False, True, {"min": 1, "max": 1}, keys]


async def test_a_lost_device_ends_its_tracks(page: CapturingPage) -> None:
    page.capture.plug(Microphone("Headset"))
    await page.run_async("""
        const { mediaDevices } = navigator;
        mediaDevices.addEventListener("devicechange", (e) => log.push(["devicechange", e.devices.map((d) => d.kind)]));
        globalThis.stream = await mediaDevices.getUserMedia({ audio: true, video: true });
        for (const t of stream.getTracks()) t.onended = () => log.push(["ended", t.kind, t.readyState, stream.active]);
    """)
    page.capture.unplug("Fake Microphone")
    assert page.evaluate("stream.getAudioTracks()[0].readyState") == "live"  # it ends in a task
    await page.loop.settle()
    kinds = ["audioinput", "videoinput", "audiooutput"]
    assert page.logged() == [["ended", "audio", "ended", True], ["devicechange", kinds]]
    await page.run_async("log.push((await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks()[0].label)")
    assert page.logged() == ["Headset"]


async def test_a_new_device_is_announced(page: CapturingPage) -> None:
    await page.run_async(
        "navigator.mediaDevices.ondevicechange = (e) => log.push(e.type, e.constructor.name, e.isTrusted)"
    )
    page.capture.plug(Speaker("Bluetooth"))
    await page.loop.settle()
    assert page.logged() == ["devicechange", "DeviceChangeEvent", True]


def test_plugging_says_what_is_wrong() -> None:
    capture = Capture()
    with pytest.raises(ValueError, match="already a microphone 'Fake Microphone'"):
        capture.plug(Microphone())
    with pytest.raises(ValueError, match="no device 'x'; there are: 'Fake Microphone'"):
        capture.unplug("x")
