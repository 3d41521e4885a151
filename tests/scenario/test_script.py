"""Scenarios in Python: how they are read, what they may do, and how a failure says where it was."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shim import Browser, Page
from shim.scenario import ScenarioError, ScenarioFailed, load_scenario


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p id=a>hello</p>")
        yield page


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A script has its process to itself; here it shares it."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def write(folder: Path, code: str) -> Path:
    path = folder / "script.py"
    path.write_text(code, encoding="utf-8")
    return path


async def test_it_gets_the_device_and_the_page(page: Page, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
async def scenario(device, page):
    device.volume = 0.5
    await page.evaluate("document.title = 'was here'")
    other = await page.browser.new_page()
    await other.set_content("<p>other</p>")
""",
    )
    await load_scenario(path).run(page.browser.device, page)
    assert page.browser.device.volume == 0.5
    assert await page.title() == "was here"
    assert len(page.browser.pages) == 2


async def test_it_imports_what_lies_beside_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "helper_of_a_scenario.py").write_text("def check(page):\n    assert page is None, 'helped'\n")
    path = write(
        tmp_path,
        """from dataclasses import dataclass
from helper_of_a_scenario import check

@dataclass
class Thing:
    name: "str"

async def scenario(device, page):
    check(page)
""",
    )
    with pytest.raises(ScenarioFailed) as failure:
        await load_scenario(path).run(page.browser.device, page)
    assert str(failure.value) == "script.py:9: check(page): AssertionError: helped"


@pytest.mark.parametrize(
    ("line", "failure"),
    [
        ("assert page.session.state == 'active'", "AssertionError"),
        ("assert False, 'two\\nlines'", "AssertionError: two\nlines"),
        ("page.document.select_one('#b').text", "AttributeError: 'NoneType' object has no attribute 'text'"),
        ("await page.wait_for_selector('#b', timeout=0.01)", "TimeoutError: no element matches '#b' within 0.01 s"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise __import__('asyncio').CancelledError('who?')", "CancelledError: who?"),
        ("import pytest; pytest.fail('no')", "Failed: no"),
    ],
)
async def test_a_failure_says_where_and_why(page: Page, tmp_path: Path, line: str, failure: str) -> None:
    path = write(tmp_path, f"async def scenario(device, page):\n    {line}\n")
    with pytest.raises(ScenarioFailed) as raised:
        await load_scenario(path).run(page.browser.device, page)
    assert str(raised.value) == f"script.py:2: {line}: {failure}"


async def test_a_failure_in_a_task_group_says_where(page: Page, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """import asyncio

async def part():
    assert 1 > 2

async def scenario(device, page):
    async with asyncio.TaskGroup() as group:
        group.create_task(part())
""",
    )
    with pytest.raises(ScenarioFailed) as failure:
        await load_scenario(path).run(page.browser.device, page)
    assert str(failure.value) == "script.py:4: assert 1 > 2: AssertionError"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "script.py is not a scenario: it has no `async def scenario(device, page)`"),
        (
            "def scenario(device, page): ...",
            "script.py is not a scenario: it has no `async def scenario(device, page)`",
        ),
        ("scenario = 3", "script.py is not a scenario: it has no `async def scenario(device, page)`"),
        (
            "async def scenario(page): ...",
            "script.py is not a scenario: it has no `async def scenario(device, page)`: too many positional arguments",
        ),
        ("x = 1\nimport no_such_module_at_all", "script.py:2: import no_such_module_at_all: ModuleNotFoundError: "),
        ("x = 1\ndef f(:\n", "script.py:2: SyntaxError: "),
        ("\0", "script.py: SyntaxError: source code string cannot contain null bytes"),
        ("open('/no/such/file')", "script.py:1: open('/no/such/file'): FileNotFoundError: "),
        ("raise SystemExit(2)", "script.py:1: raise SystemExit(2): SystemExit: 2"),
    ],
)
def test_a_file_that_is_no_scenario(tmp_path: Path, code: str, problem: str) -> None:
    path = write(tmp_path, code)
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    assert str(error.value).startswith(problem)


@pytest.mark.parametrize("name", ["gone.py", "gone.toml"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load_scenario(tmp_path / name)
    assert str(error.value).startswith("there is no file ")
    assert name in str(error.value)
