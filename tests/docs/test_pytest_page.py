"""The tutorial of docs/pytest.md, followed word by word: red, then green."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.paths import ROOT
from tests.pytest_plugin.test_plugin import IS_INSTALLED, PLUGIN

PAGE = (ROOT / "docs" / "pytest.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```\w+\n(?:# |<!-- )([\w.]+)(?: -->)?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
"""The blocks that begin with the name of a file, in their order."""


def run(folder: Path, *command: str) -> str:
    """What a command prints, and its exit status at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return f"{ran.stdout}\n{ran.stderr}\nexit {ran.returncode}"


def pytest_in(folder: Path, *options: str) -> str:
    plugin = [] if IS_INSTALLED else ["-p", PLUGIN]
    return run(folder, sys.executable, "-m", "pytest", *plugin, "-p", "no:cacheprovider", *options)


def test_tutorial(tmp_path: Path) -> None:
    assert [name for name, _ in FILES] == [
        "call.html",
        "test_call.py",
        "call.html",
        "test_call_on_phones.py",
        "conftest.py",
        "script.py",
    ]
    for name, text in FILES[:2]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    red = pytest_in(tmp_path)
    assert red.endswith("exit 1"), red
    for line in ("to_have_text() did not hold within 1 s", "expected:  'On hold'", "last seen: 'In the call'"):
        assert line in red
        assert line in PAGE
    shown = re.search(r"^-+ audio timeline, policy spec -+\n(.*?)\n=", red, re.MULTILINE | re.DOTALL)
    printed = re.search(r"^-+ audio timeline, policy spec -+\n(.*?)\n```", PAGE, re.MULTILINE | re.DOTALL)
    assert shown, red
    assert printed
    assert _without_times(shown[1]) == _without_times(printed[1])

    for name, text in FILES[2:5]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    green = pytest_in(tmp_path, "-v")
    assert green.endswith("exit 0"), green
    for line in re.findall(r"^test_call.*PASSED$", PAGE, re.MULTILINE):
        assert line in green
    assert green.count("PASSED") == 3


def test_script(tmp_path: Path) -> None:
    (name, text) = FILES[5]
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = run(tmp_path, sys.executable, "-W", "error", name)
    printed = re.search(r"^prints\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert printed
    assert said == f"{printed[1]}\n\nexit 0"


def _without_times(text: str) -> str:
    return re.sub(r"\d+\.\d+ s", "0 s", re.sub(r"^ +", "", text, flags=re.MULTILINE))
