"""Tabs and the device: displacement, selection, interruptions, removal, and the causes on the timeline."""

import subprocess
import sys

import pytest

from shim.errors import Error
from shim.session import (
    Device,
    Element,
    ElementKind,
    Interruption,
    LocalSessionError,
    Notification,
    SessionState,
    SessionType,
)
from shim.session.errors import SessionError
from tests.paths import ROOT

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED


class Bench:
    """A device whose documents acknowledge what they are told, in order, when ``settle`` is called."""

    def __init__(self) -> None:
        self.device = Device()
        self.queue: list[Notification] = []
        self.now = 0.0

    def add(self, parent: int | None = None, type_: SessionType = SessionType.AUTO) -> int:
        document = self.device.add_document(parent).id
        self.device.type_applied(document, type_, self.now)
        return document

    def settle(self) -> None:
        while self.queue:
            notification = self.queue.pop(0)
            self.queue += self.device.state_notified(notification.document, notification.state, self.now)

    def start(self, document: int, kind: ElementKind = ElementKind.AUDIO, *, settle: bool = True) -> None:
        self.now += 1
        session = self.device.session(document)
        self.queue += self.device.set_element(document, Element(f"{kind}#1", True, False), self.now)
        self.queue += self.device.try_activating(document, f"{kind}#1", session.serial + 1, self.now)
        if settle:
            self.settle()

    def stop(self, document: int, kind: ElementKind = ElementKind.AUDIO) -> None:
        self.now += 1
        session = self.device.session(document)
        self.queue += self.device.set_element(document, Element(f"{kind}#1", False, False), self.now)
        self.queue += self.device.inactivate(document, f"{kind}#1", session.serial + 1, self.now)
        self.settle()

    def apply(self, document: int, type_: SessionType) -> None:
        self.now += 1
        self.queue += self.device.type_applied(document, type_, self.now)
        self.settle()

    def begin(self, name: str, now: float) -> Interruption:
        interruption, told = self.device.begin_interruption(name, now)
        self.queue += told
        self.settle()
        return interruption

    def end(self, interruption: Interruption, now: float, *, resume: bool = True) -> None:
        self.queue += self.device.end_interruption(interruption, now, resume=resume)
        self.settle()

    def states(self) -> dict[int, SessionState]:
        return {s.id: s.state for tab in self.device.tabs.values() for s in tab.sessions()}

    def lines(self) -> list[str]:
        return [f"{t.t:g} {t.document} {t.from_state}>{t.to_state} {t.cause}" for t in self.device.timeline]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_sessions_of_a_tab_come_breadth_first(bench: Bench) -> None:
    top = bench.add()
    first, second = bench.add(top), bench.add(top)
    below_first, below_second = bench.add(first), bench.add(second)
    deepest = bench.add(below_first)
    late = bench.add(top)
    tab = bench.device.tab_of(deepest)
    assert [s.id for s in tab.sessions()] == [top, first, second, late, below_first, below_second, deepest]
    assert bench.device.tab_of(bench.add()) is not tab


def test_timeline_tells_who_when_and_why(bench: Bench) -> None:
    top = bench.add(type_=SessionType.PLAYBACK)
    frame = bench.add(top)
    bench.start(top)
    bench.start(frame, ElementKind.VIDEO)
    bench.start(top)
    bench.apply(frame, SessionType.TRANSIENT_SOLO)
    bench.stop(top)
    bench.start(frame, ElementKind.SPEECH)
    bench.now = 10.0
    call, told = bench.device.begin_interruption("phone call", bench.now)
    bench.queue += told
    bench.start(top)
    bench.queue += bench.device.end_interruption(call, bench.now)
    bench.settle()
    bench.device.remove_document(top, 12.5)
    assert bench.lines() == [
        "1 1 inactive>active element became audible: audio#1",
        "2 2 inactive>active element became audible: video#1",
        "2 1 active>inactive displaced by document 2",
        "3 1 inactive>active element became audible: audio#1",
        "3 2 active>inactive displaced by document 1",
        "5 1 active>inactive element no longer audible: audio#1",
        "6 2 inactive>active element became audible: speech#1",
        "10 2 active>interrupted phone call",
        "11 1 inactive>interrupted element became audible during an interruption: audio#1",
        "11 2 interrupted>active phone call ended",
        "11 1 interrupted>active phone call ended",
        "11 2 active>inactive displaced by document 1",
        "12.5 1 active>inactive document removed",
    ]
    timeline = bench.device.timeline
    assert (len(timeline), timeline[0].tab, timeline[-1].document) == (13, 1, top)


def test_type_that_is_applied_displaces(bench: Bench) -> None:
    top = bench.add()
    frame = bench.add(top)
    for document in (top, frame):
        bench.start(document)
    bench.apply(top, SessionType.AMBIENT)
    assert bench.states() == {top: ACTIVE, frame: ACTIVE}
    bench.apply(top, SessionType.PLAY_AND_RECORD)
    assert bench.states() == {top: ACTIVE, frame: INACTIVE}
    assert bench.lines()[-1].endswith(f"displaced by document {top}, type set to play-and-record")


def test_three_documents_all_exclusive_sessions_are_displaced_not_only_the_first(bench: Bench) -> None:
    top = bench.add()
    frames = [bench.add(top, type_) for type_ in (SessionType.AMBIENT, SessionType.AUTO, SessionType.PLAYBACK)]
    for document in (top, *frames):
        bench.start(document)
    # The ambient frame comes before the auto frame; its turn ends without ending the loop.
    assert bench.states() == dict(zip((top, *frames), (INACTIVE, ACTIVE, INACTIVE, ACTIVE), strict=True))


def test_selection_follows_the_most_recently_audible(bench: Bench) -> None:
    top = bench.add()
    first, second = bench.add(top), bench.add(top)
    tab = bench.device.tab_of(top)
    assert tab.selected is None
    for document in (second, first):
        bench.start(document)
        assert tab.selected is bench.device.session(document)
    bench.start(top, ElementKind.AUDIO_CONTEXT)
    assert tab.selected is bench.device.session(first)
    bench.stop(first)
    assert tab.selected is bench.device.session(second)
    bench.device.remove_document(second, 0.0)
    assert tab.selected is None


def test_selected_session_that_is_interrupted_stays_selected(bench: Bench) -> None:
    top = bench.add()
    bench.start(top)
    tab = bench.device.tab_of(top)
    bench.device.begin_interruption("phone call", 0.0)
    assert tab.selected is bench.device.session(top)
    assert tab.selected.state is SessionState.INTERRUPTED


def test_removed_element_leaves_the_computed_type(bench: Bench) -> None:
    top = bench.add()
    bench.start(top, ElementKind.AUDIO_CONTEXT)
    bench.start(top)
    tab = bench.device.tab_of(top)
    assert tab.selected is bench.device.session(top)
    bench.device.remove_element(top, "audio#1", 0.0)
    assert (bench.device.session(top).computed_type, tab.selected) == (SessionType.AMBIENT, None)


def test_removing_a_document_removes_what_is_below_it(bench: Bench) -> None:
    top = bench.add()
    frame = bench.add(top)
    nested = bench.add(frame)
    bench.start(nested)
    bench.device.remove_document(frame, 3.0)
    assert bench.states() == {top: INACTIVE}
    assert bench.lines()[-1] == f"3 {nested} active>inactive document removed"
    for gone in (frame, nested):
        with pytest.raises(LocalSessionError, match=f"no document {gone}"):
            bench.device.session(gone)
    bench.device.remove_document(top, 4.0)
    assert bench.device.tabs == {}
    with pytest.raises(LocalSessionError):
        bench.add(top)


def test_interruptions_nest_and_overlap(bench: Bench) -> None:
    top = bench.add()
    bench.start(top)
    alarm, told = bench.device.begin_interruption("alarm", 5.0)
    assert [n.state for n in told] == [INTERRUPTED]
    call, told = bench.device.begin_interruption("phone call", 6.0)
    assert told == []
    assert bench.device.end_interruption(alarm, 7.0) == []
    assert bench.device.is_interrupted
    assert [event.name for event in bench.device.events] == ["phone call"]
    assert [n.state for n in bench.device.end_interruption(call, 8.0)] == [ACTIVE]
    assert not bench.device.is_interrupted
    assert bench.lines()[1:] == ["5 1 active>interrupted alarm", "8 1 interrupted>active phone call ended"]
    with pytest.raises(LocalSessionError, match="'alarm' is not on"):
        bench.device.end_interruption(alarm, 9.0)


@pytest.mark.parametrize("inner_resumes", [True, False])
def test_one_end_without_permission_cancels_the_resumption(bench: Bench, inner_resumes: bool) -> None:
    top = bench.add()
    bench.start(top)
    outer = bench.begin("alarm", 5.0)
    inner = bench.begin("phone call", 6.0)
    bench.end(inner, 7.0, resume=inner_resumes)
    bench.end(outer, 8.0, resume=not inner_resumes)
    assert bench.states() == {top: INACTIVE}
    assert bench.lines()[-1] == "8 1 interrupted>inactive alarm ended, not to be resumed"
    # The next interruption starts afresh.
    bench.start(top)
    bench.end(bench.begin("alarm", 9.0), 10.0)
    assert bench.states() == {top: ACTIVE}


def test_session_whose_elements_are_gone_is_released(bench: Bench) -> None:
    top = bench.add()
    bench.start(top)
    call, _ = bench.device.begin_interruption("phone call", 5.0)
    bench.device.remove_element(top, "audio#1", 0.0)
    bench.device.end_interruption(call, 6.0)
    assert bench.lines()[-1] == "6 1 interrupted>inactive phone call ended, nothing to resume"


def test_inactivation_without_an_element_has_a_cause_too(bench: Bench) -> None:
    top = bench.add()
    bench.start(top)
    bench.queue += bench.device.inactivate(top, None, 2, 5.0)
    assert bench.lines()[-1] == "5 1 active>inactive nothing is audible"


def test_session_in_the_middle_of_its_activation_is_not_displaced_by_an_earlier_one(bench: Bench) -> None:
    top = bench.add(type_=SessionType.PLAYBACK)
    frame = bench.add(top, SessionType.PLAYBACK)
    bench.start(top, settle=False)
    bench.start(frame, settle=False)
    assert bench.states() == {top: ACTIVE, frame: ACTIVE}
    bench.settle()
    assert bench.states() == {top: INACTIVE, frame: ACTIVE}


def test_stale_activation_does_not_displace(bench: Bench) -> None:
    top = bench.add(type_=SessionType.PLAYBACK)
    frame = bench.add(top, SessionType.PLAYBACK)
    bench.start(top)
    bench.start(frame, settle=False)
    call, told = bench.device.begin_interruption("phone call", 3.0)
    bench.queue += told
    bench.settle()
    assert bench.states() == {top: INTERRUPTED, frame: INTERRUPTED}
    bench.queue += bench.device.end_interruption(call, 4.0)
    bench.settle()
    assert bench.states() == {top: INACTIVE, frame: ACTIVE}


def test_error_classes_share_a_base() -> None:
    assert issubclass(LocalSessionError, SessionError)
    assert issubclass(SessionError, Error)


def test_the_model_imports_no_io_no_engine_and_no_clock() -> None:
    code = (
        "import sys, types\n"
        # Without the package's own __init__, which joins everything.
        "sys.modules['shim'] = package = types.ModuleType('shim')\n"
        "package.__path__ = ['shim']\n"
        "import shim.session\n"
        "bad = {'asyncio', 'quickjs', 'aiohttp', 'socket', 'threading'} & set(sys.modules)\n"
        "own = {m for m in sys.modules if m.startswith('shim.')}\n"
        "own -= {m for m in own if m.startswith(('shim.session', 'shim.errors', 'shim.types'))}\n"
        "assert not bad and not own, (bad, own)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
