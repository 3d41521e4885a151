"""The focus stack: who is above whom, and what that does to those below.

The stack is kept in groups, one for each type of tabs, of apps, and for each kind of event of the system; all members
of a group are affected alike by what is above them. So each group has thresholds instead of each member a list of
those who affect it: who stands below the threshold is interrupted, ducked or muted. An event costs as much as it
changes, however many participants there are.

Rules, in prose:

1. Who asks for the focus comes to the top, also one that has it. What it does to each of the others is the policy's
   cell for both types. DENY comes first and leaves everything as it was.
2. STOP takes the other off the stack, and with it what it did to those below it.
3. INTERRUPT, DUCK and MUTE last as long as one that does it is above; then who was below returns to what it was.
4. Events of the system stand above everything, also above what comes later.
"""

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import TypeAlias

from .participant import Participant
from .policy import TYPES, Effect, Policy, SystemEvent
from .types import Fact, SessionType

_SYSTEM_POSITION = 2**62
TAB_GROUPS: dict[SessionType, int] = {type_: index for index, type_ in enumerate(TYPES)}
"""The group of a tab that has the focus with that type."""
APP_GROUPS = {type_: len(TYPES) + index for type_, index in TAB_GROUPS.items()}
"""The same for apps."""
_INTERRUPTION = 2 * len(TYPES)
_EVENTS = {event: _INTERRUPTION + 1 + index for index, event in enumerate(SystemEvent)}
_GROUPS = _INTERRUPTION + 1 + len(_EVENTS)

_Effects: TypeAlias = dict[tuple[int, int], Effect]


class ChangeKind(Enum):
    """What happened to a participant that did not ask."""

    HELD = auto()
    FREED = auto()
    STOPPED = auto()
    GAIN = auto()


_STOPPED = ChangeKind.STOPPED


class Change(Fact, frozen=True):
    """``by`` is who did it, or whose end did."""

    participant: Participant
    kind: ChangeKind
    by: Participant


def group_of_event(event: SystemEvent | None) -> int:
    """The group of an event; without one, of an interruption that interrupts everything."""
    return _INTERRUPTION if event is None else _EVENTS[event]


def _compile(policy: Policy) -> _Effects:
    """The effect of each group on each group."""
    effects: _Effects = {}
    for incoming in TYPES:
        from_tab, from_app = TAB_GROUPS[incoming], APP_GROUPS[incoming]
        for active in TYPES:
            tab, app = TAB_GROUPS[active], APP_GROUPS[active]
            effects[from_tab, tab] = policy.between_tabs[incoming][active]
            effects[from_tab, app] = policy.from_tabs[incoming][active]
            effects[from_app, tab] = effects[from_app, app] = policy.matrix[incoming][active]
    for type_ in TYPES:
        for group in (TAB_GROUPS[type_], APP_GROUPS[type_]):
            effects[_INTERRUPTION, group] = Effect.INTERRUPT
            for event, row in _EVENTS.items():
                effects[row, group] = policy.events[event][type_]
                if type_ in policy.refused[event]:
                    effects[group, row] = Effect.DENY
    return effects


class _Lasting:
    """One effect that lasts: its flag, what its begin and end are, and from and to which groups it goes."""

    __slots__ = ("begin", "end", "flag", "sources", "targets")

    def __init__(self, effect: Effect, flag: str, begin: ChangeKind, end: ChangeKind, effects: _Effects) -> None:
        self.flag, self.begin, self.end = flag, begin, end
        self.targets = _columns(effects, effect)
        self.sources = [[a for a in range(_GROUPS) if b in self.targets[a]] for b in range(_GROUPS)]


def _columns(effects: _Effects, effect: Effect) -> list[list[int]]:
    """For each group, the groups to which it does that."""
    return [[b for b in range(_GROUPS) if effects.get((a, b)) is effect] for a in range(_GROUPS)]


class _Rules:
    """A policy by groups."""

    __slots__ = ("denied_by", "lasting", "of", "stops")

    def __init__(self, policy: Policy) -> None:
        effects = _compile(policy)
        self.stops = _columns(effects, Effect.STOP)
        self.denied_by = _columns(effects, Effect.DENY)
        self.lasting = (
            _Lasting(Effect.INTERRUPT, "is_held", ChangeKind.HELD, ChangeKind.FREED, effects),
            _Lasting(Effect.DUCK, "is_ducked", ChangeKind.GAIN, ChangeKind.GAIN, effects),
            _Lasting(Effect.MUTE, "is_muted", ChangeKind.GAIN, ChangeKind.GAIN, effects),
        )
        # OPTIMIZATION: most types have one lasting effect, or none.
        self.of = [[(i, e, e.targets[a]) for i, e in enumerate(self.lasting) if e.targets[a]] for a in range(_GROUPS)]
        """For each group, its lasting effects: place among the thresholds, effect, groups that it goes to."""


_rules_of = lru_cache(maxsize=32)(_Rules)


class Focus:
    """The stack. It knows participants, not what they are made of; what it did to others it returns."""

    __slots__ = ("_last", "_rules", "_stacks", "_thresholds")

    def __init__(self, policy: Policy) -> None:
        self._rules = _rules_of(policy)
        self._stacks: list[dict[Participant, None]] = [{} for _ in range(_GROUPS)]
        self._thresholds = [[0] * _GROUPS for _ in self._rules.lasting]
        """For each lasting effect and group: who stands below that position has the effect."""
        self._last = 0

    def __iter__(self) -> Iterator[Participant]:
        """The tabs and apps that have the focus, in no order."""
        for stack in self._stacks[:_INTERRUPTION]:
            yield from stack

    def refusal(self, participant: Participant, group: int) -> Participant | None:
        """Who would refuse the focus to it."""
        for other in self._rules.denied_by[group]:
            if self._stacks[other]:
                for holder in reversed(self._stacks[other]):
                    if holder is not participant:
                        return holder
        return None

    def request(self, participant: Participant, group: int) -> list[Change]:
        """Puts it on top; ``refusal`` must have been None. Its own flags are set, without a Change."""
        changes: list[Change] = []
        before, old = participant.group, participant.position
        if before >= 0:
            del self._stacks[before][participant]
        self._last += 1
        participant.position = self._last + (_SYSTEM_POSITION if group >= _INTERRUPTION else 0)
        participant.group = group
        participant.has_focus = True
        stacks = self._stacks
        stacks[group][participant] = None
        stopped: list[Participant] = []
        for other in self._rules.stops[group]:
            if stacks[other]:
                stopped += [p for p in stacks[other] if p is not participant]
        for index, lasting, targets in self._rules.of[group]:
            for target in targets:
                self._impose(lasting, self._thresholds[index], target, participant, changes)
        groups = []
        for loser in stopped:
            groups.append(self._remove(loser))
            changes.append(Change(loser, _STOPPED, participant))
        if before >= 0:
            self._lift(before, old, participant, changes)
        if stopped:
            for loser, its_group in zip(stopped, groups, strict=True):
                self._lift(its_group, loser.position, loser, changes)
        position = participant.position
        held, ducked, muted = self._thresholds
        participant.is_held = position < held[group]
        participant.is_ducked = position < ducked[group]
        participant.is_muted = position < muted[group]
        return changes

    def release(self, participant: Participant, *, resume: bool = True) -> list[Change]:
        """Takes it off the stack. Without ``resume`` those it had interrupted are not to resume."""
        if not resume:
            self._forbid_to_resume(participant)
        changes: list[Change] = []
        self._lift(self._remove(participant), participant.position, participant, changes)
        return changes

    def _remove(self, participant: Participant) -> int:
        group = participant.group
        del self._stacks[group][participant]
        participant.group = -1
        participant.has_focus = False
        participant.is_held = participant.is_ducked = participant.is_muted = participant.is_locked = False
        return group

    def _forbid_to_resume(self, participant: Participant) -> None:
        for target in self._rules.lasting[0].targets[participant.group]:
            for other in self._stacks[target]:
                if other.position >= participant.position:
                    break
                other.may_resume = False

    def _impose(
        self, lasting: _Lasting, thresholds: list[int], target: int, by: Participant, changes: list[Change]
    ) -> None:
        """``by`` has come above the group ``target``."""
        before, position = thresholds[target], by.position
        if position <= before:
            return
        thresholds[target] = position
        for other in reversed(self._stacks[target]):
            if other.position < before:
                break
            if other.position < position:
                setattr(other, lasting.flag, True)
                changes.append(Change(other, lasting.begin, by))

    def _lift(self, group: int, position: int, by: Participant, changes: list[Change]) -> None:
        """What a member of ``group`` did from ``position`` is over."""
        stacks = self._stacks
        for index, lasting, targets in self._rules.of[group]:
            thresholds = self._thresholds[index]
            for target in targets:
                if thresholds[target] != position:
                    continue
                now = 0
                for source in lasting.sources[target]:
                    if stacks[source]:
                        now = max(now, next(reversed(stacks[source])).position)
                thresholds[target] = now
                for other in reversed(stacks[target]):
                    if other.position < now:
                        break
                    if other.position < position:
                        setattr(other, lasting.flag, False)
                        changes.append(Change(other, lasting.end, by))
