"""Requests during a system interruption: the requester stops nobody, and takes the focus when it is freed."""

import tomllib

import pytest

from shim.session import ElementKind, Guard, Policy, PolicyError, SessionType, SystemEvent
from tests.paths import ROOT
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, Player, Stage

P, TD, TS, AM = SessionType.PLAYBACK, SessionType.TRANSIENT, SessionType.TRANSIENT_SOLO, SessionType.AMBIENT
PAR, AUTO = SessionType.PLAY_AND_RECORD, SessionType.AUTO
CALL, ALARM, ASSISTANT = SystemEvent
SPEC = tomllib.loads((ROOT / "shim/session/policies/spec.toml").read_text(encoding="utf-8"))
ALL = frozenset(ElementKind)


def spec(**cells: dict[str, dict[str, str]]) -> Policy:
    """The policy `spec` with some other rows: `spec(events={"alarm": {"playback": "mix"}})`."""
    data = tomllib.loads((ROOT / "shim/session/policies/spec.toml").read_text(encoding="utf-8"))
    for section, rows in cells.items():
        for row, values in rows.items():
            data[section][row] = data[section][row] | values
    return Policy.parse(data)


@pytest.mark.parametrize("second", ["tab", "app"])
@pytest.mark.parametrize("first", ["tab", "app"])
def test_who_waits_stops_nobody_and_wins_afterwards(first: str, second: str) -> None:
    stage = Stage("spec")
    makers = {"tab": stage.tab, "app": stage.app}
    music, later = makers[first](), makers[second]()
    music.play()
    with stage.event():
        later.play()
        assert (music.state, later.state) == (INTERRUPTED, INTERRUPTED)
    assert (music.state, later.state) == (INACTIVE, ACTIVE)
    assert not any("active>inactive" in line for line in stage.lines() if line.startswith(later.name))
    # Nobody began only to be stopped.
    assert [line for line in stage.lines() if line.startswith(f"{music.name}: interrupted>active")] == []


@pytest.mark.parametrize("second", ["tab", "app"])
def test_who_gives_up_leaves_the_others_as_they_were(second: str) -> None:
    stage = Stage("spec")
    music = stage.app()
    later = stage.tab() if second == "tab" else stage.app()
    music.play()
    with stage.event():
        later.play()
        later.pause()
    assert (music.state, later.state) == (ACTIVE, INACTIVE)


def test_a_tab_that_is_closed_while_it_waits() -> None:
    stage = Stage("spec")
    music, page = stage.app(), stage.tab()
    frame = stage.tab(parent=page)
    music.play()
    with stage.event():
        frame.play()
        frame.close()
        page.play()
        page.close()
    assert music.state is ACTIVE


def test_the_last_to_have_asked_wins() -> None:
    stage = Stage("spec")
    players: list[Player] = [stage.tab(), stage.app(), stage.tab(), stage.app()]
    players[0].play()
    with stage.event():
        for player in (players[2], players[1], players[3], players[0]):
            player.play()
        assert {player.state for player in players} == {INTERRUPTED}
    assert [player.state for player in players] == [ACTIVE, INACTIVE, INACTIVE, INACTIVE]


def test_who_is_refused_stays_so() -> None:
    stage = Stage("spec")
    page, call, other = stage.tab(), stage.app(PAR), stage.app()
    with stage.event():
        call.play()
        page.play()
        other.play()
    assert [player.state for player in (page, call, other)] == [INACTIVE, ACTIVE, INACTIVE]
    assert f"{page.name}: interrupted>inactive refused because of {call.name}" in stage.lines()
    call.stop()
    assert (page.state, other.state) == (INACTIVE, INACTIVE)


def test_who_waits_for_two_events_waits_for_both() -> None:
    stage = Stage("spec")
    music, page = stage.app(), stage.tab()
    music.play()
    with stage.event(ALARM):
        with stage.event(CALL):
            page.play()
        assert (music.state, page.state) == (INTERRUPTED, INTERRUPTED)
    assert (music.state, page.state) == (INACTIVE, ACTIVE)


@pytest.mark.parametrize("second", ["tab", "app"])
def test_an_end_without_permission_is_the_end_of_waiting(second: str) -> None:
    stage = Stage("spec")
    music = stage.app()
    later = stage.tab() if second == "tab" else stage.app()
    music.play()
    with stage.event(resume=False):
        later.play()
    assert (music.state, later.state) == (INACTIVE, INACTIVE)
    assert f"{later.name}: interrupted>inactive phone call ended, not to be resumed" in stage.lines()


def test_who_was_interrupted_and_asks_again_comes_to_the_top() -> None:
    stage = Stage("spec")
    page, solo = stage.tab(), stage.app(TS)
    page.play()
    solo.play()
    with stage.event():
        page.play()
        assert (page.state, solo.state) == (INTERRUPTED, INTERRUPTED)
    assert (page.state, solo.state) == (ACTIVE, INACTIVE)


def test_who_is_freed_below_another_that_interrupts_it_goes_on_waiting_for_that() -> None:
    stage = Stage("spec")
    page, solo, music = stage.tab(), stage.app(TS), stage.app()
    music.play()
    with stage.event():
        page.play()
        solo.play()
    assert [p.state for p in (page, solo, music)] == [INTERRUPTED, ACTIVE, INACTIVE]
    solo.stop()
    assert page.state is ACTIVE


def test_the_lock_likewise() -> None:
    stage = Stage("ios")
    music, video, second = stage.app(), stage.tab(AUTO, ElementKind.VIDEO), stage.tab(AUTO, ElementKind.VIDEO)
    music.play()
    stage.lock(True)
    video.play()
    second.play()
    assert [p.state for p in (music, video, second)] == [ACTIVE, INTERRUPTED, INTERRUPTED]
    stage.lock(False)
    assert [p.state for p in (music, video, second)] == [INACTIVE, INACTIVE, ACTIVE]
    assert not any(line.startswith(f"{video.name}: interrupted>active") for line in stage.lines())


def test_who_asked_later_and_did_not_have_to_wait_wins() -> None:
    stage = Stage("ios")
    video, audio, music = stage.tab(AUTO, ElementKind.VIDEO), stage.tab(), stage.app()
    stage.lock(True)
    video.play()
    audio.play()
    stage.lock(False)
    assert (video.state, audio.state) == (INACTIVE, ACTIVE)
    assert f"{video.name}: interrupted>inactive stopped by {audio.name}" in stage.lines()
    audio.stop()
    stage.lock(True)
    video.play()
    music.play()
    assert music.state is ACTIVE
    stage.lock(False)
    assert (video.state, music.state) == (INTERRUPTED, ACTIVE)
    music.stop()
    assert video.state is ACTIVE


def test_who_waits_for_the_lock_and_is_interrupted_by_another_that_does() -> None:
    data = tomllib.loads((ROOT / "shim/session/policies/spec.toml").read_text(encoding="utf-8"))
    data["lock"]["interrupts"] = ["video"]
    stage = Stage(Policy.parse(data))
    video, solo = stage.tab(AUTO, ElementKind.VIDEO), stage.tab(TS, ElementKind.VIDEO)
    stage.lock(True)
    video.play()
    solo.play()
    stage.lock(False)
    assert (video.state, solo.state) == (INTERRUPTED, ACTIVE)
    solo.stop()
    assert video.state is ACTIVE


def test_a_call_and_the_lock_at_once() -> None:
    stage = Stage("ios")
    video = stage.tab(AUTO, ElementKind.VIDEO)
    stage.lock(True)
    with stage.event():
        video.play()
    assert video.state is INTERRUPTED
    stage.lock(False)
    assert video.state is ACTIVE


def test_a_type_that_is_interrupted_waits_and_what_was_there_comes_back() -> None:
    stage = Stage("android")
    music, game = stage.app(), stage.tab(AM)
    music.play()
    game.play()
    with stage.event(ALARM):
        game.set_type(P)
        assert (music.state, game.state) == (INTERRUPTED, INTERRUPTED)
        game.set_type(AM)
    assert (music.state, game.state) == (ACTIVE, ACTIVE)
    with stage.event(ALARM):
        game.set_type(P)
    assert (music.state, game.state) == (INACTIVE, ACTIVE)
    game.set_type(AM)
    with stage.event(ALARM, resume=False):
        game.set_type(P)
    assert game.state is INACTIVE


def test_a_tab_that_waits_and_has_nothing_left_to_begin() -> None:
    stage = Stage("android")
    game = stage.tab(AM)
    frame = stage.tab(P, parent=game)
    game.play()
    with stage.event(ALARM):
        frame.play()
        assert game.state is INTERRUPTED
        frame.stop()
        game.stop()
    assert (game.state, frame.state) == (INACTIVE, INACTIVE)


def test_asking_with_a_type_that_need_not_wait_ends_the_waiting() -> None:
    stage = Stage("android")
    page = stage.tab(P)
    with stage.event(ALARM):
        page.play()
        assert page.state is INTERRUPTED
        page.set_type(AM)
        page.play()
        assert page.state is ACTIVE
    assert page.state is ACTIVE


# Ducking


def test_a_ducker_that_is_interrupted_ducks_nobody() -> None:
    stage = Stage(spec(matrix={"transient-solo": {"play-and-record": "mix", "playback": "mix"}}))
    music, prompt, solo = stage.app(), stage.tab(TD), stage.app(TS)
    music.play()
    prompt.play()
    assert music.gain == 0.2
    solo.play()
    assert (prompt.state, music.gain) == (INTERRUPTED, 1.0)
    solo.stop()
    assert (prompt.state, music.gain) == (ACTIVE, 0.2)
    with stage.event():
        prompt.play()
    assert music.gain == 0.2


def test_a_ducker_that_is_locked_ducks_nobody() -> None:
    data = tomllib.loads((ROOT / "shim/session/policies/spec.toml").read_text(encoding="utf-8"))
    data["lock"]["interrupts"] = ["audio"]
    stage = Stage(Policy.parse(data))
    music, prompt = stage.app(), stage.tab(TD)
    music.play()
    prompt.play()
    stage.lock(True)
    assert (prompt.state, music.gain) == (INTERRUPTED, 1.0)
    stage.lock(False)
    assert (prompt.state, music.gain) == (ACTIVE, 0.2)


def test_a_locked_iphone_silences_what_its_switch_does() -> None:
    stage = Stage("ios")
    players = {type_: stage.app(type_) for type_ in (P, AM, TD)}
    page = stage.tab(TD)
    for player in (*players.values(), page):
        player.play()
    stage.lock(True)
    assert [player.gain for player in players.values()] == [1.0, 0.0, 0.0]
    assert (page.state, page.gain) == (ACTIVE, 0.0)
    stage.lock(False)
    assert [player.gain for player in (*players.values(), page)] == [1.0] * 4


# Inside a tab


def test_who_was_displaced_is_so_after_a_call() -> None:
    stage = Stage("spec")
    top = stage.tab(AUTO)
    frame = stage.tab(P, parent=top)
    top.play()
    frame.play()
    assert (top.state, frame.state) == (INACTIVE, ACTIVE)
    with stage.event():
        assert (top.state, frame.state) == (INTERRUPTED, INTERRUPTED)
    assert (top.state, frame.state) == (INACTIVE, ACTIVE)


def test_a_web_call_in_auto_keeps_its_protection() -> None:
    stage = Stage("spec")
    call = stage.tab(AUTO, ElementKind.MICROPHONE)
    frame = stage.tab(AUTO, parent=call)
    music = stage.app()
    call.play()
    frame.play()
    assert stage.device.tab_of(call.id).selected is stage.device.session(call.id)
    music.play()
    assert (music.state, call.is_playing()) == (INACTIVE, True)


# What may not begin by itself


def guards(stage: Stage, *tabs: int) -> list[frozenset[ElementKind]]:
    return [stage.device.session(tab).guarded for tab in tabs]


def test_guards_are_on_where_something_would_be_interrupted_or_refused() -> None:
    stage = Stage("android")
    page, game, explicit = stage.tab(), stage.tab(AM), stage.tab(P)
    tabs = page.id, game.id, explicit.id
    none: frozenset[ElementKind] = frozenset()
    assert guards(stage, *tabs) == [none] * 3
    with stage.event():
        # Contexts are only muted.
        assert guards(stage, *tabs) == [ALL - {ElementKind.AUDIO_CONTEXT}, none, ALL]
        game.set_type(TS)
        assert guards(stage, game.id) == [ALL]
        late = stage.tab()
        assert guards(stage, late.id) == [ALL - {ElementKind.AUDIO_CONTEXT}]
    assert guards(stage, *tabs) == [none] * 3


def test_a_web_call_guards_other_tabs_and_an_interrupted_tab_is_guarded_whole() -> None:
    stage = Stage("spec")
    call, page, other = stage.tab(AUTO, ElementKind.MICROPHONE), stage.tab(), stage.tab(TS)
    page.play()
    call.play()
    none: frozenset[ElementKind] = frozenset()
    media = frozenset({ElementKind.AUDIO, ElementKind.VIDEO})
    assert guards(stage, call.id, page.id, other.id) == [none, ALL, none]
    page.pause()
    assert page.state is INTERRUPTED
    call.stop()
    assert guards(stage, call.id, page.id, other.id) == [none] * 3
    call.play()
    assert guards(stage, call.id, page.id, other.id) == [none, media, none]
    call.close()
    assert guards(stage, page.id, other.id) == [none] * 2


def test_the_lock_guards_kinds() -> None:
    stage = Stage("ios")
    page, call = stage.tab(), stage.tab(PAR)
    stage.lock(True)
    assert guards(stage, page.id, call.id) == [
        frozenset({ElementKind.VIDEO, ElementKind.AUDIO_CONTEXT}),
        frozenset({ElementKind.VIDEO}),
    ]
    assert stage.device.guard_of_new() == Guard(0, frozenset({ElementKind.VIDEO, ElementKind.AUDIO_CONTEXT}), True)
    stage.lock(False)
    assert stage.device.guards() == []


@pytest.mark.parametrize("resume", [True, False])
def test_contexts_that_waited_run_where_the_interruption_permits_it(resume: bool) -> None:
    stage = Stage("spec")
    page = stage.tab(AUTO, ElementKind.AUDIO_CONTEXT)
    with stage.event(resume=resume):
        page.play()
        assert (page.state, page.is_playing()) == (INACTIVE, False)
    assert (page.state, page.is_playing()) == ((ACTIVE, True) if resume else (INACTIVE, False))
    page.document.set_audible(page.document.sources[0], resume)
    stage.settle()
    with stage.event():
        pass
    assert page.is_playing() is resume


def test_contexts_of_a_tab_that_may_not_resume_do_not_run() -> None:
    stage = Stage("spec")
    page, solo = stage.tab(AUTO, ElementKind.AUDIO, ElementKind.AUDIO_CONTEXT), stage.app(TS)
    page.play(0)
    solo.play()
    page.play(1)
    solo.stop(resume=False)
    assert (page.state, page.is_playing(0), page.is_playing(1)) == (INACTIVE, False, False)


def test_a_policy_says_what_resume_does() -> None:
    assert [str(Policy.named(name).resume) for name in ("spec", "ios")] == ["reject", "ask"]
    with pytest.raises(PolicyError, match=r"contexts\.resume: 'end' is not one of: reject, ask"):
        Policy.parse(SPEC | {"contexts": {"resume": "end"}})
