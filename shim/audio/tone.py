"""A sine."""

from __future__ import annotations

from dataclasses import dataclass

from shim.lazy import np

from .samples import Block


@dataclass(frozen=True, slots=True)
class Tone:
    """A sine: `frequency` in Hz, `amplitude` linear."""

    frequency: float = 440.0
    amplitude: float = 0.25
    channels: int = 1
    sample_rate: int = 48_000

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`."""
        # The phase is reduced in cycles, where a late start costs the least precision.
        cycles = (start * self.frequency) % 1.0 + np.arange(frames) * (self.frequency / rate)
        return (self.amplitude * np.sin(2 * np.pi * cycles)).astype(np.float32)[:, None].repeat(self.channels, axis=1)
