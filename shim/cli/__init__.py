"""The command `audio-shim`."""
