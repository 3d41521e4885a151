"""The report and the picture in a real Chromium: colours and contrast in light and dark, layout, hover, keys, sound.

Screenshots are kept in pytest's temporary folder.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from shim import Browser
from shim.report import html
from shim.report.files import write_report
from tests.paths import ROOT
from tests.real_browsers import launched
from tests.report.scene import Scene, podcast, tone

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

HELPERS = """
const channels = (value) => value.match(/[\\d.]+/g).map(Number);
const luminance = (value) => {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = channels(value).map((c) => linear(c / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
const fill = (selector) => getComputedStyle(document.querySelector(selector)).fill;
const ink = (selector) => getComputedStyle(document.querySelector(selector)).color;
"""


class Tab:
    """A tab that shows files, and counts what goes wrong there."""

    def __init__(self, page: Any, cdp: Any) -> None:
        self.page = page
        self.cdp = cdp
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    async def show(self, path: Path, *, scheme: str = "light", width: int = 1280, height: int = 900) -> None:
        await self.page.setViewport({"width": width, "height": height})
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.cdp.send("Emulation.setEmulatedMedia", {"features": features})
        await self.page.goto(path.as_uri())

    async def run(self, script: str) -> Any:
        return await self.page.evaluate(f"async () => {{ {HELPERS} {script} }}")

    async def until(self, condition: str) -> None:
        await self.page.waitForFunction(condition, timeout=20_000)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Any]:
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def tab(chromium: Any) -> AsyncIterator[Tab]:
    page = await chromium.newPage()
    tab = Tab(page, await page.target.createCDPSession())
    yield tab
    await page.close()
    assert tab.complaints == []


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    path = folder / "report.html"
    write_report(podcast().history, path, recording=html.Recorded(tone(folder / "heard.wav", 12), 0.4))
    return path


LANE = "g[aria-label='tab 1, document 1, document']"
COLOURS = {
    "light": {"active": "rgb(127, 212, 154)", "tint": "rgb(217, 242, 225)", "paper": "rgb(255, 255, 255)"},
    "dark": {"active": "rgb(29, 107, 60)", "tint": "rgb(20, 53, 35)", "paper": "rgb(16, 22, 29)"},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["html", "svg"])
async def test_colours_of_the_lanes(tab: Tab, report: Path, tmp_path: Path, scheme: str, kind: str) -> None:
    path = report
    if kind == "svg":
        path = tmp_path / "timeline.svg"
        podcast().screenshot_timeline(path)
    await tab.show(path, scheme=scheme, width=1000)
    await tab.page.screenshot({"path": str(tmp_path / f"{kind}-{scheme}.png"), "fullPage": kind == "html"})
    paper = "fill('.paper')" if kind == "svg" else "getComputedStyle(document.body).backgroundColor"
    found = await tab.run(
        f"return {{ active: fill(`{LANE} .level`), tint: fill(`{LANE} .segment.active rect`), paper: {paper} }}"
    )
    assert found == COLOURS[scheme]
    patterns = await tab.run("return [fill('.segment.interrupted rect'), fill('.segment.on rect')]")
    assert patterns == ['url("#shim-interrupted")', 'url("#shim-on")']


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast_of_text(tab: Tab, report: Path, scheme: str) -> None:
    await tab.show(report, scheme=scheme)
    ratios = await tab.run(
        """
        const paper = getComputedStyle(document.body).backgroundColor;
        const raised = getComputedStyle(document.querySelector("thead th")).backgroundColor;
        const found = {};
        for (const part of ["h1", ".facts", "figcaption", "td", "td:nth-child(2)", ".why", "tbody th button", "pre"]) {
          found[part] = contrast(ink(part), paper);
        }
        for (const badge of document.querySelectorAll(".badge")) {
          const own = getComputedStyle(badge).backgroundColor;
          found[badge.className] = contrast(getComputedStyle(badge).color, own === "rgba(0, 0, 0, 0)" ? paper : own);
        }
        found.heading = contrast(ink("thead th"), raised);
        for (const part of [".head text", ".head .details", ".axis text"]) found[part] = contrast(fill(part), paper);
        for (const [label, grounds] of Object.entries({
          active: [".segment.active rect", ".level"], gain: [".segment.active rect", ".level"],
          interrupted: ["#shim-interrupted .ground", "#shim-interrupted .stripe"],
          on: ["#shim-on .ground"], inactive: [".bed"],
        })) {
          const own = fill(`.label.${label} text`);
          for (const ground of grounds) found[`${label} on ${ground}`] = contrast(own, fill(ground));
        }
        return found;
        """
    )
    assert len(ratios) > 20
    assert {part: round(ratio, 2) for part, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("width", [360, 1280])
async def test_nothing_is_wider_than_the_window(tab: Tab, report: Path, tmp_path: Path, width: int) -> None:
    await tab.show(report, width=width, height=740)
    await tab.page.screenshot({"path": str(tmp_path / f"{width}.png"), "fullPage": True})
    sizes = await tab.run("return [document.documentElement.scrollWidth, innerWidth]")
    assert sizes == [width, width]
    # The labels that are shown are within their segments.
    overhang = await tab.run(
        """return [...document.querySelectorAll(".label:not(.tight)")].filter((label) => {
          const whole = document.querySelector(".timeline").getBoundingClientRect();
          const end = parseFloat(label.getAttribute("x")) + parseFloat(label.getAttribute("width"));
          return label.firstElementChild.getBoundingClientRect().right > whole.left + whole.width * end / 100 + 1;
        }).map((label) => label.textContent)"""
    )
    assert overhang == []
    assert await tab.run("return document.querySelectorAll('.label:not(.tight)').length") >= 5


async def test_lanes_have_the_places_and_heights_of_the_model(tab: Tab, report: Path) -> None:
    await tab.show(report)
    held, bed, level = await tab.run(
        f"""return [`{LANE} .segment.interrupted rect`, `{LANE} .bed`, `{LANE} .level`].map((selector) => {{
          const {{ left, top, width, height }} = document.querySelector(selector).getBoundingClientRect();
          return [left, top, width, height];
        }})"""
    )
    left, top, width, height = bed
    assert held == pytest.approx([left + width * 6.5 / 12.4, top, width * 2.5 / 12.4, height], abs=1)
    assert level == pytest.approx([left + width * 1.2 / 12.4, top, width * 10.3 / 12.4, height], abs=1)
    # Ducked to 20 % from 3.5 s to 5 s: there a fifth of the height is filled, in the middle of the ramp three fifths.
    filled = await tab.run(
        f"""const path = document.querySelector(`{LANE} .level`);
        const at = (t, gain) => path.isPointInFill(new DOMPoint(t / 12.4 * 1e5, 100 - gain * 100));
        return [at(4, 0.19), at(4, 0.21), at(3.25, 0.59), at(3.25, 0.61), at(2, 0.99), at(7, 0.01)]"""
    )
    assert filled == [True, False, True, False, True, False]


async def test_the_cause_is_shown_under_the_pointer_and_on_focus(tab: Tab, report: Path, tmp_path: Path) -> None:
    await tab.show(report)
    x, y = await tab.run(
        f"""const box = document.querySelector(`{LANE} .segment.interrupted rect`).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + 10]"""
    )
    await tab.page.mouse.move(x, y)
    text = "tab 1, document 1: interrupted, 6.500 s to 9.000 s (2.500 s)phone call"
    assert (await tab.run("return document.querySelector('.tip').textContent")).endswith(text)
    await tab.page.screenshot({"path": str(tmp_path / "hover.png")})
    await tab.page.mouse.move(x, 5)
    assert await tab.run("return document.querySelector('.tip').hidden")

    focused = "document.activeElement.getAttribute('aria-label')"
    await tab.run("document.querySelector('[data-zoom=\"1\"]').focus()")
    await tab.page.keyboard.press("Tab")
    assert (await tab.run(f"return {focused}")).startswith("phone call: on")
    for key in ("ArrowDown", "ArrowDown"):
        await tab.page.keyboard.press(key)
    assert (await tab.run(f"return {focused}")).startswith("tab 1, document 1: interrupted")
    assert await tab.run("return document.querySelector('.tip').textContent") == text
    await tab.page.keyboard.press("ArrowRight")
    assert (await tab.run(f"return {focused}")).endswith("\nphone call ended")
    # Of the whole drawing one part is in the order of tabs.
    assert await tab.run("return document.querySelectorAll('.timeline [tabindex=\"0\"]').length") == 1
    await tab.page.keyboard.press("Escape")
    assert await tab.run("return document.querySelector('.tip').hidden")


async def test_a_tap_shows_the_cause(tab: Tab, report: Path) -> None:
    await tab.show(report, width=360, height=740)
    x, y = await tab.run(
        f"""const box = document.querySelector(`{LANE} .segment.interrupted rect`).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + 10]"""
    )
    await tab.page.touchscreen.tap(x, y)
    assert (await tab.run("return document.querySelector('.tip').textContent")).endswith("phone call")
    assert await tab.run("return document.documentElement.scrollWidth") == 360


async def test_the_playhead_follows_the_recording_and_the_log_the_playhead(
    tab: Tab, report: Path, tmp_path: Path
) -> None:
    await tab.show(report)
    await tab.run("await document.querySelector('audio').play()")
    await tab.until("() => parseFloat(document.querySelector('.playhead').getAttribute('x1')) > 0.5")
    await tab.run("document.querySelector('audio').pause()")
    x, y = await tab.run(
        f"""const box = document.querySelector(`{LANE} .bed`).getBoundingClientRect();
        return [box.left + box.width * 7 / 12.4, box.top + 10]"""
    )
    await tab.page.mouse.click(x, y)
    assert await tab.run("return document.querySelector('audio').currentTime") == pytest.approx(6.6, abs=0.02)
    marked = "return document.querySelector('tr[aria-current]').textContent"
    assert "Uncaught TypeError" in await tab.run(marked)
    await tab.page.screenshot({"path": str(tmp_path / "playhead.png")})
    await tab.run("[...document.querySelectorAll('tbody button')].find((b) => b.textContent === '9.000 s').click()")
    assert await tab.run("return document.querySelector('audio').currentTime") == pytest.approx(8.6, abs=0.02)
    assert "phone call" in await tab.run(marked)


async def test_zoom_stretches_time_and_not_text(tab: Tab, report: Path, tmp_path: Path) -> None:
    await tab.show(report, width=360, height=740)
    measure = f"""const lane = document.querySelector(`{LANE}`);
        return [lane.querySelector(".bed").getBoundingClientRect().width,
          lane.querySelector(".label.active text").getBoundingClientRect().height,
          lane.querySelector(".who").getBoundingClientRect().left]"""
    narrow, letters, left = await tab.run(measure)
    assert "tight" in await tab.run(f"return document.querySelector(`{LANE} .label.interrupted`).className.baseVal")
    for _ in range(2):
        await tab.run("document.querySelector('[data-zoom=\"1\"]').click()")
    await tab.run("document.querySelector('.scroller').scrollLeft = 500; await new Promise(requestAnimationFrame)")
    await tab.run("await new Promise(requestAnimationFrame)")
    wide, same, still = await tab.run(measure)
    assert wide == pytest.approx(4 * narrow, abs=2)
    assert (same, still) == (pytest.approx(letters, abs=0.5), pytest.approx(left, abs=1))
    assert "tight" not in await tab.run(f"return document.querySelector(`{LANE} .label.interrupted`).className.baseVal")
    assert await tab.run("return document.documentElement.scrollWidth") == 360
    # The state that began before what is in sight has its name in sight.
    edge, name = await tab.run(
        f"""return [".scroller", `{LANE} .label.active text`].map(
          (selector) => document.querySelector(selector).getBoundingClientRect().left)"""
    )
    assert name == pytest.approx(edge + 7, abs=1)
    await tab.page.screenshot({"path": str(tmp_path / "zoom.png")})


SPAN = "parseFloat(document.querySelector('.timeline').style.width)"


async def test_zoom_by_dragging_over_a_part(tab: Tab, report: Path, tmp_path: Path) -> None:
    await tab.show(report)
    box = f"document.querySelector(`{LANE} .bed`).getBoundingClientRect()"
    left, width, top = await tab.run(f"const box = {box}; return [box.left, box.width, box.top + 10]")
    await tab.page.mouse.move(left + width / 4, top)
    await tab.page.mouse.down()
    await tab.page.mouse.move(left + width / 2, top, steps=4)
    assert await tab.run("return document.querySelector('.tip').textContent") == "3.100 s to 6.200 s3.100 s"
    await tab.page.screenshot({"path": str(tmp_path / "range.png")})
    await tab.page.mouse.up()
    assert await tab.run(f"return {SPAN}") == pytest.approx(400, abs=1)
    assert await tab.run(f"return {box}.left + {box}.width / 4") == pytest.approx(left, abs=2)
    # That was no click: the playhead has not moved, and nothing of the selection is left.
    assert await tab.run("return document.querySelector('.playhead').getAttribute('visibility')") == "hidden"
    assert await tab.run("return document.querySelector('.range')") is None
    await tab.page.keyboard.press("Tab")
    await tab.run("document.querySelector('.timeline [tabindex=\"0\"]').focus()")
    for key, wanted in (("-", 200), ("+", 400), ("0", 100)):
        await tab.page.keyboard.press(key)
        assert await tab.run(f"return {SPAN}") == pytest.approx(wanted, abs=1)
    # Escape gives a selection up.
    await tab.page.mouse.move(left + 10, top)
    await tab.page.mouse.down()
    await tab.page.mouse.move(left + 200, top)
    await tab.page.keyboard.press("Escape")
    await tab.page.mouse.up()
    assert await tab.run(f"return {SPAN}") == 100


async def test_zoom_by_the_wheel_keeps_what_is_under_the_pointer(tab: Tab, report: Path) -> None:
    await tab.show(report)
    seen = await tab.run(
        f"""const scroller = document.querySelector(".scroller");
        const part = document.querySelector(`{LANE} .segment.interrupted rect`);
        const before = part.getBoundingClientRect().left;
        const turn = (deltaY, ctrlKey) => {{
          const init = {{ deltaY, ctrlKey, clientX: before, bubbles: true, cancelable: true }};
          const event = new WheelEvent("wheel", init);
          part.dispatchEvent(event);
          return event.defaultPrevented;
        }};
        const kept = turn(-300, true);
        const wide = {SPAN};
        const after = part.getBoundingClientRect().left;
        const plain = turn(-300, false);
        for (let n = 0; n < 40; n++) turn(-300, true);
        return [kept, wide, after - before, plain, {SPAN}, document.querySelector('[data-zoom="1"]').disabled]"""
    )
    assert seen == [
        True,
        pytest.approx(271.8, abs=0.2),
        pytest.approx(0, abs=2),
        False,
        3200,
        True,
    ]


async def test_the_mark_stays_on_a_row_that_is_shown(tab: Tab, report: Path) -> None:
    await tab.show(report)
    await tab.run("[...document.querySelectorAll('tbody button')].find((b) => b.textContent === '6.500 s').click()")
    marked = "return document.querySelector('tr[aria-current]').textContent"
    assert "Uncaught TypeError" in await tab.run(marked)
    await tab.run("document.querySelector('[data-kind=console]').click()")
    assert "interrupted" in await tab.run(marked)


async def test_flags_are_above_the_bars_on_a_phone(tab: Tab, report: Path) -> None:
    await tab.show(report, width=390, height=844)
    overlaps = await tab.run(
        """const box = (e) => e.getBoundingClientRect();
        const bars = [...document.querySelectorAll(".segment[data-t] > rect")].map(box);
        return [...document.querySelectorAll(".type path, .label.flag:not(.tight) text")].map(box).filter((flag) =>
          bars.some((b) => b.top < flag.bottom - 1 && flag.top + 1 < b.bottom)).length"""
    )
    assert overlaps == 0
    assert await tab.run("return document.querySelectorAll('.label.flag:not(.tight)').length") >= 3


async def test_a_failed_run_and_its_pictures(tab: Tab, tmp_path: Path) -> None:
    scene = podcast()
    scene.note_action("click '#play'", 1.1)
    scene.note_expectation("expect gain is 1: the page is heard with gain 0", held=False)
    async with Browser(engine="chromium") as browser:
        page = await browser.new_page()
        await page.set_content("<body style='background: teal'>")
        png = await page.screenshot(path=tmp_path / "page.png")
        jpeg = await page._draw("jpeg", 0.25)
    assert (tmp_path / "page.png").read_bytes() == png
    assert png.startswith(b"\x89PNG")
    shots = [html.Shot(float(n), "tab 1", jpeg) for n in range(12)]
    about = html.About("Failed run", "file:///page.html", "a.toml", "chromium", ["x" * 500, "<b>"], shots)
    write_report(scene.history, tmp_path / "failed.html", about)
    for width in (390, 1280):
        await tab.show(tmp_path / "failed.html", width=width)
        await tab.page.screenshot({"path": str(tmp_path / f"failed-{width}.png"), "fullPage": True})
        assert await tab.run("return document.documentElement.scrollWidth") == width
        assert await tab.run("return document.querySelector('.shots img').naturalWidth") == 320
        # The sign of what failed at the very end is whole.
        room, sign = await tab.run(
            """return [".scroller", ".sign.failed path"].map(
              (selector) => document.querySelector(selector).getBoundingClientRect().right)"""
        )
        assert sign <= room
        await tab.run("document.querySelectorAll('.shots button')[9].click()")
        assert await tab.run("return document.querySelector('.shots [aria-current]').dataset.t") == "9.0000"
        assert "phone call ended" in await tab.run("return document.querySelector('tr[aria-current]').textContent")


async def test_a_recording_that_is_too_large_is_linked(
    tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MAX_INLINED", 1000)
    recording = html.Recorded(tone(tmp_path / "what was heard.wav", 1), 0.0)
    write_report(podcast().history, tmp_path / "report.html", recording=recording)
    await tab.show(tmp_path / "report.html")
    assert await tab.run("return document.querySelector('audio').getAttribute('src')") == "what%20was%20heard.wav"
    await tab.until("() => document.querySelector('audio').duration === 1")


async def test_a_recording_of_a_device_is_played(tab: Tab, tmp_path: Path) -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.goto(ROOT / "examples" / "player" / "index.html")
        await page.wait_for_session("active")
        recording = browser.device.record(tmp_path / "heard.wav")
        await page.wait_for_session("inactive")
        await recording.stop()
        browser.device.report(tmp_path / "report.html", recording=recording)
    assert recording.start > 0
    await tab.show(tmp_path / "report.html")
    await tab.run("await document.querySelector('audio').play()")
    await tab.until("() => document.querySelector('audio').ended")
    duration, x, end = await tab.run(
        """return [document.querySelector("audio").duration,
          parseFloat(document.querySelector(".playhead").getAttribute("x1")) / 100,
          Number(document.querySelector(".timeline").dataset.end)]"""
    )
    assert x * end == pytest.approx(recording.start + duration, abs=0.02)


HOSTILE = "</title></svg></script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'`]]>&\x00\ud800\u202e"


def hostile() -> Scene:
    scene = Scene()
    page = scene.document(tab=HOSTILE, url=f"https://evil.example/{HOSTILE}")
    scene.app(HOSTILE).play()
    scene.at = 1.0
    page.play()
    call, _ = scene.core.begin_event(None, scene.at, name=HOSTILE)
    for level in ("log", "error", HOSTILE):
        scene.note(HOSTILE, level, HOSTILE)
    scene.at = 2.0
    scene.core.end_event(call, scene.at)
    return scene


@pytest.mark.parametrize("name", ["hostile.html", "hostile.svg"])
async def test_pages_inject_nothing(tab: Tab, tmp_path: Path, name: str) -> None:
    scene = hostile()
    path = tmp_path / name
    if path.suffix == ".svg":
        scene.screenshot_timeline(path)
    else:
        scene.report(path)
    await tab.show(path)
    assert await tab.run("return [window.hit, document.images?.length ?? 0]") == [None, 0]
    # Without the page's texts the file has as many elements.
    scripts = await tab.run("return document.querySelectorAll('script').length")
    assert scripts == (1 if path.suffix == ".html" else 0)
    assert tab.requests == [path.as_uri()]
    assert "window.hit" in await tab.run("return document.documentElement.textContent")


async def test_the_policy_forbids_what_is_not_the_reports_own(tab: Tab, report: Path) -> None:
    await tab.show(report)
    refused = await tab.run(
        """const refused = new Promise((resolve) =>
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)));
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.body.append(script);
        return [await refused, window.hit ?? null]"""
    )
    assert refused == ["script-src-elem", None]
    assert len(tab.complaints) == 1
    tab.complaints.clear()


async def test_ten_thousand_transitions_on_two_hundred_lanes_open(tab: Tab, tmp_path: Path) -> None:
    scene = Scene()
    apps = [scene.app(f"App {n}", type="ambient") for n in range(200)]
    for turn in range(50):
        for n, app in enumerate(apps):
            scene.at = turn + n / 1000
            (app.pause if app.state == "active" else app.play)()
    assert len(scene.timeline) == 10_000
    scene.report(tmp_path / "large.html")
    await tab.show(tmp_path / "large.html")
    assert await tab.run("return document.querySelectorAll('.lane').length") == 200
    assert await tab.run("return document.querySelectorAll('.segment[data-t]').length") == 10_198
    assert await tab.run("return document.querySelectorAll('tbody tr').length") == 2_001
    await tab.page.screenshot({"path": str(tmp_path / "large.png")})
