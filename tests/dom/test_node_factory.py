"""Private parts of turbohtml that we use are checked on import."""

import subprocess
import sys

import pytest

from tests.paths import ROOT

BREAK = """
import turbohtml._html as private
{breakage}
import shim.dom.node_factory
"""


@pytest.mark.parametrize(
    ("breakage", "what"),
    [
        ("del private._reconstruct", "it has no _reconstruct"),
        ("private._reconstruct = lambda *a: 1 / 0", "_reconstruct raises ZeroDivisionError: division by zero"),
        (
            "real = private._reconstruct; private._reconstruct = lambda k, d, c, x: real(k, d, [], x)",
            "_reconstruct makes other nodes than it was asked for",
        ),
        ("private._reconstruct = lambda k, d, c: None", "_reconstruct raises TypeError"),
    ],
)
def test_another_turbohtml_is_named_in_one_line(breakage: str, what: str) -> None:
    command = [sys.executable, "-c", BREAK.format(breakage=breakage)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    *_, last = done.stderr.splitlines()
    assert done.returncode == 1
    assert last.startswith(f"shim.errors.IncompatiblePackageError: the installed turbohtml does not fit: {what}")
    assert last.endswith("install the release that audio-session-shim asks for (pip install audio-session-shim)")
