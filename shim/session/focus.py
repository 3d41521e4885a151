"""The focus stack: who is above whom, and what that does to those below.

The stack is kept in groups, one for each type of tabs, of apps, and for each kind of event of the system; all members
of a group are affected alike by what is above them. So each group has thresholds instead of each member a list of
those who affect it: who stands below the threshold is interrupted, ducked or muted. An event costs as much as it
changes, however many participants there are.

Rules, in prose:

1. Who asks for the focus comes to the top, also one that has it. What it does to each of the others is the policy's
   cell for both types. DENY comes first and leaves everything as it was. Who had to wait comes to the place at which
   it asked: whoever asked later is above it.
2. STOP takes the other off the stack, and with it what it did to those below it.
3. INTERRUPT, DUCK and MUTE last as long as one that does it is above; then who was below returns to what it was.
4. Events of the system stand above everything, also above what comes later.
5. Who is interrupted ducks nobody.
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
_HOLDING, _DUCKING = 0, 1
"""Places among the lasting effects."""

_Effects: TypeAlias = dict[tuple[int, int], Effect]


class ChangeKind(Enum):
    """Kind of change of a participant that did not ask."""

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

    __slots__ = ("denied_by", "denies", "ducked", "lasting", "of", "overcomes", "stops")

    def __init__(self, policy: Policy) -> None:
        effects = _compile(policy)
        self.stops = _columns(effects, Effect.STOP)
        self.denied_by = _columns(effects, Effect.DENY)
        self.denies = {b for row in self.denied_by for b in row}
        """The groups that refuse others."""
        self.overcomes = [
            [a for a in range(_INTERRUPTION) if b in self.stops[a] or b in self.denied_by[a]] for b in range(_GROUPS)
        ]
        """For each group, those that end it when they come later, or could not have come while it was there."""
        self.lasting = (
            _Lasting(Effect.INTERRUPT, "is_held", ChangeKind.HELD, ChangeKind.FREED, effects),
            _Lasting(Effect.DUCK, "is_ducked", ChangeKind.GAIN, ChangeKind.GAIN, effects),
            _Lasting(Effect.MUTE, "is_muted", ChangeKind.GAIN, ChangeKind.GAIN, effects),
        )
        # OPTIMIZATION: most types have one lasting effect, or none.
        self.of = [
            [(i, e, e.targets[a]) for i, e in enumerate(self.lasting) if e.targets[a] and i != _DUCKING]
            for a in range(_GROUPS)
        ]
        """For each group, its lasting effects but ducking: place among the thresholds, effect, groups it goes to."""
        ducking = self.lasting[_DUCKING]
        self.ducked = [(b, ducking.sources[b]) for b in range(_GROUPS) if ducking.sources[b]]
        """The groups that can be ducked, each with those that do it."""


_rules_of = lru_cache(maxsize=32)(_Rules)


class Focus:
    """The stack. It knows participants, not what they are made of; what it did to others it returns."""

    __slots__ = ("_last", "_rules", "_stacks", "_thresholds", "deniers_changed")

    def __init__(self, policy: Policy) -> None:
        self._rules = _rules_of(policy)
        self._stacks: list[dict[Participant, None]] = [{} for _ in range(_GROUPS)]
        self._thresholds = [[0] * _GROUPS for _ in self._rules.lasting]
        """For each lasting effect and group: who stands below that position has the effect."""
        self._last = 0
        self.deniers_changed = False
        """True when a participant that refuses others came or went since this was last set to False."""

    def __iter__(self) -> Iterator[Participant]:
        """The tabs and apps that have the focus, in no order."""
        for stack in self._stacks[:_INTERRUPTION]:
            yield from stack

    def refusal(self, participant: Participant, group: int) -> Participant | None:
        """The participant that would refuse the focus to it."""
        for other in self._rules.denied_by[group]:
            if self._stacks[other]:
                for holder in reversed(self._stacks[other]):
                    if holder is not participant:
                        return holder
        return None

    @property
    def has_deniers(self) -> bool:
        """True when there is a participant that refuses others."""
        return any(self._stacks[group] for group in self._rules.denies)

    def event_over(self, group: int, but: Participant | None = None) -> Participant | None:
        """The event of the system that interrupts the group from its beginning; ``but`` is about to end."""
        for source in self._rules.lasting[_HOLDING].sources[group]:
            if source >= _INTERRUPTION:
                for event in self._stacks[source]:
                    if event is not but:
                        return event
        return None

    def affects(self, event: Participant, group: int) -> bool:
        """True when the event interrupts that group."""
        return group in self._rules.lasting[_HOLDING].targets[event.group]

    def place(self) -> int:
        """A place on the stack for one that asks now and has to wait."""
        self._last += 1
        return self._last

    def successor(self, group: int, place: int) -> Participant | None:
        """A participant that asked later than ``place`` and is there, so that one of ``group`` cannot come to that
        place any more."""
        for other in self._rules.overcomes[group]:
            if self._stacks[other] and (last := next(reversed(self._stacks[other]))).position > place:
                return last
        return None

    def request(self, participant: Participant, group: int, place: int = 0) -> list[Change]:
        """Puts it on top, or in its ``place``; ``refusal`` must have been None, and ``successor`` of that place.

        Its own flags are set, without a Change.
        """
        changes: list[Change] = []
        before, old = participant.group, participant.position
        if before >= 0:
            del self._stacks[before][participant]
        participant.position = place or self.place() + (_SYSTEM_POSITION if group >= _INTERRUPTION else 0)
        if group in self._rules.denies or before in self._rules.denies:
            self.deniers_changed = True
        participant.group = group
        participant.has_focus = True
        stacks = self._stacks
        stacks[group][participant] = None
        if place:
            stacks[group] = dict.fromkeys(sorted(stacks[group], key=lambda p: p.position))
        stopped: list[Participant] = []
        for other in self._rules.stops[group]:
            if stacks[other]:
                stopped += [p for p in stacks[other] if p is not participant and p.position < participant.position]
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
        self._duck(participant, changes)
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
        self._duck(participant, changes)
        return changes

    def reconsider_ducking(self, by: Participant) -> list[Change]:
        """To be called when it was not the stack that interrupted, or freed, some of those on it."""
        changes: list[Change] = []
        self._duck(by, changes)
        return changes

    def _duck(self, by: Participant, changes: list[Change]) -> None:
        for target, sources in self._rules.ducked:
            before = self._thresholds[_DUCKING][target]
            now = self._thresholds[_DUCKING][target] = max(map(self._ducks_below, sources))
            lower, upper = min(before, now), max(before, now)
            if lower == upper:
                continue
            for other in reversed(self._stacks[target]):
                if other.position < lower:
                    break
                if other.position < upper:
                    other.is_ducked = other.position < now
                    changes.append(Change(other, ChangeKind.GAIN, by))

    def _ducks_below(self, group: int) -> int:
        """The position of the highest member of the group that is not interrupted."""
        held = self._thresholds[_HOLDING][group]
        for member in reversed(self._stacks[group]):
            if member.position < held:
                break
            if not (member.is_locked or member.is_waiting):
                return member.position
        return 0

    def _remove(self, participant: Participant) -> int:
        group = participant.group
        if group in self._rules.denies:
            self.deniers_changed = True
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
        """Undoes the effects of a member of ``group`` from ``position`` on."""
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
