"""Memory of a page: `memory_limit` counts its scripts and the host's data for it, and going over the limit is an error
in the page. Each page has a process of its own, which says how much it grew."""

from __future__ import annotations

import pytest

from shim import Browser
from tests.apart import Outcome, fork_python

LIMIT = 64
"""Megabytes that the pages may hold."""
_SLACK = 80
"""Megabytes that the process may grow by beyond that: what is loaded on first use, and what is copied on its way. What
is not refused is at least 100."""

_PAGE = """
import asyncio, resource, sys
from shim import Browser

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

async def main():
    async with Browser(memory_limit=int(sys.argv[1]) * 1024**2, script_timeout=60) as browser:
        page = await browser.new_page()
        warm = "<script>new OfflineAudioContext(1, 1, 8000).createGain(); console.log(new Error('x'))</script>"
        await page.set_content(warm, url="https://page.example/")
        before = peak()
        page.on("console", lambda message: print("console:", message.text))
        page.on("pageerror", lambda error: print("error:", error.message))
        await page.set_content(sys.stdin.read(), url="https://page.example/")
        await page.wait_until_idle(timeout=30)
        print("answer:", await page.evaluate("1 + 1"))
        await page.set_content("<p>another</p>")
        print("answer:", await page.evaluate("document.querySelector('p').textContent"))
        print("grown:", peak() - before)

asyncio.run(main())
"""


def run_page(script: str) -> Outcome:
    html = f"<!doctype html><p>x</p><script>{script}</script>"
    outcome = fork_python(_PAGE, str(LIMIT), stdin=html)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    return outcome


def grown(outcome: Outcome) -> int:
    return int(next(line for line in outcome.lines if line.startswith("grown: ")).removeprefix("grown: "))


LARGE = "const large = 'x'.repeat(1e6), p = document.querySelector('p'), kept = [], bytes = new Uint8Array(4e6);"
HELD = {
    "text": "p.textContent = large + n",
    "character data": "p.firstChild.data = large + n",
    "attributes": "p.title = large + n",
    "markup": "p.innerHTML = large + n",
    "nodes of markup": "p.innerHTML = '<b>x</b>'.repeat(20000)",
    "text nodes": "document.createTextNode(large + n)",
    "clones": "p.textContent = large; p.cloneNode(true)",
    "documents": "new DOMParser().parseFromString(large + n, 'text/html')",
    "scripts": "const s = document.createElement('script'); s.text = '//' + large + n; p.append(s); s.remove()",
    "blobs": "URL.createObjectURL(new Blob([bytes]))",
    "messages": "postMessage(large + n, '*')",
    "messages to ports": "new MessageChannel().port1.postMessage(large + n)",
    "delays": "new DelayNode(context, { maxDelayTime: 20 })",
    "offline contexts": "kept.push(new OfflineAudioContext(2, 1e6, 8000))",
    "buffers of sources": """const source = new AudioBufferSourceNode(context);
        source.buffer = new AudioBuffer({ length: 1e6, sampleRate: 8000 }); source.start(); kept.push(source)""",
    "buffers of convolvers": """const convolver = new ConvolverNode(context);
        convolver.buffer = new AudioBuffer({ length: 2e5, sampleRate: 48000 }); kept.push(convolver)""",
    "curves": "gain.gain.setValueCurveAtTime(curve, n, 0.5)",
    "data of channels": "new BroadcastChannel('a'); other.postMessage(large + n)",
}
AUDIO = """const context = new OfflineAudioContext(1, 1, 48000), gain = new GainNode(context);
    const curve = new Float32Array(1e6);
    const other = new BroadcastChannel('a');"""


@pytest.mark.parametrize("step", HELD.values(), ids=HELD)
def test_more_than_a_page_may_hold_is_a_range_error(step: str) -> None:
    outcome = run_page(
        f"""{LARGE} {AUDIO} let thrown = null;
        for (let n = 0; n < 400 && !thrown; n++) try {{ {step} }} catch (error) {{ thrown = error }}
        kept.length = 0; console.log(thrown?.message.slice(0, 13))"""
    )
    assert outcome.console == ["out of memory"]
    assert outcome.lines[-3:-1] == ["answer: 2", "answer: another"]
    assert grown(outcome) < LIMIT + _SLACK


def test_what_is_let_go_of_can_be_held_again() -> None:
    outcome = run_page(
        f"""{LARGE} {AUDIO} (async () => {{
            for (let n = 0; n < 60; n++) {{
                URL.revokeObjectURL(URL.createObjectURL(new Blob([bytes])));
                await new Promise((done) => {{ onmessage = done; postMessage(large + n, '*') }});
                const {{ port1, port2 }} = new MessageChannel();
                await new Promise((done) => {{ port2.onmessage = done; port1.postMessage(large + n) }});
                port1.close();
                await (await fetch('data:,' + large)).text();
                const offline = new OfflineAudioContext(1, 1e6, 48000);
                const source = new AudioBufferSourceNode(offline, {{
                    buffer: new AudioBuffer({{ length: 1e6, sampleRate: 48000 }}) }});
                source.connect(offline.destination);
                source.start();
                await offline.startRendering();
            }}
        }})().then(() => console.log('held'), (error) => console.log(String(error)))"""
    )
    assert outcome.console == ["held"]


def test_a_decode_that_does_not_fit_is_an_encoding_error() -> None:
    """A small file of silence decodes to 100 MB; the ones that fit come one after another."""
    outcome = run_page(
        """const bytes = new Uint8Array(44 + 24e5), view = new DataView(bytes.buffer);
        const put = (at, text) => [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt()));
        put(0, 'RIFF'); view.setUint32(4, bytes.length - 8, true); put(8, 'WAVEfmt ');
        view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
        view.setUint32(24, 8000, true); view.setUint32(28, 8000, true); view.setUint16(32, 1, true);
        view.setUint16(34, 8, true); put(36, 'data'); view.setUint32(40, 24e5, true);
        bytes.fill(128, 44);
        const decode = (rate) => new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes.slice().buffer).then(
            (buffer) => console.log(buffer.length), (error) => console.log(error.name));
        (async () => { await decode(96000);
            await Promise.all([decode(16000), decode(24000), decode(16000)]); await decode(16000) })()"""
    )
    assert outcome.console == ["EncodingError", "4800000", "7200000", "4800000", "4800000"]
    assert grown(outcome) < LIMIT + _SLACK


def test_the_frames_of_a_page_share_its_memory() -> None:
    outcome = run_page(
        """const fill = 'kept = []; try { for (;;) kept.push(new Uint8Array(1e6)) } catch (error) { kept.length }';
        const frames = [1, 2, 3].map(() => document.body.appendChild(document.createElement('iframe')).contentWindow);
        const counts = [0, 0, 0, 0];
        frames.forEach((frame) => frame.eval('0'));
        counts[0] = eval(fill);
        kept.length = 20;
        for (let n = 0; n < 3; n++) { counts[n + 1] = frames[n].eval(fill); kept.length -= 5 }
        kept = null; console.log(counts.join(' '))"""
    )
    first, second, *others = map(int, outcome.console[0].split())
    assert first > 40
    assert first - 30 < second < first - 15
    assert all(count < 10 for count in others)
    assert grown(outcome) < LIMIT + _SLACK


async def test_pages_do_not_share_their_memory() -> None:
    async with Browser(memory_limit=32 * 1024**2) as browser:
        full, other = await browser.new_page(), await browser.new_page()
        for page in (full, other):
            await page.set_content("<p>x</p>", url="https://page.example/")
        fill = (
            "() => { try { for (;;) document.querySelector('p').title = 'x'.repeat(1e5) } catch (e) { return e.name } }"
        )
        assert await full.evaluate(fill) == "RangeError"
        assert full.account.held > 24 * 1024**2 > 8 * 1024**2 > other.account.held
        assert await other.evaluate(fill) == "RangeError"
        await full.close()
        assert full.account.held == 0


@pytest.mark.parametrize("limit", [0, -1, 1024])
def test_a_limit_below_what_a_page_needs_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="memory_limit"):
        Browser(memory_limit=limit)
