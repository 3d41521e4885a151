"""Media elements as a page sees them: events in order, promises, errors, seeking, attributes."""

from __future__ import annotations

import pytest

from shim import Browser
from tests.media.element.conftest import SOUNDS, SoundPage, data_url

LOADED = ["loadstart", "durationchange", "loadedmetadata", "loadeddata", "canplay", "canplaythrough"]


async def test_the_events_of_loading_and_playing_to_the_end(sound_page: SoundPage) -> None:
    await sound_page.load()
    seen = await sound_page.run("""
      const a = watch(new Audio("tone-1s.wav"));
      await once(a, "canplaythrough");
      const name = a.currentSrc.split("/").pop();
      const seen = [name, a.duration, a.readyState, a.networkState, a.paused, a.buffered.end(0), a.preload];
      a.defaultPlaybackRate = a.playbackRate = 16;
      await a.play();
      await once(a, "ended");
      return [...seen, a.ended, a.currentTime, a.played.length, a.played.end(0)];
    """)
    assert seen == ["tone-1s.wav", 1, 4, 1, True, 1, "auto", True, 1, 1, 1]
    rest = ["ratechange", "ratechange", "play", "playing", "timeupdate", "pause", "ended"]
    assert await sound_page.log() == LOADED + rest


@pytest.mark.parametrize(
    ("source", "seconds"),
    [
        ("tone-1s.wav", 1), ("ring.mp3", 1.5), ("music.ogg", 4), ("voice.ogg", 2),
        ("video-with-audio.mp4", 3), ("video-with-audio.webm", 3), (data_url("tone-1s.wav"), 1),
    ],
)  # fmt: skip
async def test_files_have_their_real_duration(sound_page: SoundPage, source: str, seconds: float) -> None:
    await sound_page.load(f'<audio src="{source}"></audio>')
    duration = await sound_page.page.evaluate("document.querySelector('audio').duration")  # load waits for the data
    assert duration == pytest.approx(seconds, abs=0.01)


async def test_blob_urls_and_blobs_as_provider(sound_page: SoundPage) -> None:
    await sound_page.load()
    durations = await sound_page.run(f"""
      const bytes = Uint8Array.from(atob("{data_url("tone-1s.wav").split(",")[1]}"), (c) => c.charCodeAt(0));
      const blob = new Blob([bytes], {{ type: "audio/wav" }});
      const a = new Audio(URL.createObjectURL(blob)), b = new Audio();
      b.srcObject = blob;
      await Promise.all([once(a, "loadeddata"), once(b, "loadeddata")]);
      return [a.duration, b.duration, b.srcObject === blob, b.currentSrc];
    """)
    assert durations == [1, 1, True, ""]


async def test_a_stream_as_provider(sound_page: SoundPage) -> None:
    await sound_page.load(url="https://example.test/")
    seen = await sound_page.run("""
      const a = document.createElement("audio");
      a.srcObject = await navigator.mediaDevices.getUserMedia({ audio: true });
      await a.play();
      const seen = [a.duration, a.paused, a.audioTracks.length, a.seekable.length];
      for (const track of a.srcObject.getTracks()) track.stop();
      if (!a.ended) await once(a, "ended");
      return [...seen, a.ended];
    """)
    assert seen == [float("inf"), False, 1, 0, True]


@pytest.mark.parametrize(
    "add",
    [
        "a.append(source)", "a.insertBefore(source, null)", "a.volume = 0.5; a.innerHTML = source.outerHTML",
        "a.networkState; a.append(document.createTextNode('no'), source)",
    ],
)  # fmt: skip
async def test_a_source_that_comes_into_an_element_outside_of_the_document_is_loaded(
    sound_page: SoundPage, add: str
) -> None:
    await sound_page.load()
    seen = await sound_page.run(f"""
      const a = document.createElement("audio"), source = document.createElement("source");
      source.src = "tone-1s.wav";
      const data = once(a, "loadeddata");
      {add};
      const states = [a.networkState];
      await data;
      return [...states, a.networkState, a.duration, a.currentSrc.split("/").pop()];
    """)
    assert seen == [3, 1, 1, "tone-1s.wav"]


async def test_a_removed_source_loads_nothing_and_one_of_another_namespace_is_none(sound_page: SoundPage) -> None:
    await sound_page.load("<audio></audio>")
    seen = await sound_page.run("""
      const a = document.createElement("audio"), source = document.createElement("source");
      a.append(source);
      source.remove();
      const before = a.networkState;
      await new Promise((resolve) => setTimeout(resolve));
      const after = a.networkState;
      const b = document.querySelector("audio");
      b.append(document.createElementNS("bogus", "source"));
      return [before, after, b.networkState];
    """)
    assert seen == [3, 0, 0]


async def test_sources_are_tried_in_order(sound_page: SoundPage) -> None:
    await sound_page.load("""
      <video>
        <source src="film.xyz" type="video/unheard-of"><source src="missing.mp4"><source src="video-with-audio.webm">
      </video>
      <script>
        watch(document.querySelector("video"));
        for (const s of document.querySelectorAll("source")) s.onerror = () => log.push(s.getAttribute("src"));
      </script>""")
    assert await sound_page.run("""
      const v = document.querySelector("video");
      const name = v.currentSrc.split("/").pop();
      return [name, v.videoWidth, v.videoHeight, v.error, v.audioTracks.length, v.videoTracks[0].selected];
    """) == ["video-with-audio.webm", 64, 48, None, 1, True]
    log = await sound_page.log()
    assert log[:3] == ["loadstart", "film.xyz", "missing.mp4"]


async def test_a_source_inserted_later_is_loaded(sound_page: SoundPage) -> None:
    await sound_page.load("<audio></audio>")
    assert await sound_page.run("""
      const a = document.querySelector("audio"), s = document.createElement("source");
      s.src = "tone-1s.wav";
      const before = a.networkState;
      a.append(s);
      await once(a, "loadeddata");
      return [before, a.duration];
    """) == [0, 1]


async def test_a_missing_file_is_an_error_of_code_4_and_rejects(sound_page: SoundPage) -> None:
    await sound_page.load()
    assert await sound_page.run("""
      const a = new Audio("missing.wav");
      const name = await a.play().catch((e) => e instanceof DOMException && e.name);
      const later = await a.play().catch((e) => e.name);
      const { code, message } = a.error;
      return [name, later, code, code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED, a.error === a.error, message !== ""];
    """) == ["NotSupportedError", "NotSupportedError", 4, True, True, True]


@pytest.mark.parametrize(("status", "content_type"), [(404, "audio/wav"), (500, "audio/wav"), (200, "text/html")])
async def test_http_errors_and_what_is_no_media(sound_page: SoundPage, status: int, content_type: str) -> None:
    body = (SOUNDS / "tone-1s.wav").read_bytes() if status != 200 else b"<p>no sound</p>"
    sound_page.page.route("**/a.wav", body=body, content_type=content_type, status=status)
    await sound_page.load(url="https://example.test/")
    found = await sound_page.run(
        'const a = new Audio("a.wav"); await once(a, "error"); return [a.error.code, a.networkState];'
    )
    assert found == [4, 3]


async def test_a_pause_or_a_load_before_it_plays_aborts_the_promise(sound_page: SoundPage) -> None:
    await sound_page.load()
    assert await sound_page.run("""
      const a = new Audio("tone-1s.wav"), b = new Audio("tone-1s.wav");
      const names = [a.play(), b.play()].map((promise) => promise.catch((e) => e.name));
      a.pause();
      b.load();
      return Promise.all(names);
    """) == ["AbortError", "AbortError"]


async def test_play_needs_a_gesture_unless_it_is_muted() -> None:
    async with Browser(autoplay="user-gesture") as browser:
        page = SoundPage(await browser.new_page())
        await page.load(
            '<button onclick="globalThis.done = a.play().then(() => `played`)">Play</button>'
            '<audio autoplay src="tone-1s.wav"></audio>'
        )
        assert await page.run("""
          globalThis.a = new Audio("tone-1s.wav");
          const refused = await a.play().catch((e) => e.name);
          const muted = new Audio("tone-1s.wav");
          muted.muted = true;
          return [refused, await muted.play().then(() => "played"), document.querySelector("audio").paused];
        """) == ["NotAllowedError", "played", True]
        await page.page.click("button")
        assert await page.page.evaluate("done") == "played"


async def test_seeking(sound_page: SoundPage) -> None:
    await sound_page.load()
    assert await sound_page.run("""
      const a = watch(new Audio("music.ogg"));
      a.currentTime = 1.5;
      const before = a.currentTime;
      await once(a, "canplaythrough");
      const start = a.currentTime;
      log.length = 0;
      a.currentTime = 99;
      const seeking = a.seeking;
      await once(a, "ended");
      return [before, start, seeking, a.currentTime];
    """) == [1.5, 1.5, True, 4]
    assert await sound_page.log() == ["seeking", "timeupdate", "seeked", "timeupdate", "ended"]


async def test_values_out_of_range_throw(sound_page: SoundPage) -> None:
    await sound_page.load()
    assert await sound_page.run("""
      const a = new Audio();
      const name = (f) => { try { f(); return "no error"; } catch (e) { return e.name; } };
      return [
        name(() => { a.volume = 1.1; }), name(() => { a.volume = NaN; }), name(() => { a.playbackRate = 17; }),
        name(() => Audio()),
        name(() => a.buffered.start(0)), name(() => { a.srcObject = {}; }),
        name(() => { a.currentTime = Infinity; }),
        a.volume, a.playbackRate,
      ];
    """) == [
        "IndexSizeError", "TypeError", "NotSupportedError", "TypeError", "IndexSizeError", "TypeError", "TypeError",
        1, 1,
    ]  # fmt: skip


async def test_the_load_event_waits_for_media_but_not_for_preload_none(sound_page: SoundPage) -> None:
    await sound_page.load("""
      <audio id=a src="music.ogg"></audio><audio id=n preload=none src="music.ogg"></audio>
      <script>onload = () => { globalThis.atLoad = [a.readyState >= 2, n.readyState, n.networkState]; }</script>""")
    assert await sound_page.page.evaluate("atLoad") == [True, 0, 1]


async def test_a_playing_element_keeps_the_page_busy_until_it_ends(sound_page: SoundPage) -> None:
    await sound_page.load()
    await sound_page.run('globalThis.a = new Audio("tone-1s.wav"); a.playbackRate = 8; await a.play();')
    await sound_page.until_idle()
    assert await sound_page.page.evaluate("a.ended") is True


async def test_closing_a_page_while_it_loads_and_plays(sound_page: SoundPage) -> None:
    page = await sound_page.page.browser.new_page()
    other = SoundPage(page)
    await other.load('<audio autoplay src="music.ogg"></audio>')
    await page.evaluate('globalThis.b = new Audio("voice.ogg"); b.play(); null')
    await page.close()
    await sound_page.load()
    await sound_page.until_idle()
    assert sound_page.page.browser.device.faults == []


async def test_can_play_type(sound_page: SoundPage) -> None:
    await sound_page.load()
    types = ["audio/mpeg", 'audio/ogg; codecs="opus"', "audio/wav", "audio/midi", "nonsense"]
    answers = await sound_page.page.evaluate("(types) => types.map((t) => new Audio().canPlayType(t))", types)
    assert answers == ["probably", "probably", "maybe", "", ""]


async def test_video_frames_are_presented_while_it_plays(sound_page: SoundPage) -> None:
    await sound_page.load("<video src='silent-video.webm'></video>")
    first, second = await sound_page.run("""
      const v = document.querySelector("video");
      const frame = () => new Promise((resolve) => v.requestVideoFrameCallback((now, metadata) => resolve(metadata)));
      const first = frame();
      await v.play();
      return [await first, await frame()];
    """)
    assert (first["width"], first["height"], first["presentedFrames"]) == (64, 48, 1)
    assert second["mediaTime"] > first["mediaTime"]


async def test_tracks_come_and_go_with_what_is_loaded(sound_page: SoundPage) -> None:
    await sound_page.load()
    assert await sound_page.run("""
      const a = document.createElement("audio");
      const list = a.audioTracks, seen = [list === a.audioTracks, list.length];
      const added = once(list, "addtrack"), removed = once(list, "removetrack");
      a.src = "tone-1s.wav";
      const { track } = await added;
      seen.push(list.length, list[0] === track, list.getTrackById(track.id) === track, track.kind, track.enabled);
      a.removeAttribute("src");
      a.load();
      return [...seen, (await removed).track === track, list.length];
    """) == [True, 0, 1, True, True, "main", True, True, 0]


async def test_text_tracks_hold_cues_in_order(sound_page: SoundPage) -> None:
    await sound_page.load("<video><track kind=captions srclang=de label=Deutsch></video>")
    assert await sound_page.run("""
      const v = document.querySelector("video");
      const track = v.addTextTrack("metadata", "notes");
      for (const [start, end] of [[2, 3], [0, 1], [0, 5]]) track.addCue(new VTTCue(start, end, `${start}-${end}`));
      const texts = [...track.cues].map((c) => c.text);
      track.removeCue(track.cues[0]);
      const [first, second] = v.textTracks;
      const active = [...track.activeCues].map((c) => c.text);
      return [v.textTracks.length, first.kind, first.label, first.mode, second === track, texts, active];
    """) == [2, "captions", "Deutsch", "disabled", True, ["0-5", "0-1", "2-3"], []]


async def test_an_output_can_be_chosen_among_those_there_are(sound_page: SoundPage) -> None:
    await sound_page.load(url="https://example.test/")
    assert await sound_page.run("""
      await navigator.mediaDevices.getUserMedia({ audio: true });
      const [output] = (await navigator.mediaDevices.enumerateDevices()).filter((d) => d.kind === "audiooutput");
      const a = new Audio(), chosen = a.setSinkId(output.deviceId), before = a.sinkId;
      await chosen;
      const error = await a.setSinkId("nowhere").catch((e) => e.name);
      return [before, a.sinkId === output.deviceId, error];
    """) == ["", True, "NotFoundError"]


async def test_a_source_whose_media_query_does_not_match_is_passed_over(sound_page: SoundPage) -> None:
    await sound_page.load(
        '<audio><source media="print" src="music.ogg"><source media="screen" src="tone-1s.wav"></audio>'
    )
    assert await sound_page.page.evaluate("document.querySelector('audio').duration") == 1
