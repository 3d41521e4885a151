"""`python -m conformance.upstream CHECKOUT [FOLDER...]`: see the package."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from shim import __version__
from shim.wpt.harness import find_harness
from shim.wpt.manifest import NoTests

from .files import comparable_tests
from .kept import kept
from .reasons import read_reasons, unused
from .runners import run_jsdom, run_ours
from .table import Folder, page

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (
    "FileAPI",
    "custom-elements",
    "dom",
    "domparsing",
    "encoding",
    "fetch/api",
    "html/dom",
    "html/semantics/embedded-content/media-elements",
    "html/semantics/scripting-1",
    "html/syntax",
    "html/webappapis",
    "mediacapture-fromelement",
    "mediacapture-image",
    "mediacapture-record",
    "mediacapture-streams",
    "shadow-dom",
    "url",
    "webaudio",
    "webmessaging",
    "webstorage",
    "xhr",
)


def main() -> int:
    """0, or 2 when nothing can be compared."""
    parser = argparse.ArgumentParser(prog="python -m conformance.upstream", description=__doc__)
    parser.add_argument("checkout", type=Path, help="a WPT checkout")
    parser.add_argument("folders", nargs="*", default=_FOLDERS, metavar="FOLDER", help="folders of it, from its root")
    parser.add_argument("--results", type=Path, help="a folder that keeps results: those that it has do not run again")
    parser.add_argument("--output", type=Path, default=_ROOT / "docs" / "wpt-upstream.md", help="the page to write")
    arguments = parser.parse_args()
    checkout = arguments.checkout.resolve()
    folders = []
    reasons = read_reasons()
    try:
        find_harness(checkout)
        for name in arguments.folders:
            folders.append(_compare(checkout, name, arguments.results))
            # Whatever stops the rest, the folders that have run are there.
            arguments.output.write_text(page(folders, reasons, _revision(checkout), _versions()), encoding="utf-8")
    except (NoTests, RuntimeError, FileNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for reason in unused(reasons, folders):
        sys.stderr.write(f"this reason speaks of nothing that passes in jsdom alone: {reason.test} {reason.subtest}\n")
    sys.stderr.write(f"written: {arguments.output}\n")
    return 0


def _compare(checkout: Path, name: str, results: Path | None) -> Folder:
    """Both runners on a folder. Says on stderr what it does, and how long each took."""
    tests, left_out = comparable_tests(checkout, name)
    sys.stderr.write(f"{name}: {len(tests)} files, {left_out} left out\n")
    start = time.monotonic()
    ours = kept(results, f"{name}.ours", lambda: run_ours(checkout, name, tests))
    middle = time.monotonic()
    jsdom = kept(results, f"{name}.jsdom", lambda: run_jsdom(checkout, name, tests))
    sys.stderr.write(f"{name}: {middle - start:.0f} s here, {time.monotonic() - middle:.0f} s in jsdom\n")
    return Folder(name, left_out, ours, jsdom)


def _revision(checkout: Path) -> str:
    done = subprocess.run(["git", "-C", str(checkout), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() if not done.returncode else "an unknown revision"


def _versions() -> str:
    packages = {}
    for name in ("jsdom", "wpt-runner"):
        packages[name] = json.loads((_ROOT / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
    words = [f"{name} {package['version']}" for name, package in packages.items()]
    return f"this project's {__version__}, {' and '.join(words)}"


if __name__ == "__main__":
    sys.exit(main())
