"""Pages that use Web Audio, in a whole browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from shim import Browser
from shim.headless.page import Page
from shim.media.webaudio.contexts import LiveContext
from shim.media.webaudio.webaudio_operations import WebAudioOperations

_HELPERS = """
<script>
  var log = [];
  function thrown(f) { try { f(); return null; } catch (error) { return error.name; } }
  async function render(build, { channels = 1, length = 4096, rate = 48000 } = {}) {
    const context = new OfflineAudioContext(channels, length, rate);
    await build(context);
    const buffer = await context.startRendering();
    return Array.from({ length: channels }, (_, i) => Array.from(buffer.getChannelData(i)));
  }
  function ramp(context, ...values) {
    const source = new AudioBufferSourceNode(context, { buffer: new AudioBuffer({ length: values.length,
      sampleRate: context.sampleRate }) });
    source.buffer.copyToChannel(Float32Array.from(values), 0);
    return source;
  }
</script>"""


class AudioPage:
    """A page with `log`, `thrown(f)`, `render(build, shape)` and `ramp(context, ...samples)` in script."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.evaluate = page.evaluate

    async def render(self, build: str, shape: str = "{}") -> NDArray[np.float64]:
        """Samples that an OfflineAudioContext renders for the body of a function of `context`: (channels, frames)."""
        return np.array(await self.evaluate(f"render(async (context) => {{ {build} }}, {shape})"))

    @property
    def operations(self) -> WebAudioOperations:
        assert self.page.main_frame.active_document is not None
        found: WebAudioOperations = self.page.main_frame.active_document.realm.provider(WebAudioOperations)
        return found

    def live_context(self) -> LiveContext:
        """The only context that is open."""
        (found,) = self.operations._live
        return found

    async def until(self, condition: str) -> Any:
        return await self.page.wait_for_function(condition, timeout=20)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser(permissions={"microphone": "granted"}) as made:
        yield made


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[AudioPage]:
    made = await browser.new_page()
    await made.set_content(_HELPERS, url="https://example.test/")
    yield AudioPage(made)
    assert [str(error) for error in made.errors] == []
    assert made.missing == []
