"""Pages that ask a renderer for more than its channel has room for, while it waits for their processors.

Each is played in another process, which is killed if it does not answer: a call that waits with the interpreter lock
held can be ended in no other way. `python -m benchmarks.audio_storms --seconds 600 --busy 2` plays them for longer.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.audio_storms import STORMS, Player

SIZE = 300
PATIENCE = 60.0


@pytest.fixture(scope="module")
def players() -> Iterator[list[Player]]:
    """The process that plays, while there is one."""
    players: list[Player] = []
    yield players
    for player in players:
        # One of about 100 processes did not end well, in a run of the whole suite: then another one has to.
        if not player.end(PATIENCE):
            again = Player()
            assert again.play("nodes", 5000, patience=PATIENCE)
            assert again.end(PATIENCE)


@pytest.mark.parametrize("name", STORMS)
def test_a_page_may_ask_for_much_at_once(players: list[Player], name: str) -> None:
    player = players.pop() if players else Player()
    assert player.play(name, SIZE, patience=PATIENCE)
    players.append(player)


def test_a_page_may_ask_for_very_much_at_once(players: list[Player]) -> None:
    player = players.pop() if players else Player()
    assert player.play("nodes", 5000, patience=PATIENCE)
    players.append(player)
