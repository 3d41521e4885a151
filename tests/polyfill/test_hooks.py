"""The hooks in a real Chromium: what makes a media element, and that a page cannot tell, or be hurt."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shim.polyfill.assembly import polyfill_source
from tests.polyfill.chromium import MARKS, run, served
from tests.real_browsers import FAKE_MEDIA, launched

pytestmark = MARKS

HEAD = "<!doctype html><title>x</title><link rel=icon href='data:,'>"
# Messages as the host would get them, and an adapter of which the test breaks one function.
INSTALL = f"""<script>
  const sent = [], heard = [];
  const link = {{ send: (text) => {{ sent.push(JSON.parse(text)); for (const f of heard.splice(0)) f(); }} }};
  const install = (extras) => ({polyfill_source()})(window, link, extras);
  const playing = () => {{
    const last = new Map(sent.filter((m) => m.op === "element").map((m) => [m.id, m.audible]));
    for (const m of sent) if (m.op === "element-removed") last.delete(m.id);
    return [...last].filter(([, audible]) => audible).map(([id]) => id);
  }};
  const until = async (holds) => {{ while (!holds()) await new Promise((r) => heard.push(r)); }};
</script>"""
INNER = "<audio autoplay src=/tone.wav></audio>"
FILES = {
    "": HEAD + INSTALL + "<script>install()</script>",
    "bare": HEAD + INSTALL,
    "declared": f"{HEAD}{INSTALL}<script>install()</script>"
    f"<div><template shadowrootmode=open><p><template shadowrootmode=open>{INNER}</template></p></template></div>",
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[tuple[Any, str]]:
    async with served(FILES) as url, launched(*FAKE_MEDIA, "--js-flags=--expose-gc") as browser:
        yield browser, url


@pytest_asyncio.fixture(loop_scope="module")
async def page(site: tuple[Any, str]) -> AsyncIterator[Any]:
    browser, url = site
    page = await browser.newPage()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.site = url
    await page.goto(url)
    yield page
    await page.close()
    assert errors == []


DIV = "const d = document.createElement('div');"
WAYS = {
    "in the tree": f"document.body.innerHTML = '{INNER}'",
    "createElement": "const a = document.createElement('audio'); a.autoplay = true; a.src = '/tone.wav'",
    "createElementNS": "const a = document.createElementNS('http://www.w3.org/1999/xhtml', 'audio');"
    "a.autoplay = true; a.src = '/tone.wav'",
    "class of an element": "class M extends HTMLAudioElement {} customElements.define('m-a', M, { extends: 'audio' });"
    "const a = globalThis.keep = new M(); a.autoplay = true; a.src = '/tone.wav'",
    "copied range, loaded": "const r = document.createRange(), t = document.createElement('div'); t.innerHTML ="
    f"'{INNER}'; r.selectNodeContents(t); globalThis.keep = r.cloneContents().firstChild; keep.load()",
    "Audio": "const a = new Audio(); a.autoplay = true; a.src = '/tone.wav'",
    "fragment": f"document.body.append(document.createRange().createContextualFragment('{INNER}'))",
    "clone of a template": f"const t = document.createElement('template'); t.innerHTML = '<p>{INNER}</p>';"
    "globalThis.keep = document.importNode(t.content, true)",
    "deep clone": f"const t = new DOMParser().parseFromString('<p>{INNER}</p>', 'text/html');"
    "globalThis.keep = document.adoptNode(t.querySelector('p').cloneNode(true)).cloneNode(true)",
    "adopted": f"const t = new DOMParser().parseFromString('<p>{INNER}</p>', 'text/html');"
    "document.body.append(t.querySelector('p'))",
    "open shadow root": f"{DIV} document.body.append(d); d.attachShadow({{ mode: 'open' }}).innerHTML = '{INNER}'",
    "closed shadow root": f"{DIV} document.body.append(d); d.attachShadow({{ mode: 'closed' }}).innerHTML = '{INNER}'",
    "declared shadow root in markup": f"{DIV} document.body.append(d);"
    f"d.setHTMLUnsafe('<div><template shadowrootmode=open>{INNER}</template></div>')",
    "element moved into a shadow root": f"const t = document.createElement('template'); t.innerHTML = '{INNER}'; {DIV}"
    "document.body.append(d); d.attachShadow({ mode: 'closed' }).append(t.content)",
    "document.open": f"document.open(); document.write('{INNER}'); document.close()",
    "document.write": f"const f = document.createElement('iframe'); document.body.append(f);"
    f"f.contentDocument.write('{INNER}'); document.body.append(f.contentDocument.querySelector('audio'))",
}


# By the standard these may play before they are in a tree; Chromium does not let them.
MARKUP = {
    "innerHTML": f"{DIV} d.innerHTML = '<p>{INNER}'",
    "insertAdjacentHTML": f"{DIV} d.insertAdjacentHTML('beforeend', '{INNER}')",
    "setHTMLUnsafe": f"{DIV} d.setHTMLUnsafe('{INNER}')",
    "createContextualFragment": f"document.createRange().createContextualFragment('{INNER}')",
}


@pytest.mark.parametrize("way", MARKUP)
async def test_element_is_known_when_it_is_made(page: Any, way: str) -> None:
    await run(page, MARKUP[way])
    assert await run(page, "return sent.filter(m => m.op === 'element').map(m => m.id)") == ["audio#1"]


@pytest.mark.parametrize("way", WAYS)
async def test_element_is_seen_when_it_plays_by_itself(page: Any, way: str) -> None:
    await run(page, f"{{ {WAYS[way]} }} await until(() => playing().length)")
    assert len(await run(page, "return playing()")) == 1 or way == "deep clone"


async def test_markup_of_the_page_is_made_a_string_once(page: Any) -> None:
    assert (
        await run(
            page,
            "let count = 0; const markup = { toString: () => (count++, '<audio></audio>') };"
            "const d = document.createElement('div'); d.innerHTML = markup; d.insertAdjacentHTML('beforeend', markup);"
            "document.createRange().createContextualFragment(markup); return count",
        )
        == 3
    )
    assert await run(page, "return sent.filter(m => m.op === 'element').length") == 3


async def test_element_in_declared_shadow_roots(page: Any) -> None:
    await page.goto(page.site + "declared")
    await run(page, "await until(() => playing().length)")


async def test_context_that_was_made_before(page: Any) -> None:
    await page.goto(page.site + "bare")
    await run(
        page,
        "const c = new AudioContext(), o = new OscillatorNode(c); o.start(); install(); o.connect(c.destination);"
        "await until(() => playing().length)",
    )
    assert await run(page, "return playing()") == ["audiocontext#1"]


async def test_node_connected_before_is_disconnected_after(page: Any) -> None:
    await page.goto(page.site + "bare")
    await run(
        page,
        "const c = new AudioContext(), o = new OscillatorNode(c), p = new OscillatorNode(c); o.connect(c.destination);"
        "install(); p.connect(c.destination); o.disconnect(c.destination)",
    )
    assert await run(page, "return sent.filter(m => m.op === 'fault')") == []


async def test_worklet_and_element_in_a_graph(page: Any) -> None:
    await run(
        page,
        "const c = new AudioContext(); const code = `registerProcessor('one', class extends AudioWorkletProcessor {"
        "  process(_, [[out]]) { out.fill(0.1); return true; } })`;"
        "await c.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));"
        "new AudioWorkletNode(c, 'one').connect(c.destination); await until(() => playing().length)",
    )
    assert await run(page, "return playing()") == ["audiocontext#1"]
    await run(
        page,
        "const c = new AudioContext(), a = new Audio('/tone.wav'); c.createMediaElementSource(a)"
        "  .connect(c.destination);"
        "await a.play(); await until(() => playing().length === 3)",
    )
    assert sorted(await run(page, "return playing()")) == ["audio#1", "audiocontext#1", "audiocontext#2"]


async def test_microphone_in_a_peer_connection(page: Any) -> None:
    await run(
        page,
        "globalThis.s = await navigator.mediaDevices.getUserMedia({ audio: true }); const p = new RTCPeerConnection();"
        "const [t] = s.getTracks(), sender = p.addTrack(t, s); globalThis.u = t.clone(); sender.replaceTrack(u);",
    )
    assert await run(page, "return playing()") == ["microphone#1", "microphone#2"]
    await run(page, "s.getTracks()[0].stop(); u.stop()")
    assert await run(page, "return playing()") == []


LOOK = """const look = () => {
  const interfaces = [HTMLMediaElement, HTMLAudioElement, HTMLVideoElement, Audio, AudioContext, BaseAudioContext,
    OfflineAudioContext, AudioNode, MediaDevices, MediaStream, MediaStreamTrack, SpeechSynthesis, Document, Node,
    Element, ShadowRoot, Range, EventTarget, Function];
  const show = (f) => typeof f === "function" ? [f.name, f.length, Function.prototype.toString.call(f), String(f),
    Object.getPrototypeOf(f) === Function.prototype, Reflect.ownKeys(f).map(String)] : typeof f;
  const describe = (o) => Reflect.ownKeys(o).map((key) => {
    const d = Object.getOwnPropertyDescriptor(o, key);
    return [String(key), d.writable, d.enumerable, d.configurable, show(d.get), show(d.set), show(d.value)];
  });
  const own = (i) => [i.name, i.length, String(i), describe(i), i.prototype ? describe(i.prototype) : null];
  const inWindow = describe(window).filter(([name]) => !/^(AudioSession|before|then)$/.test(name));
  return JSON.stringify([interfaces.map(own), inWindow]);
};"""


async def test_interfaces_look_as_before(page: Any) -> None:
    await page.goto(page.site + "bare")
    await run(
        page,
        f"{LOOK} globalThis.before = look(); install(); globalThis.then = look()",
    )
    before, after = await run(page, "return [before, then]")
    assert after == before


async def test_channels_that_would_cancel_each_other_are_heard(page: Any) -> None:
    await run(
        page,
        "const c = new AudioContext(), o = new ConstantSourceNode(c), m = new ChannelMergerNode(c),"
        "  g = new GainNode(c, { gain: -1 }); o.start(); o.connect(m, 0, 0); o.connect(g); g.connect(m, 0, 1);"
        "m.connect(c.destination); await until(() => playing().length)",
    )
    assert await run(page, "return playing()") == ["audiocontext#1"]


async def test_capture_with_callbacks(page: Any) -> None:
    await run(
        page,
        "globalThis.s = await new Promise((resolve, reject) =>"
        "  navigator.webkitGetUserMedia({ audio: true }, resolve, reject)); await until(() => playing().length)",
    )
    assert await run(page, "return playing()") == ["microphone#1"]
    assert await run(page, "try { navigator.webkitGetUserMedia() } catch (error) { return error.name }") == "TypeError"


async def test_capture_that_fails_is_an_unhandled_rejection(page: Any) -> None:
    constraints = "{ audio: { deviceId: { exact: 'none' } } }"
    assert (
        await run(
            page,
            "const seen = new Promise((resolve) => addEventListener('unhandledrejection', (event) => {"
            "  event.preventDefault(); resolve(event.reason.name) }, { once: true }));"
            f"navigator.mediaDevices.getUserMedia({constraints}); return seen",
        )
        == "OverconstrainedError"
    )
    assert (
        await run(
            page,
            "const seen = []; addEventListener('unhandledrejection', (event) => seen.push(event.reason));"
            f"await navigator.mediaDevices.getUserMedia({constraints}).catch(() => 0);"
            "await new Promise((resolve) => setTimeout(resolve)); return seen",
        )
        == []
    )


async def test_navigator_attribute_looks_native(page: Any) -> None:
    assert await run(
        page,
        "const { get, set } = Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession');"
        "return [String(get), get.name, set === undefined, String(AudioSession),"
        "  String(Object.getOwnPropertyDescriptor(AudioSession.prototype, 'type').set)]",
    ) == [
        "function get audioSession() { [native code] }",
        "get audioSession",
        True,
        "function AudioSession() { [native code] }",
        "function set type() { [native code] }",
    ]


async def test_constructors_work_as_before(page: Any) -> None:
    assert await run(
        page,
        "class Player extends AudioContext { constructor() { super(); this.mine = 1; } twice() { return 2; } }"
        "class Song extends Audio {}"
        "const p = new Player(), r = Reflect.construct(AudioContext, [], Player), a = new Audio('/tone.wav');"
        "const clone = (v) => { try { structuredClone(v); return 'cloned'; } catch (e) { return e.name; } };"
        "return [p instanceof Player, p instanceof AudioContext, p.twice() + p.mine, r instanceof Player,"
        "  a instanceof Audio, a instanceof HTMLAudioElement, a.constructor === HTMLAudioElement,"
        "  new AudioContext().constructor === AudioContext, new Song() instanceof HTMLAudioElement,"
        "  clone(a), clone(p), clone(HTMLMediaElement.prototype.play), sent.filter(m => m.op === 'fault').length]",
    ) == [True, True, 3, True, True, True, True, True, True, "DataCloneError", "DataCloneError", "DataCloneError", 0]


async def test_errors_are_those_of_the_browser(page: Any) -> None:
    script = (
        "const name = (f) => { try { f(); return null; } catch (e) { return `${e.name}: ${e.message}`; } };"
        "const c = new OfflineAudioContext(1, 1, 8000), n = new GainNode(c);"
        "const all = [() => Audio(), () => AudioContext(),"
        " () => n.connect(), () => n.connect({}), () => n.disconnect(c.destination), () => document.createElement(''),"
        " () => document.importNode(null), () => Node.prototype.cloneNode.call(1), () => new Audio().volume = 2,"
        " () => document.createElement('div').attachShadow(), () => speechSynthesis.speak(null),"
        " () => Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'muted').get.call({}),"
        " () => Function.prototype.toString.call({}), () => HTMLMediaElement.prototype.pause()];"
        "return [...all.map(name), await HTMLMediaElement.prototype.play.call({}).catch(name),"
        "  await HTMLMediaElement.prototype.play().catch(name), sent.some((m) => m.op === 'fault'),"
        "  await navigator.mediaDevices.getUserMedia().catch((e) => `${e.name}: ${e.message}`)]"
    )
    hooked = await run(page, script)
    await page.goto(page.site + "bare")
    assert hooked == await run(page, script)


FUNCTIONS = [
    "queueTask", "fire", "hasAudio", "play", "watchOutput", "interruptContext", "endInterruption", "setTrackMuted",
    "endTrack",
]  # fmt: skip


@pytest.mark.real_time
@pytest.mark.parametrize("broken", FUNCTIONS)
async def test_error_of_ours_does_not_reach_the_page(page: Any, broken: str) -> None:
    await page.goto(page.site + "bare")
    states = ["active", "interrupted", "active", "inactive"]
    await run(
        page,
        f"globalThis.rejected = []; addEventListener('unhandledrejection', e => rejected.push(String(e.reason)));"
        f"addEventListener('error', e => rejected.push(e.message));"
        f"install({{ {broken}() {{ throw new Error('broken') }} }});"
        "const a = document.createElement('video'); a.src = '/tone.wav'; await a.play();"
        "const c = new AudioContext(), o = new OscillatorNode(c); o.connect(c.destination); o.start();"
        "const s = await navigator.mediaDevices.getUserMedia({ audio: true });"
        "await new Promise(r => setTimeout(r, 500));"
        f"for (const state of {states}) {{"
        "  try { link.onmessage(JSON.stringify({ op: 'notify-state', state, serial: 0 })) }"
        "  catch (e) { rejected.push(e) }"
        "  await new Promise(r => setTimeout(r, 50)) }"
        "navigator.audioSession.type = 'playback'; await new Promise(r => setTimeout(r, 50));"
        "a.pause(); await c.suspend(); await c.close(); s.getTracks()[0].stop();",
    )
    assert await run(page, "return rejected") == []
    assert await run(page, "return sent.some(m => m.op === 'fault' && m.text.includes('broken'))")


async def test_no_element_is_kept_alive(page: Any) -> None:
    """Chromium itself keeps a context that is not closed."""
    await run(
        page,
        "for (let i = 0; i < 20; i++) { new Audio(); document.createElement('div').innerHTML = '<audio></audio>';"
        "  document.createElement('video').cloneNode(); await new AudioContext().close(); }",
    )
    assert (
        await run(
            page,
            "const left = () => new Set(sent.filter(m => m.op === 'element').map(m => m.id)).size"
            "  - sent.filter(m => m.op === 'element-removed').length;"
            "for (let i = 0; i < 100 && left(); i++) { gc(); await new Promise(r => setTimeout(r, 20)) } return left()",
        )
        == 0
    )
