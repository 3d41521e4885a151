"""The WPT-style cases of this project, on both engines: nothing that is not expected (wpt_tests/expectations.toml)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.wpt.products import PRODUCT, need_product

CASES = ROOT / "wpt_tests"
SECONDS_TO_WAIT = 300


@PRODUCT
@pytest.mark.timeout(SECONDS_TO_WAIT + 30)
def test_all_is_as_expected(product: str) -> None:
    need_product(product)
    command = "from shim.cli.command import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "wpt", "run", CASES, "--product", product, "--workers", "2",
         "--expect", CASES / "expectations.toml"],
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_WAIT,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{product}: {len([*CASES.glob('*/*.window.js')])} files" in done.stdout
