"""AudioContexts, microphones and speech, hooked part by part as an engine does it."""

import pytest

from shim.session import SessionType
from tests.polyfill.world import Page, World

ELEMENTS = "audio", "microphone", "audiocontext", "speech"
SPEAK = "globalThis.u = new SpeechSynthesisUtterance(); speechSynthesis.speak(u);"
CAPTURE = "navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => { globalThis.s = s });"
TRACK = "const [t] = s.getAudioTracks();"


@pytest.fixture
def page(world: World) -> Page:
    return world.page(parts=True)


def computed(page: Page) -> str:
    return str(page.world.host.device.session(page.id).computed_type)


# AudioContext


def test_running_context_is_audible_only_while_it_sounds(page: Page) -> None:
    page.do("globalThis.c = new AudioContext()")
    assert page.state == "inactive"
    page.do("c.sound(true)")
    assert (page.state, computed(page)) == ("active", "ambient")
    page.do("c.sound(false)")
    assert page.state == "active"
    page.do("passTime()")
    assert page.log == ["active", "inactive"]


def test_short_pauses_are_no_silence(page: Page) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    page.do("c.sound(false); c.sound(true); passTime()")
    page.do("c.sound(false); c.sound(false)")
    assert page.run("return timers.size") == 1
    assert page.log == ["active"]


@pytest.mark.parametrize("end", ["suspend", "close"])
def test_context_that_does_not_run_is_silent_at_once(page: Page, end: str) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    page.do(f"c.{end}()")
    assert page.log == ["active", "inactive"]
    elements = page.world.host.device.session(page.id).elements
    assert list(elements) == ([] if end == "close" else ["audiocontext#1"])


def test_context_is_interrupted_and_runs_again(world: World, page: Page) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    call = world.begin()
    assert (page.state, page.run("return c.state")) == ("interrupted", "interrupted")
    world.end(call)
    page.do("passTime()")
    assert (page.state, page.run("return c.state")) == ("active", "running")


def test_context_that_has_nothing_more_to_play_ends_the_session(world: World, page: Page) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    call = world.begin()
    page.do("c.sound(false)")
    world.end(call)
    assert page.state == "active"
    page.do("passTime()")
    assert page.state == "inactive"


def test_context_suspended_by_the_page_stays_so(world: World, page: Page) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    call = world.begin()
    page.do("c.suspend()")
    world.end(call)
    assert (page.state, page.run("return c.state")) == ("inactive", "suspended")


def test_context_is_suspended_when_it_must_not_resume(world: World, page: Page) -> None:
    page.do("globalThis.c = new AudioContext(); c.sound(true)")
    world.end(world.begin(), resume=False)
    assert (page.state, page.run("return c.state")) == ("inactive", "suspended")


def test_subclass_and_constructor_property(page: Page) -> None:
    assert page.run(
        "class Mine extends AudioContext {}; const m = new Mine();"
        "return [m instanceof Mine, m instanceof AudioContext, m.constructor === Mine,"
        "  new AudioContext().constructor === AudioContext, AudioContext.name]"
    ) == [True, True, True, True, "AudioContext"]


# Microphone


def test_live_microphone_makes_the_session_active(page: Page) -> None:
    page.do(CAPTURE)
    assert (page.state, computed(page)) == ("active", "play-and-record")
    page.do(f"{TRACK} engine.setTrackMuted(t, true)")
    assert page.state == "inactive"
    page.do(f"{TRACK} engine.setTrackMuted(t, false)")
    page.do(f"{TRACK} t.stop()")
    assert page.log == ["active", "inactive", "active", "inactive"]


def test_clones_are_microphones_too(page: Page) -> None:
    page.do(CAPTURE)
    page.do(f"globalThis.both = s.clone(); {TRACK} globalThis.one = t.clone(); t.stop()")
    assert page.state == "active"
    page.do("both.getAudioTracks()[0].stop()")
    assert page.state == "active"
    page.do("one.stop()")
    assert page.state == "inactive"
    page.do(
        "globalThis.other = new MediaStream([new MediaStreamTrack('audio')]); other.clone();"
        "other.getAudioTracks()[0].clone()"
    )
    assert page.world.host.device.session(page.id).elements == {}


@pytest.mark.parametrize("type_", list(SessionType))
def test_microphone_ends_and_is_refused_under_other_types(page: Page, type_: SessionType) -> None:
    page.do(CAPTURE + "globalThis.ends = 0")
    page.do(f"{TRACK} t.addEventListener('ended', () => ends++); navigator.audioSession.type = '{type_}'")
    allowed = type_ in (SessionType.AUTO, SessionType.PLAY_AND_RECORD)
    assert page.run(f"{TRACK} return [t.readyState, ends]") == (["live", 0] if allowed else ["ended", 1])
    assert page.state == ("active" if allowed else "inactive")
    page.do(
        "globalThis.e = null; navigator.mediaDevices.getUserMedia({ audio: true }).catch((x) => { globalThis.e = x })"
    )
    page.do("navigator.mediaDevices.getUserMedia({ video: true }).then((x) => { globalThis.v = x })")
    assert page.run("return e && [e.name, e.message, e instanceof DOMException]") == (
        None if allowed else ["InvalidStateError", "AudioSession category is not compatible with audio capture.", True]
    )
    assert page.run("return v.tracks.length") == 1


def test_microphone_granted_after_the_type_was_set_ends(page: Page) -> None:
    page.do(CAPTURE + "navigator.audioSession.type = 'playback'")
    assert page.run(f"{TRACK} return t.readyState") == "ended"
    assert page.state == "inactive"


def test_microphone_is_muted_during_an_interruption(world: World, page: Page) -> None:
    page.do(CAPTURE)
    call = world.begin()
    assert (page.state, page.run(f"{TRACK} return t.muted")) == ("interrupted", True)
    world.end(call)
    assert (page.state, page.run(f"{TRACK} return t.muted")) == ("active", False)


def test_microphone_stopped_during_an_interruption_leaves_nothing_to_resume(world: World, page: Page) -> None:
    page.do(CAPTURE)
    call = world.begin()
    page.do(f"{TRACK} t.stop()")
    world.end(call)
    assert page.log == ["active", "interrupted", "inactive"]


# Speech


def test_speech_is_audible_from_start_to_end(page: Page) -> None:
    page.do(SPEAK)
    assert (page.state, computed(page)) == ("active", "transient")
    page.do("speechSynthesis.finish()")
    assert page.log == ["active", "inactive"]


def test_silent_paused_and_cancelled_speech(page: Page) -> None:
    page.do("globalThis.q = new SpeechSynthesisUtterance(); q.volume = 0; speechSynthesis.speak(q)")
    assert page.state == "inactive"
    page.do(SPEAK)
    page.do("speechSynthesis.pause()")
    assert page.state == "inactive"
    page.do("speechSynthesis.resume()")
    assert page.state == "active"
    page.do("speechSynthesis.cancel()")
    assert page.state == "inactive"
    page.do("q.dispatchEvent(new Event('end'))")
    assert page.state == "inactive"


def test_speech_pauses_and_goes_on(world: World, page: Page) -> None:
    page.do(SPEAK)
    call = world.begin()
    assert (page.state, page.run("return speechSynthesis.paused")) == ("interrupted", True)
    world.end(call)
    assert (page.state, page.run("return speechSynthesis.paused")) == ("active", False)


@pytest.mark.parametrize("stop", ["cancel", "pause"])
def test_speech_stopped_by_the_page_does_not_go_on(world: World, page: Page, stop: str) -> None:
    page.do(SPEAK)
    call = world.begin()
    page.do(f"speechSynthesis.{stop}()")
    world.end(call)
    assert page.log == ["active", "interrupted", "inactive"]


@pytest.mark.parametrize("at", ["before the call ends", "when it has ended"])
def test_two_utterances_that_a_call_interrupts_can_be_cancelled(world: World, page: Page, at: str) -> None:
    page.do(SPEAK)
    call = world.begin()
    page.do(SPEAK)
    if at == "before the call ends":
        page.do("speechSynthesis.cancel()")
    world.end(call)
    page.do("speechSynthesis.cancel()")
    assert page.state == "inactive"
    session = world.host.device.session(page.id)
    assert [(e.audible, e.interrupted) for e in session.elements.values()] == [(False, False)]


# All


def test_all_kinds_at_once(world: World, page: Page) -> None:
    page.do(CAPTURE + SPEAK + "globalThis.a = new Audio(); a.play(); globalThis.c = new AudioContext(); c.sound(true)")
    assert page.log == ["active"]
    call = world.begin()
    session = world.host.device.session(page.id)
    assert {e.kind: (e.audible, e.interrupted) for e in session.elements.values()} == dict.fromkeys(
        ELEMENTS, (False, True)
    )
    assert session.computed_type == "ambient"
    world.end(call)
    assert {e.kind: (e.audible, e.interrupted) for e in session.elements.values()} == dict.fromkeys(
        ELEMENTS, (True, False)
    )
    assert page.log == ["interrupted", "active"]


def test_browser_gets_the_same(world: World) -> None:
    page = world.page()
    page.do("globalThis.c = new AudioContext(); c.sound(true);" + SPEAK + CAPTURE)
    elements = world.host.device.session(page.id).elements
    assert {e.kind for e in elements.values()} == {"audiocontext", "speech", "microphone"}
