"""A page that starts a worker and a worklet of every kind, for tests with real browsers."""

from __future__ import annotations

KINDS = (
    "dedicated",
    "module",
    "from a blob",
    "nested",
    "nested from a blob",
    "shared",
    "shared from a blob",
    "service",
    "audio worklet",
    "paint worklet",
)

# `answers` gets, by kind, what each says: "ok", or what went wrong; the opener, or the top window, gets it as messages.
# `/script.js?...` is a script with that text.
START = """<script>{
  globalThis.answers = {};
  const file = (code) => `/script.js?${encodeURIComponent(code)}`;
  const blob = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const said = (port) => new Promise((resolve, reject) => {
    port.onmessage = ({ data }) => resolve(data);
    port.onerror = (event) => reject(event.message);
  });
  const answer = "postMessage('ok')";
  const outer = (inner) => {
    const url = JSON.stringify(new URL(inner, location).href);
    return `new Worker(${url}).onmessage = ({ data }) => postMessage(data)`;
  };
  const connected = "onconnect = (event) => event.ports[0].postMessage('ok')";
  const start = {
    "dedicated": () => said(new Worker(file(answer))),
    "module": () => said(new Worker(file(answer), { type: "module" })),
    "from a blob": () => said(new Worker(blob(answer))),
    "nested": () => said(new Worker(file(outer(file(answer))))),
    "nested from a blob": () => said(new Worker(blob(outer(blob(answer))))),
    "shared": () => said(new SharedWorker(file(connected)).port),
    "shared from a blob": () => said(new SharedWorker(blob(connected)).port),
    "service": async () => {
      const code = `oninstall = () => skipWaiting(); onmessage = (e) => e.source.postMessage('ok')`;
      await navigator.serviceWorker.register(file(code), { scope: "/" });
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage("");
      return said(navigator.serviceWorker);
    },
    "audio worklet": async () => {
      const context = new OfflineAudioContext(1, 128, 44100);
      const processor = "class extends AudioWorkletProcessor { process(_, [[out]]) { out.fill(1); return false; } }";
      await context.audioWorklet.addModule(file(`registerProcessor("p", ${processor})`));
      new AudioWorkletNode(context, "p").connect(context.destination);
      return (await context.startRendering()).getChannelData(0)[0] === 1 ? "ok" : "silent";
    },
    "paint worklet": async () => {
      await CSS.paintWorklet.addModule(file("registerPaint('p', class { paint() {} })"));
      return "ok";
    },
  };
  for (const [kind, run] of Object.entries(start)) run().catch(String).then((said) => {
    answers[kind] = said;
    (opener ?? top).postMessage(`${kind}: ${said}`, "*");
  });
}</script>"""

LISTEN = "<script>heard = []; onmessage = ({ data }) => heard.push(data)</script>"
"""Has what the windows in it, and those that it opened, say in `heard`."""
