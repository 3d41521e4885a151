"""Numbers by which script holds what all documents of a browser share: frames, ports, tracks."""

from __future__ import annotations

import secrets
from collections.abc import Container

_BITS = 52
"""As many as a number of script can have."""


def unguessable(taken: Container[int]) -> int:
    """A number that is not among `taken`. Script that was not given it cannot find it by trying."""
    while (number := secrets.randbits(_BITS)) in taken:
        pass
    return number
