"""Sessions of several documents in one tab: who displaces whom."""

import itertools

import pytest

from shim.session import EXCLUSIVE_TYPES, SessionType
from tests.polyfill.world import Page, World

PLAY = "(globalThis.a ||= new Audio()).play()"


def pair(world: World) -> tuple[Page, Page]:
    top = world.page()
    return top, world.page(top)


@pytest.mark.parametrize(("first", "second"), list(itertools.product(SessionType, SessionType)))
@pytest.mark.parametrize("top_first", [True, False])
def test_later_starter_is_active_and_displaces_exclusive_types(
    world: World, first: SessionType, second: SessionType, top_first: bool
) -> None:
    top, frame = pair(world)
    one, two = (top, frame) if top_first else (frame, top)
    one.do(f"navigator.audioSession.type = '{first}'; {PLAY}")
    two.do(f"navigator.audioSession.type = '{second}'; {PLAY}")
    auto = SessionType.AUTO
    both_exclusive = {first, second} <= EXCLUSIVE_TYPES | {auto}
    displaced = both_exclusive and not first == second == auto
    assert (one.state, two.state) == ("inactive" if displaced else "active", "active")
    assert one.run("return a.paused") is False
    if displaced:
        assert world.causes[-1] == (one.id, "active", "inactive", f"displaced by document {two.id}")


@pytest.mark.parametrize("type_", list(SessionType))
@pytest.mark.parametrize("setter_is_top", [True, False])
def test_setting_a_type_displaces_an_auto_sibling(world: World, type_: SessionType, setter_is_top: bool) -> None:
    top, frame = pair(world)
    setter, other = (top, frame) if setter_is_top else (frame, top)
    setter.do(PLAY)
    other.do(PLAY)
    setter.do(f"navigator.audioSession.type = '{type_}'")
    assert (setter.state, other.state) == ("active", "inactive" if type_ in EXCLUSIVE_TYPES else "active")
    if type_ in EXCLUSIVE_TYPES:
        assert world.causes[-1][3] == f"displaced by document {setter.id}, type set to {type_}"


def test_last_type_of_a_task_is_the_one_that_counts(world: World) -> None:
    top, frame = pair(world)
    top.do("navigator.audioSession.type = 'playback';" + PLAY)
    frame.do("navigator.audioSession.type = 'ambient';" + PLAY)
    frame.do("for (const t of ['playback', 'transient', 'play-and-record', 'ambient']) navigator.audioSession.type = t")
    assert (top.state, frame.state) == ("active", "active")
    frame.do("navigator.audioSession.type = 'auto'")
    assert (top.state, frame.state) == ("inactive", "active")


def test_type_set_back_within_a_task_is_not_applied(world: World) -> None:
    top, frame = pair(world)
    top.do(PLAY)
    frame.do(PLAY)
    frame.do("navigator.audioSession.type = 'playback'; navigator.audioSession.type = 'auto'")
    assert (top.state, frame.state) == ("active", "active")
    assert "type-applied" not in [m["op"] for m in frame.sent]


@pytest.mark.parametrize(
    "again",
    [
        "globalThis.b = new Audio(); b.play()",
        "a.muted = true; a.muted = false",
        "a.volume = 0; a.volume = 1",
    ],
)
def test_displaced_session_comes_back_when_something_becomes_audible_anew(world: World, again: str) -> None:
    top, frame = pair(world)
    top.do("navigator.audioSession.type = 'playback';" + PLAY)
    frame.do("navigator.audioSession.type = 'playback';" + PLAY)
    assert (top.state, frame.state) == ("inactive", "active")
    top.do(again)
    assert (top.state, frame.state) == ("active", "inactive")


@pytest.mark.parametrize(
    "nothing", ["a.play()", "a.pause(); a.play()", "a.seek()", "navigator.audioSession.type = 'auto'"]
)
def test_displaced_session_does_not_come_back_for_less(world: World, nothing: str) -> None:
    top, frame = pair(world)
    top.do("navigator.audioSession.type = 'playback';" + PLAY)
    frame.do("navigator.audioSession.type = 'playback';" + PLAY)
    top.do(nothing)
    assert (top.state, frame.state) == ("inactive", "active")
    frame.do("a.pause()")
    assert (top.state, frame.state) == ("inactive", "inactive")
    world.remove(frame)
    assert top.state == "inactive"


def test_interruption_silences_a_displaced_document_and_restores_both(world: World) -> None:
    top, frame = pair(world)
    top.do("navigator.audioSession.type = 'playback';" + PLAY)
    frame.do("navigator.audioSession.type = 'playback';" + PLAY)
    call = world.begin()
    assert (top.state, frame.state) == ("interrupted", "interrupted")
    assert top.run("return a.paused") is frame.run("return a.paused") is True
    world.end(call)
    assert (top.state, frame.state) == ("inactive", "active")
    assert top.run("return a.paused") is frame.run("return a.paused") is False


def test_tabs_do_not_touch_each_other(world: World) -> None:
    one, two = world.page(), world.page()
    for page in (one, two):
        page.do("navigator.audioSession.type = 'playback';" + PLAY)
    assert (one.state, two.state) == ("active", "active")


def test_displacer_hears_of_its_change_before_the_displaced(world: World) -> None:
    top, frame = pair(world)
    order: list[str] = []
    top.do("navigator.audioSession.type = 'playback';" + PLAY)
    frame.run("navigator.audioSession.type = 'playback';" + PLAY)
    world.on_task = lambda: order.append(f"{top.state} {frame.state}")
    world.settle()
    assert list(dict.fromkeys(order)) == ["active inactive", "active active", "inactive active"]
