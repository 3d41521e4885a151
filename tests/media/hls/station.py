"""A station on loopback: a tone in segments, as a whole playlist and as a live one, and pages that play it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.media.source.segments import encoded, segments
from tests.paths import ROOT

LIBRARIES = {
    "hls": ROOT / "node_modules" / "hls.js" / "dist" / "hls.js",
    "shaka": ROOT / "node_modules" / "shaka-player" / "dist" / "shaka-player.compiled.js",
    "dash": ROOT / "node_modules" / "dashjs" / "dist" / "modern" / "umd" / "dash.all.min.js",
    "video": ROOT / "node_modules" / "video.js" / "dist" / "video.min.js",
}
STYLE = LIBRARIES["video"].with_name("video-js.min.css")
SECONDS = 12
VIDEO = """const player = videojs(media, { preload: "auto", controlBar: false });
  player.src({ src: url, type: "application/vnd.apple.mpegurl" });"""
START = {
    "hls": "const player = new Hls(); player.loadSource(url); player.attachMedia(media);",
    "shaka": "shaka.polyfill.installAll(); const player = new shaka.Player(); "
    "player.attach(media).then(() => player.load(url)).catch((error) => log.push(String(error)));",
    "dash": "const player = dashjs.MediaPlayer().create(); player.initialize(media, url, false);",
    "video": VIDEO,
    "video_native": VIDEO.replace("controlBar", "html5: { vhs: { overrideNative: false } }, controlBar"),
    "video_bar": VIDEO.replace("controlBar: false", "controls: true, audioOnlyMode: true, width: 400"),
    "native": "media.src = url;",
}
HEAD = """<!doctype html><audio id=a></audio>SCRIPT<script>
  const log = [], media = document.getElementById("a"), url = new URL("PLAYLIST", location.href).href;
  for (const type of ["playing", "waiting", "pause", "ended", "error"])
    media.addEventListener(type, () => log.push(type));
  START
</script>"""
TYPES = {"m3u8": "application/vnd.apple.mpegurl", "mpd": "application/dash+xml", "js": "text/javascript"}
MPD = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
  mediaPresentationDuration="PT{seconds}S" minBufferTime="PT1S"><Period><AdaptationSet contentType="audio"
  mimeType="audio/mp4" codecs="mp4a.40.2" segmentAlignment="true"><SegmentTemplate timescale="48000"
  initialization="header" media="$Number$" startNumber="0"><SegmentTimeline>{times}</SegmentTimeline></SegmentTemplate>
  <Representation id="0" bandwidth="96000" audioSamplingRate="48000"/></AdaptationSet></Period></MPD>"""
_FRAMES = 48_000 // 1024 * 1024


@dataclass
class Station:
    """Answers requests. The live playlist has three segments of a second, and a new one each second of `now`."""

    now: Callable[[], float] = time.monotonic
    requests: list[str] = field(default_factory=list)
    began: float | None = None

    async def answer(self, request: web.Request) -> web.Response:
        self.requests.append(request.path)
        name = request.path.removeprefix("/")
        if name.startswith("player-"):
            library, playlist = name.removeprefix("player-").split("-", 1)
            source = library.partition("_")[0]
            script = f'<script src="/{source}.js"></script>' if source in LIBRARIES else ""
            if library == "video_bar":
                script += '<link rel="stylesheet" href="/video.css">'
            html = HEAD.replace("SCRIPT", script).replace("PLAYLIST", playlist).replace("START", START[library])
            return web.Response(text=html, content_type="text/html")
        stem, _, kind = name.partition(".")
        if kind == "js":
            return web.Response(body=LIBRARIES[stem].read_bytes(), content_type=TYPES["js"])
        if kind == "css":
            return web.Response(body=STYLE.read_bytes(), content_type="text/css")
        if kind in ("m3u8", "mpd"):
            return web.Response(text=self._playlist(stem, kind), content_type=TYPES[kind])
        found = segments("mp4", SECONDS)
        if name == "whole.ts":
            return web.Response(body=encoded("mpegts", SECONDS), content_type="video/mp2t")
        if name == "whole.aac":
            return web.Response(body=encoded("adts", SECONDS), content_type="audio/aac")
        if name == "header":
            return web.Response(body=found.header, content_type="audio/mp4")
        if name.isdigit() and int(name) < len(found.media):
            return web.Response(body=found.media[int(name)], content_type="audio/mp4")
        return web.Response(status=404)

    def _playlist(self, name: str, kind: str) -> str:
        count = len(segments("mp4", SECONDS).media)
        if kind == "mpd":
            rest = SECONDS * 48_000 - _FRAMES * (count - 1)
            times = f'<S t="0" d="{_FRAMES}" r="{count - 2}"/><S d="{rest}"/>'
            return MPD.format(seconds=SECONDS, times=times)
        if name == "master":
            return (
                "#EXTM3U\n"
                '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="ac-3"\nnone.m3u8\n'
                '#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="mp4a.40.2"\nvod.m3u8\n'
            )
        head = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n"
        if name in ("ts", "aac"):
            head = head.replace("DURATION:1", f"DURATION:{SECONDS}")
            return f"{head}#EXTINF:{SECONDS},\nwhole.{name}\n#EXT-X-ENDLIST\n"
        head += '#EXT-X-MAP:URI="header"\n'
        seconds = _FRAMES / 48_000
        if name == "vod":
            parts = "".join(f"#EXTINF:{seconds},\n{number}\n" for number in range(count))
            return f"{head}#EXT-X-MEDIA-SEQUENCE:0\n{parts}#EXT-X-ENDLIST\n"
        self.began = self.now() if self.began is None else self.began
        first = min(int(self.now() - self.began), count - 4)
        parts = "".join(f"#EXTINF:{seconds},\n{number}\n" for number in range(first, first + 4))
        return f"{head}#EXT-X-MEDIA-SEQUENCE:{first}\n{parts}"
