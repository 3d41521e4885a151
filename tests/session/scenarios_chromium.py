"""Chromium's scenarios, on its own policy. P1 is an app once and a tab once; the others are apps."""

from shim.session import SessionType
from tests.session.scenarios import scenario
from tests.session.stage import ACTIVE, INACTIVE, INTERRUPTED, App, Player, Stage, Tab

P, TD, TS = SessionType.PLAYBACK, SessionType.TRANSIENT, SessionType.TRANSIENT_SOLO


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


def again(player: Player) -> None:
    """Asks for the focus once more, without having given it up."""
    if isinstance(player, Tab):
        session = player.stage.device.session(player.id)
        source = player.document.sources[0]
        player.document.serial += 1
        told = player.stage.device.try_activating(session.id, source.id, session.serial + 1, player.stage.tick())
        player.stage.tell(told)
    else:
        player.play()
