"""Meters of senders and receivers, which count as media go through. https://w3c.github.io/webrtc-stats/"""

from __future__ import annotations

from shim.audio.envelope import RATE
from shim.audio.samples import Block
from shim.lazy import np

LAG = 0.1
"""Seconds that samples are looked at later: what is made block by block is there by then."""
_PACKETS = 50
"""Audio packets a second: 20 ms each, as Opus has by default."""
_PAYLOAD = {"sound": 80, "silence": 3, "picture": 1000}
"""Bytes in a packet. AD-HOC: nothing is encoded; 80 bytes each make 32 kbit/s."""
HEADER = 12


class Meter:
    """One direction of a transceiver. Energy and level are linear, full scale at 1.0; durations in seconds."""

    def __init__(self) -> None:
        self.packets = 0
        self.payload_bytes = 0
        self.level = 0.0
        self.energy = 0.0
        self.duration = 0.0
        self.frames = 0
        """Pictures."""
        self._owed = 0.0

    @property
    def rtp_time(self) -> int:
        """The RTP time stamp of what went through last: in samples of 48 kHz, or in 1/90,000 s."""
        return round(self.duration * RATE) if self.duration else self.frames * 3000

    def add_sound(self, block: Block) -> None:
        """The next samples, at `RATE`, have gone through."""
        seconds = len(block) / RATE
        power = float(np.mean(np.square(block))) if block.size else 0.0
        last = block[-RATE // _PACKETS :]
        self.level = float(np.sqrt(np.mean(np.square(last)))) if last.size else 0.0
        self.energy += power * seconds
        self.duration += seconds
        self._send(seconds * _PACKETS, _PAYLOAD["sound" if power > 0 else "silence"])

    def add_pictures(self, seconds: float, rate: float) -> None:
        """A video track has gone on, at `rate` pictures a second; each is a packet."""
        before = self.packets
        self._send(seconds * rate, _PAYLOAD["picture"])
        self.frames += self.packets - before

    def rest(self) -> None:
        """Nothing goes through."""
        self.level = 0.0

    def _send(self, packets: float, size: int) -> None:
        self._owed += packets
        whole = int(self._owed)
        self._owed -= whole
        self.packets += whole
        self.payload_bytes += whole * size
