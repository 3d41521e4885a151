"""The files that `audio-shim run` writes: their names, with one scenario or with several, and JUnit's XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from shim.files import write_file
from shim.plain_text import xml_text

from .arguments import BadArgument

ENDINGS = {
    "--report": (".html", ".htm"),
    "--screenshot-timeline": (".svg",),
    "--record": (".wav",),
    "--junit": (".xml",),
}


def check_ending(option: str, path: Path) -> None:
    """Refuses the name of a file that would not be what it says. Raises `BadArgument`."""
    endings = ENDINGS[option]
    if path.suffix and path.suffix.lower() not in endings:
        raise BadArgument(f"{option}: {path} cannot be written: what is written is {' or '.join(endings)}")


def names_of(scenarios: Sequence[Path]) -> dict[str, Path]:
    """The scenarios by their names, of which no two are the same."""
    names: dict[str, Path] = {}
    for scenario in scenarios:
        name, number = scenario.stem, 1
        while name in names:
            number += 1
            name = f"{scenario.stem}-{number}"
        names[name] = scenario
    return names


def of_scenario(path: Path | None, name: str) -> Path | None:
    """The file of one of several scenarios: `out/report.html` is `out/report-NAME.html`."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}") if path is not None else None


@dataclass(frozen=True, slots=True)
class Case:
    """One run, for JUnit. `failure` is empty if it went well."""

    name: str
    seconds: float
    failure: str


def write_junit(path: Path, suite: str, cases: Sequence[Case]) -> None:
    """Writes the runs of a page as a suite of test cases. Raises OSError."""
    root = ElementTree.Element(
        "testsuite",
        name=xml_text(suite),
        tests=str(len(cases)),
        failures=str(sum(bool(case.failure) for case in cases)),
        errors="0",
        skipped="0",
        time=f"{sum(case.seconds for case in cases):.3f}",
    )
    for case in cases:
        element = ElementTree.SubElement(
            root, "testcase", classname=xml_text(suite), name=xml_text(case.name), time=f"{case.seconds:.3f}"
        )
        if case.failure:
            first, _, _ = case.failure.partition("\n")
            ElementTree.SubElement(element, "failure", message=xml_text(first)).text = xml_text(case.failure)
    suites = ElementTree.Element("testsuites")
    suites.append(root)
    ElementTree.indent(suites)
    write_file(path, ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True))
