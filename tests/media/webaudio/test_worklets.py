"""Audio worklets: processors in a scope of their own, their samples, parameters, ports and errors."""

import json

import numpy as np
import pytest

from shim import Browser
from tests.media.webaudio.conftest import AudioPage

PROCESSORS = """
class Gain extends AudioWorkletProcessor {
  static get parameterDescriptors() { return [{ name: "gain", defaultValue: 0.5, minValue: 0, maxValue: 1 }]; }
  process([input], [output], { gain }) {
    for (let c = 0; c < output.length; c++)
      for (let i = 0; i < 128; i++) output[c][i] = (input[c]?.[i] ?? 0) * (gain.length > 1 ? gain[i] : gain[0]);
    return true;
  }
}
registerProcessor("gain", Gain);
registerProcessor("clock", class extends AudioWorkletProcessor {
  process(inputs, [[channel]]) {
    for (let i = 0; i < channel.length; i++) channel[i] = (currentFrame + i) / sampleRate;
    return true;
  }
});
registerProcessor("echo", class extends AudioWorkletProcessor {
  constructor(options) {
    super();
    this.port.onmessage = ({ data }) => this.port.postMessage([data, options]);
  }
  process() { return true; }
});
registerProcessor("scope", class extends AudioWorkletProcessor {
  constructor() {
    super();
    const names = ["window", "document", "setTimeout", "fetch", "AudioNode", "navigator", "queueMicrotask"];
    this.port.postMessage({
      hidden: names.filter((name) => name in globalThis),
      seen: ["registerProcessor", "MessagePort", "console", "URL", "Event"].filter((name) => name in globalThis),
      tag: String(globalThis), rate: sampleRate, types: [typeof currentFrame, typeof currentTime],
    });
  }
  process() { return false; }
});
registerProcessor("failing", class extends AudioWorkletProcessor { process() { throw new TypeError("no sound"); } });
registerProcessor("refusing", class extends AudioWorkletProcessor {
  constructor() { super(); throw new Error("not me"); }
});
registerProcessor("endless", class extends AudioWorkletProcessor { process() { for (;;); } });
registerProcessor("hollow", class extends AudioWorkletProcessor {});
registerProcessor("counter", class extends AudioWorkletProcessor {
  count = 0;
  process() { this.port.postMessage(++this.count); return this.count < 30; }
});
registerProcessor("shapes", class extends AudioWorkletProcessor {
  static parameterDescriptors = [{ name: "p" }];
  process([first, second], outputs, { p }) {
    this.count = (this.count ?? 0) + 1;
    this.port.postMessage([first.length, second.length, p.length]);
    return this.count < 3;
  }
});
registerProcessor("three", class extends AudioWorkletProcessor {
  process(inputs, outputs) {
    this.port.postMessage([inputs.map((i) => i.length), outputs.map((o) => o.length)]);
    outputs[1][1].fill(0.5);
    return false;
  }
});
"""

ADD = f"await context.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent({json.dumps(PROCESSORS)}));"


async def test_a_processor_makes_the_samples_of_its_node(page: AudioPage) -> None:
    made = await page.render(
        ADD
        + """
        const node = new AudioWorkletNode(context, "gain", { parameterData: { gain: 0.25 } });
        node.connect(context.destination);
        const source = new ConstantSourceNode(context, { offset: 0.8 });
        source.connect(node);
        source.start();"""
    )
    assert made[0] == pytest.approx(np.full(4096, 0.2), abs=1e-6)


async def test_its_parameters_are_automated_sample_by_sample(page: AudioPage) -> None:
    made = await page.render(
        ADD
        + """
        const node = new AudioWorkletNode(context, "gain");
        const gain = node.parameters.get("gain");
        log.push([...node.parameters.keys()], gain.defaultValue, gain.minValue, gain.maxValue, gain.automationRate);
        gain.setValueAtTime(0, 0);
        gain.linearRampToValueAtTime(1, 4096 / 48000);
        const source = new ConstantSourceNode(context);
        source.connect(node).connect(context.destination);
        source.start();"""
    )
    assert made[0] == pytest.approx(np.arange(4096) / 4096, abs=1e-3)
    assert await page.evaluate("log") == [["gain"], 0.5, 0, 1, "a-rate"]


async def test_the_scope_counts_frames(page: AudioPage) -> None:
    made = await page.render(ADD + 'new AudioWorkletNode(context, "clock").connect(context.destination);')
    assert made[0] == pytest.approx(np.arange(4096) / 48000, abs=1e-6)


async def test_inputs_and_outputs_have_the_channels_that_were_asked_for(page: AudioPage) -> None:
    made = await page.render(
        ADD
        + """
        const options = { numberOfInputs: 2, numberOfOutputs: 2, outputChannelCount: [1, 2] };
        const node = new AudioWorkletNode(context, "three", options);
        log.push(node.numberOfInputs, node.numberOfOutputs);
        node.port.onmessage = ({ data }) => log.push(data);
        new StereoPannerNode(context).connect(node, 0, 1);
        const splitter = new ChannelSplitterNode(context);
        node.connect(splitter, 1).connect(context.destination, 1);""",
        "{ length: 128 }",
    )
    assert made[0] == pytest.approx(np.full(128, 0.5))
    await page.until("log.length === 3")
    inputs, outputs = await page.evaluate("log[2]")
    assert len(inputs) == 2
    assert outputs == [1, 2]


async def test_a_processor_runs_without_connections_and_though_the_page_let_go_of_its_node(page: AudioPage) -> None:
    await page.evaluate(
        "(async () => { const context = globalThis.context = new AudioContext();"
        + ADD
        + """const told = (event) => log.push(event.data);
        new AudioWorkletNode(context, "counter").port.onmessage = told;
        new AudioWorkletNode(context, "counter", { numberOfOutputs: 0 }).port.onmessage = told; })()"""
    )
    await page.until("log.filter((count) => count > 20).length > 1 && log.includes(3)")


async def test_what_an_input_is_without_connections_and_a_parameter_without_automation(page: AudioPage) -> None:
    await page.evaluate(
        "(async () => { const context = globalThis.context = new AudioContext();"
        + ADD
        + """const node = new AudioWorkletNode(context, "shapes", { numberOfInputs: 2 });
        node.port.onmessage = (event) => log.push(event.data);
        new ConstantSourceNode(context).connect(node, 0, 1); })()"""
    )
    await page.until("log.length === 3")
    assert await page.evaluate("log.at(-1)") == [0, 1, 1]


async def test_a_processor_in_a_cycle_waits_until_there_is_none_and_nobody_else_does(page: AudioPage) -> None:
    """https://webaudio.github.io/web-audio-api/#rendering-loop mutes nodes in a cycle without a DelayNode."""
    counts = await page.evaluate(f"""(async () => {{
      const context = new AudioContext();
      {ADD}
      await context.suspend();
      const [looped, next] = ["counter", "counter"].map((name) => new AudioWorkletNode(context, name)), counts = [0, 0];
      looped.port.onmessage = ({{ data }}) => {{ counts[0] = data; }};
      looped.connect(looped);
      await context.resume();
      next.port.onmessage = ({{ data }}) => {{ counts[1] = data; }};
      while (counts[1] < 20) await new Promise((resolve) => setTimeout(resolve, 5));
      const before = counts[0], start = performance.now();
      const others = Array.from({{ length: 10 }}, () => new AudioWorkletNode(context, "counter"));
      const taken = performance.now() - start;
      looped.disconnect(looped);
      while (counts[0] < 20) await new Promise((resolve) => setTimeout(resolve, 5));
      return [before, taken];
    }})()""")
    assert counts[0] == 0
    assert counts[1] < 2000


async def test_ports_carry_messages_and_options_both_ways(page: AudioPage) -> None:
    found = await page.evaluate(
        """(async () => {
          const context = new OfflineAudioContext(1, 128, 48000);"""
        + ADD
        + """
          const options = { outputChannelCount: [2], processorOptions: { list: [1, undefined], when: new Date(5) } };
          const { port } = new AudioWorkletNode(context, "echo", options);
          const [data, given] = await new Promise((resolve) => {
            port.onmessage = (event) => resolve(event.data);
            port.postMessage(new Map([["a", new Float32Array([1, 2])]]));
          });
          const { processorOptions, outputChannelCount } = given;
          return [[...data.get("a")], Object.keys(given).sort(), +processorOptions.when, outputChannelCount];
        })()"""
    )
    assert found == [
        [1, 2],
        ["numberOfInputs", "numberOfOutputs", "outputChannelCount", "processorOptions"],
        5,
        [2],
    ]


async def test_the_scope_is_no_window(page: AudioPage) -> None:
    found = await page.evaluate(
        "(async () => { const context = new AudioContext({ sampleRate: 44100 });"
        + ADD
        + """const { port } = new AudioWorkletNode(context, "scope");
        const { data } = await new Promise((resolve) => { port.onmessage = resolve; });
        return [data, typeof AudioWorkletProcessor, typeof AudioWorkletGlobalScope, typeof registerProcessor]; })()"""
    )
    data, *in_window = found
    assert data["hidden"] == []
    assert data["seen"] == ["registerProcessor", "MessagePort", "console", "URL", "Event"]
    assert data["tag"] == "[object AudioWorkletGlobalScope]"
    assert data["rate"] == 44100
    assert data["types"] == ["number", "number"]
    assert in_window == ["undefined"] * 3


@pytest.mark.parametrize(
    ("processor", "message"),
    [
        ("failing", "TypeError: no sound"),
        ("refusing", "Error: not me"),
        ("hollow", "TypeError: The processor has no process()."),
    ],
)
async def test_a_processor_that_fails_is_silent_and_says_so(page: AudioPage, processor: str, message: str) -> None:
    found = await page.evaluate(
        "(async () => { const context = new AudioContext();"
        + ADD
        + f"""const node = new AudioWorkletNode(context, "{processor}");
        node.connect(context.destination);
        const event = await new Promise((resolve) => {{ node.onprocessorerror = resolve; }});
        await context.close();
        return [event.constructor.name, event.message, event.isTrusted]; }})()"""
    )
    assert found == ["ErrorEvent", message, True]
    assert [m.text for m in page.page.console] == [f"AudioWorkletProcessor: {message}"]


async def test_a_processor_that_never_returns_is_stopped() -> None:
    async with Browser(script_timeout=0.2) as browser:
        page = await browser.new_page()
        await page.set_content("", url="https://example.test/")
        await page.evaluate(
            "(async () => { const context = new AudioContext();"
            + ADD
            + """const node = new AudioWorkletNode(context, "endless");
            node.connect(context.destination);
            await new Promise((resolve) => { node.onprocessorerror = resolve; });
            await context.close(); })()"""
        )
        assert page.errors[0].message == "InternalError: interrupted"


async def test_sound_of_a_processor_makes_the_session_active(page: AudioPage) -> None:
    await page.evaluate(
        "(async () => { const context = globalThis.context = new AudioContext();"
        + ADD
        + """const source = new ConstantSourceNode(context);
        source.connect(new AudioWorkletNode(context, "gain")).connect(context.destination);
        source.start(); })()"""
    )
    await page.page.wait_for_session("active")
    await page.evaluate("context.close()")
    await page.page.wait_for_session("inactive")


@pytest.mark.parametrize(
    ("module", "error"),
    [
        ("'data:text/javascript,]['", "SyntaxError"),
        ("'data:text/plain,1'", "AbortError"),
        ("'https://elsewhere.test/none.js'", "AbortError"),
        ("'http://['", "SyntaxError"),
    ],
)
async def test_modules_that_cannot_be_had(page: AudioPage, module: str, error: str) -> None:
    add = f"new OfflineAudioContext(1, 128, 48000).audioWorklet.addModule({module})"
    assert await page.evaluate(f"{add}.then(() => null, (error) => error.name)") == error


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("registerProcessor('', class { process() {} })", "NotSupportedError"),
        ("registerProcessor('a', class {}); registerProcessor('a', class {})", "NotSupportedError"),
        ("registerProcessor('a', () => {})", "TypeError"),
        ("registerProcessor('a')", "TypeError"),
        (
            "registerProcessor('a', class { static parameterDescriptors = [{ name: 'p' }, { name: 'p' }] })",
            "NotSupportedError",
        ),
        ("registerProcessor('a', class { static parameterDescriptors = [{}] })", "TypeError"),
        (
            "registerProcessor('a', class { static parameterDescriptors = [{ name: 'p', minValue: 1 }] })",
            "InvalidStateError",
        ),
        ("new AudioWorkletProcessor()", "TypeError"),
    ],
)
async def test_what_a_module_may_not_do(page: AudioPage, script: str, error: str) -> None:
    """The scope tells the page by its port, which is there before any module."""
    module = f"try {{ {script}; port.postMessage('nothing') }} catch (error) {{ port.postMessage(error.name) }}"
    found = await page.evaluate(
        f"""(async () => {{
          const {{ audioWorklet }} = new OfflineAudioContext(1, 128, 48000);
          const told = new Promise((resolve) => {{ audioWorklet.port.onmessage = ({{ data }}) => resolve(data); }});
          await audioWorklet.addModule("data:text/javascript," + encodeURIComponent({json.dumps(module)}));
          return told;
        }})()"""
    )
    assert found == error


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ("'nobody'", "InvalidStateError"),
        ("'gain', { numberOfInputs: 0, numberOfOutputs: 0 }", "NotSupportedError"),
        ("'gain', { outputChannelCount: [1, 1] }", "IndexSizeError"),
        ("'gain', { outputChannelCount: [0] }", "NotSupportedError"),
        ("'gain', { processorOptions: { f() {} } }", "DataCloneError"),
        ("'gain', { parameterData: { gain: NaN } }", "TypeError"),
    ],
)
async def test_what_a_node_may_not_be_made_of(page: AudioPage, arguments: str, error: str) -> None:
    found = await page.evaluate(
        "(async () => { const context = new OfflineAudioContext(1, 128, 48000);"
        + ADD
        + f"return thrown(() => new AudioWorkletNode(context, {arguments})); }})()"
    )
    assert found == error


async def test_a_slow_processor_leaves_half_of_the_time_to_the_page(page: AudioPage) -> None:
    module = """registerProcessor("slow", class extends AudioWorkletProcessor {
      process() { for (const end = Date.now() + 400; Date.now() < end;); return true; } })"""
    turns = await page.evaluate(
        f"""(async () => {{
          const context = new AudioContext();
          await context.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent({json.dumps(module)}));
          for (let i = 0; i < 3; i++) new AudioWorkletNode(context, "slow").connect(context.destination);
          let turns = 0;
          const start = performance.now();
          while (performance.now() < start + 2500) {{
            const before = performance.now();
            await new Promise((resolve) => setTimeout(resolve, 1));
            if (performance.now() - before < 100) turns += performance.now() - before;
          }}
          await context.close();
          return turns;
        }})()"""
    )
    assert turns > 500  # milliseconds


async def test_microtasks_of_a_processor_that_never_end_stop_the_scope() -> None:
    module = """registerProcessor("looping", class extends AudioWorkletProcessor {
      process() { const again = () => { Promise.resolve().then(again); }; again(); return true; } })"""
    async with Browser(script_timeout=0.3) as browser:
        page = await browser.new_page()
        await page.set_content("", url="https://example.test/")
        error = await page.evaluate(
            f"""(async () => {{
              const context = globalThis.context = new AudioContext();
              await context.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent({json.dumps(module)}));
              const node = new AudioWorkletNode(context, "looping");
              const failed = new Promise((resolve) => {{ node.onprocessorerror = resolve; }});
              node.connect(context.destination);
              return (await failed).message;
            }})()"""
        )
        assert error == "the processor was stopped"
        assert [str(e).split(": ")[-1] for e in page.errors] == ["script ran for more than 0.3 s and was stopped"]
        time = await page.evaluate("context.currentTime")
        await page.wait_for_function(f"context.currentTime > {time}", timeout=20)
        assert len(page.errors) == 1
