"""The products by name. What drives one is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from shim.processes.parent import Parent, parent_of

if TYPE_CHECKING:
    from .product import Product

PRODUCTS = {"quickjs": "QuickJS", "chromium": "Chromium", "firefox": "Firefox"}
"""Modules of this package, and the classes in them."""


def product(name: str) -> type[Product]:
    """The product of that name."""
    found: type[Product] = getattr(import_module(f".{name}", __package__), PRODUCTS[name])
    return found


def workers_of(name: str) -> Parent:
    """The process that the workers of that product are forked from, which begins to start if there is none."""
    return parent_of("shim.wpt.worker", name)


def is_installed(name: str) -> bool:
    """True when the product of that name can be run here."""
    # This engine is there, and is not imported to say so.
    return name == "quickjs" or product(name).is_installed()


def installed() -> list[str]:
    """The names of those that can be run here."""
    return [name for name in PRODUCTS if is_installed(name)]
