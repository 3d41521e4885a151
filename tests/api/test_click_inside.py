"""A click on an element with a shadow tree meets what is at that place in it, on both engines."""

from __future__ import annotations

from shim import Browser

PAGE = """<!doctype html><div style="height: 2000px"></div><x-switch>Switch</x-switch><script>
  customElements.define("x-switch", class extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: "closed" });
      root.innerHTML = "<style>:host { display: inline-block } label { display: block; padding: 9px }"
        + " svg { width: 30px; height: 30px } input { position: absolute; opacity: 0; width: 0 }</style>"
        + "<label><svg><rect width=30 height=30 /></svg><input type=checkbox><slot></slot></label>";
      this.log = [];
      root.querySelector("input").onchange = (e) => this.log.push(e.target.checked);
      root.querySelector("label").onclick = (e) => this.log.push(e.target.localName === "x-switch" ? "host" : "inside");
      this.onclick = (e) => this.log.push(e.target.localName);
    }
  });
</script>"""


async def test_a_switch_of_a_component(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE)
        await page.click("x-switch")
        log = await page.evaluate("document.querySelector('x-switch').log")
        assert log == ["inside", "x-switch", "inside", "x-switch", True]
