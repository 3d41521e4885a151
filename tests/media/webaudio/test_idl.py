"""Every interface against the standard's own IDL, by WPT's idlharness."""

from __future__ import annotations

import json

import pytest

from shim import Browser
from tests.paths import ROOT

MODULES = ROOT / "node_modules"
HARNESS = MODULES / "wpt-runner" / "testharness"
IDL = MODULES / "@webref" / "idl" / "webaudio.idl"
OBJECTS = {
    "AudioContext": "context",
    "OfflineAudioContext": "new OfflineAudioContext(1, 1, 44100)",
    "OfflineAudioCompletionEvent": "new OfflineAudioCompletionEvent('', { renderedBuffer: buffer })",
    "AudioProcessingEvent": """new AudioProcessingEvent('',
        { playbackTime: 0, inputBuffer: buffer, outputBuffer: buffer })""",
    "AudioBuffer": "buffer",
    "AudioParam": "new GainNode(context).gain",
    "AudioDestinationNode": "context.destination",
    "AudioListener": "context.listener",
    "AudioPlaybackStats": "context.playbackStats",
    "AudioWorklet": "context.audioWorklet",
    "ScriptProcessorNode": "context.createScriptProcessor()",
    "IIRFilterNode": "new IIRFilterNode(context, { feedforward: [1], feedback: [1] })",
    "MediaElementAudioSourceNode": "context.createMediaElementSource(new Audio)",
    "MediaStreamAudioSourceNode": "context.createMediaStreamSource(context.createMediaStreamDestination().stream)",
}
PLAIN = (
    *(
        "Analyser",
        "AudioBufferSource",
        "BiquadFilter",
        "ChannelMerger",
        "ChannelSplitter",
        "ConstantSource",
        "Convolver",
    ),
    *("Delay", "DynamicsCompressor", "Gain", "MediaStreamAudioDestination", "Oscillator", "Panner", "StereoPanner"),
    "WaveShaper",
)
"""Nodes that are made from a context alone."""
ELSEWHERE = """
[Exposed=*] interface EventTarget {}; [Exposed=*] interface Event {}; dictionary EventInit {};
callback EventHandlerNonNull = any (Event event); typedef EventHandlerNonNull? EventHandler;
typedef double DOMHighResTimeStamp;
[Exposed=Window] interface Worklet {}; [Exposed=Window] interface HTMLMediaElement {};
[Exposed=*] interface MessagePort {};
[Exposed=Window] interface MediaStream {}; [Exposed=Window] interface MediaStreamTrack {};
interface WorkletGlobalScope {};
"""


@pytest.mark.skipif(not IDL.exists(), reason="npm ci has not been run: no idlharness, no IDL")
async def test_interfaces_are_those_of_the_standard() -> None:
    objects = {name: [code] for name, code in OBJECTS.items()}
    objects |= {f"{name}Node": [f"new {name}Node(context)"] for name in PLAIN}
    scripts = [(HARNESS / name).read_text() for name in ("testharness.js", "webidl2.js", "idlharness.js")]
    scripts.append(
        f"""
        setup({{ explicit_done: true, output: false, explicit_timeout: true }});
        var results = [], finished = false;
        add_result_callback((test) => results.push([test.status, test.name, test.message]));
        add_completion_callback(() => {{ finished = true; }});
        var context = new AudioContext(), buffer = new AudioBuffer({{ length: 1, sampleRate: 44100 }});
        const idl = new IdlArray();
        idl.add_idls({json.dumps(IDL.read_text())});
        idl.add_untested_idls({json.dumps(ELSEWHERE)});
        idl.add_objects({json.dumps(objects)});
        idl.test();
        done();"""
    )
    async with Browser() as browser:
        page = await browser.new_page()
        markup = "".join("<script>" + text.replace("</script", "<\\/script") + "</script>" for text in scripts)
        await page.set_content(markup, url="https://example.test/")
        await page.wait_for_function("finished", timeout=60)
        results = await page.evaluate("results")
    assert len(results) > 1000
    assert [result[1:] for result in results if result[0] != 0] == []
