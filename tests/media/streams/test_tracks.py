"""MediaStream and MediaStreamTrack in script."""

from __future__ import annotations

import pytest

from tests.media.capture.conftest import CapturingPage


@pytest.fixture
async def stream(page: CapturingPage) -> CapturingPage:
    await page.run_async("""
        globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        [globalThis.audio, globalThis.video] = stream.getTracks();
    """)
    return page


async def test_stop_ends_without_an_event(stream: CapturingPage) -> None:
    await stream.run_async(
        "audio.onended = () => log.push('ended'); audio.stop(); log.push(audio.readyState, stream.active)"
    )
    assert stream.logged() == ["ended", True]
    assert stream.evaluate("(video.stop(), stream.active)") is False


async def test_a_clone_lives_on(stream: CapturingPage) -> None:
    await stream.run_async("""
        audio.enabled = false; audio.contentHint = "music";
        const clone = audio.clone();
        audio.stop();
        log.push(clone.id !== audio.id, clone.label, clone.enabled, clone.contentHint);
        log.push(clone.readyState, audio.clone().readyState);
        clone.enabled = true;
        log.push(audio.enabled);
    """)
    assert stream.logged() == [True, "Fake Microphone", False, "music", "live", "ended", False]


async def test_a_cloned_stream_has_clones(stream: CapturingPage) -> None:
    assert stream.evaluate("""(() => {
        const clone = stream.clone();
        stream.getTracks().forEach((t) => t.stop());
        return [clone.active, stream.active, clone.id !== stream.id, clone.getTracks().map((t) => t.kind)];
    })()""") == [True, False, True, ["audio", "video"]]


async def test_tracks_are_a_set(stream: CapturingPage) -> None:
    assert stream.evaluate("""(() => {
        const mine = new MediaStream([audio, audio]);
        mine.onaddtrack = mine.onremovetrack = () => log.push("event");
        mine.addTrack(audio); mine.addTrack(video);
        const found = [mine.getTracks().length, mine.getTrackById(video.id) === video, mine.getTrackById("x")];
        mine.removeTrack(audio); mine.removeTrack(audio);
        const copy = new MediaStream(mine);
        return [...found, mine.getAudioTracks().length, copy.getTracks()[0] === video, new MediaStream().active];
    })()""") == [2, True, None, 0, True, False]
    assert stream.logged() == []


@pytest.mark.parametrize("argument", ["1", "{}", "[1]", "'x'", "null"])
async def test_a_stream_is_made_of_tracks(stream: CapturingPage, argument: str) -> None:
    assert stream.evaluate(f"new MediaStream({argument})")["thrown"] == "TypeError"


async def test_constraints_can_be_changed(stream: CapturingPage) -> None:
    await stream.run_async("""
        await audio.applyConstraints({ echoCancellation: { exact: false } });
        log.push(audio.getSettings().echoCancellation, audio.getConstraints());
        await audio.applyConstraints();
        log.push(audio.getSettings().echoCancellation, audio.getConstraints());
        await video.applyConstraints({ width: { min: 99999 } });
    """)
    assert stream.logged() == [
        False,
        {"echoCancellation": {"exact": False}},
        True,
        {},
        ["OverconstrainedError", "The constraint width cannot be satisfied.", "width"],
    ]


async def test_capabilities_hold_the_settings(stream: CapturingPage) -> None:
    capabilities = stream.evaluate("video.getCapabilities()")
    settings = stream.evaluate("video.getSettings()")
    assert capabilities["width"] == {"min": 1, "max": 1920}
    assert capabilities["width"]["min"] <= settings["width"] <= capabilities["width"]["max"]
    assert capabilities["deviceId"] == settings["deviceId"]


async def test_shapes(stream: CapturingPage) -> None:
    assert stream.evaluate("""[
        Object.prototype.toString.call(stream), Object.prototype.toString.call(audio), MediaStream.length,
        Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, "enabled").set !== undefined,
        Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, "muted").set === undefined,
        new MediaStreamTrackEvent("addtrack", { track: audio }).track === audio, MediaStreamTrackEvent.length,
        typeof navigator.getUserMedia, navigator.mediaDevices === navigator.mediaDevices,
    ]""") == ["[object MediaStream]", "[object MediaStreamTrack]", 0, True, True, True, 2, "undefined", True]
    assert stream.evaluate("new MediaStreamTrack()")["thrown"] == "TypeError"
    assert stream.evaluate("new MediaStreamTrackEvent('x', {})")["thrown"] == "TypeError"
    assert stream.evaluate("MediaStream.prototype.getTracks.call({})")["thrown"] == "TypeError"
