"""All scenarios, by name, in the order of the table."""

from ..scenario import Scenario
from . import capture, events, frames, history, interruption, media, origins, pairs, speech, tabs, types, web_audio

SCENARIOS: dict[str, Scenario] = {}
for module in (types, media, web_audio, capture, speech, events, pairs, frames, history, origins, tabs, interruption):
    for scenario in module.SCENARIOS:
        if scenario.name in SCENARIOS:
            raise ValueError(f"two scenarios are called {scenario.name}")
        SCENARIOS[scenario.name] = scenario
