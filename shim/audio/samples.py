"""Samples that come from pages and files, made fit for what mixes, measures and encodes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from shim.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Block: TypeAlias = "NDArray[np.float32]"
"""Samples as (frames, channels), full scale at 1.0."""

LOUDEST = 1000.0
"""Linear, 60 dB above full scale: what is louder is clipped, so that no sum and no square of samples overflows."""


def bounded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The samples, with silence for NaN and infinities: one such sample would spoil the whole mix of a device."""
    return np.clip(np.nan_to_num(samples, nan=0.0), -LOUDEST, LOUDEST)
