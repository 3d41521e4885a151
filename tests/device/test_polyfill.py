"""Effects of a stop, a refusal and an unplugging on real elements of the polyfill, in bare contexts."""

import pytest

from shim.link import messages as protocol
from shim.link.host import SessionHost
from shim.session import MIX_ALL, Participant, Policy, SessionType
from tests.polyfill.world import Page, World


class DeviceWorld(World):
    """A world under a policy, with native apps."""

    def __init__(self, policy: Policy = MIX_ALL) -> None:
        super().__init__()
        self.host = SessionHost(policy)

    def app(self, type_: SessionType = SessionType.PLAYBACK) -> Participant:
        return self.host.device.add_app("app", type_)

    def play(self, app: Participant) -> None:
        self.queue(self.host.deliveries(self.host.device.play(app, 0.0)))
        self.settle()

    def stop(self, app: Participant) -> None:
        self.queue(self.host.deliveries(self.host.device.stop(app, 0.0)))
        self.settle()


@pytest.fixture
def world() -> DeviceWorld:
    return DeviceWorld(Policy.named("spec"))


def element(page: Page) -> None:
    page.do("globalThis.a = new Audio(); a.play()")
    assert page.state == "active"


def test_stopped_element_is_paused_and_not_resumed(world: DeviceWorld) -> None:
    page, music = world.page(), world.app()
    element(page)
    assert page.log == ["active"]
    world.play(music)
    assert (page.state, page.log, page.run("return a.paused")) == ("inactive", ["inactive"], True)
    world.stop(music)
    assert (page.state, page.run("return a.paused")) == ("inactive", True)
    page.do("a.play()")
    assert (page.state, page.run("return a.paused"), page.log) == ("active", False, ["active"])


def test_stopped_while_interrupted_is_forgotten(world: DeviceWorld) -> None:
    page, solo, music = world.page(), world.app(SessionType.TRANSIENT_SOLO), world.app()
    element(page)
    world.play(solo)
    assert (page.state, page.run("return a.paused")) == ("interrupted", True)
    world.play(music)
    world.stop(solo)
    world.stop(music)
    assert (page.state, page.run("return a.paused"), page.log) == (
        "inactive",
        True,
        ["active", "interrupted", "inactive"],
    )


def test_refused_element_is_paused_and_the_page_sees_no_state_change(world: DeviceWorld) -> None:
    page, call = world.page(), world.app(SessionType.PLAY_AND_RECORD)
    world.play(call)
    page.do("globalThis.a = new Audio(); a.play()")
    assert (page.state, page.log, page.run("return a.paused")) == ("inactive", [], True)


def test_every_kind_of_element_stops(world: DeviceWorld) -> None:
    page = world.page()
    page.do("navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => (globalThis.t = s.getAudioTracks()[0]))")
    page.do(
        "globalThis.a = new Audio(); a.play(); globalThis.u = new SpeechSynthesisUtterance('x');"
        "speechSynthesis.speak(u); globalThis.c = new AudioContext(); c.resume()"
    )
    assert page.state == "active"
    world.play(world.app(SessionType.PLAY_AND_RECORD))
    assert page.state == "inactive"
    assert page.run("return [a.paused, t.readyState, speechSynthesis.paused]") == [True, "ended", True]
    session = world.host.device.session(page.id)
    assert not any(e.audible or e.interrupted for e in session.elements.values())


def test_unplugging_pauses_what_plays_without_a_state_of_its_own(world: DeviceWorld) -> None:
    page = world.page()
    world.host.device.plug("headphones", 0.0)
    element(page)
    told = world.host.unplug("headphones", 0.0)
    assert [d.text for d in told] == [protocol.encode(protocol.SuspendElements())]
    world.queue(told)
    world.settle()
    assert (page.state, page.run("return a.paused"), page.log) == ("inactive", True, ["active", "inactive"])
    assert world.causes[-1][3] == "element no longer audible: audio#1"
