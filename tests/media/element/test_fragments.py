"""`#t=…` of a media URL: what is understood, where playback begins, and where it pauses."""

import math

import pytest

from shim.media.element.fragments import time_range
from tests.media.element.page import Page

NOTHING = (0.0, math.inf)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("t=10", (10.0, math.inf)), ("t=10,20", (10.0, 20.0)), ("t=,20", (0.0, 20.0)), ("t=1.5,2.25", (1.5, 2.25)),
        ("t=npt:7", (7.0, math.inf)), ("t=npt%3A7", (7.0, math.inf)), ("%74=7", (7.0, math.inf)),
        ("t=3.", (3.0, math.inf)), ("t=01:30", (90.0, math.inf)), ("t=1:00:05.5,1:02:00", (3605.5, 3720.0)),
        ("t=100:00:00", (360000.0, math.inf)), ("track=a&t=4&xywh=0,0,9,9", (4.0, math.inf)),
        ("t=4&t=6", (6.0, math.inf)), ("t=4&t=wrong", (4.0, math.inf)), ("", NOTHING), ("t", NOTHING),
        ("t=", NOTHING), ("t=,", NOTHING), ("t=5,", NOTHING), ("t=5,5", NOTHING), ("t=6,5", NOTHING),
        ("t=-1", NOTHING), ("t=1e3", NOTHING), ("t=٣", NOTHING), ("t=60:00", NOTHING), ("t=00:60", NOTHING),
        ("T=5", NOTHING), ("t=1,2,3", NOTHING), ("t=npt:npt:3", NOTHING), ("t=smpte:00:00:01", NOTHING),
    ],
)  # fmt: skip
def test_what_a_fragment_says(fragment: str, expected: tuple[float, float]) -> None:
    assert time_range(f"https://example.test/a.mp3?t=99#{fragment}") == expected


def test_playback_begins_where_the_fragment_says() -> None:
    page = Page(src="music.ogg#t=2.5")
    page.settle()
    assert page.element.current_time == 2.5
    assert page.element.current_src.endswith("music.ogg#t=2.5")
    assert [event for event in page.events if event in ("seeking", "seeked", "loadedmetadata")] == [
        "loadedmetadata", "seeking", "seeked",
    ]  # fmt: skip


def test_a_position_that_the_page_asked_for_goes_before_that_of_the_fragment() -> None:
    page = Page(src="music.ogg#t=2.5")
    page.element.current_time = 1.0
    page.settle()
    assert page.element.current_time == 1.0


def test_a_start_beyond_the_end_is_the_end() -> None:
    page = Page(src="tone-1s.wav#t=50")
    page.settle()
    assert page.element.current_time == 1.0


def test_playback_pauses_once_where_the_range_ends() -> None:
    page = Page(src="music.ogg#t=1,1.5")
    page.settle()
    page.play()
    page.settle()
    page.take_events()
    page.advance(0.6)
    assert (page.element.paused, page.element.ended) == (True, False)
    assert page.element.current_time == pytest.approx(1.5)
    assert page.take_events()[-2:] == ["timeupdate", "pause"]
    page.play()
    page.advance(1.0)
    assert (page.element.paused, page.element.current_time) == (False, pytest.approx(2.5))


def test_playback_that_begins_beyond_the_range_pauses_at_once() -> None:
    page = Page(src="music.ogg#t=1,1.5")
    page.settle()
    page.element.current_time = 3.0
    page.settle()
    page.play()
    page.settle()
    page.advance(0.1)
    assert (page.element.paused, page.element.current_time) == (True, pytest.approx(3.0))


def test_another_source_has_no_range() -> None:
    page = Page(src="music.ogg#t=1,1.5")
    page.settle()
    page.set_attribute("src", "music.ogg")
    page.settle()
    page.play()
    page.advance(2.0)
    assert (page.element.paused, page.element.current_time) == (False, pytest.approx(2.0))
