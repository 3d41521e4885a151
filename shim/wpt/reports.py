"""Results as files: wptreport.json as https://wpt.fyi takes it, and JUnit XML."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from shim.files import write_file
from shim.plain_text import xml_text

from .results import GOOD_SUBTEST, GOOD_TEST, TestResult, TestStatus
from .runner import ProductRun


def write_wptreport(runs: Sequence[ProductRun], file: Path, root: Path) -> list[Path]:
    """Writes one report per product, as wpt.fyi wants them; the files' names, which hold the product's if there are
    several."""
    written = []
    for run in runs:
        target = file_of_product(file, run.product, len(runs))
        write_file(target, msgspec.json.format(msgspec.json.encode(wptreport(run, root)), indent=1) + b"\n")
        written.append(target)
    return written


def file_of_product(file: Path, product: str, products: int) -> Path:
    """The file for one of several products: its name holds the product's."""
    return file if products == 1 else file.with_name(f"{file.stem}-{product}{file.suffix}")


def wptreport(run: ProductRun, root: Path) -> dict[str, object]:
    """https://github.com/web-platform-tests/wpt.fyi/blob/main/api/README.md#results-creation"""
    return {
        "run_info": {
            "product": run.product,
            "browser_version": run.version,
            "os": {"Darwin": "mac", "Windows": "win"}.get(platform.system(), platform.system().lower()),
            "os_version": platform.release(),
            "processor": platform.machine(),
            "revision": _revision(root),
        },
        "time_start": run.time_start,
        "time_end": run.time_end,
        "results": [
            {
                "test": result.test,
                "status": result.status,
                "message": result.message,
                "duration": result.duration,
                "subtests": [{"name": s.name, "status": s.status, "message": s.message} for s in result.subtests],
            }
            for result in run.results
        ],
    }


def _revision(root: Path) -> str:
    """The commit of the tests; zeros where there is none."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return "0" * 40
    return done.stdout.strip()


def write_junit(runs: Sequence[ProductRun], file: Path) -> None:
    """A suite for each product and file, a case for each subtest, and one for the file's own status if it is not OK."""
    suites = ElementTree.Element("testsuites")
    for run in runs:
        for result in run.results:
            _add_suite(suites, run.product, result)
    ElementTree.indent(suites)
    ElementTree.ElementTree(suites).write(file, encoding="utf-8", xml_declaration=True)


def _add_suite(suites: ElementTree.Element, product: str, result: TestResult) -> None:
    suite = ElementTree.SubElement(suites, "testsuite", name=xml_text(f"{product}: {result.test}"))
    cases = [(s.name, str(s.status), s.message, s.status in GOOD_SUBTEST) for s in result.subtests]
    if result.status is not TestStatus.OK or not cases:
        cases.insert(0, ("(the file)", str(result.status), result.message, result.status in GOOD_TEST))
    counts = {"failure": 0, "error": 0, "skipped": 0}
    for name, status, message, is_good in cases:
        where = xml_text(f"{product}{result.test}")
        case = ElementTree.SubElement(suite, "testcase", classname=where, name=xml_text(name), time="0")
        if status in ("PASS", "OK"):
            continue
        kind = "skipped" if is_good else "failure" if status == "FAIL" else "error"
        counts[kind] += 1
        ElementTree.SubElement(case, kind, message=xml_text(f"{status}: {message or ''}"))
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(counts["failure"]))
    suite.set("errors", str(counts["error"]))
    suite.set("skipped", str(counts["skipped"]))
    suite.set("time", f"{result.duration / 1000:.3f}")
