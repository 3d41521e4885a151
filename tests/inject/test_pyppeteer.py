"""Injection into pages of pyppeteer: every frame of every process, and nothing for a page to find."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shim import Device
from shim.inject import inject
from tests.inject.tabs import MARKS, Tab
from tests.real_browsers import Site, tree

pytestmark = MARKS

LOOK = "<script>globalThis.seen = [String(navigator.audioSession), Object.getOwnPropertyNames(globalThis)]</script>"

# All that can be reached from the window: order and attributes of properties, how functions look.
LOOK_AT_ALL = """<script>globalThis.all = (() => {
  const found = {}, seen = new Map(), queue = [[window, "window"]];
  const look = (f) => [f.name, f.length, String(f), Object.getPrototypeOf(f) === Function.prototype];
  while (queue.length) {
    const [object, path] = queue.shift();
    if (object === null || !/^(object|function)$/.test(typeof object)) continue;
    if (seen.has(object)) { found[path] = seen.get(object); continue; }
    seen.set(object, path);
    if (typeof object === "function") found[path] = String(look(object));
    const keys = Reflect.ownKeys(object);
    found[path + " has"] = keys.map(String).join();
    for (const key of keys) {
      const d = Reflect.getOwnPropertyDescriptor(object, key), inner = `${path}.${String(key)}`;
      found[inner + " is"] = [d.writable, d.enumerable, d.configurable].join();
      for (const part of ["value", "get", "set"]) queue.push([d[part], `${inner} ${part}`]);
    }
    queue.push([Object.getPrototypeOf(object), path + " from"]);
  }
  return found;
})()</script>"""


def newest(device: Device) -> int:
    """The number of the document that came last."""
    return max(session.id for tab in device.core.tabs.values() for session in tab.sessions())


@pytest_asyncio.fixture(loop_scope="module")
async def tab(chromium: Any, site: Site) -> AsyncIterator[Tab]:
    device = Device()
    page = await chromium.newPage()
    injection = await inject(page, device)
    yield Tab(page, device, injection, site)
    assert device.faults == []
    if not page.isClosed():
        await page.close()
    await injection.close()


async def test_a_page_sees_the_session_and_no_other_trace(tab: Tab, site: Site, chromium: Any) -> None:
    plain = await chromium.newPage()
    await plain.goto(site.at("a", LOOK))
    expected = await plain.evaluate("seen[1]", force_expr=True)
    await plain.close()
    await tab.page.goto(site.at("a", LOOK + f"<iframe srcdoc='{LOOK}'></iframe><iframe></iframe>"))
    session, names = await tab.run("seen")
    assert session == "[object AudioSession]"
    assert set(names) - set(expected) == {"AudioSession"}
    assert await tab.run("frames[0].seen[0]") == "[object AudioSession]"
    assert set(await tab.run("frames[0].seen[1]")) == set(names)
    assert set(await tab.run("Object.getOwnPropertyNames(frames[1])")) - set(names) == set()
    assert await tab.run("String(frames[1].navigator.audioSession)") == "[object AudioSession]"


async def test_nothing_else_looks_different(tab: Tab, site: Site, chromium: Any) -> None:
    plain = await chromium.newPage()
    await plain.goto(site.at("a", LOOK_AT_ALL))
    expected = await plain.evaluate("all", force_expr=True)
    await plain.close()
    await tab.page.goto(site.at("a", LOOK_AT_ALL))
    found = await tab.run("all")
    new = {"window": ",AudioSession", "window.Navigator value.prototype value": ",audioSession"}
    for path, names in new.items():
        found[f"{path} has"] = found[f"{path} has"].replace(names, "")
    assert {path for path in found if found[path] != expected.get(path) and "udioSession" not in path} == set()
    assert expected.keys() - found.keys() == set()
    assert len(expected) > 20_000


async def test_functions_look_native_to_the_frames_of_a_page(tab: Tab, site: Site) -> None:
    read = """((w) => [HTMLMediaElement.prototype.play, document.createElement, AudioContext, MediaDevices.prototype
      .enumerateDevices, AudioSession, Function.prototype.toString, class Mine {}, parseInt.bind()]
      .map((f) => w.Function.prototype.toString.call(f)))"""
    await tab.page.goto(site.at("a", "<iframe></iframe>" + site.frame("b")))
    await tab.run("frames[0].document.body.innerHTML = '<iframe></iframe>'")
    expected = [
        *(f"function {name}() {{ [native code] }}" for name in (
            "play", "createElement", "AudioContext", "enumerateDevices", "AudioSession", "toString",
        )),
        "class Mine {}",
        "function () { [native code] }",
    ]  # fmt: skip
    for window in ("window", "frames[0]", "frames[0].frames[0]"):
        assert await tab.run(f"{read}({window})") == expected


async def test_frames_of_other_sites_are_children_of_the_document_around_them(tab: Tab, site: Site) -> None:
    inner = site.frame("b", site.frame("a", "deep") + "<iframe srcdoc=x></iframe>")
    await tab.page.goto(site.at("a", inner + "<iframe></iframe>"))
    await tab.until_tree("inactive [inactive, inactive [inactive, inactive]]")


async def test_documents_come_and_go(tab: Tab, site: Site) -> None:
    await tab.page.goto(site.at("a", site.frame("b") + site.frame("a")))
    await tab.until_tree("inactive [inactive, inactive]")
    await tab.run("document.querySelector('iframe').remove()")
    await tab.until_tree("inactive [inactive]")
    before = newest(tab.device)
    await tab.run(f"document.querySelector('iframe').src = '{site.at('c')}'")
    await tab.until(lambda: newest(tab.device) > before and tree(tab.device) == ["inactive [inactive]"])
    await tab.page.goto(site.at("c"))
    await tab.until_tree("inactive")
    await tab.run("setTimeout(() => history.back())")  # pyppeteer's own waits for a load that does not come
    await tab.until_tree("inactive [inactive]")
    before = newest(tab.device)
    await tab.page.reload()
    await tab.until(lambda: newest(tab.device) > before + 2 and tree(tab.device) == ["inactive [inactive, inactive]"])
    await tab.page.close()
    await tab.until_tree()


async def test_a_call_interrupts_a_frame_of_another_process_and_its_end_resumes_it(tab: Tab, site: Site) -> None:
    player = "<script>globalThis.a = new Audio('/tone.wav'); a.loop = true; a.play()</script>"
    await tab.page.goto(site.at("a", site.frame("b", player)))
    await tab.until_tree("inactive [active]")
    async with tab.device.phone_call():
        await tab.until_tree("inactive [interrupted]")
    await tab.until_tree("inactive [active]")


async def test_popups_are_tabs_from_their_first_moment(tab: Tab, site: Site) -> None:
    await tab.page.goto(site.at("a"))
    assert await tab.run("globalThis.w = open(''); String(w.navigator.audioSession)") == "[object AudioSession]"
    await tab.until_tree("inactive", "inactive")
    await tab.run(f"w.location = '{site.at('b', 'x' + site.frame('c'))}'; 1")
    await tab.until_tree("inactive", "inactive [inactive]")
    await tab.run("w.close()")
    await tab.until_tree("inactive")


async def test_the_window_of_an_empty_document_goes_to_the_next_of_its_origin(tab: Tab, site: Site) -> None:
    sound = "<audio src=/tone.wav loop autoplay></audio>"
    await tab.page.goto(site.at("a"))
    await tab.run(f"globalThis.w = open({site.at('a', sound)!r}); w.mark = 1")
    await tab.until_tree("inactive", "active")
    assert await tab.run("w.mark") == 1
    async with tab.device.phone_call():
        await tab.until_tree("inactive", "interrupted")
    await tab.run("w.close()")
    frame = "Object.assign(document.createElement('iframe'), { src, allow: 'autoplay' })"
    await tab.run(
        f"{{ const src = {site.at('a', sound)!r}, f = {frame}; document.body.append(f); f.contentWindow.mark = 1 }}"
    )
    await tab.until_tree("inactive [active]")
    assert await tab.run("frames[0].mark") == 1


async def test_a_document_that_is_written_anew_is_heard(tab: Tab, site: Site) -> None:
    await tab.page.goto(site.at("a"))
    sound = "<audio src=/tone.wav loop autoplay></audio>"
    await tab.run(f"document.open(), document.write({sound!r}), document.close()")
    await tab.until_tree("active")
    async with tab.device.phone_call():
        await tab.until_tree("interrupted")


async def test_a_page_that_is_open_already_takes_part(chromium: Any, site: Site) -> None:
    page = await chromium.newPage()
    await page.goto(site.at("a", site.frame("b", "<audio src=/tone.wav loop autoplay></audio>")))
    device = Device()
    tab = Tab(page, device, await inject(page, device, tab_name="first"), site)
    await tab.until_tree("inactive [active]")
    assert device.audible()[0].name == "first"
    await tab.injection.close()
    assert tree(tab.device) == []
    await page.close()


async def test_a_document_that_breaks_the_rules_is_cut_off_alone(tab: Tab, site: Site) -> None:
    sound = "<audio src=/tone.wav loop autoplay></audio>"
    await tab.page.goto(site.at("a", sound + site.frame("b", sound)))
    await tab.until_tree("active [active]")
    [document] = [one for one in tab.injection._documents.frames.values() if one.parent is None]  # type: ignore[attr-defined]
    document.call("send", "nonsense")
    await tab.until(lambda: tab.device.core.session(document.id).state == "inactive")
    assert tab.device.core.session(document.id).elements == {}
    async with tab.device.phone_call():
        await tab.until_tree("inactive [interrupted]")
    await tab.until_tree("inactive [active]")


async def test_the_lock_and_headphones_reach_the_page(tab: Tab, site: Site) -> None:
    log = (
        "<script>log = []; document.onvisibilitychange = () => log.push(document.visibilityState, document.hidden);"
        "navigator.mediaDevices.ondevicechange = () => log.push('devices')</script>"
    )
    await tab.page.goto(site.at("a", log))
    tab.device.lock()
    tab.device.plug("bluetooth")
    await tab.device.settle()
    listed = (
        "navigator.mediaDevices.enumerateDevices()"
        ".then(all => all.filter(device => device.label == 'Bluetooth').map(device => device.kind))"
    )
    assert await tab.run(listed) == ["audiooutput", "audioinput"]
    tab.device.unlock()
    tab.device.unplug("bluetooth")
    await tab.device.settle()
    assert await tab.run("log") == ["hidden", True, "devices", "visible", False, "devices"]
    assert await tab.run(listed) == []
    tab.device.lock()
    await tab.page.goto(site.at("b"))
    await tab.device.settle()
    assert await tab.run("[document.visibilityState, document.hidden]") == ["hidden", True]


async def test_a_page_that_changes_what_there_is_changes_nothing_for_the_device(tab: Tab, site: Site) -> None:
    spoil = """<script>
      JSON.stringify = JSON.parse = () => { throw 1 };
      Object.prototype.toJSON = () => 'nothing';
      EventTarget.prototype.dispatchEvent = postMessage = queueMicrotask = undefined;
      Object.defineProperty(Object.prototype, 'onmessage', { set() { throw 2 } });
      for (const name of ['Event', 'MessageChannel', 'Reflect', 'WeakMap', 'Map']) delete globalThis[name];
    </script><audio src=/tone.wav loop autoplay></audio>"""
    await tab.page.goto(site.at("a", spoil))
    await tab.until_tree("active")
    async with tab.device.phone_call():
        await tab.until_tree("interrupted")
    await tab.until_tree("active")


async def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TypeError, match="is not a page of pyppeteer or of Playwright"):
        await inject(object(), Device())
