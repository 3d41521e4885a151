"""Effects of the screen on tabs: it is locked, or another app is in front of the browser."""

from .document import AudioSession, Element
from .policy import Policy, ScreenRule
from .surroundings import Surroundings
from .tab import Tab
from .types import ElementKind, SessionType


def rule_of(surroundings: Surroundings, policy: Policy) -> ScreenRule | None:
    """The rule that holds now; None while the pages are before the user's eyes.

    The lock counts for more than the background.
    """
    if surroundings.is_locked:
        return policy.lock
    return policy.background if surroundings.in_background else None


# AD-HOC: a tab is interrupted as a whole; on iOS the <audio> beside a <video> plays on.
def is_silenced(tab: Tab, rule: ScreenRule | None) -> bool:
    """True when the rule interrupts all that sounds in the tab or is held."""
    if rule is None:
        return False
    sounding = [(s, e) for s in tab.sessions() for e in s.elements.values() if e.audible or e.interrupted]
    return bool(sounding) and all(_is_interrupted(session, element, rule) for session, element in sounding)


def interrupts(rule: ScreenRule, kind: ElementKind, type_: SessionType) -> bool:
    """True when the rule interrupts elements of a kind in a document that has set that type."""
    return kind in rule.interrupts and not (kind is ElementKind.AUDIO_CONTEXT and type_ in rule.exempt_contexts)


def _is_interrupted(session: AudioSession, element: Element, rule: ScreenRule) -> bool:
    is_spared = rule.spares_pictures and element.id in session.in_picture
    return interrupts(rule, element.kind, session.type) and not is_spared
