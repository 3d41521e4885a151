"""The pytest plugin: pages and a device for tests, as fixtures. docs/pytest.md is its manual.

It is loaded wherever the package is installed, so what it needs is imported when a test uses it.
"""

from __future__ import annotations

import inspect
from collections.abc import Generator
from pathlib import Path
from typing import Any, get_args

import pytest

from shim.types import Engine

from .browsers import (
    POLICY,
    RUNNER,
    blocking_browser,
    blocking_device,
    browser_on_a_loop_of_ours,
    browser_under_anyio,
    device_on_a_loop_of_ours,
    device_under_anyio,
    page_on_a_loop_of_ours,
    page_under_anyio,
    who_runs,
)
from .failures import hide_frames, report_failure

# pytest takes the fixtures of a plugin from its module.
__all__ = [
    "blocking_browser",
    "blocking_device",
    "browser_on_a_loop_of_ours",
    "browser_under_anyio",
    "device_on_a_loop_of_ours",
    "device_under_anyio",
    "page_on_a_loop_of_ours",
    "page_under_anyio",
]


# options --------------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of `pytest`, in a group of their own."""
    group = parser.getgroup("audio-session-shim", "pages and their audio sessions")
    group.addoption(
        "--audio-engine",
        choices=get_args(Engine),
        default="quickjs",
        help="what the pages of audio_browser and audio_page run on (default: %(default)s)",
    )
    group.addoption(
        "--audio-isolated",
        action="store_true",
        help="each page has a process of its own, which is killed when a script never ends: Browser(isolated=True)",
    )
    group.addoption(
        "--audio-policy",
        metavar="NAME|FILE",
        default="spec",
        help="how the device arbitrates in tests without the marker audio_policy (default: %(default)s)",
    )
    group.addoption(
        "--audio-artifacts",
        metavar="DIR",
        help="keep of each test that fails what happened on its device (report.html), what a person would have heard "
        "(recording.wav) and its pages",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The marker, and fixtures for pytest-asyncio where that is installed."""
    config.addinivalue_line(
        "markers", "audio_policy(*policies): run the test under each of these policies, such as 'ios', 'android'"
    )
    if config.pluginmanager.hasplugin("asyncio"):
        from . import for_pytest_asyncio

        config.pluginmanager.register(for_pytest_asyncio, "shim.pytest_plugin.for_pytest_asyncio")
    place = config.getoption("--audio-artifacts")
    if place is not None and not _is_folder(config.invocation_params.dir / place):
        raise pytest.UsageError(f"--audio-artifacts: {place} is not a folder")
    if config.getoption("--audio-isolated") and config.getoption("--audio-engine") != "quickjs":
        raise pytest.UsageError(
            "--audio-isolated is for QuickJS: pages of Chromium are in processes of their own anyway"
        )
    policy = config.getoption("--audio-policy")
    if policy != "spec":
        _check_policy("--audio-policy", policy)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that is marked so under each policy."""
    marker = metafunc.definition.get_closest_marker("audio_policy")
    if marker is None:
        return
    where = metafunc.definition.nodeid
    if POLICY not in metafunc.fixturenames:
        if marker in metafunc.definition.own_markers:
            pytest.fail(f"{where}: audio_policy is for tests with audio_browser, audio_device or audio_page", False)
        return
    if not marker.args or marker.kwargs:
        pytest.fail(f'{where}: audio_policy takes the names of policies: audio_policy("ios", "android")', False)
    for policy in marker.args:
        _check_policy(where, policy)
    metafunc.parametrize(POLICY, marker.args, ids=_id_of, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A forgotten `await` fails the test: it would pass whatever the page does."""
    for item in items:
        if POLICY in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("error:coroutine .* was never awaited:RuntimeWarning"))
            unraisable = "error:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"
            item.add_marker(pytest.mark.filterwarnings(unraisable))


def _is_folder(path: Path) -> bool:
    """True for a folder that is there or can be made."""
    there = next(one for one in (path, *path.parents) if one.exists())
    return there.is_dir()


def _check_policy(where: str, policy: Any) -> None:
    from shim.device.device import load_policy

    try:
        load_policy(policy)
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"{where}: {error}") from None


def _id_of(policy: Any) -> str:
    name = policy.get("name") if isinstance(policy, dict) else getattr(policy, "name", policy)
    return str(name)


# fixtures -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def audio_device(request: pytest.FixtureRequest, _audio_policy: object, audio_browser_options: object) -> Any:
    """A device of its own for the test: `shim.Device` in an `async def` test, that of `shim.sync_api` in a `def`."""
    return request.getfixturevalue(f"_audio_device_{who_runs(request)}")


@pytest.fixture
def audio_browser(request: pytest.FixtureRequest, audio_device: object) -> Any:
    """A browser on `audio_device`: `shim.Browser`, or that of `shim.sync_api`."""
    return request.getfixturevalue(f"_audio_browser_{who_runs(request)}")


@pytest.fixture
def audio_page(request: pytest.FixtureRequest, audio_browser: Any) -> Any:
    """A page of `audio_browser`, in which nothing has been loaded yet."""
    who = who_runs(request)
    return audio_browser.new_page() if who == "blocking" else request.getfixturevalue(f"_audio_page_{who}")


@pytest.fixture
def audio_browser_options() -> dict[str, Any]:
    """Options for `Browser`: define it anew in a test file or conftest.py, to return `{"autoplay": "user-gesture"}`."""
    return {}


@pytest.fixture(name=POLICY)
def _policy(request: pytest.FixtureRequest) -> object:
    return getattr(request, "param", None) or request.config.getoption("--audio-policy")


# running and reporting ------------------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object | None:
    """Runs an `async def` test with our fixtures that no other plugin runs."""
    runner = pyfuncitem.stash.get(RUNNER, None)
    if runner is None:
        return None
    parameters = inspect.signature(pyfuncitem.obj).parameters
    runner.run(pyfuncitem.obj(**{name: value for name, value in pyfuncitem.funcargs.items() if name in parameters}))
    return True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds the history of the device to the report of a test that fails."""
    if call.excinfo is not None:
        hide_frames()
    report = yield
    if report.failed and call.when != "teardown":
        report_failure(report, item)
    return report
