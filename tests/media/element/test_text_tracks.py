"""<track> elements: their files, and cues in time with the media."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from shim import Browser, Route
from shim.types import Engine
from tests.media.element.conftest import SoundPage

VTT = """WEBVTT a title

NOTE a comment
over two lines

REGION
id:top width:40% lines:2 regionanchor:0%,100% viewportanchor:10%,90% scroll:up

STYLE
::cue { color: red }

first
00:00.100 --> 00:00.300 align:start position:20%,line-left line:-1,end size:50%
<v Fred>Hi &amp; <i.loud.big>bye</i>

00:00.200 --> 00:00:00.500 region:top
second <00:00:00.250>later
third line --> is a timing line of its own
01:00.000 -> 02:00.000
no cue
"""


async def _load(page: SoundPage, text: str = VTT, track: str = "default", body: str = "") -> None:
    page.page.route("https://example.test/cues.vtt", body=text.encode(), content_type="text/vtt")
    await page.load(f"<video><track src=cues.vtt {track}></video>{body}", url="https://example.test/")


async def test_a_file_becomes_cues(sound_page: SoundPage) -> None:
    await _load(sound_page)
    found: list[Any] = await sound_page.run("""
        const element = document.querySelector("track"), { track } = element;
        if (element.readyState < 2) await once(element, "load");
        const [a, b] = track.cues;
        const html = document.createElement("div");
        html.append(a.getCueAsHTML());
        const later = b.getCueAsHTML();
        const { region } = b;
        return [
          [element.readyState, track.mode, track.cues.length, track.cues[1].track === track],
          [a.id, a.startTime, a.endTime, a.align, a.position, a.positionAlign],
          [a.line, a.lineAlign, a.size, a.snapToLines],
          [html.innerHTML, later.childNodes[1].nodeType, later.childNodes[1].target, later.childNodes[1].data],
          [region.id, region.width, region.lines, region.viewportAnchorX, region.viewportAnchorY, region.scroll],
          [b.endTime, b.text, track.cues.getCueById("first") === a],
        ];
    """)
    assert found == [
        [2, "showing", 2, True],
        ["first", 0.1, 0.3, "start", 20, "line-left"],
        [-1, "end", 50, True],
        ['<span title="Fred">Hi &amp; <i class="loud big">bye</i></span>', 7, "timestamp", "00:00:00.250"],
        ["top", 40, 2, 10, 90, "up"],
        [0.5, "second <00:00:00.250>later", True],
    ]


@pytest.mark.parametrize("text", ["WEBVTTX", "webvtt", "", "1\n00:00.000 --> 00:01.000\nx"])
async def test_what_is_no_webvtt_is_an_error(sound_page: SoundPage, text: str) -> None:
    await _load(sound_page, text, track="")
    assert await sound_page.run("""
        const element = document.querySelector("track");
        const before = [element.readyState, element.track.cues];
        element.track.mode = "hidden";
        await once(element, "error");
        return [...before, element.readyState, element.track.cues.length];
    """) == [0, None, 3, 0]


async def test_a_track_from_elsewhere_needs_cors(sound_page: SoundPage) -> None:
    headers = {"access-control-allow-origin": "*"}
    sound_page.page.route("https://cdn.test/open.vtt", body=VTT.encode(), content_type="text/vtt", headers=headers)
    await sound_page.load("<video></video>", url="https://example.test/")
    assert await sound_page.run("""
        const outcomes = [];
        for (const crossOrigin of [null, "anonymous"]) {
          const video = document.createElement("video"), track = document.createElement("track");
          video.crossOrigin = crossOrigin;
          track.src = "https://cdn.test/open.vtt";
          track.track.mode = "hidden";
          video.append(track);
          outcomes.push(await Promise.race([once(track, "load"), once(track, "error")]));
        }
        return outcomes.map((event) => event.type);
    """) == ["error", "load"]


CUES = """
  const audio = document.querySelector("audio");
  const track = audio.addTextTrack("captions");
  globalThis.cue = (start, end, id) => {
    const made = new VTTCue(start, end, id);
    made.id = id;
    for (const type of ["enter", "exit"]) made.addEventListener(type, () => log.push(`${type} ${id}`));
    track.addCue(made);
    return made;
  };
  track.oncuechange = () => log.push("cuechange " + [...track.activeCues].map((cue) => cue.id).join());
"""


async def test_cues_come_and_go_with_playback(sound_page: SoundPage) -> None:
    await sound_page.load("<audio src='tone-1s.wav'></audio>")
    times = await sound_page.run(f"""{CUES}
        const times = [];
        cue(0, 0.2, "a"); cue(0.15, 0.4, "b"); cue(0.6, 0.6, "point"); cue(0.9, 5, "late");
        track.cues[1].onenter = () => times.push(audio.currentTime);
        await audio.play();
        await once(audio, "ended");
        return times;
    """)
    assert await sound_page.log() == [
        *("enter a", "cuechange a", "enter b", "cuechange a,b", "exit a", "cuechange b", "exit b", "cuechange "),
        *("enter point", "exit point", "cuechange ", "enter late", "cuechange late"),
    ]
    assert len(times) == 1
    assert 0.149 < times[0] < 0.25


async def test_a_seek_passes_over_cues(sound_page: SoundPage) -> None:
    await sound_page.load("<audio src='tone-1s.wav'></audio>")
    assert await sound_page.run(f"""{CUES}
        if (audio.readyState < 1) await once(audio, "loadedmetadata");
        cue(0.1, 0.2, "skipped"); cue(0.5, 0.7, "there");
        log.push(track.activeCues.length);
        audio.currentTime = 0.6;
        await once(track, "cuechange");
        audio.currentTime = 0;
        await once(track, "cuechange");
        track.mode = "disabled";
        return [track.activeCues, audio.paused];
    """) == [None, True]
    assert await sound_page.page.evaluate("log") == [0, "enter there", "cuechange there", "exit there", "cuechange "]


async def test_a_cue_that_pauses_on_exit(sound_page: SoundPage) -> None:
    await sound_page.load("<audio src='tone-1s.wav'></audio>")
    paused_at = await sound_page.run(f"""{CUES}
        cue(0, 0.2, "a").pauseOnExit = true;
        await audio.play();
        await once(audio, "pause");
        return audio.currentTime;
    """)
    assert 0.2 <= paused_at < 0.35


async def test_tracks_are_listed_as_the_tree_has_them(sound_page: SoundPage) -> None:
    await sound_page.load("<video></video>")
    assert await sound_page.run("""
        const video = document.querySelector("video");
        for (const type of ["addtrack", "removetrack", "change"])
          video.textTracks.addEventListener(type, (e) => log.push(`${type} ${e.track?.label ?? ""}`));
        const added = video.addTextTrack("captions", "script");
        const make = (label, kind) => Object.assign(document.createElement("track"), { label, kind, default: true });
        const [one, two, notes] = [make("one", "captions"), make("two", "captions"), make("notes", "metadata")];
        added.mode = "disabled";
        video.append(one, two, notes);
        const order = [...video.textTracks].map((track) => track.label);
        await new Promise((resolve) => setTimeout(resolve));
        const modes = [...video.textTracks].map((track) => track.mode);
        one.remove();
        await once(video.textTracks, "removetrack");
        return [order, modes];
    """) == [["one", "two", "notes", "script"], ["showing", "disabled", "hidden", "disabled"]]
    events = await sound_page.page.evaluate("log")
    assert events.count("change ") == 2
    assert [e for e in events if e != "change "] == [
        *("addtrack script", "addtrack one", "addtrack two", "addtrack notes", "removetrack one"),
    ]


@pytest.mark.parametrize("engine", ["quickjs", "chromium"], indirect=True)
async def test_another_source_during_a_load_is_an_error_and_then_loads(engine: Engine) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        asked = asyncio.Event()

        async def first(route: Route) -> None:
            asked.set()
            await asyncio.Event().wait()

        page.route("https://example.test/first.vtt", first)
        second = b"WEBVTT\n\n00:00.000 --> 00:01.000\nsecond\n"
        page.route("https://example.test/second.vtt", body=second, content_type="text/vtt")
        await page.set_content(
            "<video><track id=t src=first.vtt default></video><script>log = [];"
            "for (const type of ['load', 'error']) t.addEventListener(type, () => {"
            "  log.push(`${type} ${t.readyState} ${[...t.track.cues].map((cue) => cue.text)}`) })</script>",
            url="https://example.test/",
            wait_until="commit",
        )
        await asked.wait()
        await page.evaluate("t.src = 'second.vtt'")
        await page.wait_for_function("log.length === 2")
        assert await page.evaluate("log") == ["error 3 ", "load 2 second"]
