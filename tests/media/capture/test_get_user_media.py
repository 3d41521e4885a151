"""navigator.mediaDevices.getUserMedia: what it gives, and how it refuses."""

from __future__ import annotations

import json

import pytest

from shim import Browser
from shim.media.capture.capture import Camera, Capture, Microphone
from tests.media.capture.conftest import CapturingPage


async def test_gives_a_live_track_of_each_kind(page: CapturingPage) -> None:
    await page.run_async("""
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        for (const t of stream.getTracks()) log.push([t.kind, t.label, t.readyState, t.enabled, t.muted]);
        log.push(stream.active, stream.getAudioTracks().length, stream.getVideoTracks().length);
    """)
    assert page.logged() == [
        ["audio", "Fake Microphone", "live", True, False],
        ["video", "Fake Camera", "live", True, False],
        True,
        1,
        1,
    ]


REFUSED = {
    "{ audio: { voiceIsolation: { exact: true } } }": ["OverconstrainedError", "voiceIsolation"],
    "{}": ["TypeError", None],
    "{ audio: false, video: false }": ["TypeError", None],
    "{ audio: { deviceId: { exact: 'nothing' } } }": ["OverconstrainedError", "deviceId"],
    "{ video: { width: { min: 5000 } } }": ["OverconstrainedError", "width"],
    "{ video: { facingMode: { exact: 'environment' } } }": ["OverconstrainedError", "facingMode"],
    "{ video: { frameRate: { exact: Infinity } } }": ["TypeError", None],
    "{ audio: { channelCount: { min: 2 } }, video: true }": ["OverconstrainedError", "channelCount"],
}


@pytest.mark.parametrize("constraints", REFUSED)
async def test_refuses(page: CapturingPage, constraints: str) -> None:
    await page.run_async(f"""
        try {{ await navigator.mediaDevices.getUserMedia({constraints}); log.push("granted"); }}
        catch (e) {{ log.push([e.name, e.constraint ?? null]); }}
    """)
    assert page.logged() == [REFUSED[constraints]]


async def test_an_overconstrained_error_is_a_dom_exception(page: CapturingPage) -> None:
    await page.run_async("await navigator.mediaDevices.getUserMedia({ audio: { deviceId: { exact: 'x' } } })")
    assert page.logged()[0][0] == "OverconstrainedError"
    assert page.evaluate("new OverconstrainedError('width', 'no') instanceof DOMException") is True
    assert (
        page.evaluate("`${Object.prototype.toString.call(new OverconstrainedError('a'))}`")
        == "[object OverconstrainedError]"
    )


ACCEPTED = {
    "{ audio: { unheardOf: { exact: 3 } } }": {"sampleRate": 48_000},
    "{ audio: { width: { exact: 5 } } }": {"channelCount": 1},
    "{ audio: 'yes' }": {"channelCount": 1},
    "{ audio: null }": {"channelCount": 1},
    "{ audio: { echoCancellation: false } }": {"echoCancellation": False, "noiseSuppression": True},
    "{ audio: { voiceIsolation: true } }": {"voiceIsolation": False},
    "{ video: { width: 320 } }": {"width": 320, "height": 240},
    "{ video: { width: { ideal: 9000 } } }": {"width": 1920},
    "{ video: { width: { min: 800, max: 900 }, height: { exact: 600 } } }": {"width": 800, "height": 600},
    "{ video: { facingMode: 'environment' } }": {"facingMode": "user"},
    "{ video: { frameRate: { max: 15 } } }": {"frameRate": 15},
    "{ video: { aspectRatio: 2 } }": {"width": 640, "height": 320},
    "{ video: { advanced: [{ width: 5000 }, { width: 100 }, { width: 200 }] } }": {"width": 100},
}


@pytest.mark.parametrize("constraints", ACCEPTED)
async def test_settings_meet_the_constraints(page: CapturingPage, constraints: str) -> None:
    await page.run_async(f"""
        const [track] = (await navigator.mediaDevices.getUserMedia({constraints})).getTracks();
        log.push(track.getSettings());
    """)
    (settings,) = page.logged()
    assert {name: settings.get(name) for name in ACCEPTED[constraints]} == ACCEPTED[constraints]


async def test_chooses_the_device_by_its_id(page: CapturingPage) -> None:
    page.capture.plug(Microphone("Headset", group="headset"))
    await page.run_async("""
        const { mediaDevices } = navigator;
        await mediaDevices.getUserMedia({ audio: true });
        const { deviceId } = (await mediaDevices.enumerateDevices()).find((d) => d.label === "Headset");
        for (const wish of [{ exact: deviceId }, deviceId, ["unknown", deviceId]]) {
          const [track] = (await mediaDevices.getUserMedia({ audio: { deviceId: wish } })).getTracks();
          log.push(track.label, track.getSettings().deviceId === deviceId);
        }
    """)
    assert page.logged() == ["Headset", True] * 3


async def test_without_a_device_there_is_nothing_to_find() -> None:
    page = CapturingPage(Capture(devices=[Camera()]))
    await page.run_async("await navigator.mediaDevices.getUserMedia({ audio: true, video: true })")
    assert page.logged()[0][0] == "NotFoundError"
    page.close()


async def test_a_denied_permission_refuses_all_of_a_request(page: CapturingPage) -> None:
    page.capture.permissions.set(["camera"], "denied")
    await page.run_async("await navigator.mediaDevices.getUserMedia({ audio: true, video: true })")
    await page.run_async("log.push((await navigator.mediaDevices.getUserMedia({ audio: true })).active)")
    assert page.logged() == [["NotAllowedError", "Permission denied.", None], True]


@pytest.mark.parametrize(("answer", "expected"), [("granted", True), ("denied", "NotAllowedError")])
async def test_a_question_waits_for_its_answer(page: CapturingPage, answer: str, expected: object) -> None:
    page.capture.permissions.set(["microphone"], "prompt")
    await page.run_async("""
        navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => log.push(s.active), (e) => log.push(e.name));
    """)
    assert page.logged() == []
    page.capture.permissions.set(["microphone"], answer, "https://example.test")
    await page.loop.settle()
    assert page.logged() == [expected]


async def test_a_display_is_never_chosen(page: CapturingPage) -> None:
    await page.run_async("await navigator.mediaDevices.getDisplayMedia({ video: true })")
    assert page.logged()[0][0] == "NotAllowedError"


async def test_device_ids_differ_between_origins_and_not_between_runs() -> None:
    first, second = Microphone(), Microphone()
    assert first.device_id("https://a.test") == second.device_id("https://a.test")
    assert first.device_id("https://a.test") != first.device_id("https://b.test")
    assert json.dumps(first.device_id("https://a.test")).isascii()


async def test_the_document_takes_its_tracks_along() -> None:
    page = CapturingPage(Capture())
    await page.run_async("globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true })")
    [track] = page.capture.streams.tracks
    assert track.flows
    page.close()
    assert not track.flows
    assert page.capture.streams.tracks == []


async def test_a_request_for_nothing_is_rejected_in_the_same_turn_beside_the_polyfill_too() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url="https://example.test/")
        assert (
            await page.evaluate("""async () => {
            navigator.audioSession.type = "auto";
            const outcomes = [];
            for (const constraints of [undefined, {}, { audio: false }]) {
                const asked = navigator.mediaDevices.getUserMedia(constraints);
                outcomes.push(await Promise.race([asked, 1]).catch((error) => error.name));
            }
            return outcomes;
        }""")
            == ["TypeError"] * 3
        )


async def test_a_track_that_is_disabled_as_it_is_connected_is_never_heard_in_a_graph() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url="https://example.test/")
        hearing = page.evaluate("""async () => {
            const stream = await navigator.mediaDevices.getUserMedia({ audio: true }), [track] = stream.getTracks();
            await new Promise((resolve) => setTimeout(resolve, 100));
            const context = new AudioContext(), processor = context.createScriptProcessor(1024);
            const loudest = { disabled: 0, enabled: 0 };
            let now = "disabled";
            processor.onaudioprocess = ({ inputBuffer }) => {
                const heard = inputBuffer.getChannelData(0).map(Math.abs);
                loudest[now] = Math.max(loudest[now], ...heard);
            };
            context.createMediaStreamSource(stream).connect(processor).connect(context.destination);
            track.enabled = false;
            await new Promise((resolve) => setTimeout(resolve, 400));
            now = "enabled";
            track.enabled = true;
            while (loudest.enabled < 0.1) await new Promise((resolve) => setTimeout(resolve, 20));
            return loudest;
        }""")
        loudest = await browser.clock.run_until(hearing, timeout=30)
        assert loudest["disabled"] == 0
