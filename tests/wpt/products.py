"""The products that tests of the runner run on; one that is not here is skipped, in CI it fails."""

import pytest

from shim.wpt.products import PRODUCTS, is_installed
from tests.real_browsers import need, need_browser

PRODUCT = pytest.mark.parametrize("product", ["quickjs", "chromium"])


def need_product(name: str) -> None:
    """Skips, or in CI fails, where the product cannot be run."""
    (need if name == "quickjs" else need_browser)(is_installed(name), PRODUCTS[name])
