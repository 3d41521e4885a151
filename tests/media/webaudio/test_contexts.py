"""AudioContexts in real time: states, promises, events, what is heard of them, and what they leave behind."""

from __future__ import annotations

import asyncio
import time

import psutil
import pytest

from shim import Browser
from shim.media.webaudio.contexts import LiveContext
from tests.media.webaudio.conftest import AudioPage

MAKE = "globalThis.context = new AudioContext(), context.onstatechange = () => log.push(context.state), 0"


async def test_context_starts_by_itself_and_its_time_goes_on(page: AudioPage) -> None:
    at_first = await page.evaluate(f"({MAKE}, [context.state, context.currentTime, context.sampleRate])")
    assert at_first == ["suspended", 0, 48000]
    await page.until("log.length")
    assert await page.evaluate("log") == ["running"]
    started = time.monotonic()
    await page.until("context.currentTime > 0.3")
    assert time.monotonic() - started > 0.2


async def test_suspend_resume_and_close_settle_and_report(page: AudioPage) -> None:
    await page.evaluate(MAKE)
    await page.evaluate("context.resume().then(() => { log.push('resumed', context.state); })")
    await page.evaluate("context.suspend().then(() => { log.push('suspended'); })")
    held = await page.evaluate("context.currentTime")
    await asyncio.sleep(0.05)  # time in which a clock that is not halted would have moved
    assert await page.evaluate("context.currentTime") == held
    await page.evaluate("context.close().then(() => { log.push('closed'); })")
    await page.until("context.state === 'closed'")
    await page.page.wait_until_idle(timeout=5)
    expected = "resumed running running suspended suspended closed closed"
    assert await page.evaluate("log.join(' ')") == expected
    for method in ("resume", "suspend", "close"):
        assert await page.evaluate(f"context.{method}().catch((e) => e.name)") == "InvalidStateError"


async def test_context_waits_for_a_gesture_where_the_policy_asks_for_one() -> None:
    async with Browser(autoplay="user-gesture") as browser:
        page = await browser.new_page()
        await page.set_content(
            "<button onclick='context.resume()'>x</button><script>var context = new AudioContext(), done = false;"
            "context.resume().then(() => { done = true })</script>"
        )
        await page.wait_until_idle(timeout=5)
        assert await page.evaluate("[context.state, done]") == ["suspended", False]
        await page.click("button")
        await page.wait_for_function("done && context.state === 'running'", timeout=5)


async def test_options_are_honoured_and_checked(page: AudioPage) -> None:
    assert await page.evaluate(
        """(() => {
          const context = new AudioContext({ sampleRate: 8000, latencyHint: "playback", sinkId: { type: "none" } });
          return [context.sampleRate, context.baseLatency >= 0.1, context.sinkId.type,
            thrown(() => new AudioContext({ sampleRate: 1 })),
            thrown(() => new AudioContext({ latencyHint: "soon" })),
              "webkitAudioContext" in window];
        })()"""
    ) == [8000, True, "none", "NotSupportedError", "TypeError", False]


@pytest.mark.real_time
async def test_ended_fires_once_when_a_source_is_over_and_keeps_the_page_busy_until_then(page: AudioPage) -> None:
    await page.evaluate(
        f"""({MAKE}, (() => {{
          const source = context.createOscillator();
          source.onended = () => log.push("ended");
          source.start(); source.stop(0.3);
        }})())"""
    )
    await page.page.wait_until_idle(timeout=5)
    assert await page.evaluate("log") == ["running", "ended"]
    assert await page.evaluate("context.currentTime >= 0.3")


async def test_running_context_without_an_end_leaves_the_page_idle(page: AudioPage) -> None:
    await page.evaluate(f"({MAKE}, new OscillatorNode(context).start(), 0)")
    await page.until("context.state === 'running'")
    await page.page.wait_until_idle(timeout=1)


async def test_output_is_told_by_its_samples(page: AudioPage) -> None:
    await page.evaluate(
        f"""({MAKE}, globalThis.gain = new GainNode(context, {{ gain: 0 }}), globalThis.o = new OscillatorNode(context),
        o.connect(gain).connect(context.destination), o.start(), 0)"""
    )
    heard: list[bool] = []
    page.live_context().output.watch(heard.append)
    await page.until("context.currentTime > 0.2")
    assert heard == []
    await page.evaluate("gain.gain.value = 1e-5; 0")
    await page.until("context.currentTime > 0.5")
    assert heard == [True]
    await page.evaluate("o.disconnect(); 0")
    await page.until("context.currentTime > 1")
    assert heard == [True, False]


async def test_opposite_channels_do_not_cancel_out(page: AudioPage) -> None:
    await page.evaluate(
        f"""({MAKE}, (() => {{
          const s = new ConstantSourceNode(context), minus = new GainNode(context, {{ gain: -1 }}),
            merge = context.createChannelMerger(2);
          s.connect(merge, 0, 0); s.connect(minus).connect(merge, 0, 1); merge.connect(context.destination);
            s.start();
        }})())"""
    )
    heard: list[bool] = []
    page.live_context().output.watch(heard.append)
    await page.until("context.currentTime > 0.3")
    assert heard == [True]


async def test_destination_can_be_recorded(page: AudioPage) -> None:
    await page.evaluate(
        f"""({MAKE}, globalThis.s = new ConstantSourceNode(context, {{ offset: 0.25 }}),
        s.connect(context.destination), s.start(), 0)"""
    )
    blocks = []
    tap = page.live_context().output.tap(lambda block, at: blocks.append((at, block)))
    await page.until("context.currentTime > 0.3")
    tap.close()
    assert len(blocks) > 5
    assert all(block.shape == (1024, 2) for _, block in blocks)
    assert set(blocks[-1][1].ravel()) == {0.25}
    assert blocks[-1][0] - blocks[-2][0] == pytest.approx(1024 / 48000, abs=1e-6)


async def fewer_threads_than(count: int) -> None:
    """Gives threads that are ending the time to do so."""
    process = psutil.Process()
    deadline = time.monotonic() + 30
    while process.num_threads() >= count:
        assert time.monotonic() < deadline, f"there are {process.num_threads()} threads, {count} are too many"
        await asyncio.to_thread(time.sleep, 0.01)


async def test_hundreds_of_contexts_leave_no_threads(page: AudioPage) -> None:
    await page.evaluate("new AudioContext().close()")
    process = psutil.Process()
    before = process.num_threads()
    await page.evaluate("(async () => { for (let i = 0; i < 300; i++) await new AudioContext().close(); })()")
    # some of the package's threads that close contexts stay for a while
    await fewer_threads_than(before + 20)


async def test_closing_the_page_ends_the_threads_of_open_contexts(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<script>new AudioContext().close()</script>")
    await page.wait_until_idle(timeout=5)
    process = psutil.Process()
    before = process.num_threads()
    await page.evaluate("(globalThis.all = Array.from({ length: 20 }, () => new AudioContext()), 0)")
    assert process.num_threads() >= before + 40
    await page.close()
    # the package keeps some threads that close contexts for a few seconds
    await fewer_threads_than(before + 20)


async def test_too_many_open_contexts_are_refused(page: AudioPage) -> None:
    assert await page.evaluate(
        """(() => {
          for (let i = 0; i < 101; i++) { const name = thrown(() => log.push(new AudioContext()));
            if (name) return [i, name]; }
        })()"""
    ) == [100, "NotSupportedError"]


@pytest.mark.parametrize(
    "end", ["frame.remove()", "await new Promise((r) => { frame.onload = r; frame.srcdoc = 'b'; })"]
)
async def test_no_context_is_made_in_a_document_that_is_gone(page: AudioPage, end: str) -> None:
    found = await page.evaluate(f"""(async () => {{
      const frame = document.body.appendChild(document.createElement("iframe"));
      const {{ AudioContext, DOMException }} = frame.contentWindow;
      {end};
      try {{ new AudioContext(); }} catch (error) {{ return [error instanceof DOMException, error.name]; }}
    }})()""")
    assert found == [True, "InvalidStateError"]


@pytest.mark.parametrize(
    ("source", "seconds"),
    [
        ("const s = new OscillatorNode(context); s.start(); s.stop(context.currentTime + 0.2);", 0.2),
        ("const s = new ConstantSourceNode(context); s.start(); s.stop();", 0),
        ("const s = new OscillatorNode(context); s.start(context.currentTime + 0.2); s.stop();", 0.2),
        ("const s = new AudioBufferSourceNode(context, { buffer }); s.start();", 0.3),
        ("const s = new AudioBufferSourceNode(context, { buffer }); s.start(0, 0.2);", 0.1),
        ("const s = new AudioBufferSourceNode(context, { buffer }); s.start(0, 0.1, 0.1);", 0.1),
        ("const s = new AudioBufferSourceNode(context, { buffer, loop: true }); s.start(0, 0, 0.5);", 0.5),
        ("const s = new AudioBufferSourceNode(context, { buffer, loop: true }); s.start(); s.stop(at + 0.4);", 0.4),
        ("const s = new AudioBufferSourceNode(context, { buffer, loop: true }); s.start(); s.loop = false;", 0.3),
        ("const s = new AudioBufferSourceNode(context, { buffer: long, playbackRate: 30 }); s.start();", 0.1),
        ("const s = new AudioBufferSourceNode(context, { buffer: long }); s.start(); s.playbackRate.value = 30;", 0.1),
        (
            "const s = new AudioBufferSourceNode(context, { buffer: long });"
            "s.detune.setValueAtTime(6000, 0); s.start();",
            0.09,
        ),
        ("const s = new AudioBufferSourceNode(context); s.start(); s.buffer = buffer;", 0.3),
    ],
)
@pytest.mark.real_time
async def test_a_source_ends_in_its_time(page: AudioPage, source: str, seconds: float) -> None:
    ended = await page.evaluate(
        f"""(async () => {{
          const context = new AudioContext();
          const buffer = new AudioBuffer({{ length: 14400, sampleRate: 48000 }});
          const long = new AudioBuffer({{ length: 144000, sampleRate: 48000 }});
          await context.resume();
          await context.suspend();
          const at = context.currentTime;
          {source}
          s.connect(context.destination);
          let count = 0;
          const ended = new Promise((resolve) => {{ s.onended = () => {{ count++; resolve(context.currentTime); }}; }});
          await context.resume();
          const time = await ended;
          await new Promise((resolve) => setTimeout(resolve, 50));
          await context.close();
          return [time - at, count];
        }})()"""
    )
    assert seconds <= ended[0] < seconds + 10
    assert ended[1] == 1


async def test_all_pages_together_have_a_number_of_contexts(page: AudioPage, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = LiveContext.open + 2
    monkeypatch.setattr("shim.media.webaudio.webaudio_operations.MAX_LIVE_CONTEXTS_OF_ALL", limit)
    other = await page.page.browser.new_page()
    make = "thrown(() => (globalThis.kept ??= []).push(new AudioContext()))"
    assert [await page.evaluate(make) for _ in range(2)] == [None, None]
    assert await other.evaluate("(() => { try { new AudioContext() } catch (e) { return e.name } })()") == (
        "NotSupportedError"
    )
    await page.evaluate("kept[0].close()")
    assert await other.evaluate("(() => { try { new AudioContext() } catch (e) { return e.name } })()") is None
    await other.close()
    assert LiveContext.open == limit - 1
