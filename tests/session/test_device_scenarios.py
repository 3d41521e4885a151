"""The scenarios that were collected from Chromium (C), WebKit (W) and Gecko (G), by their ids.

What is not here is in NOT_HERE with the reason; docs/device.md says it to people.
"""

from collections.abc import Callable

import pytest

from shim.session import ElementKind, Policy, SessionType, SystemEvent
from shim.session.policy import TYPES
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, App, Player, Stage, Tab

P, TD, TS, AM = SessionType.PLAYBACK, SessionType.TRANSIENT, SessionType.TRANSIENT_SOLO, SessionType.AMBIENT
PAR = SessionType.PLAY_AND_RECORD

NOT_HERE = {
    "C21": "an option of Chromium's own media sessions (duck rather than suspend) that no page and no app can set",
    "C23": "as C21",
    "C37": "the device does not sleep",
    "C47": "a private switch of Chromium's (duck everything but one)",
    "W05": "by the draft a session that becomes active resumes all its interrupted elements",
    "W09": "there is no picture-in-picture",
    "W13": "by Web Audio resume() stays pending during an interruption: tests/webaudio",
    "W21": "the microphone track's own: tests/capture/test_session.py",
    "W23": "there is no permissions policy for frames",
    "W31": "a page that called resume() meanwhile gets a running context: tests/webaudio",
    "G05": "a policy does not change while the device runs",
    "G19": "play() is not rejected: the element is held and resumes (docs/session.md, decision 12)",
    "G23": "there is no delayed focus: Android's requests fail during a call",
}

Scenario = Callable[[Stage, Player], None]
SCENARIOS: dict[str, tuple[str, Scenario]] = {}


def scenario(id_: str, policy: str = "chromeos") -> Callable[[Scenario], Scenario]:
    def register(function: Scenario) -> Scenario:
        assert id_ not in SCENARIOS
        SCENARIOS[id_] = policy, function
        return function

    return register


# 5a. P1 is an app once and a tab once; the others are apps


@scenario("C01")
def _(stage: Stage, p1: Player) -> None:
    p2 = stage.app(P)
    p1.play()
    p2.play()
    assert (p1.state, p2.state) == (INACTIVE, ACTIVE)


@scenario("C03")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab(TS)
    p1.play()
    tab.play()
    assert p1.state is (INTERRUPTED if isinstance(p1, App) else ACTIVE)
    tab.set_type(P)
    assert (p1.state, tab.state) == ((INACTIVE, ACTIVE) if isinstance(p1, App) else (ACTIVE, ACTIVE))


@scenario("C05")
def _(stage: Stage, p1: Player) -> None:
    tab = stage.tab(P)
    tab.play()
    tab.set_type(TD)
    assert (tab.state, tab.gain) == (ACTIVE, 1.0)
    p1.play()
    assert (tab.state, p1.gain) == ((INACTIVE, 1.0) if isinstance(p1, App) else (ACTIVE, 1.0))


@scenario("C07")
def _(stage: Stage, p1: Player) -> None:
    td2 = stage.app(TD)
    p1.play()
    td2.play()
    assert p1.gain == 0.2
    again(p1)
    assert (p1.gain, td2.state) == (1.0, INACTIVE)


@scenario("C09")
def _(stage: Stage, p1: Player) -> None:
    td1 = stage.app(TD)
    td1.play()
    td1.stop()
    p1.play()
    assert (p1.gain, stage.device.levels) == (1.0, [])


@scenario("C11")
def _(stage: Stage, p1: Player) -> None:
    td2 = stage.app(TD)
    p1.play()
    td2.play()
    td2.stop()
    assert (p1.state, p1.gain) == (ACTIVE, 1.0)


@scenario("C13")
def _(stage: Stage, p1: Player) -> None:
    ts2 = stage.app(TS)
    p1.play()
    ts2.play()
    assert p1.state is INTERRUPTED
    ts2.stop()
    assert p1.state is ACTIVE


@scenario("C15")
def _(stage: Stage, p1: Player) -> None:
    ts1 = stage.app(TS)
    p2 = stage.app(P)
    ts1.play()
    p2.play()
    assert (ts1.state, p2.state) == (INACTIVE, ACTIVE)


@scenario("C17")
def _(stage: Stage, p1: Player) -> None:
    ts2, td3, td4 = stage.app(TS), stage.app(TD), stage.app(TD)
    for player in (p1, ts2, td3, td4):
        player.play()
    td3.stop()
    assert (p1.state, ts2.gain) == (INTERRUPTED, 0.2)
    td4.stop()
    assert (p1.state, ts2.gain) == (INTERRUPTED, 1.0)
    ts2.stop()
    assert (p1.state, p1.gain) == (ACTIVE, 1.0)


@scenario("C19")
def _(stage: Stage, p1: Player) -> None:
    td2 = stage.app(TD)
    p1.play()
    td2.play()
    td2.close()
    assert p1.gain == 1.0


@scenario("C25")
def _(stage: Stage, p1: Player) -> None:
    p2, ts3 = stage.app(P), stage.app(TS)
    for player in (p1, p2, ts3):
        player.play()
    ts3.stop()
    assert (p1.state, p2.state) == (INACTIVE, ACTIVE)
    p2.stop()
    assert p1.state is INACTIVE


@scenario("C27")
def _(stage: Stage, p1: Player) -> None:
    a1, a2 = stage.tab(P), stage.tab(P)
    a1.play()
    a2.play()
    assert (a1.state, a2.state) == (ACTIVE, ACTIVE)
    p1.play()
    assert (a1.state, a2.state) == ((INACTIVE, INACTIVE) if isinstance(p1, App) else (ACTIVE, ACTIVE))


@scenario("C29")
def _(stage: Stage, p1: Player) -> None:
    a1, a2 = stage.tab(P), stage.tab(TS)
    a1.play()
    a2.play()
    assert (a1.state, a2.state) == (ACTIVE, ACTIVE)


@scenario("C31")
def _(stage: Stage, p1: Player) -> None:
    # Every session of this device prefers it.
    p1.play()
    stage.app(P).play()
    assert p1.state is INACTIVE
    assert stage.lines()[-2].startswith(f"{p1.name}: active>inactive stopped by app")


@scenario("C33")
def _(stage: Stage, p1: Player) -> None:
    p2 = stage.app(P)
    ts0 = stage.app(TS)
    p1.play()
    p2.play()
    p2.pause()
    assert (p1.state, p2.state) == (INACTIVE, INACTIVE)
    ts0.play()
    ts0.stop()
    assert (p1.state, p2.state) == (INACTIVE, INACTIVE)


@scenario("C35")
def _(stage: Stage, p1: Player) -> None:
    td2 = stage.app(TD)
    p1.play()
    td2.play()
    td2.pause()
    assert p1.gain == 1.0


@scenario("C39")
def _(stage: Stage, p1: Player) -> None:
    ts2 = stage.app(TS)
    p1.play()
    ts2.play()
    p1.stop()
    ts2.stop()
    assert p1.state is INACTIVE


@scenario("C41")
def _(stage: Stage, p1: Player) -> None:
    ts2 = stage.app(TS)
    p1.play()
    ts2.play()
    p1.play()
    p1.pause()
    ts2.stop()
    assert p1.state is INACTIVE


@scenario("C43")
def _(stage: Stage, p1: Player) -> None:
    p2 = stage.app(P)
    p1.play()
    p2.play()
    p2.stop()
    p1.play()
    states = [line.partition(" play")[0].partition(" stop")[0].partition(" elem")[0] for line in stage.lines()]
    one, two = p1.name, p2.name
    assert states == [
        f"{one}: inactive>active",
        f"{one}: active>inactive",
        f"{two}: inactive>active",
        f"{two}: active>inactive",
        f"{one}: inactive>active",
    ]


@scenario("C45", "desktop")
def _(stage: Stage, p1: Player) -> None:
    td2, p3 = stage.app(TD), stage.app(P)
    for player in (p1, td2, p3):
        player.play()
    assert [player.gain for player in (p1, td2, p3)] == [1.0, 1.0, 1.0]


@scenario("C49")
def _(stage: Stage, p1: Player) -> None:
    tab, ts2 = stage.tab(P), stage.app(TS)
    tab.play()
    ts2.play()
    assert tab.state is INTERRUPTED
    tab.set_type(TS)
    tab.play()
    assert (tab.state, ts2.state) == (ACTIVE, INTERRUPTED)


@scenario("C51")
def _(stage: Stage, p1: Player) -> None:
    td1 = stage.app(TD)
    td1.play()
    td1.stop()
    assert stage.lines() == [f"{td1.name}: inactive>active play", f"{td1.name}: active>inactive stop"]


@scenario("C53")
def _(stage: Stage, p1: Player) -> None:
    td2 = stage.app(TD)
    p1.play()
    td2.play()
    td2.pause()
    td2.play()
    assert p1.gain == 0.2


# 5b


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


@scenario("W11", "ios")
def _(stage: Stage, p1: Player) -> None:
    # The context's own state: tests/webaudio.
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO_CONTEXT)
    tab.play()
    with stage.event():
        assert (tab.state, tab.is_playing()) == (INTERRUPTED, False)
    assert (tab.state, tab.is_playing()) == (ACTIVE, True)


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
    participant = stage.device.participant_of(stage.device.tab_of(tab.id))
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


# 5c


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
    participant = stage.device.participant_of(stage.device.tab_of(tab.id))
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
    participant = stage.device.participant_of(stage.device.tab_of(top.id))
    frame.play()
    top.play()
    assert participant.type is P
    top.pause()
    assert participant.type is PAR


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
    stage.device.plug("headphones")
    p1.play()
    assert stage.device.audible()[0].output == "headphones"
    stage.unplug("headphones")
    assert (p1.state, p1.gain) == (INACTIVE, 0.0)
    stage.device.plug("headphones")
    assert p1.state is INACTIVE


def again(player: Player) -> None:
    """It asks for the focus once more, without having given it up."""
    if isinstance(player, Tab):
        session = player.stage.device.session(player.id)
        source = player.document.sources[0]
        player.document.serial += 1
        told = player.stage.device.try_activating(session.id, source.id, session.serial + 1, player.stage.tick())
        player.stage.tell(told)
    else:
        player.play()


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
