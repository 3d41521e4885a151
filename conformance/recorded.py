"""The native traces that are kept in the repository, so that a comparison needs no Firefox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .scenario import Scenario

FILE = Path(__file__).parent / "recorded" / "firefox.json"


@dataclass(frozen=True, slots=True)
class Recording:
    """`traces` by scenario, as page.js writes them; `actions` are those that they were recorded with."""

    browser: str
    traces: dict[str, list[str]]
    actions: dict[str, list[str]]


def read() -> Recording:
    data = json.loads(FILE.read_text())
    scenarios = data["scenarios"]
    return Recording(
        data["browser"],
        {name: [seen for _, seen in steps] for name, steps in scenarios.items()},
        {name: [action for action, _ in steps] for name, steps in scenarios.items()},
    )


def write(browser: str, scenarios: Mapping[str, Scenario], traces: Mapping[str, list[str]]) -> None:
    """A line for each scenario, in the order of the table."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(list(zip(scenario.actions, traces[name], strict=False)))}"
        for name, scenario in scenarios.items()
        if name in traces
    ]
    body = ",\n".join(lines)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(f'{{"browser": {json.dumps(browser)}, "scenarios": {{\n{body}\n}}}}\n')
