"""The shape of the media interfaces against the IDL of the standards, by WPT's own idlharness.js."""

from __future__ import annotations

import re

import pytest

from shim import Browser
from tests.paths import ROOT

MODULES = ROOT / "node_modules"
IDL = MODULES / "@webref" / "idl"
HARNESS = MODULES / "wpt-runner" / "testharness"
NAMES = [
    "HTMLMediaElement",
    "HTMLAudioElement",
    "HTMLVideoElement",
    "HTMLSourceElement",
    "HTMLTrackElement",
    "TimeRanges",
    "MediaError",
    "AudioTrack",
    "AudioTrackList",
    "VideoTrack",
    "VideoTrackList",
    "TextTrack",
    "TextTrackList",
    "TextTrackCue",
    "TextTrackCueList",
    "TrackEvent",
    "TrackEventInit",
    "CanPlayTypeResult",
    "TextTrackMode",
    "TextTrackKind",
]
SINK = """partial interface HTMLMediaElement {
  [SecureContext] readonly attribute DOMString sinkId;
  [SecureContext] Promise<undefined> setSinkId (DOMString sinkId);
};"""
AROUND = """interface HTMLElement : Element {}; interface MediaStream : EventTarget {}; interface Blob {};
callback EventHandlerNonNull = any (Event event); typedef EventHandlerNonNull? EventHandler;"""
OBJECTS = {
    "HTMLVideoElement": ["video"],
    "HTMLAudioElement": ["document.createElement('audio')", "new Audio()"],
    "HTMLSourceElement": ["document.createElement('source')"],
    "HTMLTrackElement": ["document.createElement('track')"],
    "TimeRanges": ["video.buffered"],
    "AudioTrackList": ["video.audioTracks"],
    "VideoTrackList": ["video.videoTracks"],
    "TextTrackList": ["video.textTracks"],
    "TextTrack": ["textTrack"],
    "TextTrackCueList": ["textTrack.cues"],
    "VTTCue": ["cue"],
    "VTTRegion": ["new VTTRegion()"],
    "TrackEvent": ["new TrackEvent('addtrack')"],
    "VideoPlaybackQuality": ["video.getVideoPlaybackQuality()"],
}
RUN = """async ([dom, around, tested, objects]) => {
  globalThis.video = document.createElement("video");
  globalThis.textTrack = video.addTextTrack("subtitles");
  globalThis.cue = new VTTCue(0, 1, "");
  textTrack.addCue(cue);
  setup({ explicit_done: true, output: false, explicit_timeout: true });
  const results = new Promise((resolve) => add_completion_callback(resolve));
  const idl = new IdlArray();
  idl.add_untested_idls(dom);
  idl.add_untested_idls(around);
  idl.add_idls(tested);
  idl.add_objects(objects);
  promise_test(async () => idl.test(), "idl");
  await new Promise((resolve) => setTimeout(resolve, 0));
  done();
  return (await results).map(({ name, status, message }) => [name, status, message]);
}"""


def definitions(text: str) -> str:
    """Definitions of the HTML standard that we implement."""
    head = r"(?:\[Exposed=Window[^\]]*\]\s*)?(?:interface|enum|dictionary)"
    found = re.findall(rf"^({head} (\w+)[^{{]*\{{.*?\}};)$", text, re.DOTALL | re.MULTILINE)
    ours = {name: definition for definition, name in found if name in NAMES}
    assert set(ours) == set(NAMES)
    return "\n".join(ours.values())


@pytest.mark.skipif(not IDL.exists(), reason="the harness and the IDL come with `npm ci`")
async def test_the_interfaces_have_the_shape_of_the_standards() -> None:
    extensions = [(IDL / f"{name}.idl").read_text() for name in ("webvtt", "video-rvfc", "media-playback-quality")]
    tested = "\n".join([definitions((IDL / "html.idl").read_text()), *extensions, SINK])
    async with Browser(script_timeout=60) as browser:
        page = await browser.new_page()
        for name in ("testharness", "webidl2", "idlharness"):
            page.route(f"**/{name}.js", body=(HARNESS / f"{name}.js").read_text(), content_type="text/javascript")
        scripts = "".join(f'<script src="{name}.js"></script>' for name in ("testharness", "webidl2", "idlharness"))
        await page.set_content(f"<!doctype html><body>{scripts}</body>", url="https://example.test/")
        results = await page.evaluate(RUN, [(IDL / "dom.idl").read_text(), AROUND, tested, OBJECTS])
    assert [f"{name}: {message}" for name, status, message in results if status != 0] == []
    assert len(results) > 550
