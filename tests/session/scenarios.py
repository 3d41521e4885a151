"""The registry of the scenarios that were collected from Chromium (C), WebKit (W) and Gecko (G), by their ids.

What is not among them is in NOT_HERE with the reason; docs/device.md says it to people.
"""

from collections.abc import Callable

from tests.session.stage import Player, Stage

NOT_HERE = {
    "C21": "an option of Chromium's own media sessions (duck rather than suspend) that no page and no app can set",
    "C23": "as C21",
    "C37": "the device does not sleep",
    "C47": "a private switch of Chromium's (duck everything but one)",
    "W05": "by the draft a session that becomes active resumes all its interrupted elements",
    "W21": "the microphone track's own: tests/media/capture/test_session.py",
    "W23": "there is no permissions policy for frames",
    "G05": "a policy does not change while the device runs",
    "G19": "play() is not rejected: the element is held and resumes (docs/session.md, decision 12)",
    "G23": "there is no delayed focus: Android's requests fail during a call",
}

Scenario = Callable[[Stage, Player], None]
SCENARIOS: dict[str, tuple[str, Scenario]] = {}


def scenario(id_: str, policy: str = "chromeos") -> Callable[[Scenario], Scenario]:
    def register(function: Scenario) -> Scenario:
        assert id_ not in SCENARIOS
        SCENARIOS[id_] = policy, function
        return function

    return register
