"""Runs web-platform-tests files on this engine and on real browsers, and compares them.

The command is `audio-shim wpt`.
"""
