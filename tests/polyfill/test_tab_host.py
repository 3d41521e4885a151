"""The host inside a page (js/polyfill/tab-host.js) against shim/session: the same inputs give the same sessions.

Two tabs, one of them with a frame, under the policy that both know; what tabs say to each other arrives at once.
"""

import json
from typing import Any

import pytest
import quickjs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shim.polyfill.assembly import joined
from shim.session import ElementKind, Policy, SessionType
from shim.session.policy import TYPES, Effect
from tests.session.invariants import check_always
from tests.session.reference import ReferenceWorld

KINDS = (ElementKind.AUDIO, ElementKind.MICROPHONE)
PARENTS = (None, 1, None)
INPUTS = st.one_of(
    st.tuples(st.just("set_type"), st.integers(1, 3), st.sampled_from(SessionType)),
    st.tuples(st.just("toggle"), st.integers(1, 3), st.integers(0, 1)),
    st.tuples(st.just("toggle"), st.integers(1, 3), st.integers(0, 1)),
)
STEPS = st.tuples(st.just("step"))
REMOVALS = st.tuples(st.just("remove"), st.integers(1, 3))

_SCRIPT = """
globalThis.tasks = [];
let time = 0;
const hosts = [];
const documents = {};
const makeTab = () => {
  const id = hosts.length;
  const tell = (host) => {
    for (const other of hosts) if (other !== host) other.hear(id, host.type, host.position);
  };
  const host = new TabHost(() => ++time, () => tell(host));
  hosts.push(host);
  return host;
};
const makeDocument = (number, parent) => {
  const log = [];
  const host = parent ? documents[parent].host : makeTab();
  const queue = (fn) => tasks.push([number, fn]);
  const deliver = (m) => queue(() => session.notifyTheStatesChange(m.state, m.serial, m.suspend));
  const mine = host.add(documents[parent]?.mine, deliver);
  const session = new DocumentSession((m) => host.receive(mine, m), queue, () => log.push(session.state));
  const elements = KINDS.map((kind) => {
    const element = {
      kind,
      suspendSteps: () => queue(() => session.setAudible(element, false)),
      resumeSteps: () => queue(() => element.resuming && session.setAudible(element, true)),
    };
    session.add(element);
    return element;
  });
  documents[number] = { host, mine, session, elements, log, parent };
};
globalThis.inputs = {
  set_type(number, type) {
    const { session } = documents[number] ?? {};
    if (!session || session.type === type) return;
    session.type = type;
    session.updateTheType();
  },
  toggle(number, index) {
    const { session, elements } = documents[number] ?? {};
    if (!session) return;
    const element = elements[index];
    if (session.interruptedElements.has(element) && !element.audible) session.forget(element);
    else session.setAudible(element, !element.audible);
  },
  remove(number) {
    if (!documents[number]) return;
    const { host, mine } = documents[number];
    for (const key of Object.keys(documents)) {
      if (+key === number || documents[key].parent === number) delete documents[key];
    }
    host.remove(mine);
  },
  step() {
    const [number, fn] = tasks.shift();
    if (documents[number]) fn();
  },
};
globalThis.view = () => JSON.stringify(Object.values(documents).map(({ session, mine, elements, log }) => [
  session.type, session.appliedType, session.state, session.serial, log, mine.state, mine.computedType,
  elements.map((e) => [e.audible, e.resuming || session.interruptedElements.has(e)])]));
"""


class PageWorld:
    """Documents with js/polyfill/algorithms.js, and a TabHost for each tab, in one context with one queue of tasks."""

    def __init__(self) -> None:
        self.context = quickjs.Context()
        sources = [line.text for module in ("algorithms.js", "tab-host.js") for line in joined(module)]
        self.context.eval("\n".join([*sources, f"const KINDS = {json.dumps(KINDS)};", _SCRIPT]))
        for number, parent in enumerate(PARENTS, 1):
            self.context.eval(f"makeDocument({number}, {json.dumps(parent)})")

    def apply(self, name: str, *arguments: object) -> None:
        self.context.eval(f"inputs.{name}(...{json.dumps(arguments)})")

    @property
    def tasks(self) -> list[int]:
        return json.loads(self.context.eval("JSON.stringify(tasks.map(([number]) => number))"))

    def view(self) -> list[Any]:
        return json.loads(self.context.eval("view()"))


def new_reference() -> ReferenceWorld:
    reference = ReferenceWorld(Policy.named("spec"), has_guards=False)
    for parent in PARENTS:
        reference.add(parent, list(KINDS))
    return reference


def apply_to_reference(reference: ReferenceWorld, name: str, *arguments: Any) -> None:
    if name == "step":
        reference.step()
    elif arguments[0] in reference.documents:
        getattr(reference, name)(*arguments)


def reference_view(reference: ReferenceWorld) -> list[Any]:
    view = []
    for number, d in reference.documents.items():
        session = reference.device.session(number)
        elements = [[s.audible, s.interrupted or s.resuming] for s in d.sources]
        row = [d.type, d.applied_type, d.state, d.serial, d.log, session.state, session.computed_type, elements]
        view.append(row)
    return view


SETTLE = [("step",)] * 30
AUDIO, MICROPHONE = 0, 1
# The frame plays first and is displaced by the top; both are interrupted by a call in the other tab, and resume.
DISPLACED_AND_INTERRUPTED: list[tuple[Any, ...]] = [
    ("set_type", 1, SessionType.PLAYBACK),
    ("set_type", 2, SessionType.PLAYBACK),
    ("toggle", 2, AUDIO),
    *SETTLE,
    ("toggle", 1, AUDIO),
    *SETTLE,
    ("toggle", 3, MICROPHONE),
    *SETTLE,
    ("toggle", 3, MICROPHONE),
    *SETTLE,
]


# A call, and then music in a frame beside it: the tab is still what interrupts the other one.
MUSIC_BESIDE_A_CALL: list[tuple[Any, ...]] = [
    ("toggle", 3, AUDIO),
    ("toggle", 1, MICROPHONE),
    ("toggle", 2, AUDIO),
    *SETTLE,
]


@settings(max_examples=240)
@example(DISPLACED_AND_INTERRUPTED)
@example(MUSIC_BESIDE_A_CALL)
@given(st.lists(st.one_of(INPUTS, INPUTS, STEPS, STEPS, STEPS, REMOVALS), max_size=60))
def test_page_and_host_agree_task_by_task(steps: list[tuple[Any, ...]]) -> None:
    world, reference = PageWorld(), new_reference()
    for step in steps:
        if step == ("step",) and not reference.tasks:
            continue
        world.apply(*step)
        apply_to_reference(reference, *step)
        assert world.view() == reference_view(reference)
        assert world.tasks == [document for document, _, _ in reference.tasks]
        check_always(reference)
    while reference.tasks:
        world.apply("step")
        reference.step()
    assert world.view() == reference_view(reference)
    assert world.tasks == []


@pytest.mark.parametrize("incoming", TYPES)
def test_policy_is_that_of_the_host(incoming: SessionType) -> None:
    """Also when others ask about it: each cell of the matrix."""
    context = quickjs.Context()
    context.eval("\n".join(line.text for line in joined("tab-host.js")))
    row = json.loads(context.eval(f"JSON.stringify(EFFECTS['{incoming}'] ?? {{}})"))
    expected = Policy.named("spec").between_tabs[incoming]
    assert row == {active: effect for active, effect in expected.items() if effect not in (Effect.MIX, Effect.DUCK)}
