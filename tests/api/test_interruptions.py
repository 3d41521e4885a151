"""Behaviour of a page during and after a phone call, on QuickJS and on Chromium alike."""

from __future__ import annotations

from typing import Any

import pytest

from shim import Browser
from tests.real_browsers import serve

PAGE = """<script>
  const log = [], session = navigator.audioSession;
  session.onstatechange = () => log.push(session.state);
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10)); };
  const inState = (state) => until(() => session.state === state);
  const context = () => {
    const made = new AudioContext(), source = new OscillatorNode(made);
    source.connect(made.destination);
    source.start();
    made.onstatechange = () => log.push(`context ${made.state}`);
    return made;
  };
  const capture = async () => (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks()[0];
</script>"""

# before the call; during it, and what that gives; after it, and what that gives
CASES: dict[str, tuple[str, str, Any, str, Any]] = {
    "a context": (
        "globalThis.c = context(); await inState('active'); log.length = 0",
        "await until(() => log.length === 2); return [c.state, ...log]",
        ["interrupted", "interrupted", "context interrupted"],
        "await until(() => c.state === 'running' && log.length === 4); return log.slice(2)",
        ["active", "context running"],
    ),
    "a context that the page resumes": (
        "globalThis.c = context(); await inState('active'); log.length = 0",
        "await until(() => log.length === 2); globalThis.resumed = c.resume().then(() => log.push('resumed'));"
        "return c.state",
        "interrupted",
        "await resumed; await until(() => c.state === 'running'); return log.slice(0, 4)",
        ["interrupted", "context interrupted", "active", "resumed"],
    ),
    "a context that the page resumes and suspends": (
        "globalThis.c = context(); await inState('active')",
        "await until(() => c.state === 'interrupted'); c.resume(); await c.suspend(); return c.state",
        "suspended",
        "await inState('inactive'); return c.state",
        "suspended",
    ),
    "a context that the page closes": (
        "globalThis.c = context(); await inState('active')",
        "await until(() => c.state === 'interrupted'); await c.close(); return c.state",
        "closed",
        "await inState('inactive'); return [c.state, log.filter((entry) => entry === 'context closed').length]",
        ["closed", 1],
    ),
    "a clone of a microphone that is muted": (
        "globalThis.t = await capture()",
        "await until(() => t.muted); globalThis.k = t.clone(); return [k.muted, k.enabled]",
        [True, True],
        "await until(() => !t.muted && !k.muted); t.stop(); return [k.enabled, session.state]",
        [True, "active"],
    ),
    "a clone of a microphone that is muted and disabled": (
        "globalThis.t = await capture(); t.enabled = false",
        "await until(() => t.muted); globalThis.k = t.clone(); return [k.muted, k.enabled]",
        [True, False],
        "await until(() => !t.muted && !k.muted); return [k.enabled, t.enabled]",
        [False, False],
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_during_a_call(engine: str, case: str) -> None:
    before, during, found, after, left = CASES[case]
    async with serve() as site, Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(site.at("a", PAGE).replace("a.localhost", "127.0.0.1"))
        await page.evaluate(f"async () => {{ {before} }}")
        await page.wait_for_session("active")
        async with browser.device.phone_call():
            assert await page.evaluate(f"async () => {{ {during} }}") == found
        assert await page.evaluate(f"async () => {{ {after} }}") == left
        assert browser.device.faults == []
        assert list(page.errors) == []
