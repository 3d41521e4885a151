"""Host operations have numbers that do not depend on the order in which their modules are imported."""

import json
import subprocess
import sys

from tests.paths import ROOT

SCRIPT = """
import importlib, json, sys
from pathlib import Path
names = sorted(str(p.with_suffix("")).replace("/", ".") for p in Path("shim").rglob("*_operations.py"))
for name in names[:: int(sys.argv[1])]:
    importlib.import_module(name)
from shim.engine.platform.operations import bind_calls, numbered_operations
calls = 'h.get_attribute(id, "x"); $.h.now(); h.insert(1, 2, 3); h.nowhere(1)'
print(json.dumps([numbered_operations(), bind_calls(calls)]))
"""


def numbered(step: int) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(step)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_numbers_follow_sorted_names() -> None:
    names, bound = numbered(1)
    assert isinstance(names, list)
    assert names == sorted(names)
    assert len(names) > 300
    at = names.index
    assert bound == (f'h.$2({at("get_attribute")},id, "x"); $.h.$0({at("now")}); h.insert(1, 2, 3); h.nowhere(1)'), (
        "what script replaces and what is unknown goes by name"
    )
    assert numbered(-1) == [names, bound]


def test_no_operation_has_the_name_of_a_function_of_the_realm() -> None:
    own: set[str] = set()
    for name, begin, end in (
        ("realm", "own: dict[str | int", "self._bound = _Bound(own"),
        ("pieces", "def operations(self)", "def _hand_source"),
    ):
        source = (ROOT / f"shim/engine/{name}.py").read_text(encoding="utf-8")
        table = source[source.index(begin) : source.index(end)]
        own |= {line.split('"')[1] for line in table.splitlines() if line.strip().startswith('"') and '":' in line}
    assert len(own) > 20
    names, _ = numbered(1)
    assert isinstance(names, list)
    assert own.isdisjoint(names)
