"""A policy as text, whole: every cell with its value, and where that comes from."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .policy import TYPES, Matrix, Policy, Row, packaged_text
from .types import ElementKind, SessionType

_SECTION = re.compile(r"\[([\w.-]+)\]")
_CELL = re.compile(r"([\w-]+)\s*=")
Sources = dict[str, str]
"""Comments on the cells that a text gives, by their paths; empty for a cell without one."""


def resolved(text: str) -> str:
    """The text of the whole policy that a TOML file gives, which may extend another. It is TOML itself, and gives the
    same policy. Raises PolicyError."""
    policy = Policy.read(text)
    data = tomllib.loads(text)
    base = data.get("extends")
    sources: Sources = {}
    if isinstance(base, str):
        sources = {path: f"{base}: {said}".rstrip(": ") for path, said in sources_of(packaged_text(base)).items()}
    sources.update(sources_of(text))
    return "\n".join(_lines(policy, sources)) + "\n"


def sources_of(text: str) -> Sources:
    """The comments at the cells of a TOML file."""
    found: Sources = {}
    section = ""
    for line in text.splitlines():
        if header := _SECTION.match(line):
            section = f"{header[1]}."
        elif cell := _CELL.match(line):
            found[section + cell[1]] = _comment(line)
    return found


def _comment(line: str) -> str:
    """The comment behind the value of a line; the value may have a number sign in it."""
    for sign in re.finditer("#", line):
        try:
            tomllib.loads(line[: sign.start()])
        except tomllib.TOMLDecodeError:
            continue
        return line[sign.end() :].strip()
    return ""


def _lines(policy: Policy, sources: Sources) -> Iterator[str]:
    def cells(section: str, table: Mapping[Any, object]) -> Iterator[str]:
        if section and table:
            yield ""
            yield f"[{section}]"
        for key, value in table.items():
            said = sources.get(f"{section}.{key}" if section else key)
            yield f"{key} = {_value(value)} # {'the default' if said is None else said}".removesuffix(" # ")

    yield f"name = {_value(policy.name)}"
    top = {"silent_switch": policy.silent_switch, "unplug": policy.unplug, "keeps_focus": policy.keeps_focus}
    yield from cells("", {key: _types(value) for key, value in top.items()})
    yield from cells("duck", {"gain": policy.duck_gain, "ramp": policy.duck_ramp})
    for name, rule in (("lock", policy.lock), ("background", policy.background)):
        table: dict[str, object] = {
            "interrupts": [kind for kind in ElementKind if kind in rule.interrupts],
            "exempt_contexts": _types(rule.exempt_contexts),
            "spares_pictures": rule.spares_pictures,
        }
        yield from cells(name, {**table, "mutes": _types(policy.lock_mutes)} if name == "lock" else table)
    yield from cells("capture", {"mutes_hidden_cameras": policy.mutes_hidden_cameras})
    buttons = {"types": _types(policy.now_playing), "contexts": _types(policy.now_playing_contexts)}
    yield from cells("buttons", {**buttons, "seek": policy.seek_seconds})
    yield from cells("media_session", {"interruptions_call_handlers": policy.interruptions_call_handlers})
    yield from cells("contexts", {"resume": policy.resume})
    routes = {"media": list(policy.routes), "call": list(policy.call_routes), "call_lasts": policy.call_route_lasts}
    yield from cells("routes", routes)
    yield from cells("refused", {event: _types(types) for event, types in policy.refused.items()})
    for type_ in TYPES:
        yield from cells(f"matrix.{type_}", policy.matrix[type_])
    for name, matrix, around in (
        ("from_tabs", policy.from_tabs, policy.matrix),
        ("between_tabs", policy.between_tabs, policy.from_tabs),
    ):
        for type_ in TYPES:
            yield from cells(f"{name}.{type_}", _differing(matrix, around, type_))
    for event, row in policy.events.items():
        yield from cells(f"events.{event}", row)


def _differing(matrix: Matrix, around: Matrix, type_: SessionType) -> Row:
    """The cells of a row that are not those of the matrix around it."""
    return {active: effect for active, effect in matrix[type_].items() if effect is not around[type_][active]}


def _types(types: Iterable[SessionType]) -> list[SessionType]:
    return [type_ for type_ in TYPES if type_ in types]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return (
        f"{value:g}" if isinstance(value, float) else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
