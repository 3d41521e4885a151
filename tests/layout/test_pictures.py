"""Pictures of pages and elements, on QuickJS and Chromium."""

# ruff: noqa: E501 - markup of pages
from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shim import Browser, TimeoutError
from shim.lazy import av

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def pixels(image: bytes) -> np.ndarray:
    """Rows of pixels: red, green and blue."""
    with av.open(io.BytesIO(image), format="png_pipe") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def size(image: bytes) -> tuple[int, int]:
    """The size of a PNG."""
    width, height = struct.unpack(">II", image[16:24])
    return width, height


def color(image: bytes, x: int, y: int) -> tuple[int, ...]:
    return tuple(int(n) for n in pixels(image)[y, x])


async def set_body(page: Any, body: str, **options: Any) -> None:
    await page.set_content(f"<!doctype html><style>body {{ margin: 0 }}</style><body>{body}", **options)


async def test_a_page(page: Any, tmp_path: Path) -> None:
    await set_body(
        page,
        """<div style="height: 100px; background: red"></div><div id="tall" style="height: 2000px"></div>
        <div id="last" style="height: 50px; background: blue"></div>""",
    )
    image = await page.screenshot(path=tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes() == image
    assert size(image) == (1280, 720)
    assert [color(image, 600, y) for y in (50, 99, 100, 700)] == [RED, RED, WHITE, WHITE]
    whole = await page.screenshot(full_page=True)
    assert size(whole) == (1280, 2150)
    assert [color(whole, 9, y) for y in (50, 1000, 2120)] == [RED, WHITE, BLUE]
    await page.evaluate("scrollTo(0, 1e6)")
    assert color(await page.screenshot(), 9, 719) == BLUE


async def test_an_element(page: Any, tmp_path: Path) -> None:
    await set_body(
        page,
        """<div style="height: 1000px"></div><div id="box" style="width: 40px; height: 20px; margin-left: 10px;
        background: green"></div><p hidden>x</p>""",
    )
    image = await page.locator("#box").screenshot(path=tmp_path / "box.png")
    assert (tmp_path / "box.png").read_bytes() == image
    assert size(image) == (40, 20)
    assert (pixels(image) == GREEN).all()
    with pytest.raises(TimeoutError, match="not visible"):
        await page.locator("p").screenshot(timeout=0.3)


async def test_what_script_and_user_changed_is_seen(page: Any) -> None:
    await set_body(
        page,
        """<style>input { outline: none; caret-color: transparent } #c:checked ~ div { background: red }</style>
        <input id="t" style="width: 200px"><input type="checkbox" id="c"><div id="d" style="height: 30px"></div>
        <div id="h"></div><script>h.attachShadow({ mode: "open" }).innerHTML =
        "<style>p { background: blue; height: 40px; margin: 0 }</style><p></p>";</script>""",
    )
    before = pixels(await page.locator("#t").screenshot())
    await page.fill("#t", "typed")
    assert (pixels(await page.locator("#t").screenshot()) != before).any()
    await page.click("#c")
    assert color(await page.locator("#d").screenshot(), 5, 5) == RED
    assert color(await page.locator("#h").screenshot(), 5, 5) == BLUE


async def test_images_that_were_loaded(page: Any) -> None:
    await set_body(page, "<i id='i' style='display: block; width: 20px; height: 10px; background: red'></i>")
    red = await page.locator("#i").screenshot()
    await page.route("**/red.png", lambda route: route.fulfill(body=red, content_type="image/png"))
    await set_body(page, "<div style='display: flex'><img src='/red.png'></div>", url="https://page.test/")
    assert await page.evaluate(
        "[document.querySelector('img').offsetWidth, document.querySelector('img').offsetHeight]"
    ) == [20, 10]
    assert color(await page.locator("img").screenshot(), 3, 3) == RED


async def test_the_renderer_loads_nothing(tmp_path: Path) -> None:
    """Neither files nor the network: what the markup names stays out of the picture."""
    (tmp_path / "red.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'><rect width='50' height='50' fill='red'/></svg>"
    )
    secret = (tmp_path / "red.svg").as_uri()
    asked: list[str] = []
    async with Browser() as browser:
        page = await browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        await set_body(
            page,
            f"""<style>@import "{secret}"; div {{ width: 50px; height: 50px; background: url({secret}) }}</style><div></div>
            <svg width="50" height="50"><image href="{secret}" width="50" height="50" /></svg>
            <img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'><image
            href='{secret}' width='50' height='50'/></svg>"><object data="{secret}"></object>""",
            url="https://page.test/",
        )
        before = len(asked)
        image = await page.screenshot()
        assert len(asked) == before
    assert not (pixels(image) == RED).all(axis=-1).any()
