"""Browsers for tests: blocking ones, and async ones on the event loop of whoever runs the test."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import asyncio

    from shim.device.recording import Recording

POLICY = "_audio_policy"
"""The fixture with the policy of the test."""
RUNNER: pytest.StashKey[asyncio.Runner] = pytest.StashKey()
"""The runner of a test that no other plugin runs."""
OPENED: pytest.StashKey[list[Opened]] = pytest.StashKey()
"""The browsers of a test."""


@dataclass
class Opened:
    """A browser of a test. `has_failed` is set when the test has."""

    browser: Any
    folder: Path | None
    """Where its artifacts go, None without `--audio-artifacts`."""
    recording: Recording | None = None
    has_failed: bool = False


def who_runs(request: pytest.FixtureRequest) -> str:
    """Who calls the test, and with it whose event loop its fixtures are on: the end of the names of our fixtures."""
    function = getattr(request.node, "obj", None)
    if not inspect.iscoroutinefunction(function):
        return "blocking"
    if "anyio_backend" in request.fixturenames:
        backend = request.getfixturevalue("anyio_backend")
        if "trio" in (backend, backend[0]):
            pytest.fail(
                "the audio fixtures are for asyncio, and anyio runs this test on trio; for asyncio alone define "
                'the fixture anyio_backend so that it returns "asyncio"',
                pytrace=False,
            )
        return "anyio"
    marker = request.node.get_closest_marker("asyncio")
    if marker is None or not request.config.pluginmanager.hasplugin("asyncio"):
        return "alone"
    scope = marker.kwargs.get("loop_scope") or marker.kwargs.get("scope")
    return f"asyncio_{scope or request.config.getini('asyncio_default_test_loop_scope')}"


@asynccontextmanager
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    """The browser of a test, with what is kept of it if it fails."""
    from shim import Browser

    from .failures import begin, finish

    options = {
        "engine": request.config.getoption("--audio-engine"),
        "policy": request.getfixturevalue(POLICY),
        **request.getfixturevalue("audio_browser_options"),
    }
    async with Browser(**options) as browser:
        one = begin(request, browser)
        try:
            yield browser
        finally:
            await finish(one)


@pytest.fixture(name="_audio_browser_blocking")
def blocking_browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """For `def` tests."""
    from shim.sync_api.blocking import wrapped
    from shim.sync_api.runner import Runner

    runner, context = Runner(), opened(request)
    yield wrapped(runner, runner.call(context.__aenter__))
    runner.call(context.__aexit__, None, None, None)


@pytest.fixture(name="_audio_browser_alone")
def browser_on_a_loop_of_ours(request: pytest.FixtureRequest) -> Iterator[Any]:
    """For `async def` tests that no other plugin runs."""
    import asyncio  # OPTIMIZATION: where the plugin is not used, loading it takes 10 ms less

    with asyncio.Runner() as runner:
        request.node.stash[RUNNER] = runner
        context = opened(request)
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.fixture(name="_audio_page_alone")
def page_on_a_loop_of_ours(request: pytest.FixtureRequest, audio_browser: Any) -> Any:
    """See `browser_on_a_loop_of_ours`."""
    return request.node.stash[RUNNER].run(audio_browser.new_page())


@pytest.fixture(name="_audio_browser_anyio")
async def browser_under_anyio(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    """For tests that anyio runs."""
    async with opened(request) as browser:
        yield browser


@pytest.fixture(name="_audio_page_anyio")
async def page_under_anyio(audio_browser: Any) -> Any:
    """See `browser_under_anyio`."""
    return await audio_browser.new_page()
