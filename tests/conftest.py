"""Parts that every test shares: property tests that neither depend on the machine's speed nor differ from run to run, a
real HTTP server on loopback, and the engines that a scenario runs on."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import settings

from shim import Browser
from tests.real_browsers import leave_out, need_chromium
from tests.shared_chromium import share_chromium

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-browsers", action="store_true", help="leave out what needs Chromium, Firefox or node")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--no-browsers"):
        leave_out()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be missing: a test that was skipped is a failure."""
    if session.config.getoption("--no-browsers"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


LONGEST = (
    "tests/test_leaks.py",
    "wpt/test_run.py",
    "conformance/test_against_recorded_firefox.py",
    "packaging/test_wheel.py",
    "cli/test_run.py",
    "pytest_plugin/test_plugin.py",
    "session/test_model.py",
    "isolated/test_processes.py",
    "headless/page/test_memory.py",
    "media/hls/test_players.py",
    "polyfill/test_hostile.py",
    "wpt/test_own_cases.py",
)
"""Files that come first, for workers end together only where the last files are short."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


def pytest_collection_finish() -> None:
    """OPTIMIZATION: what is there before the first test stays, and the collector of cycles no longer walks it, which
    took a fifth of the time of the tests that call it."""
    gc.collect()
    gc.freeze()


# Processes that tests start compile the package once, not each anew: that is more than half of a short run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts in the background so, and what tests start would inherit it and not stop at SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`await serve(handler)` starts a server whose every path `handler` answers, and gives its origin."""
    servers: list[TestServer] = []

    async def start(handler: Handler) -> str:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await handler(request)

        application = web.Application()
        application.router.add_route("*", "/{path:.*}", answer)
        server = TestServer(application)
        await server.start_server()
        servers.append(server)
        return str(server.make_url("")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


def clock_of(engine: str) -> Any:
    """The name of the clock of a test's browser: the time that a test takes passes at once where a test can let it."""
    return "manual" if engine == "quickjs" else "system"


@pytest.fixture(params=["quickjs", "isolated", "chromium"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the engines that a `Browser` can be on, and QuickJS with `isolated=True`, which is `quickjs` too."""
    if request.param == "chromium":
        need_chromium()
        share_chromium(monkeypatch)
    if request.param != "isolated":
        return str(request.param)
    make = Browser.__new__

    def make_isolated(cls: type, **options: Any) -> Any:
        return make(cls, isolated=True, **options)

    monkeypatch.setattr(Browser, "__new__", make_isolated)
    return "quickjs"
