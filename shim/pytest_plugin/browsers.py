"""Devices, browsers and pages for tests: blocking ones, and async ones on the event loop of whoever runs the test."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import asyncio

    from shim.device.device import Device
    from shim.device.recording import Recording

POLICY = "_audio_policy"
"""The fixture with the policy of the test."""
RUNNER: pytest.StashKey[asyncio.Runner] = pytest.StashKey()
"""The runner of a test that no other plugin runs."""
OPENED: pytest.StashKey[Opened] = pytest.StashKey()
"""The device and the browsers of a test."""


@dataclass
class Opened:
    """The device of a test of that name, with its browsers. `failures` are set when the test has failed."""

    name: str
    engine: str
    device: Device
    folder: Path | None
    """Folder for its artifacts; None without `--audio-artifacts`, or when they are written."""
    browsers: list[Any] = field(default_factory=list)
    recording: Recording | None = None
    failures: list[str] = field(default_factory=list)


def who_runs(request: pytest.FixtureRequest) -> str:
    """Kind of runner that calls the test and has its fixtures' event loop: the end of the names of our fixtures."""
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
async def opened_device(request: pytest.FixtureRequest) -> AsyncIterator[Device]:
    """The device of a test, with what is kept of it if it fails."""
    from shim import Device

    from .failures import begin, finish

    device = Device(**{"policy": request.getfixturevalue(POLICY), **_options(request, of_device=True)})
    one = begin(request, device)
    try:
        yield device
    finally:
        await finish(one)
        await device.close()


@asynccontextmanager
async def opened_browser(request: pytest.FixtureRequest, device: Device) -> AsyncIterator[Any]:
    """A browser on it."""
    from shim import Browser

    from .failures import finish

    chosen = {"engine": request.config.getoption("--audio-engine")}
    if request.config.getoption("--audio-isolated"):
        chosen["isolated"] = True
    async with Browser(device=device, **{**chosen, **_options(request, of_device=False)}) as browser:
        request.node.stash[OPENED].browsers.append(browser)
        try:
            yield browser
        finally:
            await finish(request.node.stash[OPENED])


def _options(request: pytest.FixtureRequest, *, of_device: bool) -> dict[str, Any]:
    """The options of a test that are for its device, or for its browser."""
    from shim import Device

    options: dict[str, Any] = request.getfixturevalue("audio_browser_options")
    names = inspect.signature(Device).parameters
    return {name: value for name, value in options.items() if (name in names) is of_device}


# for `def` tests ------------------------------------------------------------------------------------------------------


@pytest.fixture(name="_audio_device_blocking")
def blocking_device(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A device of `shim.sync_api`."""
    from shim.sync_api.blocking import blocking_function

    with blocking_function(None, opened_device)(request) as device:
        yield device


@pytest.fixture(name="_audio_browser_blocking")
def blocking_browser(request: pytest.FixtureRequest, audio_device: Any) -> Iterator[Any]:
    """A browser of `shim.sync_api`."""
    from shim.sync_api.blocking import blocking_function

    with blocking_function(None, opened_browser)(request, audio_device) as browser:
        yield browser


# for `async def` tests that no other plugin runs ----------------------------------------------------------------------


@pytest.fixture(name="_audio_device_alone")
def device_on_a_loop_of_ours(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A device, with the loop that all is on."""
    import asyncio  # OPTIMIZATION: where the plugin is not used, loading it takes 10 ms less

    with asyncio.Runner() as runner:
        request.node.stash[RUNNER] = runner
        context = opened_device(request)
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.fixture(name="_audio_browser_alone")
def browser_on_a_loop_of_ours(request: pytest.FixtureRequest, audio_device: Any) -> Iterator[Any]:
    """A browser on that loop."""
    runner, context = request.node.stash[RUNNER], opened_browser(request, audio_device)
    yield runner.run(context.__aenter__())
    runner.run(context.__aexit__(None, None, None))


@pytest.fixture(name="_audio_page_alone")
def page_on_a_loop_of_ours(request: pytest.FixtureRequest, audio_browser: Any) -> Any:
    """A page of it."""
    return request.node.stash[RUNNER].run(audio_browser.new_page())


# for `async def` tests that anyio runs --------------------------------------------------------------------------------


@pytest.fixture(name="_audio_device_anyio")
async def device_under_anyio(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    """A device."""
    async with opened_device(request) as device:
        yield device


@pytest.fixture(name="_audio_browser_anyio")
async def browser_under_anyio(request: pytest.FixtureRequest, audio_device: Any) -> AsyncIterator[Any]:
    """A browser."""
    async with opened_browser(request, audio_device) as browser:
        yield browser


@pytest.fixture(name="_audio_page_anyio")
async def page_under_anyio(audio_browser: Any) -> Any:
    """A page."""
    return await audio_browser.new_page()
