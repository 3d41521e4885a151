"""Injection into pages of Playwright, in the environment that `make setup` makes for it."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.paths import ROOT
from tests.real_browsers import CHROMIUM, need

PYTHON = ROOT / ".venv-playwright/bin/python"


@pytest.mark.parametrize("scenario", ["playwright_scenario", "playwright_blocking_scenario"])
def test_playwright(scenario: str) -> None:
    need(CHROMIUM, "Chromium")
    need(PYTHON.is_file(), "Playwright's environment (.venv-playwright)")
    done = subprocess.run(
        [PYTHON, "-m", f"tests.inject.{scenario}", str(CHROMIUM)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
