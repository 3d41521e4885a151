"""Tabs and apps under the policies: what is refused, muted, ducked, routed, paused, and what comes back."""

import pytest

from shim.session import ElementKind, LocalSessionError, Output, SessionType, SystemEvent
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, Stage

P, TD, TS, AM = SessionType.PLAYBACK, SessionType.TRANSIENT, SessionType.TRANSIENT_SOLO, SessionType.AMBIENT
PAR = SessionType.PLAY_AND_RECORD
CALL, ALARM, ASSISTANT = SystemEvent


def test_stopped_tab_is_silent_and_stays_so() -> None:
    stage = Stage("spec")
    top = stage.tab()
    frame = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT, parent=top)
    music = stage.app()
    top.play()
    frame.play()
    music.play()
    assert [p.state for p in (top, frame, music)] == [INACTIVE, INACTIVE, ACTIVE]
    assert not top.is_playing()
    assert not frame.is_playing()
    music.stop()
    assert (top.state, top.gain) == (INACTIVE, 0.0)
    assert stage.lines()[2] == f"{top.name}: active>inactive stopped by {music.name}"


def test_refused_tab_is_silent_and_may_ask_again() -> None:
    stage = Stage("spec")
    call, page = stage.app(PAR), stage.tab()
    call.play()
    page.play()
    assert (page.state, page.is_playing(), page.document.log) == (INACTIVE, False, [])
    call.stop()
    assert page.state is INACTIVE
    page.play()
    assert (page.state, page.gain) == (ACTIVE, 1.0)


def test_a_frame_is_refused_what_its_tab_has_not() -> None:
    stage = Stage("spec")
    game = stage.tab(AM)
    frame = stage.tab(P, parent=game)
    call = stage.app(PAR)
    game.play()
    call.play()
    frame.play()
    assert (game.state, frame.state, frame.is_playing()) == (ACTIVE, INACTIVE, False)
    assert game.gain == 1.0


def test_a_type_that_is_refused_ends_the_session() -> None:
    stage = Stage("spec")
    game, call = stage.tab(AM), stage.app(PAR)
    game.play()
    call.play()
    game.set_type(P)
    assert (game.state, game.is_playing()) == (INACTIVE, False)
    assert stage.lines()[-1] == f"{game.name}: active>inactive refused because of {call.name}"


def test_refused_while_interrupted_is_held_on() -> None:
    stage = Stage("android")
    page, app = stage.tab(), stage.app()
    page.play()
    with stage.event(CALL):
        assert page.state is INTERRUPTED
        page.play()
        assert (page.state, page.is_playing()) == (INTERRUPTED, False)
        app.play()
        assert app.state is INACTIVE
    assert (page.state, page.is_playing()) == (ACTIVE, True)


def test_play_while_interrupted_brings_the_tab_back() -> None:
    stage = Stage("android")
    top, navigation = stage.tab(), stage.app(TS)
    frame = stage.tab(SessionType.AUTO, ElementKind.SPEECH, parent=top)
    top.play()
    frame.play()
    navigation.play()
    top.play()
    assert [p.state for p in (top, frame, navigation)] == [ACTIVE, ACTIVE, INACTIVE]


def test_a_frame_that_does_not_stand_for_its_tab_brings_nothing_to_the_top() -> None:
    stage = Stage("spec")
    top, navigation = stage.tab(P), stage.app(TD)
    frame = stage.tab(AM, parent=top)
    top.play()
    navigation.play()
    frame.play()
    assert (frame.state, top.gain) == (ACTIVE, 0.2)


def test_a_tab_whose_type_changes_under_an_alarm_is_interrupted() -> None:
    stage = Stage("android")
    top = stage.tab(AM)
    frame, other = stage.tab(SessionType.AUTO, parent=top), stage.tab(AM, parent=top)
    top.play()
    with stage.event(ALARM):
        assert top.state is ACTIVE
        top.set_type(P)
        assert top.state is INTERRUPTED
    assert top.state is ACTIVE
    top.set_type(AM)
    other.play()
    with stage.event(ALARM):
        frame.play()
        assert {top.state, frame.state, other.state} == {INTERRUPTED}
    assert {top.state, frame.state, other.state} == {ACTIVE}


def test_end_without_permission_ends_what_it_interrupted() -> None:
    stage = Stage("spec")
    music, page, solo = stage.app(), stage.tab(AM), stage.app(TS)
    music.play()
    page.play()
    solo.play()
    solo.stop(resume=False)
    assert (music.state, page.state, page.gain) == (INACTIVE, INACTIVE, 0.0)
    music.play()
    with stage.event():
        pass
    assert music.state is ACTIVE


def test_one_of_two_ends_without_permission() -> None:
    stage = Stage("spec")
    music, above = stage.app(), stage.app(TS)
    music.play()
    above.play()
    with stage.event(resume=False):
        assert above.state is INTERRUPTED
    # The solo app was interrupted by the call and ends with it; so did what it had interrupted.
    assert (above.state, music.state) == (INACTIVE, INACTIVE)


@pytest.mark.parametrize(("policy", "expected"), [("android", INTERRUPTED), ("spec", ACTIVE)])
def test_a_paused_app_keeps_the_focus_where_the_policy_says_so(policy: str, expected: object) -> None:
    stage = Stage(policy)
    music, solo = stage.app(), stage.app(TS)
    music.play()
    solo.play()
    solo.pause()
    assert (solo.state, music.state) == (INACTIVE, expected)
    with stage.event():
        assert solo.state is INACTIVE
    assert (solo.state, music.state) == (INACTIVE, expected)
    solo.stop()
    assert music.state is ACTIVE
    solo.stop()


def test_an_app_that_is_interrupted_pauses_and_plays() -> None:
    stage = Stage("spec")
    music = stage.app()
    with stage.event():
        music.play()
        assert music.state is INTERRUPTED
        music.pause()
    assert music.state is INACTIVE


def test_apps_that_are_gone_or_of_no_type() -> None:
    stage = Stage("spec")
    music = stage.app()
    music.play()
    music.close()
    assert stage.lines()[-1] == f"{music.name}: active>inactive closed"
    for call in (music.play, music.pause, music.stop, music.close):
        with pytest.raises(LocalSessionError, match="is not an app of this device"):
            call()
    tab = stage.device.tab_of(stage.tab().id).participant
    with pytest.raises(LocalSessionError, match="is not an app"):
        stage.device.play(tab, 0.0)
    with pytest.raises(LocalSessionError, match="it can be: playback"):
        stage.device.add_app("Radio", SessionType.AUTO)
    assert repr(tab) == f"<tab {tab.name!r} ambient>"


def test_android_mutes_a_game_during_a_call() -> None:
    stage = Stage("android")
    game, later = stage.app(AM), stage.app(AM)
    game.play()
    with stage.event(CALL):
        later.play()
        assert (game.state, game.gain, later.gain) == (ACTIVE, 0.0, 0.0)
    assert (game.gain, later.gain) == (1.0, 1.0)
    assert [(level.participant, level.gain, level.ramp) for level in stage.device.levels] == [
        (game.name, 0.0, 0.5),
        (later.name, 0.0, 0.5),
        (later.name, 1.0, 0.5),
        (game.name, 1.0, 0.5),
    ]


def test_a_tab_that_begins_under_a_ducker_is_ducked() -> None:
    stage = Stage("chromeos")
    page = stage.tab(AM)
    with stage.event(ASSISTANT):
        page.play()
        assert page.gain == 0.2
        assert stage.device.levels[-1].gain == 0.2
    assert (page.gain, page.document.log) == (1.0, [ACTIVE])


def test_silent_switch_mutes_without_a_state_change() -> None:
    stage = Stage("ios")
    metronome, music = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT), stage.app()
    metronome.play()
    music.play()
    stage.device.set_silent_switch(True, 9.0)
    assert (metronome.state, metronome.gain, music.gain) == (ACTIVE, 0.0, 1.0)
    metronome.set_type(P)
    assert metronome.gain == 1.0
    stage.device.set_silent_switch(False, 10.0)
    assert stage.device.levels[0][:3] == (9.0, metronome.name, 0.0)


def test_levels_are_those_of_what_plays() -> None:
    stage = Stage("ios")
    stage.device.set_silent_switch(True, 0.0)
    game, tab = stage.app(AM), stage.tab(AM)
    game.play()
    tab.play()
    game.stop()
    stage.device.set_silent_switch(False, 0.0)
    game.play()
    assert [(level.participant, level.gain) for level in stage.device.levels] == [
        (game.name, 0.0),
        (tab.name, 0.0),
        (tab.name, 1.0),
        (game.name, 1.0),
    ]


def test_volume_is_in_what_is_heard() -> None:
    stage = Stage("spec")
    music = stage.app()
    music.play()
    stage.device.set_volume(0.5)
    assert music.gain == 0.5
    with pytest.raises(LocalSessionError, match=r"from 0 to 1, not 1\.1"):
        stage.device.set_volume(1.1)
    stage.device.set_volume(0)
    assert stage.device.audible() == []


@pytest.mark.parametrize(("policy", "bare"), [("spec", Output.EARPIECE), ("ios", Output.SPEAKER)])
def test_outputs_by_type(policy: str, bare: Output) -> None:
    stage = Stage(policy)
    call, game = stage.app(PAR), stage.app(AM)
    call.play()
    game.play()

    def outputs() -> list[Output]:
        return [a.output for a in stage.device.audible()]

    assert outputs() == [bare, Output.SPEAKER]
    stage.device.plug("Headphones", 0.0)
    assert outputs() == [Output.HEADPHONES, Output.HEADPHONES]
    stage.device.plug("bluetooth", 0.0)
    assert outputs() == [Output.BLUETOOTH, Output.BLUETOOTH]
    stage.unplug("bluetooth")
    # The call goes on; the game is paused, as its type says.
    assert (call.state, game.state) == (ACTIVE, INACTIVE)
    assert outputs() == [Output.HEADPHONES]
    with pytest.raises(LocalSessionError, match="'bluetooth' is not plugged in"):
        stage.device.unplug("bluetooth", 0.0)
    with pytest.raises(LocalSessionError, match="'jack' cannot be plugged in; there is: headphones, bluetooth"):
        stage.device.plug("jack", 0.0)


def test_unplugging_what_is_not_used_pauses_nothing() -> None:
    stage = Stage("spec")
    music = stage.app()
    stage.device.plug("headphones", 0.0)
    stage.device.plug("bluetooth", 0.0)
    music.play()
    stage.unplug("headphones")
    assert music.gain == 1.0


def test_unplugged_while_interrupted_does_not_resume() -> None:
    stage = Stage("ios")
    page = stage.tab()
    stage.device.plug("headphones", 0.0)
    page.play()
    with stage.event():
        stage.unplug("headphones")
    assert (page.state, page.is_playing()) == (INACTIVE, False)


def test_ios_locks_video_and_web_audio_but_not_audio_or_a_call() -> None:
    stage = Stage("ios")
    video = stage.tab(AM, ElementKind.VIDEO)
    audio = stage.tab(AM, ElementKind.AUDIO)
    call = stage.tab(PAR, ElementKind.AUDIO_CONTEXT)
    for tab in (video, audio, call):
        tab.play()
    stage.lock(True)
    assert [tab.state for tab in (video, audio, call)] == [INTERRUPTED, ACTIVE, ACTIVE]
    later = stage.tab(AM, ElementKind.VIDEO)
    later.play()
    assert later.state is INTERRUPTED
    with stage.event():
        assert {tab.state for tab in (video, audio, call, later)} == {INTERRUPTED}
    assert [tab.state for tab in (video, audio)] == [INTERRUPTED, ACTIVE]
    later.pause()
    stage.lock(False)
    assert [tab.state for tab in (video, audio, call, later)] == [ACTIVE, ACTIVE, ACTIVE, INACTIVE]


def test_unlocked_during_a_call_resumes_after_it() -> None:
    stage = Stage("ios")
    video, empty = stage.tab(SessionType.AUTO, ElementKind.VIDEO), stage.tab()
    video.play()
    stage.lock(True)
    with stage.event():
        stage.lock(False)
        assert video.state is INTERRUPTED
    assert (video.state, empty.state) == (ACTIVE, INACTIVE)


def test_a_tab_that_closes_lets_others_resume() -> None:
    stage = Stage("spec")
    music, page, silent = stage.app(), stage.tab(PAR), stage.tab()
    music.play()
    page.play()
    assert music.state is INTERRUPTED
    silent.close()
    name = page.name
    page.close()
    assert music.state is ACTIVE
    assert stage.lines()[-1] == f"{music.name}: interrupted>active {name} ended"


def test_a_frame_that_closes_takes_its_type_along() -> None:
    stage = Stage("spec")
    music, top = stage.app(), stage.tab()
    frame = stage.tab(SessionType.AUTO, ElementKind.MICROPHONE, parent=top)
    music.play()
    frame.play()
    assert music.state is INTERRUPTED
    frame.close()
    assert music.state is ACTIVE


def test_stopping_an_interrupter_frees_who_mixes_with_the_winner() -> None:
    stage = Stage("spec")
    prompt, solo, music = stage.app(TD), stage.app(TS), stage.app()
    prompt.play()
    solo.play()
    music.play()
    assert [p.state for p in (prompt, solo, music)] == [ACTIVE, INACTIVE, ACTIVE]
