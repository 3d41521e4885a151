"""Paths by which the tests find the rest of the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
