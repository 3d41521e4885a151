"""The scenarios of WebKit and Gecko, and the run of all. Who plays first is an app once and a tab once."""

import pytest

import tests.session.scenarios_chromium  # noqa: F401 (registers them)
from shim.session import ElementKind, Policy, SessionType, SystemEvent
from shim.session.policy import TYPES
from tests.session.scenarios import NOT_HERE, SCENARIOS, scenario
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, Player, Stage

P, TD, TS, AM = SessionType.PLAYBACK, SessionType.TRANSIENT, SessionType.TRANSIENT_SOLO, SessionType.AMBIENT
PAR = SessionType.PLAY_AND_RECORD

# WebKit


@scenario("W01", "ios")
def _(stage: Stage, p1: Player) -> None:
    p1.play()
    with stage.event():
        assert (p1.state, p1.gain) == (INTERRUPTED, 0.0)
    assert (p1.state, p1.gain) == (ACTIVE, 1.0)


@scenario("W03", "ios")
def _(stage: Stage, p1: Player) -> None:
    with stage.event():
        p1.play()
        assert (p1.state, p1.gain) == (INTERRUPTED, 0.0)
    assert (p1.state, p1.gain) == (ACTIVE, 1.0)


@scenario("W07", "ios")
def _(stage: Stage, p1: Player) -> None:
    p1.play()
    stage.lock(True)
    assert (p1.state, p1.gain) == (ACTIVE, 1.0)


@scenario("W09", "ios")
def _(stage: Stage, p1: Player) -> None:
    # With the picture gone, and the rest: test_phones.py
    tab = stage.tab(SessionType.AUTO, ElementKind.VIDEO)
    tab.play()
    stage.tell(stage.device.set_in_picture(tab.id, tab.document.sources[0].id, stage.tick(), on=True))
    stage.tell(stage.device.set_background(True, stage.tick()))
    assert (tab.state, tab.is_playing()) == (ACTIVE, True)


@scenario("W11", "ios")
def _(stage: Stage, p1: Player) -> None:
    # The context's own state: tests/webaudio.
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT)
    tab.play()
    with stage.event():
        assert (tab.state, tab.is_playing()) == (INTERRUPTED, False)
    assert (tab.state, tab.is_playing()) == (ACTIVE, True)


@scenario("W13", "ios")
def _(stage: Stage, p1: Player) -> None:
    # That resume() settles: tests/both_engines/test_held.py.
    tab = stage.tab(P, ElementKind.AUDIO_CONTEXT)
    tab.play()
    stage.app(P, "second").play()
    assert tab.state is INTERRUPTED
    tab.play()
    assert (tab.state, tab.is_playing()) == (ACTIVE, True)


@scenario("W31", "ios")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT)
    tab.play()
    with stage.event(resume=False):
        tab.play()
        assert tab.state is INTERRUPTED
    assert (tab.state, tab.is_playing()) == (INACTIVE, False)


@scenario("W15", "ios")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab()
    assert tab.state is INACTIVE
    tab.play()
    with stage.event():
        pass
    assert tab.document.log == [ACTIVE, INTERRUPTED, ACTIVE]


@scenario("W17", "ios")
def _(stage: Stage, p1: Player) -> None:
    # Without the delay: that is the audio hardware's. Muted, an element is not audible.
    tab = stage.tab(SessionType.AUTO, ElementKind.VIDEO)
    session = stage.device.session(tab.id)
    assert (tab.state, session.computed_type) == (INACTIVE, AM)
    tab.play()
    assert (tab.state, session.computed_type) == (ACTIVE, P)
    tab.pause()
    assert (tab.state, session.computed_type) == (INACTIVE, AM)


@scenario("W19", "ios")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT, ElementKind.MICROPHONE)
    participant = stage.device.tab_of(tab.id).participant
    tab.play(0)
    assert participant.type is AM
    tab.play(1)
    assert participant.type is PAR
    tab.pause(1)
    assert participant.type is AM


@scenario("W25", "ios")
def _(stage: Stage, p1: Player) -> None:
    p1.play()
    with stage.event():
        p1.pause()
    assert (p1.state, p1.gain) == (INACTIVE, 0.0)


@scenario("W27", "ios")
def _(stage: Stage, p1: Player) -> None:
    b = stage.tab(P)
    p1.play()
    b.play()
    assert (p1.gain, b.gain) == (0.0, 1.0)
    on_a_mac = Stage("desktop")
    tabs = [on_a_mac.tab(P), on_a_mac.tab(P)]
    for tab in tabs:
        tab.play()
    assert [tab.gain for tab in tabs] == [1.0, 1.0]


@scenario("W29", "ios")
def _(stage: Stage, p1: Player) -> None:
    a = stage.tab(AM)
    a.play()
    p1.play()
    assert (a.gain, p1.gain) == (1.0, 1.0)


# Gecko, and Firefox on Android


@scenario("G01", "desktop")
def _(stage: Stage, p1: Player) -> None:
    b = stage.tab()
    p1.play()
    b.play()
    assert (p1.gain, b.gain) == (1.0, 1.0)


@scenario("G03", "spec")
def _(stage: Stage, p1: Player) -> None:
    # Muted is not audible.
    b = stage.tab()
    p1.play()
    assert p1.state is ACTIVE
    b.play()
    assert (p1.state, b.state) == (INACTIVE, ACTIVE)


@scenario("G07", "gecko")
def _(stage: Stage, p1: Player) -> None:
    speaker = stage.tab(SessionType.AUTO, ElementKind.SPEECH)
    speaker.play()
    p1.play()
    assert (speaker.is_playing(), p1.gain) == (False, 1.0)
    speaker.play()
    assert (speaker.is_playing(), p1.gain) == (True, 0.0)


@scenario("G09", "spec")
def _(stage: Stage, p1: Player) -> None:
    top = stage.tab()
    frame = stage.tab(parent=top)
    top.play()
    frame.play()
    frame.set_type(TS)
    assert (top.state, frame.state) == (INACTIVE, ACTIVE)


@scenario("G11", "spec")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab()
    participant = stage.device.tab_of(tab.id).participant
    tab.play()
    assert participant.type is P
    tab.set_type(TD)
    assert participant.type is TD
    tab.set_type(SessionType.AUTO)
    assert participant.type is P


@scenario("G13", "spec")
def _(stage: Stage, p1: Player) -> None:
    top = stage.tab()
    frame = stage.tab(SessionType.AUTO, ElementKind.MICROPHONE, parent=top)
    participant = stage.device.tab_of(top.id).participant
    top.play()
    frame.play()
    assert participant.type is PAR
    frame.pause()
    assert participant.type is P


@scenario("G15", "spec")
def _(stage: Stage, p1: Player) -> None:
    top = stage.tab()
    frames = [stage.tab(parent=top), stage.tab(SessionType.AUTO, ElementKind.SPEECH, parent=top)]
    for frame in (top, *frames):
        frame.play()
    with stage.event():
        assert {frame.state for frame in (top, *frames)} == {INTERRUPTED}
    assert {frame.state for frame in (top, *frames)} == {ACTIVE}


@scenario("G17", "spec")
def _(stage: Stage, p1: Player) -> None:
    solo, other = stage.app(TS), stage.app(P)
    p1.play()
    solo.play()
    assert p1.state is INTERRUPTED
    other.play()
    solo.stop()
    other.stop()
    assert (p1.state, p1.gain) == (INACTIVE, 0.0)


@scenario("G21", "android")
def _(stage: Stage, p1: Player) -> None:
    p1.play()
    assert (len(stage.lines()), p1.gain) == (1, 1.0)


@scenario("G25", "android")
def _(stage: Stage, p1: Player) -> None:
    p1.play()
    p1.pause()
    with stage.event():
        pass
    assert p1.state is INACTIVE


@scenario("G27", "android")
def _(stage: Stage, p1: Player) -> None:
    stage.device.plug("headphones", 0.0)
    p1.play()
    assert stage.device.audible()[0].output == "headphones"
    stage.unplug("headphones")
    assert (p1.state, p1.gain) == (INACTIVE, 0.0)
    stage.device.plug("headphones", 0.0)
    assert p1.state is INACTIVE


def gecko() -> Policy:
    """Gecko with media.audioFocus.management: the last audible one stops everything."""
    stop = {a: dict.fromkeys(TYPES, "stop") for a in TYPES}
    mix = dict.fromkeys(TYPES, "interrupt")
    routes = {"media": ["speaker"], "call": ["speaker"]}
    return Policy.parse({"name": "gecko", "matrix": stop, "events": dict.fromkeys(SystemEvent, mix), "routes": routes})


@pytest.mark.parametrize("first", ["app", "tab"])
@pytest.mark.parametrize("id_", SCENARIOS)
def test_scenario(id_: str, first: str) -> None:
    policy, play = SCENARIOS[id_]
    stage = Stage(gecko() if policy == "gecko" else policy)
    play(stage, stage.app(P, "first") if first == "app" else stage.tab())


def test_every_scenario_is_here_or_has_a_reason() -> None:
    ids = {f"C{n:02}" for n in range(1, 54, 2)}
    ids |= {f"W{n:02}" for n in range(1, 32, 2)} | {f"G{n:02}" for n in range(1, 28, 2)}
    assert SCENARIOS.keys() | NOT_HERE.keys() == ids
    assert not SCENARIOS.keys() & NOT_HERE.keys()
