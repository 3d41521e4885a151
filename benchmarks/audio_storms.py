"""Pages that ask an audio renderer for very much at once while it waits for their processors. None may hang.

`python -m benchmarks.audio_storms [NAME...] [--size N] [--seconds S] [--seed N] [--busy N]` plays storms, each in a
page of its own, all in one process, which is killed when one of them does not end. With `--seconds` it goes on with
random ones. `tests/media/webaudio/test_storms.py` plays each of them once.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import gc
import json
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

PATIENCE = 60.0
"""Seconds that one storm may take, on a machine that is busy."""

PAGE = """<script>
const processors = `
  registerProcessor("through", class extends AudioWorkletProcessor {
    static parameterDescriptors = [{ name: "p" }, { name: "q" }];
    process([input], [output]) {
      for (let c = 0; c < output.length; c++) if (input[c]) output[c].set(input[c]);
      this.port.postMessage(currentFrame);
      return true;
    }
  });
  registerProcessor("many", class extends AudioWorkletProcessor {
    static parameterDescriptors = Array.from({ length: 400 }, (_, i) => ({ name: "p" + i }));
    process() { return true; }
  });`;
const contexts = [], pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function live() {
  const context = new AudioContext();
  contexts.push(context);
  await context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(processors));
  context.node = new AudioWorkletNode(context, "through");
  context.node.port.onmessage = ({ data }) => { context.last = data; };
  context.node.connect(context.destination);
  await goesOn(context);
  return context;
}
// a processor is asked for more, and time passes
async function goesOn(context) {
  const { last = 0, currentTime } = context;
  while (!(context.last > last) || !(context.currentTime > currentTime)) await pause(5);
}
function chain(context, length) {
  const nodes = Array.from({ length }, () => context.createGain());
  nodes.reduce((from, to) => from.connect(to), context.node);
  nodes.at(-1)?.connect(context.destination);
  return nodes;
}
</script>"""

STORMS = {
    "nodes": "for (let i = 0; i < size; i++) context.createGain().connect(context.destination);",
    "kinds": """for (let i = 0; i < size / 10; i++)
        for (const kind of ["Panner", "Delay", "BiquadFilter", "DynamicsCompressor", "Oscillator", "Convolver",
          "Analyser", "ChannelMerger", "WaveShaper", "StereoPanner"]) {
          const node = context["create" + kind]();
          if (node.numberOfInputs) context.node.connect(node);
          if (node.curve === null) node.curve = new Float32Array(3);
        }""",
    "live at the end": "keep.push(chain(context, size));",
    "disconnections": """const to = Array.from({ length: size }, () => context.createGain());
        for (const gain of to) context.node.connect(gain);
        context.node.disconnect();
        for (const gain of to) { context.node.connect(gain.gain); context.node.disconnect(gain.gain); }
        context.node.connect(context.destination);""",
    "automation": """const { gain } = chain(context, 1)[0];
        for (let i = 0; i < size; i++) {
          gain.setValueAtTime(i % 2, context.currentTime + i / 1000);
          gain.linearRampToValueAtTime(1, context.currentTime + i / 1000 + 0.0005);
          gain.value = 0.5;
        }
        gain.cancelScheduledValues(0);""",
    "curves": """for (const { gain } of chain(context, size / 10))
          for (let i = 0; i < 10; i++) gain.setValueCurveAtTime(new Float32Array(64), context.currentTime + i, 0.5);""",
    "collected": """for (let i = 0; i < 10; i++) { chain(context, size / 10)[0].disconnect(); await pause(5); }""",
    "collected alone": "for (let i = 0; i < size; i++) context.createBiquadFilter();",
    "buffers": """const buffer = new AudioBuffer({ length: 4800, sampleRate: 48000 });
        for (let i = 0; i < size; i++) {
          const source = new AudioBufferSourceNode(context, { buffer, loop: i % 2 === 0 });
          source.connect(context.destination);
          source.start(0, 0.01, 0.05);
          source.stop(context.currentTime + 0.1);
        }""",
    "parameters": 'for (let i = 0; i < 5; i++) keep.push(new AudioWorkletNode(context, "many"));',
    "processors": """for (let i = 0; i < 20; i++) {
          keep.push(new AudioWorkletNode(context, "through"));
          context.node.connect(keep.at(-1)).connect(context.destination);
          chain(context, size / 20);
        }""",
    "births": """const all = [context, ...await Promise.all([live(), live(), live()])];
        for (let i = 0; i < size / 5; i++) {
          new AudioWorkletNode(all[i % 4], "through");
          if (i % 20 === 0) await pause(1);
        }""",
    "cycles": """await context.suspend();
        for (let i = 0; i < size / 10; i++) keep.push(new AudioWorkletNode(context, "through"));
        for (const node of keep) node.connect(node);
        const told = keep.map((node) => new Promise((resolve) => { node.port.onmessage = resolve; }));
        await context.resume();
        await goesOn(context);
        for (const node of [...keep]) {
          keep.push(new AudioWorkletNode(context, "through"));
          node.disconnect(node);
        }
        await Promise.all(told);""",
    "script processors": """
        const processors = Array.from({ length: 5 }, () => context.createScriptProcessor(256, 1, 1));
        let count = 0;
        for (const processor of processors) {
          processor.onaudioprocess = ({ outputBuffer }) => { count++; outputBuffer.getChannelData(0).fill(0.1); };
          context.node.connect(processor).connect(context.destination);
        }
        for (let i = 0; i < size; i++) context.createGain().connect(processors[i % 5]);
        while (count < 5) await pause(5);
        for (const processor of processors) processor.disconnect();""",
    "suspended": """for (let i = 0; i < 5; i++) {
          const halted = context.suspend();
          chain(context, size / 10);
          await halted;
          chain(context, size / 10);
          const resumed = context.resume();
          chain(context, size / 10);
          await resumed;
        }""",
    "closed": "chain(context, size); const done = context.close(); chain(context, size); await done;",
    "several": """const others = await Promise.all([live(), live(), live()]);
        for (let i = 0; i < size / 4; i++)
          for (const one of [context, ...others]) one.createGain().connect(one.destination);
        await Promise.all(others.map(goesOn));
        await others[0].close();
        await others[1].suspend();""",
    "streams": """const out = context.createMediaStreamDestination();
        context.createMediaStreamSource(out.stream).connect(context.destination);
        for (const gain of chain(context, size)) gain.connect(out);""",
    "offline": """const other = new OfflineAudioContext(1, 48000, 48000);
        await other.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(processors));
        const told = [];
        for (let i = 0; i < 10; i++)
          told.push(other.suspend(i / 20).then(() => {
            for (let n = 0; n < size / 10; n++) { other.createGain().connect(other.destination); chain(context, 1); }
            return other.resume();
          }));
        const through = new AudioWorkletNode(other, "through");
        new OscillatorNode(other).connect(through).connect(other.destination);
        await other.startRendering();
        await Promise.all(told);""",
}
"""Bodies of functions of a running context with a processor, of a size, and of a list that keeps what it has."""


async def play(name: str, size: int, browser: Any) -> None:
    """Plays a storm in a page, and waits until its processor goes on."""
    page = await browser.new_page()
    await page.set_content(PAGE, url="https://storm.test/")
    await page.evaluate(
        f"""(async (size, keep) => {{
          window.kept = keep;
          const context = await live();
          {STORMS[name]}
          if (context.state === "running") await goesOn(context);
        }})({size}, [])"""
    )
    if page.errors:
        raise AssertionError([str(error) for error in page.errors])
    await page.close()


async def _play_all(names: list[str], size: int) -> None:
    from shim import Browser

    gc.set_threshold(50, 2, 2)  # nodes are collected in any thread
    sys.setswitchinterval(1e-5)  # and the interpreter goes from thread to thread wherever it can
    async with Browser(script_timeout=PATIENCE) as browser:
        for line in iter(sys.stdin.readline, ""):
            name, given = json.loads(line)
            faulthandler.dump_traceback_later(PATIENCE * 0.9)
            await play(name, given, browser)
            faulthandler.cancel_dump_traceback_later()
            sys.stdout.write("done\n")
            sys.stdout.flush()
        # whatever keeps the process from ending is said
        faulthandler.dump_traceback_later(PATIENCE / 2)


class Player:
    """A process that plays the storms of a module of `benchmarks`."""

    def __init__(self, module: str = "benchmarks.audio_storms") -> None:
        command = [sys.executable, "-m", module, "--play"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout

    def play(self, *storm: object, patience: float = PATIENCE) -> bool:
        """True when the storm, a name and a size, ended within so many seconds. The process has ended if not."""
        killer = threading.Timer(patience, self._process.kill)
        killer.start()
        try:
            self._input.write(json.dumps(storm) + "\n")
            self._input.flush()
            ended = self._output.readline() == "done\n"
        except OSError:
            ended = False
        killer.cancel()
        if not ended:
            self._process.kill()
            self.end()
        return ended

    def end(self, patience: float = PATIENCE) -> bool:
        """True when the process ends well when it is asked to, within so many seconds. It is killed if not."""
        with suppress(OSError):
            self._input.close()
        try:
            return self._process.wait(patience) == 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        finally:
            self._output.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audio_storms", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(STORMS)}; all of them by default", metavar="NAME")
    parser.add_argument("--size", type=int, default=5000, help="nodes of a storm")
    parser.add_argument("--seconds", type=float, default=0, help="how long to go on with random storms")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--busy", type=int, default=0, help="processes that keep the machine busy meanwhile")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.names or list(STORMS)
    if options.play:
        asyncio.run(_play_all(names, options.size))
        return 0
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(options.busy)]
    player = Player()
    chance = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    storms = [(name, options.size) for name in names]
    try:
        while storms or time.monotonic() < end:
            name, size = storms.pop(0) if storms else (chance.choice(names), int(10 ** chance.uniform(1, 3.5)))
            start = time.monotonic()
            ended = player.play(name, size)
            sys.stdout.write(f"{name:20} {size:6}  {time.monotonic() - start:6.2f} s  {'' if ended else 'FAILED'}\n")
            sys.stdout.flush()
            if not ended:
                return 1
        if not player.end():
            sys.stdout.write("the process does not end\n")
            return 1
        return 0
    finally:
        for process in busy:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
