"""The pytest plugin, in test runs of its own: fixtures for both kinds of tests, options, the marker, failures."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.real_browsers import need, need_chromium

pytest_plugins = ["pytester"]
PLUGIN = "shim.pytest_plugin"
IS_INSTALLED = PLUGIN in {entry.name for entry in importlib.metadata.entry_points(group="pytest11")}
FUNCTION_SCOPE = ["-o", "asyncio_default_fixture_loop_scope=function"]
RUNNERS = {
    "alone": ["-p", "no:asyncio", "-p", "no:anyio"],
    "pytest-asyncio auto": ["-p", "no:anyio", "--asyncio-mode=auto", *FUNCTION_SCOPE],
    "pytest-asyncio strict": ["-p", "no:anyio", "--asyncio-mode=strict", *FUNCTION_SCOPE],
    "anyio": ["-p", "no:asyncio"],
}
"""Plugins that run `async def` tests, with the options that leave the others out."""
MARKS = {"pytest-asyncio strict": "pytestmark = pytest.mark.asyncio", "anyio": "pytestmark = pytest.mark.anyio"}
CALL_PAGE = f"PAGE = {str(ROOT / 'examples' / 'podcast' / 'index.html')!r}\n"


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Runs pytest on what was written, in a process of its own."""
    loaded = [] if IS_INSTALLED else ["-p", PLUGIN]
    return pytester.runpytest_subprocess(*loaded, "-p", "no:cacheprovider", *options, timeout=100)


@pytest.fixture(params=RUNNERS)
def runner(request: pytest.FixtureRequest) -> str:
    if request.param == "anyio":
        need(importlib.util.find_spec("anyio"), "anyio")
    return str(request.param)


BOTH_KINDS = """
import asyncio
import inspect

import pytest
import shim
from shim import sync_api

{mark}
{page}

@pytest.fixture
def opened(audio_page):
    return audio_page


def test_blocking(opened, audio_page, audio_device, audio_browser):
    assert isinstance(audio_browser, sync_api.Browser)
    assert audio_browser.pages == [audio_page] == [opened]
    assert audio_browser.device is audio_device
    audio_page.goto(PAGE)
    audio_page.click("#play")
    audio_page.wait_for_session("active")
    with audio_device.phone_call():
        audio_page.wait_for_session("interrupted")
    assert audio_page.wait_for_session("active").state == "active"


async def test_async(audio_device, audio_page, audio_browser, opened):
    assert isinstance(audio_browser, shim.Browser)
    assert audio_browser.pages == [audio_page] == [opened]
    assert audio_browser.device is audio_device
    await audio_page.goto(PAGE)
    await audio_page.click("#play")
    await audio_page.wait_for_session("active")
    async with audio_device.phone_call():
        await audio_page.wait_for_session("interrupted")
    assert (await audio_page.wait_for_session("active")).state == "active"


async def test_a_device_alone(audio_device):
    assert isinstance(audio_device, shim.Device)
    assert audio_device.surroundings == ()


class TestInAClass:
    async def test_async(self, audio_page):
        assert await audio_page.evaluate("new Promise((done) => setTimeout(done, 5, 'late'))") == "late"
"""


def test_async_tests_get_async_objects_and_others_blocking_ones(pytester: pytest.Pytester, runner: str) -> None:
    text = BOTH_KINDS.format(page=CALL_PAGE, mark=MARKS.get(runner, ""))
    if runner == "pytest-asyncio strict":  # it warns of the mark at a test that is not async
        text = text.replace("pytestmark = pytest.mark.asyncio", "").replace(
            "    async def", "    @pytest.mark.asyncio\n    async def"
        )
        text = text.replace("\nasync def", "\n@pytest.mark.asyncio\nasync def")
    pytester.makepyfile(text)
    if runner == "anyio":
        pytester.makeconftest("import pytest\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n")
    result = run(pytester, *RUNNERS[runner], "-W", "error")
    result.assert_outcomes(passed=4)


def test_both_kinds_on_chromium(pytester: pytest.Pytester) -> None:
    need_chromium()
    pytester.makepyfile(BOTH_KINDS.format(page=CALL_PAGE, mark=""))
    run(pytester, *RUNNERS["alone"], "--audio-engine", "chromium").assert_outcomes(passed=4)


def test_both_kinds_on_isolated_pages(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(BOTH_KINDS.format(page=CALL_PAGE, mark=""))
    run(pytester, *RUNNERS["alone"], "--audio-isolated").assert_outcomes(passed=4)
    result = run(pytester, *RUNNERS["alone"], "--audio-isolated", "--audio-engine", "chromium")
    result.stderr.fnmatch_lines(["ERROR: --audio-isolated is for QuickJS: *"])


def test_a_page_that_hangs_in_the_engine_fails_its_test_alone(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import pytest
        import shim.isolated.process

        shim.isolated.process.GRACE = 0.7  # less patience with a page that hangs

        @pytest.fixture
        def audio_browser_options():
            return {"script_timeout": 0.3}

        def test_it_hangs(audio_page):
            audio_page.evaluate("[].reverse.call({ length: 2 ** 53 - 1 })")

        def test_it_goes_on(audio_page):
            assert audio_page.evaluate("1 + 1") == 2
    """)
    run(pytester, *RUNNERS["alone"], "--audio-isolated").assert_outcomes(passed=1, failed=1)


def test_loops_of_other_scopes_and_fixtures_of_pytest_asyncio(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import asyncio
        import pytest
        import pytest_asyncio

        @pytest_asyncio.fixture(loop_scope="module")
        async def opened(audio_page):
            await audio_page.set_content("<title>Shop</title>")
            return asyncio.get_running_loop(), audio_page

        @pytest.mark.asyncio(loop_scope="module")
        async def test_module(opened):
            loop, page = opened
            assert loop is asyncio.get_running_loop()
            assert await page.title() == "Shop"
            assert await page.evaluate("new Promise((done) => setTimeout(done, 5, 'late'))") == "late"

        async def test_not_marked(audio_page):
            assert await audio_page.evaluate("1") == 1
        """)
    run(pytester, *RUNNERS["pytest-asyncio strict"]).assert_outcomes(passed=2)


def test_trio_is_told_of(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "trio"

        async def test_it(anyio_backend, audio_page):
            pass
        """)
    result = run(pytester, *RUNNERS["alone"])
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*the audio fixtures are for asyncio, and anyio runs this test on trio*"])


def test_policies(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        mine="",
        test_policies="""
        import pytest

        pytestmark = pytest.mark.audio_policy("ios", "own.toml")

        def test_of_module(audio_device):
            print("policy:", audio_device.policy.name)

        @pytest.mark.audio_policy("android")
        async def test_of_its_own(audio_page):
            print("policy:", audio_page.browser.device.policy.name)

        def test_without():
            print("policy: none")
        """,
        test_plain="""
        def test_plain(audio_device):
            print("policy:", audio_device.policy.name)
        """,
    )
    own = (ROOT / "shim" / "session" / "policies" / "spec.toml").read_text(encoding="utf-8")
    pytester.path.joinpath("own.toml").write_text(own.replace('name = "spec"', 'name = "own"'), encoding="utf-8")
    result = run(pytester, "-v", "-s", "--audio-policy", "desktop", *RUNNERS["alone"])
    result.assert_outcomes(passed=5)
    shown = [line for line in result.outlines if line.startswith(("policy:", "test_")) and "::" in line]
    for expected in (
        "test_of_module[[]ios[]] policy: ios",
        "test_of_module[[]own.toml[]] policy: own",
        "test_of_its_own[[]android[]] policy: android",
        "test_without policy: none",
        "test_plain.py::test_plain policy: desktop",
    ):
        result.stdout.fnmatch_lines([f"*{expected}*"])
    assert len(shown) == 5


@pytest.mark.parametrize(
    ("mark", "parameters", "said"),
    [
        (
            '"winphone"',
            "audio_page",
            "*there is no policy 'winphone'; there is: spec, ios, android, *",
        ),
        ("", "audio_page", "*audio_policy takes the names of policies*"),
        ('"ios"', "", "*audio_policy is for tests with audio_browser, audio_device or audio_page*"),
    ],
)
def test_a_marker_that_cannot_be_says_why(pytester: pytest.Pytester, mark: str, parameters: str, said: str) -> None:
    pytester.makepyfile(f"""
        import pytest

        @pytest.mark.audio_policy({mark})
        def test_it({parameters}):
            pass
        """)
    result = run(pytester, *RUNNERS["alone"])
    assert result.ret != 0
    assert "Traceback" not in result.stdout.str()
    result.stdout.fnmatch_lines([said])


def test_options_that_cannot_be_say_why(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(audio_page): pass")
    result = run(pytester, "--audio-policy", "winphone")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --audio-policy: policy: there is no policy 'winphone'; there is: spec, *"])
    result = run(pytester, "--audio-artifacts", "test_options_that_cannot_be_say_why.py/kept")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: --audio-artifacts: test_options_that_cannot_be_say_why.py/kept is not a folder"]
    )
    result = run(pytester, "--audio-engine", "webkit")
    result.stderr.fnmatch_lines(["*invalid choice: 'webkit' (choose from *quickjs*chromium*)"])


def test_browser_options_can_be_set(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import pytest

        @pytest.fixture
        def audio_browser_options():
            return {"permissions": {"microphone": "denied"}, "policy": "ios"}
        """)
    pytester.makepyfile("""
        def test_it(audio_page, audio_device):
            assert audio_device.policy.name == "ios"
            audio_page.set_content("<p>", url="https://shop.example/")
            asked = "navigator.mediaDevices.getUserMedia({ audio: true }).catch((error) => error.name)"
            assert audio_page.evaluate(asked) == "NotAllowedError"
        """)
    run(pytester).assert_outcomes(passed=1)


FAILING = """
import pytest


@pytest.fixture
def playing(audio_page):
    audio_page.goto(PAGE)
    audio_page.click("#play")
    audio_page.wait_for_session("active")
    audio_page.evaluate("console.log('it plays'); setTimeout(() => { throw new Error('uncaught one'); })")
    return audio_page

def test_blocking(playing, audio_device):
    with audio_device.phone_call():
        playing.wait_for_session("inactive", timeout=0.1)

async def test_async(audio_page):
    await audio_page.set_content("<p id=banner>On hold</p>")
    assert audio_page.document.select_one("#banner").text == "Nothing"

@pytest.fixture
def broken(audio_page):
    audio_page.evaluate("console.log('before it broke')")
    raise ValueError("broken fixture")

def test_setup(broken):
    pass

def test_passes(audio_page):
    audio_page.set_content("<p>fine")
"""


def test_a_failure_shows_what_happened_and_keeps_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_call=CALL_PAGE + FAILING)
    result = run(pytester, *RUNNERS["alone"], "--audio-artifacts", "kept/there")
    result.assert_outcomes(passed=1, failed=2, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*audio timeline, policy spec*",
            "*nothing happened*",
            "*page console*",
            "tab 1 (about:blank): log: before it broke",
            "*with audio_device.phone_call():*",
            '> *playing.wait_for_session("inactive", timeout=0.1)',
            "E *TimeoutError: the session did not become inactive (it is interrupted) within 0.1 s",
            "*audio timeline, policy spec*",
            "* s  tab 1, document *: active (element became audible: audio#1)",
            "* s  phone call: on",
            "* s  tab 1, document *: interrupted (phone call)",
            "*page console*",
            "tab 1 (file:///*/podcast/index.html): log: it plays",
            "tab 1 (file:///*/podcast/index.html): uncaught: *uncaught one*",
            "*audio artifacts*",
            "*/kept/there/test_call.py-test_blocking",
        ]
    )
    assert "shim/" not in result.stdout.str().replace(f"plugins: {PLUGIN}", "")
    kept = pytester.path / "kept" / "there"
    assert sorted(folder.name for folder in kept.iterdir()) == [
        "test_call.py-test_async",
        "test_call.py-test_blocking",
        "test_call.py-test_setup",
    ]
    folder = kept / "test_call.py-test_blocking"
    assert "phone call" in (folder / "report.html").read_text(encoding="utf-8")
    assert (folder / "recording.wav").read_bytes().startswith(b"RIFF")
    assert '<p id="banner">On hold</p>' in (kept / "test_call.py-test_async" / "tab-1.html").read_text("utf-8")


def test_errors_of_ours_show_where_they_are(pytester: pytest.Pytester) -> None:
    """An error that no caller can have caused is shown with all its frames."""
    pytester.makepyfile("""
        from shim.device.device import Device

        def test_it(audio_device, monkeypatch):
            monkeypatch.setattr(Device, "audible", property(lambda self: {}["a bug"]))
            audio_device.audible
        """)
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*shim/sync_api/runner.py:*"])


def test_a_forgotten_await_fails(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        from shim import expect

        async def test_it(audio_page):
            expect(audio_page.locator("#none")).to_be_visible()
        """)
    result = run(pytester, *RUNNERS["alone"])
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*coroutine 'LocatorAssertions.to_be_visible' was never awaited*"])


def test_loading_it_loads_nothing_else() -> None:
    code = (
        "import pytest, sys, json; before = set(sys.modules); import shim.pytest_plugin; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = {name for name in json.loads(done.stdout) if name.partition(".")[0] == "shim"}
    assert ours == {"shim", "shim.types", "shim.version", PLUGIN, f"{PLUGIN}.browsers", f"{PLUGIN}.failures"}
    assert {"asyncio", "aiohttp", "numpy", "quickjs"}.isdisjoint(json.loads(done.stdout))


def test_it_is_an_entry_point() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'[project.entry-points.pytest11]\n"{PLUGIN}" = "{PLUGIN}"\n' in text
    assert Path(ROOT / "shim" / "pytest_plugin" / "__init__.py").is_file()
