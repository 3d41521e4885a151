"""Builds what examples need and the repository does not hold: the jukebox, by Vite; for the streaming player hls.js out
of npm, and a playlist made of a sound."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import av

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"
JUKEBOX = ROOT / "examples" / "jukebox"
BUILD = ROOT / "examples" / "streaming" / "build"
SOUND = ROOT / "examples" / "sounds" / "music.ogg"
SECONDS = 12.0


def main() -> None:
    """Writes the folders anew."""
    library, vite = PACKAGES / "hls.js" / "dist" / "hls.light.min.js", PACKAGES / "vite" / "bin" / "vite.js"
    if not (library.exists() and vite.exists()):
        sys.exit("hls.js or Vite is not there: run `npm ci`, or `make setup`")
    config = JUKEBOX / "vite.config.mjs"
    subprocess.run(["node", str(vite), "build", "--logLevel", "warn", "--config", str(config)], check=True)
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    shutil.copy(library, BUILD / "hls.js")
    write_playlist(BUILD / "stream.m3u8")


def write_playlist(path: Path) -> None:
    """The sound over and over, as fragmented MP4 in segments of two seconds."""
    options = {
        "hls_time": "2",
        "hls_playlist_type": "vod",
        "hls_segment_type": "fmp4",
        "hls_fmp4_init_filename": "header.mp4",
    }
    with av.open(str(path), "w", format="hls", options=options) as out:
        track = out.add_stream("aac", rate=44_100, layout="stereo")
        resampler = av.AudioResampler("fltp", "stereo", 44_100, frame_size=1024)
        written = 0
        while written < SECONDS * 44_100:
            with av.open(str(SOUND)) as sound:
                for frame in sound.decode(audio=0):
                    frame.pts = None
                    for made in resampler.resample(frame):
                        made.pts = written
                        written += made.samples
                        out.mux(track.encode(made))
        out.mux(track.encode(None))


if __name__ == "__main__":
    main()
