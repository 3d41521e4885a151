"""Outputs of tabs and apps: the policy's order, what a page has chosen by `setSinkId`, and a call's routes."""

from .participant import Participant
from .policy import Policy
from .surroundings import PLUGGABLE, Surroundings
from .tab import Tab
from .types import Output, SessionType


def is_call(participant: Participant) -> bool:
    """True when it has a call's routes: it is one, or was, and the policy lets that last while it sounds."""
    return participant.type is SessionType.PLAY_AND_RECORD or participant.keeps_call_route


def route_of(participant: Participant, surroundings: Surroundings, policy: Policy) -> Output:
    """The output on which it is heard unless it chooses one itself."""
    type_ = SessionType.PLAY_AND_RECORD if is_call(participant) else participant.type
    return surroundings.output(type_, policy)


def outputs_of(tab: Tab, surroundings: Surroundings, policy: Policy) -> list[Output]:
    """The outputs of the audible elements of a tab, each output once."""
    route = route_of(tab.participant, surroundings, policy)
    outputs: list[Output] = []
    for session in tab.sessions():
        for element in session.elements.values():
            if not element.audible:
                continue
            chosen = session.sinks.get(element.id, route)
            is_there = chosen not in PLUGGABLE or chosen in surroundings.plugged
            output = chosen if is_there else route
            if output not in outputs:
                outputs.append(output)
    return outputs or [route]
