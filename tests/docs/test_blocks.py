"""Blocks of the documentation work: its programs and tests are run, its files are read by their own readers."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import shim
from shim import Browser, Policy
from shim.cli.command import _parser
from shim.polyfill.bundle import bundle
from shim.scenario.events import read_events
from shim.wpt.expectations import read_expectations
from tests.docs.blocks import Block, blocks, of, write_files
from tests.paths import ROOT
from tests.pytest_plugin.test_plugin import IS_INSTALLED, PLUGIN
from tests.real_browsers import need, need_chromium

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LANGUAGES = {"console", "html", "js", "json", "python", "sh", "text", "toml", "yaml"}
ELSEWHERE = {
    "README.md": {"console": "tests/examples"},
    "docs/spec-issues.md": {"html": "tests/api/test_spec_issues.py"},
    "docs/tutorial.md": {"html": "tests/packaging/test_wheel.py", "python": "tests/packaging/test_wheel.py"},
    "docs/platform.md": {"js": "test_an_interface_file_works below"},
}
"""Blocks of these languages are run by the tests named here."""


def is_elsewhere(block: Block) -> bool:
    return block.language in ELSEWHERE.get(str(block.page.relative_to(ROOT)), {})


def here(*languages: str) -> list[Any]:
    return [pytest.param(block, id=str(block)) for block in of(*languages) if not is_elsewhere(block)]


def is_test(block: Block) -> bool:
    return block.name is not None and Path(block.name).name.startswith(("test_", "conftest"))


PYTHON = [param for param in here("python") if not is_test(param.values[0])]
PROGRAMS = [param for param in PYTHON if param.values[0].name or "asyncio.run(" in param.values[0].text]
FRAGMENTS = [param for param in PYTHON if param not in PROGRAMS]
NEEDS = {"pyppeteer": "pyppeteer", "playwright": "Playwright"}


def need_what_it_uses(block: Block) -> None:
    for module, name in NEEDS.items():
        if f"import {module}" in block.text or f"from {module}" in block.text:
            need(importlib.util.find_spec(module), name)
            need_chromium()
    if 'engine="chromium"' in block.text:
        need_chromium()


def run(
    folder: Path, *command: str | Path, path: Path = ROOT, said: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a command there, with the package of the folder `path`."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        list(command),
        cwd=folder,
        env=environment,
        input=said,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the examples, as a checkout has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("block", [pytest.param(block, id=str(block)) for block in blocks()])
def test_a_block_says_what_it_is(block: Block) -> None:
    assert block.language in LANGUAGES, "say in which language the block is; output is text"


def test_the_tests_pass(folder: Path) -> None:
    """All of them in one run of pytest, each page's files in a folder beside the examples."""
    pages = {block.page for block in of("python") if is_test(block) and not is_elsewhere(block)}
    tests = 0
    for page in sorted(pages):
        files = [block for block in blocks() if block.page == page and block.not_run is None]
        write_files(files, folder / files[0].folder)
        tests += sum(block.text.count("def test_") for block in files if is_test(block))
    plugin = [] if IS_INSTALLED else ["-p", PLUGIN]
    options = ["-p", "no:cacheprovider", "-p", "no:asyncio", "--import-mode=importlib", "-q"]
    ran = run(folder, sys.executable, "-m", "pytest", *plugin, *options)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    passed = re.search(r"^(\d+) passed in", ran.stdout, re.MULTILINE)
    assert passed, ran.stdout
    assert int(passed[1]) >= tests > 5


@pytest.mark.parametrize("block", PROGRAMS)
def test_a_program_does_what_it_says(folder: Path, block: Block) -> None:
    need_what_it_uses(block)
    if block.name is not None and block.name.startswith("examples/"):
        assert block.text == (ROOT / block.name).read_text(encoding="utf-8")
        return
    write_files([one for one in blocks() if one.page == block.page], folder)
    program = folder / (block.name or "program.py")
    program.write_text(block.text, encoding="utf-8")
    warnings = [] if "pyppeteer" in block.text else ["-W", "error"]  # pyppeteer itself warns
    ran = run(folder, sys.executable, *warnings, program)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (block.prints or "")


@pytest.mark.parametrize("block", FRAGMENTS)
async def test_a_fragment_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, block: Block) -> None:
    """With the names of `shim`, and a `browser`, a `page` and a `device` where it does not make its own."""
    need_what_it_uses(block)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {name: getattr(shim, name) for name in shim.__all__}
    code = compile(block.text, str(block), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    async with Browser(**options_for(block)) as browser:
        names |= {"browser": browser, "page": await browser.new_page(), "device": browser.device}
        result = eval(code, names)
        if inspect.isawaitable(result):
            await result


def options_for(block: Block) -> dict[str, Any]:
    return {"clock": "manual"} if block.page.name == "clock.md" else {}


@pytest.mark.parametrize("block", here("toml"))
def test_toml_is_read(tmp_path: Path, block: Block) -> None:
    data = tomllib.loads(block.text)
    file = tmp_path / "file.toml"
    file.write_text(block.text, encoding="utf-8")
    if block.name is not None and block.name.startswith("examples/"):
        assert data == tomllib.loads((ROOT / block.name).read_text(encoding="utf-8")), "shown in full, as it is"
    if "events" in data:
        read_events(file)
    elif "expect" in data:
        read_expectations(file)
    else:
        assert Policy.read(block.text).name == data["name"]


@pytest.mark.parametrize("block", here("html", "js"))
async def test_a_page_loads_without_an_error(tmp_path: Path, block: Block) -> None:
    for is_module, name in ((False, "audio-session.js"), (True, "audio-session.mjs")):
        (tmp_path / name).write_text(bundle(module=is_module).script, encoding="utf-8")
    markup = f'<script type="module">{block.text}</script>' if block.language == "js" else block.text
    (tmp_path / "page.html").write_text(markup, encoding="utf-8")
    async with Browser() as browser:
        page = await browser.new_page()
        await page.goto(tmp_path / "page.html")
        await page.wait_until_idle()
        assert (list(page.errors), page.missing) == ([], [])


PLATFORM_PAGE = """
import asyncio, sys
import shim
from shim import Browser


async def main():
    async with Browser() as browser:
        page = await browser.new_page()
        await page.evaluate("async () => {" + sys.stdin.read() + "}")
        print(shim.__file__)
        print(*(message.text for message in page.console), sep="\\n")


asyncio.run(main())
"""


def test_an_interface_file_works(tmp_path: Path) -> None:
    """The file of docs/platform.md, in a copy of the project that has it."""
    interface, page = (block for block in of("js") if block.page.name == "platform.md")
    for part in ("shim", "js"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    write_files([interface], tmp_path)
    ran = run(tmp_path, sys.executable, "-c", PLATFORM_PAGE, path=tmp_path, said=page.text)
    expected = re.findall(r"// (.*)$", page.text, re.MULTILINE)
    assert (ran.stderr, ran.stdout.splitlines()) == ("", [str(tmp_path / "shim" / "__init__.py"), *expected])


@pytest.mark.parametrize("block", here("json"))
def test_json_is_json(block: Block) -> None:
    for line in block.text.splitlines():
        assert json.loads(line)


@pytest.mark.parametrize("block", here("yaml"))
def test_a_workflow_has_commands_that_are_there(block: Block) -> None:
    for command in re.findall(r"^ *- run: (.*)$", block.text, re.MULTILINE):
        check_command(command)


@pytest.mark.parametrize("block", here("sh", "console"))
def test_a_command_is_there(block: Block) -> None:
    lines = block.text.replace("\\\n", "").splitlines()
    if block.language == "console":
        lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    for line in lines:
        check_command(line)


def check_command(line: str) -> None:
    """Its program is known, and takes these arguments."""
    program, *arguments = shlex.split(line, comments=True)
    if line in ("python -m venv .venv", ". .venv/bin/activate"):
        return
    if program == "audio-shim":
        _parser().parse_args(arguments)  # exits for what it does not know
    elif program == "pip":
        check_requirements(arguments)
    elif program == "make":
        assert re.search(rf"^{arguments[0]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif program == "pytest":
        known = (ROOT / "shim/pytest_plugin/__init__.py").read_text(encoding="utf-8")
        for argument in arguments:
            assert not argument.startswith("--audio-") or f'"{argument}"' in known
    elif (program, arguments[:1]) == ("python", ["-m"]):
        assert importlib.util.find_spec(arguments[1])
    else:
        raise AssertionError(f"say here how to check that {program!r} is there: {line}")


def check_requirements(arguments: list[str]) -> None:
    assert arguments[0] == "install"
    for argument in arguments[1:]:
        requirement = Requirement(argument)
        assert requirement.name in (PROJECT["name"], "pytest")
        assert requirement.extras <= PROJECT["optional-dependencies"].keys()
