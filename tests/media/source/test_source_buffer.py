"""`MediaSource` and `SourceBuffer` come out the same on both engines."""

from __future__ import annotations

import pytest

from .conftest import Media
from .segments import MP4, TYPES, WEBM


@pytest.mark.parametrize("kind", TYPES)
async def test_what_is_appended_is_buffered_and_plays_to_its_end(media: Media, kind: str) -> None:
    found = await media.run(f"""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.{kind});
      for (const type of ["updatestart", "update", "updateend"])
        buffer.addEventListener(type, () => log.push(type + buffer.updating));
      const states = [source.readyState, buffer.mode, a.readyState];
      await append(buffer, await get("/{kind}/whole"));
      const buffered = near(buffer.buffered);
      source.endOfStream();
      a.currentTime = a.duration - 0.3;
      await a.play();
      await once(a, "ended");
      return {{ states, log, buffered, element: near(a.buffered), seekable: near(a.seekable),
        readyState: source.readyState, duration: a.duration === source.duration, at: a.currentTime === a.duration }};
    """)
    mode = "sequence" if kind in ("adts", "mp3") else "segments"
    assert found["states"] == ["open", mode, 0]
    assert found["log"] == ["updatestarttrue", "updatefalse", "updateendfalse"]
    assert len(found["buffered"]) == 1
    start, end = found["buffered"][0]
    assert start == 0
    assert abs(end - 4) <= 0.1
    assert found["element"] == found["buffered"]
    assert found["seekable"] == [[0, found["element"][0][1]]]
    assert (found["readyState"], found["duration"], found["at"]) == ("ended", True, True)


@pytest.mark.parametrize("kind", ["mp4", "webm"])
async def test_segments_in_any_order_make_ranges_that_join(media: Media, kind: str) -> None:
    found = await media.run(f"""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.{kind}), found = [];
      await append(buffer, await get("/{kind}/header"));
      if (a.readyState === 0) await once(a, "loadedmetadata");
      found.push(a.readyState, near(buffer.buffered));
      for (const name of [2, 0, 1]) {{
        await append(buffer, await get("/{kind}/" + name));
        found.push(near(buffer.buffered));
      }}
      return found;
    """)
    assert found[:2] == [1, []]
    assert [len(ranges) for ranges in found[2:]] == [1, 2, 1]


async def test_a_segment_may_come_in_pieces_of_any_size(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.mp4), data = await get("/mp4/whole");
      for (let at = 0; at < 3000; at += 100) await append(buffer, new Uint8Array(data, at, 100));
      const some = buffer.buffered.length ? buffer.buffered.end(0) : 0;
      const inSegment = thrown(() => { buffer.mode = "segments"; });
      buffer.abort();
      const after = thrown(() => { buffer.mode = "segments"; });
      await append(buffer, data);
      return { some, inSegment, after, buffered: near(buffer.buffered).length };
    """)
    assert 0 < found["some"] < 1
    assert found["after"] == "nothing"
    assert found["buffered"] == 1


async def test_offset_window_and_removal(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm), found = [];
      buffer.timestampOffset = 10;
      await append(buffer, await get("/webm/whole"));
      found.push(near(buffer.buffered), source.duration > 13.9);
      buffer.remove(11, 12);
      const updating = [buffer.updating, thrown(() => buffer.remove(0, 1)), thrown(() => buffer.abort())];
      await once(buffer, "updateend");
      found.push(near(buffer.buffered));
      buffer.remove(0, Infinity);
      await once(buffer, "updateend");
      found.push(near(buffer.buffered));
      buffer.timestampOffset = 0;
      buffer.appendWindowStart = 1;
      buffer.appendWindowEnd = 3;
      await append(buffer, await get("/webm/whole"));
      found.push(near(buffer.buffered), updating);
      return found;
    """)
    assert found[0] == [[10, 14]]
    assert found[1] is True
    assert found[2] == [[10, 11], [12, 14]]
    assert found[3] == []
    assert found[4] == [[1, 3]]
    assert found[5] == [True, "InvalidStateError", "InvalidStateError"]


async def test_sequence_mode_puts_segments_behind_each_other(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      buffer.mode = "sequence";
      await append(buffer, await get("/webm/header"));
      await append(buffer, await get("/webm/2"));
      const first = near(buffer.buffered), offset = buffer.timestampOffset;
      await append(buffer, await get("/webm/0"));
      return [first.length, first[0][0], Math.round(offset), near(buffer.buffered).length];
    """)
    assert found == [1, 0, -2, 1]


async def test_errors_are_those_of_the_standard(media: Media) -> None:
    found = await media.run("""
      const closed = new MediaSource(), found = {};
      found.closed = [closed.readyState, String(closed.duration), thrown(() => closed.addSourceBuffer(TYPES.mp4)),
        thrown(() => closed.endOfStream()), thrown(() => { closed.duration = 1; })];
      const source = await open(), buffer = source.addSourceBuffer(TYPES.mp4);
      found.types = [thrown(() => source.addSourceBuffer("")), thrown(() => source.addSourceBuffer("video/quicktime"))];
      found.duration = [thrown(() => { source.duration = -1; }), thrown(() => { source.duration = NaN; })];
      found.window = [thrown(() => { buffer.appendWindowEnd = 0; }), thrown(() => { buffer.appendWindowStart = -1; })];
      found.range = [thrown(() => buffer.remove(0, 1)), thrown(() => source.setLiveSeekableRange(2, 1))];
      source.removeSourceBuffer(buffer);
      found.removed = [thrown(() => buffer.buffered), thrown(() => buffer.appendBuffer(new ArrayBuffer(1))),
        thrown(() => source.removeSourceBuffer(buffer)), source.sourceBuffers.length];
      return found;
    """)
    invalid = "InvalidStateError"
    assert found["closed"] == ["closed", "NaN", invalid, invalid, invalid]
    assert found["types"] == ["TypeError", "NotSupportedError"]
    assert found["duration"] == ["TypeError", "TypeError"]
    assert found["window"] == ["TypeError", "TypeError"]
    assert found["range"] == ["TypeError", "TypeError"]
    assert found["removed"] == [invalid, invalid, "NotFoundError", 0]


async def test_damaged_bytes_end_the_stream_with_a_decode_error(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      await append(buffer, await get("/webm/header"));
      if (a.readyState === 0) await once(a, "loadedmetadata");
      for (const type of ["update", "updateend", "error"]) buffer.addEventListener(type, () => log.push(type));
      const failed = once(a, "error");
      buffer.appendBuffer(new Uint8Array(100).fill(0x55));
      await failed;
      return [log, source.readyState, a.error.code, thrown(() => buffer.appendBuffer(new ArrayBuffer(1)))];
    """)
    assert found == [["error", "updateend"], "ended", 3, "InvalidStateError"]


async def test_a_media_segment_before_its_header_is_an_error(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.mp4), failed = once(a, "error");
      buffer.appendBuffer(await get("/mp4/0"));
      await failed;
      return [source.readyState === "open", a.error.code];
    """)
    assert found == [False, 4]


async def test_change_type_goes_on_in_another_format(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      await append(buffer, await get("/webm/header"));
      await append(buffer, await get("/webm/0"));
      buffer.changeType(TYPES.mp4);
      await append(buffer, await get("/mp4/whole"));
      return [thrown(() => buffer.changeType("video/quicktime")), near(buffer.buffered).length];
    """)
    assert found == ["NotSupportedError", 1]


async def test_playback_waits_where_the_data_end_and_goes_on_with_more(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      await append(buffer, await get("/webm/header"));
      await append(buffer, await get("/webm/0"));
      for (const type of ["waiting", "playing", "ended"]) a.addEventListener(type, () => log.push(type));
      await a.play();
      await once(a, "waiting");
      const states = [a.readyState <= 2, a.paused, a.ended];
      const again = once(a, "playing");
      await append(buffer, await get("/webm/1"));
      await again;
      source.endOfStream();
      await once(a, "ended");
      return [states, log.slice(log.indexOf("playing")).filter((type, at, all) => type !== all[at - 1])];
    """)
    assert found == [[True, False, False], ["playing", "waiting", "playing", "ended"]]


async def test_a_seek_waits_for_its_data(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      await append(buffer, await get("/webm/header"));
      await append(buffer, await get("/webm/0"));
      source.duration = 4;
      a.addEventListener("seeked", () => log.push("seeked"));
      a.currentTime = 2.5;
      await once(a, "seeking");
      await new Promise((resolve) => setTimeout(resolve, 100));
      log.push(a.seeking, a.readyState);
      const seeked = once(a, "seeked");
      await append(buffer, await get("/webm/2"));
      await seeked;
      log.push(a.seeking, a.currentTime);
      return log;
    """)
    assert found == [True, 1, "seeked", False, 2.5]


async def test_loading_something_else_closes_the_source(media: Media) -> None:
    found = await media.run("""
      const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
      await append(buffer, await get("/webm/whole"));
      const closed = once(source, "sourceclose");
      a.removeAttribute("src");
      a.load();
      await closed;
      const found = [source.readyState, String(source.duration), source.sourceBuffers.length];
      const other = new Audio(), again = await open(other, source);
      const failed = once(a, "error");
      a.src = URL.createObjectURL(source);
      await failed;
      return [...found, again.readyState, a.error.code];
    """)
    assert found == ["closed", "NaN", 0, "open", 4]


async def test_types_that_are_supported(media: Media) -> None:
    types = [
        MP4,
        WEBM,
        "audio/aac",
        "audio/mpeg",
        'video/mp4; codecs="avc1.42E01E, mp4a.40.2"',
        "audio/mp4; codecs=opus",
        "audio/ogg; codecs=opus",
        "audio/wav",
        "audio/mpeg; codecs=mp3",
        "application/vnd.apple.mpegurl",
        "",
    ]
    found = await media.run(f"return {types!r}.map((type) => MediaSource.isTypeSupported(type))")
    assert found == [True] * 6 + [False] * 5


@pytest.mark.parametrize("engine", ["quickjs", "isolated"], indirect=True)
async def test_a_video_has_its_size_and_both_of_its_tracks(media: Media) -> None:
    found = await media.run("""
      const video = document.createElement("video"), source = await open(video);
      document.body.append(video);
      const sizes = [], tracks = [video.audioTracks, video.videoTracks];
      video.addEventListener("resize", () => sizes.push([video.videoWidth, video.videoHeight]));
      const buffer = source.addSourceBuffer('video/webm; codecs="vp8, opus"');
      await append(buffer, await get("/file/video-with-audio.webm"));
      source.endOfStream();
      if (video.readyState < 2) await once(video, "loadeddata");
      const end = buffer.buffered.end(0);
      await video.play();
      await once(video, "ended");
      const lengths = tracks.map((list) => list.length);
      return [sizes, video.videoWidth, buffer.buffered.length, end === video.duration, lengths];
    """)
    assert found[0] == [[found[1], found[0][0][1]]]
    assert found[1] > 0
    assert found[2:4] == [1, True]
    assert found[4] == [1, 1]
