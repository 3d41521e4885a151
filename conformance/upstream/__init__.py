"""Compares this engine with jsdom on the files of a WPT checkout, folder by folder, and writes docs/wpt-upstream.md."""
