"""The types of the blocking API are those that its script writes."""

from __future__ import annotations

import inspect
import subprocess
import sys

import shim
from shim import sync_api
from shim.sync_api import blocking
from tests.paths import ROOT


def test_stub_is_what_the_script_writes() -> None:
    command = [sys.executable, ROOT / "scripts" / "write_sync_stub.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_names_are_those_of_the_async_api() -> None:
    assert set(dir(sync_api)) == {*shim.__all__, "inject"} - {"Server"}
    for name in sync_api.__all__:
        value, real = getattr(sync_api, name), getattr(shim, name, None)
        if inspect.isclass(real) and blocking.is_live(real):
            assert issubclass(value, blocking.Blocking)
            assert (value.__name__, value.__doc__) == (name, real.__doc__)
        elif inspect.isclass(real):
            assert value is real
