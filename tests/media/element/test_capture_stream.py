"""captureStream(): what an element plays or a canvas shows, as a stream."""

from __future__ import annotations

import numpy as np

from shim.media.streams.streams import Stream
from tests.media.element.conftest import SOUNDS, SoundPage

PLAY = """
  const audio = watch(document.querySelector("audio"));
  const note = (target, name, ...types) => {
    for (const type of types) target.addEventListener(type, () => log.push(`${name} ${type}`));
  };
  globalThis.stream = audio.captureStream();
  note(stream, "stream", "addtrack", "removetrack");
  stream.onaddtrack = ({ track }) => { note(track, track.kind, "mute", "unmute", "ended"); };
"""


def _only(log: list[str]) -> list[str]:
    return [entry for entry in log if " " in entry or entry in ("ended", "playing", "pause", "loadedmetadata")]


async def test_tracks_come_with_the_media_and_end_with_it(sound_page: SoundPage) -> None:
    await sound_page.load("<audio></audio>")
    log = await sound_page.run(f"""{PLAY}
        const before = stream.getTracks().length;
        audio.src = "tone-1s.wav";
        await once(audio, "loadedmetadata");
        const [track] = stream.getAudioTracks();
        log.push(before, stream.getTracks().length, track.muted, stream.active);
        await audio.play();
        await once(audio, "ended");
        await once(stream, "removetrack");
        log.push(track.readyState, stream.active);
        audio.play();
        await once(stream, "addtrack");
        log.push(stream.getTracks()[0] !== track);
        audio.load();
        await once(stream, "removetrack");
        return [stream.getTracks().length, track.readyState];
    """)
    assert log == [0, "ended"]
    events = [e for e in await sound_page.log() if not isinstance(e, str) or e in _only([e])]
    assert events[:7] == ["loadedmetadata", 0, 1, True, True, "stream addtrack", "playing"]
    assert events[7:12] == ["audio unmute", "pause", "ended", "audio ended", "stream removetrack"]
    assert events[12:15] == ["ended", False, "stream addtrack"]


def _samples(page: SoundPage, at: float, frames: int = 4800) -> np.ndarray:
    streams = page.page.browser.streams
    stream = next(s for s in streams._streams.values() if isinstance(s, Stream) and s.tracks)
    return stream.tracks[0].samples(at, frames, 48_000)


async def test_tracks_that_go_together_are_gone_at_the_first_event(sound_page: SoundPage) -> None:
    await sound_page.load("<video src=video-with-audio.webm></video>")
    seen = await sound_page.run("""
        const video = document.querySelector("video"), seen = [];
        await video.play();
        const stream = video.captureStream();
        seen.push(stream.getTracks().length);
        const twice = new Promise((resolve) => {
          stream.onremovetrack = ({ track }) => {
            seen.push(stream.getTracks().length, stream.active, track.readyState);
            if (seen.length === 7) resolve();
          };
        });
        video.currentTime = 100;
        await twice;
        return seen;
    """)
    assert seen == [2, 0, False, "ended", 0, False, "ended"]


async def test_the_samples_are_those_of_the_element_at_any_volume(sound_page: SoundPage) -> None:
    await sound_page.load("<audio src='music.ogg' loop></audio>")
    await sound_page.run(f"""{PLAY}
        await audio.play();
        audio.muted = true; audio.volume = 0.1;
        await new Promise((resolve) => setTimeout(resolve, 400));
    """)
    loop = sound_page.page.browser.loop
    now = loop.now()
    loud = _samples(sound_page, now - 0.3)
    assert float(np.abs(loud).max()) > 0.01
    assert np.array_equal(loud, _samples(sound_page, now - 0.3)), "a second reader gets the same"
    assert not _samples(sound_page, now + 1).any()
    await sound_page.run("document.querySelector('audio').pause(); await once(stream.getTracks()[0], 'mute');")
    now = loop.now()
    await sound_page.run("await new Promise((resolve) => setTimeout(resolve, 150));")
    assert not _samples(sound_page, now + 0.02, 4000).any()
    assert np.abs(_samples(sound_page, now - 0.3, 2400)).max() > 0.01


async def test_a_captured_stream_is_recorded_analysed_and_played(sound_page: SoundPage) -> None:
    await sound_page.load("<audio id=a src='music.ogg' loop></audio><audio id=b></audio>")
    found = await sound_page.run("""
        const a = document.querySelector("#a"), b = document.querySelector("#b");
        await a.play();
        const stream = a.captureStream();
        b.srcObject = stream;
        await b.play();
        const context = new AudioContext(), analyser = new AnalyserNode(context);
        context.createMediaStreamSource(stream).connect(analyser);
        const recorder = new MediaRecorder(stream);
        recorder.start();
        const data = new Float32Array(analyser.fftSize);
        for (let turn = 0; turn < 200; turn++) {
            await new Promise((resolve) => setTimeout(resolve, 20));
            analyser.getFloatTimeDomainData(data);
            if (data.some((value) => Math.abs(value) > 0.001)) break;
        }
        recorder.stop();
        const { data: blob } = await once(recorder, "dataavailable");
        const clone = stream.getTracks()[0].clone();
        a.removeAttribute("src");
        a.load();
        await once(stream, "removetrack");
        const sounded = data.some((value) => Math.abs(value) > 0.001);
        return [sounded, blob.size > 500, stream.getTracks().length, clone.readyState];
    """)
    assert found == [True, True, 0, "ended"]


async def test_a_canvas_gives_a_video_track(sound_page: SoundPage) -> None:
    await sound_page.load("<canvas width=320 height=200></canvas><video></video>")
    found = await sound_page.run("""
        const canvas = document.querySelector("canvas"), video = document.querySelector("video");
        const stream = canvas.captureStream(25), [track] = stream.getTracks();
        video.srcObject = stream;
        await once(video, "loadedmetadata");
        track.requestFrame();
        const clone = track.clone();
        let refused = "";
        try { canvas.captureStream(-1); } catch (error) { refused = error.name; }
        const isCanvasTrack = track instanceof CanvasCaptureMediaStreamTrack;
        const { videoWidth, videoHeight } = video;
        const canvases = [track.canvas === canvas, clone.canvas === canvas];
        return [track.kind, isCanvasTrack, ...canvases, refused, videoWidth, videoHeight];
    """)
    assert found == ["video", True, True, True, "NotSupportedError", 320, 200]


async def test_what_came_from_elsewhere_without_cors_is_not_given_away(sound_page: SoundPage) -> None:
    body = (SOUNDS / "tone-1s.wav").read_bytes()
    sound_page.page.route("https://cdn.test/tone-1s.wav", body=body, content_type="audio/wav")
    await sound_page.load("<audio src='https://cdn.test/tone-1s.wav' loop></audio>", url="https://example.test/")
    found = await sound_page.run(f"""{PLAY}
        await audio.play();
        return stream.getTracks().map((track) => track.muted);
    """)
    assert found == [True]
    assert not _samples(sound_page, sound_page.page.browser.loop.now() - 0.02, 480).any()


async def test_a_captured_stream_goes_through_a_call_and_follows_a_seek(sound_page: SoundPage) -> None:
    await sound_page.load("<audio src='music.ogg' muted loop></audio>")
    energies = await sound_page.run("""
        const audio = document.querySelector("audio");
        await audio.play();
        const stream = audio.captureStream(), [track] = stream.getTracks();
        const a = new RTCPeerConnection(), b = new RTCPeerConnection();
        a.onicecandidate = ({ candidate }) => { if (candidate) b.addIceCandidate(candidate); };
        a.addTrack(track, stream);
        await a.setLocalDescription();
        await b.setRemoteDescription(a.localDescription);
        await b.setLocalDescription();
        await a.setRemoteDescription(b.localDescription);
        const inbound = async () => {
            const reports = [...(await b.getStats()).values()];
            const { totalAudioEnergy, packetsReceived } = reports.find((report) => report.type === "inbound-rtp");
            return [totalAudioEnergy, packetsReceived];
        };
        const rows = [];
        let [energy] = [0];
        while (energy === 0) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            [energy] = await inbound();
        }
        audio.currentTime = 0;
        await once(audio, "seeked");
        rows.push(track.readyState, track.muted, stream.getTracks()[0] === track);
        audio.pause();
        await once(track, "mute");
        await new Promise((resolve) => setTimeout(resolve, 400));
        const before = await inbound();
        await new Promise((resolve) => setTimeout(resolve, 300));
        const after = await inbound();
        a.close();
        b.close();
        return [...rows, before[0] === after[0], before[1] === after[1]];
    """)
    assert energies == ["live", False, True, True, True]
