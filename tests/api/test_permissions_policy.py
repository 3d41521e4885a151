"""Features that documents in frames may use: `allow` attribute and `Permissions-Policy` header, on both engines."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from shim import Browser
from tests.conftest import clock_of
from tests.real_browsers import tone

URL = "https://example.test/"
ANSWER = "then(() => 'yes', (error) => error.name)"
ASK = f"""(async () => ({{
  microphone: await navigator.mediaDevices.getUserMedia({{ audio: true }}).{ANSWER},
  camera: await navigator.mediaDevices.getUserMedia({{ video: true }}).{ANSWER},
  speaker: await new AudioContext().setSinkId({{ type: 'none' }}).{ANSWER},
}}))()"""

ALL = {"microphone": "yes", "camera": "yes", "speaker": "yes"}
NONE = dict.fromkeys(ALL, "NotAllowedError")

FRAMES = {
    # (where its document is from, its attributes): what it may
    ("example.test", ""): ALL,
    ("example.test", "allow=\"microphone 'none'; speaker-selection 'none'\""): {**NONE, "camera": "yes"},
    ("other.test", ""): NONE,
    ("other.test", "allow=microphone"): {**NONE, "microphone": "yes"},
    ("other.test", "allow=\"microphone; camera *; speaker-selection 'SRC'\""): ALL,
    ("other.test", 'allow="microphone https://example.test; camera https://other.test"'): {**NONE, "camera": "yes"},
    ("other.test", "allow=\"microphone 'self'; camera 'self' https://other.test\""): {**NONE, "camera": "yes"},
    ("other.test", "allow=\"microphone 'none'; microphone\""): NONE,
}


async def opened(browser: Browser, markup: str, frames: dict[str, tuple[str, dict[str, str]]]) -> Any:
    """A page at `URL`. `frames`: by URL the markup and the headers of the documents in it."""
    page = await browser.new_page()
    browser.allow_hosts = ("*",)
    for url, (html, headers) in frames.items():
        page.route(url, body=f"<!doctype html>{html}", content_type="text/html", headers=headers)
    page.route("**/tone.wav", body=tone(), content_type="audio/wav")
    page.route(URL, body=f"<!doctype html><button>b</button><div></div>{markup}", content_type="text/html")
    await page.goto(URL)
    return page


async def test_a_frame_may_use_what_the_allow_attribute_gives_it(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        urls = [f"https://{host}/{number}" for number, (host, _) in enumerate(FRAMES)]
        markup = [
            f"<iframe {attributes} src={url}></iframe>" for url, (_, attributes) in zip(urls, FRAMES, strict=True)
        ]
        page = await opened(browser, "".join(markup), dict.fromkeys(urls, ("", {})))
        assert await page.evaluate(ASK) == ALL
        for frame, (key, expected) in zip(page.frames[1:], FRAMES.items(), strict=True):
            assert await frame.evaluate(ASK) == expected, key


async def test_frames_in_frames_get_no_more_than_those_around_them(engine: str) -> None:
    every = 'allow="microphone *; camera *; speaker-selection *"'
    deep = "https://example.test/deep"
    async with Browser(engine=engine) as browser:
        page = await opened(
            browser,
            "<iframe src=https://other.test/ allow=camera></iframe>"
            f"<iframe srcdoc='<iframe src={deep}></iframe>'></iframe>",
            {"https://other.test/": (f"<iframe src={deep} {every}></iframe>", {}), deep: ("", {})},
        )
        inner = next(frame for frame in page.frames if frame.url == deep and frame.parent.url == "https://other.test/")
        assert await inner.evaluate(ASK) == {**NONE, "camera": "yes"}
        inner = next(frame for frame in page.frames if frame.url == deep and frame.parent.url == "about:srcdoc")
        assert await inner.evaluate(ASK) == ALL


async def test_the_attribute_counts_from_the_next_document_on(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await opened(browser, "<iframe src=https://other.test/></iframe>", {"https://other.test/**": ("", {})})
        await page.evaluate("document.querySelector('iframe').allow = 'microphone'")
        assert (await page.frames[1].evaluate(ASK))["microphone"] == "NotAllowedError"
        await page.evaluate("document.querySelector('iframe').src = 'https://other.test/2'")
        await page.wait(0.01)
        frame = page.frames[1]
        while frame.url != "https://other.test/2":
            await page.wait(0.01)
        assert (await frame.evaluate(ASK))["microphone"] == "yes"
        # what it leads to on its own is not what the attribute names
        page.route("https://third.test/", body="<!doctype html>", content_type="text/html")
        await frame.evaluate("setTimeout(() => { location = 'https://third.test/' }, 20)")
        while frame.url != "https://third.test/":
            await page.wait(0.01)
        assert (await frame.evaluate(ASK))["microphone"] == "NotAllowedError"


async def test_the_header_takes_features_away(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        headers = {"Permissions-Policy": 'microphone=(), camera=(self "https://other.test"), speaker-selection=self'}
        every = 'allow="microphone; camera; speaker-selection"'
        page = await opened(
            browser,
            "",
            {
                "https://example.test/top": (f"<iframe src=https://other.test/ {every}></iframe>", headers),
                "https://other.test/": ("", {}),
            },
        )
        await page.goto("https://example.test/top")
        assert await page.evaluate(ASK) == {**ALL, "microphone": "NotAllowedError"}
        assert await page.frames[1].evaluate(ASK) == {**NONE, "camera": "yes"}


@pytest.mark.parametrize(("attributes", "is_allowed"), [("", False), ("allow=autoplay", True)])
async def test_autoplay_in_a_frame_of_another_site(engine: str, attributes: str, is_allowed: bool) -> None:
    async with Browser(engine=engine, autoplay="user-gesture", clock=clock_of(engine)) as browser:
        run = partial(browser.clock.run_until, timeout=30)
        url = "https://other.test/"
        page = await opened(browser, "", {url: ("<audio autoplay loop src=/tone.wav></audio>", {})})
        await page.click("button")
        await page.evaluate(
            "(html) => { document.querySelector('div').innerHTML = html }", f"<iframe src={url} {attributes}></iframe>"
        )
        await page.wait_for_function("frames.length === 1")
        frame = page.frames[1]
        while frame.url != url or not frame.is_loaded:
            await page.wait(0.01)
        played = await run(frame.evaluate(f"new Audio('/tone.wav').play().{ANSWER}"))
        assert played == ("yes" if is_allowed else "NotAllowedError")
        running = (
            "new Promise((resolve) => { const c = new AudioContext(); c.onstatechange = () => resolve(c.state); %s })"
        )
        state = await run(frame.evaluate(running % "setTimeout(() => resolve(c.state), 500)"))
        assert state == ("running" if is_allowed else "suspended")
        assert await frame.evaluate("document.querySelector('audio').paused") is not is_allowed


async def test_a_permission_that_the_policy_takes_away_is_denied() -> None:
    # Chromium says `granted` of what DevTools has granted
    async with Browser() as browser:
        page = await opened(browser, "<iframe src=https://other.test/></iframe>", {"https://other.test/": ("", {})})
        query = "navigator.permissions.query({ name: 'microphone' }).then((status) => status.state)"
        assert [await frame.evaluate(query) for frame in page.frames] == ["granted", "denied"]
        sink = f"new Audio().setSinkId('').{ANSWER}"
        assert [await frame.evaluate(sink) for frame in page.frames] == ["yes", "NotAllowedError"]


async def test_the_policy_is_shown(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        headers = {"Permissions-Policy": 'microphone=(), geolocation=(self "https://c.test")'}
        page.route(URL, body="<!doctype html>", content_type="text/html", headers=headers)
        await page.goto(URL)
        assert await page.evaluate("""() => {
          const policy = document.featurePolicy, allowed = policy.allowedFeatures();
          return [
            policy === document.featurePolicy, policy.features().includes("camera"),
            policy.features().includes("microphone"),
            allowed.includes("camera"), allowed.includes("microphone"), policy.allowsFeature("camera"),
            policy.allowsFeature("camera", "https://c.test"), policy.allowsFeature("geolocation", "https://c.test"),
            policy.allowsFeature("nothing"), ...["camera", "geolocation", "microphone", "nothing"].map(
              (feature) => policy.getAllowlistForFeature(feature)),
          ];
        }""") == [
            *[True, True, True, True, False, True, False, True, False],
            *[["https://example.test"], ["https://example.test", "https://c.test"], [], []],
        ]
