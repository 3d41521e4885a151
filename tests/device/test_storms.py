"""Random pages, calls and buttons: nothing hangs, and what is interrupted is not heard.

Each round is played in another process, which is killed if it does not end. `python -m benchmarks.interruption_storms
--seconds 3600` plays them for longer.
"""

from __future__ import annotations

import pytest

from benchmarks.audio_storms import Player
from benchmarks.interruption_storms import ROUND


@pytest.mark.parametrize(
    ("policy", "seed", "clock"), [("spec", 3, "manual"), ("ios", 21, "manual"), ("ios", 21, "system")]
)
def test_a_round_of_random_pages_calls_and_buttons_ends(policy: str, seed: int, clock: str) -> None:
    player = Player("benchmarks.interruption_storms")
    assert player.play(policy, seed, clock, patience=ROUND)
    assert player.end()
