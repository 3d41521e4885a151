# ruff: noqa: E501 scripts have long lines
"""URLPattern, the prioritized task scheduler, and javascript: URLs come out the same on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Page
from tests.api.opened import opened

URL = "https://example.test/"
CASES: dict[str, tuple[str, object]] = {
    "patterns": (
        """() => {
          const log = [], groups = (pattern, input, name = "pathname") => new URLPattern(...[pattern].flat()).exec(input)?.[name].groups ?? null;
          log.push(groups({ pathname: "/calls/:id{.:kind}?" }, { pathname: "/calls/7.wav" }));
          log.push(groups("https://*.example.test/(\\\\d+)/:rest*", "https://a.example.test/12/b/c"), groups(["/a/:b", "https://x.test"], "https://x.test/a/B"));
          log.push(groups([{ pathname: "/A" }, { ignoreCase: true }], { pathname: "/a" }), new URLPattern({ hostname: "CAFÉ.test" }).hostname);
          const pattern = new URLPattern("http{s}?://:host.test:8080/:file([a-z]+)\\\\?q=*#:x");
          log.push([pattern.protocol, pattern.hostname, pattern.port, pattern.pathname, pattern.search, pattern.hash, pattern.hasRegExpGroups]);
          for (const bad of ["/x", "https://a/(", { pathname: "/:a/:a" }, { port: "x" }, { hostname: "a b" }]) {
            try { new URLPattern(bad); log.push("made"); } catch (error) { log.push(error.name); }
          }
          return log;
        }""",
        [
            {"id": "7", "kind": "wav"}, {"0": "12", "rest": "b/c"}, {"b": "B"}, {}, "xn--caf-dma.test",
            ["http{s}?", ":host.test", "8080", "/:file([a-z]+)", "q=*", ":x", True],
            "TypeError", "TypeError", "TypeError", "TypeError", "TypeError",
        ],
    ),
    "scheduler": (
        """async () => {
          const log = [], post = (text, priority) => scheduler.postTask(() => { log.push(text); }, { priority });
          await Promise.all([post("background", "background"), post("visible"), post("blocking", "user-blocking"), post("blocking too", "user-blocking")]);
          await scheduler.postTask(async () => { const later = post("task", "user-blocking"); await scheduler.yield(); log.push("continuation"); await later; }, { priority: "user-blocking" });
          const controller = new TaskController({ priority: "background" }), { signal } = controller;
          signal.onprioritychange = (event) => log.push(event.constructor.name, event.previousPriority, signal.priority);
          const raised = scheduler.postTask(() => { log.push("raised"); }, { signal }), other = post("other");
          controller.setPriority("user-blocking"); await raised; await other;
          log.push(await scheduler.postTask(() => 5, { delay: 1 }), await scheduler.postTask(() => { throw new RangeError(); }).catch((error) => error.name));
          const waiting = scheduler.postTask(() => log.push("never"), { signal, delay: 5 }); controller.abort();
          log.push(await waiting.catch((error) => error.name), await scheduler.postTask(() => 0, { signal }).catch((error) => error.name));
          log.push(TaskSignal.any([], { priority: "background" }).priority, TaskSignal.any([signal]).aborted);
          return log;
        }""",
        [
            "blocking", "blocking too", "visible", "background", "continuation", "task", "TaskPriorityChangeEvent", "background",
            "user-blocking", "raised", "other", 5, "RangeError", "AbortError", "AbortError", "background", True,
        ],
    ),
    "a javascript: URL is not taken back by the next one": (
        """() => new Promise((done) => {
          window.found = []; window.end = () => done(found);
          for (const code of ["found.push(1);undefined", "found.push('a?b=c&d');undefined", "end();undefined"]) {
            const link = document.createElement("a"); link.href = `javascript:${code}`; link.click(); found.push("click");
          }
        })""",
        ["click", "click", "click", 1, "a?b=c&d"],
    ),
}  # fmt: skip


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with opened(engine, URL, "<body>") as page:
        yield page


@pytest.mark.parametrize("name", CASES)
async def test_both_engines_agree(page: Page, name: str) -> None:
    script, expected = CASES[name]
    assert await page.evaluate(script) == expected
