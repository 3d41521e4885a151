"""Resource selection and fetching: what is chosen, in which order events come, and what goes wrong."""

import math
from collections.abc import Callable

import pytest

from shim.audio.errors import MediaErrorCode
from shim.media.element.element import NetworkState, ReadyState
from shim.media.element.host import BlobProvider, SourceCandidate
from tests.media.element.page import BASE, Page, sound

FETCHED = ["progress", "suspend", "durationchange", "loadedmetadata", "loadeddata", "canplay", "canplaythrough"]
LOAD = ["loadstart", *FETCHED]


def test_a_new_element_has_nothing() -> None:
    element = Page().element
    assert (element.network_state, element.ready_state) == (NetworkState.EMPTY, ReadyState.HAVE_NOTHING)
    assert math.isnan(element.duration)
    assert (element.paused, element.ended, element.seeking, element.error) == (True, False, False, None)
    assert (element.current_src, element.current_time, element.buffered, element.seekable) == ("", 0.0, (), ())


def test_load_order_and_states() -> None:
    page = Page(src="tone-1s.wav")
    states: dict[str, tuple[int, int]] = {}
    element = page.element

    def watch(event: str) -> Callable[[], None]:
        return lambda: states.setdefault(event, (element.network_state, element.ready_state)) and None

    page.listeners.update({event: watch(event) for event in LOAD})
    page.settle()
    assert page.take_events() == LOAD
    assert states == {
        "loadstart": (NetworkState.LOADING, ReadyState.HAVE_NOTHING),
        "progress": (NetworkState.LOADING, ReadyState.HAVE_NOTHING),
        "suspend": (NetworkState.IDLE, ReadyState.HAVE_NOTHING),
        "durationchange": (NetworkState.IDLE, ReadyState.HAVE_METADATA),
        "loadedmetadata": (NetworkState.IDLE, ReadyState.HAVE_METADATA),
        "loadeddata": (NetworkState.IDLE, ReadyState.HAVE_ENOUGH_DATA),
        "canplay": (NetworkState.IDLE, ReadyState.HAVE_ENOUGH_DATA),
        "canplaythrough": (NetworkState.IDLE, ReadyState.HAVE_ENOUGH_DATA),
    }
    assert (element.duration, element.buffered, element.seekable) == (1.0, ((0.0, 1.0),), ((0.0, 1.0),))
    assert element.current_src == BASE + "tone-1s.wav"


def test_the_load_event_waits_for_the_first_data() -> None:
    page = Page(src="tone-1s.wav")
    assert page.load_event_delays == [True]
    page.listeners["loadeddata"] = lambda: page.load_event_delays.append(page.element.delaying_the_load_event)
    page.settle()
    assert page.load_event_delays == [True, True, False]


@pytest.mark.parametrize(
    ("src", "part"),
    [("missing.wav", "404"), ("", "empty"), ("http://[", "not a valid URL"), ("corrupt.wav", "damaged")],
)
def test_a_source_that_cannot_be_played(src: str, part: str) -> None:
    page = Page()
    page.files[BASE + "corrupt.wav"] = sound("tone-1s.wav")[:20]

    def script() -> None:
        page.attributes["src"] = src
        page.element.attribute_changed("src")
        page.element.play(1)

    page.script(script)
    page.settle()
    assert page.take_events() == ["play", "waiting", "loadstart", "error", (1, "NotSupportedError")]
    element = page.element
    assert element.error is not None
    assert element.error.code == MediaErrorCode.SRC_NOT_SUPPORTED
    assert part in element.error.message
    assert (element.network_state, element.ready_state) == (NetworkState.NO_SOURCE, ReadyState.HAVE_NOTHING)
    assert page.load_event_delays == [True, False]
    assert page.due_timers() == []


def test_another_source_after_an_error() -> None:
    page = Page(src="missing.wav")
    page.settle()
    page.take_events()
    page.set_attribute("src", "tone-1s.wav")
    page.settle()
    assert page.take_events() == ["emptied", *LOAD]
    assert page.element.error is None


def test_another_source_from_within_the_error_event() -> None:
    page = Page(src="missing.wav")
    promise = page.play()

    def fall_back() -> None:
        page.attributes["src"] = "tone-1s.wav"
        page.element.attribute_changed("src")

    page.listeners["error"] = fall_back
    page.settle()
    # The promise of the first play() was the first source's, and the fall back is paused, as after any load.
    assert page.take_events() == [
        "loadstart",
        "play",
        "waiting",
        "error",
        (promise, "NotSupportedError"),
        "emptied",
        *LOAD,
    ]
    assert page.element.paused
    assert page.load_event_delays == [True, False]


def test_audio_that_does_not_decode_is_a_decode_error() -> None:
    data = bytearray(sound("video-with-audio.mp4"))
    start, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    if end < start:
        end = len(data)
    data[start:end] = b"\xff" * (end - start)
    page = Page(src="broken.mp4")
    page.files[BASE + "broken.mp4"] = bytes(data)
    page.play()
    page.settle()
    assert page.take_events()[-4:] == ["suspend", "durationchange", "loadedmetadata", "error"]
    element = page.element
    assert element.error is not None
    assert element.error.code == MediaErrorCode.DECODE
    assert not element.potentially_playing
    assert element.network_state == NetworkState.IDLE


# -- changing the source


def test_a_new_src_while_playing() -> None:
    page = Page(src="tone-1s.wav")
    page.play()
    page.advance(0.5)
    page.take_events()
    page.set_attribute("src", "music.ogg")
    assert (page.element.paused, page.element.current_time) == (True, 0.0)
    page.settle()
    assert page.take_events() == ["abort", "emptied", "timeupdate", *LOAD]
    assert page.element.duration == 4.0


def test_a_new_src_while_play_is_pending_rejects_its_promise() -> None:
    page = Page(src="tone-1s.wav")
    first = page.play()
    page.set_attribute("src", "music.ogg")
    assert page.settled == {first: "AbortError"}
    second = page.play()
    page.settle()
    assert page.settled[second] == "resolved"
    assert page.fetched[-1] == BASE + "music.ogg"


def test_a_load_settles_the_promises_of_tasks_that_it_removes() -> None:
    page = Page(src="tone-1s.wav")
    page.settle()
    resolved = page.play()  # its `playing` task is queued and not yet run
    page.script(page.element.load)
    assert page.settled == {resolved: "resolved"}
    page.settle()
    assert "playing" not in page.take_events()


@pytest.mark.parametrize("steps", range(3))
def test_a_fetch_that_is_overtaken_does_nothing(steps: int) -> None:
    """Before its first step, while it fetches, and while it is being inspected."""
    page = Page(src="tone-1s.wav")
    page.network_up = False
    page.settle()
    for _ in range(steps):
        page.run_background_step()
    page.set_attribute("src", "music.ogg")
    page.network_up = True
    page.settle()
    assert page.take_events() == ["loadstart", "abort", "emptied", *LOAD]
    assert page.element.duration == 4.0


@pytest.mark.parametrize("event", ["progress", "suspend"])
def test_another_source_from_within_the_fetch_events(event: str) -> None:
    page = Page(src="tone-1s.wav")

    def change() -> None:
        del page.listeners[event]
        page.attributes["src"] = "music.ogg"
        page.element.attribute_changed("src")

    page.listeners[event] = change
    page.settle()
    events = page.take_events()
    assert events[-len(LOAD) - 2 :] == ["abort", "emptied", *LOAD]
    assert events.count("loadedmetadata") == 1
    assert page.element.duration == 4.0


def test_taking_src_away_and_loading_empties_the_element() -> None:
    page = Page(src="tone-1s.wav")
    page.play()
    page.settle()
    page.take_events()
    page.set_attribute("src", None)
    assert page.element.ready_state == ReadyState.HAVE_ENOUGH_DATA
    page.script(page.element.load)
    page.settle()
    assert page.take_events() == ["abort", "emptied"]
    assert page.element.network_state == NetworkState.EMPTY
    assert page.load_event_delays[-1] is False


def test_play_without_a_source_is_pending_until_there_is_one() -> None:
    page = Page()
    promise = page.play()
    page.settle()
    assert page.take_events() == ["play", "waiting"]
    assert page.settled == {}
    page.set_attribute("src", "tone-1s.wav")
    page.settle()
    # networkState was EMPTY, so the load neither paused the element nor rejected the promise.
    assert page.take_events() == [*LOAD[:-1], "playing", (promise, "resolved"), "canplaythrough"]


# -- <source>


def with_sources(*sources: SourceCandidate) -> Page:
    page = Page()
    page.sources = list(sources)
    page.script(page.element.source_inserted)
    return page


def test_sources_are_tried_until_one_plays() -> None:
    page = with_sources(
        SourceCandidate("no type", "x.avi", "video/x-msvideo"),
        SourceCandidate("no src", None),
        SourceCandidate("other media", "music.ogg", media_matches=False),
        SourceCandidate("missing", "missing.ogg", "audio/ogg"),
        SourceCandidate("good", "tone-1s.wav", "audio/wav"),
        SourceCandidate("never", "music.ogg"),
    )
    page.settle()
    failed = [("error", handle) for handle in ("no type", "no src", "other media", "missing")]
    assert page.take_events() == ["loadstart", *failed, *FETCHED]
    assert page.element.current_src == BASE + "tone-1s.wav"
    assert page.fetched == [BASE + "missing.ogg", BASE + "tone-1s.wav"]


def test_when_every_source_fails_the_element_waits_for_another() -> None:
    page = with_sources(SourceCandidate("a", "missing.ogg"))
    promise = page.play()
    page.settle()
    assert page.take_events() == ["loadstart", "play", "waiting", ("error", "a")]
    assert page.element.network_state == NetworkState.NO_SOURCE
    assert page.element.error is None
    assert page.load_event_delays == [True, False]
    page.sources.append(SourceCandidate("b", "tone-1s.wav"))
    page.script(page.element.source_inserted)
    page.settle()
    assert page.take_events() == [*FETCHED[:-1], "playing", (promise, "resolved"), "canplaythrough"]
    assert page.load_event_delays == [True, False, True, False]


def test_a_source_removed_after_it_failed_is_not_tried_again() -> None:
    page = with_sources(SourceCandidate("a", "missing.ogg"), SourceCandidate("b", "missing-too.ogg"))
    page.settle()
    page.sources = [page.sources[0], SourceCandidate("c", "tone-1s.wav")]
    page.script(page.element.source_inserted)
    page.settle()
    assert page.fetched == [BASE + "missing.ogg", BASE + "missing-too.ogg", BASE + "tone-1s.wav"]


def test_src_wins_over_sources() -> None:
    page = Page(src="tone-1s.wav")
    page.sources = [SourceCandidate("a", "music.ogg")]
    page.script(page.element.source_inserted)
    page.settle()
    assert page.fetched == [BASE + "tone-1s.wav"]


def test_a_source_inserted_later_into_a_playing_element_does_nothing() -> None:
    page = with_sources(SourceCandidate("a", "tone-1s.wav"))
    page.settle()
    page.take_events()
    page.sources.append(SourceCandidate("b", "music.ogg"))
    page.script(page.element.source_inserted)
    page.settle()
    assert page.take_events() == []


# -- preload


def test_preload_none_fetches_nothing_until_play() -> None:
    page = Page(src="tone-1s.wav", preload="none")
    page.settle()
    assert page.take_events() == ["loadstart", "suspend"]
    assert (page.fetched, page.element.network_state) == ([], NetworkState.IDLE)
    assert page.load_event_delays == [True, False]
    promise = page.play()
    page.settle()
    expected = ["play", "waiting", *FETCHED[:-1], "playing", (promise, "resolved"), "canplaythrough"]
    assert page.take_events() == expected


@pytest.mark.parametrize("reason", ["preload", "load", "autoplay"])
def test_what_else_makes_a_preload_none_element_fetch(reason: str) -> None:
    page = Page(src="tone-1s.wav", preload="none", **({"autoplay": ""} if reason == "autoplay" else {}))
    page.settle()
    if reason == "preload":
        page.set_attribute("preload", "auto")
    elif reason == "load":
        page.script(page.element.load)
    page.settle()
    assert page.fetched == [BASE + "tone-1s.wav"]
    assert page.element.ready_state == ReadyState.HAVE_ENOUGH_DATA


@pytest.mark.parametrize("preload", ["metadata", "auto", "", "nonsense"])
def test_every_other_preload_fetches(preload: str) -> None:
    page = Page(src="tone-1s.wav", preload=preload)
    page.settle()
    assert page.take_events() == LOAD


def test_a_silent_network_is_a_stall() -> None:
    page = Page(src="tone-1s.wav")
    page.network_up = False
    page.advance(10.0)
    assert page.take_events() == ["loadstart", "stalled"]
    page.network_up = True
    page.settle()
    assert page.take_events() == FETCHED


# -- play() and its promise


def test_play_that_is_not_allowed() -> None:
    page = Page(src="tone-1s.wav")
    page.allowed = False
    promise = page.play()
    assert page.settled == {promise: "NotAllowedError"}
    page.settle()
    assert page.element.paused
    assert page.take_events() == [(promise, "NotAllowedError"), *LOAD]


def test_play_after_a_source_failed_is_refused_at_once() -> None:
    page = Page(src="missing.wav")
    page.settle()
    promise = page.play()
    assert page.settled == {promise: "NotSupportedError"}


def test_pause_rejects_a_pending_play() -> None:
    page = Page(src="tone-1s.wav")
    first, second = page.play(), page.play()
    page.script(page.element.pause)
    page.settle()
    assert page.settled == {first: "AbortError", second: "AbortError"}
    expected = ["timeupdate", "pause", (first, "AbortError"), (second, "AbortError")]
    events = page.take_events()
    start = events.index("timeupdate")
    assert events[start : start + 4] == expected


def test_promises_resolve_in_order_after_playing() -> None:
    page = Page(src="tone-1s.wav")
    first, second = page.play(), page.play()
    page.settle()
    events = page.take_events()
    start = events.index("playing")
    assert events[start : start + 3] == ["playing", (first, "resolved"), (second, "resolved")]


# -- srcObject


def test_a_blob_as_src_object() -> None:
    page = Page(src="music.ogg")
    page.set("src_object", BlobProvider(sound("tone-1s.wav")))
    page.settle()
    assert page.element.duration == 1.0
    assert page.element.current_src == ""
    assert page.fetched == []
    page.set("src_object", None)
    page.settle()
    assert page.element.duration == 4.0


def test_a_blob_that_is_no_media() -> None:
    page = Page()
    page.set("src_object", BlobProvider(b"nothing", "text/plain"))
    promise = page.play()
    page.settle()
    assert page.settled == {promise: "NotSupportedError"}
    assert page.element.error is not None
    assert "text/plain" in page.element.error.message
