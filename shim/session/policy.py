"""Policies: what one participant of the device does to another, as data. The tables themselves are in ``policies/``.

A policy is read from a mapping of the shape that a TOML file gives; every error names the cell that is wrong.
docs/device.md describes the sections. Facts, sources and confidence stand beside the cells.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeAlias, TypeVar, get_args

from shim.types import PolicyName

from .errors import LocalSessionError
from .types import ElementKind, Output, SessionType


class Effect(StrEnum):
    """Effect on the participant that was there, or, with DENY, on the one that comes."""

    MIX = "mix"
    DUCK = "duck"
    """A lower gain while the other is there."""
    MUTE = "mute"
    """Gain 0 while the other is there; no state changes."""
    INTERRUPT = "interrupt"
    """An interruption, which ends when the other is gone."""
    STOP = "stop"
    """The inactive state, for good."""
    DENY = "deny"
    """The one that comes is refused."""


class SystemEvent(StrEnum):
    """Event that the system itself puts above all participants."""

    CALL = "call"
    ALARM = "alarm"
    ASSISTANT = "assistant"


class Resume(StrEnum):
    """Behaviour of an interrupted AudioContext's `resume()`."""

    REJECT = "reject"
    """Web Audio's algorithm: InvalidStateError if it was suspended, and it runs afterwards; otherwise it is pending."""
    ASK = "ask"
    """The device is asked, as by a media element's `play()`: it ends the interruption, or is pending until the end."""


TYPES: tuple[SessionType, ...] = tuple(t for t in SessionType if t is not SessionType.AUTO)
"""The types that a participant can have: ``auto`` is never computed."""
NAMES: tuple[PolicyName, ...] = get_args(PolicyName)

_BUTTON_TYPES = (SessionType.PLAYBACK, SessionType.TRANSIENT_SOLO, SessionType.PLAY_AND_RECORD)

Row: TypeAlias = Mapping[SessionType, Effect]
Matrix: TypeAlias = Mapping[SessionType, Row]
_E = TypeVar("_E", bound=StrEnum)


_SCREEN = ("interrupts", "exempt_contexts", "spares_pictures")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "name",
        "extends",
        "silent_switch",
        "unplug",
        "keeps_focus",
        "duck",
        "lock",
        "background",
        "capture",
        "buttons",
        "media_session",
        "contexts",
        "routes",
        "refused",
        "matrix",
        "from_tabs",
        "between_tabs",
        "events",
    ),
    "duck": ("gain", "ramp"),
    "lock": (*_SCREEN, "mutes"),
    "background": _SCREEN,
    "capture": ("mutes_hidden_cameras",),
    "buttons": ("types", "contexts", "seek"),
    "media_session": ("interruptions_call_handlers",),
    "contexts": ("resume",),
    "routes": ("media", "call", "call_lasts"),
    "refused": tuple(SystemEvent),
    "events": tuple(SystemEvent),
}
"""Keys that each table of a policy can have; the keys of other tables are types."""


class PolicyError(LocalSessionError, ValueError):
    """A policy is not one: ``cell`` is the path of what is wrong, e.g. ``matrix.playback.ambient``."""

    def __init__(self, cell: str, problem: str) -> None:
        super().__init__(f"policy: {cell}: {problem}" if cell else f"policy: {problem}")
        self.cell = cell
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ScreenRule:
    """Rule for a tab whose pages nobody sees: the screen is locked, or another app is in front."""

    interrupts: frozenset[ElementKind]
    """A tab in which only such elements sound is interrupted."""
    exempt_contexts: frozenset[SessionType]
    """AudioContexts go on under these types, if the page has set them."""
    spares_pictures: bool
    """Elements in picture-in-picture go on."""


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One policy. Rows are incoming types, columns active ones. Make it with ``parse``, ``read`` or ``named``."""

    name: str
    matrix: Matrix
    from_tabs: Matrix
    """The same for incoming tabs."""
    between_tabs: Matrix
    """The same for incoming tabs, where the active one is a tab as well."""
    events: Mapping[SystemEvent, Row]
    """The effects of each event of the system on each type, from its beginning until its end."""
    refused: Mapping[SystemEvent, frozenset[SessionType]]
    """The types that cannot begin during an event."""
    silent_switch: frozenset[SessionType]
    """The types that the silent switch mutes."""
    unplug: frozenset[SessionType]
    """The types whose pages are paused when headphones or Bluetooth are gone."""
    lock_mutes: frozenset[SessionType]
    """The types that a locked screen mutes."""
    lock: ScreenRule
    background: ScreenRule
    mutes_hidden_cameras: bool
    """The camera's tracks of a page that is hidden are muted."""
    now_playing: frozenset[SessionType]
    """Buttons go to the participant that was the last to play with one of these types."""
    now_playing_contexts: frozenset[SessionType]
    """A page that has no media element, only AudioContexts, gets them when it has set one of these types."""
    interruptions_call_handlers: bool
    """An interruption calls the Media Session's handler for `pause`, and its permitted end the one for `play`."""
    seek_seconds: float
    """Seconds that the buttons seek forward and backward."""
    resume: Resume
    """The behaviour of `resume()` for an AudioContext that is interrupted while it is suspended."""
    keeps_focus: frozenset[SessionType]
    """The types of native apps that go on to affect others while they are paused."""
    routes: tuple[Output, ...]
    """The outputs in order of preference."""
    call_routes: tuple[Output, ...]
    """The same for play-and-record."""
    call_route_lasts: bool
    """A page that sounds on when its microphone is off is heard where it was."""
    duck_gain: float
    """Linear gain of what is ducked."""
    duck_ramp: float
    """Seconds that the way there, and back, takes."""

    @classmethod
    def named(cls, name: str) -> "Policy":
        """One of the policies in NAMES. Raises PolicyError."""
        if name not in NAMES:
            raise PolicyError("", f"there is no policy {name!r}; there is: {', '.join(NAMES)}, or give a TOML file")
        return _packaged(name)

    @classmethod
    def read(cls, text: str) -> "Policy":
        """A policy from the text of a TOML file. Raises PolicyError."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise PolicyError("", f"this is no TOML: {error}") from error
        return cls.parse(data)

    @classmethod
    def parse(cls, data: Mapping[str, object]) -> "Policy":
        """A policy from a mapping of the shape of a TOML file. Raises PolicyError.

        With `extends`, the name of a policy, what is not given is as it is there.
        """
        given = dict(data)
        if "extends" in given:
            given = _merged(tomllib.loads(packaged_text(given.pop("extends"))), given)
        matrix = _matrix(_table(given.pop("matrix", {}), "matrix"), "matrix", None)
        from_tabs = _matrix(_table(given.pop("from_tabs", {}), "from_tabs"), "from_tabs", matrix)
        between = _matrix(_table(given.pop("between_tabs", {}), "between_tabs"), "between_tabs", from_tabs)
        duck = _table(given.pop("duck", {}), "duck")
        lock = _table(given.pop("lock", {}), "lock")
        background = _table(given.pop("background", {}), "background")
        capture = _table(given.pop("capture", {}), "capture")
        routes = _table(given.pop("routes", {}), "routes")
        contexts = _table(given.pop("contexts", {}), "contexts")
        events = _table(given.pop("events", {}), "events")
        buttons = _table(given.pop("buttons", {}), "buttons")
        media_session = _table(given.pop("media_session", {}), "media_session")
        refused = _table(given.pop("refused", {}), "refused")
        policy = cls(
            name=_name(given.pop("name", None)),
            matrix=matrix,
            from_tabs=from_tabs,
            between_tabs=between,
            events={e: _event(_table(events.pop(e, {}), f"events.{e}"), f"events.{e}") for e in SystemEvent},
            refused={e: frozenset(_members(refused.pop(e, []), SessionType, f"refused.{e}")) for e in SystemEvent},
            silent_switch=frozenset(_members(given.pop("silent_switch", []), SessionType, "silent_switch")),
            unplug=frozenset(_members(given.pop("unplug", []), SessionType, "unplug")),
            lock_mutes=frozenset(_members(lock.pop("mutes", []), SessionType, "lock.mutes")),
            lock=_screen_rule(lock, "lock"),
            background=_screen_rule(background, "background"),
            mutes_hidden_cameras=_flag(capture.pop("mutes_hidden_cameras", False), "capture.mutes_hidden_cameras"),
            now_playing=frozenset(_members(buttons.pop("types", _BUTTON_TYPES), SessionType, "buttons.types")),
            now_playing_contexts=frozenset(_members(buttons.pop("contexts", []), SessionType, "buttons.contexts")),
            seek_seconds=_number(buttons.pop("seek", 10.0), "buttons.seek", 600.0),
            interruptions_call_handlers=_flag(
                media_session.pop("interruptions_call_handlers", False), "media_session.interruptions_call_handlers"
            ),
            resume=_member(contexts.pop("resume", Resume.REJECT), Resume, "contexts.resume", tuple(Resume)),
            keeps_focus=frozenset(_members(given.pop("keeps_focus", []), SessionType, "keeps_focus")),
            routes=_route(routes.pop("media", None), "routes.media"),
            call_route_lasts=_flag(routes.pop("call_lasts", False), "routes.call_lasts"),
            call_routes=_route(routes.pop("call", None), "routes.call"),
            duck_gain=_number(duck.pop("gain", 0.2), "duck.gain", 1.0),
            duck_ramp=_number(duck.pop("ramp", 0.5), "duck.ramp", 10.0),
        )
        tables = {
            "": given,
            "duck": duck,
            "lock": lock,
            "background": background,
            "capture": capture,
            "routes": routes,
            "contexts": contexts,
            "events": events,
            "refused": refused,
            "buttons": buttons,
            "media_session": media_session,
        }
        for path, rest in tables.items():
            _nothing_left(rest, path)
        return policy


@cache
def _packaged(name: str) -> Policy:
    """One of the policies in NAMES, which is read once: that was a third of the time that a browser takes to start."""
    return Policy.read(packaged_text(name))


def packaged_text(name: object) -> str:
    """The TOML of one of the policies in NAMES. Raises PolicyError."""
    if name not in NAMES:
        raise PolicyError("extends", f"there is no policy {name!r}; there is: {', '.join(NAMES)}")
    return (Path(__file__).parent / "policies" / f"{name}.toml").read_text(encoding="utf-8")


def _merged(base: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Tables are merged cell by cell; everything else is as it is in ``own``."""
    merged = {**base, **own}
    for key, value in own.items():
        before = base.get(key)
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            merged[key] = _merged(before, value)
    return merged


def _at(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _nothing_left(table: Mapping[str, object], path: str) -> None:
    for key in table:
        known = _KEYS.get(path, TYPES)
        where = f"in its table {path}" if path else "in a policy"
        raise PolicyError(_at(path, key), f"there is no such thing {where}; there is: {', '.join(known)}")


def _table(value: object, path: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise PolicyError(path, f"this must be a table, not {value!r}")
    return dict(value)


def _name(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise PolicyError("name", "a policy needs a name")
    return value


def _member(value: object, kind: type[_E], path: str, allowed: tuple[_E, ...]) -> _E:
    if value not in [str(a) for a in allowed]:
        raise PolicyError(path, f"{value!r} is not one of: {', '.join(allowed)}")
    return kind(str(value))


def _allowed(kind: type[_E]) -> tuple[_E, ...]:
    return tuple(m for m in kind if m is not SessionType.AUTO)


def _members(value: object, kind: type[_E], path: str) -> list[_E]:
    if not isinstance(value, (list, tuple)):
        raise PolicyError(path, f"this must be a list, not {value!r}")
    return [_member(item, kind, path, _allowed(kind)) for item in value]


def _route(value: object, path: str) -> tuple[Output, ...]:
    outputs = tuple(_members(value, Output, path)) if value is not None else ()
    if not outputs or outputs[-1] not in (Output.SPEAKER, Output.EARPIECE):
        raise PolicyError(path, "this must be a list of outputs that ends with speaker or earpiece")
    return outputs


def _number(value: object, path: str, highest: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= highest:
        raise PolicyError(path, f"this must be a number from 0 to {highest:g}, not {value!r}")
    return float(value)


def _screen_rule(table: dict[str, object], path: str) -> ScreenRule:
    return ScreenRule(
        frozenset(_members(table.pop("interrupts", []), ElementKind, f"{path}.interrupts")),
        frozenset(_members(table.pop("exempt_contexts", []), SessionType, f"{path}.exempt_contexts")),
        _flag(table.pop("spares_pictures", False), f"{path}.spares_pictures"),
    )


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise PolicyError(path, f"this must be true or false, not {value!r}")
    return value


def _row(table: dict[str, object], path: str, effects: tuple[Effect, ...], base: Row | None) -> Row:
    row: dict[SessionType, Effect] = {}
    for type_ in TYPES:
        if type_ in table:
            row[type_] = _member(table.pop(type_), Effect, f"{path}.{type_}", effects)
        elif base is not None:
            row[type_] = base[type_]
        else:
            raise PolicyError(f"{path}.{type_}", f"this cell is missing; it can be: {', '.join(effects)}")
    _nothing_left(table, path)
    return row


def _matrix(table: dict[str, object], path: str, base: Matrix | None) -> Matrix:
    rows: dict[SessionType, Row] = {
        t: _row(_table(table.pop(t, {}), f"{path}.{t}"), f"{path}.{t}", tuple(Effect), base[t] if base else None)
        for t in TYPES
    }
    _nothing_left(table, path)
    return rows


_EVENT_EFFECTS = (Effect.MIX, Effect.DUCK, Effect.MUTE, Effect.INTERRUPT)


def _event(table: dict[str, object], path: str) -> Row:
    return _row(table, path, _EVENT_EFFECTS, None)
