"""The host half of CSSOM: declarations, properties, colors, computed styles."""
