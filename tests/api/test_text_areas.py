"""A text area that makes itself as high as its text, on both engines."""

from __future__ import annotations

from shim import Browser

PAGE = """<!doctype html><style>
  textarea { width: 200px; padding: 5px 0; border: 0; font: 16px/20px Arial; overflow: hidden; box-sizing: border-box }
  #own { line-height: 1.5em; height: 10px; padding: 0 }</style><textarea id=area>one
two</textarea><textarea id=own></textarea><script>
  const grow = () => { area.style.height = "0"; area.style.height = `${area.scrollHeight}px`; };
  area.oninput = grow;
  grow();
</script>"""


async def test_a_text_area_that_grows(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE)
        assert await page.evaluate("[area.scrollHeight, own.scrollHeight]") == [50, 24]
        await page.fill("#area", "one\ntwo\nthree")
        assert await page.evaluate("[area.style.height, area.scrollHeight]") == ["70px", 70]
