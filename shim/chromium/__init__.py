"""The Python API on Chromium: `Browser(engine="chromium")`. See docs/browsers.md."""
