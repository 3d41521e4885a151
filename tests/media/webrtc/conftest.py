"""A page with two peer connections, and what they logged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser
from shim.headless.page import Page

HELPERS = """
globalThis.log = [];
globalThis.peers = (options = {}) => {
  const a = new RTCPeerConnection(), b = new RTCPeerConnection();
  for (const [name, pc, other] of [["a", a, b], ["b", b, a]]) {
    const pass = ({ candidate }) => { if (candidate) other.addIceCandidate(candidate); };
    if (options.candidates !== false) pc.onicecandidate = pass;
    for (const state of ["signalingState", "iceGatheringState", "iceConnectionState", "connectionState"])
      pc.addEventListener(state.toLowerCase() + "change", () => log.push(`${name} ${state} ${pc[state]}`));
  }
  return Object.assign(globalThis, { a, b });
};
globalThis.negotiate = async (from, to) => {
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription);
};
globalThis.when = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
globalThis.microphone = () => navigator.mediaDevices.getUserMedia({ audio: true });
globalThis.directions = (pc) => pc.getTransceivers().map((t) => [t.mid, t.direction, t.currentDirection]);
globalThis.call = async () => {
  peers();
  globalThis.stream = await microphone();
  globalThis.sender = a.addTrack(stream.getAudioTracks()[0], stream);
  const heard = when(b, "track");
  await negotiate(a, b);
  globalThis.remote = (await heard).track;
  if (remote.muted) await when(remote, "unmute");
  log.length = 0;
};
"""


async def run(page: Page, script: str) -> Any:
    """The value of a script. The time that it takes passes, on either clock."""
    return await page.browser.clock.run_until(page.evaluate(script), timeout=30)


@pytest.fixture
async def page(request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """`@pytest.mark.parametrize("page", ["manual"], indirect=True)` puts it on a manual clock."""
    async with Browser(clock=getattr(request, "param", "system")) as browser:
        made = await browser.new_page()
        await made.set_content(f"<!doctype html><audio></audio><script>{HELPERS}</script>", url="https://example.test/")
        yield made
        assert list(made.errors) == []
        assert made.missing == []
        assert browser.device.faults == []
