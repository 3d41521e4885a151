"""requestAnimationFrame and cancelAnimationFrame within a frame."""

from shim import Page


async def test_a_frame_callback_may_cancel_a_later_one_and_ask_for_another(page: Page) -> None:
    ran = await page.evaluate("""new Promise((resolve) => {
      const ran = [];
      requestAnimationFrame((now) => {
        ran.push("first", typeof now);
        cancelAnimationFrame(second);
        cancelAnimationFrame(third);
        requestAnimationFrame(() => { ran.push("next frame"); resolve(ran); });
      });
      const second = requestAnimationFrame(() => ran.push("second"));
      requestAnimationFrame(() => ran.push("in between"));
      const third = requestAnimationFrame(() => ran.push("third"));
    })""")
    assert ran == ["first", "number", "in between", "next frame"]
