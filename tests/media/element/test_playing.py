"""Playing, pausing, seeking and ending, with every event in order."""

import math
from itertools import pairwise

import pytest

from shim.audio.errors import MediaDOMException
from tests.media.element.page import Page, loaded, playing

LOAD = ["loadstart", "progress", "suspend", "durationchange", "loadedmetadata", "loadeddata", "canplay"]
SEEK = ["seeking", "timeupdate", "seeked"]


def test_load_then_play() -> None:
    page = loaded()
    promise = page.play()
    assert not page.element.paused
    page.settle()
    assert page.take_events() == ["play", "playing", (promise, "resolved")]
    assert page.element.potentially_playing


def test_play_before_anything_is_loaded() -> None:
    page = Page(src="tone-1s.wav")
    promise = page.play()
    page.settle()
    assert page.take_events() == [
        "loadstart", "play", "waiting", "progress", "suspend", "durationchange", "loadedmetadata", "loadeddata",
        "canplay", "playing", (promise, "resolved"), "canplaythrough",
    ]  # fmt: skip


def test_src_and_play_in_one_script() -> None:
    page = Page()

    def script() -> None:
        page.attributes["src"] = "tone-1s.wav"
        page.element.attribute_changed("src")
        page.element.play(1)

    page.script(script)
    page.settle()
    assert page.take_events()[:4] == ["play", "waiting", "loadstart", "progress"]
    assert page.settled == {1: "resolved"}


def test_playing_to_the_end() -> None:
    page = playing()
    page.event_times.clear()
    page.advance(5.0)
    start = 100.0
    assert page.event_times == [
        ("timeupdate", start + 0.25),
        ("timeupdate", start + 0.5),
        ("timeupdate", start + 0.75),
        ("timeupdate", start + 1.0),
        ("pause", start + 1.0),
        ("ended", start + 1.0),
    ]
    element = page.element
    assert (element.ended, element.paused, element.current_time, element.played) == (True, True, 1.0, ((0.0, 1.0),))
    assert page.due_timers() == []


def test_state_is_ended_and_not_yet_paused_in_the_last_timeupdate() -> None:
    page = playing()
    seen = []
    page.listeners["timeupdate"] = lambda: seen.append((page.element.ended, page.element.paused))
    page.listeners["pause"] = lambda: seen.append((page.element.ended, page.element.paused))
    page.advance(2.0)
    assert seen[-2:] == [(True, False), (True, True)]


def test_playing_again_starts_over() -> None:
    page = playing()
    page.advance(2.0)
    page.take_events()
    promise = page.play()
    page.settle()
    assert page.take_events() == ["seeking", "play", "playing", (promise, "resolved"), "timeupdate", "seeked"]
    page.advance(0.5)
    assert page.element.current_time == 0.5
    assert not page.element.ended


def test_pause_stops_the_position_and_the_timers() -> None:
    page = playing()
    page.advance(0.3)
    page.take_events()
    page.script(page.element.pause)
    page.settle()
    assert page.take_events() == ["timeupdate", "pause"]
    page.advance(10.0)
    assert page.element.current_time == pytest.approx(0.3)
    assert page.take_events() == []
    assert page.due_timers() == []
    page.play()
    page.advance(0.2)
    assert page.element.current_time == pytest.approx(0.5)


def test_pausing_twice_and_playing_twice_do_nothing_more() -> None:
    page = playing()
    promise = page.play()
    page.settle()
    assert page.take_events() == [(promise, "resolved")]
    page.script(page.element.pause)
    page.script(page.element.pause)
    page.settle()
    assert page.take_events() == ["timeupdate", "pause"]


def test_play_and_pause_in_one_script() -> None:
    page = loaded()

    def script() -> None:
        page.element.play(1)
        page.element.pause()

    page.script(script)
    page.settle()
    # `playing` was queued with its promise before the pause, so it is fired and the promise resolved.
    assert page.take_events() == ["play", "playing", (1, "resolved"), "timeupdate", "pause"]
    assert page.element.paused


def test_seek_while_paused() -> None:
    page = loaded("music.ogg")
    page.set("current_time", 2.5)
    assert page.element.seeking
    assert page.element.current_time == 2.5
    page.settle()
    assert page.take_events() == SEEK
    assert not page.element.seeking
    page.advance(1.0)
    assert page.element.current_time == 2.5


def test_seeking_is_true_in_its_event_and_false_in_seeked() -> None:
    page = loaded("music.ogg")
    seen = []
    for event in SEEK:
        page.listeners[event] = lambda: seen.append(page.element.seeking)
    page.script(lambda: page.element.fast_seek(1.0))
    page.settle()
    assert seen == [True, False, False]


def test_seek_while_playing_goes_on_from_there() -> None:
    page = playing("music.ogg")
    page.advance(0.5)
    page.take_events()
    page.set("current_time", 3.0)
    page.advance(0.125)
    assert page.take_events() == SEEK
    assert page.element.current_time == 3.125
    assert page.element.played == ((0.0, 0.5), (3.0, 3.125))


def test_a_second_seek_takes_the_place_of_the_first() -> None:
    page = loaded("music.ogg")

    def script() -> None:
        page.element.current_time = 1.0
        page.element.current_time = 2.0

    page.script(script)
    page.settle()
    assert page.take_events() == ["seeking", "seeking", "timeupdate", "seeked"]
    assert page.element.current_time == 2.0


def test_seeks_are_clamped_to_the_media() -> None:
    page = loaded("music.ogg")
    page.set("current_time", -1.0)
    assert page.element.current_time == 0.0
    page.set("current_time", 99.0)
    assert page.element.current_time == 4.0


@pytest.mark.parametrize("start_playing", [True, False])
def test_seek_to_the_end_ends(start_playing: bool) -> None:
    page = playing("music.ogg") if start_playing else loaded("music.ogg")
    page.set("current_time", 4.0)
    page.settle()
    pause = ["pause"] if start_playing else []
    assert page.take_events() == [*SEEK, "timeupdate", *pause, "ended"]
    assert page.element.ended


def test_seek_to_the_end_of_a_paused_loop_stays_there() -> None:
    page = loaded("music.ogg", loop="")
    page.set("current_time", 4.0)
    page.advance(1.0)
    assert page.take_events() == SEEK
    assert (page.element.current_time, page.element.ended) == (4.0, False)


def test_a_position_set_before_loading_is_where_playback_starts() -> None:
    page = Page(src="music.ogg", preload="none")
    page.set("current_time", 2.0)
    assert page.element.current_time == 2.0
    page.play()
    page.advance(0.5)
    assert page.element.current_time == 2.5
    events = page.take_events()
    assert events.index("seeking") > events.index("loadedmetadata")
    assert events.index("seeked") < len(events)


def test_loop_seeks_back_and_never_ends() -> None:
    page = playing(loop="")
    page.event_times.clear()
    page.advance(2.5)
    beat = ["timeupdate"] * 3
    assert page.take_events() == [*beat, *SEEK, *beat, *SEEK, "timeupdate", "timeupdate"]
    assert page.element.current_time == 0.5
    assert (page.element.ended, page.element.paused) == (False, False)


def test_loop_taken_away_ends_at_the_next_end() -> None:
    page = playing(loop="")
    page.advance(1.5)
    page.set_attribute("loop", None)
    page.advance(1.0)
    assert page.element.ended


def test_loop_given_at_the_end_starts_over_on_play() -> None:
    page = playing()
    page.advance(2.0)
    page.set_attribute("loop", "")
    page.take_events()
    assert not page.element.ended
    page.play()
    page.advance(0.5)
    assert page.element.current_time == 0.5
    assert "ended" not in page.take_events()


def test_the_rate_changes_how_fast_the_end_comes() -> None:
    page = playing("music.ogg")
    page.advance(1.0)
    page.take_events()
    page.set("playback_rate", 2.0)
    page.advance(0.2)
    assert page.take_events()[0] == "ratechange"
    page.advance(1.3)
    assert page.element.ended


def test_rate_0_holds_without_pausing() -> None:
    page = playing()
    page.set("playback_rate", 0)
    page.settle()
    page.take_events()
    page.advance(10.0)
    assert page.take_events() == []
    assert page.element.current_time == 0.0
    assert not page.element.paused
    page.set("playback_rate", 1)
    page.advance(1.0)
    assert page.element.ended


def test_backwards_to_the_start_stops_without_ended() -> None:
    page = loaded()
    page.set("current_time", 0.6)
    page.set("playback_rate", -1)
    page.play()
    page.settle()
    page.take_events()
    page.advance(2.0)
    assert page.take_events() == ["timeupdate", "timeupdate", "timeupdate"]
    element = page.element
    assert (element.current_time, element.ended, element.paused) == (0.0, False, False)
    assert not element.potentially_playing
    assert page.due_timers() == []


@pytest.mark.parametrize("rate", [0.01, 17.0, -40.0, math.inf, math.nan])
def test_a_rate_out_of_range_is_refused_and_changes_nothing(rate: float) -> None:
    page = loaded()
    with pytest.raises(MediaDOMException) as caught:
        page.element.playback_rate = rate
    assert caught.value.name == "NotSupportedError"
    page.settle()
    assert (page.element.playback_rate, page.take_events()) == (1.0, [])


def test_default_rate_is_taken_on_load() -> None:
    page = loaded()
    page.set("default_playback_rate", 2.0)
    page.settle()
    assert page.take_events() == ["ratechange"]
    assert page.element.playback_rate == 1.0
    page.script(page.element.load)
    page.settle()
    assert page.element.playback_rate == 2.0
    assert page.take_events()[:4] == ["abort", "emptied", "ratechange", "loadstart"]


def test_current_time_does_not_move_while_a_script_runs() -> None:
    page = playing()
    page.advance(0.25)

    def script() -> tuple[float, float]:
        first = page.element.current_time
        page.time += 0.01
        return first, page.element.current_time

    assert page.script(script) == (0.25, 0.25)
    assert page.element.current_time == pytest.approx(0.26)


def test_a_timeupdate_comes_every_quarter_of_a_second_even_when_the_loop_was_late() -> None:
    page = playing("music.ogg")
    page.time += 1.1
    page.event_times.clear()
    page.advance(0.5)
    times = [time for _, time in page.event_times]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
    assert len(times) == 3


@pytest.mark.parametrize("meanwhile", ["mute", "pause"])
def test_an_end_that_a_busy_loop_has_not_noticed_yet_is_not_lost(meanwhile: str) -> None:
    page = playing()
    page.time += 1.5  # the timer for the end is due, and script runs before it
    if meanwhile == "mute":
        page.set("muted", True)
        assert page.playheads[-1].gain == 0.0
    else:
        page.script(page.element.pause)
    page.advance(0.0)
    assert page.take_events()[-1] == "ended"
    assert (page.element.paused, page.element.ended, page.element.current_time) == (True, True, 1.0)
    assert not page.playheads[-1].running
    assert page.due_timers() == []


def test_removal_pauses_once_the_script_is_done() -> None:
    page = playing()
    page.attached = False
    page.script(page.element.removed_from_document)
    assert page.element.paused
    page.settle()
    assert page.take_events() == ["timeupdate", "pause"]


def test_moving_within_the_document_does_not_pause() -> None:
    page = playing()

    def script() -> None:
        page.attached = False
        page.element.removed_from_document()
        page.attached = True

    page.script(script)
    page.settle()
    assert page.take_events() == []
    assert not page.element.paused


def test_autoplay() -> None:
    page = Page(src="tone-1s.wav", autoplay="")
    page.settle()
    assert page.take_events() == [*LOAD, "play", "playing", "canplaythrough"]
    page.advance(2.0)
    assert page.element.ended


def test_autoplay_that_is_not_allowed_stays_paused() -> None:
    page = Page(src="tone-1s.wav", autoplay="")
    page.allowed = False
    page.settle()
    assert page.take_events() == [*LOAD, "canplaythrough"]
    assert page.element.paused


def test_pausing_before_the_data_is_there_cancels_autoplay() -> None:
    page = Page(src="tone-1s.wav", autoplay="")
    page.script(page.element.pause)
    page.settle()
    assert page.element.paused


def test_who_follows_cues_hears_of_each_position_that_counts() -> None:
    page = Page(src="tone-1s.wav")
    page.settle()
    assert page.marches == []
    page.script(lambda: page.element.set_cue_alarm(0.4))
    page.play()
    page.settle()
    assert page.marches == [(0.0, True)]
    page.advance(0.2)
    page.script(page.element.pause)
    page.advance(5)
    page.play()
    page.advance(0.3)
    assert (0.4, True) in page.marches
    page.marches.clear()
    page.set("current_time", 0.9)
    page.settle()
    assert page.marches == [(0.9, False)]
    page.advance(1)
    assert page.marches[-1] == (1.0, True)
    page.script(page.element.load)
    assert page.marches[-1] == "reset"
    page.settle()
