"""Every scenario in this project, beside what Firefox did natively when it was recorded, and the draft's answer."""

import asyncio

import pytest

from conformance import recorded, report
from conformance.compare import Row, compare_all
from conformance.ours import run_ours
from conformance.reasons import REASONS
from conformance.recorded import Recording
from conformance.scenarios import SCENARIOS
from conformance.server import Server

# One run of all scenarios serves every test here.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def recording() -> Recording:
    return recorded.read()


@pytest.fixture(scope="module")
def rows(recording: Recording) -> dict[str, Row]:
    async def run() -> dict[str, list[str]]:
        async with Server(SCENARIOS) as server:
            return await run_ours(server, SCENARIOS.values(), lambda _: None)

    return {row.scenario.name: row for row in compare_all(SCENARIOS, recording.traces, asyncio.run(run()))}


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_difference_is_explained(rows: dict[str, Row], name: str) -> None:
    assert rows[name].problems == ()


def test_recording_is_of_these_scenarios(recording: Recording) -> None:
    observable = {name: scenario.actions for name, scenario in SCENARIOS.items() if not scenario.unobservable}
    assert recording.actions == observable, "scenarios have changed since: run `make firefox`"


def test_document_has_the_table(rows: dict[str, Row], recording: Recording) -> None:
    text = report.DOCUMENT.read_text()
    section = report.markdown(list(rows.values()), recording.browser)
    assert text == report.with_section(text, section), "run `make firefox`"


def test_every_explanation_is_in_use(rows: dict[str, Row]) -> None:
    assert {reason for row in rows.values() for reason in row.reasons} == set(REASONS)
