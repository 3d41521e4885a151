"""A headless page engine for audio: runs a page's scripts, gives it `navigator.audioSession`, and puts a
simulated device under it."""

__version__ = "0.1.0"
