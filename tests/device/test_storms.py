"""Random pages, calls and buttons: nothing hangs, and what is interrupted is not heard.

Each round is played in another process, which is killed if it does not end. `python -m benchmarks.interruption_storms
--seconds 3600` plays them for longer.
"""

from __future__ import annotations

import pytest

from benchmarks.audio_storms import Player
from benchmarks.interruption_storms import ROUND


@pytest.mark.parametrize(("policy", "seed"), [("spec", 3), ("ios", 21)])
def test_a_round_of_random_pages_calls_and_buttons_ends(policy: str, seed: int) -> None:
    player = Player("benchmarks.interruption_storms")
    assert player.play(policy, seed, ROUND)
    assert player.end()
