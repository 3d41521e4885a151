"""Frames that script makes where it has used up memory or stack."""

from __future__ import annotations

from shim import Browser

FULL = """<body><script>
  let kept = [];
  try { for (;;) kept.push(new Uint8Array(50_000)) } catch { kept.length -= 2 }
  let shown = 0;
  for (let i = 0; i < 20; i++) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    if (frame.contentDocument.body.tagName === 'BODY') shown++;
  }
  kept = null;
</script>"""
DEEP = """<body><script>
  let thrown = 0;
  function deep() {
    try { deep() } catch (e) {
      if (thrown > 100) throw e;
      try { document.body.append(document.createElement('iframe')) } catch { thrown++ }
      throw e;
    }
  }
  try { deep() } catch { }
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const shown = frame.contentWindow.parent === window;
</script>"""


async def test_frames_begin_where_memory_is_full() -> None:
    async with Browser(memory_limit=40 * 1024**2) as browser:
        page = await browser.new_page()
        await page.set_content(FULL, url="https://a.test/")
        assert await page.evaluate("shown") == 20
        assert not [error for error in page.errors if "internal error" in error.message]


async def test_no_frame_begins_half_where_the_stack_ends() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(DEEP, url="https://a.test/")
        assert await page.evaluate("shown")
        assert not [error for error in page.errors if "internal error" in error.message]
