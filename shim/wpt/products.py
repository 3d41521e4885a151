"""The products by name."""

from __future__ import annotations

from .chromium import Chromium
from .firefox import Firefox
from .product import Product
from .quickjs import QuickJS

PRODUCTS: dict[str, type[Product]] = {product.name: product for product in (QuickJS, Chromium, Firefox)}


def installed() -> list[str]:
    """The names of those that can be run here."""
    return [name for name, product in PRODUCTS.items() if product.is_installed()]
