"""A model check: every reachable state of small worlds, by breadth-first search over all inputs.

A walk stores states, not worlds: two states that differ only by a symmetry of the model count as one. The symmetries
are: the three explicit exclusive types among each other, the two others likewise, the two elements of a document whose
type is explicit, and the numbers of requests and of recency, of which only the order counts.
"""

import gc
from collections import Counter, deque
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pytest

from shim.session import ElementKind, Notification, SessionState, SessionType
from tests.session.invariants import check_always, check_at_rest, check_transitions
from tests.session.reference import ReferenceDocument, ReferenceWorld

Action = tuple[str, tuple[Any, ...]]
ONE = [ElementKind.AUDIO]
# AudioContexts, which wait without asking, are in the random walks.
BOTH = [ElementKind.AUDIO, ElementKind.SPEECH]


@pytest.fixture(autouse=True)
def rare_collections() -> Iterator[None]:
    """The collector of cycles looks less often through the worlds that a walk keeps; it took a third of its time."""
    thresholds = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    yield
    gc.set_threshold(*thresholds)


TypeClasses = tuple[tuple[SessionType, ...], ...]
TYPE_CLASSES: TypeClasses = (
    (SessionType.AUTO,),
    (SessionType.PLAYBACK, SessionType.PLAY_AND_RECORD, SessionType.TRANSIENT_SOLO),
    (SessionType.TRANSIENT, SessionType.AMBIENT),
)


def type_class(type_: SessionType) -> int:
    return next(index for index, members in enumerate(TYPE_CLASSES) if type_ in members)


def canonical(world: ReferenceWorld) -> tuple[Any, ...]:
    on = world.device.is_interrupted
    ranks = {}
    for tab in world.device.tabs.values():
        audible = sorted({s.last_audible for s in tab.sessions()})
        ranks |= {s.id: audible.index(s.last_audible) for s in tab.sessions()}
    documents = tuple(_canonical_document(world, d, ranks[d.id], on) for d in world.documents.values())
    return on, _canonical_focus(world), documents, _canonical_tasks(world)


def _canonical_focus(world: ReferenceWorld) -> Hashable:
    """Nobody affects another in these worlds: of the focus it counts only who has it, and whether it may resume."""
    tabs = [tab.participant for tab in world.device.tabs.values()]
    return tuple(
        (tab.has_focus, tab.is_held, tab.is_waiting, tab.may_resume if tab.is_interrupted else None) for tab in tabs
    )


def _canonical_document(world: ReferenceWorld, d: ReferenceDocument, rank: int, on: bool) -> Hashable:
    session = world.device.session(d.id)
    sources = [(s.audible, s.interrupted, s.resuming) for s in d.sources]
    if d.type is not SessionType.AUTO and not world.tasks:
        sources.sort()
    return (
        type_class(d.type),
        type_class(d.applied_type),
        d.type is d.applied_type,
        d.state,
        d.requested,
        session.state,
        session.notified_state,
        tuple(session.pending),
        rank,
        session.is_wanted if on else None,
        d.guarded == session.guarded,
        bool(d.guarded),
        session.may_run,
        tuple(sources),
    )


def _canonical_tasks(world: ReferenceWorld) -> Hashable:
    return tuple(
        (document, what, getattr(argument, "state", argument), _lag(world, document, argument))
        for document, what, argument in world.tasks
    )


def _lag(world: ReferenceWorld, document: int, argument: object) -> Hashable:
    """The number of requests of the document since the notification was written, and the elements that asked since."""
    if not isinstance(argument, Notification):
        return getattr(argument, "kinds", None), getattr(argument, "resume", None)
    d, serial = world.documents[document], argument.serial
    return d.serial - serial, tuple(s.asked > serial for s in d.sources)


def inputs(world: ReferenceWorld, classes: TypeClasses = TYPE_CLASSES) -> Iterator[Action]:
    for document in world.documents.values():
        for members in classes:
            # Of each class the next one, so that in turn all types are set.
            at = members.index(document.type) + 1 if document.type in members else 0
            yield "set_type", (document.id, members[at % len(members)])
        for index in range(len(document.sources)):
            yield "toggle", (document.id, index)
    if world.interruption is None:
        yield "begin", ()
    else:
        yield "end", (True,)
        yield "end", (False,)


def world_of(*tabs: list[list[ElementKind]]) -> ReferenceWorld:
    """A world with these tabs: each is a list of documents, of which the first holds the others."""
    world = ReferenceWorld()
    for top, *frames in tabs:
        parent = world.add(None, top)
        for kinds in frames:
            world.add(parent, kinds)
    return world


def walk(
    start: ReferenceWorld, *, at_rest: bool, max_tasks: int = 0, classes: TypeClasses = TYPE_CLASSES
) -> Counter[bool]:
    """Visits all states that ``start`` leads to. Their numbers: without an interruption (False), and during one (True).

    ``at_rest``: each input is followed by all its tasks. Otherwise tasks run one by one between inputs, of which there
    are no more while more than ``max_tasks`` tasks are waiting. ``classes``: the types that documents set.
    """
    seen: dict[tuple[Any, ...], tuple[Hashable, Action] | None] = {canonical(start): None}
    frontier = deque([start])
    while frontier:
        world = frontier.popleft()
        before = canonical(world)
        actions = [] if len(world.tasks) > max_tasks else list(inputs(world, classes))
        if world.tasks:
            actions.append(("step", ()))
        for action in actions:
            after = world.copy()
            try:
                getattr(after, action[0])(*action[1])
                if at_rest:
                    after.settle()
                (check_always if after.tasks else check_at_rest)(after)
                check_transitions(after.device.timeline)
            except Exception as error:
                raise AssertionError(f"after {[*path(seen, before), action]}: {error!r}") from error
            key = canonical(after)
            if key not in seen:
                seen[key] = before, action
                frontier.append(after)
    return Counter(is_interrupted for is_interrupted, *_ in seen)


def path(seen: Mapping[Any, tuple[Hashable, Action] | None], state: Hashable) -> list[Action]:
    actions: list[Action] = []
    while (step := seen[state]) is not None:
        state, action = step
        actions.insert(0, action)
    return actions


@pytest.mark.timeout(600)
def test_a_tab_of_two_documents_with_two_elements_each() -> None:
    assert walk(world_of([BOTH, BOTH]), at_rest=True).total() > 1_000


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("first", "second", "classes"),
    [([BOTH], [BOTH], TYPE_CLASSES), ([ONE, ONE], [ONE], TYPE_CLASSES[:2])],
    ids=["documents", "frames"],
)
def test_two_tabs_share_nothing_but_the_interruption(
    first: list[list[ElementKind]], second: list[list[ElementKind]], classes: TypeClasses
) -> None:
    """The states of both together are all pairs of a state of the one and a state of the other.

    So larger tabs beside each other, whose pairs are too many to visit, have no state that one of them alone has not.
    """
    one, other, both = (
        walk(world_of(*tabs), at_rest=True, classes=classes) for tabs in ([first], [second], [first, second])
    )
    assert both == {on: one[on] * other[on] for on in (False, True)}


@pytest.mark.timeout(600)
def test_all_interleavings_of_tasks_in_a_tab_of_two_documents() -> None:
    walked = walk(world_of([ONE, ONE]), at_rest=False, max_tasks=1, classes=TYPE_CLASSES[:2])
    assert walked.total() > 1_000


def test_the_same_inputs_give_the_same_output() -> None:
    def run() -> list[str]:
        world = world_of([BOTH, BOTH], [BOTH])
        for index in range(300):
            actions = list(inputs(world))
            name, arguments = actions[(index * 7919) % len(actions)]
            getattr(world, name)(*arguments)
            world.settle()
        assert SessionState.INTERRUPTED in {t.to_state for t in world.device.timeline}
        return [str(t) for t in world.device.timeline]

    assert run() == run()
