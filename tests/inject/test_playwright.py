"""Injection into pages of Playwright, in a process of its own: its blocking API runs where no event loop does."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.real_browsers import CHROMIUM, need, need_chromium


@pytest.mark.parametrize("scenario", ["playwright_scenario", "playwright_blocking_scenario"])
def test_playwright(scenario: str) -> None:
    need_chromium()
    need(importlib.util.find_spec("playwright"), "Playwright")
    done = subprocess.run(
        [sys.executable, "-m", f"tests.inject.{scenario}", str(CHROMIUM)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
