"""performance: the clock, marks and measures, observers; and the observers of layout."""

from __future__ import annotations

import time

from tests.web.page import WebPage


async def test_the_clock(page: WebPage) -> None:
    before = time.time()
    now, origin, later = page.evaluate("[performance.now(), performance.timeOrigin, performance.now()]")
    assert 0 <= now <= later
    assert before - 0.1 < (origin + now) / 1000 < time.time() + 0.1
    assert page.evaluate(
        "performance.timeOrigin === performance.timeOrigin && performance.timing.navigationStart > 1e12"
    )
    assert set(page.evaluate("performance.toJSON()")) == {"timeOrigin", "timing", "navigation"}


async def test_marks_and_measures(page: WebPage) -> None:
    page.run(
        "p = performance; p.mark('late', { startTime: 20 }); a = p.mark('early', { startTime: 10, detail: { x: 1 } })"
    )
    assert page.evaluate("p.getEntries().map((e) => e.name)") == ["early", "late"]
    assert page.evaluate("[a instanceof PerformanceMark, a.toJSON()]") == [
        True, {"name": "early", "entryType": "mark", "startTime": 10, "duration": 0, "detail": {"x": 1}},
    ]  # fmt: skip
    shown = "(m => [m.name, m.startTime, m.duration])"
    assert page.evaluate(f"{shown}(p.measure('m', 'early', 'late'))") == ["m", 10, 10]
    assert page.evaluate(f"{shown}(p.measure('m', {{ start: 'early', duration: 5 }}))") == ["m", 10, 5]
    assert page.evaluate(f"{shown}(p.measure('m', {{ end: 20, duration: 5, detail: null }}))") == ["m", 15, 5]
    assert page.evaluate("p.measure('m').startTime") == 0
    assert page.evaluate(
        "[p.getEntriesByType('measure').length, "
        "p.getEntriesByName('late')[0].startTime, p.getEntriesByName('late', 'measure')]"
    ) == [4, 20, []]
    page.run("p.clearMarks('late'); p.clearMeasures()")
    assert page.evaluate("p.getEntries().map((e) => e.name)") == ["early"]
    assert page.evaluate("p.measure('m', 'never')")["thrown"] == "SyntaxError"
    assert page.evaluate("p.mark('fetchStart')")["thrown"] == "SyntaxError"
    assert page.evaluate("p.mark('x', { startTime: -1 })")["thrown"] == "TypeError"
    assert page.evaluate("p.measure('m', { start: 1 }, 'early')")["thrown"] == "TypeError"


async def test_observers_hear_in_a_task_of_their_own(page: WebPage) -> None:
    page.run("""
      log = []; performance.mark('before');
      o = new PerformanceObserver((list, self) => log.push([list.getEntriesByType('mark').map((e) => e.name),
        self === o]));
      o.observe({ type: 'mark', buffered: true });
      performance.mark('after'); performance.measure('not asked for'); log.push('sync');
    """)
    await page.idle()
    assert page.evaluate("log") == ["sync", [["before", "after"], True]]
    page.run(
        "performance.mark('taken'); taken = o.takeRecords().map((e) => e.name); performance.mark('x'); o.disconnect()"
    )
    await page.idle()
    assert page.evaluate("[taken, log.length]") == [["taken"], 2]
    assert page.evaluate("PerformanceObserver.supportedEntryTypes") == ["mark", "measure"]
    assert page.evaluate("new PerformanceObserver(() => {}).observe({})")["thrown"] == "TypeError"
    assert page.evaluate("new PerformanceObserver()")["thrown"] == "TypeError"


async def test_intersections_are_reported_once(page: WebPage) -> None:
    page.run("""
      log = []; o = new IntersectionObserver((entries, self) => log.push(entries.map((e) => [e.target.localName,
        e.isIntersecting, e.intersectionRatio]), self === o), { threshold: [1, 0], rootMargin: '5px 10%' });
      o.observe(document.body); o.observe(document.body); o.observe(document.createElement('p'));
    """)
    await page.idle()
    assert page.evaluate("log") == [[["body", True, 1], ["p", False, 0]], True]
    assert page.evaluate("[o.thresholds, o.rootMargin, o.root]") == [[0, 1], "5px 10% 5px 10%", None]
    assert page.evaluate("new IntersectionObserver(() => {}, { threshold: 2 })")["thrown"] == "RangeError"
    assert page.evaluate("new IntersectionObserver(() => {}, { rootMargin: '1em' })")["thrown"] == "SyntaxError"


async def test_sizes_are_reported_once(page: WebPage) -> None:
    page.run(
        "log = []; o = new ResizeObserver((entries) => log.push(entries.map((e) => [e.target.localName, "
        "e.contentRect.width, e.contentBoxSize[0].inlineSize]))); o.observe(document.body)"
    )
    page.run("other = new ResizeObserver(() => log.push('never')); other.observe(document.body); other.disconnect()")
    await page.idle()
    assert page.evaluate("log") == [[["body", 1264, 1264]]]
    assert page.evaluate("o.observe(1)")["thrown"] == "TypeError"
