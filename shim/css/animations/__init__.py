"""Animations and transitions: timing, easing, interpolation, and what they do to computed values."""
