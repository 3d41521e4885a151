"""Boxes of elements are the same on QuickJS and Chromium."""

# ruff: noqa: E501 - markup of pages
from __future__ import annotations

from typing import Any

import pytest

from shim import expect

BOX = "(e) => { const { x, y, width, height } = e.getBoundingClientRect(); return [x, y, width, height]; }"


async def set_body(page: Any, body: str) -> None:
    await page.set_content(f"<!doctype html><style>body {{ margin: 0 }}</style><body>{body}")


async def test_a_click_is_in_the_middle(page: Any) -> None:
    await set_body(
        page,
        """<div id="bar" style="width: 200px; height: 10px; margin: 30px; border: 2px solid"></div>
        <script>
          addEventListener("click", (event) => {
            const box = event.target.getBoundingClientRect();
            const { clientX, clientY, pageY, offsetX, screenX } = event;
            window.at = [(clientX - box.left) / box.width, clientX, clientY, pageY, offsetX, screenX > 0];
          });
        </script>""",
    )
    await page.click("#bar")
    assert await page.evaluate("at") == [0.5, 132, 37, 37, 100, True]


async def test_boxes_of_an_element(page: Any) -> None:
    await set_body(
        page,
        """<div style="position: relative; margin: 10px; width: 300px; height: 100px; border: 3px solid; overflow: auto"
          id="outer"><div id="inner" style="box-sizing: border-box; width: 50%; height: 400px; padding: 5px;
          border: 1px solid; margin: 7px"></div></div>""",
    )
    assert await page.locator("#inner").evaluate(BOX) == [20, 20, 150, 400]
    assert await page.evaluate(
        "[outer.offsetLeft, outer.offsetTop, outer.offsetWidth, outer.offsetHeight, outer.clientLeft, outer.clientTop]"
    ) == [10, 10, 306, 106, 3, 3]
    assert await page.evaluate("[outer.clientHeight, outer.scrollHeight, inner.clientWidth]") == [100, 414, 148]
    assert await page.evaluate("[inner.offsetParent.id, inner.offsetLeft, inner.offsetTop]") == ["outer", 7, 7]
    style = "(({ width, height, paddingLeft, borderTopWidth, marginTop }) => [width, height, paddingLeft, borderTopWidth, marginTop])"
    assert await page.evaluate(f"{style}(getComputedStyle(inner))") == ["150px", "400px", "5px", "1px", "7px"]
    assert await page.evaluate(f"{style}(getComputedStyle(outer))") == ["300px", "100px", "0px", "3px", "10px"]


async def test_sizes_in_other_units(page: Any) -> None:
    await set_body(
        page,
        """<style>:root { --gap: 1.5em }</style>
        <div id="a" style="font-size: 20px; padding-left: calc(var(--gap) * 2); margin-left: 10%; width: 25vw">x</div>
        <div id="b" style="font-size: 2rem; padding-top: 0.5em">x</div>""",
    )
    of = "(e) => { const c = getComputedStyle(e); return [c.fontSize, c.paddingLeft, c.marginLeft, c.width, c.paddingTop]; }"
    assert await page.locator("#a").evaluate(of) == ["20px", "60px", "128px", "320px", "0px"]
    found = await page.locator("#b").evaluate(of)
    assert [found[0], found[4]] == ["32px", "16px"]


@pytest.mark.parametrize(
    ("body", "x", "y"),
    [
        ("<div style='height: 50px'>x</div><input id=i>", 0, 50),
        ("<div style='height: 50px'>x</div><a id=i href=x>word</a>", 0, 50),
        ("<div style='height: 50px'>x</div>text <b id=i>word</b>", 35, 50),
        ("<main style='padding: 10px; border: 3px solid'><h1>T</h1><button id=i>b</button></main>", 13, 94),
        ("<p>x</p><button>1</button><h3>b</h3><button id=i>2</button>", 0, 130),
        ("<div><p>x</p></div><button id=i>b</button>", 0, 50),
        ("<div style='overflow: hidden'><p>x</p></div><button id=i>b</button>", 0, 50),
        ("<p style='margin-bottom: -5px'>x</p><button id=i>b</button>", 0, 29),
        ("<p>x</p><div></div><button id=i>b</button>", 0, 50),
        ("<hr><button id=i>b</button>", 0, 18),
        ("<ul><li>a<ul><li>x</ul><button id=i>c</button></ul>", 40, 54),
        ("<p>x</p><div style='position: absolute'>y</div><button id=i>b</button>", 0, 50),
        ("<p>x</p><div style='display: inline-block'><p>y</p><button id=i>b</button></div>", 0, 102),
        ("<p>x</p><a href=x><div id=i>block</div></a>", 0, 50),
        ("<p>x</p><label><input type=checkbox id=i> x</label>", 4, 53),
    ],
)
async def test_lines_beside_blocks(page: Any, body: str, x: float, y: float) -> None:
    await set_body(page, body)
    found = await page.locator("#i").evaluate(BOX)
    assert found[:2] == [pytest.approx(x, abs=4), pytest.approx(y, abs=3)]
    left, top, width, height = found
    at = f"document.elementFromPoint({left + width / 2}, {top + height / 2}).id"
    assert await page.evaluate(at) == "i"


async def test_room_around_words(page: Any) -> None:
    await set_body(
        page,
        """<style>a { padding: 8px; border: 2px solid } ul { display: flex; gap: 16px; margin: 20px 0 0; padding: 0; list-style: none }</style>
        <ul><li><a href=#>One</a><li id=second><a href=# id=two>Two</a></ul>
        <p>text <code id=code style="padding: 0 10px; margin-left: 5px">word</code> <b id=after>b</b></p>""",
    )
    first, second, two = [await page.locator(each).evaluate(BOX) for each in ("li >> nth=0", "#second", "#two")]
    assert first[2] == pytest.approx(50, abs=8)
    assert second[0] == pytest.approx(first[2] + 16, abs=1)
    assert [two[0], two[2]] == [second[0], second[2]]
    assert [two[1], two[3]] == [pytest.approx(10, abs=2), pytest.approx(38, abs=3)]
    code, after = [await page.locator(each).evaluate(BOX) for each in ("#code", "#after")]
    assert code[2] > 45
    assert after[0] > code[0] + code[2]


async def test_sizes_of_text_fields(page: Any) -> None:
    await set_body(
        page,
        """<input size=10 id=a> <input size=40 id=b> <textarea rows=5 cols=40 id=c></textarea>
        <div style="display: flex; flex-direction: column; width: 300px"><input id=d>
        <input id=e style="align-self: start"></div><input size=10 id=f style="width: 50px">""",
    )
    found = await page.evaluate("[a, b, c, d, e, f].map((each) => each.offsetWidth)")
    assert found == [pytest.approx(width, abs=3) for width in (109, 319, 343, 300, 179, 58)]
    assert await page.evaluate("c.offsetHeight") == 81


async def test_text_has_a_width(page: Any) -> None:
    await set_body(page, "<p style='margin: 0'>One <b>two three</b> four</p><span></span>")
    x, y, width, height = await page.locator("b").evaluate(BOX)
    assert 20 < x < 60
    assert y == pytest.approx(0, abs=2)
    assert 50 < width < 110
    assert 15 < height < 24
    assert await page.evaluate(
        "[document.querySelector('b').offsetWidth > 50, document.querySelector('b').clientWidth]"
    ) == [True, 0]
    assert await page.evaluate("document.querySelector('span').getBoundingClientRect().width") == 0
    narrow = "document.querySelector('p').style.width = '50px', document.querySelector('b').getClientRects().length"
    assert await page.evaluate(narrow) == 2


async def test_positions(page: Any) -> None:
    await set_body(
        page,
        """<div style="position: relative; width: 300px; height: 200px; margin-left: 40px"><div style="padding: 20px">
          <i id="far" style="position: absolute; left: 10px; right: 10px; bottom: 0; height: 50%"></i></div></div>
        <div style="padding: 9px"><i id="page" style="position: absolute; top: 4px; right: 0; width: 10px; height: 10px"></i>
          <i id="fixed" style="position: fixed; inset: auto 0 0 0; height: 30px"></i></div>
        <div id="moved" style="width: 100px; height: 50px; transform: translate(50%, 10px) scale(2)"></div>""",
    )
    boxes = {id_: await page.locator(f"#{id_}").evaluate(BOX) for id_ in ("far", "page", "fixed", "moved")}
    assert boxes["far"] == [50, 100, 280, 100]
    assert boxes["page"] == [1270, 4, 10, 10]
    assert boxes["fixed"] == [0, 690, 1280, 30]
    assert [boxes["moved"][n] for n in (0, 2, 3)] == [0, 200, 100]


async def test_what_is_under_a_point(page: Any) -> None:
    await set_body(
        page,
        """<div id="below" style="height: 100px"></div>
        <div id="above" style="position: absolute; top: 0; left: 0; width: 50px; height: 50px; z-index: 2"></div>
        <div id="between" style="position: absolute; top: 0; left: 0; width: 80px; height: 80px; z-index: 1"></div>
        <div id="glass" style="position: absolute; inset: 0; z-index: 3; pointer-events: none"></div>
        <div style="overflow: hidden; height: 10px"><div id="cut" style="height: 100px"></div></div>""",
    )
    at = "([x, y]) => document.elementFromPoint(x, y)?.id ?? null"
    for point, wanted in (
        ((10, 10), "above"),
        ((60, 60), "between"),
        ((200, 50), "below"),
        ((9, 105), "cut"),
        ((-1, 0), None),
    ):
        assert await page.evaluate(at, point) == wanted
    under = "document.elementsFromPoint(10, 10).map((e) => e.id || e.localName)"
    assert await page.evaluate(under) == ["above", "between", "below", "body", "html"]


async def test_scrolling(page: Any) -> None:
    await set_body(
        page,
        """<div id="box" style="width: 100px; height: 100px; overflow: auto"><div id="in" style="height: 500px"></div></div>
        <div style="height: 2000px"></div><p id="end" style="margin: 0; height: 20px"></p>""",
    )
    scroll = "(box.scrollTop = 900, scrollTo(0, 30), [box.scrollTop, document.querySelector('#in').getBoundingClientRect().y])"
    assert await page.evaluate(scroll) == [400, -430]
    await page.evaluate("end.scrollIntoView({ block: 'center' })")
    assert await page.evaluate("[scrollY, end.getBoundingClientRect().y]") == [1400, 700]
    assert await page.evaluate(
        "[document.documentElement.scrollHeight, scrollTo(0, 1e9), scrollY].filter(Number.isFinite)"
    ) == [2120, 1400]


async def test_observers(page: Any) -> None:
    await set_body(
        page,
        """<div id="a" style="width: 50%; height: 100px; padding: 10px"></div><div style="height: 2000px"></div>
        <div id="z" style="height: 50px"></div>
        <script>
          window.log = [];
          const say = (...what) => log.push(what.join(" "));
          const { width } = screen;
          new ResizeObserver((all) => {
            for (const { contentRect, borderBoxSize } of all) say("size", contentRect.width, borderBoxSize[0].inlineSize);
          }).observe(a);
          const seen = new IntersectionObserver(
            (all) => { for (const { target, isIntersecting } of all) say(target.id, isIntersecting); },
            { rootMargin: "10px" },
          );
          seen.observe(a);
          seen.observe(z);
        </script>""",
    )
    await page.wait_for_function("log.length === 3")
    assert sorted(await page.evaluate("log.splice(0)")) == ["a true", "size 640 660", "z false"]
    await page.evaluate("void (a.style.width = '300px')")
    await page.wait_for_function("log.length === 1")
    assert await page.evaluate("log.splice(0)") == ["size 300 320"]
    await page.evaluate("z.scrollIntoView()")
    await page.wait_for_function("log.length === 2")
    assert sorted(await page.evaluate("log.splice(0)")) == ["a false", "z true"]


async def test_what_is_visible(page: Any) -> None:
    await set_body(
        page,
        """<div id="empty"></div><div style="display: flex; height: 20px"><i id="stretched" style="flex: 1"></i></div>
        <div style="width: 0; overflow: hidden"><p id="inside">text</p></div><div id="calc" style="height: calc(10px - 1em * 0)"></div>
        <div style="height: 0"><b id="tall" style="display: block; height: 100%">x</b></div>""",
    )
    for id_, wanted in (("empty", False), ("stretched", True), ("inside", False), ("calc", True), ("tall", False)):
        assertion = expect(page.locator(f"#{id_}"))
        await (assertion.to_be_visible() if wanted else assertion.not_to_be_visible())
        box = await page.locator(f"#{id_}").evaluate(BOX)
        assert (box[2] > 0 and box[3] > 0) is wanted


async def test_shadow_trees(page: Any) -> None:
    await set_body(
        page,
        """<style>p { height: 10px; margin: 0 } .own { width: 30px }</style><p id="light"></p><div id="host"><p id="slotted"></p></div>
        <script>
          host.attachShadow({ mode: "open" }).innerHTML =
            "<style>:host { display: block; padding: 5px } p { height: 50px; margin: 0 } ::slotted(p) { width: 70px }</style>" +
            "<p class=own id=shadow></p><slot></slot>";
        </script>""",
    )
    assert await page.locator("#light").evaluate(BOX) == [0, 0, 1280, 10]
    assert await page.locator("#shadow").evaluate(BOX) == [5, 15, 1270, 50]
    assert await page.locator("#slotted").evaluate(BOX) == [5, 65, 70, 10]
    assert await page.locator("#host").evaluate(BOX) == [0, 10, 1280, 70]


@pytest.mark.parametrize(
    ("line", "height", "top"),
    [
        ("<canvas id=box width=200 height=100></canvas>", 104, 0),
        ("<button id=box>Play</button>", 21, 0),
        ("text <button id=box style='height:40px'>Play</button>", 40, 0),
        ("<progress id=box></progress>", 19, 2),
        ("<span id=box style='display:inline-block;width:9px;height:50px;vertical-align:middle'></span>", 50, 0),
    ],
)
async def test_boxes_in_lines_stand_on_the_base_line(page: Any, line: str, height: float, top: float) -> None:
    await set_body(page, f"<div id=line style='font: 16px sans-serif'>{line}</div>")
    assert await page.evaluate("line.getBoundingClientRect().height") == pytest.approx(height, abs=1)
    assert await page.evaluate("box.getBoundingClientRect().top") == pytest.approx(top, abs=1)


async def test_an_element_in_lines_is_as_wide_as_the_margins_of_the_boxes_in_it(page: Any) -> None:
    await set_body(page, "<div><label id=label><input type=checkbox id=box> Loop</label></div>")
    assert await page.evaluate("[label.getBoundingClientRect().left, box.getBoundingClientRect().left]") == [0, 4]
