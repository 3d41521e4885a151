"""Runs the scenarios in Firefox's native Audio Session: a new profile, a null sink, several windows at a time."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

from .bidi import Bidi
from .process import SECONDS_TO_START, stop
from .scenario import Scenario
from .server import INSECURE, Server
from .sink import null_sink

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WINDOWS = 4
# Milliseconds: two looks that far apart must be the same; and how long to wait for what is expected.
QUIET, LIMIT, SLOW_LIMIT = 250, 1500, 4000
SECONDS_PER_SCENARIO = 60
PREFERENCES: dict[str, bool | int | str] = {
    "dom.audio_session.enabled": True,
    "dom.audio_session.state_enabled": True,
    "dom.disable_open_during_load": False,
    "network.dns.localDomains": INSECURE,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.webspeech.synth.enabled": True,
    "media.webspeech.synth.test": True,
    "media.hardwaremediakeys.enabled": False,
    # No visits of its own to the network, no first-run pages.
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.activity-stream.feeds.topsites": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


@asynccontextmanager
async def firefox(*, native: bool = True) -> AsyncIterator[tuple[Bidi, str]]:
    """A Firefox and its version, without `native` one that has no audio session; its programs are ended afterwards."""
    if FIREFOX is None:
        raise FileNotFoundError("Firefox is not installed: apt-get install firefox-esr pulseaudio")
    with tempfile.TemporaryDirectory(prefix="conformance-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        profile = directory / "profile"
        profile.mkdir()
        preferences = {**PREFERENCES, "dom.audio_session.enabled": native}
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines))
        async with null_sink(directory) as environment:
            process = await asyncio.create_subprocess_exec(
                FIREFOX,
                *(
                    "--headless",
                    "--no-remote",
                    "--profile",
                    str(profile),
                    "--remote-debugging-port",
                    "0",
                    "about:blank",
                ),
                env={**os.environ, **environment, "HOME": str(directory), "MOZ_CRASHREPORTER_DISABLE": "1"},
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
            assert process.stderr is not None
            try:
                url = await _listening(process.stderr)
                drain = asyncio.ensure_future(process.stderr.read())
                async with aiohttp.ClientSession() as session:
                    bidi = await Bidi.connect(session, url)
                    try:
                        yield bidi, await _version(FIREFOX)
                    finally:
                        await bidi.close()
                        drain.cancel()
            finally:
                await stop(process)


async def _listening(errors: asyncio.StreamReader) -> str:
    async with asyncio.timeout(SECONDS_TO_START):
        async for line in errors:
            if found := re.search(r"listening on (ws://\S+)", line.decode(errors="replace")):
                return found[1]
    raise RuntimeError("Firefox ended before it listened")


async def _version(program: str) -> str:
    process = await asyncio.create_subprocess_exec(program, "--version", stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out.decode().strip().removeprefix("Mozilla ")


async def run_natively(
    server: Server, scenarios: Iterable[Scenario], done: Callable[[str], object]
) -> tuple[str, dict[str, list[str]]]:
    """The version of Firefox and the trace of each scenario."""
    waiting = [scenario for scenario in scenarios if not scenario.unobservable]
    traces: dict[str, list[str]] = {}
    async with firefox() as (bidi, version):

        async def work() -> None:
            context = await bidi.new_window()
            while waiting:
                scenario = waiting.pop(0)
                traces[scenario.name] = await _run(bidi, context, server.url(scenario), scenario)
                done(scenario.name)

        async with asyncio.TaskGroup() as group:
            for _ in range(WINDOWS):
                group.create_task(work())
    return version, traces


async def _run(bidi: Bidi, context: str, url: str, scenario: Scenario) -> list[str]:
    trace: list[str] = []
    options: dict[str, Any] = {
        "quiet": QUIET,
        "limit": SLOW_LIMIT if scenario.slow else LIMIT,
        "order": scenario.order,
    }
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_PER_SCENARIO):
            await bidi.goto(context, url)
            await bidi.call(context, "ready")
            for action, expected in zip(scenario.actions, scenario.as_decided(), strict=True):
                trace.append(await bidi.call(context, "step", action, expected.states, options))
            await bidi.goto(context, "about:blank")
            return trace
    return [*trace, "no answer"]
