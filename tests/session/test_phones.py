"""Behaviour of phones beside arbitration: the buttons, the effect of the screen on sound, the outputs of tabs."""

from __future__ import annotations

import pytest

from shim.session import ElementKind, Output, Participant, Policy, PolicyError, SessionType, SystemEvent
from shim.session.now_playing import now_playing, session_of
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, Stage, Tab
from tests.session.test_policy import valid

AUTO, AMBIENT, PLAYBACK = SessionType.AUTO, SessionType.AMBIENT, SessionType.PLAYBACK
CALL = SessionType.PLAY_AND_RECORD
VIDEO, CONTEXT, MICROPHONE = ElementKind.VIDEO, ElementKind.AUDIO_CONTEXT, ElementKind.MICROPHONE


def name_of(participant: Participant | None) -> str | None:
    return None if participant is None else participant.name


def test_buttons_go_to_who_played_last() -> None:
    stage = Stage("desktop")
    music, page, rain = stage.app(), stage.tab(), stage.app(AMBIENT)
    assert now_playing(stage.device) is None
    music.play()
    page.play()
    rain.play()  # what mixes is not played by buttons
    assert name_of(now_playing(stage.device)) == page.name
    page.stop()
    assert name_of(now_playing(stage.device)) == page.name
    music.pause()
    music.play()
    assert name_of(now_playing(stage.device)) == music.name
    music.close()
    page.close()
    assert now_playing(stage.device) is None


def test_a_call_has_the_buttons_and_who_resumes_has_them_again() -> None:
    stage = Stage("ios")
    page = stage.tab()
    page.play()
    with stage.event(SystemEvent.ALARM):
        assert name_of(now_playing(stage.device)) == page.name
        with stage.event(SystemEvent.CALL):
            assert name_of(now_playing(stage.device)) == "phone call"
    assert name_of(now_playing(stage.device)) == page.name


def test_the_document_of_a_tab_that_gets_them() -> None:
    stage = Stage("ios")
    page = stage.tab()
    frame = stage.tab(AUTO, CONTEXT, parent=page)
    other = stage.tab(AUTO, ElementKind.AUDIO, parent=page)
    tab = stage.device.tab_of(page.id)
    assert session_of(tab, stage.device.policy) is None
    for heard, expected in ((page, page), (frame, page), (other, other)):
        heard.play()
        found = session_of(tab, stage.device.policy)
        assert found is not None
        assert found.id == expected.id
    frame.set_type(PLAYBACK)  # contexts get them under types that the page has set
    frame.pause()
    frame.play()
    found = session_of(tab, stage.device.policy)
    assert found is not None
    assert found.id == frame.id


def screen(stage: Stage, what: str, on: bool) -> None:
    change = stage.device.set_locked if what == "lock" else stage.device.set_background
    stage.tell(change(on, stage.tick()))


@pytest.mark.parametrize("what", ["lock", "background"])
@pytest.mark.parametrize(
    ("type_", "kinds", "goes_on"),
    [
        (AUTO, (CONTEXT,), False),
        (AMBIENT, (CONTEXT,), False),
        (PLAYBACK, (CONTEXT,), True),
        (CALL, (CONTEXT,), True),
        (CALL, (VIDEO,), False),
        (PLAYBACK, (CONTEXT, VIDEO), True),
        (AUTO, (CONTEXT, VIDEO), False),
        (AUTO, (VIDEO, MICROPHONE), True),
        (AUTO, (VIDEO, ElementKind.AUDIO), True),
    ],
)
def test_what_the_screen_silences_on_ios(
    what: str, type_: SessionType, kinds: tuple[ElementKind, ...], goes_on: bool
) -> None:
    stage = Stage("ios")
    page = stage.tab(type_, *kinds)
    for index in range(len(kinds)):
        page.play(index)
    screen(stage, what, True)
    assert page.state == (ACTIVE if goes_on else INTERRUPTED)
    screen(stage, what, False)
    assert page.state is ACTIVE


def test_the_lock_in_the_background() -> None:
    stage = Stage("ios")
    page = stage.tab(AUTO, VIDEO)
    page.play()
    screen(stage, "background", True)
    screen(stage, "lock", True)
    assert page.state is INTERRUPTED
    screen(stage, "lock", False)
    assert page.state is INTERRUPTED
    screen(stage, "background", False)
    assert (page.state, page.is_playing()) == (ACTIVE, True)


def test_what_is_stopped_meanwhile_does_not_resume() -> None:
    stage = Stage("ios")
    page = stage.tab(AUTO, VIDEO)
    page.play()
    screen(stage, "background", True)
    page.stop()
    screen(stage, "lock", True)
    screen(stage, "lock", False)
    screen(stage, "background", False)
    assert (page.state, page.is_playing()) == (INACTIVE, False)


def picture(stage: Stage, tab: Tab, on: bool) -> None:
    stage.tell(stage.device.set_in_picture(tab.id, tab.document.sources[0].id, stage.tick(), on=on))


def test_picture_in_picture() -> None:
    stage = Stage("ios")
    page = stage.tab(AUTO, VIDEO)
    page.play()
    picture(stage, page, True)
    screen(stage, "background", True)
    assert page.state is ACTIVE
    screen(stage, "lock", True)
    assert page.state is INTERRUPTED
    screen(stage, "lock", False)
    assert page.state is ACTIVE
    picture(stage, page, False)
    assert page.state is INTERRUPTED
    picture(stage, page, True)
    assert page.state is ACTIVE


def heard(stage: Stage) -> list[tuple[Output, str]]:
    return [(a.output, a.quality) for a in stage.device.audible()]


def test_elements_are_heard_where_the_page_says() -> None:
    stage = Stage("desktop")
    page = stage.tab(AUTO, ElementKind.AUDIO, CONTEXT)
    first, second = (source.id for source in page.document.sources)
    page.play(0)
    page.play(1)
    for output in ("headphones", "bluetooth"):
        stage.device.plug(output, 0.0)
    assert heard(stage) == [(Output.BLUETOOTH, "full")]
    stage.device.set_sink(page.id, first, Output.HEADPHONES)
    assert heard(stage) == [(Output.HEADPHONES, "full"), (Output.BLUETOOTH, "full")]
    stage.device.set_sink(page.id, second, Output.SPEAKER)
    assert heard(stage) == [(Output.HEADPHONES, "full"), (Output.SPEAKER, "full")]
    stage.unplug("headphones")
    assert heard(stage) == [(Output.BLUETOOTH, "full"), (Output.SPEAKER, "full")]
    stage.device.set_sink(page.id, second, None)
    assert heard(stage) == [(Output.BLUETOOTH, "full")]


@pytest.mark.parametrize(("policy", "lasts"), [("ios", True), ("android", False)])
def test_a_calls_route_lasts_while_audio_plays(policy: str, lasts: bool) -> None:
    stage = Stage(policy)
    page = stage.tab(AUTO, ElementKind.AUDIO, MICROPHONE)
    stage.device.plug("bluetooth", 0.0)
    page.play(0)
    assert heard(stage) == [(Output.BLUETOOTH, "full")]
    page.play(1)
    assert heard(stage) == [(Output.BLUETOOTH, "call")]
    page.pause(1)
    assert heard(stage) == [(Output.BLUETOOTH, "call" if lasts else "full")]
    page.pause(0)
    page.play(0)
    assert heard(stage) == [(Output.BLUETOOTH, "full")]


def test_a_policy_with_a_flag_that_is_none() -> None:
    with pytest.raises(PolicyError, match=r"capture\.mutes_hidden_cameras: this must be true or false, not 1"):
        Policy.parse({**valid(), "capture": {"mutes_hidden_cameras": 1}})
    with pytest.raises(PolicyError, match=r"background\.exempt: there is no such thing in its table background"):
        Policy.parse({**valid(), "background": {"exempt": []}})
