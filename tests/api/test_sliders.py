"""A user moves the slider of a native range, by pointer and by keys, on both engines."""

from __future__ import annotations

from shim import Browser

PAGE = """<!doctype html><input type=range id=volume min=0 max=1 step=0.1 value=0.2 style="width: 200px">
<input type=range id=off disabled><script>
  const log = [];
  for (const type of ["pointerdown", "input", "mouseup", "change", "click"])
    volume.addEventListener(type, () => log.push(`${type} ${volume.value}`));
</script>"""


async def test_a_slider(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE)
        await page.click("#volume")
        await page.click("#volume")
        assert await page.evaluate("log.splice(0)") == [
            "pointerdown 0.2", "input 0.5", "mouseup 0.5", "change 0.5", "click 0.5",
            "pointerdown 0.5", "mouseup 0.5", "click 0.5",
        ]  # fmt: skip
        for key in ("ArrowRight", "ArrowDown", "PageUp", "Home", "Home", "End"):
            await page.press("#volume", key)
        moved = ["0.6", "0.5", "0.6", "0", "1"]
        assert await page.evaluate("log") == [f"{type_} {value}" for value in moved for type_ in ("input", "change")]
        assert await page.evaluate("off.value") == "50"
