"""A MediaStream as `srcObject`: https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements"""

import math
from dataclasses import dataclass, field

import pytest

from shim.audio.resource import AudioTrackInfo, VideoTrackInfo
from shim.media.element.element import ReadyState
from tests.media.element.page import Page

MICROPHONE = AudioTrackInfo("mic", "pcm_f32le", 1, 48_000, "Microphone", "")
CAMERA = VideoTrackInfo("cam", "raw", 640, 480, "Camera", "")
START = ["durationchange", "loadedmetadata", "loadeddata", "canplay"]


@dataclass
class Stream:
    active: bool = True
    audio_tracks: list[AudioTrackInfo] = field(default_factory=lambda: [MICROPHONE])
    video_tracks: list[VideoTrackInfo] = field(default_factory=list)


def with_stream(stream: Stream, **attributes: str) -> Page:
    page = Page(**attributes)
    page.set("src_object", stream)
    page.settle()
    return page


def test_a_stream_plays_without_an_end() -> None:
    page = with_stream(Stream())
    promise = page.play()
    page.settle()
    events = page.take_events()
    assert events == ["loadstart", *START, "canplaythrough", "play", "playing", (promise, "resolved")]
    element = page.element
    assert element.duration == math.inf
    assert (element.seekable, element.buffered, element.has_audio) == ((), (), True)
    page.advance(7.0)
    assert element.current_time == 7.0


def test_a_stream_cannot_be_sought_nor_sped_up() -> None:
    page = with_stream(Stream())
    page.play()
    page.advance(2.0)
    page.take_events()
    page.set("current_time", 1.0)
    page.set("playback_rate", 2.0)
    page.settle()
    assert page.take_events() == []
    assert (page.element.current_time, page.element.playback_rate, page.element.seeking) == (2.0, 1.0, False)


def test_an_inactive_stream_has_no_metadata_until_it_is_active() -> None:
    stream = Stream(active=False, audio_tracks=[])
    page = with_stream(stream)
    page.play()
    page.settle()
    assert page.element.ready_state == ReadyState.HAVE_NOTHING
    page.take_events()
    stream.active, stream.audio_tracks = True, [MICROPHONE]
    page.script(page.element.stream_changed)
    page.settle()
    assert page.take_events() == [*START, "playing", (1, "resolved"), "canplaythrough"]


def test_metadata_comes_once_however_often_the_stream_changes() -> None:
    page = Page()
    page.set("src_object", Stream())
    page.script(page.element.stream_changed)
    page.script(page.element.stream_changed)
    page.settle()
    assert page.take_events() == ["loadstart", *START, "canplaythrough"]


def test_tracks_come_and_go() -> None:
    stream = Stream(audio_tracks=[], video_tracks=[CAMERA])
    page = Page(is_video=True)
    page.set("src_object", stream)
    page.settle()
    assert "resize" in page.take_events()
    assert (page.element.has_audio, page.element.video_size) == (False, (640, 480))
    stream.audio_tracks = [MICROPHONE]
    page.script(page.element.stream_changed)
    assert page.element.has_audio


def test_a_stream_that_becomes_inactive_ends() -> None:
    stream = Stream()
    page = with_stream(stream)
    page.play()
    page.advance(0.1)
    page.take_events()
    stream.active, stream.audio_tracks = False, []
    page.script(page.element.stream_changed)
    page.script(page.element.stream_changed)
    assert not page.element.ended, "it ends in a task of its own"
    page.settle()
    assert page.take_events() == ["durationchange", "timeupdate", "pause", "ended"]
    assert page.element.ended
    assert page.element.duration == page.element.current_time == pytest.approx(0.1)
    assert page.due_timers() == []


def test_an_ended_stream_goes_on_when_active_again_and_played() -> None:
    stream = Stream()
    page = with_stream(stream)
    page.play()
    page.settle()
    stream.active, stream.audio_tracks = False, []
    page.script(page.element.stream_changed)
    page.settle()
    stream.active, stream.audio_tracks = True, [MICROPHONE]
    page.script(page.element.stream_changed)
    page.settle()
    assert page.element.ended
    page.take_events()
    promise = page.play()
    page.settle()
    assert page.take_events() == ["durationchange", "play", "playing", (promise, "resolved")]
    assert not page.element.ended
    assert page.element.duration == math.inf


def test_an_ended_stream_with_autoplay_goes_on_by_itself() -> None:
    stream = Stream()
    page = with_stream(stream, autoplay="")
    assert not page.element.paused
    stream.active, stream.audio_tracks = False, []
    page.script(page.element.stream_changed)
    page.settle()
    page.take_events()
    stream.active, stream.audio_tracks = True, [MICROPHONE]
    page.script(page.element.stream_changed)
    page.settle()
    assert page.take_events() == ["durationchange", "play", "playing"]
    assert page.element.potentially_playing


def test_an_audio_element_ends_without_sound_and_a_video_element_plays_on() -> None:
    stream = Stream(video_tracks=[CAMERA])
    audio, video = with_stream(stream), Page(is_video=True)
    video.set("src_object", stream)
    video.settle()
    stream.audio_tracks = []
    for page in (audio, video):
        page.play()
        page.script(page.element.stream_changed)
        page.settle()
    assert (audio.element.ended, video.element.ended) == (True, False)


def test_a_stream_has_a_rate_and_a_position_of_its_own() -> None:
    page = Page()
    page.set("default_playback_rate", 0.5)
    page.set("playback_rate", 0.5)
    page.settle()
    page.take_events()
    page.set("src_object", Stream())
    page.set("playback_rate", 2)
    page.set("default_playback_rate", 2)
    page.set("current_time", 42)
    page.settle()
    element = page.element
    assert (element.playback_rate, element.default_playback_rate, element.current_time) == (1, 1, 0)
    assert "ratechange" not in page.take_events()
    page.play()
    page.advance(1)
    assert element.current_time == pytest.approx(1)
    page.set("src_object", None)
    assert (element.playback_rate, element.default_playback_rate) == (0.5, 0.5)
    page.settle()


def test_taking_the_stream_away_empties_the_element() -> None:
    stream = Stream()
    page = with_stream(stream)
    page.play()
    page.advance(1.0)
    page.take_events()
    page.set("src_object", None)
    page.settle()
    assert page.take_events() == ["abort", "emptied", "timeupdate"]
    stream.active = False
    page.script(page.element.stream_changed)
    page.settle()
    assert page.take_events() == []
