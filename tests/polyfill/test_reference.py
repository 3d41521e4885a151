"""The polyfill against the reference of the model check: the same inputs give the same world.

Once its algorithms alone, task by task, with inputs between any two tasks; once all of it with media elements, at rest.
"""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

import quickjs
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from shim.link.host import Delivery, SessionHost
from shim.polyfill.assembly import Part, joined, part_source
from shim.session import MIX_ALL, ElementKind, Interruption, Policy, SessionType
from shim.session.policy import NAMES, TYPES
from tests.polyfill.world import Page, World
from tests.session.invariants import check_always, check_at_rest
from tests.session.reference import ReferenceWorld

INPUTS = st.one_of(
    st.tuples(st.just("set_type"), st.integers(1, 3), st.sampled_from(SessionType)),
    st.tuples(st.just("toggle"), st.integers(1, 3), st.integers(0, 1)),
    st.just(("begin",)),
    st.tuples(st.just("end"), st.booleans()),
)

APPS = st.tuples(st.just("app"), st.sampled_from(TYPES), st.sampled_from(["play", "play", "stop"]))
INPUTS_AND_STEPS = st.one_of(INPUTS, APPS, st.just(("step",)), st.just(("step",)), st.just(("step",)))
POLICIES = st.sampled_from([MIX_ALL, *map(Policy.named, NAMES)])

_DOCUMENT = """
globalThis.tasks = []; globalThis.log = [];
const queueTask = (fn) => { tasks.push(fn); queued() };
globalThis.session = new DocumentSession((m) => send(JSON.stringify(m)), queueTask, () => log.push(session.state));
globalThis.context = { session, link: {} };
watchGuard(context, []);
globalThis.elements = ['audio', 'audio'].map((kind) => {
  const element = {
    kind,
    suspendSteps: () => queueTask(() => session.setAudible(element, false)),
    resumeSteps: () => queueTask(() => element.resuming && session.setAudible(element, true)),
  };
  session.add(element);
  return element;
});
globalThis.toggle = (element) => {
  if (session.interruptedElements.has(element) && !element.audible) session.forget(element);
  else if (element.audible) session.setAudible(element, false);
  else if (!context.mustAsk(element)) session.setAudible(element, true);
};
globalThis.setType = (type) => { if (session.type !== type) { session.type = type; session.updateTheType(); } };
"""


class AlgorithmsWorld:
    """Three documents that run js/polyfill/algorithms.js on ideal elements, with one queue for all their tasks."""

    def __init__(self, policy: Policy) -> None:
        self.host = SessionHost(policy)
        self.contexts: dict[int, Any] = {}
        self.tasks: deque[tuple[int, str | None]] = deque()
        self.call: Interruption | None = None
        # The class alone: the part's own function is not called.
        source = part_source(Part.DOCUMENT).replace("return attach;", "return DocumentSession;")
        guard = "".join(f"{line.text}\n" for line in joined("guard.js"))
        for parent in (None, 1, None):
            document = self.host.add_document(parent)
            context = self.contexts[document] = quickjs.Context()
            context.add_callable("send", self._receiver(document))
            context.add_callable("queued", self._queuer(document))
            context.eval(f"globalThis.DocumentSession = {source};{guard}{_DOCUMENT}")
        self.apps = {type_: self.host.device.add_app(type_, type_) for type_ in TYPES}

    def _receiver(self, document: int) -> Callable[[str], None]:
        return lambda text: self._tell(self.host.receive(document, text, 0.0))

    def _queuer(self, document: int) -> Callable[[], None]:
        return lambda: self.tasks.append((document, None))

    def _tell(self, deliveries: list[Delivery]) -> None:
        self.tasks.extend((d.document, d.text) for d in deliveries)

    def apply(self, step: tuple[object, ...]) -> None:
        match step:
            case ("set_type", int(document), SessionType() as type_):
                self.contexts[document].eval(f"setType('{type_}')")
            case ("toggle", int(document), int(index)):
                self.contexts[document].eval(f"toggle(elements[{index}])")
            case ("begin",) if self.call is None:
                self.call, told = self.host.begin_interruption("phone call", 0.0)
                self._tell(told)
            case ("end", bool(resume)) if self.call is not None:
                self._tell(self.host.end_interruption(self.call, 0.0, resume=resume))
                self.call = None
            case ("app", SessionType() as type_, str(action)):
                self._tell(self.host.deliveries(getattr(self.host.device, action)(self.apps[type_], 0.0)))
            case ("step",) if self.tasks:
                self.step()

    def step(self) -> None:
        document, text = self.tasks.popleft()
        if text is None:
            self.contexts[document].eval("tasks.shift()()")
        else:
            message = json.loads(text)
            if message["op"] == "guard":
                self.contexts[document].eval(f"session.onguard({text})")
                return
            suspend = "true" if message.get("suspend") else "false"
            self.contexts[document].eval(
                f"session.notifyTheStatesChange('{message['state']}', {message['serial']}, {suspend})"
            )

    def view(self) -> list[Any]:
        script = """JSON.stringify([session.type, session.appliedType, session.isTypeBeingApplied, session.state,
          session.requestedState, session.serial, log.splice(0),
          elements.map((e) => [e.audible, session.interruptedElements.has(e), e.resuming])])"""
        return [json.loads(context.eval(script)) for context in self.contexts.values()]


def new_reference(policy: Policy = MIX_ALL) -> ReferenceWorld:
    reference = ReferenceWorld(policy)
    for parent in (None, 1, None):
        reference.add(parent, [ElementKind.AUDIO, ElementKind.AUDIO])
    for type_ in TYPES:
        reference.device.add_app(type_, type_)
    return reference


def apply_to_reference(reference: ReferenceWorld, step: tuple[object, ...]) -> None:
    match step:
        case ("set_type", int(document), SessionType() as type_):
            reference.set_type(document, type_)
        case ("toggle", int(document), int(index)):
            reference.toggle(document, index)
        case ("begin",) if reference.interruption is None:
            reference.begin()
        case ("end", bool(resume)) if reference.interruption is not None:
            reference.end(resume)
        case ("app", SessionType() as type_, str(action)):
            app = next(p for p in reference.device._participants.values() if p.name == type_)
            reference.tell(getattr(reference.device, action)(app, 0.0))
        case ("step",) if reference.tasks:
            reference.step()


def reference_view(reference: ReferenceWorld) -> list[Any]:
    """The documents, and their logs, which are emptied."""
    view = [
        [
            d.type,
            d.applied_type,
            d.is_type_being_applied,
            d.state,
            d.requested,
            d.serial,
            d.log.copy(),
            [[s.audible, s.interrupted, s.resuming] for s in d.sources],
        ]
        for d in reference.documents.values()
    ]
    for d in reference.documents.values():
        d.log.clear()
    return view


@settings(max_examples=180)
@given(POLICIES, st.lists(INPUTS_AND_STEPS, max_size=60))
def test_algorithms_and_reference_agree_task_by_task(policy: Policy, steps: list[tuple[object, ...]]) -> None:
    world, reference = AlgorithmsWorld(policy), new_reference(policy)
    for step in steps:
        world.apply(step)
        apply_to_reference(reference, step)
        assert world.view() == reference_view(reference)
        assert [document for document, _ in world.tasks] == [document for document, _, _ in reference.tasks]
        check_always(reference)
    while reference.tasks:
        world.step()
        reference.step()
    assert world.view() == reference_view(reference)
    assert list(world.host.device.timeline) == list(reference.device.timeline)
    check_at_rest(reference)


class Pair:
    """The same three documents twice: two in one tab, one in another, each with two audio elements."""

    def __init__(self) -> None:
        self.world = World()
        top = self.world.page()
        self.pages: list[Page] = [top, self.world.page(top), self.world.page()]
        for page in self.pages:
            page.do("globalThis.e = [new Audio(), new Audio()]")
        self.reference = new_reference()
        self.call: Interruption | None = None

    def apply(self, step: tuple[object, ...]) -> None:
        match step:
            case ("set_type", int(document), SessionType() as type_):
                self.pages[document - 1].do(f"navigator.audioSession.type = '{type_}'")
            case ("toggle", int(document), int(index)):
                interrupted = self.reference.documents[document].sources[index].interrupted
                # Paused by the interruption, an element is given up by pause(); otherwise it is started or stopped.
                action = "pause()" if interrupted else "paused ? e[i].play() : e[i].pause()"
                self.pages[document - 1].do(f"const i = {index}; e[i].{action}")
            case ("begin",) if self.call is None:
                self.call = self.world.begin()
            case ("end", bool(resume)) if self.call is not None:
                self.world.end(self.call, resume=resume)
                self.call = None
        apply_to_reference(self.reference, step)
        self.reference.settle()

    def check(self) -> None:
        check_at_rest(self.reference)
        for page in self.pages:
            mirror = self.world.host.device.session(page.id)
            expected = self.reference.device.session(page.id)
            assert page.state == mirror.state == expected.state
            assert set(map(astuple, mirror.elements.values())) == set(map(astuple, expected.elements.values()))
            assert mirror.type == expected.type
            assert page.log == self.reference.documents[page.id].log
        reference_view(self.reference)
        assert list(self.world.host.device.timeline) == list(self.reference.device.timeline)


@settings(max_examples=120)
@given(st.lists(INPUTS, max_size=25))
def test_polyfill_and_reference_agree(steps: list[tuple[object, ...]]) -> None:
    pair = Pair()
    for step in steps:
        pair.apply(step)
        pair.check()
