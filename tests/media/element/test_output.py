"""Sound of an element and its holders: volume, the playhead, reports, closing."""

import math

import pytest

from shim.audio.errors import MediaDOMException
from shim.media.element.element import NetworkState, ReadyState
from tests.media.element.page import Page, loaded, playing


def test_muted_and_volume_fire_once_for_each_change() -> None:
    page = playing()
    page.set("muted", True)
    page.set("muted", True)
    page.set("volume", 0.25)
    page.set("muted", False)
    page.settle()
    assert page.take_events() == ["volumechange"] * 3
    assert page.playheads[-1].gain == 0.25
    assert page.playheads[-1].running


@pytest.mark.parametrize("volume", [-0.01, 1.01, math.nan])
def test_a_volume_out_of_range_is_refused_and_changes_nothing(volume: float) -> None:
    page = loaded()
    with pytest.raises(MediaDOMException) as caught:
        page.element.volume = volume
    assert caught.value.name == "IndexSizeError"
    page.settle()
    assert (page.element.volume, page.take_events()) == (1.0, [])


def test_the_muted_attribute_mutes_only_at_the_start() -> None:
    page = loaded(muted="")
    assert page.element.muted
    page.set("muted", False)
    page.set_attribute("muted", "")
    assert not page.element.muted


def test_unmuting_where_sound_is_not_allowed_pauses() -> None:
    page = playing(muted="")
    page.allowed = False
    page.set("muted", False)
    page.settle()
    assert page.take_events() == ["volumechange", "timeupdate", "pause"]


def test_internal_steps_of_the_audio_session_are_those_of_pause_and_play() -> None:
    page = playing()
    page.script(page.element.internal_pause_steps)
    page.settle()
    page.script(page.element.internal_play_steps)
    page.settle()
    assert page.take_events() == ["timeupdate", "pause", "play", "playing"]


def test_the_playhead_tells_a_recorder_what_is_heard_when() -> None:
    page = playing()
    page.advance(0.25)
    page.set("volume", 0.5)
    page.advance(0.25)
    page.set("current_time", 0.0)
    page.advance(0.25)
    page.script(page.element.pause)
    page.settle()
    heads = [(head.time - 100.0, head.position, head.running, head.gain) for head in page.playheads]
    assert heads == [
        (0.0, 0.0, False, 1.0),
        (0.0, 0.0, True, 1.0),
        (0.25, 0.25, True, 0.5),
        (0.5, 0.0, False, 0.5),
        (0.5, 0.0, True, 0.5),
        (0.75, 0.25, False, 0.5),
    ]
    assert page.playheads[-1].source is not None


def test_what_a_report_asks() -> None:
    page = loaded("video-with-audio.webm", muted="")
    element = page.element
    assert (element.has_audio, element.muted, element.volume, element.paused) == (True, True, 1.0, True)
    assert element.video_size == (64, 48)
    page.play()
    page.advance(1.0)
    assert element.position(page.time) == 1.0


def test_a_video_has_no_audio_when_its_file_has_none() -> None:
    page = Page(src="silent-video.webm", is_video=True)
    page.settle()
    assert "resize" in page.take_events()
    assert (page.element.has_audio, page.element.video_size) == (False, (64, 48))


def test_nothing_happens_after_close() -> None:
    page = playing()
    page.set("current_time", 0.5)
    page.element.close()
    page.advance(5.0)
    assert page.take_events() == []
    assert page.due_timers() == []
    assert page.element.network_state == NetworkState.EMPTY
    assert page.element.ready_state == ReadyState.HAVE_NOTHING
    assert math.isnan(page.element.duration)
    assert page.playheads[-1].source is None
