"""A world without documents for each test."""

import pytest

from tests.polyfill.world import World


@pytest.fixture
def world() -> World:
    return World()
