"""Random walks through worlds of any size: documents come and go, interruptions overlap, tasks run between inputs."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule

from shim.session import (
    MIX_ALL,
    ElementKind,
    Interruption,
    LocalSessionError,
    Participant,
    Policy,
    SessionState,
    SessionType,
    SystemEvent,
)
from shim.session.policy import NAMES, TYPES
from tests.session.invariants import check_always, check_at_rest, check_transitions
from tests.session.reference import ReferenceWorld

POLICIES = [MIX_ALL, *map(Policy.named, NAMES)]
KINDS = st.lists(st.sampled_from(ElementKind), min_size=1, max_size=4)


class Worlds(RuleBasedStateMachine):
    interruptions = Bundle("interruptions")
    apps = Bundle("apps")

    def __init__(self) -> None:
        super().__init__()
        self.world = ReferenceWorld()

    @initialize(policy=st.sampled_from(POLICIES))
    def choose(self, policy: Policy) -> None:
        self.world = ReferenceWorld(policy)
        # Most of what can go wrong takes two tabs and an app or two.
        for _ in range(2):
            self.world.add(self.world.add(None, [ElementKind.AUDIO, ElementKind.AUDIO_CONTEXT]), [ElementKind.SPEECH])

    def pick(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.world.documents)))

    @rule(kinds=KINDS)
    def open_tab(self, kinds: list[ElementKind]) -> None:
        self.world.add(None, kinds)

    @precondition(lambda self: self.world.documents)
    @rule(kinds=KINDS, data=st.data())
    def open_frame(self, kinds: list[ElementKind], data: st.DataObject) -> None:
        self.world.add(self.pick(data), kinds)

    @precondition(lambda self: self.world.documents)
    @rule(data=st.data())
    def close_document(self, data: st.DataObject) -> None:
        document = self.pick(data)
        self.world.remove(document)
        try:
            self.world.device.session(document)
        except LocalSessionError:
            return
        raise AssertionError(f"document {document} is still there")

    @precondition(lambda self: self.world.documents)
    @rule(type_=st.sampled_from(SessionType), data=st.data())
    def set_type(self, type_: SessionType, data: st.DataObject) -> None:
        self.world.set_type(self.pick(data), type_)

    @precondition(lambda self: self.world.documents)
    @rule(index=st.integers(0, 3), data=st.data())
    def toggle(self, index: int, data: st.DataObject) -> None:
        document = self.pick(data)
        self.world.toggle(document, index % len(self.world.documents[document].sources))

    @rule(target=apps, type_=st.sampled_from(TYPES))
    def install(self, type_: SessionType) -> Participant:
        return self.world.device.add_app(f"{type_} app", type_)

    @rule(app=apps, action=st.sampled_from(["play", "play", "pause", "stop", "stop without resume"]))
    def use(self, app: Participant, action: str) -> None:
        device, now = self.world.device, self.world.now
        if action == "stop without resume":
            self.world.tell(device.stop(app, now, resume=False))
        else:
            self.world.tell(getattr(device, action)(app, now))
        if action != "play":
            assert app.state is SessionState.INACTIVE

    @rule(app=consumes(apps))
    def uninstall(self, app: Participant) -> None:
        self.world.tell(self.world.device.remove_app(app, self.world.now))

    @rule(locked=st.booleans())
    def lock(self, locked: bool) -> None:
        self.world.tell(self.world.device.set_locked(locked, self.world.now))

    @rule(target=interruptions, event=st.sampled_from(SystemEvent))
    def begin_event(self, event: SystemEvent) -> Interruption:
        interruption, told = self.world.device.begin_event(event, self.world.now)
        self.world.tell(told)
        return interruption

    @rule(target=interruptions, name=st.sampled_from(["power off", "sleep"]))
    def begin(self, name: str) -> Interruption:
        interruption, told = self.world.device.begin_interruption(name, self.world.now)
        self.world.tell(told)
        return interruption

    @rule(interruption=consumes(interruptions), resume=st.booleans())
    def end(self, interruption: Interruption, resume: bool) -> None:
        self.world.tell(self.world.device.end_interruption(interruption, self.world.now, resume=resume))

    @precondition(lambda self: self.world.tasks)
    @rule(count=st.integers(1, 5))
    def run_tasks(self, count: int) -> None:
        self.world.now += 0.25
        for _ in range(min(count, len(self.world.tasks))):
            self.world.step()

    @rule()
    def rest(self) -> None:
        self.world.settle()
        check_at_rest(self.world)

    @invariant()
    def always(self) -> None:
        check_always(self.world)
        check_transitions(self.world.device.timeline)
        times = [t.t for t in self.world.device.timeline]
        assert times == sorted(times)

    def teardown(self) -> None:
        self.world.settle()
        check_at_rest(self.world)


Worlds.TestCase.settings = settings(max_examples=240, stateful_step_count=60, deadline=None, derandomize=True)
TestWorlds = Worlds.TestCase
