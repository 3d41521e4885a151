"""Effects of keys on controls and editable elements, and the events that script gets, as in Chromium."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

PAGE = """<!doctype html><input id=i value=abc><input id=m type=email value=a@b maxlength=5><textarea id=t>xy</textarea>
<div id=c contenteditable><p>one</p></div><div id=e contenteditable></div><div id=q contenteditable>plain</div>
<button id=b tabindex=-1>b</button><button id=z>z</button><script>
  const log = [], hear = (types, tell) => types.forEach((type) => document.addEventListener(type, (e) => log.push(
    [type, e.target.id, ...tell(e)].join(" "))));
  hear(["keydown", "keypress", "keyup"], (e) => [e.key, e.keyCode, e.which, e.charCode, e.shiftKey]);
  hear(["beforeinput", "input"], (e) => [e.inputType, e.data, e.cancelable]);
  hear(["focusin"], (e) => [e.target.selectionStart, e.target.selectionEnd]);
  const state = () => [i.value, i.selectionStart, m.value, t.value, t.selectionStart, c.innerHTML, e.innerHTML,
    q.innerHTML, document.activeElement.id, ...log.splice(0)];
</script>"""
KEYS = """i x|i Backspace|i Delete|i ArrowLeft|i y|i Home|i Z|i End|m c|m d|m e|t 1|t Enter|t 2|t Backspace
c a|c Enter|c b|c Backspace|c Backspace|e h|e i|e Enter|e j|e ArrowLeft|e Delete|q A|q Enter
i Control+a|i k|i Shift+B|i Tab|m Shift+Tab|q Tab|z Shift+Tab"""


async def _answers(engine: str) -> list[Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        found = []
        for line in KEYS.replace("\n", "|").split("|"):
            where, key = line.split(" ")
            await page.press(f"#{where}", key)
            found.append((line, await page.evaluate("state()")))
        return found


async def test_keys_edit_at_the_caret_as_in_chromium() -> None:
    need_chromium()
    ours, theirs = await _answers("quickjs"), await _answers("chromium")
    for mine, other in zip(ours, theirs, strict=True):
        assert mine == other


async def test_a_page_may_keep_a_key_from_editing(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<input id=i><div id=e contenteditable>x</div>", url="https://example.test/")
        await page.evaluate("""addEventListener("keypress", (e) => e.key === "a" && e.preventDefault())""")
        await page.evaluate("""addEventListener("beforeinput", (e) => e.data === "b" && e.preventDefault())""")
        for key in "abc":
            await page.press("#i", key)
            await page.press("#e", key)
        assert await page.evaluate("[i.value, e.textContent]") == ["c", "cx"]
