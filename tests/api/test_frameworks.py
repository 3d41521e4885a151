"""Controlled inputs of frameworks hear what a user does: real React and Vue, from npm."""

from __future__ import annotations

import pytest

from shim import Browser, expect
from shim.net.routes import Route
from tests.paths import ROOT

MODULES = ROOT / "node_modules"
REACT = """<script src="/react/umd/react.production.min.js"></script>
<script src="/react-dom/umd/react-dom.production.min.js"></script><div id="app"></div><script>
  const { createElement: h, useState } = React;
  function App() {
    const [state, set] = useState({ name: "", notes: "", voice: "alto", muted: false });
    const change = (key) => ({ target }) =>
      set({ ...state, [key]: target.type === "checkbox" ? target.checked : target.value });
    return h("form", null,
      h("input", { "aria-label": "Name", value: state.name, onChange: change("name") }),
      h("textarea", { "aria-label": "Notes", value: state.notes, onChange: change("notes") }),
      h("select", { "aria-label": "Voice", value: state.voice, onChange: change("voice") },
        h("option", { value: "alto" }, "Alto"), h("option", { value: "bass" }, "Bass")),
      h("input", { type: "checkbox", "aria-label": "Muted", checked: state.muted, onChange: change("muted") }),
      h("p", { role: "status" }, JSON.stringify(Object.values(state))));
  }
  ReactDOM.createRoot(document.querySelector("#app")).render(h(App));
</script>"""
VUE = """<script src="/vue/dist/vue.global.prod.js"></script><div id="app"><form>
  <input aria-label="Name" v-model="name"><textarea aria-label="Notes" v-model="notes"></textarea>
  <select aria-label="Voice" v-model="voice">
    <option value="alto">Alto</option><option value="bass">Bass</option>
  </select>
  <input type="checkbox" aria-label="Muted" v-model="muted">
  <p role="status">{{ JSON.stringify([name, notes, voice, muted]) }}</p>
</form></div><script>
  Vue.createApp({ data: () => ({ name: "", notes: "", voice: "alto", muted: false }) }).mount("#app");
</script>"""


async def _from_npm(route: Route) -> None:
    await route.fulfill(path=MODULES / route.request.url.removeprefix("https://app.test/"))


@pytest.mark.parametrize("html", [REACT, VUE], ids=["React", "Vue"])
async def test_controlled_inputs_hear_the_user(engine: str, html: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        page.route("https://app.test/*/**", _from_npm)
        page.route("https://app.test/", body=f"<!doctype html>{html}", content_type="text/html")
        await page.goto("https://app.test/")
        status = page.get_by_role("status")
        await expect(status).to_have_text('["","","alto",false]')
        await page.get_by_label("Name").fill("Ada")
        await expect(status).to_have_text('["Ada","","alto",false]')
        await page.get_by_label("Name").press("!")
        await expect(status).to_have_text('["Ada!","","alto",false]')
        await page.get_by_label("Notes").fill("one")
        await page.get_by_label("Notes").press_sequentially(" two")
        await page.get_by_label("Voice").select_option("bass")
        await page.get_by_label("Muted").check()
        await expect(status).to_have_text('["Ada!","one two","bass",true]')
        await page.get_by_label("Name").clear()
        await page.get_by_label("Muted").uncheck()
        await expect(status).to_have_text('["","one two","bass",false]')
        await page.get_by_label("Voice").fill("alto")
        await expect(status).to_have_text('["","one two","alto",false]')
        assert not page.errors


TRANSITIONS = """<script src="/vue/dist/vue.global.prod.js"></script><style>
  .v-enter-active, .v-leave-active { transition: opacity 0.2s } .v-enter-from, .v-leave-to { opacity: 0 }
  .pop-enter-active { animation: pop 0.3s } .pop-leave-active { animation: pop 0.3s reverse }
  @keyframes pop { 0% { transform: scale(0) } 100% { transform: scale(1) } }
</style><div id="app"></div><script>
  const log = [], show = Vue.ref(false), { h, Transition } = Vue;
  const hooks = (name) => Object.fromEntries(["onEnter", "onAfterEnter", "onLeave", "onAfterLeave"].map((hook) =>
    [hook, () => void log.push(`${name} ${hook}`)]));
  const part = (props, tag) => h(Transition, props, () => (show.value ? h(tag, "x") : null));
  const render = () => [part(hooks("fade"), "p"), part({ name: "pop", ...hooks("pop") }, "i")];
  Vue.createApp({ render }).mount("#app");
</script>"""


async def test_transitions_of_vue_enter_and_leave() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        page.route("https://app.test/*/**", _from_npm)
        page.route("https://app.test/", body=f"<!doctype html>{TRANSITIONS}", content_type="text/html")
        await page.goto("https://app.test/")
        await page.evaluate("() => { show.value = true }")
        await browser.clock.run_for(0.15)
        assert await page.evaluate("log") == ["fade onEnter", "pop onEnter"]
        assert 0 < float(await page.evaluate("getComputedStyle(document.querySelector('p')).opacity")) < 1
        await browser.clock.run_for(0.4)
        assert await page.evaluate("log.splice(0)") == [
            "fade onEnter", "pop onEnter", "fade onAfterEnter", "pop onAfterEnter",
        ]  # fmt: skip
        await page.evaluate("() => { show.value = false }")
        await browser.clock.run_for(0.5)
        assert await page.evaluate("log") == [
            "fade onLeave", "pop onLeave", "fade onAfterLeave", "pop onAfterLeave",
        ]  # fmt: skip
        assert await page.evaluate("[document.querySelector('p'), document.querySelector('i')]") == [None, None]
