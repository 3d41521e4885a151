"""Policies: the tables are those of the design and of the platforms, and a wrong cell is named."""

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from shim.session import Effect, Policy, PolicyError, SessionType, SystemEvent
from shim.session.policy import _KEYS, NAMES, TYPES, Matrix, packaged_text
from shim.session.policy_text import resolved, sources_of

LETTERS = {
    Effect.MIX: "M",
    Effect.DUCK: "D",
    Effect.INTERRUPT: "I",
    Effect.STOP: "S",
    Effect.DENY: "X",
    Effect.MUTE: "Q",
}
# Rows are incoming types, letters active ones, both in the order playback, transient, transient-solo, ambient,
# play-and-record.
MATRICES = {
    "spec": "SMSMX DMMMM IIIIM MMMMM IMIMS",
    "ios": "IMIMI MMMMM IMIMI MMMMM IMIMI",
    "android": "SSSMS DDMMM IIIMI MMMMM SSSMS",
    "chromeos": "SSSSS DDDDD IIIII MMMMM SSSSS",
    "desktop": "MMMMM MMMMM MMMMM MMMMM MMMMM",
}
FROM_TABS = MATRICES | {"ios": "SMSMS MMMMM SMSMS MMMMM SMSMS"}
BETWEEN_TABS = FROM_TABS | {"chromeos": "MMMMM DDDDD MMMMM MMMMM MMMMM"}
EVENTS = {
    "spec": "IIIII IIIII IIIII",
    "ios": "IIIII IIIII IIIII",
    "android": "IIIQI IIIMI IIIMI",
    "chromeos": "MMMMM MMMMM DDDDD",
    "desktop": "MMMMM MMMMM MMMMM",
}


def letters(matrix: Matrix) -> str:
    return " ".join("".join(LETTERS[matrix[a][b]] for b in TYPES) for a in TYPES)


def valid() -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(TYPES, "mix")
    return {
        "name": "mine",
        "matrix": {t: row.copy() for t in TYPES},
        "events": {e: row.copy() for e in SystemEvent},
        "routes": {"media": ["headphones", "speaker"], "call": ["earpiece"]},
    }


@pytest.mark.parametrize("name", NAMES)
def test_named_policies(name: str) -> None:
    policy = Policy.named(name)
    assert policy.name == name
    assert letters(policy.matrix) == MATRICES[name]
    assert letters(policy.from_tabs) == FROM_TABS[name]
    assert letters(policy.between_tabs) == BETWEEN_TABS[name]
    assert " ".join("".join(LETTERS[policy.events[e][t]] for t in TYPES) for e in SystemEvent) == EVENTS[name]
    assert (policy.duck_gain, policy.duck_ramp) == (0.2, 0.5)


def test_what_is_left_out_of_a_policy_does_nothing() -> None:
    policy = Policy.parse(valid())
    assert policy.from_tabs == policy.between_tabs == policy.matrix
    assert (
        not policy.silent_switch
        | policy.unplug
        | policy.lock.interrupts
        | policy.lock.exempt_contexts
        | policy.keeps_focus
    )
    assert set(policy.refused.values()) == {frozenset()}


def test_cells_between_tabs_stand_on_those_from_tabs() -> None:
    data = valid() | {
        "from_tabs": {"playback": {"ambient": "stop", "playback": "stop"}},
        "between_tabs": {"playback": {"playback": "duck"}},
    }
    policy = Policy.parse(data)
    assert (letters(policy.matrix)[:5], letters(policy.from_tabs)[:5]) == ("MMMMM", "SMMSM")
    assert letters(policy.between_tabs)[:5] == "DMMSM"


def cell(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def put(data: dict[str, Any]) -> None:
        *tables, key = path.split(".")
        for table in tables:
            data = data.setdefault(table, {})
        data[key] = value

    return put


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("matrix.playback.ambient", "loud", "'loud' is not one of: mix, duck"),
        ("matrix.playback.ambient", ["mix"], r"\['mix'\] is not one of"),
        ("matrix.playback.auto", "mix", "no such thing"),
        ("matrix.auto", {}, "no such thing"),
        ("matrix.transient", "mix", "this must be a table"),
        ("matrix", [], "this must be a table"),
        ("from_tabs.ambient.playback", "", "is not one of"),
        ("between_tabs.ambient.loud", "mix", "no such thing"),
        ("events.call.ambient", "stop", "is not one of: mix, duck, mute, interrupt"),
        ("events.doorbell", {}, "no such thing"),
        ("refused.call", ["auto"], "'auto' is not one of: playback"),
        ("refused.call", "playback", "this must be a list"),
        ("refused.doorbell", [], "no such thing"),
        ("silent_switch", [1], "1 is not one of"),
        ("lock.interrupts", ["radio"], "is not one of: audio, video"),
        ("lock.soon", True, "no such thing"),
        ("routes.media", [], "ends with speaker or earpiece"),
        ("routes.call", ["bluetooth"], "ends with speaker or earpiece"),
        ("routes.game", ["speaker"], "no such thing"),
        ("duck.gain", 1.5, "a number from 0 to 1, not 1.5"),
        ("duck.gain", float("nan"), "a number from 0 to 1, not nan"),
        ("duck.ramp", True, "a number from 0 to 10, not True"),
        ("duck.ramp", "soon", "a number from 0 to 10"),
        ("duck.depth", 1, "no such thing"),
        ("name", "", "needs a name"),
        ("extra", 1, "no such thing"),
    ],
)
def test_errors_name_the_cell(path: str, value: object, problem: str) -> None:
    data = valid()
    before = copy.deepcopy(data)
    Policy.parse(data)
    assert data == before
    cell(path, value)(data)
    with pytest.raises(PolicyError, match=problem) as caught:
        Policy.parse(data)
    assert caught.value.cell == path
    assert str(caught.value).startswith(f"policy: {path}: ")


@pytest.mark.parametrize("path", ["matrix.ambient.transient-solo", "events.alarm.playback", "routes.media"])
def test_missing_cells_are_named(path: str) -> None:
    data = valid()
    *tables, key = path.split(".")
    table = data
    for name in tables:
        table = table[name]
    del table[key]
    with pytest.raises(PolicyError) as caught:
        Policy.parse(data)
    assert caught.value.cell == path


def test_what_is_no_policy_at_all() -> None:
    with pytest.raises(PolicyError, match="this is no TOML"):
        Policy.read("matrix = ")
    with pytest.raises(PolicyError, match="there is no policy 'windows'; there is: spec, ios, android"):
        Policy.named("windows")
    with pytest.raises(ValueError, match="needs a name"):
        Policy.parse({**valid(), "name": 3})


def test_a_call_owns_the_focus_on_android() -> None:
    refused = Policy.named("android").refused
    assert refused[SystemEvent.CALL] == frozenset(TYPES) - {SessionType.AMBIENT}
    assert refused[SystemEvent.ALARM] == frozenset()


def fields_of(policy: Policy) -> dict[str, Any]:
    return {field.name: getattr(policy, field.name) for field in dataclasses.fields(policy)}


def test_a_policy_extends_another() -> None:
    own = {"name": "mine", "extends": "ios", "duck": {"gain": 0.5}, "matrix": {"playback": {"ambient": "duck"}}}
    before = copy.deepcopy(own)
    policy, ios = Policy.parse(own), Policy.named("ios")
    assert own == before
    changed = {name for name, value in fields_of(policy).items() if value != fields_of(ios)[name]}
    assert changed == {"name", "duck_gain", "matrix", "from_tabs", "between_tabs"}
    assert (policy.name, policy.duck_gain, policy.duck_ramp) == ("mine", 0.5, 0.5)
    cells = {
        (incoming, active)
        for incoming in TYPES
        for active in TYPES
        if policy.matrix[incoming][active] is not ios.matrix[incoming][active]
    }
    assert cells == {(SessionType.PLAYBACK, SessionType.AMBIENT)}


@pytest.mark.parametrize(
    ("own", "cell", "problem"),
    [
        ({"extends": "io"}, "extends", "there is no policy 'io'; there is: spec, ios, android"),
        ({"extends": ["ios"]}, "extends", r"there is no policy \['ios'\]"),
        ({"extends": "ios", "duk": {}}, "duk", "no such thing in a policy; there is: name, extends, silent_switch"),
        ({"extends": "ios", "duck": {"gan": 1}}, "duck.gan", "in its table duck; there is: gain, ramp"),
        ({"extends": "ios", "matrix": {"playback": 1}}, "matrix.playback", "this must be a table, not 1"),
        ({"extends": "ios", "lock": {"mute": []}}, "lock.mute", "there is: interrupts, .*, mutes"),
    ],
)
def test_a_policy_that_extends_another_and_is_wrong(own: dict[str, Any], cell: str, problem: str) -> None:
    with pytest.raises(PolicyError, match=problem) as caught:
        Policy.parse({"name": "mine", **own})
    assert caught.value.cell == cell


def test_keys_that_errors_list_are_those_that_there_are() -> None:
    for path, keys in _KEYS.items():
        for key in keys:
            data: dict[str, Any] = {"name": "mine", "extends": "ios"}
            given = data.setdefault(path, {}) if path else data
            given[key] = [3]
            with pytest.raises(PolicyError) as caught:
                Policy.parse(data)
            assert "no such thing" not in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_resolved_policy_is_the_same_and_tells_its_sources(name: str) -> None:
    text = resolved(packaged_text(name))
    assert fields_of(Policy.read(text)) == fields_of(Policy.named(name))
    assert resolved(text) == text
    for path, said in sources_of(packaged_text(name)).items():
        if path != "name":
            assert sources_of(text).get(path, said) == said, path


def test_a_resolved_policy_tells_what_is_its_own_and_what_it_took_over() -> None:
    own = 'name = "mine"\nextends = "ios"\n[duck]\ngain = 0.5 # louder, "so #1"\n[matrix.playback]\nambient = "duck"\n'
    text = resolved(own)
    assert fields_of(Policy.read(text)) == fields_of(Policy.read(own))
    lines = text.splitlines()
    assert 'gain = 0.5 # louder, "so #1"' in lines
    assert "ramp = 0.5 # ios: guess" in lines
    assert 'ambient = "duck"' in lines
    assert "extends" not in text
    without = "\n".join(line for line in packaged_text("spec").splitlines() if not line.startswith("mutes"))
    assert "mutes = [] # the default" in resolved(without).splitlines()
