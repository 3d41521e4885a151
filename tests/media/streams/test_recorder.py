"""MediaRecorder: what it writes is a file that decodes to what the microphone heard."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest

from shim import Browser
from shim.audio.resource import MediaResource
from shim.audio.tone import Tone
from shim.media.streams.recording import Format, Recording
from shim.media.streams.streams import Streams, VideoSource
from shim.types import Engine
from tests.conftest import clock_of
from tests.media.capture.conftest import CapturingPage


def test_a_recording_in_pieces_is_one_file() -> None:
    streams = Streams()
    stream = streams.add_stream()
    track = streams.add_track("audio", "m", Tone(1000, 0.5), None)
    stream.add(track)
    recording = Recording(stream, 10.0, Format(64_000))
    pieces = []
    for tick in range(1, 31):
        track.muted = 11 <= tick <= 20
        recording.advance(10 + tick / 10)
        pieces.append(recording.take())
    recording.skip_to(20.0)
    recording.advance(20.5)
    pieces.append(recording.finish())
    assert sum(map(bool, pieces)) > 3
    resource = MediaResource.open(b"".join(pieces), "audio/webm")
    assert (resource.container, resource.audio_tracks[0].codec) == ("matroska", "opus")
    assert resource.duration == pytest.approx(3.5, abs=0.05)
    samples = resource.decode()
    windows = samples[: len(samples) // 480 * 480].reshape(-1, 480, samples.shape[1])
    loud = np.abs(windows).max(axis=(1, 2)) > 0.2
    assert loud[10:90].all()
    assert not loud[110:190].any()
    assert loud[210:340].all()
    spectrum = np.abs(np.fft.rfft(samples[2400 : 2400 + 48_000 // 2, 0]))
    assert int(spectrum.argmax()) * 2 == 1000


async def test_a_page_records() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><p>memo</p>", url="https://example.test/")
        recorded = page.evaluate("""async () => {
            const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
            const recorder = new MediaRecorder(stream);
            const log = [recorder.state, recorder.mimeType], chunks = [];
            const note = (e) => log.push(e.type);
            for (const type of ["start", "stop", "pause", "resume"]) recorder.addEventListener(type, note);
            recorder.ondataavailable = (e) => { log.push(e.constructor.name, e.data.type); chunks.push(e.data); };
            recorder.start();
            log.push(recorder.state, recorder.mimeType);
            await new Promise((resolve) => setTimeout(resolve, 250));
            recorder.pause();
            recorder.resume();
            recorder.stop();
            log.push(recorder.state);
            await new Promise((resolve) => recorder.addEventListener("stop", resolve));
            const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
            return [log, Array.from(bytes)];
        }""")
        found = await browser.clock.run_until(recorded, timeout=30)
        log, data = found
        type_ = "audio/webm;codecs=opus"
        assert log == [
            *["inactive", "", "recording", "", "start", "inactive"],
            *["pause", "resume", "BlobEvent", type_, "stop"],
        ]
        resource = MediaResource.open(bytes(data), type_)
        assert 0.1 < resource.duration < 1.0
        assert np.abs(resource.decode()).max() > 0.1
        assert list(page.errors) == []


async def test_it_stops_by_itself_when_its_tracks_end(page: CapturingPage) -> None:
    await page.run_async("""
        globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        globalThis.recorder = new MediaRecorder(stream);
        recorder.start();
        recorder.onstop = () => log.push("stop", recorder.state);
        stream.getTracks()[0].stop();
    """)
    assert page.logged() == ["stop", "inactive"]


async def test_errors(page: CapturingPage) -> None:
    await page.run_async("""
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        const recorder = new MediaRecorder(stream);
        const thrown = (f) => { try { f(); return null } catch (e) { return e.name } };
        log.push(thrown(() => recorder.pause()), thrown(() => recorder.requestData()), thrown(() => recorder.stop()));
        log.push(thrown(() => new MediaRecorder(stream, { mimeType: "video/ogg" })));
        log.push(thrown(() => new MediaRecorder({})));
        log.push(thrown(() => new MediaRecorder(new MediaStream()).start()));
        recorder.start();
        log.push(thrown(() => recorder.start()));
        recorder.stop();
        log.push(MediaRecorder.isTypeSupported("audio/webm; codecs=opus"), MediaRecorder.isTypeSupported("audio/ogg"));
    """)
    assert page.logged() == [
        *["InvalidStateError", "InvalidStateError", None, "NotSupportedError", "TypeError", "NotSupportedError"],
        *["InvalidStateError", True, False],
    ]


@pytest.mark.parametrize(
    ("container", "video", "found"),
    [
        ("mp4", "vp9", ("mp4", ["opus", "vp9"])),
        ("mp4", "h264", ("mp4", ["opus", "h264"])),
        ("mp4", None, ("mp4", ["opus"])),
        ("matroska", "h264", ("matroska", ["opus", "h264"])),
    ],
)
def test_a_recording_has_its_format(container: str, video: str | None, found: tuple[str, list[str]]) -> None:
    streams = Streams()
    stream = streams.add_stream()
    stream.add(streams.add_track("audio", "m", Tone(1000, 0.5), None))
    if video is not None:
        stream.add(streams.add_track("video", "c", VideoSource(64, 48, 30.0), None))
    recording = Recording(stream, 0.0, Format(64_000, video, container))
    pieces = []
    for tick in range(1, 16):
        recording.advance(tick / 10)
        pieces.append(recording.take())
    pieces.append(recording.finish())
    assert sum(map(bool, pieces)) > 2
    with av.open(io.BytesIO(b"".join(pieces))) as file:
        assert found[0] in file.format.name
        assert [stream.codec_context.name for stream in file.streams] == found[1]
    resource = MediaResource.open(b"".join(pieces), "video/mp4")
    assert resource.duration == pytest.approx(1.5, abs=0.15)


TYPES = [
    *["", "audio/webm", "video/webm;codecs=vp9", "video/webm;codecs=h264", "video/x-matroska;codecs=avc1"],
    *["video/mp4", "video/mp4;codecs=avc1", "video/mp4;codecs=vp8", "audio/mp4", "audio/mp4;codecs=mp4a.40.2"],
    *["video/mp4;codecs=avc1.64003E,mp4a.40.2", "audio/webm;codecs=vp8", "audio/ogg", "video/matroska", "x"],
]


async def test_types_are_those_of_chromium(engine: Engine) -> None:
    async with Browser(engine=engine, permissions={"microphone": "granted", "camera": "granted"}) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url="https://example.test/")
        found = await page.evaluate(f"""async () => {{
            const stream = await navigator.mediaDevices.getUserMedia({{ audio: true, video: true }});
            const sound = new MediaStream(stream.getAudioTracks()), found = [];
            for (const mimeType of {TYPES}.filter((type) => MediaRecorder.isTypeSupported(type))) {{
              const recorder = new MediaRecorder(mimeType.startsWith("audio") ? sound : stream, {{ mimeType }});
              recorder.start();
              await new Promise((resolve) => recorder.addEventListener("start", resolve));
              found.push(recorder.mimeType);
              recorder.stop();
            }}
            const frame = document.body.appendChild(document.createElement("iframe"));
            const {{ MediaRecorder: Gone, MediaStream: Stream }} = frame.contentWindow;
            const empty = new Stream(), gone = new Gone(empty);
            frame.remove();
            for (const call of [() => new Gone(empty), () => gone.start()])
              try {{ call(); found.push(null) }} catch (error) {{ found.push(error.name) }}
            return found;
        }}""")
    assert found == [
        *["video/webm;codecs=vp8,opus", "audio/webm;codecs=opus", "video/webm;codecs=vp9,opus"],
        *["video/x-matroska;codecs=avc1,opus", "video/x-matroska;codecs=avc1,opus", "video/mp4;codecs=vp9,opus"],
        *["video/mp4;codecs=avc1,opus", "audio/mp4;codecs=opus", "video/matroska;codecs=vp8,opus"],
        *["NotSupportedError", "NotSupportedError"],
    ]


@pytest.mark.parametrize("change", ["stream.removeTrack(track)", "stream.addTrack(track.clone())"])
async def test_other_tracks_end_a_recording(page: CapturingPage, change: str) -> None:
    await page.run_async(f"""
        const stream = await navigator.mediaDevices.getUserMedia({{ audio: true }});
        const [track] = stream.getTracks();
        const recorder = new MediaRecorder(stream);
        const note = (e) => log.push(e.type, recorder.state, e.error?.name);
        for (const type of ["start", "error", "dataavailable", "stop"]) recorder.addEventListener(type, note);
        recorder.start();
        {change};
        await new Promise((resolve) => recorder.addEventListener("stop", resolve));
    """)
    assert page.logged() == [
        *["start", "recording", None, "error", "inactive", "InvalidModificationError"],
        *["dataavailable", "inactive", None, "stop", "inactive", None],
    ]


@pytest.mark.parametrize(
    ("options", "constraints", "made", "started"),
    [
        ("{}", "{ audio: true }", [128_000, 2_500_000], [128_000, 2_500_000]),
        ("{ audioBitsPerSecond: 0, videoBitsPerSecond: 5 }", "{ audio: true }", [0, 5], [0, 5]),
        ("{ bitsPerSecond: 64000, audioBitsPerSecond: 7000 }", "{ audio: true }", [6_400, 57_600], [64_000, 0]),
        ("{ bitsPerSecond: 2000000 }", "{ video: true }", [128_000, 1_872_000], [0, 2_000_000]),
        ("{ bitsPerSecond: 2000000 }", "{ audio: true, video: true }", [128_000, 1_872_000], [128_000, 1_872_000]),
        ("{ bitsPerSecond: 0 }", "{ audio: true, video: true }", [6_000, 10_000], [6_000, 10_000]),
        ("{ bitsPerSecond: 4000000000 }", "{ audio: true }", [128_000, 3_999_872_000], [510_000, 0]),
    ],
)
async def test_bit_rates(
    page: CapturingPage, options: str, constraints: str, made: list[int], started: list[int]
) -> None:
    await page.run_async(f"""
        const recorder = new MediaRecorder(await navigator.mediaDevices.getUserMedia({constraints}), {options});
        const rates = () => [recorder.audioBitsPerSecond, recorder.videoBitsPerSecond];
        log.push(rates());
        recorder.start();
        log.push(rates());
        recorder.stop();
    """)
    assert page.logged() == [made, started]


@pytest.mark.parametrize("engine", ["quickjs", "chromium"], indirect=True)
async def test_video_is_recorded_with_sound_and_without(engine: Engine) -> None:
    granted = {"microphone": "granted", "camera": "granted"}
    async with Browser(engine=engine, permissions=granted, clock=clock_of(engine)) as browser:
        page = await browser.new_page()
        await page.set_content("<body>", url="https://example.test/")
        recorded = page.evaluate("""async () => {
          const both = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }), found = {};
          const sound = new MediaStream(both.getAudioTracks()), picture = new MediaStream(both.getVideoTracks());
          const of = { both, sound, picture };
          for (const [name, mimeType] of [
            ["both", ""], ["both", "audio/webm"], ["sound", "video/webm"], ["picture", ""],
            ["picture", "video/webm;codecs=vp9"], ["picture", "audio/webm"],
          ]) try {
            const recorder = new MediaRecorder(of[name], { mimeType });
            recorder.start();
            await new Promise((resolve) => { recorder.onstart = resolve });
            await new Promise((resolve) => setTimeout(resolve, 250));
            const data = new Promise((resolve) => { recorder.ondataavailable = (e) => resolve(e.data) });
            recorder.stop();
            const blob = await data, video = document.createElement("video");
            video.src = URL.createObjectURL(blob);
            await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = reject });
            found[`${name} ${mimeType}`] = [blob.type, video.videoWidth > 0];
          } catch (error) { found[`${name} ${mimeType}`] = error.name }
          return found;
        }""")
        found = await browser.clock.run_until(recorded, timeout=30)
        assert found == {
            "both ": ["video/webm;codecs=vp8,opus", True],
            "both audio/webm": "NotSupportedError",
            "sound video/webm": ["video/webm;codecs=opus", False],
            "picture ": ["video/webm;codecs=vp8", True],
            "picture video/webm;codecs=vp9": ["video/webm;codecs=vp9", True],
            "picture audio/webm": "NotSupportedError",
        }
